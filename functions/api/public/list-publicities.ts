import { standingOf } from '../../../shared/acts/publicity/standing.ts';
import { publicitiesOf } from '../../../shared/store/publicities.ts';
import { publicityHead } from '../../../shared/views/publicity.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R63, R65: every published notice, newest first. A list that left the site (V3) keeps its head and its proof. */
export const listPublicities: ApiHandler<'list-publicities'> = (deps) => async (request) => {
  const calendars = await deps.calendars.versions();
  const lists = await Promise.all(
    deps.plans.list().map(async (plan) => {
      const [all, standing] = await Promise.all([
        publicitiesOf(deps.table, plan.planCode),
        standingOf(deps.table, plan.planCode, { now: request.now, calendars }),
      ]);
      return all.filter((p) => p.status === 'OPEN').map((p) => publicityHead(p, deps.plans.of(p), standing));
    }),
  );
  const items = lists.flat().sort((a, b) => ((a.publishedAt ?? '') < (b.publishedAt ?? '') ? 1 : -1));
  return ok({ items });
};
