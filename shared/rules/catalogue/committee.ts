import type { OtherRule } from './rule.ts';

/** The committee: composition, quorum, vote, draw, recusal (B). */
export const committeeRules: readonly OtherRule[] = [
  {
    id: 'B1',
    source: '人社部令第40号（L3）',
    meaning: {
      zh: '评委会人数为单数，不少于计划下限。',
      en: "The committee is odd and not below the plan's minimum.",
    },
  },
  {
    id: 'B2',
    source: '人社部令第40号（L12）',
    meaning: {
      zh: '出席人数×3 不少于评委会人数×2。',
      en: 'Three times those attending is at least twice the members.',
    },
  },
  {
    id: 'B3',
    source: '人社部令第40号（L13）',
    meaning: {
      zh: '同意票×3 不少于基数×2；基数按计划规定。',
      en: 'Three times the agreeing votes is at least twice the base that the plan names.',
    },
  },
  {
    id: 'B4',
    source: '评审规则',
    meaning: {
      zh: '每名专家对每名申报人一票，投出后不可更改。',
      en: 'One ballot for each expert and candidate, not changed after cast.',
    },
  },
  {
    id: 'B5',
    source: '人社部令第40号（L13）',
    meaning: {
      zh: '票箱与名册分离，票上无任何可识别投票人的内容。',
      en: 'Roll and box are apart; nothing on a ballot tells the voter.',
    },
  },
  {
    id: 'B7',
    source: '惯例（计划设置）',
    meaning: {
      zh: '回避后可投票人数不足的，改由另一次会议评审。',
      en: 'A candidate whose recusals break the quorum goes to another session.',
    },
  },
  {
    id: 'B8',
    source: '人社部令第40号（L5）',
    meaning: { zh: '抽取可由任何人重算。', en: 'The draw can be recomputed by anyone.' },
  },
  {
    id: 'B9',
    source: '人社部令第40号（L18）',
    meaning: {
      zh: '同单位、推荐人、亲属、共同业绩者自动列为回避。',
      en: 'Same unit, recommender, kin and co-listed people are flagged for recusal.',
    },
  },
  {
    id: 'B10',
    source: '人社部令第40号（L14）',
    meaning: { zh: '表决前须有不少于 3 名专家的意见。', en: 'Opinions of three experts before the vote.' },
  },
  {
    id: 'B11',
    source: '人社部令第40号（L15、L16）',
    meaning: {
      zh: '计票单列明各数，由主持人签署。',
      en: 'The result sheet states all numbers and is signed.',
    },
  },
  {
    id: 'B13',
    source: '惯例（CONV）',
    meaning: {
      zh: '评议意见除常用语外，须有针对该申报人的具体内容。',
      en: 'An opinion says something about this candidate beside the phrases.',
    },
  },
];
