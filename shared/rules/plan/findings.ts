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
    zh: '申报计划数据有误：{why}',
    en: "The plan's data are not well formed: {why}",
  },
  PLAN_VERSION: {
    rules: ['G1'],
    zh: '已发布的版本不可更改：新的内容应属同一申报计划，并使用新的版本号',
    en: 'A published version cannot change: other content belongs to the same plan, under a new version number',
  },
  PLAN_TWO_PEOPLE: {
    rules: ['G3'],
    zh: '发布申报计划须由两人确认',
    en: 'Publishing a plan takes two people',
  },
});
