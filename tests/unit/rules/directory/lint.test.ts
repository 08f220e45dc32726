import { describe, expect, it, test } from 'vitest';
import type { CityDirectory } from '../../../../shared/contracts/directory.ts';
import { isPhone, type LintContext, lintDirectory } from '../../../../shared/rules/directory/lint.ts';
import { hangzhouEngineer2020 } from '../../../fixtures/plans.ts';
import { district, hangzhou, point } from './fixture.ts';

const context: LintContext = { plans: [hangzhouEngineer2020], sessions: [] };
const found = (change: (city: CityDirectory) => void, more: Partial<LintContext> = {}) =>
  lintDirectory(hangzhou(change), { ...context, ...more }).map((f) => `${f.code} ${f.field}`);
const committee = (city: CityDirectory) => city.committees[0]!;

it('R28: what the reference plan says of its city has nothing amiss', () => {
  expect(lintDirectory(hangzhou(), context)).toEqual([]);
});

const at = {
  xihu: hangzhou().points.findIndex((p) => p.pointId === 'P330106'),
  xiacheng: hangzhou().points.findIndex((p) => p.pointId === 'P330103'),
  xihuDistrict: hangzhou().districts.findIndex((d) => d.code === '330106'),
};

const faults: readonly [string, (city: CityDirectory) => void, string[]][] = [
  [
    'R28: an end before its beginning',
    (c) => Object.assign(c.muniUnits[0]!, { validTo: '2019-01-01', successor: c.muniUnits[1]!.muniUnitId }),
    ['DIRECTORY_DATES /muniUnits/0/validTo'],
  ],
  [
    'R27: a district without a point',
    (c) => {
      point(c, 'P330106').divisions = [];
    },
    [`DIRECTORY_UNSERVED /districts/${at.xihuDistrict}`],
  ],
  [
    'R27: two points for one district on one day',
    (c) => void point(c, 'P330105').divisions.push('330106'),
    [`DIRECTORY_OVERLAP /districts/${at.xihuDistrict}`],
  ],
  [
    'R28: a code twice',
    (c) => {
      c.muniUnits[1]!.muniUnitId = c.muniUnits[0]!.muniUnitId;
    },
    ['DIRECTORY_CODE_TWICE /muniUnits/1'],
  ],
  [
    'R28: a division that there is not',
    (c) => void point(c, 'P330106').divisions.push('999999'),
    [`DIRECTORY_REFERENCE /points/${at.xihu}/divisions/1`],
  ],
  [
    'R28: a bureau of a division that there is not',
    (c) => {
      point(c, 'P330106').hrss = '999999';
    },
    [`DIRECTORY_REFERENCE /points/${at.xihu}/hrss`],
  ],
  [
    'C6: an entry that ends, and nobody takes over (advice)',
    (c) => void delete point(c, 'P330103').successor,
    [`DIRECTORY_NO_SUCCESSOR /points/${at.xiacheng}/validTo`],
  ],
  [
    'C6: a successor that there is not',
    (c) => {
      point(c, 'P330103').successor = 'P000000';
    },
    [`DIRECTORY_REFERENCE /points/${at.xiacheng}/successor`],
  ],
  [
    'C6: two that take over from one another',
    (c) => {
      point(c, 'P330103').successor = 'P330104';
      point(c, 'P330104').successor = 'P330103';
    },
    [
      `DIRECTORY_SUCCESSOR_ENDED /points/${at.xiacheng}/successor`,
      `DIRECTORY_SUCCESSOR_ENDED /points/${at.xiacheng + 1}/successor`,
    ],
  ],
  [
    'D11: a telephone that is none',
    (c) => {
      point(c, 'P330106').phone = '12';
    },
    [`DIRECTORY_PHONE /points/${at.xihu}/phone`],
  ],
  [
    'D11: a mobile that is none',
    (c) => {
      point(c, 'P330106').mobile = '12345678901';
    },
    [`DIRECTORY_MOBILE /points/${at.xihu}/mobile`],
  ],
  [
    'D10: a credit code with a wrong check character',
    (c) => {
      c.muniUnits[0]!.uscc = '91330106MA2TESTX00';
    },
    ['DIRECTORY_USCC /muniUnits/0/uscc'],
  ],
  [
    'L2: a filing of more than three years',
    (c) => {
      committee(c).validTo = '2023-01-02';
    },
    ['DIRECTORY_FILING_PERIOD /committees/0/validTo'],
  ],
  [
    'L2: a filing that ends before declaring closes',
    (c) => {
      committee(c).validTo = '2020-08-30';
    },
    ['DIRECTORY_FILING_SHORT /committees/0/validTo'],
  ],
  [
    'L2: a specialty of a plan that no committee takes',
    (c) => void committee(c).specialties.shift(),
    ['DIRECTORY_SPECIALTY_NONE /committees/0/specialties'],
  ],
  [
    'L2: a retired specialty that a plan still offers',
    (c) => {
      committee(c).specialties[2]!.validTo = '2020-09-01';
    },
    ['DIRECTORY_SPECIALTY_RETIRED /committees/0/specialties/2/validTo'],
  ],
  [
    'L2: two committees for one specialty, level, region and time',
    (c) => {
      const { specialties } = committee(c);
      const other = { committeeId: 'C2', filingNo: 'F2', specialties: [specialties[0]!] };
      c.committees.push({ ...committee(c), ...other, regions: ['330106'] });
    },
    ['DIRECTORY_COMMITTEES_OVERLAP /committees/1/specialties'],
  ],
  [
    'L2: a filing number twice',
    (c) => void c.committees.push({ ...committee(c), committeeId: 'C2', level: 'SENIOR' }),
    ['DIRECTORY_FILING_TWICE /committees/1/filingNo'],
  ],
  [
    'R28: a field that there is not',
    (c) => void Object.assign(point(c, 'P330106'), { colour: 'red' }),
    [`DIRECTORY_UNKNOWN_FIELD /points/${at.xihu}/colour`],
  ],
];

