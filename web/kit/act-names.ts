import type { ActName } from '../../shared/contracts/acts.ts';
import { defineMessages } from './i18n.ts';

type Named = Record<ActName, readonly [zh: string, en: string]>;

/** Acts on an application as its history tells them. The type demands a name for every act of the transition table. */
const acts = {
  SUBMIT: ['提交申报', 'Submitted'],
  RESUBMIT: ['补正后再次提交', 'Submitted again'],
  ROLL_OVER: ['转入下一批次', 'Moved to the next batch'],
  LAPSE: ['逾期失效', 'Lapsed'],
  UNIT_APPROVE: ['单位审核通过', 'Approved by the unit'],
  CLOSE_UNIT_PUBLICITY: ['单位公示期满', 'Publicity inside the unit ended'],
  POINT_ACCEPT: ['受理点审核通过', 'Accepted by the acceptance point'],
  REROUTE: ['转办其他受理点', 'Passed on to another point'],
  INDUSTRY_AGREE: ['行业主管部门同意', 'Agreed to by the industry authority'],
  DISTRICT_APPROVE: ['人社部门审核通过', 'Approved by the district HRSS'],
  REJECT: ['审核不通过', 'Rejected'],
  RETURN: ['退回补正', 'Returned for correction'],
  CONFIRM_PAYMENT: ['缴费成功', 'Paid'],
  REQUEST_REOPENING: ['申请重新开放缴费', 'Re-opening of the payment asked for'],
  REFUSE_REOPENING: ['不予重新开放缴费', 'Re-opening refused'],
  REOPEN_PAYMENT: ['重新开放缴费', 'Payment re-opened'],
  RECEIVE_PAPER: ['接收评审表', 'Review form received'],
  OFFICE_RECEIVE_PAPER: ['评委会办公室接收评审表', 'Review form received by the office'],
  RECORD_GROUP_CHECK: ['专业组预审同意', 'The group agreed'],
  RECORD_INTERVIEW: ['面试答辩已记录', 'Interview recorded'],
  OFFICE_AUDIT: ['评委会办公室审核通过', 'Audited by the office'],
  PUBLISH: ['评前公示', 'First publicity opened'],
  PUBLISH_RESULT: ['评审结果公示', 'Publicity of the result opened'],
  CLOSE_PUBLICITY: ['公示期满', 'Publicity ended'],
  EXTEND_WINDOW: ['公示期顺延', 'Publicity extended'],
  OBJECT: ['收到异议', 'Objection received'],
  PROPOSE_UPHOLD: ['异议核查中', 'Objection under inquiry'],
  UPHOLD_OBJECTION: ['异议成立', 'Objection upheld'],
  REFUSE_UPHOLD: ['异议继续核查', 'Inquiry goes on'],
  CLEAR_OBJECTION: ['异议不成立', 'Objection cleared'],
  ASSIGN_SESSION: ['进入专业组评议', 'Assigned to a group'],
  OPEN_VOTING: ['进入评委会表决', 'Put to the vote'],
  COUNT: ['表决完成', 'Votes counted'],
  ABORT_SESSION: ['评审会议中止', 'Session aborted'],
  REPORT: ['上报评审结果', 'Result reported'],
  AUTHORITY_APPROVE: ['审核评审结果', 'Result approved by an authority'],
  SEND_BACK: ['退回核查', 'Sent back for inquiry'],
  ISSUE_DOCUMENT: ['发文公布', 'Document published'],
  CERTIFY: ['生成电子证书', 'Certificate issued'],
  ARCHIVE: ['评审表归档', 'Review form filed'],
  WITHDRAW: ['撤回申报', 'Withdrawn'],
  REQUEST_WITHDRAWAL: ['申请撤回', 'Withdrawal asked for'],
  GRANT_WITHDRAWAL: ['准予撤回', 'Withdrawal granted'],
  PROPOSE_DISQUALIFICATION: ['核查中', 'Under inquiry'],
  DISQUALIFY: ['取消资格', 'Disqualified'],
  REFUSE_DISQUALIFICATION: ['核查结束', 'Inquiry ended'],
  PROPOSE_CORRECTION: ['提出更正', 'Correction proposed'],
  CONFIRM_CORRECTION: ['两人更正', 'Corrected by two officers'],
  REFUSE_CORRECTION: ['更正未予确认', 'Correction refused'],
  REVOKE: ['撤销证书', 'Certificate revoked'],
  REQUEST_REEXAMINATION: ['申请复查', 'Re-examination asked for'],
  ANSWER_REEXAMINATION: ['答复复查', 'Re-examination answered'],
  ESCALATE: ['系统提醒', 'Raised by the system'],
} as const satisfies Named;

/** Acts that change no stage: the pages of a draft, the payment's start, the road of the paper form. */
const others = {
  CREATE: ['开始申报', 'Declaration begun'],
  SAVE_PHOTO: ['保存证件照', 'Photo saved'],
  SIGN_COMMITMENT: ['签署承诺', 'Commitment signed'],
  SAVE_DATA: ['保存申报信息', 'Data saved'],
  SAVE_ACHIEVEMENTS: ['保存业绩选择', 'Achievements saved'],
  SAVE_ATTACHMENTS: ['保存附件', 'Attachments saved'],
  REFUND: ['款项原路退回', 'The money goes back'],
  START_PAYMENT: ['发起缴费', 'Payment started'],
  FORM_RENDERED: ['评审表已生成', 'Review form made'],
  PAPER_MAKE_EXPORTABLE: ['评审表可以导出', 'Review form can be exported'],
  PAPER_EXPORT: ['导出评审表', 'Review form exported'],
  PAPER_VOID: ['旧版评审表作废', 'Older review form void'],
  PAPER_REFUSED: ['评审表退回', 'Review form refused'],
  PAPER_SEAL_UNIT: ['单位审核盖章', 'Sealed by the unit'],
  PAPER_RECEIVE_POINT: ['受理点接收评审表', 'Received by the acceptance point'],
  PAPER_RECEIVE_MUNI: ['市直单位接收评审表', 'Received by the municipal direct unit'],
  PAPER_SEAL_MUNI: ['市直单位审核盖章', 'Sealed by the municipal direct unit'],
  PAPER_RECEIVE_OFFICE: ['评委会办公室接收评审表', 'Received by the office'],
  PAPER_SEND_BACK: ['退还评审表', 'Review form sent back'],
  PAPER_ARRIVE_POINT: ['退还的评审表到达受理点', 'Back at the acceptance point'],
  PAPER_ARRIVE_MUNI: ['退还的评审表到达市直单位', 'Back at the municipal direct unit'],
  PAPER_HAND_OVER: ['评审表交还申报人', 'Handed over to the applicant'],
  PAPER_FILE: ['评审表归档', 'Review form filed'],
} as const;

const say = defineMessages({ ...acts, ...others });

/** What an act is called; undefined when it has no name of its own. */
export function actName(act: string): string | undefined {
  return act in acts || act in others ? say(act as ActName) : undefined;
}
