import { findings } from './finding.ts';

/** Codes that topics of one floor share. */
export const find = findings({
  VERSION: {
    rules: ['R25'],
    zh: '所依据的是第 {found} 版，现为第 {allowed} 版，请刷新后重试',
    en: 'You worked on version {found}; it is at {allowed} now. Reload and try again',
  },
  FLOW_ORDER: {
    rules: ['R1', 'R66'],
    zh: '现在处于“{found}”，不能进行此操作',
    en: 'Not possible while it is at {found}',
  },
  TWO_PERSONS: {
    rules: ['C3', 'R63', 'L24'],
    zh: '须由两人办理，经办了前一步的人不能单独办理这一步',
    en: 'Two persons do this: who did the step before cannot do this one alone',
  },
  PROPOSAL_DIFFERS: {
    rules: ['D26'],
    zh: '与第一人所提的内容不一致：请按原样确认，或不予确认后重新提出',
    en: 'This is not what the first person proposed: confirm it as it stands, or refuse it and propose anew',
  },
  PROPOSAL_STANDS: {
    rules: ['D26'],
    zh: '已有一份提出待另一人确认；要改动，请先不予确认，再重新提出',
    en: 'A proposal waits for another person already; to change it, refuse it and propose anew',
  },
  PROPOSAL_NONE: {
    rules: ['D26'],
    zh: '没有待确认的提出',
    en: 'No proposal waits to be confirmed',
  },
  OBJECTION_OPEN: {
    rules: ['R64', 'R66', 'Q22'],
    zh: '有尚未处理完毕的异议',
    en: 'An objection has not been dealt with yet',
  },
});
