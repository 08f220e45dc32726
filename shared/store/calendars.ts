import * as z from 'zod/mini';
import { HolidayCalendar } from '../contracts/calendar.ts';
import { ActorSchema } from '../contracts/roles.ts';
import { mergeCalendars } from '../rules/calendar/working-days.ts';
import type { Table } from './base/table.ts';

/** A calendar that operations loaded: two persons, D9. */
export const StoredCalendarSchema = z.object({
  calendar: HolidayCalendar,
  status: z.enum(['PROPOSED', 'IN_FORCE']),
  proposedBy: ActorSchema,
  confirmedBy: z.optional(ActorSchema),
  at: z.string(),
  version: z.number(),
  auditHash: z.string(),
});
export type StoredCalendar = z.infer<typeof StoredCalendarSchema>;

export interface CalendarStore {
  /** The calendar in force: the newest that comes with the software, merged with everything loaded since. */
  current(): Promise<HolidayCalendar>;
  /** Every version that windows may have been counted with, oldest first. */
  versions(): Promise<HolidayCalendar[]>;
}

/** `national`: the versions that come with the software, oldest first. */
export function createCalendarStore(table: Table, national: readonly HolidayCalendar[]): CalendarStore {
  const versions = async () => {
    const stored = await table.queryAll(StoredCalendarSchema, { partition: 'CALENDAR', prefix: 'VERSION#' });
    const inForce = stored.filter((s) => s.status === 'IN_FORCE').sort((a, b) => (a.at < b.at ? -1 : 1));
    const all = [...national];
    for (const { calendar } of inForce) {
      const newest = all.at(-1) as HolidayCalendar;
      all.push(mergeCalendars(calendar.id, [newest, calendar]));
    }
    return all;
  };
  return {
    async current() {
      return (await versions()).at(-1) as HolidayCalendar;
    },
    versions,
  };
}
