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
  ETAG: {
    rules: ['R25'],
    zh: '版本标识无效，请刷新后重试',
    en: 'Not a version of this resource; reload and try again',
  },
  CURSOR: {
    rules: ['R25'],
    zh: '翻页标识无效，请从头查看',
    en: 'Not a cursor of this list; start from the beginning',
  },
  QUERY_UNKNOWN: {
    rules: ['R25'],
    zh: '没有查询参数“{found}”（可用：{allowed}）',
    en: 'There is no query parameter {found}; there are: {allowed}',
  },
  QUERY_LIMIT: {
    rules: ['R25'],
    zh: '每页条数应为 1 至 100 的整数',
    en: 'The number of items on a page is a whole number from 1 to 100',
  },
  BODY_TOO_LARGE: {
    rules: ['R25'],
    zh: '请求内容过大。文件请通过上传接口提交。',
    en: 'The body is too large; files are uploaded separately.',
  },
  MEDIA_TYPE: { rules: ['R25'], zh: '请以 application/json 提交。', en: 'Send application/json.' },
  FIELD_REQUIRED: { rules: ['R25'], zh: '请填写{what}', en: 'Please fill in {what}' },
  FIELD_UNKNOWN: {
    rules: ['R25'],
    zh: '申报表没有此栏目：{found}',
    en: 'The form has no such field: {found}',
  },
  WRONG_TYPE: { rules: ['R25'], zh: '此项应为{allowed}', en: 'This must be {allowed}' },
  TOO_SHORT: {
    rules: ['R25'],
    zh: '太短：至少 {least} {unit}，现有 {found} {unit}',
    en: 'Too short: {least} {unit} at least, {found} given',
  },
  TOO_LONG: {
    rules: ['R25'],
    zh: '太长：至多 {most} {unit}，现有 {found} {unit}',
    en: 'Too long: {most} {unit} at most, {found} given',
  },
  NUMBER_RANGE: { rules: ['R25'], zh: '数值应{allowed}', en: 'The number must be {allowed}' },
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
    zh: '不在可选范围内，请重新选择',
    en: 'Not one of the choices; please choose again',
  },
  INVALID_FORMAT: { rules: ['R25', 'R59'], zh: '格式不正确。', en: 'Not in the right format.' },
  DATE_INCOMPLETE: {
    rules: ['R25'],
    zh: '请填写完整的年、月、日',
    en: 'Please give year, month and day',
  },
  DATE_NO_SUCH_DAY: {
    rules: ['R25'],
    zh: '没有这一天，请核对年月日',
    en: 'There is no such day; please check',
  },
  DATE_FUTURE: {
    rules: ['R25', 'R3'],
    zh: '{what}不能晚于今天',
    en: '{what} cannot lie after today',
  },
  DATE_ORDER: {
    rules: ['R25', 'R3'],
    zh: '{what}不能早于{allowed}',
    en: '{what} cannot be before {allowed}',
  },
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
    zh: '现在处于“{found}”，不能进行此操作，请刷新后查看现在可以办理的操作',
    en: 'Not possible while it is at {found}; reload to see what can be done now',
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
    zh: '没有待确认的提出，可能已经办理，请刷新后查看',
    en: 'No proposal waits to be confirmed; it may have been decided: reload to see',
  },
  RATE_LIMIT: {
    rules: ['D22', 'V4'],
    zh: '{whose}的次数已达上限（{span} {allowed} 次），请于 {until} 以后再试',
    en: 'The limit of {whose} is reached ({allowed} {span}); please try again after {until}',
  },
  OBJECTION_OPEN: {
    rules: ['R64', 'R66', 'Q22'],
    zh: '有尚未处理完毕的异议，请先核查处理',
    en: 'An objection has not been dealt with yet; decide it first',
  },
});
