import type { CalendarInForce, HolidayCalendar } from '../../contracts/calendar.ts';
import type { Plan } from '../../contracts/plan.ts';

/** What a rule may look at besides what it judges. `now` is an ISO instant; the newest calendar counts (K1, K2). */
export interface Context {
  now: string;
  plan: Plan;
  calendar: HolidayCalendar;
  /** Every version so far, in the order in which they came into force, the newest last (D18). */
  calendars: readonly CalendarInForce[];
  /** The other accounts of the natural person who acts, as far as they are known (D29). */
  alsoAs?: readonly string[] | undefined;
}
