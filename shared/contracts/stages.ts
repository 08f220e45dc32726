/** The states of an application (domain-spec §7.2) and the steps of the review machine that walk them. */

interface StageFacts {
  zh: string;
  en: string;
  /** Phase 1-7 of R1; 0 for ends. */
  phase: number;
  /** Which of the source document's twelve steps (一)…(十二) the applicant sees as current. */
  sourceStep: number;
  /** Who has the next act (I5); null at an end. */
  owner: import('./roles.ts').Role | null;
  end?: boolean;
}

export const stages = {
  DRAFT: { zh: '填报中', en: 'Draft', phase: 2, sourceStep: 1, owner: 'APPLICANT' },
  UNIT_REVIEW: { zh: '单位审核中', en: 'With the employing unit', phase: 3, sourceStep: 6, owner: 'UNIT_HR' },
  UNIT_PUBLICITY: {
    zh: '单位公示中',
    en: 'Publicity inside the unit',
    phase: 3,
    sourceStep: 6,
    owner: 'UNIT_HR',
  },
  POINT_REVIEW: {
    zh: '受理点审核中',
    en: 'With the acceptance point',
    phase: 4,
    sourceStep: 6,
    owner: 'POINT_CLERK',
  },
  INDUSTRY_REVIEW: {
    zh: '行业主管部门审核中',
    en: 'With the industry authority',
    phase: 4,
    sourceStep: 6,
    owner: 'INDUSTRY_OFFICER',
  },
  DISTRICT_REVIEW: {
    zh: '区县人社审核中',
    en: 'With the district HRSS',
    phase: 5,
    sourceStep: 6,
    owner: 'DISTRICT_OFFICER',
  },
  RETURNED: { zh: '退回补正', en: 'Returned for correction', phase: 3, sourceStep: 6, owner: 'APPLICANT' },
  PAYMENT_DUE: { zh: '待缴费', en: 'Payment due', phase: 5, sourceStep: 7, owner: 'APPLICANT' },
  FORM_DUE: { zh: '待报送评审表', en: 'Review form due', phase: 5, sourceStep: 8, owner: 'APPLICANT' },
  FORM_IN_TRANSIT: {
    zh: '评审表流转中',
    en: 'Review form on its way',
    phase: 5,
    sourceStep: 8,
    owner: 'POINT_CLERK',
  },
  OFFICE_REVIEW: {
    zh: '评委会办公室审核',
    en: 'With the committee office',
    phase: 6,
    sourceStep: 9,
    owner: 'OFFICE_CLERK',
  },
  PRE_PUBLICITY: { zh: '评前公示', en: 'First publicity', phase: 6, sourceStep: 9, owner: 'OFFICE_CLERK' },
  PRE_OBJECTION: {
    zh: '评前异议核查',
    en: 'Objection before review',
    phase: 6,
    sourceStep: 9,
    owner: 'OFFICE_CLERK',
  },
  GROUP_CHECK: { zh: '专业组预审', en: 'Prior group check', phase: 6, sourceStep: 9, owner: 'OFFICE_CLERK' },
  INTERVIEW: { zh: '面试答辩', en: 'Interview', phase: 6, sourceStep: 9, owner: 'OFFICE_CLERK' },
  READY: { zh: '待评审', en: 'Ready for review', phase: 6, sourceStep: 9, owner: 'OFFICE_CLERK' },
  GROUP_REVIEW: { zh: '专业组评议', en: 'Group review', phase: 6, sourceStep: 9, owner: 'EXPERT' },
  VOTING: { zh: '评委会表决', en: 'Committee vote', phase: 6, sourceStep: 9, owner: 'EXPERT' },
  PASSED_PENDING: {
    zh: '评审通过（待公示）',
    en: 'Passed, publicity pending',
    phase: 6,
    sourceStep: 10,
    owner: 'OFFICE_CLERK',
  },
  RESULT_PUBLICITY: {
    zh: '评审结果公示',
    en: 'Publicity of the result',
    phase: 6,
    sourceStep: 10,
    owner: 'OFFICE_CLERK',
  },
  RESULT_OBJECTION: {
    zh: '结果异议核查',
    en: 'Objection to the result',
    phase: 6,
    sourceStep: 10,
    owner: 'OFFICE_CLERK',
  },
  JOINT_AUDIT: {
    zh: '联合审核',
    en: 'Joint audit',
    phase: 7,
    sourceStep: 11,
    owner: 'MUNI_HRSS',
  },
  DOCUMENT_ISSUED: { zh: '已发文', en: 'Document issued', phase: 7, sourceStep: 11, owner: 'SYSTEM' },
  CERTIFIED: {
    zh: '已生成电子证书',
    en: 'Certificate issued',
    phase: 7,
    sourceStep: 12,
    owner: 'OFFICE_CLERK',
  },
  ARCHIVED: { zh: '已归档', en: 'Archived', phase: 0, sourceStep: 12, owner: null, end: true },
  REJECTED: { zh: '审核不通过', en: 'Rejected', phase: 0, sourceStep: 6, owner: null, end: true },
  WITHDRAWN: { zh: '已撤回', en: 'Withdrawn', phase: 0, sourceStep: 6, owner: null, end: true },
  LAPSED: { zh: '逾期失效', en: 'Lapsed', phase: 0, sourceStep: 6, owner: null, end: true },
  NOT_PASSED: { zh: '评审未通过', en: 'Not passed', phase: 0, sourceStep: 10, owner: null, end: true },
  DISQUALIFIED: { zh: '取消资格', en: 'Disqualified', phase: 0, sourceStep: 9, owner: null, end: true },
  REVOKED: { zh: '证书撤销', en: 'Certificate revoked', phase: 0, sourceStep: 12, owner: null, end: true },
} as const satisfies Record<string, StageFacts>;