describe('every fault at its place', () => {
  test.each(faults)('%s', (_why, change, expected) => {
    expect(found(change)).toEqual(expected);
  });

  test.each(faults)('%s: in both languages', (_why, change) => {
    for (const { message } of lintDirectory(hangzhou(change), context)) {
      expect(message.zh).toMatch(/\p{Script=Han}/u);
      expect(message.en.replace(/“[^”]*”|\p{Script=Han}+/gu, '')).not.toContain('{');
      expect(message.zh).not.toContain('{');
    }
  });
});

describe('L2: sessions that are planned', () => {
  const sessions = [{ planCode: hangzhouEngineer2020.planCode, date: '2022-07-01' }];
  it('must lie within the filing', () => {
    expect(found(() => {}, { sessions })).toEqual(['DIRECTORY_FILING_SESSION /committees/0/validTo']);
    expect(
      found(
        (c) => {
          committee(c).validTo = '2022-07-01';
        },
        { sessions },
      ),
    ).toEqual([]);
  });
});

describe('G1: the version that it follows', () => {
  const follows = { ...hangzhou(), version: 3 };
  it('nothing of it vanishes; what ends has a last day', () => {
    expect(found((c) => void c.points.splice(at.xihu, 1), { follows })).toEqual([
      `DIRECTORY_UNSERVED /districts/${at.xihuDistrict}`,
      'DIRECTORY_VANISHED /points',
    ]);
    const ended = (c: CityDirectory) => {
      Object.assign(point(c, 'P330106'), { validTo: '2020-12-31', successor: 'P330105' });
      Object.assign(district(c, '330106'), { validTo: '2020-12-31', successor: '330105' });
    };
    expect(found(ended, { follows })).toEqual([]);
  });

  it('does not count from an earlier day', () => {
    const change = (c: CityDirectory) => {
      c.effectiveFrom = '2019-12-31';
    };
    expect(found(change, { follows })).toContain('DIRECTORY_EFFECTIVE /effectiveFrom');
  });

  it('is of its own city and number', () => {
    const kept = { directoryCode: '330200', directoryVersion: 2 };
    expect(found(() => {}, { kept })).toEqual([
      'DIRECTORY_VERSION /directoryCode',
      'DIRECTORY_VERSION /version',
    ]);
  });
});

test.each([
  ['0571-88886666', true],
  ['057188886666', true],
  ['0571-88886666-803', true],
  ['13800000000', true],
  ['12333', true],
  ['400-800-1234', true],
  ['88886666', false],
  ['0571-8888', false],
  ['23800000000', false],
  ['', false],
])('D11: a telephone: %s → %s', (phone, expected) => {
  expect(isPhone(phone)).toBe(expected);
});
