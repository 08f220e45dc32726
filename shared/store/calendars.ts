import * as z from 'zod/mini';
import { type CalendarInForce, HolidayCalendar } from '../contracts/calendar.ts';
import { ActorSchema } from '../contracts/roles.ts';
import { startOfDay } from '../rules/calendar/local-date.ts';
import { mergeCalendars, publishedOn } from '../rules/calendar/working-days.ts';
import { keys } from './base/keys.ts';
import { create, put, type Table, type Write } from './base/table.ts';

/** A calendar that operations loaded: two persons, D9. */
export const StoredCalendarSchema = z.object({
  calendar: HolidayCalendar,
  status: z.enum(['PROPOSED', 'IN_FORCE']),
  proposedBy: ActorSchema,
  confirmedBy: z.optional(ActorSchema),
  at: z.string(),
  /** Its place among those in force: instants may be the same, or come in another order than the loads. */
  order: z.optional(z.number()),
  version: z.number(),
  auditHash: z.string(),
});
export type StoredCalendar = z.infer<typeof StoredCalendarSchema>;

/** The calendar that counts now (K1). */
export const newestOf = (versions: readonly CalendarInForce[]): HolidayCalendar =>
  (versions.at(-1) as CalendarInForce).calendar;

export interface CalendarStore {
  /** The calendar in force: the newest that comes with the software, merged with everything loaded since. */
  current(): Promise<HolidayCalendar>;
  /** Every version that windows may have been counted with and since when it is in force, oldest first. */
  versions(): Promise<CalendarInForce[]>;
}

/** Those that operations have put in force, in that order. */
async function loadedOf(table: Table): Promise<StoredCalendar[]> {
  const stored = await table.queryAll(StoredCalendarSchema, { partition: 'CALENDAR', prefix: 'VERSION#' });
  const place = ({ order, at }: StoredCalendar) => `${String(order ?? 0).padStart(6, '0')} ${at}`;
  return stored.filter((s) => s.status === 'IN_FORCE').sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** The next place, and the write that takes it: of two that come into force at once, one is refused. */
export async function nextPlace(table: Table, version: string): Promise<{ order: number; write: Write }> {
  const order = (await loadedOf(table)).length + 1;
  const write = create(table.name, keys.calendarPlace(order), { version, type: 'CALENDAR_PLACE' });
  return { order, write };
}

const ExtendedSchema = z.object({ version: z.string() });

/** Versions in force under which not every open window has been extended yet (D18). */
export async function unextended(table: Table): Promise<string[]> {
  const [loaded, extended] = await Promise.all([
    loadedOf(table),
    table.queryAll(ExtendedSchema, { partition: 'CALENDAR', prefix: 'EXTENDED#' }),
  ]);
  const done = new Set(extended.map((e) => e.version));
  return loaded.map((l) => l.calendar.id).filter((version) => !done.has(version));
}

export function extendedWrite(table: Table, version: string, at: string): Write {
  return put(table.name, keys.calendarExtended(version), { version, at, type: 'CALENDAR_EXTENDED' });
}

/** `national`: the versions that come with the software, oldest first. */
export function createCalendarStore(table: Table, national: readonly HolidayCalendar[]): CalendarStore {
  // Merging hashes every calendar, which is a fifth of a request; what is in force changes a few times a year.
  let merged: { of: string; all: readonly CalendarInForce[] } = { of: '', all: [] };
  const versions = async () => {
    const inForce = await loadedOf(table);
    // The chain's hash stands for everything that was ever decided about a version.
    const of = JSON.stringify(
      inForce.map(({ calendar, at, version, auditHash }) => [calendar.id, at, version, auditHash]),
    );
    if (merged.all.length > 0 && merged.of === of) return [...merged.all];
    const all: CalendarInForce[] = national.map((calendar) => ({
      calendar,
      from: startOfDay(publishedOn(calendar)),
    }));
    let from = '';
    for (const { calendar, at } of inForce) {
      from = at > from ? at : from;
      all.push({ calendar: mergeCalendars(calendar.id, [newestOf(all), calendar]), from });
    }
    merged = { of, all };
    return [...all];
  };
  return {
    async current() {
      return newestOf(await versions());
    },
    versions,
  };
}
