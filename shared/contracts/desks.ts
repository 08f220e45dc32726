import type { ActName } from './acts.ts';
import type { Bilingual } from './finding.ts';
import type { PlanStage } from './plan.ts';
import type { Role } from './roles.ts';
import { type Step, stepCodes } from './stages.ts';

/**
 * The desks of the road, and what each step of the road asks of its desk: the only list of either. What a desk is called
 * is the name of its first role.
 */

/**
 * The queue that an application waits in: a step, OFFICE_AUDITED for what the office has passed but not published,
 * UNPRINTED for what cannot be printed (D15), or PAYMENT_REOPENING for what operations are asked to open again (Q16).
 */
export type QueueName = Step | 'OFFICE_AUDITED' | 'UNPRINTED' | 'PAYMENT_REOPENING';

interface Desk {
  readonly roles: readonly Role[];
  /** What `Principal.scope` names. */
  readonly scope: 'UNIT' | 'POINT' | 'INDUSTRY' | 'DIVISION' | 'MUNI' | 'PLAN' | 'SESSION' | 'NONE';
  /**
   * D27: the step at whose first beginning it may read the files of its scope, from then on; SESSION: those of its own
   * session, while that meets. Without it, none.
   */
  readonly reads?: Step | 'SESSION';
  /** Paper forms pass through it. */
  readonly paper?: true;
  /** The queues that it works through, its own first. */
  readonly queues?: readonly QueueName[];
}

export const desks = {
  UNIT: { roles: ['UNIT_HR'], scope: 'UNIT', reads: 'UNIT_REVIEW' },
  POINT: {
    roles: ['POINT_CLERK'],
    scope: 'POINT',
    reads: 'POINT_REVIEW',
    paper: true,
    queues: ['POINT_REVIEW', 'PAPER_DELIVERY', 'PAPER_TRANSIT', 'PAPER_RETURN', 'UNPRINTED'],
  },
  /** The authority of an industry, where a plan has one look before the district does (D39). */
  INDUSTRY: {
    roles: ['INDUSTRY_OFFICER'],
    scope: 'INDUSTRY',
    reads: 'INDUSTRY_REVIEW',
    queues: ['INDUSTRY_REVIEW'],
  },
  DISTRICT: {
    roles: ['DISTRICT_OFFICER'],
    scope: 'DIVISION',
    reads: 'DISTRICT_REVIEW',
    queues: ['DISTRICT_REVIEW'],
  },
  MUNI: {
    roles: ['MUNI_UNIT_OFFICER'],
    scope: 'MUNI',
    reads: 'PAPER_DELIVERY',
    paper: true,
    queues: ['PAPER_DELIVERY', 'PAPER_TRANSIT', 'PAPER_RETURN'],
  },
  OFFICE: {
    roles: ['OFFICE_CLERK', 'OFFICE_HEAD'],
    scope: 'PLAN',
    reads: 'OFFICE_REVIEW',
    paper: true,
    queues: [
      'OFFICE_REVIEW',
      'PAPER_TRANSIT',
      'OFFICE_AUDITED',
      'PRE_PUBLICITY',
      'PRE_OBJECTION',
      'GROUP_CHECK',
      'INTERVIEW',
      'SESSION_ASSIGNMENT',
      'GROUP_REVIEW',
      'VOTING',
      'RESULT_PREPARATION',
      'RESULT_PUBLICITY',
      'RESULT_OBJECTION',
      'RESULT_REPORT',
      'PAPER_RETURN',
      'UNPRINTED',
    ],
  },
  EXPERTS: { roles: ['EXPERT'], scope: 'SESSION', reads: 'SESSION' },
  AUTHORITIES: {
    roles: ['MUNI_HRSS', 'AUTHORITY'],
    scope: 'PLAN',
    reads: 'JOINT_AUDIT',
    queues: ['JOINT_AUDIT', 'DOCUMENT'],
  },
  /** Sees draw, session, tallies, objections and audit chain, no queue and no file. */
  SUPERVISOR: { roles: ['SUPERVISOR'], scope: 'PLAN' },
  OPS: { roles: ['PLATFORM_OPS'], scope: 'NONE' },
  /** Gives and takes what people may do, and does nothing else (D34). */
  SECURITY: { roles: ['SECURITY_ADMIN'], scope: 'NONE' },
} as const satisfies Record<string, Desk>;

export type DeskName = keyof typeof desks;
type RoleOf<N extends DeskName> = (typeof desks)[N]['roles'][number];

/** The roles of these desks, in this order. */
export const rolesOf = <N extends DeskName>(...names: readonly N[]): readonly RoleOf<N>[] =>
  names.flatMap((name): readonly RoleOf<N>[] => desks[name].roles);

/** The roles that judge a declaration and may see the whole identity number of its person (V2). */
export const reviewerRoles = rolesOf('POINT', 'INDUSTRY', 'DISTRICT', 'OFFICE');

