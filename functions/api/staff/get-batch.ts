import type { Deps } from '../../../shared/acts/base/deps.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import { type BatchChunk, chunksOf, resultsOf } from '../../../shared/store/batches.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const getBatch: ApiHandler<'get-batch'> = (deps) => async (request) => {
  const batchId = request.params.batchId ?? '';
  const chunks = await chunksOf(deps.table, batchId);
  const first = chunks[0];
  if (!first) throw new ProblemError('NOT_FOUND');
  requirePlanScope(request.principal, first.planCode);
  const results = await resultsOf(deps.table, batchId);
  const refusedIds = new Set(results.map((r) => r.applicationId));
  const known = await deps.applications.getMany([...refusedIds]);
  const numbers = new Map(known.map((a) => [a.applicationId, a.applicationNo]));
  const applied = await Promise.all(chunks.map((chunk) => appliedIn(deps, chunk, refusedIds)));
  return ok({
    batchId,
    total: chunks.reduce((sum, chunk) => sum + chunk.applicationIds.length, 0),
    done: applied.reduce((sum, n) => sum + n, 0) + results.length,
    refused: results.map(({ applicationId, findings }) => ({
      applicationId,
      applicationNo: numbers.get(applicationId),
      findings,
    })),
  });
};

/** How many applications the chunk has changed so far; a chunk in work is asked of its applications. */
async function appliedIn(deps: Deps, chunk: BatchChunk, refused: ReadonlySet<string>): Promise<number> {
  const rest = chunk.applicationIds.filter((id) => !refused.has(id));
  if (chunk.doneAt) return rest.length;
  const applications = await deps.applications.getMany(rest);
  return applications.filter((a) => a.appliedBatches.includes(chunk.batchId)).length;
}
