import type { ActName } from '../../contracts/acts.ts';
import { type DeskName, desks, rolesOf, rowOf, stepsWhere } from '../../contracts/desks.ts';
import type { Role } from '../../contracts/roles.ts';
import { type Stage, stageCodes, stages, steps } from '../../contracts/stages.ts';
import { correctable } from './correction.ts';

/** One row of domain-spec §7.3. `to` lists every stage that the row may lead to; `apply.ts` decides which. */
export interface Transition {
  id: string;
  act: ActName;
  from: readonly Stage[];
  to: readonly Stage[];
  roles: readonly Role[];
  /** A written reason is demanded (I7, CONV). */
  reason?: true;
  basis: readonly string[];
}

const office = desks.OFFICE.roles;
const industry = desks.INDUSTRY.roles;
const authorities = desks.AUTHORITIES.roles;
const correctors: readonly Role[] = [...rolesOf('POINT', 'INDUSTRY', 'DISTRICT'), ...office, 'MUNI_HRSS'];
const open = stageCodes.filter((s) => !('end' in stages[s]));
const beforePublicity: readonly Stage[] = [
  'DRAFT',
  'UNIT_REVIEW',
  'UNIT_PUBLICITY',
  'POINT_REVIEW',
  'INDUSTRY_REVIEW',
  'DISTRICT_REVIEW',
  'RETURNED',
  'PAYMENT_DUE',
  'FORM_DUE',
  'FORM_IN_TRANSIT',
  'OFFICE_REVIEW',
];
/** Who reviews where: only that reviewer returns it (T13). */
const reviewers = stepsWhere((row) => row.returns).map(
  (step) => [steps[step] as Stage, desks[rowOf(step).desk as DeskName].roles] as const,
);
const reviewed = reviewers.map(([stage]) => stage);

/** A row; `REASON` where a written reason is demanded. */
function row(
  id: string,
  act: ActName,
  from: readonly Stage[],
  to: readonly Stage[],
  roles: readonly Role[],
  basis: readonly string[],
  reason?: 'REASON',
): Transition {
  return { id, act, from, to, roles, ...(reason ? { reason: true as const } : {}), basis };
}

/**
 * The application's transition table, T3–T45 (T1 creates the application, T2 saves a step of the draft; both are
 * in the handlers because nothing of them depends on a stage). Rows with the same `from` and `to` change facts
 * of the stage but not the stage.
 */
