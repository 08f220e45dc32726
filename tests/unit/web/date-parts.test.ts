import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLocalDate } from '../../../shared/contracts/local-date.ts';
import { dateOf, digitsOf, partsOf, pastedDate, stateOf, textOf } from '../../../web/kit/date-parts.ts';

describe('年/月/日 fields', () => {
  test.each([
    [{ year: '2020', month: '7', day: '1' }, '2020-07-01', 'DATE'],
    [{ year: '2020', month: '02', day: '29' }, '2020-02-29', 'DATE'],
    [{ year: '2021', month: '2', day: '29' }, undefined, 'NO_SUCH_DAY'],
    [{ year: '2020', month: '13', day: '1' }, undefined, 'NO_SUCH_DAY'],
    [{ year: '202', month: '1', day: '1' }, undefined, 'INCOMPLETE'],
    [{ year: '2020', month: '', day: '1' }, undefined, 'INCOMPLETE'],
    [{ year: '', month: '', day: '' }, undefined, 'EMPTY'],
  ])('%j makes %s (%s)', (parts, date, state) => {
    expect(dateOf(parts)).toBe(date);
    expect(stateOf(parts)).toBe(state);
  });

  test('a date comes back from its parts', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2200-12-31'), noInvalidDate: true }),
        (at) => {
          const date = at.toISOString().slice(0, 10);
          expect(dateOf(partsOf(date))).toBe(date);
        },
      ),
    );
  });

  test.each([
    [{ year: '', month: '', day: '' }, undefined],
    [{ year: '2020', month: '7', day: '1' }, '2020-07-01'],
    [{ year: '2020', month: '2', day: '31' }, '2020-02-31'],
    [{ year: '2020', month: '02', day: '' }, '2020-02-'],
    [{ year: '', month: '', day: '3' }, '--3'],
  ])('R25: of %j the form keeps %s, and shows it again', (parts, text) => {
    expect(textOf(parts)).toBe(text);
    expect(textOf(partsOf(text))).toBe(text);
  });

  test('whatever is typed never makes a day that does not exist', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (year, month, day) => {
        const date = dateOf({ year: digitsOf(year, 4), month: digitsOf(month, 2), day: digitsOf(day, 2) });
        expect(date === undefined || isLocalDate(date)).toBe(true);
      }),
    );
  });

  test.each([
    ['2020-07-01', '2020-07-01'],
    ['2020/7/1', '2020-07-01'],
    ['2020年7月1日', '2020-07-01'],
    ['２０２０．７．１', '2020-07-01'],
    ['20200701', '2020-07-01'],
    ['2020-02-30', undefined],
    ['7月1日', undefined],
    ['2020', undefined],
  ])('%s pasted into one field fills all three: %s', (text, date) => {
    expect(pastedDate(text)).toBe(date);
  });

  test('full-width digits count, other characters do not', () => {
    expect(digitsOf('２０２０年', 4)).toBe('2020');
    expect(digitsOf('1a2b3', 2)).toBe('12');
  });
});
