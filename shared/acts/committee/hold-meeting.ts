import type { BodyOf } from '../../contracts/api/index.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { CandidateRecord, PoolExpert, SessionGroup } from '../../contracts/session.ts';
import { ProblemError, refuse } from '../../errors.ts';
import { candidateStatus, mayPreside, recusalOf, recusedFrom } from '../../rules/committee/candidates.ts';
import { COMMITTEE_FLOORS, checkQuorum } from '../../rules/committee/committee.ts';
import { find } from '../../rules/committee/findings.ts';
import { decideRecusal } from '../../rules/committee/recusal.ts';
import type { Write } from '../../store/base/table.ts';
import { batchWrites, chunksOf } from '../../store/batches.ts';
import { candidateWrite } from '../../store/sessions.ts';
import { type SessionChange, type SessionDeps, type SessionWork, takeStep } from './session-work.ts';

/** The meeting before the vote: the quorum (B2, L12), recusals (B9, L18), groups (T27, L14). */

/** B2: quorate or not is the roll's to say. L12: without the chair or a vice-chair the meeting cannot begin. */
export function closeCheckIn(work: SessionWork): SessionChange {
  const { session, plan } = work;
  const attending = session.attendance.length;
  const payload = { attending, members: session.size };
  // Proposals for those who did not come can be confirmed no more.
  const handCheckIns = session.handCheckIns?.filter((one) => session.attendance.includes(one.expertId));
  if (checkQuorum(attending, session.size, plan.committee).length > 0) {
    const next = { status: takeStep(work, 'DECLARE_INQUORATE'), handCheckIns };
    return { act: 'CLOSE_CHECK_IN', next, payload };
  }
  const presiding = presiderOf(work);
  const status = takeStep(work, 'CONFIRM_QUORUM', presiding ? { presiding: seatOf(presiding) } : {});
  const next = { status, handCheckIns, ...(presiding ? { presiding: presiding.expertId } : {}) };
  return { act: 'CLOSE_CHECK_IN', next, payload };
}

/** The chair if he attends, else a vice-chair. */
function presiderOf({ session }: SessionWork): PoolExpert | undefined {
  const present = session.members.filter((one) => session.attendance.includes(one.expertId));
  return present.find((one) => one.office === 'CHAIR') ?? present.find(mayPreside);
}

export const seatOf = (expert: PoolExpert) => ({
  id: expert.expertId,
  role: 'EXPERT' as const,
  seat: expert.office,
});

/** @throws {ProblemError} NOT_FOUND when it is not on the list */
export function candidateIn(work: SessionWork, applicationId: string): CandidateRecord {
  const candidate = work.candidates.find((one) => one.applicationId === applicationId);
  if (!candidate) refuse('NOT_FOUND');
  return candidate;
}

function memberIn({ session }: SessionWork, expertId: string): PoolExpert {
  const member = session.members.find((one) => one.expertId === expertId);
  if (!member) refuse('GUARD', find('NOT_A_MEMBER', { found: expertId }));
  return member;
}

/** Who may vote is fixed once a vote opens. */
function requireRecusable(work: SessionWork, candidate: CandidateRecord): void {
  const status = candidateStatus(work.session, candidate);
  if (status === 'WAITING' || status === 'ASSIGNED') return;
  refuse('WRONG_STAGE', find('RECUSAL_LATE', { found: status, allowed: 'WAITING, ASSIGNED' }));
}

type Recusal = { expertId: string; applicationId: string; reason: string };

/** L18: the expert applies (`by: EXPERT`), or the office, finding a ground, orders it. */
export function addRecusal(
  deps: Pick<SessionDeps, 'table'>,
  work: SessionWork,
  { expertId, applicationId, reason }: Recusal,
  by: 'EXPERT' | 'OFFICE',
): SessionChange {
  const candidate = candidateIn(work, applicationId);
  memberIn(work, expertId);
  requireRecusable(work, candidate);
  if (candidate.added.some((one) => one.expertId === expertId && one.by === by))
    refuse('CONFLICT', find('ALREADY_RECUSED', { found: expertId }));
  const added = [...candidate.added, { expertId, by, actorId: work.actor.id, reason }];
  return {
    act: by === 'EXPERT' ? 'DECLARE_RECUSAL' : 'ORDER_RECUSAL',
    next: {},
    reason,
    payload: { expertId, applicationId },
    writes: [candidateWrite(deps.table, candidate, { set: { added } })],
  };
}

/** B9: the office lifts automatic flags and its own orders, with a reason; what the expert declared stays. */
export function removeRecusal(
  deps: Pick<SessionDeps, 'table'>,
  work: SessionWork,
  { expertId, applicationId, reason }: Recusal,
): SessionChange {
  const candidate = candidateIn(work, applicationId);
  const member = memberIn(work, expertId);
  requireRecusable(work, candidate);
  const decision = recusalOf(work.session, member, candidate);
  if (!decision.recused) refuse('GUARD', find('RECUSAL_UNKNOWN', { found: expertId }));
  if (decision.added.some((one) => one.by === 'EXPERT'))
    refuse('GUARD', find('RECUSAL_OWN', { found: expertId }));
  const actorId = work.actor.id;
  const lifted = decision.flags.map(({ kind, fact }) => ({
    kind,
    fact,
    by: 'OFFICE' as const,
    actorId,
    reason,
  }));
  const decided = decideRecusal(decision.flags, [], lifted);
  if (!decided.ok) refuse('GUARD', ...decided.problems);
  const removed = [...candidate.removed, ...lifted.map(({ by: _by, ...one }) => ({ ...one, expertId }))];
  const added = candidate.added.filter((one) => one.expertId !== expertId);
  return {
    act: 'REMOVE_RECUSAL',
    next: {},
    reason,
    payload: { expertId, applicationId, lifted: lifted.map(({ kind, fact }) => ({ kind, fact })) },
    writes: [candidateWrite(deps.table, candidate, { set: { added, removed } })],
  };
}