export const transitions: readonly Transition[] = [
  row('T3', 'SUBMIT', ['DRAFT'], ['UNIT_REVIEW'], ['APPLICANT'], ['R58']),
  row('T4', 'LAPSE', ['DRAFT'], ['LAPSED'], ['SYSTEM'], ['CONV']),
  row(
    'T5',
    'UNIT_APPROVE',
    ['UNIT_REVIEW'],
    ['UNIT_PUBLICITY', 'POINT_REVIEW'],
    ['UNIT_HR'],
    ['L9', 'R58', 'R1'],
  ),
  row(
    'T6',
    'CLOSE_UNIT_PUBLICITY',
    ['UNIT_PUBLICITY'],
    ['POINT_REVIEW'],
    ['UNIT_HR', 'SYSTEM'],
    ['L9', 'R1'],
  ),
  row('T7', 'REJECT', ['UNIT_REVIEW', 'UNIT_PUBLICITY'], ['REJECTED'], ['UNIT_HR'], ['R58'], 'REASON'),
  row('T7a', 'ROLL_OVER', ['UNIT_REVIEW'], ['UNIT_REVIEW'], ['SYSTEM'], ['D32', 'D39']),
  row('T7b', 'LAPSE', ['UNIT_REVIEW'], ['LAPSED'], ['SYSTEM'], ['D32']),
  row(
    'T8',
    'POINT_ACCEPT',
    ['POINT_REVIEW'],
    ['INDUSTRY_REVIEW', 'DISTRICT_REVIEW'],
    ['POINT_CLERK'],
    ['R1', 'R27', 'R30'],
  ),
  row('T8a', 'INDUSTRY_AGREE', ['INDUSTRY_REVIEW'], ['DISTRICT_REVIEW'], industry, ['D39']),
  row('T8b', 'REJECT', ['INDUSTRY_REVIEW'], ['REJECTED'], industry, ['D39'], 'REASON'),
  row('T9', 'REJECT', ['POINT_REVIEW'], ['REJECTED'], ['POINT_CLERK'], ['CONV'], 'REASON'),
  row('T10', 'REROUTE', ['POINT_REVIEW'], ['POINT_REVIEW'], ['POINT_CLERK'], ['CONV'], 'REASON'),
  row(
    'T11',
    'DISTRICT_APPROVE',
    ['DISTRICT_REVIEW'],
    ['PAYMENT_DUE', 'FORM_DUE', 'OFFICE_REVIEW'],
    ['DISTRICT_OFFICER'],
    ['R59', 'Q15'],
  ),
  row('T12', 'REJECT', ['DISTRICT_REVIEW'], ['REJECTED'], ['DISTRICT_OFFICER'], ['CONV'], 'REASON'),
  ...reviewers.map(([stage, roles]) =>
    row('T13', 'RETURN', [stage], ['RETURNED'], roles, ['L11', 'C6'], 'REASON'),
  ),
  row('T14', 'RESUBMIT', ['RETURNED'], [...reviewed, 'FORM_DUE'], ['APPLICANT'], ['C8', 'C9', 'C10']),
  row('T15', 'LAPSE', ['RETURNED'], ['LAPSED'], ['SYSTEM'], ['L11']),
  row('T16', 'CONFIRM_PAYMENT', ['PAYMENT_DUE'], ['FORM_DUE', 'OFFICE_REVIEW'], ['SYSTEM'], ['R59']),
  row('T17', 'LAPSE', ['PAYMENT_DUE'], ['LAPSED'], ['SYSTEM'], ['R59', 'Q16']),
  row('T17b', 'REOPEN_PAYMENT', ['LAPSED'], ['PAYMENT_DUE'], ['PLATFORM_OPS'], ['Q16'], 'REASON'),
  row('T17c', 'REQUEST_REOPENING', ['LAPSED'], ['LAPSED'], ['APPLICANT'], ['Q16', 'D28'], 'REASON'),
  row('T17d', 'REFUSE_REOPENING', ['LAPSED'], ['LAPSED'], ['PLATFORM_OPS'], ['Q16', 'D28'], 'REASON'),
  row(
    'T18',
    'RECEIVE_PAPER',
    ['FORM_DUE'],
    ['FORM_IN_TRANSIT'],
    ['POINT_CLERK', 'MUNI_UNIT_OFFICER'],
    ['R60', 'R61', 'R62'],
  ),
  row('T19', 'LAPSE', ['FORM_DUE'], ['LAPSED'], ['SYSTEM'], ['CONV']),
  row('T20', 'OFFICE_RECEIVE_PAPER', ['FORM_IN_TRANSIT'], ['OFFICE_REVIEW'], office, ['R61', 'R62']),
  row('T21a', 'OFFICE_AUDIT', ['OFFICE_REVIEW'], ['OFFICE_REVIEW', 'PASSED_PENDING'], office, ['R1', 'Q21']),
  row('T21', 'PUBLISH', ['OFFICE_REVIEW'], ['PRE_PUBLICITY'], office, ['R1', 'R63']),
  row('T22', 'REJECT', ['OFFICE_REVIEW'], ['REJECTED'], office, ['L11'], 'REASON'),
  row(
    'T23',
    'OBJECT',
    ['PRE_PUBLICITY', 'PRE_OBJECTION'],
    ['PRE_OBJECTION'],
    ['PUBLIC', 'APPLICANT', ...office],
    ['R64', 'C15'],
    'REASON',
  ),
  row(
    'T24',
    'CLEAR_OBJECTION',
    ['PRE_OBJECTION'],
    ['PRE_PUBLICITY', 'GROUP_CHECK', 'INTERVIEW', 'READY', 'PASSED_PENDING', 'PRE_OBJECTION'],
    office,
    ['R64'],
  ),
  row(
    'T25a',
    'PROPOSE_UPHOLD',
    ['PRE_OBJECTION', 'RESULT_OBJECTION'],
    ['PRE_OBJECTION', 'RESULT_OBJECTION'],
    office,
    ['R64', 'L24'],
  ),
  row(
    'T25b',
    'REFUSE_UPHOLD',
    ['PRE_OBJECTION', 'RESULT_OBJECTION'],
    ['PRE_OBJECTION', 'RESULT_OBJECTION'],
    office,
    ['D26'],
    'REASON',
  ),
  row('T25', 'UPHOLD_OBJECTION', ['PRE_OBJECTION'], ['DISQUALIFIED'], office, ['R64', 'L24'], 'REASON'),
  row(
    'T26',
    'CLOSE_PUBLICITY',
    ['PRE_PUBLICITY'],
    ['GROUP_CHECK', 'INTERVIEW', 'READY', 'PASSED_PENDING'],
    ['SYSTEM'],
    ['R63', 'R64'],
  ),
  row(
    'K2',
    'EXTEND_WINDOW',
    ['UNIT_PUBLICITY', 'PRE_PUBLICITY', 'PRE_OBJECTION', 'RESULT_PUBLICITY', 'RESULT_OBJECTION'],
    ['UNIT_PUBLICITY', 'PRE_PUBLICITY', 'PRE_OBJECTION', 'RESULT_PUBLICITY', 'RESULT_OBJECTION'],
    ['SYSTEM'],
    ['K2', 'L30', 'D18'],
  ),
  row('T26b', 'RECORD_GROUP_CHECK', ['GROUP_CHECK'], ['INTERVIEW', 'READY'], office, ['D39']),
  row('T26c', 'REJECT', ['GROUP_CHECK'], ['REJECTED'], office, ['D39'], 'REASON'),
  row('T26a', 'RECORD_INTERVIEW', ['INTERVIEW'], ['READY'], office, ['C19']),
  row('T27', 'ASSIGN_SESSION', ['READY'], ['GROUP_REVIEW'], office, ['R64', 'L14', 'L18']),
  row('T28', 'OPEN_VOTING', ['GROUP_REVIEW'], ['VOTING'], office, ['L12', 'L13', 'L14']),
  row('T29', 'COUNT', ['VOTING'], ['PASSED_PENDING', 'NOT_PASSED'], office, ['L13', 'L15']),
  row('T31', 'ABORT_SESSION', ['GROUP_REVIEW', 'VOTING'], ['READY'], office, ['L12'], 'REASON'),
  row('T32', 'PUBLISH_RESULT', ['PASSED_PENDING'], ['RESULT_PUBLICITY'], office, ['R65']),
  row(
    'T33',
    'OBJECT',
    ['RESULT_PUBLICITY', 'RESULT_OBJECTION'],
    ['RESULT_OBJECTION'],
    ['PUBLIC', 'APPLICANT', ...office],
    ['R66', 'C15'],
    'REASON',
  ),
  row(
    'T34',
    'CLEAR_OBJECTION',
    ['RESULT_OBJECTION'],
    ['RESULT_PUBLICITY', 'JOINT_AUDIT', 'RESULT_OBJECTION'],
    office,
    ['R66'],
  ),
  row('T35', 'UPHOLD_OBJECTION', ['RESULT_OBJECTION'], ['DISQUALIFIED'], office, ['L19', 'L24'], 'REASON'),
  row('T36a', 'CLOSE_PUBLICITY', ['RESULT_PUBLICITY'], ['RESULT_PUBLICITY'], ['SYSTEM'], ['R65', 'R66']),
  row('T36', 'REPORT', ['RESULT_PUBLICITY'], ['JOINT_AUDIT'], office, ['R66']),
  row('T37a', 'AUTHORITY_APPROVE', ['JOINT_AUDIT'], ['JOINT_AUDIT'], authorities, ['R67']),
  row('T37', 'ISSUE_DOCUMENT', ['JOINT_AUDIT'], ['DOCUMENT_ISSUED'], ['MUNI_HRSS'], ['R67', 'Q23']),
  row('T38', 'SEND_BACK', ['JOINT_AUDIT'], ['RESULT_OBJECTION'], authorities, ['CONV'], 'REASON'),
  row('T39', 'CERTIFY', ['DOCUMENT_ISSUED'], ['CERTIFIED', 'ARCHIVED'], ['SYSTEM'], ['R68', 'R13']),
  row('T40', 'ARCHIVE', ['CERTIFIED'], ['ARCHIVED'], ['APPLICANT', 'SYSTEM'], ['R69', 'R70']),
  row('T41', 'WITHDRAW', beforePublicity, ['WITHDRAWN'], ['APPLICANT'], ['C11']),
  row(
    'T42a',
    'REQUEST_WITHDRAWAL',
    ['PRE_PUBLICITY', 'PRE_OBJECTION', 'GROUP_CHECK', 'INTERVIEW', 'READY'],
    ['PRE_PUBLICITY', 'PRE_OBJECTION', 'GROUP_CHECK', 'INTERVIEW', 'READY'],
    ['APPLICANT'],
    ['C11'],
    'REASON',
  ),
  row(
    'T42',
    'GRANT_WITHDRAWAL',
    ['PRE_PUBLICITY', 'PRE_OBJECTION', 'GROUP_CHECK', 'INTERVIEW', 'READY'],
    ['WITHDRAWN'],
    office,
    ['C11'],
  ),
  row('T43a', 'PROPOSE_DISQUALIFICATION', open, open, [...office, 'MUNI_HRSS'], ['L24'], 'REASON'),
  row('T43b', 'REFUSE_DISQUALIFICATION', open, open, [...office, 'MUNI_HRSS'], ['D26'], 'REASON'),
  row('T43', 'DISQUALIFY', open, ['DISQUALIFIED'], [...office, 'MUNI_HRSS'], ['L24'], 'REASON'),
  row('T46a', 'PROPOSE_CORRECTION', correctable, correctable, [...correctors], ['D16', 'D15'], 'REASON'),
  row(
    'T46b',
    'REFUSE_CORRECTION',
    correctable,
    correctable,
    [...correctors, 'PLATFORM_OPS'],
    ['D26', 'D16'],
    'REASON',
  ),
  row('T46', 'CONFIRM_CORRECTION', correctable, correctable, [...correctors, 'PLATFORM_OPS'], ['D16', 'D15']),
  row('T44', 'REVOKE', ['CERTIFIED', 'ARCHIVED'], ['REVOKED'], ['MUNI_HRSS'], ['L24'], 'REASON'),
  row('T45', 'REQUEST_REEXAMINATION', ['NOT_PASSED'], ['NOT_PASSED'], ['APPLICANT'], ['L21'], 'REASON'),
  row('T45b', 'ANSWER_REEXAMINATION', ['NOT_PASSED'], ['NOT_PASSED', 'READY'], office, ['L21'], 'REASON'),
  row('C7', 'ESCALATE', open, open, ['SYSTEM'], ['C7']),
];

/** The row for an act at a stage, or undefined. At most one row exists for each pair. */
export function transitionFor(act: ActName, stage: Stage): Transition | undefined {
  return transitions.find((t) => t.act === act && t.from.includes(stage));
}

/** Stages in which an act is possible: what its conditional write demands of the stored item. */
export function stagesAllowing(act: ActName): Stage[] {
  return [...new Set(transitions.filter((t) => t.act === act).flatMap((t) => t.from))];
}
