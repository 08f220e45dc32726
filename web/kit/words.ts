import type { paperStates } from '../../shared/contracts/application.ts';
import type { UnitKind } from '../../shared/contracts/declaration.ts';
import { type IdentityKind, identityKindNames } from '../../shared/contracts/identity.ts';
import type { TitleLevel } from '../../shared/contracts/plan-attachments.ts';
import { roleNames } from '../../shared/contracts/roles.ts';
import { type Stage, stageFacts } from '../../shared/contracts/stages.ts';
import { defineMessages, say } from './i18n.ts';

/** What several pages call the same thing; the terms are those of the source document. */

type Named<Key extends string> = Record<Key, readonly [zh: string, en: string]>;
type PaperState = (typeof paperStates)[number];

export const roleName = (role: string): string => say(roleNames[role as keyof typeof roleNames]) || role;
export const stageName = (stage: Stage): string => say(stageFacts(stage));

const levels = defineMessages({
  ASSISTANT: ['助理级', 'Assistant level'],
  MID: ['中级', 'Mid level'],
  ASSOCIATE_SENIOR: ['副高级', 'Associate senior level'],
  SENIOR: ['正高级', 'Senior level'],
} satisfies Named<TitleLevel>);
export const titleLevelName = (level: TitleLevel): string => levels(level);

/** 学历 as forms and certificates say them: they are kept in Chinese, whatever language the page has. */
const educations = {
  博士研究生: ['博士研究生', 'Doctorate'],
  硕士研究生: ['硕士研究生', 'Master degree'],
  本科: ['本科', 'Bachelor degree'],
  大专: ['大专', 'Junior college'],
  中专: ['中专', 'Secondary vocational school'],
  技工院校: ['技工院校', 'Technical school'],
  其他: ['其他', 'Other'],
} as const satisfies Named<string>;
const inWords = defineMessages(educations);
export const educationLevels = Object.keys(educations) as (keyof typeof educations)[];
export const educationName = (level: string): string => inWords(level as keyof typeof educations);

/** Queues of the desks (a turn of the review machine, or what the office has passed). */
const queues = defineMessages({
  UNIT_REVIEW: ['待单位审核', 'For the unit’s review'],
  UNIT_PUBLICITY: ['单位公示中', 'Published in the unit'],
  FORM_DUE: ['待盖章的评审表', 'Forms to seal'],
  ALL: ['全部', 'All'],
  POINT_REVIEW: ['待受理', 'To accept'],
  INDUSTRY_REVIEW: ['待审核', 'To review'],
  DISTRICT_REVIEW: ['待审核', 'To review'],
  PAPER_DELIVERY: ['待收评审表', 'Forms to come'],
  UNPRINTED: ['打印失败待更正', 'Not printed, to be corrected'],
  PAPER_TRANSIT: ['评审表流转中', 'Forms in transit'],
  PAPER_RETURN: ['待退还评审表', 'Forms to return'],
  OFFICE_REVIEW: ['待审核', 'To audit'],
  OFFICE_AUDITED: ['待评前公示', 'For the first publicity'],
  PRE_PUBLICITY: ['评前公示中', 'First publicity'],
  PRE_OBJECTION: ['评前异议核查', 'Objections before review'],
  GROUP_CHECK: ['待专业组预审', 'For the group to check'],
  INTERVIEW: ['待面试答辩', 'To be interviewed'],
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

/** Where a review form is, as desks say it. */
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
} satisfies Named<PaperState>);
export const paperName = (state: PaperState): string => papers(state);

/** The same for its applicant, with what is to be done. */
const ownPapers = defineMessages({
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
} satisfies Named<PaperState>);
export const ownPaperName = (state: PaperState): string => ownPapers(state);

const unitKinds = defineMessages({
  ENTERPRISE_STATE: ['国有企业', 'State-owned enterprise'],
  ENTERPRISE_PRIVATE: ['民营企业', 'Private enterprise'],
  NON_PUBLIC: ['其他非公有制单位', 'Other non-public unit'],
  PUBLIC_INSTITUTION: ['事业单位', 'Public institution'],
  OTHER: ['其他', 'Other'],
} satisfies Named<UnitKind>);
export const unitKindName = (kind: string): string => unitKinds(kind as UnitKind);

const archiveKinds = defineMessages({
  PROJECT: ['工程项目', 'Project'],
  PAPER: ['论文', 'Paper'],
  PATENT: ['专利', 'Patent'],
  STANDARD: ['标准', 'Standard'],
  AWARD: ['获奖', 'Award'],
  OTHER: ['其他', 'Other'],
});
export const archiveKindName = (kind: string): string => archiveKinds(kind as 'OTHER');

const people = defineMessages({
  MALE: ['男', 'Male'],
  FEMALE: ['女', 'Female'],
} satisfies Named<Sex>);
type Sex = 'MALE' | 'FEMALE';
export const identityKindName = (kind: string): string => say(identityKindNames[kind as IdentityKind]);
export const sexName = (sex: string): string => people(sex as Sex);
