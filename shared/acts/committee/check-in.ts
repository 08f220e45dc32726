import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Principal } from '../../contracts/roles.ts';
import type { HandCheckIn, SessionRecord } from '../../contracts/session.ts';
import { refuse } from '../../errors.ts';
import { find as common } from '../../rules/base/findings.ts';
import { isPerson } from '../../rules/base/person.ts';
import { checkProposal } from '../../rules/base/proposal.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import {
  checkOpenFor,
  codeDigits,
  codeTurn,
  handSubject,
  meetingStates,
  seated,
  seatState,
  signInMark,
} from '../../rules/committee/check-in.ts';
import { quorumOf } from '../../rules/committee/committee.ts';
import { find } from '../../rules/committee/findings.ts';
import { untilStored } from '../../store/base/patch.ts';
import { codeKeyOf, codeKeyWrite } from '../../store/sessions.ts';
import { requireSeat } from './expert-seat.ts';
import { filingFindings } from './plan-session.ts';
import {
  changeWrites,
  type SessionChange,
  type SessionDeps,
  type SessionWork,
  sessionActor,
  takeStep,
} from './session-work.ts';

/** Check-in (D21): the code on the room's screen, the seat of one sign-in, and the office's way by two persons. */

/** §7.1 DRAWN → CHECK_IN. Done again later it makes a new key: codes that went out of the room are worth nothing. */
export function openCheckIn(deps: Pick<SessionDeps, 'table'>, work: SessionWork): SessionChange {
  const { session, candidates, plan, now } = work;
  const specialties = candidates.map((one) => one.specialty);
  const filing = filingFindings(plan, specialties, localDateOf(now));
  const status = meetingStates.includes(session.status)
    ? session.status
    : takeStep(work, 'OPEN_CHECK_IN', { filing });
  const key = randomBytes(32).toString('hex');
  return {
    act: 'OPEN_CHECK_IN',
    next: { status },
    writes: [codeKeyWrite(deps.table, session.sessionId, key)],
  };
}

