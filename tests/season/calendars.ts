import type { HolidayCalendar } from '../../shared/contracts/calendar.ts';
import { isWeekend, yearOf } from '../../shared/rules/calendar/local-date.ts';
import { ops } from './desks.ts';
import type { Life } from './life.ts';

/** The notices of a season, each loaded by two persons of operations (D9). */
export function loadCalendars(life: Life): void {
  nextYear(life);
  if (life.choices.does('calendar-amended', 'calendar')) amendments(life);
}

const DAY = 24 * 3600_000;

async function load(
  life: Life,
  calendar: Omit<HolidayCalendar, 'jurisdiction' | 'notices'>,
): Promise<boolean> {
  const publishedAt = life.world.scheduler.now().slice(0, 10);
  const notice = { title: '放假安排（演练）', url: `https://example.invalid/${calendar.id}`, publishedAt };
  const body = { calendar: { ...calendar, jurisdiction: 'CN', notices: [notice] } };
  let taken = true;
  for (const person of ops)
    taken = (await life.ask(person, 'POST', '/v1/ops/calendars', { body })).status < 300 && taken;
  return taken;
}

/** The days that the law names, as far as they are none of the weekend. */
const free = ['01-01', '02-08', '02-09', '02-10', '04-05', '05-03', '06-09', '10-01', '10-04', '10-05'];

/** Out in November, as a rule; sometimes only when the year has begun, and windows over the turn of the year wait (K3). */
function nextYear(life: Life): void {
  const { scheduler } = life.world;
  const year = yearOf(scheduler.now().slice(0, 10)) + 1;
  const late = life.choices.does('calendar-missing', 'calendar');
  const random = life.random.fork('next year');
  const at = late ? `${year}-01-0${random.int(3, 9)}` : `${year - 1}-11-25`;
  const dates = free.map((day) => `${year}-${day}`).filter((date) => !isWeekend(date));
  const days = Object.fromEntries(dates.map((date) => [date, 'OFF' as const]));
  scheduler.at(Date.parse(`${at}T03:00:00.000Z`), 'calendar', async () => {
    if (!(await load(life, { id: `cn-${at}`, years: [year], days })))
      life.breach('CALENDAR_REFUSED', `the notice for ${year}`);
  });
}

/** A notice that takes a day off, and days later one that gives it back: what was longer does not get shorter (K2). */
function amendments(life: Life): void {
  const { scheduler } = life.world;
  const random = life.random.fork('amendments');
  for (const [n, weeks] of [9, 17, 21].entries()) {
    const when = scheduler.clock.now() + (weeks * 7 + random.int(0, 6)) * DAY;
    const off = new Date(when + 2 * DAY + random.int(0, 3) * DAY).toISOString().slice(0, 10);
    const change = (id: string, flag: 'OFF' | 'WORK') => () =>
      load(life, { id: `cn-season-${n}${id}`, years: [], days: { [off]: flag } });
    scheduler.at(when, 'calendar', change('a', 'OFF'));
    scheduler.at(when + 2 * DAY, 'calendar', change('b', 'WORK'));
  }
}
