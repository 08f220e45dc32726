import type { BodyOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { CandidateRecord, SessionRecord } from '../../contracts/session.ts';
import { refuse } from '../../errors.ts';
import { canonicalHash } from '../../rules/base/canonical-json.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import {
  candidateStatus,
  closingOf,
  entitledTo,
  progressOf,
  recusedFrom,
  turnoutOf,
} from '../../rules/committee/candidates.ts';
import { checkTurnout, countSheet, countSheetHash } from '../../rules/committee/committee.ts';
import { find } from '../../rules/committee/findings.ts';
import { stepSession } from '../../rules/committee/session.ts';
import { emptyBoxWrites, unmarkWrites } from '../../store/ballots.ts';
import { keys } from '../../store/base/keys.ts';
import { untilStored } from '../../store/base/patch.ts';
import { requireVersion, type Write } from '../../store/base/table.ts';
import { batchWrites } from '../../store/batches.ts';
import { opinionsOn } from '../../store/opinions.ts';
import { candidateWrite } from '../../store/sessions.ts';
import { countRound } from '../ballot/cast-ballot.ts';
import { candidateIn, requireAssigned, seatOf } from './hold-meeting.ts';
import {
  actingIn,
  type SessionChange,
  type SessionDeps,
  type SessionWork,
  sessionFacts,
  sessionRefusal,
  takeStep,
} from './session-work.ts';

/** Votes: open, close and count, sign, seal, abort (T28–T31; L12–L16, B3–B11, C3). */

function requireStatus(
  work: SessionWork,
  candidate: CandidateRecord,
  ...allowed: ReturnType<typeof candidateStatus>[]
): void {
  const found = candidateStatus(work.session, candidate);
  if (allowed.includes(found)) return;
  refuse('WRONG_STAGE', find('CANDIDATE_STATE', { found, allowed: allowed.join(', ') }));
}

const isHere = (application: Application, session: SessionRecord): boolean =>
  application.sessionId === session.sessionId;

/**
 * T28, with the application's act in the same transaction. Where recusals leave too few to vote (B7) nothing is
 * opened: the candidate is released to another session.
 */
export async function openVote(
  deps: SessionDeps,
  work: SessionWork,
  act: { applicationId: string; presiding: string },
): Promise<SessionChange> {
  const { session, actor } = work;
  const candidate = candidateIn(work, act.applicationId);
  const opinions = await opinionsOn(deps.table, session, candidate);
  const recused = recusedFrom(session, candidate);
  const presiding = session.members.find((one) => one.expertId === act.presiding);
  const { applicationNo } = candidate;
  const facts = sessionFacts(work, {
    ...(presiding ? { presiding: seatOf(presiding) } : {}),
    candidate: { applicationNo, recused, opinions: opinions.map((one) => ({ ...one, applicationNo })) },
  });
  const outcome = stepSession(session.status, 'OPEN_VOTE', facts);
  if (!outcome.ok && tooFewLeft(outcome.problems))
    return skipCandidate(deps, work, act.applicationId, outcome.problems[0]?.message.zh ?? '');
  if (!outcome.ok) throw sessionRefusal(outcome.problems);
  requireStatus(work, candidate, 'ASSIGNED');
  const writers = new Set(opinions.map((one) => one.expertId).filter((id) => !recused.includes(id)));
  const prepared = await prepareHere(deps, work, candidate, {
    name: 'OPEN_VOTING',
    actor,
    opinions: writers.size,
  });
  const round = candidate.round + 1;
  const set = { round, roundState: 'OPEN', voted: 0, presiding: act.presiding, openedBy: actor };
  return {
    act: 'OPEN_VOTE',
    next: { status: outcome.value.to, votingOn: act.applicationId, presiding: act.presiding },
    payload: { applicationId: act.applicationId, round, entitled: entitledTo(session, candidate).length },
    writes: [...prepared.writes, candidateWrite(deps.table, candidate, { set })],
  };
}

