import { describe, expect, test } from 'vitest';
import {
  CountedWindow,
  type HolidayCalendar,
  PublicityProof,
} from '../../../../shared/contracts/calendar.ts';
import {
  atTime,
  endOfDay,
  formatDeadline,
  startOfDay,
} from '../../../../shared/rules/calendar/local-date.ts';
import { mergeCalendars, publishedOn } from '../../../../shared/rules/calendar/working-days.ts';
import { proofOf, verifyProof } from '../../../../shared/rules/publicity/proof.ts';
import {
  canClose,
  checkPublicityDays,
  computeWindow,
  recomputeWindow,
} from '../../../../shared/rules/publicity/window.ts';
import { nationalCalendars } from '../../../fixtures/plans.ts';

const version = (id: string) => nationalCalendars.find((calendar) => calendar.id === id)!;
const to2021 = version('cn-2020-11-25');
const newest = nationalCalendars.at(-1)!;
const open = (
  date: string,
  options: { calendar?: HolidayCalendar; time?: string; count?: boolean; n?: number } = {},
) =>
  computeWindow({
    publishedAt: atTime(date, options.time ?? '08:30'),
    workingDays: options.n ?? 5,
    countStartDay: options.count ?? false,
    calendar: options.calendar ?? to2021,
  });
/** Each in force from the day of its newest notice. */
const since = (...calendars: HolidayCalendar[]) =>
  calendars.map((calendar) => ({ calendar, from: startOfDay(publishedOn(calendar)) }));
const codes = (verdict: { ok: boolean; problems?: readonly { code: string }[] }) =>
  verdict.ok ? [] : (verdict.problems ?? []).map((problem) => problem.code);

describe('§9 vectors, five working days', () => {
  test.each([
    ['2020-11-02', '2020-11-09', '2020-11-06', 'plain week'],
    ['2020-11-07', '2020-11-13', '2020-11-13', 'published on a day off'],
    ['2020-01-17', '2020-01-23', '2020-01-22', 'Sunday 19 January works'],
    ['2020-04-24', '2020-04-30', '2020-04-29', 'Sunday 26 April works'],
    ['2020-06-22', '2020-06-30', '2020-06-29', '25-27 off, Sunday 28 works'],
    ['2020-09-25', '2020-10-09', '2020-09-30', 'Sunday 27 September works, 1-8 October off'],
    ['2020-10-08', '2020-10-14', '2020-10-14', 'Saturday 10 October works'],
    ['2020-12-25', '2021-01-04', '2020-12-31', 'crosses the year'],
    ['2020-12-31', '2021-01-08', '2021-01-07', '1-3 January 2021 off'],
    ['2021-02-05', '2021-02-18', '2021-02-10', 'Sunday 7 February works, 11-17 off'],
    ['2021-09-17', '2021-09-26', '2021-09-24', 'closes on a working Sunday'],
  ])('R63: published %s closes %s, or %s when that day counts (%s)', (published, notCounted, counted) => {
    // The 2021 vectors end before 20 December, the others lie in 2020: every notice that matters is loaded.
    expect(open(published)).toMatchObject({ closeAt: endOfDay(notCounted), provisional: false });
    expect(open(published, { count: true })).toMatchObject({
      closeAt: endOfDay(counted),
      provisional: false,
    });
    expect(open(published).countedDays).toHaveLength(5);
    expect(CountedWindow.safeParse(open(published)).success).toBe(true);
  });

  test('K2: published 2020-01-21, extended by the notice of 2020-01-27 while open', () => {
    const window = open('2020-01-21', { calendar: version('cn-2019-11-21') });
    expect(window.closeAt).toBe(endOfDay('2020-02-03'));
    const extended = recomputeWindow(window, version('cn-2020-01-27'));
    expect(extended).toMatchObject({
      closeAt: endOfDay('2020-02-05'),
      countedDays: ['2020-01-22', '2020-01-23', '2020-02-03', '2020-02-04', '2020-02-05'],
      calendarVersion: 'cn-2020-01-27',
      history: [{ calendarVersion: 'cn-2019-11-21', closeAt: endOfDay('2020-02-03'), provisional: false }],
    });
    expect(open('2020-01-21', { calendar: version('cn-2020-01-27') }).closeAt).toBe(extended.closeAt);
  });
});

