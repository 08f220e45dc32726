import type { Application } from '../../contracts/application.ts';
import { deskOf, type QueueName, rowOf } from '../../contracts/desks.ts';
import type { Role } from '../../contracts/roles.ts';
import type { Step } from '../../contracts/stages.ts';
import { isUnprinted } from '../paper/custody.ts';

/** What waits at a desk, and where (domain-spec §2, §6, §7.2). */

/** The queues that a role works through, its own first. */
export const queuesOf = (role: Role): readonly QueueName[] => deskOf(role)?.queues ?? [];

/** Which desk has it: a unit, a point, a district, a municipal unit, or the plan's office and authorities. */
export function queueOf(application: Application): { name: QueueName; desk: string } | undefined {
  const step = application.turns.at(-1)?.step ?? 'DRAFTING';
  const { route, planCode, unit, officeAudit, reopeningRequested } = application;
  if (reopeningRequested && !reopeningRequested.refused) return { name: 'PAYMENT_REOPENING', desk: '-' };
  // D15: a form is the point's to have corrected, a certificate the office's.
  if (isUnprinted(application))
    return { name: 'UNPRINTED', desk: step === 'PAPER_DELIVERY' ? (route?.pointId ?? '-') : planCode };
  switch (rowOf(step).desk) {
    case 'PAPER':
      return paperQueue(application, step);
    case 'APPLICANT':
    case 'SYSTEM':
      return { name: step, desk: '-' };
    case 'UNIT':
      return { name: step, desk: unit.uscc };
    case 'POINT':
      return { name: step, desk: route?.pointId ?? '-' };
    case 'INDUSTRY':
      return { name: step, desk: route?.industry ?? '-' };
    case 'DISTRICT':
      return { name: step, desk: route?.division ?? '-' };
    default:
      return { name: step === 'OFFICE_REVIEW' && officeAudit ? 'OFFICE_AUDITED' : step, desk: planCode };
  }
}

/** R69: every form goes back by the road it came, that of a person who did not pass as well. */
function paperQueue(application: Application, step: Step): { name: QueueName; desk: string } | undefined {
  const { paper, planCode, route } = application;
  const desk = route?.paper.id ?? '-';
  if (step === 'PAPER_DELIVERY') return { name: step, desk };
  if (step === 'PAPER_TRANSIT') return { name: step, desk: onTheWayToOffice(application) ? planCode : desk };
  switch (paper.status) {
    case 'AT_OFFICE':
      return paper.kept ? undefined : { name: 'PAPER_RETURN', desk: planCode };
    case 'RETURNING':
    case 'AT_POINT_FOR_PICKUP':
    case 'AT_MUNI_FOR_PICKUP':
      return { name: 'PAPER_RETURN', desk };
    default:
      return undefined;
  }
}

/** R61, R62: the desk has let the form go, and the office has to take it in. */
function onTheWayToOffice({ paper }: Application): boolean {
  return paper.status === 'RECEIVED_POINT' || paper.status === 'MUNI_SEALED';
}