/** B7 and nothing else that matters: without a vote, opinions need not be complete. */
const tooFewLeft = (problems: readonly Finding[]): boolean =>
  problems.some((one) => one.code === 'QUORUM_AFTER_RECUSAL') &&
  problems.every((one) => one.code === 'QUORUM_AFTER_RECUSAL' || one.code === 'OPINIONS_TOO_FEW');

async function prepareHere(
  deps: SessionDeps,
  { session, person, now }: SessionWork,
  candidate: CandidateRecord,
  act: Parameters<SessionDeps['applications']['prepare']>[1],
) {
  const application = await deps.applications.require(candidate.applicationId);
  if (!isHere(application, session))
    refuse('WRONG_STAGE', find('CANDIDATE_ELSEWHERE', { found: application.stage }));
  const context = await deps.plans.contextOf(application, now);
  return deps.applications.prepare(application, act, { ...context, alsoAs: person.alsoAs });
}

/** B7: off this session's list, back to READY for another one. */
export async function skipCandidate(
  deps: SessionDeps,
  work: SessionWork,
  applicationId: string,
  reason: string,
): Promise<SessionChange> {
  const { session, actor, now } = work;
  const candidate = candidateIn(work, applicationId);
  requireStatus(work, candidate, 'WAITING', 'ASSIGNED');
  await requireAssigned(deps, work);
  const application = await deps.applications.require(applicationId);
  const held = isHere(application, session) && application.stage === 'GROUP_REVIEW';
  const prepared = held
    ? await prepareHere(deps, work, candidate, { name: 'ABORT_SESSION', actor, reason })
    : undefined;
  const skipped = { convening: session.convening, reason, at: now };
  return {
    act: 'SKIP',
    next: settled(work, { ...candidate, skipped }),
    reason,
    payload: { applicationId },
    writes: [...(prepared?.writes ?? []), candidateWrite(deps.table, candidate, { set: { skipped } })],
  };
}

/**
 * L15: the last signature, or the last candidate taken off the list after it, makes the whole result signed.
 * @param changed the candidate as it will be
 */
function settled(work: SessionWork, changed?: CandidateRecord): Partial<SessionRecord> {
  const candidates = work.candidates.map((one) =>
    one.applicationId === changed?.applicationId ? changed : one,
  );
  const { counted, undecided, unsigned } = progressOf(work.session, candidates);
  if (work.session.status !== 'COUNTED' || counted === 0 || undecided > 0 || unsigned > 0) return {};
  const last = [...candidates].sort((a, b) => ((a.signed?.at ?? '') < (b.signed?.at ?? '') ? -1 : 1)).at(-1);
  const signer = work.session.members.find((one) => one.expertId === last?.signed?.by);
  if (!signer) return {};
  const seat = seatOf(signer);
  const status = takeStep({ ...work, candidates }, 'SIGN', { actors: [seat], presiding: seat });
  return { status, signedBy: signer.expertId };
}

/**
 * Closes the round, then counts it: once everybody has voted, or by the presiding chair's order with the office as the
 * second person (D19). First the round is shut, so that no ballot can come in after the box is read; then
 * the count is written. Died in between, the round is shut and the same act goes on with counting.
 */
export async function closeVote(
  deps: SessionDeps,
  work: SessionWork,
  applicationId: string,
): Promise<SessionChange> {
  const { session, actor, plan, now } = work;
  const candidate = candidateIn(work, applicationId);
  requireStatus(work, candidate, 'VOTING');
  const { openedBy } = candidate;
  if (!openedBy) throw new Error('a vote was opened by nobody');
  const opener = { id: openedBy.id, role: openedBy.role };
  const facts = { opener, turnout: turnoutOf(session, candidate), ...closersOf(work, candidate) };
  takeStep(work, 'CLOSE_AND_COUNT', { ...facts, count: [] });
  const closed = await shutRound(deps, work, candidate, 'CLOSED');
  const counted = await countRound(deps, closed);
  const status = takeStep(work, 'CLOSE_AND_COUNT', { ...facts, count: counted.ok ? [] : counted.problems });
  if (!counted.ok) throw sessionRefusal(counted.problems);
  const { agree, disagree, abstain } = counted.value;
  const sheet = countSheet(
    {
      ...{ sessionId: session.sessionId, filingNo: plan.committee.filingNo },
      ...{ applicationNo: candidate.applicationNo, round: candidate.round, date: localDateOf(now) },
      ...{ members: session.size, attending: session.attendance.length },
      recused: session.attendance.length - entitledTo(session, candidate).length,
      tally: { agree, disagree, abstain },
    },
    plan.committee,
  );
  const sheetHash = countSheetHash(sheet);
  const set = { roundState: 'COUNTED', sheet, sheetHash, closedBy: actor };
  return {
    act: 'CLOSE_VOTE',
    next: { status, votingOn: undefined },
    payload: { applicationId, round: candidate.round, sheetHash },
    writes: [candidateWrite(deps.table, closed, { set }), ...(await unmarkWrites(deps.ballots, candidate))],
  };
}

