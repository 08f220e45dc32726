import {
  type CandidateRecord,
  type RollLine,
  RollLineSchema,
  StoredBallotSchema,
} from '../contracts/session.ts';
import type { BallotChoice } from '../rules/ballot/ballot.ts';
import { keys } from './base/keys.ts';
import { patch } from './base/patch.ts';
import { create, type Table, toItem, type Write } from './base/table.ts';

/**
 * The secret ballot as it is stored (B4–B6, L13). The roll lies in the table, the box in another one that has no stream;
 * one transaction writes a line of the roll and a ballot, on the condition that the round is open. A ballot is the round,
 * 128 random bits and the choice, and until the count a mark by which its own request is known again; a line of the roll
 * is the person and the round. Neither has a time, and there is no event, log entry or remembered answer of a cast ballot:
 * nothing that is kept can bring the two together.
 */

type Candidate = Pick<CandidateRecord, 'sessionId' | 'applicationId' | 'round'>;

/** The two writes of one cast ballot and the count of the round's voters; they succeed or fail together. */
export function castWrites(
  { table, ballots }: { table: Table; ballots: Table },
  { sessionId, applicationId, applicationNo, round }: CandidateRecord,
  { expertId, ...ballot }: { expertId: string; slot: string; choice: BallotChoice; mark: string },
): Write[] {
  const rollKey = keys.roll(sessionId, applicationId, expertId);
  const line: RollLine = { sessionId, applicationId, expertId, round };
  return [
    patch(table.name, keys.candidate(sessionId, applicationId), {
      add: { voted: 1 },
      when: { round, roundState: 'OPEN' },
    }),
    {
      Put: {
        TableName: table.name,
        Item: toItem({ ...line, ...rollKey, type: 'ROLL' }),
        // A line of a voided round gives way; one of this round means that the person has voted.
        ConditionExpression: 'attribute_not_exists(pk) OR #round < :round',
        ExpressionAttributeNames: { '#round': 'round' },
        ExpressionAttributeValues: toItem({ ':round': round }),
      },
    },
    create(ballots.name, keys.ballot(sessionId, applicationId, ballot.slot), {
      ...{ sessionId, applicationNo, round, choice: ballot.choice, mark: ballot.mark },
      type: 'BALLOT',
    }),
  ];
}

/** Everything in a candidate's box, of whatever round. */
export function boxOf(ballots: Table, { sessionId, applicationId }: Candidate) {
  return ballots.queryAll(StoredBallotSchema, {
    partition: keys.ballot(sessionId, applicationId, '').pk,
  });
}

/** Who has voted on a candidate in the present round. */
export async function rollOf(
  table: Table,
  { sessionId, applicationId, round }: Candidate,
): Promise<RollLine[]> {
  const lines = await table.queryAll(RollLineSchema, {
    partition: keys.session(sessionId).pk,
    prefix: `ROLL#${applicationId}#`,
  });
  return lines.filter((line) => line.round === round);
}

/** The expert's line on a candidate, of whatever round. */
export function lineOf(
  table: Table,
  { sessionId, applicationId }: Candidate,
  expertId: string,
): Promise<RollLine | undefined> {
  return table.get(RollLineSchema, keys.roll(sessionId, applicationId, expertId));
}

/** The expert's lines of the present rounds. */
export async function linesOf(
  table: Table,
  expertId: string,
  candidates: readonly Candidate[],
): Promise<RollLine[]> {
  const lines = await table.getMany(
    RollLineSchema,
    candidates.map((one) => keys.roll(one.sessionId, one.applicationId, expertId)),
  );
  return lines.filter((line) =>
    candidates.some((one) => one.applicationId === line.applicationId && one.round === line.round),
  );
}

/** With the count the marks go: from then on not even the client that has the key can find its ballot. */
export async function unmarkWrites(ballots: Table, candidate: Candidate): Promise<Write[]> {
  const { sessionId, applicationId } = candidate;
  return (await boxOf(ballots, candidate))
    .filter((one) => one.mark !== undefined)
    .map(({ sk }) =>
      patch(ballots.name, keys.ballot(sessionId, applicationId, sk), { set: { mark: undefined } }),
    );
}

/** T31: the ballots of a voided round are destroyed, in the transaction that says so. */
export async function emptyBoxWrites(ballots: Table, candidate: Candidate): Promise<Write[]> {
  const { sessionId, applicationId } = candidate;
  return (await boxOf(ballots, candidate)).map(({ sk }) => ({
    Delete: { TableName: ballots.name, Key: toItem({ ...keys.ballot(sessionId, applicationId, sk) }) },
  }));
}
