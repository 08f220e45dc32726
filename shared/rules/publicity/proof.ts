import type { CountedWindow, HolidayCalendar, PublicityProof } from '../../contracts/calendar.ts';
import type { Finding, Outcome } from '../../contracts/finding.ts';
import { addDays, endOfDay, localDateOf } from '../calendar/local-date.ts';
import { calendarHash, likelyWorkingDaysBetween, missingNotices } from '../calendar/working-days.ts';
import { find } from './findings.ts';
import { firstCountable, MIN_PUBLICITY_DAYS, startDayCounts, yearsOf } from './window.ts';

/**
 * The public proof of a window (K4).
 * @param calendar the version that the window names
 * @throws {RangeError} another version
 */
export function proofOf(window: CountedWindow, calendar: HolidayCalendar, listHash: string): PublicityProof {
  if (calendar.id !== window.calendarVersion) {
    throw new RangeError(`The window was counted with ${window.calendarVersion}, not ${calendar.id}.`);
  }
  const { startAt, n, countStartDay, countedDays, calendarVersion, closeAt } = window;
  const calendarSha256 = calendarHash(calendar);
  return { startAt, N: n, countStartDay, countedDays, calendarVersion, calendarSha256, closeAt, listHash };
}

/**
 * Recomputes a proof offline (K4) from the calendar that it names and, if at hand, the hash of the list.
 * Every deviation is reported: wrong calendar, wrong days, too few, a close before the last day's end, another list.
 * @later npm run verify
 */
export function verifyProof(
  proof: PublicityProof,
  calendar: HolidayCalendar,
  listHash?: string,
): Outcome<PublicityProof> {
  const problems: Finding[] = [];
  const report = (code: Parameters<typeof find>[0], found: string | number, allowed: string | number) =>
    problems.push(find(code, { found, allowed }));
  const hash = calendarHash(calendar);
  if (proof.calendarVersion !== calendar.id || proof.calendarSha256 !== hash)
    report('PROOF_CALENDAR', proof.calendarVersion, calendar.id);
  if (proof.N < MIN_PUBLICITY_DAYS || proof.countedDays.length < proof.N)
    report('PROOF_SHORT', proof.countedDays.length, Math.max(proof.N, MIN_PUBLICITY_DAYS));
  const start = localDateOf(proof.startAt);
  const request = { publishedAt: proof.startAt, workingDays: proof.N, countStartDay: true, calendar };
  if (proof.countStartDay && !startDayCounts(request, start).counts)
    report('PROOF_START_DAY', start, addDays(start, 1));
  const last = proof.countedDays.at(-1) ?? start;
  const expected = likelyWorkingDaysBetween(firstCountable(proof), last, calendar);
  if (expected.join() !== proof.countedDays.join())
    report('PROOF_DAYS', proof.countedDays.join(), expected.join());
  if (proof.closeAt !== endOfDay(last)) report('PROOF_CLOSE', proof.closeAt, endOfDay(last));
  const missing = missingNotices(start, last, calendar);
  if (missing.length > 0) {
    const facts = { found: missing.join(), allowed: '', words: { years: yearsOf(missing) } };
    problems.push(find('PROOF_PROVISIONAL', facts));
  }
  if (listHash !== undefined && listHash !== proof.listHash) report('PROOF_LIST', listHash, proof.listHash);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: proof, advice: [] };
}
