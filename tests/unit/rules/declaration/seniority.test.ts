import { describe, expect, test } from 'vitest';
import {
  type AppointmentPeriod,
  checkSeniority,
  seniorityAt,
} from '../../../../shared/rules/declaration/seniority.ts';
import type { Counting } from '../../../../shared/rules/plan/year-counts.ts';

const enough = (cutoff: string, ...periods: AppointmentPeriod[]) => seniorityAt(periods, cutoff, 4).enough;
const at = (cutoff: string): Counting => ({ by: 'ANNIVERSARY', lastDay: cutoff, measuredOn: cutoff });

describe('R49: assistant level for four full years', () => {
  test.each([
    ['2016-12-31', '2020-12-31', true],
    ['2017-01-01', '2020-12-31', false],
    ['2016-02-29', '2020-02-28', false],
    ['2016-02-29', '2020-02-29', true],
    ['2017-02-28', '2021-02-28', true],
    ['2017-03-01', '2021-02-28', false],
    ['2021-01-01', '2020-12-31', false],
  ])('§14: appointed %s, cut-off %s: %s', (from, cutoff, expected) => {
    expect(enough(cutoff, { from })).toBe(expected);
    expect(checkSeniority([{ from }], at(cutoff), 4)).toHaveLength(expected ? 0 : 1);
  });

  test('L27: from 29 February, three years are full on 28 February', () => {
    expect(seniorityAt([{ from: '2016-02-29' }], '2019-02-28', 3).enough).toBe(true);
    expect(seniorityAt([{ from: '2016-02-29' }], '2019-02-27', 3).enough).toBe(false);
  });

  test('an appointment that ended counts to the end of its last day', () => {
    expect(enough('2020-12-31', { from: '2012-01-01', to: '2015-12-31' })).toBe(true);
    expect(enough('2020-12-31', { from: '2012-01-01', to: '2015-12-30' })).toBe(false);
    expect(enough('2020-12-31', { from: '2017-01-01', to: '2020-12-31' })).toBe(false);
    expect(enough('2020-12-31', { from: '2017-01-01', to: '2025-12-31' })).toBe(false);
  });

  test('Q8: periods that touch or overlap are one', () => {
    expect(enough('2020-12-31', { from: '2019-01-01' }, { from: '2016-12-31', to: '2018-12-31' })).toBe(true);
    expect(enough('2020-12-31', { from: '2019-01-01' }, { from: '2016-12-31', to: '2019-06-30' })).toBe(true);
    const twice = seniorityAt(
      [{ from: '2018-01-01' }, { from: '2018-01-01', to: '2019-12-31' }],
      '2020-12-31',
      4,
    );
    expect(twice).toMatchObject({
      enough: false,
      periods: [{ from: '2018-01-01', end: '2020-12-31' }],
      completeOn: '2022-01-01',
    });
  });

  test('Q8: a period that begins on the day after another one’s last day touches it; a day later it does not', () => {
    // 1,095 days: three years by the anniversary, a day too few for separate periods.
    const first = { from: '2017-01-01', to: '2018-06-30' };
    expect(seniorityAt([first, { from: '2018-07-01' }], '2020-01-01', 3)).toEqual({
      enough: true,
      periods: [{ from: '2017-01-01', end: '2020-01-01' }],
      days: 1095,
      daysNeeded: 1096,
      completeOn: '2020-01-01',
    });
    expect(seniorityAt([first, { from: '2018-07-02' }], '2020-01-01', 3)).toEqual({
      enough: false,
      periods: [
        { from: '2017-01-01', end: '2018-07-01' },
        { from: '2018-07-02', end: '2020-01-01' },
      ],
      days: 1094,
      daysNeeded: 1096,
    });
  });

  test('Q8: separate periods are added up in days, 1461 of them', () => {
    const first = { from: '2010-01-01', to: '2011-12-31' };
    expect(seniorityAt([first, { from: '2015-01-01', to: '2016-12-31' }], '2020-12-31', 4)).toMatchObject({
      days: 1461,
      daysNeeded: 1461,
      enough: true,
    });
    expect(seniorityAt([first, { from: '2015-01-01', to: '2016-12-30' }], '2020-12-31', 4)).toMatchObject({
      days: 1460,
      enough: false,
    });
  });

  test('the refusal says when it will be enough, or how many days there are', () => {
    expect(checkSeniority([{ from: '2017-01-01' }], at('2020-12-31'), 4)).toMatchObject([
      {
        code: 'ATT_APPOINT_4Y',
        message: { zh: '截至2020年12月31日（周四），专业技术职务聘任未满4年：到2021年1月1日（周五）才满4年' },
      },
    ]);
    expect(checkSeniority([], at('2020-12-31'), 4)).toMatchObject([{ found: 0, allowed: 1461 }]);
  });
});