/** The roles of every desk that works through queues. */
export const queueRoles: readonly Role[] = Object.values(desks).flatMap((desk): readonly Role[] =>
  'queues' in desk ? desk.roles : [],
);

/** The desk that a role works at; people, the public and the system have none. */
export function deskOf(role: Role): ({ readonly name: DeskName } & Desk) | undefined {
  const name = (Object.keys(desks) as DeskName[]).find((one) =>
    (desks[one].roles as readonly Role[]).includes(role),
  );
  return name && { name, ...desks[name] };
}

interface StepRow {
  /** Who acts. Of paper the custody says it: rules/desk/queues, views/waiting. */
  readonly desk: DeskName | 'PAPER' | 'APPLICANT' | 'SYSTEM';
  /** The stage of a plan that switches it, limits it and orders it: rows stand in the order of R1 (G4). */
  readonly plan?: PlanStage;
  /** A plan may switch it off (Q15, Q28). */
  readonly optional?: true;
  /** What sets its due time: a limit that only reminds (C7), or a period that ends. */
  readonly due?: 'LIMIT' | 'RETURN' | 'PAYMENT' | 'FORM' | 'WINDOW';
  readonly remind?: 'DESK' | 'PAYMENT';
  /** What has run out when it lapses there (T4, T7b, T15, T17, T19). */
  readonly lapses?: 'DECLARATION' | 'UNIT_REPORT' | 'CORRECTION' | 'PAYMENT' | 'FORM';
  /** What approval is called there (T5, T8, T11, T21a). */
  readonly approve?: ActName;
  /** Its desk may return it for correction, and it comes back there (T13, T14). */
  readonly returns?: true;
  /** What the applicant is told comes next. */
  readonly next?: Bilingual;
}

