import { type NoticeRow, progress, row } from './row.ts';
import { unitNotices } from './unit-notices.ts';
import { unitReportNotices } from './unit-report.ts';

export type { NoticeAudience, NoticeOccasion, NoticeRow, NoticeText } from './row.ts';

/**
 * What is told to whom, and when (domain-spec C18). Placeholders are `{fact}` or `{fact:form}`; the forms are `date`,
 * `deadline`, `yuan`. A title says what it is about and never how it went: it is also the text message, which others
 * may read on a locked screen.
 */

const result = ['审核结果', 'Result of a review'] as const;
const paper = ['评审表', 'Your review form'] as const;
const publicity = ['公示', 'Publicity'] as const;
const payment = ['费用缴纳', 'Payment'] as const;
const review = ['评审结果', 'Result of the review'] as const;
const check = ['核查事项', 'A matter to be looked into'] as const;
const certificate = ['职称电子证书', 'Electronic certificate'] as const;

/** Every event that is told, with all its addressees. */
export const notices = {
  INVITED: [
    row(
      'INVITED',
      'INVITATION',
      ['岗位邀请', 'An invitation to work here'],
      '您受邀担任“{roleName}”（{placeName}）。请在 {dueAt:deadline} 前打开以下链接，以本人实名账号登录并接受。链接只能使用一次，请勿转发。\n{link}',
      'You are invited to work as {roleName} ({placeName}). Open this link by {dueAt:deadline}, sign in with your own account and accept. It works once; do not pass it on.\n{link}',
    ),
  ],
  ...unitNotices,
  ARCHIVE_APPROVED: [
    row(
      'APPLICANT',
      'ARCHIVE_RESULT',
      ['我的业绩档案', 'Your achievement archive'],
      '业绩“{itemTitle}”已经单位审查通过，申报时可以提取。',
      'Your unit approved the achievement “{itemTitle}”; it can be used in a declaration.',
    ),
  ],
  ARCHIVE_RETURNED: [
    row(
      'APPLICANT',
      'ARCHIVE_RESULT',
      ['我的业绩档案', 'Your achievement archive'],
      '业绩“{itemTitle}”已由单位退回，原因见该条目，更正后再次保存即可。',
      'Your unit returned the achievement “{itemTitle}”. The reason is beside it; correct it and save it again.',
    ),
  ],
  SUBMITTED: [
    row(
      'APPLICANT',
      'STAGE_RESULT',
      progress,
      '申报已提交，申报编号 {applicationNo}，由所在单位审核。',
      'Your declaration was submitted as {applicationNo}; your unit reviews it now.',
    ),
    row(
      'UNIT_HR',
      'STAGE_RESULT',
      ['待审核申报', 'A declaration to review'],
      '申报 {applicationNo} 待本单位审核，请于 {dueAt:deadline} 前办理。',
      'Declaration {applicationNo} waits for your unit; please decide by {dueAt:deadline}.',
    ),
  ],
  ...unitReportNotices,
  STAGE_PASSED: [
    row(
      'APPLICANT',
      'STAGE_RESULT',
      progress,
      '申报 {applicationNo} 的上一环节已办结，现在的环节：{stageName}。',
      'The last step of declaration {applicationNo} is done. It is now at: {stageName}.',
    ),
  ],
  REROUTED: [
    row(
      'APPLICANT',
      'STAGE_RESULT',
      progress,
      '申报 {applicationNo} 已转由 {deskName} 受理，评审表也报送至该处。',
      'Declaration {applicationNo} was passed on to {deskName}; the paper form goes there as well.',
    ),
  ],
  REJECTED: [
    row(
      'APPLICANT',
      'STAGE_RESULT',
      result,
      '申报 {applicationNo} 未通过审核，理由和救济途径见申报页面。',
      'Declaration {applicationNo} was not accepted. The reason, and what you can do, are on its page.',
    ),
  ],
  RETURNED: [
    row(
      'APPLICANT',
      'RETURNED',
      ['退回补正', 'Please correct your declaration'],
      '申报 {applicationNo} 有 {itemCount} 处需要补正，已一次性列明。请于 {dueAt:deadline} 前补正并重新提交，逾期视为放弃。',
      'Things to correct in declaration {applicationNo}: {itemCount}, all listed on its page. Please resubmit it by {dueAt:deadline}; after that it counts as given up.',
    ),
  ],
  LAPSED: [
    row(
      'APPLICANT',
      'STAGE_RESULT',
      progress,
      '申报 {applicationRef} 因超过期限（{missedAt:deadline} 截止）已失效；详情和可采取的办法见申报页面。',
      'Declaration {applicationRef} has lapsed: the deadline of {missedAt:deadline} passed. Its page says more, and what can be done.',
    ),
  ],
  WITHDRAWN: [
    row(
      'APPLICANT',
      'STAGE_RESULT',
      progress,
      '申报 {applicationRef} 已撤回。',
      'Declaration {applicationRef} was withdrawn.',
    ),
  ],
  CORRECTED: [
    row(
      'APPLICANT',
      'STAGE_RESULT',
      progress,
      '申报 {applicationRef} 的信息已由两名工作人员更正，更正内容见申报页面。此前导出的评审表如已更新版本，请重新导出、打印。',
      'Particulars of declaration {applicationRef} were corrected by two officers; the page shows what. If the review form has a new version, please export and print it again.',
    ),
  ],
  PAYMENT_OPEN: [
    row(
      'APPLICANT',
      'PAYMENT_OPEN',
      payment,
      '申报 {applicationNo} 已经区、县（市）人力社保部门审核通过，请于 {dueAt:deadline} 前缴纳 {amountFen:yuan}。',
      'The district approved declaration {applicationNo}. Please pay {amountFen:yuan} by {dueAt:deadline}.',
    ),
  ],
  PAYMENT_REOPENED: [
    row(
      'APPLICANT',
      'PAYMENT_OPEN',
      payment,
      '申报 {applicationNo} 已重新开放缴费，仅此一次，请于 {dueAt:deadline} 前缴纳 {amountFen:yuan}。',
      'Payment for declaration {applicationNo} is open again, this once. Please pay {amountFen:yuan} by {dueAt:deadline}.',
    ),
  ],
  REOPENING_REFUSED: [
    row(
      'APPLICANT',
      'STAGE_RESULT',
      progress,
      '申报 {applicationNo} 重新开放缴费的申请未获同意，理由见申报页面。',
      'The request to open payment for declaration {applicationNo} again was not granted. The reason is on its page.',
    ),
  ],
  PAYMENT_CLOSING: [
    row(
      'APPLICANT',
      'PAYMENT_CLOSING',
      payment,
      '申报 {applicationNo} 尚未缴费，{dueAt:deadline} 截止。逾期未缴，申报失效。',
      'Declaration {applicationNo} is not paid yet. Payment closes at {dueAt:deadline}; without it the declaration lapses.',
    ),
  ],
  REFUND: [
    row(
      'APPLICANT',
      'PAYMENT_OPEN',
      payment,
      '申报 {applicationNo} 收到的付款 {refundFen:yuan}，将原路退回：{refundReason}。',
      'The payment of {refundFen:yuan} for declaration {applicationNo} goes back the way it came: {refundReason}.',
    ),
  ],
  FORM_DUE: [
    row(
      'APPLICANT',
      'STAGE_RESULT',
      paper,
      '现在可以导出申报 {applicationNo} 的评审表。请打印 {copies} 份，经所在单位审核盖章后，于 {dueAt:deadline} 前报送至 {deskName}（{deskAddress}，电话 {deskPhone}）。',
      'The review form of {applicationNo} can be exported. Print {copies} identical copies, have your unit check and seal them, and deliver them by {dueAt:deadline} to {deskName} ({deskAddress}, telephone {deskPhone}).',
    ),
  ],
  FORM_RECEIVED: [
    row(
      'APPLICANT',
      'FORM_RECEIVED',
      paper,
      '{deskName} 已收到申报 {applicationNo} 的评审表。',
      '{deskName} has received the review form of {applicationNo}.',
    ),
  ],
  FORM_REFUSED: [
    row(
      'APPLICANT',
      'FORM_RECEIVED',
      paper,
      '{deskName} 未收下申报 {applicationNo} 的评审表，原因见申报页面，更正后请重新导出、盖章、报送。',
      '{deskName} could not accept the review form of {applicationNo}. The reasons are on its page; please export, seal and deliver it again.',
    ),
  ],
  FORM_RETURNED: [
    row(
      'APPLICANT',
      'FORM_RETURNED',
      paper,
      '申报 {applicationNo} 的评审表已退至 {deskName}（{deskAddress}，电话 {deskPhone}），请领取并放入个人档案。',
      'The review form of {applicationNo} is back at {deskName} ({deskAddress}, telephone {deskPhone}). Please collect it and file it in your personal dossier.',
    ),
  ],
  FORM_HANDED_OVER: [
    row(
      'APPLICANT',
      'FORM_RETURNED',
      paper,
      '申报 {applicationNo} 的评审表已领取。放入个人档案后，请在申报页面确认。',
      'The review form of {applicationNo} was collected. When it is in your dossier, please confirm it on the page.',
    ),
  ],
  UNIT_PUBLICITY_OPENED: [
    row(
      'APPLICANT',
      'PUBLICITY_OPENED',
      publicity,
      '申报 {applicationNo} 开始在所在单位公示，至 {closeAt:deadline} 止。',
      'Declaration {applicationNo} is on show inside your unit until {closeAt:deadline}.',
    ),
  ],
  PUBLICITY_OPENED: [
    row(
      'APPLICANT',
      'PUBLICITY_OPENED',
      publicity,
      '申报 {applicationNo} 进入{stageName}，至 {closeAt:deadline} 止。',
      'Declaration {applicationNo} entered: {stageName}, until {closeAt:deadline}.',
    ),
  ],
  PUBLICITY_EXTENDED: [
    row(
      'APPLICANT',
      'PUBLICITY_OPENED',
      publicity,
      '因放假安排调整，申报 {applicationNo} 的公示延长至 {closeAt:deadline}。',
      'The holiday calendar changed; publicity of declaration {applicationNo} now runs until {closeAt:deadline}.',
    ),
  ],
  PUBLICITY_CLOSED: [
    row(
      'APPLICANT',
      'PUBLICITY_CLOSED',
      publicity,
      '申报 {applicationNo} 的公示期已满，现在的环节：{stageName}。',
      'Publicity of declaration {applicationNo} has ended. It is now at: {stageName}.',
    ),
  ],
  OBJECTION_OPENED: [
    row(
      'APPLICANT',
      'STAGE_RESULT',
      check,
      '申报 {applicationNo} 有事项需要核查，核查期间暂不进入下一环节。您可以在申报页面陈述意见。',
      'A matter about declaration {applicationNo} is being looked into; meanwhile it does not go on. You may state your view on its page.',
    ),
  ],
  OBJECTION_CLEARED: [
    row(
      'APPLICANT',
      'STAGE_RESULT',
      check,
      '申报 {applicationNo} 的一项核查已经结束，现在的环节：{stageName}。',
      'One matter about declaration {applicationNo} is settled. It is now at: {stageName}.',
    ),
  ],
  DISQUALIFIED: [
    row(
      'APPLICANT',
      'STAGE_RESULT',
      result,
      '申报 {applicationRef} 已被取消资格，决定和救济途径见申报页面。',
      'Declaration {applicationRef} was disqualified. The decision, and what you can do, are on its page.',
    ),
  ],
  PASSED: [
    row(
      'APPLICANT',
      'RESULT',
      review,
      '申报 {applicationNo} 经评委会评审通过，接下来公示评审结果。',
      'The committee passed declaration {applicationNo}; publicity of the result comes next.',
    ),
  ],
  NOT_PASSED: [
    row(
      'APPLICANT',
      'RESULT',
      review,
      '申报 {applicationNo} 未通过评委会评审。对涉及本人的结果不服的，可以在申报页面申请复查。',
      'The committee did not pass declaration {applicationNo}. If you do not agree, you may ask for a re-examination on its page.',
    ),
  ],
  REEXAMINATION_ANSWERED: [
    row(
      'APPLICANT',
      'RESULT',
      ['复查答复', 'Answer to your re-examination'],
      '申报 {applicationNo} 的复查已有答复，请到申报页面查看。',
      'Your request for re-examination of {applicationNo} was answered; see its page.',
    ),
  ],
  DOCUMENT_ISSUED: [
    row(
      'APPLICANT',
      'DOCUMENT',
      ['发文公布', 'Document published'],
      '评审结果已发文公布（{documentNo}），电子证书随后生成。',
      'The result was published in document {documentNo}; your electronic certificate follows.',
    ),
  ],
  CERTIFIED: [
    row(
      'APPLICANT',
      'CERTIFICATE',
      certificate,
      '电子证书已生成，编号 {certificateNo}，可在申报页面下载。',
      'Your electronic certificate {certificateNo} is ready for download.',
    ),
  ],
  REVOKED: [
    row(
      'APPLICANT',
      'CERTIFICATE',
      certificate,
      '编号 {certificateNo} 的电子证书已被撤销（{documentNo}），理由和救济途径见申报页面。',
      'Certificate {certificateNo} was revoked by {documentNo}. The reason, and what you can do, are on the page.',
    ),
  ],
  OVERDUE: [
    row(
      'DESK',
      'OVERDUE',
      ['待办提醒', 'Waiting for your desk'],
      '申报 {applicationNo}（{stageName}）的办理期限为 {dueAt:deadline}。',
      'Declaration {applicationNo} ({stageName}) is due by {dueAt:deadline}.',
    ),
  ],
} as const satisfies Record<string, readonly NoticeRow[]>;

export type NoticeEvent = keyof typeof notices;
