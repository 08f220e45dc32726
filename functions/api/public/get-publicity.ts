import { standingOf } from '../../../shared/acts/publicity/standing.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { entriesOf, requirePublicity } from '../../../shared/store/publicities.ts';
import { publicityDocument } from '../../../shared/views/publicity.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const getPublicity: ApiHandler<'get-publicity'> = (deps) => async (request) => {
  const publicity = await requirePublicity(deps.table, request.params.publicityId ?? '');
  if (publicity.status !== 'OPEN') throw new ProblemError('NOT_FOUND');
  const plan = deps.plans.of(publicity);
  const [entries, calendars] = await Promise.all([
    entriesOf(deps.table, publicity.publicityId),
    deps.calendars.versions(),
  ]);
  const standing = await standingOf(deps.table, plan.planCode, { now: request.now, calendars });
  // No robot is to keep what leaves the site again (V3).
  return {
    ...ok(publicityDocument(publicity, entries, plan, standing)),
    headers: { 'x-robots-tag': 'noindex, noarchive' },
  };
};
