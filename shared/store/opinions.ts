import type { BodyOf } from '../contracts/api/index.ts';
import type { Principal } from '../contracts/roles.ts';
import {
  type CandidateRecord,
  type OpinionRecord,
  OpinionRecordSchema,
  type SessionRecord,
} from '../contracts/session.ts';
import { ProblemError } from '../errors.ts';
import { findingTable } from '../rules/base/finding.ts';
import { candidateStatus, groupOf } from '../rules/committee/candidates.ts';
import { checkRemark } from '../rules/committee/opinion.ts';
import { auditedWrites } from './base/audited.ts';
import { keys } from './base/keys.ts';
import type { Table, Write } from './base/table.ts';
import { candidatePatch, sessionActor } from './sessions.ts';

/** Written opinions of experts (L14, B10, B13). */

const find = findingTable({
  OPINION_CLOSED: {
    rule: 'B10',
    zh: '该申报人处于“{found}”，评议意见在表决开始前填写',
    en: 'Opinions are written before the vote opens; the candidate is {found}',
  },
  OPINION_GROUP: {
    rule: 'L14',
    zh: '该申报人由另一评议组评议',
    en: 'Another group gives the opinions on this candidate',
  },
});

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

/**
 * An opinion, new or revised, with its own audit chain; the candidate counts it while no vote has opened.
 * @throws {ProblemError} WRONG_STAGE, FORBIDDEN for another group's candidate, GUARD for words that say nothing
 */
export async function opinionWrites(
  table: Table,
  session: SessionRecord,
  candidate: CandidateRecord,
  expert: Principal,
  body: BodyOf<'OpinionBody'>,
  at: string,
): Promise<Write[]> {
  const status = candidateStatus(session, candidate);
  if (status !== 'ASSIGNED')
    throw new ProblemError('WRONG_STAGE', [find('OPINION_CLOSED', { found: status, allowed: 'ASSIGNED' })]);
  const group = groupOf(session, candidate.applicationId);
  if (!group?.expertIds.includes(expert.id)) throw new ProblemError('FORBIDDEN', [find('OPINION_GROUP')]);
  const mine = session.groups
    .filter((one) => one.expertIds.includes(expert.id))
    .flatMap((one) => one.applicationIds);
  const written = await ownOpinions(table, session, expert.id, mine);
  const others = written.filter((one) => one.applicationId !== candidate.applicationId);
  const problems = checkRemark(
    body.remark,
    others.map((one) => one.remark),
  );
  if (problems.length > 0) throw new ProblemError('GUARD', problems);
  const { sessionId, convening } = session;
  const { applicationId } = candidate;
  const key = keys.opinion(sessionId, applicationId, expert.id);
  // One of an earlier convening is written over, and its chain goes on.
  const before = await table.get(OpinionRecordSchema, key);
  const isNew = before?.convening !== convening;
  const first = candidate.opinionsIn !== convening;
  const { verdict, remark } = body;
  const { writes } = auditedWrites<OpinionRecord>({
    tableName: table.name,
    key,
    chain: `${key.pk}#${key.sk}`,
    type: 'OPINION',
    before,
    next: {
      ...{ sessionId, applicationId, expertId: expert.id, convening, verdict, remark, at },
      ...{ version: 0, auditHash: '' },
    },
    event: { act: 'WRITE_OPINION', actor: sessionActor(expert), at, payload: { verdict, remark } },
  });
  const counted = first
    ? { set: { opinions: 1, opinionsIn: convening }, when: { opinionsIn: candidate.opinionsIn } }
    : { add: { opinions: isNew ? 1 : 0 }, when: { opinionsIn: convening } };
  return [...writes, candidatePatch(table, candidate, counted)];
}
