import type { Actor } from '../contracts/roles.ts';
import {
  type CandidateRecord,
  type OpinionRecord,
  OpinionRecordSchema,
  type SessionRecord,
} from '../contracts/session.ts';
import { auditedWrites } from './base/audited.ts';
import { keys } from './base/keys.ts';
import type { Table, Write } from './base/table.ts';

/** Written opinions of experts (L14, B10, B13). */

/** Opinions on a candidate in the present convening of the session. */
export async function opinionsOn(
  table: Table,
  session: Pick<SessionRecord, 'sessionId' | 'convening'>,
  { applicationId }: Pick<CandidateRecord, 'applicationId'>,
): Promise<OpinionRecord[]> {
  const opinions = await table.queryAll(OpinionRecordSchema, {
    partition: keys.session(session.sessionId).pk,
    prefix: `OPINION#${applicationId}#`,
  });
  return opinions.filter((one) => one.convening === session.convening);
}

/** What one expert has written in the present convening. */
export async function ownOpinions(
  table: Table,
  session: Pick<SessionRecord, 'sessionId' | 'convening'>,
  expertId: string,
  applicationIds: readonly string[],
): Promise<OpinionRecord[]> {
  const wanted = applicationIds.map((id) => keys.opinion(session.sessionId, id, expertId));
  const opinions = await table.getMany(OpinionRecordSchema, wanted);
  return opinions.filter((one) => one.convening === session.convening);
}

export function getOpinion(
  table: Table,
  { sessionId, applicationId, expertId }: Pick<OpinionRecord, 'sessionId' | 'applicationId' | 'expertId'>,
): Promise<OpinionRecord | undefined> {
  return table.get(OpinionRecordSchema, keys.opinion(sessionId, applicationId, expertId));
}

/** An opinion, new or revised, with its own audit chain; one of an earlier convening is written over. */
export function opinionWrites(
  table: Table,
  before: OpinionRecord | undefined,
  next: OpinionRecord,
  actor: Actor,
): Write[] {
  const { sessionId, applicationId, expertId, verdict, remark, at } = next;
  const key = keys.opinion(sessionId, applicationId, expertId);
  return auditedWrites<OpinionRecord>({
    tableName: table.name,
    key,
    chain: `${key.pk}#${key.sk}`,
    type: 'OPINION',
    before,
    next,
    event: { act: 'WRITE_OPINION', actor, at, payload: { verdict, remark } },
  }).writes;
}
