import { findings } from './finding.ts';

/** Codes that topics of one floor share, and those of any request: its body, its cursor, what it was based on. */
export const find = /* @__PURE__ */ findings({
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
  TURN: {
    rules: ['R1'],
    zh: '页面上的环节已过，请刷新后重试',
    en: 'The page shows an earlier turn; reload and try again',
  },
  ETAG: { rules: ['R25'], zh: '版本标识无效。', en: 'Not a version of this resource.' },
  CURSOR: {
    rules: ['R25'],
    zh: '翻页标识无效，请从头查看',
    en: 'Not a cursor of this list; start from the beginning',
  },
  BODY_TOO_LARGE: {
    rules: ['R25'],
    zh: '请求内容过大。文件请通过上传接口提交。',
    en: 'The body is too large; files are uploaded separately.',
  },
  MEDIA_TYPE: { rules: ['R25'], zh: '请以 application/json 提交。', en: 'Send application/json.' },
  FIELD_REQUIRED: { rules: ['R25'], zh: '请填写{what}', en: 'Please fill in {what}' },
  TOO_SHORT: { rules: ['R25'], zh: '内容过短或缺失。', en: 'Too short or missing.' },
  TOO_LONG: { rules: ['R25'], zh: '内容过长。', en: 'Too long.' },
  SIGNATURE_OUTSIDE: {
    rules: ['R22'],
    zh: '签名有 {found} 个点在签名框之外，请在框内重新签名',
    en: '{found} points of the signature lie outside the frame; please sign again inside it',
  },
  SIGNATURE_POINTS: {
    rules: ['R22'],
    zh: '签名笔迹过多（{found} 个点，最多 {allowed} 个），请重新签名',
    en: 'The signature has {found} points, {allowed} at most; please sign again',
  },
  INVALID_VALUE: {
    rules: ['R25'],
    zh: '内容不正确，或不在可选范围内。',
    en: 'Not valid, or not one of the allowed values.',
  },
  INVALID_FORMAT: { rules: ['R25', 'R59'], zh: '格式不正确。', en: 'Not in the right format.' },
  TEXT_UNPRINTABLE: {
    rules: ['D15'],
    zh: '下列字符无法打印在评审表或证书上，请修改：{what}',
    en: 'These characters cannot be printed on the form or certificate; please change them: {what}',
  },
  TEXT_LINES: {
    rules: ['D15'],
    zh: '共 {found} 行，打印时过长，请合并为 {allowed} 行以内',
    en: '{found} lines are too many for the printed form; please keep to {allowed}',
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
