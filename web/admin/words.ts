import { roleNames } from '../../shared/contracts/roles.ts';
import { type Stage, stageFacts } from '../../shared/contracts/stages.ts';
import { defineMessages, say } from '../kit/i18n.ts';
import type { Tone } from '../kit/notice.tsx';

/** Words that several pages of the console share; the terms are those of the source document. */
export const t = defineMessages({
  site: ['职评', 'Zhiping'],
  siteSub: ['工作台', 'Console'],
  home: ['首页', 'Home'],
  desk: ['待办', 'Queue'],
  letters: ['授权委托证明', 'Letters of authorisation'],
  scan: ['评审表扫码', 'Scan review forms'],
  publicities: ['公示', 'Publicities'],
  objections: ['异议', 'Objections'],
  sessions: ['评审会议', 'Sessions'],
  reports: ['评审结果', 'Results'],
  certificates: ['证书', 'Certificates'],
  calendar: ['节假日安排', 'Holiday calendar'],
  payments: ['重新开放缴费', 'Re-open payment'],
  unit: ['本单位', 'Our unit'],
  archive: ['业绩审查', 'Achievements'],
  applications: ['申报审核', 'Applications'],
  name: ['姓名', 'Name'],
  unitName: ['工作单位', 'Unit'],
  applicationNo: ['申报编号', 'Application number'],
  specialty: ['专业', 'Specialty'],
  mode: ['申报方式', 'Mode'],
  stage: ['环节', 'Stage'],
  due: ['期限', 'Due'],
  overdue: ['已逾期', 'Overdue'],
  status: ['状态', 'State'],
  plan: ['申报计划', 'Plan'],
  reason: ['理由', 'Reason'],
  remark: ['意见', 'Remark'],
  confirm: ['确认', 'Confirm'],
  back: ['返回', 'Back'],
  more: ['加载更多', 'Load more'],
  done: ['已办理', 'Done'],
  at: ['时间', 'Time'],
  title: ['标题', 'Title'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
  irreversible: ['此操作不能撤回。', 'This cannot be undone.'],
  twoPersons: ['须由另一人办理。', 'Another person does this.'],
  refused: ['没有办成', 'Not done'],
});

export const roleName = (role: string): string => say(roleNames[role as keyof typeof roleNames]) || role;
export const stageName = (stage: Stage): string => say(stageFacts(stage));

/** Colour of a stage's tag: ends are good or bad, the rest is under way. */
export function stageTone(stage: Stage): Tone {
  if (stage === 'ARCHIVED' || stage === 'CERTIFIED') return 'good';
  if (stage === 'RETURNED' || stage.endsWith('_OBJECTION')) return 'warn';
  return stageFacts(stage).end ? 'bad' : 'info';
}

/** Queues of the desks (a turn of the review machine, or what the office has passed). */
const queues = defineMessages({
  UNIT_REVIEW: ['待单位审核', 'For the unit’s review'],
  UNIT_PUBLICITY: ['单位公示中', 'Published in the unit'],
  FORM_DUE: ['待盖章的评审表', 'Forms to seal'],
  ALL: ['全部', 'All'],
  POINT_REVIEW: ['待受理', 'To accept'],
  DISTRICT_REVIEW: ['待审核', 'To review'],
  PAPER_DELIVERY: ['待收评审表', 'Forms to come'],
  PAPER_TRANSIT: ['评审表流转中', 'Forms in transit'],
  PAPER_RETURN: ['待退还评审表', 'Forms to return'],
  OFFICE_REVIEW: ['待审核', 'To audit'],
  OFFICE_AUDITED: ['待评前公示', 'For the first publicity'],
  PRE_PUBLICITY: ['评前公示中', 'First publicity'],
  PRE_OBJECTION: ['评前异议核查', 'Objections before review'],
  SESSION_ASSIGNMENT: ['待评审', 'Ready for a session'],
  GROUP_REVIEW: ['专业组评议', 'Group review'],
  VOTING: ['评委会表决', 'Voting'],
  RESULT_PREPARATION: ['待结果公示', 'For the result publicity'],
  RESULT_PUBLICITY: ['结果公示中', 'Result publicity'],
  RESULT_OBJECTION: ['结果异议核查', 'Objections to results'],
  RESULT_REPORT: ['待上报', 'To report'],
  JOINT_AUDIT: ['待审核结果', 'Results to audit'],
  DOCUMENT: ['待发文', 'Document to issue'],
});
export const queueName = (queue: string): string => queues(queue as Parameters<typeof queues>[0]);

const papers = defineMessages({
  NOT_AVAILABLE: ['尚不可导出', 'Not available yet'],
  EXPORTABLE: ['可以导出', 'Can be exported'],
  EXPORTED: ['已导出', 'Exported'],
  UNIT_SEALED: ['单位已盖章', 'Sealed by the unit'],
  RECEIVED_POINT: ['受理点已收', 'Received at the point'],
  RECEIVED_MUNI: ['市直单位已收', 'Received at the municipal unit'],
  MUNI_SEALED: ['市直单位已盖章', 'Sealed by the municipal unit'],
  AT_OFFICE: ['已到评委会办公室', 'At the committee office'],
  RETURNING: ['退还途中', 'On its way back'],
  AT_POINT_FOR_PICKUP: ['可到受理点领取', 'For pick-up at the point'],
  AT_MUNI_FOR_PICKUP: ['可到市直单位领取', 'For pick-up at the municipal unit'],
  HANDED_OVER: ['已交申报人', 'Handed to the applicant'],
  FILED: ['已归档', 'Filed'],
  REFUSED: ['退回重做', 'Refused'],
});
export const paperName = (state: string): string => papers(state as Parameters<typeof papers>[0]);

const kinds = defineMessages({
  ENTERPRISE_STATE: ['国有企业', 'State-owned enterprise'],
  ENTERPRISE_PRIVATE: ['民营企业', 'Private enterprise'],
  NON_PUBLIC: ['其他非公有制单位', 'Other non-public unit'],
  PUBLIC_INSTITUTION: ['事业单位', 'Public institution'],
  OTHER: ['其他', 'Other'],
});
export const unitKindName = (kind: string): string => kinds(kind as Parameters<typeof kinds>[0]);

/** What a desk is called: its place, or the office or authority itself when it acts for every plan. */
export const deskName = (self: { role: string; scope: string; scopeName: string }): string =>
  self.scope === '*' || !self.scopeName ? roleName(self.role) : self.scopeName;
