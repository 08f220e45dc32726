import type { CountedWindow, HolidayCalendar, PublicityProof } from '../../contracts/calendar.ts';
import type { Finding, Outcome } from '../../contracts/finding.ts';
import { addDays, endOfDay, localDateOf } from '../calendar/local-date.ts';
import { calendarHash, likelyWorkingDaysBetween, missingNotices } from '../calendar/working-days.ts';
import { finding, firstCountable, MIN_PUBLICITY_DAYS, provisionalNote, startDayCounts } from './window.ts';

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
 */
export function verifyProof(
  proof: PublicityProof,
  calendar: HolidayCalendar,
  listHash?: string,
): Outcome<PublicityProof> {
  const problems: Finding[] = [];
  const report = (code: string, zh: string, en: string, found: string | number, allowed: string | number) =>
    problems.push(finding(code, 'K4', { zh, en }, { found, allowed }));
  const hash = calendarHash(calendar);
  if (proof.calendarVersion !== calendar.id || proof.calendarSha256 !== hash) {
    report(
      'PROOF_CALENDAR',
      '日历版本或校验值不符',
      'another calendar version or checksum',
      proof.calendarVersion,
      calendar.id,
    );
  }
  if (proof.N < MIN_PUBLICITY_DAYS || proof.countedDays.length < proof.N) {
    report(
      'PROOF_SHORT',
      '工作日不足',
      'too few working days',
      proof.countedDays.length,
      Math.max(proof.N, MIN_PUBLICITY_DAYS),
    );
  }
  const start = localDateOf(proof.startAt);
  const request = { publishedAt: proof.startAt, workingDays: proof.N, countStartDay: true, calendar };
  if (proof.countStartDay && !startDayCounts(request, start).counts) {
    report(
      'PROOF_START_DAY',
      '发布当日不应计入',
      'the day of publishing cannot count',
      start,
      addDays(start, 1),
    );
  }
  const last = proof.countedDays.at(-1) ?? start;
  const expected = likelyWorkingDaysBetween(firstCountable(proof), last, calendar);
  if (expected.join() !== proof.countedDays.join()) {
    report(
      'PROOF_DAYS',
      '所计工作日与日历不符',
      'the counted days differ from the calendar',
      proof.countedDays.join(),
      expected.join(),
    );
  }
  if (proof.closeAt !== endOfDay(last)) {
    report(
      'PROOF_CLOSE',
      '截止时间与最后工作日不符',
      'the close is not the end of the last counted day',
      proof.closeAt,
      endOfDay(last),
    );
  }
  const missing = missingNotices(start, last, calendar);
  if (missing.length > 0) {
    const note = provisionalNote(missing);
    report('PROOF_PROVISIONAL', note.zh, note.en, missing.join(), '');
  }
  if (listHash !== undefined && listHash !== proof.listHash) {
    report('PROOF_LIST', '名单与校验值不符', 'the list does not fit its hash', listHash, proof.listHash);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: proof, advice: [] };
}
