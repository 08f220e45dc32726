import type { Application } from '../../contracts/application.ts';
import type { Role } from '../../contracts/roles.ts';
import type { Step } from '../../contracts/stages.ts';

/** What waits at a desk, and where (domain-spec §2, §6, §7.2). */

/** The queue that an application waits in: a step, or OFFICE_AUDITED for what the office has passed but not published. */
export type QueueName = Step | 'OFFICE_AUDITED';

const office: readonly QueueName[] = [
  'OFFICE_REVIEW',
  'PAPER_TRANSIT',
  'OFFICE_AUDITED',
  'PRE_PUBLICITY',
  'PRE_OBJECTION',
  'SESSION_ASSIGNMENT',
  'GROUP_REVIEW',
  'VOTING',
  'RESULT_PREPARATION',
  'RESULT_PUBLICITY',
  'RESULT_OBJECTION',
  'RESULT_REPORT',
  'PAPER_RETURN',
];
const authority: readonly QueueName[] = ['JOINT_AUDIT', 'DOCUMENT'];

/** The queues that a role works through, its own first. */
export const queuesOf: Partial<Record<Role, readonly QueueName[]>> = {
  POINT_CLERK: ['POINT_REVIEW', 'PAPER_DELIVERY', 'PAPER_TRANSIT', 'PAPER_RETURN'],
  DISTRICT_OFFICER: ['DISTRICT_REVIEW'],
  MUNI_UNIT_OFFICER: ['PAPER_DELIVERY', 'PAPER_TRANSIT', 'PAPER_RETURN'],
  OFFICE_CLERK: office,
  OFFICE_HEAD: office,
  MUNI_HRSS: authority,
  CONSTR_COMMISSION: authority,
  SUPERVISOR: ['PRE_OBJECTION', 'RESULT_OBJECTION', 'SESSION_ASSIGNMENT', 'JOINT_AUDIT'],
};

/** Which desk has it: a unit, a point, a district, a municipal unit, or the plan's office and authorities. */
export function queueOf(application: Application): { name: QueueName; desk: string } | undefined {
  const step = application.turns.at(-1)?.step ?? 'DRAFTING';
  const { route, planCode, unit } = application;
  switch (step) {
    case 'END':
    case 'PAPER_RETURN':
      return paperReturnQueue(application);
    case 'DRAFTING':
    case 'CORRECTION':
    case 'PAYMENT':
    case 'CERTIFICATE':
      return { name: step, desk: '-' };
    case 'UNIT_REVIEW':
    case 'UNIT_PUBLICITY':
      return { name: step, desk: unit.uscc };
    case 'POINT_REVIEW':
      return { name: step, desk: route?.pointId ?? '-' };
    case 'DISTRICT_REVIEW':
      return { name: step, desk: route?.division ?? '-' };
    case 'PAPER_DELIVERY':
      return { name: step, desk: route?.paper.id ?? '-' };
    case 'PAPER_TRANSIT':
      return { name: step, desk: onTheWayToOffice(application) ? planCode : (route?.paper.id ?? '-') };
    case 'OFFICE_REVIEW':
      return { name: application.officeAudit ? 'OFFICE_AUDITED' : step, desk: planCode };
    default:
      return { name: step, desk: planCode };
  }
}

/** R61, R62: the desk has let the form go, and the office has to take it in. */
function onTheWayToOffice({ paper }: Application): boolean {
  return paper.status === 'RECEIVED_POINT' || paper.status === 'MUNI_SEALED';
}

/** R69: every form goes back by the road it came, that of a person who did not pass as well. */
function paperReturnQueue(application: Application): { name: QueueName; desk: string } | undefined {
  const { paper, planCode, route } = application;
  switch (paper.status) {
    case 'AT_OFFICE':
      return { name: 'PAPER_RETURN', desk: planCode };
    case 'RETURNING':
    case 'AT_POINT_FOR_PICKUP':
    case 'AT_MUNI_FOR_PICKUP':
      return { name: 'PAPER_RETURN', desk: route?.paper.id ?? '-' };
    default:
      return undefined;
  }
}
