import { randomBytes } from 'node:crypto';
import type { Finding, Outcome } from '../contracts/finding.ts';
import type { CandidateRecord, RollLine, SessionRecord } from '../contracts/session.ts';
import { RollLineSchema, StoredBallotSchema } from '../contracts/session.ts';
import { ProblemError } from '../errors.ts';
import {
  type Ballot,
  type BallotChoice,
  castBallot,
  countBallots,
  type IssueFacts,
  issueBallot,
  type RollEntry,
  type Round,
} from '../rules/ballot/ballot.ts';
import { sha256Hex } from '../rules/base/sha256.ts';
import { recusedFrom } from '../rules/committee/candidates.ts';
import type { Tally } from '../rules/committee/committee.ts';
import { keys } from './base/keys.ts';
import { patch, untilStored } from './base/patch.ts';
import { create, type Table, toItem, type Write } from './base/table.ts';
import { requireCandidate, requireSession } from './sessions.ts';

/**
 * The secret ballot as it is stored (B4–B6, L13). The roll lies in the table, the box in another one that has no stream;
 * one transaction writes a line of the roll and a ballot, on the condition that the round is open. A ballot is the round,
 * 128 random bits and the choice; a line of the roll is the person and the round. Neither has a time, and there is no
 * event, log entry or remembered answer of a cast ballot: nothing that is kept can bring the two together.
 */

interface BallotDeps {
  table: Table;
  ballots: Table;
}

export interface CastOrder {
  sessionId: string;
  applicationId: string;
  expertId: string;
  choice: BallotChoice;
}

/**
 * Puts a ballot into the box. Who stands on the roll of the round already has voted: a repeated request, or a second
 * ballot that cannot be told from one and is not counted, is answered like the first.
 * @throws {ProblemError} FORBIDDEN (BALLOT_ABSENT, BALLOT_RECUSED), WRONG_STAGE (BALLOT_LATE, BALLOT_NOT_OPEN …)
 */
export async function castInto(deps: BallotDeps, order: CastOrder): Promise<void> {
  const { sessionId, applicationId, expertId } = order;
  const session = await requireSession(deps.table, sessionId);
  await untilStored(async () => {
    const candidate = await requireCandidate(deps.table, sessionId, applicationId);
    const line = await deps.table.get(RollLineSchema, keys.roll(sessionId, applicationId, expertId));
    if (line && line.round === candidate.round) return;
    const { slot, choice } = decide(session, candidate, order);
    await deps.table.transact(castWrites(deps, candidate, { expertId, slot, choice }));
  });
}

/** The pure rules, with a fresh slot; the token of the rules is issued and used up in the same breath. */
function decide(session: SessionRecord, candidate: CandidateRecord, { expertId, choice }: CastOrder): Ballot {
  const facts: IssueFacts = {
    round: roundOf(candidate),
    attendance: session.attendance.map(checkedIn),
    recused: recusedFrom(session, candidate),
    roll: [],
  };
  const who = checkedIn(expertId);
  const tokenHash = sha256Hex(randomBytes(16).toString('hex'));
  const issued = issueBallot(who, tokenHash, facts);
  if (!issued.ok) throw ballotRefusal(issued.problems);
  const slot = randomBytes(16).toString('hex');
  const cast = castBallot({ ...who, tokenHash, choice, slot }, { ...facts, roll: [issued.value] });
  if (!cast.ok) throw ballotRefusal(cast.problems);
  return cast.value.ballot;
}

/** Staff sign in with a second factor of their own: the signed-in person stands for the device (B4). */
const checkedIn = (expertId: string) => ({ expertId, deviceHash: expertId });

function roundOf({ sessionId, applicationNo, round, roundState: state }: CandidateRecord): Round {
  return { sessionId, applicationNo, round, state };
}

function castWrites(
  deps: BallotDeps,
  candidate: CandidateRecord,
  { expertId, slot, choice }: { expertId: string; slot: string; choice: BallotChoice },
): Write[] {
  const { sessionId, applicationId, applicationNo, round } = candidate;
  const rollKey = keys.roll(sessionId, applicationId, expertId);
  const line: RollLine = { sessionId, applicationId, expertId, round };
  return [
    patch(deps.table.name, keys.candidate(sessionId, applicationId), {
      add: { voted: 1 },
      when: { round, roundState: 'OPEN' },
    }),
    {
      Put: {
        TableName: deps.table.name,
        Item: toItem({ ...line, ...rollKey, type: 'ROLL' }),
        // A line of a voided round gives way; one of this round means that the person has voted.
        ConditionExpression: 'attribute_not_exists(pk) OR #round < :round',
        ExpressionAttributeNames: { '#round': 'round' },
        ExpressionAttributeValues: toItem({ ':round': round }),
      },
    },
    create(deps.ballots.name, keys.ballot(sessionId, applicationId, slot), {
      ...{ sessionId, applicationNo, round, choice },
      type: 'BALLOT',
    }),
  ];
}

function ballotRefusal(problems: readonly Finding[]): ProblemError {
  const closed = problems.some((one) => ['BALLOT_NOT_OPEN', 'BALLOT_LATE', 'BALLOT_VOID'].includes(one.code));
  return new ProblemError(closed ? 'WRONG_STAGE' : 'FORBIDDEN', problems);
}

/** Everything in a candidate's box, of whatever round. */
export function boxOf(deps: BallotDeps, { sessionId, applicationId }: CandidateRecord) {
  return deps.ballots.queryAll(StoredBallotSchema, {
    partition: keys.ballot(sessionId, applicationId, '').pk,
  });
}

/** Who has voted on a candidate in the present round. */
export async function rollOf(table: Table, candidate: CandidateRecord): Promise<RollLine[]> {
  const { sessionId, applicationId, round } = candidate;
  const lines = await table.queryAll(RollLineSchema, {
    partition: keys.session(sessionId).pk,
    prefix: `ROLL#${applicationId}#`,
  });
  return lines.filter((line) => line.round === round);
}

/** Counts a closed round from the box and checks it against the roll (B5). */
export async function countRound(deps: BallotDeps, candidate: CandidateRecord): Promise<Outcome<Tally>> {
  const [box, lines] = await Promise.all([boxOf(deps, candidate), rollOf(deps.table, candidate)]);
  const round = roundOf(candidate);
  const roll: RollEntry[] = lines.map(({ expertId }) => ({
    ...round,
    ...checkedIn(expertId),
    tokenHash: '',
    state: 'VOTED',
  }));
  return countBallots(
    round,
    roll,
    box.map(({ sk, ...ballot }) => ({ ...ballot, slot: sk })),
  );
}

/** T31: the ballots of a voided round are destroyed, in the transaction that says so. */
export async function destroyBallots(deps: BallotDeps, candidate: CandidateRecord): Promise<Write[]> {
  const box = await boxOf(deps, candidate);
  return box.map(({ sk }) => ({
    Delete: {
      TableName: deps.ballots.name,
      Key: toItem({ ...keys.ballot(candidate.sessionId, candidate.applicationId, sk) }),
    },
  }));
}
