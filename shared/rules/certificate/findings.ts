import { findings } from '../base/finding.ts';

/** Reports to the authorities and certificates (R66–R68, L24, §10.4). */
export const find = /* @__PURE__ */ findings({
  CERT_PATTERN: {
    rules: ['§10.4'],
    zh: '证书编号规则“{found}”有误：{allowed}',
    en: 'The number pattern {found} is wrong: {allowed}',
  },
  CERT_VALUE: {
    rules: ['§10.4'],
    zh: '证书编号的一部分放不下：{found}（规则：{allowed}）',
    en: 'A part of the number does not fit: {found} (pattern: {allowed})',
  },
  CERT_NO_MISSING: { rules: ['V4'], zh: '请填写证书编号', en: 'Give the certificate number' },
  CERT_NAME_MISSING: {
    rules: ['V4'],
    zh: '请填写持证人姓名，与证书上的一致',
    en: 'Give the holder’s name as it stands on the certificate',
  },
  CERT_NO_CHECK: {
    rules: ['§10.4', 'V4'],
    zh: '证书编号的末位校验码不符，请逐位核对',
    en: 'The last character, a check on the others, does not fit; please compare the number with the certificate',
  },
  CERT_BEFORE_DOC: {
    rules: ['R68'],
    zh: '文件公布后方可生成电子证书',
    en: 'A certificate is made after the document is published',
  },
  CERT_PHOTO: {
    rules: ['R13'],
    zh: '证书照片不是申报时上传的照片，请联系平台运维核对',
    en: 'The photo is not the one uploaded with the declaration; call operations',
  },
  CERT_STATE: {
    rules: ['§7.1', 'L24'],
    zh: '证书处于“{found}”，不能进行此操作，请刷新后查看现在可以办理的操作',
    en: 'Not possible while the certificate is {found}; reload to see what can be done now',
  },
  CERT_REASON: {
    rules: ['L24'],
    zh: '请写明理由',
    en: 'Please give the reason',
  },
  CERT_DOCUMENT_NO: {
    rules: ['L24'],
    zh: '请填写撤销决定的文号',
    en: 'Please give the number of the decision',
  },
  CERT_TWO_PERSONS: {
    rules: ['L24'],
    zh: '撤销证书须由两人办理：一人提出，另一人确认',
    en: 'Two persons revoke a certificate: one proposes, another one confirms',
  },
  CERT_SUCCESSOR: {
    rules: ['§7.1'],
    zh: '请填写新证书的编号，不得与原编号相同',
    en: 'Please give the number of the new certificate; it differs from the old one',
  },
  CERTIFICATE_REVOKED: { rules: ['L24'], zh: '证书已撤销', en: 'The certificate has been revoked' },
  JOINT_AUDIT: {
    rules: ['R67'],
    zh: '计划规定的审核机关对每份申报各审核一次，全部通过后方可发文',
    en: 'Each authority of the plan audits an application once; the document is issued when all have approved',
  },
  REPORT_NOBODY: {
    rules: ['R66', 'C15'],
    zh: '名单中现在没有可以上报的人员：有异议的，核查后另行上报；其余已经上报',
    en: 'Nobody on the list can be reported now: those objected to follow after the inquiry, the others have been reported',
  },
  DOCUMENT_NO: {
    rules: ['D25'],
    zh: '文号“{found}”已用于本报告的另一份发文，请另行编号',
    en: 'The number {found} is that of another document of this report; please give another one',
  },
  REPORT_ENTRY: {
    rules: ['R67'],
    zh: '该申报不在本报告的待审核名单中，请刷新报告后再选',
    en: 'This application does not wait for an audit in this report; reload the report and choose again',
  },
});
