import type { Act, ActName } from '../../../contracts/acts.ts';
import type { Application, Approval } from '../../../contracts/application.ts';
import type { Finding } from '../../../contracts/finding.ts';
import type { Plan } from '../../../contracts/plan.ts';
import type { ProblemCode } from '../../../contracts/problem.ts';
import type { Stage, Step } from '../../../contracts/stages.ts';
import type { Context } from '../../base/context.ts';
import type { RuleId } from '../../base/finding.ts';
import { find as shared } from '../../base/findings.ts';
import { isPerson, type Person } from '../../base/person.ts';
import { checkProposal, type Proposal } from '../../base/proposal.ts';
import { duties, find } from '../findings.ts';
import { interviewOn, paperCopies, paperOn, paperReturnOn, voteOn } from '../settings.ts';

/** How a guard says no: the problem's code and all reasons. */
export type Refusal = { code: ProblemCode; findings: Finding[] };

/** What an act changes. `enter` opens a new turn; without it the facts of the present turn change. */
export interface EffectResult {
  changes: Partial<Application>;
  enter?: { stage: Stage; step: Step };
  ended?: { reason?: string; deadline?: string; missedAt?: string };
}

/** One act: what must be true besides stage and role (the guard column of domain-spec §7.3), and what follows. */
export interface RoadStep<N extends ActName> {
  guard?(application: Application, act: Act<N>, context: Context): Refusal | undefined;
  effect(application: Application, act: Act<N>, context: Context): EffectResult;
}

export type Road<N extends ActName> = { readonly [K in N]: RoadStep<K> };

export const at = (stage: Stage, step: Step) => ({ stage, step });

export const refused = (finding: Finding, code: ProblemCode = 'GUARD'): Refusal => ({
  code,
  findings: [finding],
});

export const samePerson = (rule: RuleId, why: keyof typeof duties): Refusal =>
  refused(find('SEPARATION_OF_DUTIES', { rule, words: { why: duties[why] } }), 'SEPARATION_OF_DUTIES');

/** L24: no decision against somebody who was not heard. */
export const unheard = ({ heard }: { heard: boolean }): Refusal | undefined =>
  heard ? undefined : refused(find('RIGHT_TO_BE_HEARD', { field: 'heard' }), 'INVALID');

/** D26: exactly what the first person proposed, or a refusal. */
export function asProposed(
  subject: string,
  proposed: Proposal & object,
  { proposal, reason }: { proposal: string; reason?: string },
  field = 'reason',
): Refusal | undefined {
  const findings = checkProposal(subject, proposed, { proposal, [field]: reason });
  return findings.length > 0 ? { code: 'CONFLICT', findings } : undefined;
}

export const stillOpen = ({ objections }: Application) =>
  objections.filter((o) => o.status === 'OPEN' || o.status === 'UPHOLD_PROPOSED');

export const objected = (application: Application): Refusal | undefined =>
  stillOpen(application).length > 0 ? refused(shared('OBJECTION_OPEN')) : undefined;

type By = { actor: { id: string } };
type Accounts = Pick<Context, 'alsoAs'>;

/** D29: whoever acts, with the other accounts of the same natural person. */
export const personOf = ({ actor }: By, { alsoAs }: Accounts): Person => ({ id: actor.id, alsoAs });

/** C1: nobody reviews an application in which they are the applicant. */
export const ownApplication = ({ applicantId }: Application, act: By, who: Accounts): Refusal | undefined =>
  isPerson(personOf(act, who), applicantId) ? samePerson('C1', 'OWN') : undefined;

/** C1 and C4: every hand-over is by a different natural person. */
export function differentPerson(application: Application, act: By, who: Accounts): Refusal | undefined {
  const { approvals, stage } = application;
  const person = personOf(act, who);
  const again = approvals.some((a) => isPerson(person, a.actor.id) && a.stage !== stage);
  return ownApplication(application, act, who) ?? (again ? samePerson('C4', 'SAME_PERSON') : undefined);
}

export function approved(
  application: Application,
  act: Act & { opinion?: string },
  { now }: Context,
): Approval[] {
  const { approvals, turn, stage, snapshotHash } = application;
  const { actor, opinion } = act;
  const approval = { turn, stage, actor, at: now, snapshotHash: snapshotHash ?? '' };
  return [...approvals, { ...approval, ...(opinion ? { opinion } : {}) }];
}

/** Handed in and, if there is a fee, paid: the form is delivered on paper, or the office has it at once (G4). */
export const toOffice = (application: Application, plan: Plan): EffectResult =>
  paperOn(plan)
    ? { changes: { paper: exportable(application, plan) }, enter: at('FORM_DUE', 'PAPER_DELIVERY') }
    : { changes: {}, enter: at('OFFICE_REVIEW', 'OFFICE_REVIEW') };

/** Audited and, where the plan has a first publicity, published: to be heard, to the committee, or to the next publicity. */
export function toReview({ groupCheck }: Application, plan: Plan) {
  if (!voteOn(plan)) return at('PASSED_PENDING', 'RESULT_PREPARATION');
  return groupCheck ? at('GROUP_CHECK', 'GROUP_CHECK') : toCommittee(plan);
}

/** Interviewed first, where the plan says so (C19). */
export function toCommittee(plan: Plan) {
  return interviewOn(plan) ? at('INTERVIEW', 'INTERVIEW') : at('READY', 'SESSION_ASSIGNMENT');
}

/** The paper of a new version of the form, to be exported. */
export const exportable = ({ paper }: Application, plan: Plan): Application['paper'] => ({
  ...paper,
  copies: paperCopies(plan),
  ...(paperReturnOn(plan) ? {} : { kept: true }),
  status: 'EXPORTABLE',
  formVersion: paper.formVersion + 1,
});