export const stepRows = {
  DRAFTING: {
    desk: 'APPLICANT',
    lapses: 'DECLARATION',
    next: {
      zh: '提交后由所在单位审核；截止前未提交，本次申报失效',
      en: 'Your unit reviews it once submitted; a draft not submitted by then lapses',
    },
  },
  UNIT_REVIEW: {
    desk: 'UNIT',
    plan: 'UNIT_REVIEW',
    due: 'LIMIT',
    remind: 'DESK',
    lapses: 'UNIT_REPORT',
    approve: 'UNIT_APPROVE',
    returns: true,
    next: {
      zh: '单位审核通过后在单位内公示，再报受理点；逾期只催办，不会自动通过',
      en: 'After approval it is published inside the unit, then goes to the acceptance point; a late review is only reminded',
    },
  },
  UNIT_PUBLICITY: {
    desk: 'UNIT',
    plan: 'UNIT_PUBLICITY',
    optional: true,
    due: 'WINDOW',
    next: { zh: '公示期满无异议后报受理点审核', en: 'Without objection it goes to the acceptance point' },
  },
  POINT_REVIEW: {
    desk: 'POINT',
    plan: 'POINT_REVIEW',
    due: 'LIMIT',
    remind: 'DESK',
    approve: 'POINT_ACCEPT',
    returns: true,
    next: {
      zh: '受理后报区、县（市）人社部门审核；计划有行业主管部门审核的，先经该部门',
      en: 'Once accepted it goes to the district HRSS, past the industry’s authority where the plan has one',
    },
  },
  INDUSTRY_REVIEW: {
    desk: 'INDUSTRY',
    plan: 'INDUSTRY_REVIEW',
    optional: true,
    due: 'LIMIT',
    remind: 'DESK',
    approve: 'INDUSTRY_AGREE',
    returns: true,
    next: { zh: '同意后报区、县（市）人社部门审核', en: 'Once agreed to it goes to the district HRSS' },
  },
  DISTRICT_REVIEW: {
    desk: 'DISTRICT',
    plan: 'DISTRICT_REVIEW',
    due: 'LIMIT',
    remind: 'DESK',
    approve: 'DISTRICT_APPROVE',
    returns: true,
    next: { zh: '审核通过后开放缴费', en: 'Payment opens once approved' },
  },
  CORRECTION: {
    desk: 'APPLICANT',
    due: 'RETURN',
    lapses: 'CORRECTION',
    next: {
      zh: '补正后重新提交，回到退回的环节；逾期未补正视为放弃',
      en: 'Submit again after correcting, and it goes back to where it came from; not corrected in time counts as given up',
    },
  },
  PAYMENT: {
    desk: 'APPLICANT',
    plan: 'PAYMENT',
    optional: true,
    due: 'PAYMENT',
    remind: 'PAYMENT',
    lapses: 'PAYMENT',
    next: {
      zh: '缴费成功后可导出评审表；逾期未缴费，本次申报失效',
      en: 'Once paid, the review form can be exported; unpaid by then, the application lapses',
    },
  },
  PAPER_DELIVERY: { desk: 'PAPER', plan: 'PAPER_FORM', optional: true, due: 'FORM', lapses: 'FORM' },
  PAPER_TRANSIT: { desk: 'PAPER' },
  OFFICE_REVIEW: {
    desk: 'OFFICE',
    plan: 'OFFICE_REVIEW',
    due: 'LIMIT',
    remind: 'DESK',
    approve: 'OFFICE_AUDIT',
    returns: true,
    next: { zh: '审核通过后进行评前公示', en: 'Once passed, the first publicity follows' },
  },
  PRE_PUBLICITY: {
    desk: 'OFFICE',
    plan: 'PRE_PUBLICITY',
    due: 'WINDOW',
    next: { zh: '公示期满无异议后组织专家评审', en: 'Without objection, expert review is organised' },
  },
  PRE_OBJECTION: {
    desk: 'OFFICE',
    next: {
      zh: '核查后恢复公示或作出处理决定',
      en: 'After the inquiry the publicity goes on, or a decision is taken',
    },
  },
  /** D39: of whom the plan's preconditions ask it; no stage of its own, and no limit. */
  GROUP_CHECK: {
    desk: 'OFFICE',
    approve: 'RECORD_GROUP_CHECK',
    next: {
      zh: '专业组预审同意后提交评委会；不同意的，不提交评委会',
      en: 'If the group agrees it goes to the committee; otherwise it does not',
    },
  },
  INTERVIEW: {
    desk: 'OFFICE',
    plan: 'INTERVIEW',
    optional: true,
    due: 'LIMIT',
    remind: 'DESK',
    approve: 'RECORD_INTERVIEW',
    next: {
      zh: '评委会办公室通知时间和地点；答辩记录随材料提交评委会',
      en: 'The office tells you when and where; its record goes to the committee with your file',
    },
  },
  SESSION_ASSIGNMENT: { desk: 'OFFICE', next: { zh: '安排评审会议', en: 'A review session is arranged' } },
  GROUP_REVIEW: {
    desk: 'EXPERTS',
    plan: 'EXPERT_REVIEW',
    next: { zh: '专业组评议后提交评委会表决', en: 'After the group’s opinions the committee votes' },
  },
  VOTING: {
    desk: 'EXPERTS',
    next: { zh: '表决通过后公示评审结果', en: 'If passed, the result is published' },
  },
  RESULT_PREPARATION: {
    desk: 'OFFICE',
    next: { zh: '全部评审结束后公示评审结果', en: 'The result is published when the review ends' },
  },
  RESULT_PUBLICITY: {
    desk: 'OFFICE',
    plan: 'RESULT_PUBLICITY',
    due: 'WINDOW',
    next: {
      zh: '公示期满无异议后报市人力社保局',
      en: 'Without objection it is reported to the municipal HRSS',
    },
  },
  RESULT_REPORT: {
    desk: 'OFFICE',
    next: { zh: '报市人力社保局', en: 'It is reported to the municipal HRSS' },
  },
  RESULT_OBJECTION: {
    desk: 'OFFICE',
    next: {
      zh: '核查后恢复公示或作出处理决定',
      en: 'After the inquiry the publicity goes on, or a decision is taken',
    },
  },
  JOINT_AUDIT: {
    desk: 'AUTHORITIES',
    plan: 'JOINT_AUDIT',
    next: {
      zh: '各部门均审核通过后发文公布',
      en: 'Once every authority has passed it, the document is issued',
    },
  },
  DOCUMENT: {
    desk: 'AUTHORITIES',
    plan: 'DOCUMENT',
    next: { zh: '发文公布后生成电子证书', en: 'The e-certificate is made once the document is published' },
  },
  CERTIFICATE: {
    desk: 'SYSTEM',
    plan: 'CERTIFICATE',
    next: { zh: '生成电子证书', en: 'The e-certificate is being made' },
  },
  PAPER_RETURN: { desk: 'PAPER' },
  END: { desk: 'PAPER' },
} as const satisfies Record<Step, StepRow>;

export const rowOf = (step: Step): StepRow => stepRows[step];

/** Steps whose row answers the question, in order. */
export const stepsWhere = (asked: (row: StepRow) => unknown): Step[] =>
  stepCodes.filter((step) => asked(stepRows[step]));

type Rows = (typeof stepRows)[Step];
/** The acts by which a desk approves. */
export type Approval = Extract<Rows, { approve: ActName }>['approve'];
export const approvalActs = (): Approval[] =>
  stepsWhere((row) => row.approve).map((step) => rowOf(step).approve as Approval);

/** What approval is called at this role's desk: at that step, if the desk approves there, else at its first. */
export function approvalOf(role: Role, at?: Step): Approval | undefined {
  const desk = deskOf(role)?.name;
  const approving = stepsWhere((row) => row.desk === desk && row.approve);
  const step = approving.find((one) => one === at) ?? approving[0];
  return step && (rowOf(step).approve as Approval);
}