describe('how a window is counted', () => {
  test.each([1, 4, 0, -3, Number.NaN])('G2: a plan that asks for %d working days still gets five', (n) => {
    expect(open('2020-11-02', { n })).toMatchObject({ n: 5, closeAt: endOfDay('2020-11-09') });
    expect(checkPublicityDays(n)).toMatchObject([{ code: 'PUBLICITY_TOO_SHORT', rule: 'G2', allowed: 5 }]);
  });

  test('G2: more than five is the plan’s to ask', () => {
    expect(open('2020-11-02', { n: 7 })).toMatchObject({ n: 7, closeAt: endOfDay('2020-11-11') });
    expect(checkPublicityDays(5)).toEqual([]);
    expect(checkPublicityDays(7)).toEqual([]);
    expect(checkPublicityDays(5.5)).toHaveLength(1);
  });

  test.each([
    ['08:59', true, '2020-11-06'],
    ['09:00', false, '2020-11-09'],
    ['23:59', false, '2020-11-09'],
  ])('D8: published at %s, the day counts: %s', (time, counts, close) => {
    const window = open('2020-11-02', { count: true, time });
    expect(window).toMatchObject({ countStartDay: counts, closeAt: endOfDay(close) });
    expect(window.note === undefined).toBe(counts);
  });

  test('D8: on a day off the day does not count, and the page says so', () => {
    const window = open('2020-11-07', { count: true });
    expect(window).toMatchObject({ countStartDay: false, note: { zh: '发布当日不是工作日，不计入' } });
    expect(open('2020-11-07').note).toBeUndefined();
  });

  test('the publishing day is that of Shanghai: 23:30 UTC on Sunday is Monday', () => {
    const window = computeWindow({
      publishedAt: '2020-11-01T23:30:00.000Z',
      workingDays: 5,
      countStartDay: true,
      calendar: to2021,
    });
    expect(window.countedDays[0]).toBe('2020-11-02');
  });
});

describe('K3, D7: missing notices', () => {
  test.each([
    ['2026-12-11', '2026-12-18', false],
    ['2026-12-14', '2026-12-21', true],
    ['2026-12-28', '2027-01-04', true],
    ['2027-03-01', '2027-03-08', true],
  ])('published %s, closes %s, provisional: %s', (published, close, provisional) => {
    const window = open(published, { calendar: newest });
    expect(window).toMatchObject({ closeAt: endOfDay(close), provisional });
    expect(window.provisionalNote?.zh).toBe(
      provisional
        ? `2027年节假日安排尚未公布，截止时间（${formatDeadline(endOfDay(close), 'zh', { year: true })}）为暂定`
        : undefined,
    );
  });

  test('a provisional window cannot be closed until the notice is loaded, and then is extended', () => {
    const window = open('2020-12-28', { calendar: version('cn-2020-01-27') });
    expect(window).toMatchObject({ closeAt: endOfDay('2021-01-04'), provisional: true });
    const late = startOfDay('2021-02-01');
    expect(codes(canClose(window, since(version('cn-2020-01-27')), late, 0))).toEqual([
      'PUBLICITY_PROVISIONAL',
    ]);
    const verdict = canClose(window, since(version('cn-2020-01-27'), to2021), late, 0);
    expect(verdict).toMatchObject({
      ok: true,
      window: { closeAt: endOfDay('2021-01-05'), provisional: false },
    });
    expect(verdict.window.provisionalNote).toBeUndefined();
  });

  test('the notice loaded without moving the close: only provisional goes', () => {
    const window = open('2020-12-14', { calendar: version('cn-2020-01-27') });
    const settled = recomputeWindow(window, to2021);
    expect(window.provisional).toBe(true);
    expect(settled).toMatchObject({
      provisional: false,
      closeAt: window.closeAt,
      calendarVersion: 'cn-2020-11-25',
    });
  });
});

describe('K2, D6: amendments while open', () => {
  const amend = (days: Record<string, 'OFF' | 'WORK'>) =>
    mergeCalendars('cn-amended', [
      to2021,
      {
        id: 'cn-a',
        jurisdiction: 'CN',
        years: [],
        notices: [{ title: 't', url: 'urn:a', publishedAt: '2020-11-04' }],
        days,
      },
    ]);

  test('a new make-up Saturday never shortens it', () => {
    const window = open('2020-11-02');
    const after = recomputeWindow(window, amend({ '2020-11-07': 'WORK' }));
    expect(after.closeAt).toBe(window.closeAt);
    expect(after.countedDays).toEqual([
      '2020-11-03',
      '2020-11-04',
      '2020-11-05',
      '2020-11-06',
      '2020-11-07',
      '2020-11-09',
    ]);
  });

  test('D6: the closing day becomes a day off while a Saturday works: rolled forward, not shortened', () => {
    const window = open('2020-11-02');
    const after = recomputeWindow(window, amend({ '2020-11-07': 'WORK', '2020-11-09': 'OFF' }));
    expect(after.closeAt).toBe(endOfDay('2020-11-10'));
    expect(after.countedDays.at(-1)).toBe('2020-11-10');
  });

  test('a day that a counted start day turns out not to be', () => {
    const window = open('2020-11-02', { count: true });
    const after = recomputeWindow(window, amend({ '2020-11-02': 'OFF' }));
    expect(after).toMatchObject({ countStartDay: false, closeAt: endOfDay('2020-11-09') });
    expect(
      verifyProof(proofOf(after, amend({ '2020-11-02': 'OFF' }), 'h'), amend({ '2020-11-02': 'OFF' })).ok,
    ).toBe(true);
  });

  test('nothing changed: the very same object, so no event', () => {
    const window = { ...open('2020-11-02'), publicityId: 'P1' };
    expect(recomputeWindow(window, newest)).toBe(window);
    expect(recomputeWindow(window, amend({ '2021-03-01': 'OFF' }))).toBe(window);
  });

  test('what else the caller keeps on the window stays, and two extensions are both remembered', () => {
    const window = { ...open('2020-11-02'), publicityId: 'P1' };
    const once = recomputeWindow(window, amend({ '2020-11-04': 'OFF' }));
    const twice = recomputeWindow(once, {
      ...amend({ '2020-11-04': 'OFF', '2020-11-10': 'OFF' }),
      id: 'cn-amended-2',
    });
    expect(twice.publicityId).toBe('P1');
    expect([window.closeAt, once.closeAt, twice.closeAt]).toEqual(
      ['2020-11-09', '2020-11-10', '2020-11-11'].map(endOfDay),
    );
    expect(twice.history?.map((h) => h.calendarVersion)).toEqual(['cn-2020-11-25', 'cn-amended']);
  });
});