/** Keyed with the session's secret; each convening has codes of its own. */
function codeAt(key: string, { sessionId, convening }: SessionRecord, turn: number): string {
  const text = JSON.stringify(['check-in', sessionId, convening, turn]);
  return codeDigits(createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex'));
}

const same = (a: string, b: string): boolean =>
  timingSafeEqual(
    ...([a, b].map((text) => createHmac('sha256', 'compare').update(text).digest()) as [Buffer, Buffer]),
  );

/** @throws {ProblemError} INVALID (CHECK_IN_CODE) */
async function requireCode(
  { table }: Pick<SessionDeps, 'table'>,
  session: SessionRecord,
  code: string | undefined,
  now: string,
): Promise<void> {
  const key = await codeKeyOf(table, session.sessionId);
  const right = codeTurn(now).accepted.filter((turn) => key && same(codeAt(key, session, turn), code ?? ''));
  if (right.length === 0) refuse('INVALID', find('CHECK_IN_CODE', { field: '/code' }));
}

/**
 * The person's own check-in, and his taking the seat again on another sign-in. The same once more does nothing. Several
 * come in at once, so each attempt reads again; the event says who and when, and nothing of the sign-in.
 * @throws {ProblemError} NOT_FOUND, FORBIDDEN (CHECK_IN_SIGN_IN), WRONG_STAGE (CHECK_IN_CLOSED), INVALID (CHECK_IN_CODE)
 */
export async function checkIn(
  deps: Pick<SessionDeps, 'table' | 'pause'>,
  sessionId: string,
  { principal, code, now }: { principal: Principal; code: string | undefined; now: string },
): Promise<void> {
  await untilStored(deps, async () => {
    const session = await requireSeat(deps, sessionId, principal);
    const mark = signInMark(session, principal.id, principal.signIn);
    if (!mark) refuse('FORBIDDEN', find('CHECK_IN_SIGN_IN'));
    const state = seatState(session, principal.id, mark);
    if (state === 'HERE') return;
    const closed = checkOpenFor(session, principal.id);
    if (closed.length > 0) refuse('WRONG_STAGE', ...closed);
    if (state !== 'FREE' || code !== undefined) await requireCode(deps, session, code, now);
    const act = { NONE: 'CHECK_IN', ELSEWHERE: 'CHECK_IN_AGAIN', FREE: 'TAKE_SEAT' }[state];
    const work = { session, actor: sessionActor(principal), now };
    const next = seated(session, principal.id, mark);
    await deps.table.transact(
      changeWrites(deps.table, work, { act, next, payload: { expertId: principal.id } }),
    );
  });
}

/** What the screen in the room shows: how many are there, never who is not. */
export async function roomOf(
  { table, plans }: Pick<SessionDeps, 'table' | 'plans'>,
  session: SessionRecord,
  now: string,
): Promise<ResponseOf<'RoomView'>> {
  const { sessionId, name, status, size, attendance } = session;
  const key = meetingStates.includes(status) ? await codeKeyOf(table, sessionId) : undefined;
  const { turn, secondsLeft } = codeTurn(now);
  return {
    ...{ sessionId, name, status, size },
    ...(key ? { code: { digits: codeAt(key, session, turn), secondsLeft } } : {}),
    attending: attendance.length,
    quorum: quorumOf(size, plans.of(session).committee),
  };
}

function requireMember({ session }: SessionWork, expertId: string): void {
  if (!session.members.some((one) => one.expertId === expertId))
    refuse('GUARD', find('NOT_A_MEMBER', { field: '/act/expertId', found: expertId }));
  const closed = checkOpenFor(session, expertId);
  if (closed.length > 0) refuse('WRONG_STAGE', ...closed);
}

const proposedFor = ({ session }: SessionWork, expertId: string): HandCheckIn | undefined =>
  session.handCheckIns?.find((one) => one.expertId === expertId);

/** The first of two persons: whom and why. Also for somebody who is there and whose device has failed. */
export function proposeCheckIn(
  work: SessionWork,
  { expertId, reason }: { expertId: string; reason: string },
): SessionChange {
  const { session, actor, now: at } = work;
  requireMember(work, expertId);
  if (seatState(session, expertId, undefined) === 'FREE')
    refuse('CONFLICT', find('ALREADY_CHECKED_IN', { found: expertId }));
  if (proposedFor(work, expertId)) refuse('CONFLICT', common('PROPOSAL_STANDS'));
  const handCheckIns = [...(session.handCheckIns ?? []), { expertId, reason, actor, at }];
  return { act: 'PROPOSE_CHECK_IN', next: { handCheckIns }, reason, payload: { expertId } };
}

/** @throws {ProblemError} CONFLICT (PROPOSAL_NONE, PROPOSAL_DIFFERS) unless that very proposal stands */
function requireProposed(work: SessionWork, expertId: string, proposal: string): HandCheckIn {
  const proposed = proposedFor(work, expertId);
  if (!proposed) refuse('CONFLICT', common('PROPOSAL_NONE'));
  const differs = checkProposal(handSubject(work.session, expertId), proposed, { proposal });
  if (differs.length > 0) refuse('CONFLICT', ...differs);
  return proposed;
}

type Given = { expertId: string; proposal: string };

/** The second person: the seat is there, and free for the sign-in that the expert then takes it with. */
export function confirmCheckIn(work: SessionWork, { expertId, proposal }: Given): SessionChange {
  const { session, person } = work;
  requireMember(work, expertId);
  const { reason, actor: first } = requireProposed(work, expertId, proposal);
  if (isPerson(person, first.id)) refuse('SEPARATION_OF_DUTIES', find('CHECK_IN_SECOND'));
  const payload = { expertId, proposal, proposedBy: first.id };
  return { act: 'CHECK_IN_BY_HAND', next: seated(session, expertId), reason, payload };
}

/** The second person's no, or the first one's taking it back. */
export function refuseCheckIn(
  work: SessionWork,
  { expertId, proposal, reason }: Given & { reason: string },
): SessionChange {
  requireProposed(work, expertId, proposal);
  const handCheckIns = (work.session.handCheckIns ?? []).filter((one) => one.expertId !== expertId);
  return { act: 'REFUSE_CHECK_IN', next: { handCheckIns }, reason, payload: { expertId, proposal } };
}
