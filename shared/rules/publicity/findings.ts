import { findings } from '../base/finding.ts';

/** A notice of holidays that is not out yet (K3); `years` are those that it would be for. */
const provisional = {
  zh: '{years}年节假日安排尚未公布，截止时间{until}为暂定',
  en: 'The holiday notice for {years} is not out yet: the closing time{until} is provisional',
};

/** What is found about a publicity: its plan, its window, its list, its proof (K4), objections to it (R63–R66; C15, V1). */
export const find = /* @__PURE__ */ findings({
  PUBLICITY_DISCARDED: {
    rules: ['D26'],
    zh: '该名单已经作废，请重新拟定',
    en: 'This list was discarded; please prepare a new one',
  },
  PUBLICITY_TOO_SHORT: {
    rules: ['R63', 'R65', 'L9', 'L19', 'G2'],
    zh: '公示期未满{n}个工作日{until}',
    en: '{n} working days are not over yet{until}',
  },
  PUBLICITY_PROVISIONAL: { rules: ['K3'], ...provisional },
  PUBLICITY_UNCHANGED: { rules: ['K2'], zh: '公示截止时间没有延长。', en: 'The window has not grown.' },
  PUBLICITY_OPEN: {
    rules: ['R63'],
    zh: '该公示已经发布。',
    en: 'This publicity has been opened already.',
  },
  PUBLICITY_FIELD: {
    rules: ['V1'],
    zh: '公示名单不得包含“{found}”，可公示的内容：{allowed}',
    en: 'A public list may not show {found}; it may show: {allowed}',
  },
  PUBLICITY_IDENTITY: {
    rules: ['V1'],
    zh: '公示名单须能指明申报人，至少包含：{allowed}',
    en: 'A public list must tell who is meant: it needs {allowed}',
  },
  OBJECTION_CLOSED: {
    rules: ['R64'],
    zh: '该异议已处理，请刷新后查看结果',
    en: 'That objection has been dealt with; reload to see the result',
  },
  OBJECTIONS_MANY: {
    rules: ['R64'],
    zh: '对该申报的异议正在核查，本页暂不能再收，请致电或来函受理单位。',
    en: 'So many objections to it are being looked into that this page can take no more; please telephone or write to the office.',
  },
  OBJECTION_NOT_PROPOSED: {
    rules: ['R64'],
    zh: '须先由一人提出异议成立的意见。',
    en: 'One person must first propose that it be upheld.',
  },
  OBJECTION_LEADS: {
    rules: ['C15'],
    zh: '请实名（姓名和联系方式）提出异议；不具名的，须提供具体线索（至少 {allowed} 字，现 {found} 字）',
    en: 'Please give your name and a contact; without them, concrete leads are needed ({allowed} characters at least, now {found})',
  },
  RECEIPT_MISSING: { rules: ['D22'], zh: '请填写回执编号', en: 'Give the number of the receipt' },
  RECEIPT_CHECK: {
    rules: ['D22', '§10.4'],
    zh: '回执编号的末位校验码不符，请逐位核对',
    en: 'The last character, a check on the others, does not fit; please compare the number with the receipt',
  },
  OBJECTION_NOT_LISTED: {
    rules: ['C15'],
    zh: '公示名单中没有申报编号 {found}',
    en: 'There is no application number {found} on this list',
  },
  PUBLICITY_CLOSED: {
    rules: ['R64'],
    zh: '公示期已于{by}结束，不再受理异议；有线索的，请向评委会办公室反映',
    en: 'The publicity ended at {by}; objections are no longer taken. Leads may be brought to the committee’s office',
  },
  ENTRY_CORRECTED: {
    rules: ['D16'],
    zh: '拟定名单之后，该申报的信息已更正，请重新拟定',
    en: 'The declaration was corrected after the list was prepared; please list it anew',
  },
  PROOF_CALENDAR: { rules: ['K4'], zh: '日历版本或校验值不符', en: 'another calendar version or checksum' },
  PROOF_SHORT: { rules: ['K4'], zh: '工作日不足', en: 'too few working days' },
  PROOF_START_DAY: { rules: ['K4'], zh: '发布当日不应计入', en: 'the day of publishing cannot count' },
  PROOF_DAYS: {
    rules: ['K4'],
    zh: '所计工作日与日历不符',
    en: 'the counted days differ from the calendar',
  },
  PROOF_CLOSE: {
    rules: ['K4'],
    zh: '截止时间与最后工作日不符',
    en: 'the close is not the end of the last counted day',
  },
  PROOF_PROVISIONAL: { rules: ['K4'], ...provisional },
  PROOF_LIST: { rules: ['K4'], zh: '名单与校验值不符', en: 'the list does not fit its hash' },
});
