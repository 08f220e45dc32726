import type { Environment } from '../../contracts/environment.ts';
import type { Plan } from '../../contracts/plan.ts';
import { ProblemError } from '../../errors.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { planForSeason } from '../../rules/plan/plan.ts';
import { type CalendarStore, newestOf } from '../../store/calendars.ts';
import type { PlanBook } from '../base/deps.ts';

/** Those of the built-in plans that this stage offers. With PLAN_DATES `season` a plan's dates are moved to the current season. */
export function createPlanBook(
  builtIn: readonly Plan[],
  env: Pick<Environment, 'PLAN_CODES' | 'PLAN_DATES'>,
  calendars: CalendarStore,
  now: () => string,
): PlanBook {
  const offered = env.PLAN_CODES.split(',')
    .map((c) => c.trim())
    .filter(Boolean);
  const plans = builtIn.filter((p) => offered.length === 0 || offered.includes(p.planCode));
  const dated = (plan: Plan) =>
    env.PLAN_DATES === 'season' ? planForSeason(plan, localDateOf(now())) : plan;
  const book: PlanBook = {
    list: () => plans.map(dated),
    get(planCode) {
      const plan = plans.find((p) => p.planCode === planCode);
      if (!plan) throw new ProblemError('NOT_FOUND');
      return dated(plan);
    },
    async context(planCode, at) {
      const versions = await calendars.versions();
      return { now: at, plan: book.get(planCode), calendar: newestOf(versions), calendars: versions };
    },
  };
  return book;
}
