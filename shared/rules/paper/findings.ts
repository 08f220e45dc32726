import { findings } from '../base/finding.ts';

/** What is found about the paper form and its custody (R60–R62, R69; C4, C16). */
export const find = /* @__PURE__ */ findings({
  FORM_ACT: {
    rules: ['R60–R62'],
    zh: '评审表处于“{found}”，不能进行此操作，请刷新后查看现在可以办理的操作',
    en: 'Not possible while the form is {found}; reload to see what can be done now',
  },
  FORM_ROLE: {
    rules: ['§2'],
    zh: '此操作由“{allowed}”办理，现为“{found}”',
    en: 'This act belongs to {allowed}; asked for by {found}',
  },
  FORM_BEFORE_PAYMENT: {
    rules: ['R60'],
    zh: '缴费成功后方可导出评审表',
    en: 'The review form can be exported once the fee is paid',
  },
  FORM_NOT_READY: {
    rules: ['R60', 'D28'],
    zh: '评审表正在生成，请稍候再试',
    en: 'The review form is being made; try again in a moment',
  },
  FORM_PREVIEW: {
    rules: ['R58'],
    zh: '评审表还不能预览（{found}），请先补充或修改',
    en: 'The form cannot be previewed yet ({found}); please fill it in or change it first',
  },
  FORM_RETURNED: {
    rules: ['C16', 'R60'],
    zh: '申报已退回补正，第 {found} 版评审表作废；重新提交后可导出新版',
    en: 'The declaration was returned, and version {found} of the form is void; a new one can be exported once it is submitted again',
  },
  FORM_UNPRINTED: {
    rules: ['D28', 'D15'],
    zh: '文件打印失败（{found}），平台运维正在处理；处理期间不会逾期失效',
    en: 'The document could not be printed ({found}); operations are on it, and nothing lapses meanwhile',
  },
  FORM_HASH: {
    rules: ['C16'],
    zh: '评审表内容与系统内不一致（纸质 {found}，系统 {allowed}），请重新导出打印',
    en: 'The paper prints other content ({found}) than the record ({allowed}); export and print it again',
  },
  FORM_DESTINATION: {
    rules: ['R61 R62', 'R61', 'R62', 'Q21'],
    zh: '评审表应报送至 {allowed}，现位于 {found}',
    en: 'The form goes to {allowed}; it is at {found}',
  },
  FORM_RETURN_ROUTE: {
    rules: ['R69'],
    zh: '评审表应退至 {allowed}，现位于 {found}',
    en: 'The form goes back to {allowed}; it is at {found}',
  },
  FORM_BARCODE: {
    rules: ['C16'],
    zh: '不是评审表的条码：{found}，请扫描评审表上的条码',
    en: 'Not the barcode of a review form: {found}; scan the barcode on the review form',
  },
  FORM_APPLICATION: {
    rules: ['C16'],
    zh: '条码属于另一申报：{found}，应为 {allowed}，请换用该申报的评审表',
    en: 'The barcode belongs to another application: {found}, expected {allowed}; take the form of that application',
  },
  FORM_VERSION: {
    rules: ['C16'],
    zh: '评审表是第 {found} 版，现行为第 {allowed} 版，旧版不再受理，请重新导出、打印现行版',
    en: 'The paper is version {found}; version {allowed} is in force, older paper is not accepted; export and print the present one',
  },
  FORM_COPIES: {
    rules: ['R60'],
    zh: '评审表一式两份，扫描到的份号：{found}，应为 {allowed}',
    en: 'Two copies are needed ({allowed}); scanned: {found}',
  },
  FORM_SEAL: {
    rules: ['R61'],
    zh: '两份评审表均须加盖所在单位公章',
    en: 'Both copies need the seal of the employing unit',
  },
  FORM_MUNI_SEAL: {
    rules: ['R62'],
    zh: '两份评审表均须加盖市直单位公章',
    en: 'Both copies need the seal of the municipal direct unit',
  },
  FORM_SAME_PERSON: {
    rules: ['C4'],
    zh: '交出与接收须由不同的人办理',
    en: 'Handing over and receiving are done by different persons',
  },
  FORM_RETURN_EARLY: {
    rules: ['R69'],
    zh: '评审尚未结束，评审表暂不退还，请在评审结束后办理',
    en: 'The review has not ended; the form stays with the office; return it when the review is over',
  },
  FORM_TWICE: {
    rules: ['D24'],
    zh: '第 {found} 份扫了两次，请扫描另一份；评审表没有变动',
    en: 'Copy {found} was scanned twice; please scan the other one. Nothing has changed',
    severity: 'advice',
  },
  FORM_TAKEN: {
    rules: ['D24'],
    zh: '本窗口已经扫码登记过这份评审表，无需再扫；没有变动',
    en: 'Your desk has recorded this form already; there is nothing more to scan, and nothing has changed',
    severity: 'advice',
  },
  FORM_UNIT_SCAN: {
    rules: ['R61', 'D24'],
    zh: '重新打印的评审表须由所在单位重新审核盖章并扫码，再报送',
    en: 'A form that was printed again is sealed and scanned by the employing unit again before it is delivered',
  },
  FORM_REASON: {
    rules: ['D24'],
    zh: '请写明退回评审表的理由',
    en: 'Please give the reason for refusing the form',
  },
  FORM_RECEIVER: {
    rules: ['R69'],
    zh: '请写明领取人',
    en: 'Please state who takes the form',
  },
});
