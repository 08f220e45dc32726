import { randomBytes } from 'node:crypto';
import type { Finding, Outcome } from '../../contracts/finding.ts';
import type { CandidateRecord, SessionRecord } from '../../contracts/session.ts';
import { ProblemError, refuse } from '../../errors.ts';
import {
  type Ballot,
  type BallotChoice,
  castBallot,
  countBallots,
  type IssueFacts,
  issueBallot,
  markOf,
  type RollEntry,
  type Round,
} from '../../rules/ballot/ballot.ts';
import { find } from '../../rules/ballot/findings.ts';
import { sha256Hex } from '../../rules/base/sha256.ts';
import { recusedFrom } from '../../rules/committee/candidates.ts';
import { boundSignIn, signInMark } from '../../rules/committee/check-in.ts';
import type { Tally } from '../../rules/committee/committee.ts';
import { boxOf, castWrites, lineOf, rollOf } from '../../store/ballots.ts';
import { untilStored } from '../../store/base/patch.ts';
import { requireCandidate, requireSession } from '../../store/sessions.ts';
import type { Deps } from '../base/deps.ts';

/** Casting a ballot and counting a round (L13, B4, B5). Nothing here has a time, an event or a log entry. */

type BallotDeps = Pick<Deps, 'table' | 'ballots' | 'pause'>;

export interface CastOrder {
  sessionId: string;
  applicationId: string;
  expertId: string;
  /** Which sign-in it comes from (D21). */
  signIn: string | undefined;
  choice: BallotChoice;
  /** The request's Idempotency-Key: the same at each repetition, and nowhere else. */
  key: string;
}

/**
 * Puts a ballot into the box. Who stands on the roll of the round already has voted: the same request once more is
 * answered like the first, any other ballot is refused. The box tells them apart, for the roll cannot: it has nothing
 * that depends on the choice.
 * @throws {ProblemError} FORBIDDEN (BALLOT_ABSENT, BALLOT_SIGN_IN, BALLOT_RECUSED), CONFLICT (BALLOT_SECOND), WRONG_STAGE (BALLOT_LATE,
 * BALLOT_NOT_OPEN …)
 */
export async function castInto(deps: BallotDeps, order: CastOrder): Promise<void> {
  const { sessionId, applicationId, expertId } = order;
  const session = await requireSession(deps.table, sessionId);
  await untilStored(deps, async () => {
    const candidate = await requireCandidate(deps.table, sessionId, applicationId);
    const line = await lineOf(deps.table, candidate, expertId);
    const mark = markOf(roundOf(candidate), order.key, order.choice);
    if (line && line.round === candidate.round) return requireSame(deps, candidate, mark);
    const { slot, choice } = decide(session, candidate, order);
    // Every ballot has a mark, so that none tells what kind of client it came from.
    const ballot = { slot, choice, mark: mark ?? randomBytes(32).toString('hex') };
    await deps.table.transact(castWrites(deps, candidate, { expertId, ...ballot }));
  });
}

/** @throws {ProblemError} CONFLICT (BALLOT_SECOND) when this very ballot does not lie in the box */
async function requireSame(
  deps: BallotDeps,
  candidate: CandidateRecord,
  mark: string | undefined,
): Promise<void> {
  const box = mark === undefined ? [] : await boxOf(deps.ballots, candidate);
  if (!box.some((one) => one.mark === mark)) refuse('CONFLICT', find('BALLOT_SECOND', { field: 'choice' }));
}

/** The pure rules, with a fresh slot; the token of the rules is issued and used up in the same breath. */
function decide(session: SessionRecord, candidate: CandidateRecord, order: CastOrder): Ballot {
  const { expertId, signIn, choice } = order;
  const facts: IssueFacts = {
    round: roundOf(candidate),
    attendance: session.attendance.map((id) => ({ expertId: id, deviceHash: boundSignIn(session, id) })),
    recused: recusedFrom(session, candidate),
    roll: [],
  };
  // A sign-in that has no name is nobody's seat.
  const who = { expertId, deviceHash: signInMark(session, expertId, signIn) ?? 'unknown' };
  const tokenHash = sha256Hex(randomBytes(16).toString('hex'));
  const issued = issueBallot(who, tokenHash, facts);
  if (!issued.ok) throw ballotRefusal(issued.problems);
  const slot = randomBytes(16).toString('hex');
  const cast = castBallot({ ...who, tokenHash, choice, slot }, { ...facts, roll: [issued.value] });
  if (!cast.ok) throw ballotRefusal(cast.problems);
  return cast.value.ballot;
}

function roundOf({ sessionId, applicationNo, round, roundState: state }: CandidateRecord): Round {
  return { sessionId, applicationNo, round, state };
}

function ballotRefusal(problems: readonly Finding[]): ProblemError {
  const closed = problems.some((one) => ['BALLOT_NOT_OPEN', 'BALLOT_LATE', 'BALLOT_VOID'].includes(one.code));
  return new ProblemError(closed ? 'WRONG_STAGE' : 'FORBIDDEN', problems);
}

/** Counts a closed round from the box and checks it against the roll (B5). */
export async function countRound(deps: BallotDeps, candidate: CandidateRecord): Promise<Outcome<Tally>> {
  const [box, lines] = await Promise.all([boxOf(deps.ballots, candidate), rollOf(deps.table, candidate)]);
  const round = roundOf(candidate);
  const roll: RollEntry[] = lines.map(({ expertId }) => ({
    ...round,
    ...{ expertId, deviceHash: '', tokenHash: '' },
    state: 'VOTED',
  }));
  return countBallots(
    round,
    roll,
    box.map(({ sk, mark: _mark, ...ballot }) => ({ ...ballot, slot: sk })),
  );
}
