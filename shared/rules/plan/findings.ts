import { findings } from '../base/finding.ts';

/** Codes of a plan: its shape, its versions, its scoring, its declaration window. */
export const find = /* @__PURE__ */ findings({
  WINDOW_NOT_OPEN: {
    rules: ['R12'],
    zh: '申报尚未开始，{allowed} 起受理',
    en: 'Declaring opens on {allowed}',
  },
  WINDOW_CLOSED: {
    rules: ['R12'],
    zh: '申报已于 {allowed} 24:00 截止',
    en: 'Declaring closed at 24:00 on {allowed}',
  },
  SELF_EVAL_ANSWER: {
    rules: ['R32'],
    zh: '自评项的回答 {found} 不在可选范围（{allowed}）内',
    en: 'The answer {found} is not one of those that the table allows ({allowed})',
  },
  SELF_EVAL_UNKNOWN_ITEM: {
    rules: ['R32'],
    zh: '自评表中没有此项：{found}',
    en: 'The self-evaluation table has no item {found}',
  },
  SELF_EVAL_SCORE: {
    rules: ['R32'],
    zh: '自评分为{found}分，需达到{pass}分才能申报',
    en: 'The self-evaluation comes to {found}; {pass} points are needed to declare',
  },
  PLAN_SHAPE: {
    rules: ['G1'],
    zh: '格式不符，{why}',
    en: 'wrong form, {why}',
  },
  PLAN_VERSION: {
    rules: ['G1'],
    zh: '已发布的版本不可更改：新的内容应属同一申报计划，并使用新的版本号',
    en: 'A published version cannot change: other content belongs to the same plan, under a new version number',
  },
  PLAN_CODE: {
    rules: ['G1'],
    zh: '请写明申报计划的代码（字母、数字、“-”，最多 40 个），现为“{found}”',
    en: 'A plan needs a code of letters, digits and dashes, 40 at most; it has “{found}”',
  },
  PLAN_TOO_LARGE: {
    rules: ['G1'],
    zh: '申报计划数据过大：{found} 字节，最多 {allowed} 字节',
    en: 'The plan has {found} bytes; at most {allowed} are kept',
  },
  PLAN_TOO_DEEP: {
    rules: ['G1'],
    zh: '申报计划数据嵌套过深，最多 {allowed} 层',
    en: 'The plan is nested too deeply; {allowed} levels at most',
  },
  PLAN_PUBLISHED: {
    rules: ['G1'],
    zh: '第 {found} 版已发布，不可更改；请由它新建一版',
    en: 'Version {found} is published and never changes; make a new one from it',
  },
  PLAN_PROPOSED: {
    rules: ['G3', 'D26'],
    zh: '第 {found} 版已提请发布，待另一人确认；如需修改，请先退回',
    en: 'Version {found} waits for a second person to publish it; refuse it first if it is to change',
  },
  PLAN_SAME_CONTENT: {
    rules: ['G1'],
    zh: '第 {found} 版的内容与此相同且尚未发布，请直接在该版上修改',
    en: 'Version {found} says the very same and is not published yet; go on with that one',
  },
  PLAN_NOT_PROPOSED: {
    rules: ['G3', 'D26'],
    zh: '第 {found} 版尚未提请发布',
    en: 'Nobody has asked that version {found} be published',
  },
  PLAN_CONTENT: {
    rules: ['D26', 'G1'],
    zh: '内容已与您所见的不同，请重新核对后再办理',
    en: 'Its content is no longer what you saw; look at it again first',
  },
  PLAN_NEWER: {
    rules: ['G1'],
    zh: '第 {allowed} 版已发布，不能再发布更早的第 {found} 版',
    en: 'Version {allowed} is published already; version {found} comes too late',
  },
  PLAN_RETIRED: {
    rules: ['D30'],
    zh: '此申报计划已停用，不再受理新的申报；已提交的申报照常办理',
    en: 'This plan is off offer and takes no new declaration; what was submitted goes on',
  },
  PLAN_NOT_NEWEST: {
    rules: ['D30'],
    zh: '停用以已发布的最新一版（第 {allowed} 版）办理，不是第 {found} 版',
    en: 'A plan goes off offer by its newest published version, {allowed}, not by version {found}',
  },
  PLAN_RETIRED_ALREADY: { rules: ['D30'], zh: '此申报计划已经停用', en: 'This plan is off offer already' },
  PLAN_RETIREMENT_ASKED: {
    rules: ['D30', 'D26'],
    zh: '已有人提请停用，待另一人确认',
    en: 'Somebody has asked for it; another person confirms or refuses',
  },
  PLAN_RETIREMENT_NOT_ASKED: {
    rules: ['D30', 'D26'],
    zh: '尚无人提请停用此申报计划',
    en: 'Nobody has asked that this plan go off offer',
  },
  PLAN_RETIREMENT_REASON: {
    rules: ['D30'],
    zh: '请写明停用的理由',
    en: 'Please say why it goes off offer',
  },
  PLAN_DRY_RUN_MISSING: {
    rules: ['G3'],
    zh: '第 {found} 版尚未预演，请先预演再提请发布',
    en: 'Version {found} has had no dry run; run it before it is proposed',
  },
  PLAN_DRY_RUN_OUTDATED: {
    rules: ['G3'],
    zh: '预演之后，第 {found} 版的内容、现行版本或放假安排有变化，请重新预演',
    en: 'Since its dry run, version {found}, the version in force or the calendar has changed; run it again',
  },
  PLAN_REASON: { rules: ['G3'], zh: '请写明退回的理由', en: 'Please say why it is refused' },
  TERMS_DIFFER: {
    rules: ['G1'],
    zh: '此件按申报计划第 {found} 版提交，与第 {allowed} 版的规定不同，须另行办理',
    en: 'It was submitted under version {found} of the plan, which orders otherwise than version {allowed}: take it separately',
  },
  PLAN_TWO_PEOPLE: {
    rules: ['G3'],
    zh: '发布或停用申报计划须由两人确认',
    en: 'Publishing a plan, or taking it off offer, takes two people',
  },
});