type GroupBody = Extract<BodyOf<'SessionActBody'>['act'], { type: 'ASSIGN' }>['groups'][number];

/**
 * T27: groups of those attending, at least three of them free to give an opinion on each candidate (L14, L18). The
 * first assignment opens the reports; a later one may take up candidates that still wait.
 */
export async function assignGroups(
  deps: SessionDeps,
  work: SessionWork,
  groups: readonly GroupBody[],
): Promise<SessionChange> {
  const { session, now } = work;
  const first = session.status === 'QUORATE';
  if (!first && session.status !== 'GROUP_REPORTS' && session.status !== 'COUNTED')
    refuse('WRONG_STAGE', find('SESSION_ACT', { found: session.status, allowed: 'QUORATE' }));
  const presiding = presiderOf(work);
  const status = first
    ? takeStep(work, 'TAKE_REPORTS', presiding ? { presiding: seatOf(presiding) } : {})
    : session.status;
  const problems = groups.flatMap((group) => groupFindings(work, group, groups));
  if (problems.length > 0) refuse('GUARD', ...problems);
  await requireReady(deps, work, groups);
  const batchId = deps.newId();
  const added: SessionGroup[] = groups.map((group) => ({ ...group, batchId }));
  return {
    act: 'ASSIGN',
    next: { status, groups: [...session.groups, ...added] },
    payload: { groups: added },
    writes: assignmentWrites(deps, work, added, now),
  };
}

const eligibleIn = (work: SessionWork, group: GroupBody, applicationId: string): number => {
  const candidate = work.candidates.find((one) => one.applicationId === applicationId);
  const recused = candidate ? recusedFrom(work.session, candidate) : [];
  return new Set(group.expertIds.filter((id) => !recused.includes(id))).size;
};

function groupFindings(work: SessionWork, group: GroupBody, all: readonly GroupBody[]): Finding[] {
  const { session, candidates, plan } = work;
  const field = `/act/groups/${group.groupId}`;
  const allowed = Math.max(plan.committee.groupMin, COMMITTEE_FLOORS.groupMin);
  const absent = group.expertIds
    .filter((id) => !session.attendance.includes(id))
    .map((found) => find('NOT_CHECKED_IN', { field, found }));
  return group.applicationIds.reduce<Finding[]>((found, id) => {
    const candidate = candidates.find((one) => one.applicationId === id);
    const times = all.flatMap((one) => one.applicationIds).filter((one) => one === id).length;
    if (!candidate || times > 1 || candidateStatus(session, candidate) !== 'WAITING')
      found.push(find('GROUP_DOUBLE', { field, found: candidate?.applicationNo ?? id }));
    const eligible = eligibleIn(work, group, id);
    if (eligible < allowed) found.push(find('GROUP_TOO_SMALL', { field, found: eligible, allowed }));
    return found;
  }, absent);
}

/** What the transition table says to each, before anything is promised; all refusals at once. */
async function requireReady(
  deps: SessionDeps,
  work: SessionWork,
  groups: readonly GroupBody[],
): Promise<void> {
  const { session, actor, person, now } = work;
  const applications = await deps.applications.getMany(groups.flatMap((group) => group.applicationIds));
  const problems: Finding[] = [];
  for (const group of groups) {
    for (const one of applications.filter((a) => group.applicationIds.includes(a.applicationId))) {
      const eligibleExperts = eligibleIn(work, group, one.applicationId);
      const { groupId } = group;
      const ids = { sessionId: session.sessionId, groupId };
      try {
        const context = await deps.plans.contextOf(one, now);
        const act = { name: 'ASSIGN_SESSION', actor, ...ids, eligibleExperts } as const;
        deps.applications.prepare(one, act, { ...context, alsoAs: person.alsoAs });
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        const field = `/act/groups/${groupId}/${one.applicationNo ?? one.applicationId}`;
        problems.push(...error.findings.map((finding) => ({ ...finding, field })));
      }
    }
  }
  if (problems.length > 0) refuse('GUARD', ...problems);
}

/** One act for every group and number of free experts: that number is part of what each application records. */
function assignmentWrites(
  deps: SessionDeps,
  work: SessionWork,
  groups: readonly SessionGroup[],
  createdAt: string,
): Write[] {
  const { session, actor } = work;
  const { sessionId, planCode } = session;
  return groups.reduce<Write[]>((writes, group) => {
    const { groupId, batchId, applicationIds } = group;
    const numbers = new Set(applicationIds.map((id) => eligibleIn(work, group, id)));
    for (const eligibleExperts of numbers) {
      writes.push(
        ...batchWrites(deps.table, {
          ...{ batchId, planCode, actor, createdAt, firstChunk: writes.length },
          act: { name: 'ASSIGN_SESSION', sessionId, groupId, eligibleExperts },
          applicationIds: applicationIds.filter((id) => eligibleIn(work, group, id) === eligibleExperts),
        }),
      );
    }
    return writes;
  }, []);
}

/** Releasing overtakes no assignment: an application assigned after its release would wait for nobody. */
export async function requireAssigned(
  deps: Pick<SessionDeps, 'table'>,
  { session }: SessionWork,
): Promise<void> {
  const batches = [...new Set(session.groups.map((group) => group.batchId))];
  const chunks = (await Promise.all(batches.map((id) => chunksOf(deps.table, id)))).flat();
  if (chunks.every((chunk) => chunk.doneAt)) return;
  refuse('CONFLICT', find('BATCH_PENDING'));
}
