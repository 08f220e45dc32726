import { findings } from './finding.ts';

/** Codes that topics of one floor share. */
export const find = findings({
  VERSION: {
    rules: ['R25'],
    zh: '所依据的是第 {found} 版，现为第 {allowed} 版，请刷新后重试',
    en: 'You worked on version {found}; it is at {allowed} now. Reload and try again',
  },
  TEXT_BLANK: {
    rules: ['D14'],
    zh: '此项不能为空：只有空格或不可见字符',
    en: 'This cannot be left blank: there are only blanks or invisible characters',
  },
  TEXT_CHARACTER: {
    rules: ['D14'],
    zh: '{place}是{name}（{found}），不能使用，请删除',
    en: '{place} is {name} ({found}), which cannot be used; please remove it',
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
  OBJECTION_OPEN: {
    rules: ['R64', 'R66', 'Q22'],
    zh: '有尚未处理完毕的异议',
    en: 'An objection has not been dealt with yet',
  },
});
