import { standingOf } from '../../../shared/acts/publicity/standing.ts';
import { coversPlan } from '../../../shared/rules/desk/scope.ts';
import { entriesOf, publicitiesOf } from '../../../shared/store/publicities.ts';
import { officePublicity } from '../../../shared/views/publicity.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const listOfficePublicities: ApiHandler<'list-office-publicities'> = (deps) => async (request) => {
  const { principal, now } = request;
  const calendars = await deps.calendars.versions();
  const plans = deps.plans.list().filter((plan) => coversPlan(principal, plan.planCode));
  const lists = await Promise.all(
    plans.map(async (plan) => {
      const [all, standing] = await Promise.all([
        publicitiesOf(deps.table, plan.planCode),
        standingOf(deps.table, plan.planCode, { now, calendars }),
      ]);
      return Promise.all(
        all.map(async (publicity) => {
          const entries = await entriesOf(deps.table, publicity.publicityId);
          return officePublicity(
            publicity,
            entries.map((e) => e.applicationId),
            deps.plans.of(publicity),
            standing,
          );
        }),
      );
    }),
  );
  return ok({ items: lists.flat() });
};