/** Those who close: the office, and the chair whose order it carries out (C3). */
function closersOf(work: SessionWork, candidate: CandidateRecord) {
  const order = closingOf(candidate);
  const chair = work.session.members.find((one) => one.expertId === order?.by);
  return { actors: [actingIn(work), ...(chair ? [seatOf(chair)] : [])] };
}

type CloseOrder = Omit<BodyOf<'CloseOrderBody'>, 'version'>;

/** D19: the presiding chair says how many have left and why the vote shall be closed without them; the office closes. */
export function orderClose(
  deps: Pick<SessionDeps, 'table'>,
  work: SessionWork,
  { applicationId, left, reason }: CloseOrder,
): SessionChange {
  const { session, actor, now: at } = work;
  const candidate = candidateIn(work, applicationId);
  requireStatus(work, candidate, 'VOTING');
  const { round, roundState } = candidate;
  if (roundState !== 'OPEN')
    refuse('WRONG_STAGE', find('CANDIDATE_STATE', { found: roundState, allowed: 'OPEN' }));
  if (candidate.presiding !== actor.id) refuse('FORBIDDEN', find('CLOSE_PRESIDING'));
  const turnout = { ...turnoutOf(session, candidate), left };
  if (turnout.voted === turnout.entitled) refuse('GUARD', find('TURNOUT_COMPLETE'));
  const problems = checkTurnout(turnout);
  if (problems.length > 0) refuse('GUARD', ...problems);
  const closing = { round, by: actor.id, left, reason, at };
  return {
    act: 'ORDER_CLOSE',
    next: {},
    reason,
    payload: { applicationId, round, left },
    writes: [candidateWrite(deps.table, candidate, { set: { closing } })],
  };
}

/** Shuts an open round for good; one that is shut already stays as it is. Ballots on their way are waited out. */
async function shutRound(
  deps: SessionDeps,
  { session }: SessionWork,
  candidate: CandidateRecord,
  roundState: 'CLOSED' | 'VOID',
): Promise<CandidateRecord> {
  const shut = { ...candidate, roundState };
  if (candidate.roundState === roundState) return shut;
  if (candidate.roundState === 'VOID')
    refuse('WRONG_STAGE', find('CANDIDATE_STATE', { found: 'VOID', allowed: 'OPEN' }));
  const key = keys.session(session.sessionId);
  await untilStored(deps, () =>
    deps.table.transact([
      candidateWrite(deps.table, candidate, { set: { roundState } }),
      requireVersion(deps.table.name, key, session.version),
    ]),
  );
  return shut;
}

/**
 * L15, B11: the presiding chair or vice-chair signs a count sheet, and the result takes effect (T29, T30). The office
 * that closed the vote is the actor of the application's act: its history goes to people who may not see experts (B12).
 */