describe('closing', () => {
  const window = open('2020-11-02');

  test.each([
    ['2020-11-09T15:59:59.999Z', 0, ['PUBLICITY_TOO_SHORT']],
    ['2020-11-09T16:00:00.000Z', 0, []],
    ['2020-11-09T16:00:00.000Z', 1, ['OBJECTION_OPEN']],
    ['2020-11-04T00:00:00.000Z', 2, ['PUBLICITY_TOO_SHORT', 'OBJECTION_OPEN']],
  ])('R63 R64: at %s with %i open objection(s): %j', (now, objections, expected) => {
    expect(codes(canClose(window, since(to2021), now, objections))).toEqual(expected);
  });

  test('the refusal says how many days are over and when it ends', () => {
    const verdict = canClose(window, since(to2021), '2020-11-04T16:00:00.000Z', 0);
    expect(verdict).toMatchObject({
      ok: false,
      problems: [{ found: 2, allowed: 5, message: { zh: '公示期未满5个工作日，2020年11月9日 24:00届满' } }],
    });
  });

  test('K2: an amendment loaded on the last evening still counts', () => {
    const open20 = open('2020-01-21', { calendar: version('cn-2019-11-21') });
    const verdict = canClose(
      open20,
      since(version('cn-2019-11-21'), version('cn-2020-01-27')),
      endOfDay('2020-02-03'),
      0,
    );
    expect(codes(verdict)).toEqual(['PUBLICITY_TOO_SHORT']);
    expect(verdict.window.closeAt).toBe(endOfDay('2020-02-05'));
  });
});

describe('K4: the proof', () => {
  const window = open('2020-09-25');
  const proof = proofOf(window, to2021, 'ab'.repeat(32));
  const problems = (changed: Partial<PublicityProof>, listHash?: string) =>
    codes(verifyProof({ ...proof, ...changed }, to2021, listHash));

  test('holds K4’s members and verifies offline', () => {
    expect(PublicityProof.safeParse(proof).success).toBe(true);
    expect(Object.keys(proof)).toEqual(
      expect.arrayContaining([
        'startAt',
        'N',
        'countStartDay',
        'countedDays',
        'calendarVersion',
        'closeAt',
        'listHash',
      ]),
    );
    expect(verifyProof(proof, to2021, proof.listHash)).toMatchObject({ ok: true });
    expect(verifyProof(JSON.parse(JSON.stringify(proof)), to2021)).toMatchObject({ ok: true });
  });

  test('an extended window verifies under the calendar that extended it', () => {
    const extended = recomputeWindow(
      open('2020-01-21', { calendar: version('cn-2019-11-21') }),
      version('cn-2020-01-27'),
    );
    expect(verifyProof(proofOf(extended, version('cn-2020-01-27'), 'h'), version('cn-2020-01-27')).ok).toBe(
      true,
    );
    expect(() => proofOf(extended, version('cn-2019-11-21'), 'h')).toThrow(RangeError);
  });

  test('every change is found', () => {
    expect(problems({ closeAt: endOfDay('2020-10-08') })).toEqual(['PROOF_CLOSE']);
    expect(problems({ countedDays: [...proof.countedDays.slice(0, 3), '2020-10-01', '2020-10-09'] })).toEqual(
      ['PROOF_DAYS'],
    );
    expect(problems({ countedDays: proof.countedDays.slice(0, 4), closeAt: endOfDay('2020-09-30') })).toEqual(
      ['PROOF_SHORT'],
    );
    expect(problems({ N: 4 })).toEqual(['PROOF_SHORT']);
    expect(problems({ startAt: atTime('2020-09-24', '08:30') })).toEqual(['PROOF_DAYS']);
    expect(problems({ countStartDay: true, startAt: atTime('2020-09-26', '10:00') })).toContain(
      'PROOF_START_DAY',
    );
    expect(problems({ calendarVersion: 'cn-2019-11-21' })).toEqual(['PROOF_CALENDAR']);
    expect(problems({ calendarSha256: '0'.repeat(64) })).toEqual(['PROOF_CALENDAR']);
    expect(problems({}, 'cd'.repeat(32))).toEqual(['PROOF_LIST']);
    const provisional = open('2026-12-28', { calendar: newest });
    expect(codes(verifyProof(proofOf(provisional, newest, 'h'), newest))).toEqual(['PROOF_PROVISIONAL']);
  });
});
