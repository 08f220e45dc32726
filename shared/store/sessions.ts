import * as z from 'zod/mini';
import type { Actor } from '../contracts/roles.ts';
import {
  type CandidateRecord,
  CandidateRecordSchema,
  type SessionPool,
  SessionPoolSchema,
  type SessionRecord,
  SessionRecordSchema,
} from '../contracts/session.ts';
import { ProblemError } from '../errors.ts';
import { auditedWrites } from './base/audited.ts';
import { keys, listPartition, personPartition } from './base/keys.ts';
import { type Patch, patch } from './base/patch.ts';
import { create, put, type Table, toItem, type Write } from './base/table.ts';

/** Review sessions (§7.1): the head is audited; pool, candidates and seats are items beside it that it guards by its version. */

/** @throws {ProblemError} NOT_FOUND */
export async function requireSession(table: Table, sessionId: string): Promise<SessionRecord> {
  const session = await table.get(SessionRecordSchema, keys.session(sessionId));
  if (!session) throw new ProblemError('NOT_FOUND');
  return session;
}

export async function requirePool(table: Table, sessionId: string): Promise<SessionPool> {
  const pool = await table.get(SessionPoolSchema, keys.sessionPool(sessionId));
  if (!pool) throw new ProblemError('NOT_FOUND');
  return pool;
}

export function candidatesOf(table: Table, sessionId: string): Promise<CandidateRecord[]> {
  return table.queryAll(CandidateRecordSchema, {
    partition: keys.session(sessionId).pk,
    prefix: 'CANDIDATE#',
  });
}

/** @throws {ProblemError} NOT_FOUND for an application that is not on this session's list */
export async function requireCandidate(
  table: Table,
  sessionId: string,
  applicationId: string,
): Promise<CandidateRecord> {
  const found = await table.get(CandidateRecordSchema, keys.candidate(sessionId, applicationId));
  if (!found) throw new ProblemError('NOT_FOUND');
  return found;
}

/** Sessions of a plan, newest first. */
export function sessionsOf(table: Table, planCode: string): Promise<SessionRecord[]> {
  const partition = listPartition('SESSION', planCode);
  return table.queryAll(SessionRecordSchema, { index: 'owner', partition, newestFirst: true });
}

/** What has been planned under a plan, as it was read before another session is (R64). */
const PlanningSchema = z.object({
  planCode: z.string(),
  /** The latest ones: an index may not list them yet. */
  sessionIds: z.array(z.string()),
  version: z.number(),
});
type Planning = z.infer<typeof PlanningSchema>;
const LATEST = 20;

export async function planningOf(table: Table, planCode: string): Promise<Planning> {
  const found = await table.get(PlanningSchema, keys.sessionPlanning(planCode));
  return found ?? { planCode, sessionIds: [], version: 0 };
}

/** One more session, on the condition that none has been planned, or convened again, since that was read. */
export function planningWrite(table: Table, before: Planning, sessionId: string): Write {
  const sessionIds = [...before.sessionIds, sessionId].slice(-LATEST);
  const next = { ...before, sessionIds, version: before.version + 1, type: 'PLANNING' };
  return {
    Put: {
      TableName: table.name,
      Item: toItem({ ...next, ...keys.sessionPlanning(before.planCode) }),
      ...(before.version === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: 'version = :v',
            ExpressionAttributeValues: toItem({ ':v': before.version }),
          }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

/** Says that a session takes its candidates back: whoever is planning just now reads again. */
export const plannedAgainWrite = (table: Table, planCode: string): Write => ({
  Update: {
    TableName: table.name,
    Key: toItem({ ...keys.sessionPlanning(planCode) }),
    UpdateExpression:
      'SET planCode = :p, #type = :t, sessionIds = if_not_exists(sessionIds, :none) ADD version :one',
    ExpressionAttributeNames: { '#type': 'type' },
    ExpressionAttributeValues: toItem({ ':p': planCode, ':t': 'PLANNING', ':none': [], ':one': 1 }),
  },
});

/** Every session of a plan as it stands now: also one that was planned a moment ago. */
export async function sessionsNow(
  table: Table,
  { planCode, sessionIds }: Planning,
): Promise<SessionRecord[]> {
  const listed = (await sessionsOf(table, planCode)).map((one) => one.sessionId);
  const ids = [...new Set([...listed, ...sessionIds])];
  return table.getMany(SessionRecordSchema, ids.map(keys.session));
}

const CodeKey = z.object({ key: z.string() });

/** D21: the secret of the room's codes; undefined before check-in was opened. */
export async function codeKeyOf(table: Table, sessionId: string): Promise<string | undefined> {
  return (await table.get(CodeKey, keys.sessionCode(sessionId)))?.key;
}

export function codeKeyWrite(table: Table, sessionId: string, key: string): Write {
  return put(table.name, keys.sessionCode(sessionId), { key, type: 'SESSION_CODE' });
}

const Seat = z.object({ sessionId: z.string() });

/** Sessions in which an expert sits, newest first. */
export async function sessionsOfExpert(table: Table, expertId: string): Promise<SessionRecord[]> {
  const partition = personPartition(expertId);
  const seats = await table.queryAll(Seat, { index: 'owner', partition, prefix: 'SESSION#' });
  const ids = [...new Set(seats.map((seat) => seat.sessionId))];
  const sessions = await table.getMany(SessionRecordSchema, ids.map(keys.session));
  return sessions
    .filter((one) => one.members.some((member) => member.expertId === expertId))
    .sort((a, b) => (a.date > b.date ? -1 : 1));
}

/** The one write of a candidate: attributes, on the condition that its round is as it was read. */
export function candidateWrite(table: Table, candidate: CandidateRecord, what: Patch): Write {
  const { sessionId, applicationId, round, roundState } = candidate;
  const when = { round, roundState, ...what.when };
  return patch(table.name, keys.candidate(sessionId, applicationId), { ...what, when });
}

/** New candidates of a session; until its head is written they hang on one that does not exist. */
export function candidateWrites(table: Table, candidates: readonly CandidateRecord[]): Write[] {
  return candidates.map((one) =>
    create(table.name, keys.candidate(one.sessionId, one.applicationId), { ...one, type: 'CANDIDATE' }),
  );
}

export function poolWrite(table: Table, pool: SessionPool): Write {
  return put(table.name, keys.sessionPool(pool.sessionId), { ...pool, type: 'SESSION_POOL' });
}

export function seatWrite(table: Table, { sessionId, date }: SessionRecord, expertId: string): Write {
  const index = { ownerPk: personPartition(expertId), ownerSk: `SESSION#${date}#${sessionId}` };
  return put(table.name, keys.seat(sessionId, expertId), { sessionId, expertId, ...index, type: 'SEAT' });
}

export function emptySeatWrite(table: Table, { sessionId }: SessionRecord, expertId: string): Write {
  return { Delete: { TableName: table.name, Key: toItem({ ...keys.seat(sessionId, expertId) }) } };
}

/** The head and its event, on the condition that nobody has changed the session since it was read. */
export function sessionWrites(
  table: Table,
  before: SessionRecord | undefined,
  next: SessionRecord,
  event: { act: string; actor: Actor; at: string; reason?: string; payload?: unknown },
): Write[] {
  return auditedWrites({
    tableName: table.name,
    key: keys.session(next.sessionId),
    type: 'SESSION',
    before,
    next,
    indexes: {
      ownerPk: listPartition('SESSION', next.planCode),
      ownerSk: `${next.createdAt}#${next.sessionId}`,
    },
    event: { ...event, ...(before ? { from: before.status } : {}), to: next.status },
  }).writes;
}