export async function signCount(
  deps: SessionDeps,
  work: SessionWork,
  applicationId: string,
): Promise<SessionChange> {
  const { session, actor, now } = work;
  const candidate = candidateIn(work, applicationId);
  requireStatus(work, candidate, 'COUNTED');
  if (session.status !== 'COUNTED' && session.status !== 'VOTING')
    refuse('WRONG_STAGE', find('SESSION_ACT', { found: session.status, allowed: 'COUNTED' }));
  if (candidate.signed) refuse('CONFLICT', find('CANDIDATE_STATE', { found: 'SIGNED', allowed: 'COUNTED' }));
  if (candidate.presiding !== actor.id) refuse('FORBIDDEN', find('SIGN_PRESIDING'));
  const { sheet, sheetHash, closedBy } = candidate;
  if (!sheet || !sheetHash || !closedBy) throw new Error('a counted candidate has no sheet');
  const application = await deps.applications.require(applicationId);
  // Disqualified meanwhile (T43): the minutes are complete, and there is nobody to whom the result applies.
  const applied = isHere(application, session) && application.stage === 'VOTING';
  const { passed, date } = sheet;
  const prepared = applied
    ? await prepareHere(deps, work, candidate, { name: 'COUNT', actor: closedBy, passed, date, sheetHash })
    : undefined;
  const signed = { by: actor.id, at: now, applied };
  return {
    act: 'SIGN_COUNT',
    next: settled(work, { ...candidate, signed }),
    payload: { applicationId, sheetHash, applied },
    writes: [...(prepared?.writes ?? []), candidateWrite(deps.table, candidate, { set: { signed } })],
  };
}

/** L16: everything decided and signed; the hash of all sheets closes the session (R65: the review has ended). */
export function sealSession(work: SessionWork): SessionChange {
  const status = takeStep(work, 'SEAL');
  const sheets = [...work.candidates]
    .sort((a, b) => (a.applicationNo < b.applicationNo ? -1 : 1))
    .flatMap((one) => (one.sheetHash && one.roundState === 'COUNTED' ? [one.sheetHash] : []));
  const sealHash = canonicalHash(sheets);
  return { act: 'SEAL', next: { status, sealedAt: work.now, sealHash }, payload: { sheets, sealHash } };
}

/**
 * T31: the vote under way is voided and its ballots destroyed; everybody not counted goes back to READY. With nobody
 * counted the session is inquorate and may be convened again; else it ends with what was counted.
 */
export async function abortSession(
  deps: SessionDeps,
  work: SessionWork,
  reason: string,
): Promise<SessionChange> {
  const { session, candidates, actor, now } = work;
  const status = abortedStatus(work, reason);
  await requireAssigned(deps, work);
  const voting = candidates.find((one) => one.applicationId === session.votingOn);
  const writes: Write[] = [];
  if (voting)
    writes.push(...(await emptyBoxWrites(deps.ballots, await shutRound(deps, work, voting, 'VOID'))));
  const released = candidates
    .filter((one) => ['ASSIGNED', 'VOTING'].includes(candidateStatus(session, one)))
    .map((one) => one.applicationId);
  const destroyed = writes.length;
  const batchId = deps.newId();
  if (released.length > 0)
    writes.push(
      ...batchWrites(deps.table, {
        ...{ batchId, planCode: session.planCode, actor, createdAt: now },
        act: { name: 'ABORT_SESSION' },
        applicationIds: released,
        reasons: Object.fromEntries(released.map((id) => [id, reason])),
      }),
    );
  const next = { ...session, status, releasedIn: session.convening, votingOn: undefined };
  return {
    act: 'ABORT',
    next: { ...next, ...settled({ ...work, session: next }) },
    reason,
    payload: { voided: voting?.applicationId, round: voting?.round, destroyed, released, batchId },
    writes,
  };
}

function abortedStatus(work: SessionWork, reason: string): SessionRecord['status'] {
  const { session } = work;
  if (session.status === 'COUNTED') {
    if (progressOf(session, work.candidates).undecided > 0) return 'COUNTED';
    refuse('WRONG_STAGE', find('SESSION_ACT', { found: 'COUNTED', allowed: 'VOTING' }));
  }
  if (session.status !== 'VOTING') return takeStep(work, 'ADJOURN', { reason });
  const voided = takeStep(work, 'VOID_VOTE', { reason });
  return voided === 'GROUP_REPORTS'
    ? takeStep({ ...work, session: { ...session, status: voided } }, 'ADJOURN', { reason })
    : voided;
}
