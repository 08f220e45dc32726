import { defineMessages } from '../../kit/i18n.ts';

/** Words of an application's course. */
export const words = defineMessages({
  title: ['申报进度', 'Progress of the application'],
  history: ['办理记录', 'History'],
  content: ['申报内容', 'What was declared'],
  course: ['办理', 'Course'],
  submitted: ['提交申报', 'Submitted'],
  receipt: ['存证 {hash}', 'Receipt {hash}'],
  reason: ['意见：{reason}', 'Remark: {reason}'],
  fee: ['应缴费用', 'Fee'],
  payWindow: ['请在 {at} 前完成缴费', 'Please pay before {at}'],
  pay: ['去缴费', 'Pay the fee'],
  payHint: [
    '将在新页面打开支付；支付成功后本页自动更新。',
    'Payment opens on its own page; this page follows by itself.',
  ],
  formTitle: ['评审表', 'Review form'],
  formHint: [
    '导出带水印的评审表，打印一式 {n} 份，经所在单位审核盖章后报送：',
    'Export the watermarked form, print {n} copies, have your unit check and seal them, and deliver them to:',
  ],
  exportForm: ['导出评审表', 'Export the review form'],
  deliver: ['{name}，{address}，电话 {phone}', '{name}, {address}, telephone {phone}'],
  paperState: ['评审表状态', 'Where the form is'],
  certificate: ['电子证书', 'E-certificate'],
  certificateNo: ['证书编号 {no}', 'Number {no}'],
  download: ['下载电子证书', 'Download the certificate'],
  document: ['发文文号', 'Document'],
  filing: [
    '收到退还的评审表后，请放入个人档案，并在此确认。',
    'When the form is back with you, put it into your dossier and confirm here.',
  ],
  confirmFiling: ['确认评审表已归档', 'Confirm that the form is filed'],
  withdraw: ['撤回申报', 'Withdraw'],
  withdrawTitle: ['确认撤回申报', 'Withdraw the application'],
  withdrawText: [
    '撤回后本次申报结束。公示开始后的撤回须经评委会办公室同意。',
    'Withdrawing ends this application. Once a publicity has begun, the office must grant it.',
  ],
  withdrawalAsked: [
    '已于 {at} 申请撤回，等待办公室答复。',
    'Withdrawal asked for on {at}; the office will answer.',
  ],
  reexamine: ['申请复查', 'Ask for re-examination'],
  reexamineText: [
    '对评审结果不服的，可以申请复查。请写明理由。',
    'If you do not accept the result you may ask for re-examination. Please give the reason.',
  ],
  reexamined: ['已于 {at} 申请复查', 'Asked for re-examination on {at}'],
  answered: ['答复（{at}）：{answer}', 'Answer ({at}): {answer}'],
  window: ['公示期', 'Publicity'],
  windowText: ['{from} 至 {to}，共 {n} 个工作日', '{from} to {to}, {n} working days'],
  seePublicity: ['查看公示', 'See the notice'],
  ended: ['结束原因', 'Why it ended'],
  goCorrect: ['去补正', 'Correct it now'],
  goOn: ['继续填报', 'Go on filling in'],
  unitName: ['审核单位', 'Reviewing unit'],
});

const papers = defineMessages({
  NOT_AVAILABLE: ['尚不能导出', 'not available yet'],
  EXPORTABLE: ['可以导出', 'can be exported'],
  EXPORTED: ['已导出，待单位盖章', 'exported; to be sealed by the unit'],
  UNIT_SEALED: ['单位已盖章，待报送', 'sealed by the unit; to be delivered'],
  RECEIVED_POINT: ['受理点已接收', 'received by the acceptance point'],
  RECEIVED_MUNI: ['市直单位已接收', 'received by the municipal direct unit'],
  MUNI_SEALED: ['市直单位已盖章', 'sealed by the municipal direct unit'],
  AT_OFFICE: ['已到评委会办公室', 'at the committee office'],
  RETURNING: ['退还途中', 'on its way back'],
  AT_POINT_FOR_PICKUP: ['请到受理点领取', 'ready at the acceptance point'],
  AT_MUNI_FOR_PICKUP: ['请到市直单位领取', 'ready at the municipal direct unit'],
  HANDED_OVER: ['已领取，待归档', 'handed over; to be filed'],
  FILED: ['已归档', 'filed'],
  REFUSED: ['退回重新打印盖章', 'refused; print and seal again'],
});
export const paperName = (status: string): string => papers(status as 'FILED');
