import type { HolidayCalendar } from '../../contracts/calendar.ts';
import type { Finding } from '../../contracts/finding.ts';
import { actorOf, type Principal } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { isPerson, type Person } from '../../rules/base/person.ts';
import { find } from '../../rules/calendar/findings.ts';
import {
  calendarHash,
  checkCalendar,
  mergeCalendars,
  workingDayCounts,
} from '../../rules/calendar/working-days.ts';
import { auditedWrites } from '../../store/base/audited.ts';
import { keys } from '../../store/base/keys.ts';
import { put, type Write } from '../../store/base/table.ts';
import { nextPlace, type StoredCalendar, StoredCalendarSchema } from '../../store/calendars.ts';
import type { Deps } from '../base/deps.ts';

/** Loading a holiday notice (L30, D9): checked by number, confirmed by a second person, then in force (K2). */

export interface CalendarLoad {
  next: StoredCalendar;
  workingDays: { year: number; workingDays: number }[];
  writes: Write[];
}

/** @throws {ProblemError} INVALID (D9), CONFLICT, SEPARATION_OF_DUTIES */
export async function loadCalendar(
  { table, calendars }: Pick<Deps, 'table' | 'calendars'>,
  calendar: HolidayCalendar,
  by: { principal: Principal; at: string },
): Promise<CalendarLoad> {
  const { principal, at } = by;
  const actor = actorOf(principal);
  const versions = (await calendars.versions()).map((version) => version.calendar);
  const before = await table.get(StoredCalendarSchema, keys.calendarLoad(calendar.id));
  if (!before && versions.some((v) => v.id === calendar.id))
    refuse('CONFLICT', find('CALENDAR_VERSION', { found: calendar.id }));
  const workingDays = checkedCounts(calendar, versions);
  if (before) demandConfirmable(before, calendar, principal);
  const place = before && (await nextPlace(table, calendar.id));
  const next: StoredCalendar = before
    ? { ...before, status: 'IN_FORCE', confirmedBy: actor, at, ...(place ? { order: place.order } : {}) }
    : { calendar, status: 'PROPOSED', proposedBy: actor, at, version: 0, auditHash: '' };
  const changed = auditedWrites({
    tableName: table.name,
    key: keys.calendarLoad(calendar.id),
    type: 'CALENDAR',
    before,
    next,
    event: {
      act: before ? 'CONFIRM_CALENDAR' : 'PROPOSE_CALENDAR',
      actor,
      at,
      payload: { version: calendar.id, sha256: calendarHash(calendar) },
    },
  });
  const listed = put(table.name, keys.calendar(calendar.id), { ...changed.next, type: 'CALENDAR_VERSION' });
  return {
    next: changed.next,
    workingDays,
    writes: [...changed.writes, listed, ...(place ? [place.write] : [])],
  };
}

/** D9 on what would be in force: an amendment alone has no years to count, and may take a make-up day back. */
function checkedCounts(
  calendar: HolidayCalendar,
  versions: readonly HolidayCalendar[],
): CalendarLoad['workingDays'] {
  const newest = versions.at(-1);
  const merged = newest ? mergeCalendars(calendar.id, [newest, calendar]) : calendar;
  const problems: Finding[] = [];
  for (const checked of calendar.years.length > 0 ? [calendar, merged] : [merged]) {
    const outcome = checkCalendar(checked);
    if (!outcome.ok) problems.push(...outcome.problems);
  }
  if (calendar.sha256 !== undefined && calendar.sha256 !== calendarHash(calendar))
    problems.push(find('CALENDAR_HASH', { field: 'sha256' }));
  if (problems.length > 0) refuse('INVALID', ...unique(problems));
  const touched = new Set([
    ...calendar.years,
    ...Object.keys(calendar.days).map((day) => Number(day.slice(0, 4))),
  ]);
  return workingDayCounts(merged).filter(({ year }) => touched.has(year));
}

function unique(findings: readonly Finding[]): Finding[] {
  return findings.filter((f, i) => findings.findIndex((o) => o.code === f.code && o.field === f.field) === i);
}

function demandConfirmable(before: StoredCalendar, calendar: HolidayCalendar, by: Person): void {
  if (before.status === 'IN_FORCE' || calendarHash(before.calendar) !== calendarHash(calendar))
    refuse('CONFLICT', find('CALENDAR_VERSION', { found: calendar.id }));
  if (isPerson(by, before.proposedBy.id)) refuse('SEPARATION_OF_DUTIES', find('CALENDAR_TWO_PERSONS'));
}
