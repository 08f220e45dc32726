import { findings } from '../base/finding.ts';

/** What the dry run of a plan finds (G3), beside what the linter does. */
export const find = /* @__PURE__ */ findings({
  DRY_RUN_NOBODY: {
    rules: ['G3'],
    zh: '“{found}”的预演人员没有一人能通过检查：{why}',
    en: 'Nobody of “{found}” gets through: {why}',
  },
  DRY_RUN_ROW_NEVER: {
    rules: ['G3'],
    zh: '“{found}”在任何情形下都走不到',
    en: '“{found}” is never reached',
  },
  DRY_RUN_ROW_SHADOWED: {
    rules: ['G3'],
    zh: '“{found}”永远不会被采用：前面的“{allowed}”总是先适用',
    en: '“{found}” is never used: “{allowed}” always applies first',
  },
  DRY_RUN_ROW_UNTRIED: {
    rules: ['G3'],
    zh: '“{found}”没有预演人员走到，请人工核对',
    en: 'No sample person reaches “{found}”; please look at it yourself',
    severity: 'advice',
  },
  DRY_RUN_STATE_NEVER: {
    rules: ['G4'],
    zh: '按本计划的环节设置，“{found}”走不到',
    en: 'With the stages as this plan has them, “{found}” is never reached',
  },
  DRY_RUN_STATE_BROKEN: {
    rules: ['G4'],
    zh: '按本计划的环节设置，流程在“{found}”中断：{why}',
    en: 'With the stages as this plan has them, the road breaks off at “{found}”: {why}',
  },
  DRY_RUN_CALENDAR: {
    rules: ['K3', 'G3'],
    zh: '“{found}”推算到 {allowed}，该日所在年份的放假安排尚未载入，届时可能顺延',
    en: '“{found}” reaches {allowed}, a day whose holiday notice is not loaded; it may move',
    severity: 'advice',
  },
  DRY_RUN_DATE_LATE: {
    rules: ['G3'],
    zh: '按最迟日期推算，上一环节可能到 {found} 才结束，晚于“{name}”的截止日 {allowed}',
    en: 'Reckoned by the latest days, what comes before may last until {found}, after “{name}” ends on {allowed}',
    severity: 'advice',
  },
  DRY_RUN_FILING: {
    rules: ['L2'],
    zh: '评委会备案有效期至 {allowed}，按最迟日期推算评审可能在 {found} 之后',
    en: 'The committee is filed until {allowed}; reckoned by the latest days the review may come after {found}',
    severity: 'advice',
  },
  DRY_RUN_WORDS: {
    rules: ['G5'],
    zh: '检查结果 {found} 缺少中文或英文说明',
    en: 'The finding {found} lacks words in Chinese or English',
  },
  DRY_RUN_NOT_ASKED: {
    rules: ['G3'],
    zh: '不再要求：{found}',
    en: 'No longer asked for: {found}',
    severity: 'advice',
  },
  DRY_RUN_ASKED: {
    rules: ['G3'],
    zh: '另需提供：{found}',
    en: 'Asked for besides: {found}',
    severity: 'advice',
  },
});
