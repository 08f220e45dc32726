import { describe, expect, it, test } from 'vitest';
import { computeRoute, pointOfDivision, takenOver } from '../../../../shared/rules/desk/routing.ts';
import { directoryChanges } from '../../../../shared/rules/directory/changes.ts';
import {
  directoryForSeason,
  directoryOfPlans,
  inForceOn,
  withDirectory,
} from '../../../../shared/rules/directory/directory.ts';
import { planForSeason } from '../../../../shared/rules/plan/plan.ts';
import { demoLibrarian2026, hangzhouEngineer2020, ningboSenior2021 } from '../../../fixtures/plans.ts';
import { muniSoe } from '../declaration/fixture.ts';
import { hangzhou, point } from './fixture.ts';

describe('R28: the first directory of a city', () => {
  it('joins what its plans say, each entry once, for as long as any of them has it', () => {
    const city = directoryOfPlans([demoLibrarian2026, ningboSenior2021]);
    const ids = city.points.map((p) => p.pointId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(point(city, 'CENTRAL').validFrom).toBe('2021-01-01');
    expect(city.muniUnits.map((m) => m.muniUnitId)).toEqual(['MU01', 'NB-MU01']);
    expect(city.committees.map((c) => c.filingNo)).toEqual(['SAMPLE-2026-07', 'SAMPLE-2021-03']);
    expect(city.sampleData).toEqual(['']);
  });

  it('a district ends with its last point', () => {
    const city = directoryOfPlans([hangzhouEngineer2020]);
    const ended = city.districts.filter((d) => d.validTo !== null).map((d) => d.code);
    expect(ended).toEqual(['330103', '330104']);
  });

  it('moves with the season of its plans, the filing with that of its own plan', () => {
    const plans = [
      planForSeason(demoLibrarian2026, '2026-11-29'),
      planForSeason(ningboSenior2021, '2026-11-29'),
    ];
    const city = directoryForSeason(directoryOfPlans([demoLibrarian2026, ningboSenior2021]), plans);
    expect(city.committees.map((c) => c.validTo)).toEqual(plans.map((p) => p.committee.validTo));
  });
});

describe('R28: a plan under the directory of its city', () => {
  const plan = withDirectory(
    hangzhouEngineer2020,
    hangzhou((c) => {
      point(c, 'P330106').phone = '0571-12345678';
      c.committees[0]!.validTo = '2021-12-31';
      c.committees[0]!.specialties[0]!.validTo = '2020-10-01';
    }),
    '2020-10-02',
  );

  it('has its points, and its filing by the number (L2)', () => {
    expect(plan.directory.points.find((p) => p.pointId === 'P330106')?.phone).toBe('0571-12345678');
    expect(plan.committee.validTo).toBe('2021-12-31');
    expect(plan.committee.specialties).not.toContain('S01');
    expect(plan.committee.quorum).toEqual(hangzhouEngineer2020.committee.quorum);
  });

  it('another committee’s filing is not its own', () => {
    const other = hangzhou((c) => {
      c.committees[0]!.filingNo = 'ELSE';
    });
    expect(withDirectory(hangzhouEngineer2020, other, '2020-10-02').committee).toEqual(
      hangzhouEngineer2020.committee,
    );
  });
});

describe('C6: who gets what lies with an entry that has ended', () => {
  const city = hangzhou((c) => {
    // 江干 goes to 上城, 下城 to 拱墅; a municipal unit to another one.
    point(c, 'P330104').successor = 'P330102';
    c.districts.find((d) => d.code === '330104')!.successor = '330102';
    Object.assign(c.muniUnits[0]!, { validTo: '2021-03-31', successor: c.muniUnits[1]!.muniUnitId });
  });
  const plan = withDirectory(hangzhouEngineer2020, city, '2021-04-01');
  const [gone, heir] = city.muniUnits.map((m) => m.muniUnitId) as [string, string];

  test.each([
    ['POINT', 'P330105', ['P330103']],
    ['POINT', 'P330102', ['P330104']],
    ['POINT', 'P330106', []],
    ['DIVISION', '330105', ['330103']],
    ['DIVISION', '330102', ['330104']],
    ['MUNI', heir, [gone]],
  ] as const)('%s %s takes over %j', (desk, scope, expected) => {
    expect(takenOver([plan], desk, scope, '2021-04-01')).toEqual(expected);
    // Until its last day it is its own.
    expect(takenOver([plan], desk, scope, '2021-03-31')).toEqual([]);
  });

  it('R27: a unit of the district that ended is served by the successor', () => {
    expect(pointOfDivision(plan, '330104', '2021-03-31')?.pointId).toBe('P330104');
    expect(pointOfDivision(plan, '330104', '2021-04-01')?.pointId).toBe('P330102');
  });

  it('R62: the paper of a unit under a municipal unit that ended goes to the successor', () => {
    const unit = { ...muniSoe, affiliation: { ...muniSoe.affiliation, muniUnitId: gone } } as typeof muniSoe;
    const paper = (date: string) => {
      const route = computeRoute(plan, unit, {}, date);
      return route.ok ? route.value.paper : route.problems;
    };
    expect(paper('2021-03-31')).toEqual({ kind: 'MUNI', id: gone });
    expect(paper('2021-04-01')).toEqual({ kind: 'MUNI', id: heir });
  });
});

describe('G1: the version that counts on a day', () => {
  const versions = [
    { directoryVersion: 1, effectiveFrom: '2020-01-01' },
    { directoryVersion: 2, effectiveFrom: '2021-04-01' },
    { directoryVersion: 3, effectiveFrom: '2021-04-01' },
  ];
  test.each([
    ['2019-12-31', 1],
    ['2020-06-01', 1],
    ['2021-03-31', 1],
    ['2021-04-01', 3],
  ])('%s → %i', (date, expected) => {
    expect(inForceOn(versions, date)?.directoryVersion).toBe(expected);
  });
});

describe('D26: a change in words', () => {
  test.each<[string, (city: ReturnType<typeof hangzhou>) => void, string[]]>([
    [
      'a last day and who takes over',
      (c) => Object.assign(point(c, 'P330106'), { validTo: '2020-12-31', successor: 'P330105' }),
      [
        '受理点“西湖区受理点”（P330106）：止期由“长期”改为“2020-12-31”',
        '受理点“西湖区受理点”（P330106）：接办单位增加“P330105”',
      ],
    ],
    [
      'a specialty more',
      (c) => void c.committees[0]!.specialties.push({ code: 'S99', name: { zh: '智能建造' } }),
      [
        '评委会“杭州市建设工程专业工程师职务任职资格评审委员会（示例）”（SAMPLE-2020-01）：专业 / S99增加“代码 S99，名称 智能建造”',
      ],
    ],
    [
      'a new unit',
      (c) =>
        void c.muniUnits.push({
          ...c.muniUnits[0]!,
          ...{ muniUnitId: 'MU99', name: { zh: '新集团' }, phone: '0571-1234567' },
        }),
      [expect.stringMatching(/^新增市直单位“新集团”（MU99）：.*电话 0571-1234567/) as unknown as string],
    ],
    [
      'a level',
      (c) => {
        c.committees[0]!.level = 'SENIOR';
      },
      [expect.stringContaining('级别由“中级”改为“正高级”') as unknown as string],
    ],
    ['nothing', () => {}, []],
  ])('%s', (_why, change, expected) => {
    expect(directoryChanges(hangzhou(), hangzhou(change)).map((c) => c.words.zh)).toEqual(expected);
  });
});
