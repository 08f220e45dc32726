import type { Act } from '../../contracts/acts.ts';
import type { Application } from '../../contracts/application.ts';
import type { Finding } from '../../contracts/finding.ts';
import { ProblemError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { Context } from '../../rules/base/context.ts';
import type { Key } from '../../store/base/keys.ts';
import { type Table, TransactionRefused, type Write } from '../../store/base/table.ts';
import {
  type BatchAct,
  type BatchChunk,
  doneWrite,
  getChunk,
  resultsOf,
  resultWrite,
} from '../../store/batches.ts';
import { objectionWrites } from '../../store/objections.ts';
import { entryStatusWrites } from '../../store/publicities.ts';
import type { Deps } from '../base/deps.ts';

/** Applications of a chunk that are worked on at once: what a table takes without throttling one invocation. */
const AT_ONCE = 8;
/** How often a lost race on one application is run again before the whole record is left to its retry. */
const TRIES = 4;

/**
 * Carries out one chunk of an act on many applications. May be run twice, by two consumers at once, or again after
 * it died half-way: an application remembers the batches that changed it, a refusal is recorded once and for all, and
 * a chunk that is done says so.
 */
export async function runBatch(deps: Deps, key: Key): Promise<void> {
  const chunk = await getChunk(deps.table, key);
  if (!chunk || chunk.doneAt) return;
  const refused = new Set((await resultsOf(deps.table, chunk.batchId)).map((r) => r.applicationId));
  const open = chunk.applicationIds.filter((id) => !refused.has(id));
  const failures: unknown[] = [];
  for (let from = 0; from < open.length; from += AT_ONCE) {
    const some = open.slice(from, from + AT_ONCE);
    const done = await Promise.allSettled(some.map((id) => applyOne(deps, chunk, id)));
    // One application that cannot be worked on may not hold up the others; the record is tried again for its sake.
    for (const [i, one] of done.entries()) {
      if (one.status === 'fulfilled') continue;
      const facts = { batchId: chunk.batchId, applicationId: some[i] };
      log.error('an application of a batch could not be worked on', one.reason, facts);
      failures.push(one.reason);
    }
  }
  if (failures.length > 0) throw failures[0];
  await deps.table.transact([doneWrite(deps.table, chunk, deps.now())]);
  log.info('batch chunk done', { batchId: chunk.batchId, chunk: chunk.chunk, applications: open.length });
}

async function applyOne(deps: Deps, chunk: BatchChunk, applicationId: string): Promise<void> {
  for (let left = TRIES; ; left -= 1) {
    const application = await deps.applications.get(applicationId);
    if (application?.appliedBatches.includes(chunk.batchId)) return;
    try {
      if (!application) throw new ProblemError('NOT_FOUND');
      const context = await deps.plans.contextOf(application, deps.now());
      return await deps.table.transact(await writesFor(deps, chunk, application, context));
    } catch (error) {
      if (error instanceof ProblemError) return refuse(deps, chunk, applicationId, error);
      // Somebody else was faster with this application: look at it again.
      if (!(error instanceof TransactionRefused) || left <= 1) throw error;
    }
  }
}

/** The act, with the batch on the application in the same write, and what goes with it elsewhere. */
async function writesFor(deps: Deps, chunk: BatchChunk, application: Application, context: Context) {
  const act = actFor(chunk, application.applicationId);
  const appliedBatches = [...application.appliedBatches, chunk.batchId];
  const prepared = deps.applications.prepare({ ...application, appliedBatches }, act, context);
  return [...prepared.writes, ...besideAct(deps.table, application, act, context.now)];
}

function actFor(chunk: BatchChunk, applicationId: string): Act {
  const reason = chunk.reasons?.[applicationId];
  const beside = chunk.act.name === 'SEND_BACK' ? { objectionId: `${chunk.batchId}-${applicationId}` } : {};
  return { ...chunk.act, ...beside, actor: chunk.actor, ...(reason ? { reason } : {}) };
}

async function refuse(
  deps: Deps,
  chunk: BatchChunk,
  applicationId: string,
  { code, findings }: ProblemError,
): Promise<void> {
  const { batchId } = chunk;
  const result = { batchId, applicationId, code, findings: findings as Finding[], at: deps.now() };
  await deps.table.transact([
    resultWrite(deps.table, result),
    ...(await besideRefusal(deps.table, chunk.act, applicationId)),
  ]);
  log.warn('an application refused its part of a batch', { batchId, applicationId, code });
}

/** What an act of a batch writes beside its application. */
function besideAct(table: Table, application: Application, act: Act, now: string): Write[] {
  if (act.name !== 'SEND_BACK' || !act.objectionId) return [];
  const { objectionId, actor } = act;
  const { applicationId, applicationNo = '', applicantName, planCode } = application;
  return objectionWrites(
    table,
    undefined,
    {
      objectionId,
      // T38: for the office it is an objection like any other, against the same list.
      publicityId: act.publicityId ?? '',
      planCode,
      applicationId,
      applicationNo,
      applicantName,
      content: act.reason ?? '',
      sentBackBy: actor,
      status: 'OPEN',
      at: now,
      version: 0,
      auditHash: '',
    },
    { act: 'SEND_BACK', actor, at: now, payload: { objectionId, applicationId } },
  );
}

/** A person who was listed and could not be published after all: the entry no longer stands. */
function besideRefusal(table: Table, act: BatchAct, applicationId: string): Promise<Write[]> {
  if (act.name !== 'PUBLISH' && act.name !== 'PUBLISH_RESULT') return Promise.resolve([]);
  return entryStatusWrites(table, act.publicityId, applicationId, 'REMOVED');
}
