import { createHash } from 'node:crypto';
import type { HolidayCalendar } from '../../shared/contracts/calendar.ts';

/** Identifiers and a holiday calendar that are valid and belong to nobody, for the demonstration. */

/** A digit string that depends on the seed alone. */
export function digitsOf(seed: string, length: number): string {
  const bytes = createHash('sha256').update(seed).digest();
  return Array.from({ length }, (_, i) => (bytes[i % bytes.length] ?? 0) % 10).join('');
}

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** A unified social credit code (GB 32100) of an enterprise in that division, with both its check digits. */
export function usccOf(seed: string, division: string): string {
  const organisation = digitsOf(seed, 8);
  const inner =
    (11 -
      ([...organisation].reduce((sum, c, i) => sum + Number(c) * (ORGANISATION_WEIGHTS[i] ?? 0), 0) % 11)) %
    11;
  const body = `91${division}${organisation}${inner === 10 ? 'X' : inner}`;
  const sum = [...body].reduce((s, c, i) => s + USCC_ALPHABET.indexOf(c) * (USCC_WEIGHTS[i] ?? 0), 0);
  return body + USCC_ALPHABET[(31 - (sum % 31)) % 31];
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A resident identity number (GB 11643) of a woman born on that day (`YYYY-MM-DD`). */
export function residentIdOf(seed: string, division: string, born: string): string {
  const sequence = `${digitsOf(seed, 2)}${2 + 2 * (Number(digitsOf(`${seed}.`, 1)) % 4)}`;
  const body = `${division}${born.replaceAll('-', '')}${sequence}`;
  const sum = [...body].reduce((s, c, i) => s + Number(c) * (ID_WEIGHTS[i] ?? 0), 0);
  return body + '10X98765432'[sum % 11];
}

export const mobileOf = (seed: string): string => `138${digitsOf(`mobile ${seed}`, 8)}`;

/** Fixed stretches of days off, month-day from and to; the real notice moves them from year to year. */
const holidays = [
  ['01-01', '01-03'],
  ['02-06', '02-12'],
  ['04-04', '04-06'],
  ['05-01', '05-05'],
  ['06-18', '06-20'],
  ['09-24', '09-26'],
  ['10-01', '10-07'],
] as const;
const WORKING_DAYS = 250;

/**
 * A calendar for a year whose notice is not out: marked as demonstration data, with about as many working days as a
 * real year has (D9). Make-up days are the Sundays before and the Saturdays after the holidays.
 */
export function demonstrationCalendar(year: number, today: string): HolidayCalendar {
  const days: Record<string, 'OFF' | 'WORK'> = {};
  for (const [from, to] of holidays)
    for (const date of datesFrom(`${year}-${from}`, `${year}-${to}`))
      if (!isWeekend(date)) days[date] = 'OFF';
  let working = datesFrom(`${year}-01-01`, `${year}-12-31`).filter((d) => !isWeekend(d) && !days[d]).length;
  for (const [from, to] of holidays)
    for (const date of [sundayBefore(`${year}-${from}`), saturdayAfter(`${year}-${to}`)]) {
      if (working >= WORKING_DAYS || !date.startsWith(`${year}-`)) continue;
      days[date] = 'WORK';
      working += 1;
    }
  return {
    id: `cn-${year}-demonstration`,
    jurisdiction: 'CN',
    years: [year],
    notices: [
      {
        title: `${year}年节假日安排（演示数据，非国务院办公厅通知）`,
        url: `https://example.invalid/holidays/${year}`,
        publishedAt: today,
        note: '演示数据：该年度通知尚未收录，仅供本机演示。Demonstration data, not a notice.',
      },
    ],
    days,
    note: '演示数据 Demonstration data',
  };
}

const DAY_MS = 24 * 3600_000;
const at = (date: string) => Date.parse(`${date}T00:00:00Z`);
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const isWeekend = (date: string) => [0, 6].includes(new Date(at(date)).getUTCDay());

function datesFrom(from: string, to: string): string[] {
  return Array.from({ length: (at(to) - at(from)) / DAY_MS + 1 }, (_, i) => dateOf(at(from) + i * DAY_MS));
}

function sundayBefore(date: string): string {
  const day = new Date(at(date)).getUTCDay();
  return dateOf(at(date) - (day || 7) * DAY_MS);
}

function saturdayAfter(date: string): string {
  const day = new Date(at(date)).getUTCDay();
  return dateOf(at(date) + (6 - day || 7) * DAY_MS);
}