export type Stage = keyof typeof stages;
export const stageCodes = Object.keys(stages) as [Stage, ...Stage[]];

/** Facts of a stage with the optional fields visible to the type checker. */
export function stageFacts(stage: Stage): StageFacts {
  return stages[stage];
}

/** The twelve steps (一)…(十二) of the source document, L12–L41. */
export const sourceSteps = [
  { zh: '上传证件照', en: 'Upload the ID photo' },
  { zh: '签署个人承诺', en: 'Sign the commitment' },
  { zh: '填写申报信息', en: 'Fill in the declaration' },
  { zh: '选择相关业绩', en: 'Choose achievements' },
  { zh: '上传相关附件', en: 'Upload attachments' },
  { zh: '确认申报信息', en: 'Check and submit' },
  { zh: '费用缴纳', en: 'Pay the fee' },
  { zh: '报送评审表', en: 'Deliver the review form' },
  { zh: '组织评审', en: 'Review' },
  { zh: '评审结果公示', en: 'Publicity of the result' },
  { zh: '发文公布', en: 'Document and certificate' },
  { zh: '评审表归档', en: 'Return and file the form' },
] as const;

/**
 * A turn of the review machine: what it waits for now. One stage may hold two steps in a row
 * (a publicity window and the report after it; the audits and the document after them).
 */
export const steps = {
  DRAFTING: 'DRAFT',
  UNIT_REVIEW: 'UNIT_REVIEW',
  UNIT_PUBLICITY: 'UNIT_PUBLICITY',
  POINT_REVIEW: 'POINT_REVIEW',
  INDUSTRY_REVIEW: 'INDUSTRY_REVIEW',
  DISTRICT_REVIEW: 'DISTRICT_REVIEW',
  CORRECTION: 'RETURNED',
  PAYMENT: 'PAYMENT_DUE',
  PAPER_DELIVERY: 'FORM_DUE',
  PAPER_TRANSIT: 'FORM_IN_TRANSIT',
  OFFICE_REVIEW: 'OFFICE_REVIEW',
  PRE_PUBLICITY: 'PRE_PUBLICITY',
  PRE_OBJECTION: 'PRE_OBJECTION',
  GROUP_CHECK: 'GROUP_CHECK',
  INTERVIEW: 'INTERVIEW',
  SESSION_ASSIGNMENT: 'READY',
  GROUP_REVIEW: 'GROUP_REVIEW',
  VOTING: 'VOTING',
  RESULT_PREPARATION: 'PASSED_PENDING',
  RESULT_PUBLICITY: 'RESULT_PUBLICITY',
  RESULT_REPORT: 'RESULT_PUBLICITY',
  RESULT_OBJECTION: 'RESULT_OBJECTION',
  JOINT_AUDIT: 'JOINT_AUDIT',
  DOCUMENT: 'JOINT_AUDIT',
  CERTIFICATE: 'DOCUMENT_ISSUED',
  PAPER_RETURN: 'CERTIFIED',
  END: null,
} as const satisfies Record<string, Stage | null>;

export type Step = keyof typeof steps;
export const stepCodes = Object.keys(steps) as [Step, ...Step[]];

/** The lane of a step that waits for one decision. The joint audit has one for each authority, under the authority's code. */
export const MAIN_LANE = 'MAIN';
