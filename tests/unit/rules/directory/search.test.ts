import { describe, expect, it, test } from 'vitest';
import type { CityDirectory } from '../../../../shared/contracts/directory.ts';
import { type CommitteeQuery, findCommittees } from '../../../../shared/rules/directory/search.ts';
import { hangzhou, ningbo } from './fixture.ts';

const cities = (change: (city: CityDirectory) => void = () => {}) => [hangzhou(change), ningbo()];
const answer = (query: CommitteeQuery, date = '2020-09-01', change?: (city: CityDirectory) => void) => {
  const { matches, nearest } = findCommittees(cities(change), query, date);
  const told = (found: (typeof matches)[number]) =>
    [found.city.directoryCode, found.state, found.until, ...found.differs].join(' ');
  return { matches: matches.map(told), nearest: nearest.map(told) };
};

describe('L2: which committee takes my specialty, until when', () => {
  test.each<[string, CommitteeQuery, string, string[], string[]]>([
    ['by name', { specialty: '建筑' }, '2020-09-01', ['330100 RUNNING 2022-06-30'], []],
    ['by code', { specialty: 's01' }, '2020-09-01', ['330100 RUNNING 2022-06-30'], []],
    ['by level', { level: 'MID', region: '330106' }, '2020-09-01', ['330100 RUNNING 2022-06-30'], []],
    ['on its first day', { specialty: 's01' }, '2020-01-01', ['330100 RUNNING 2022-06-30'], []],
    ['on its last day', { specialty: 's01' }, '2022-06-30', ['330100 RUNNING 2022-06-30'], []],
    [
      'before its first day: which one will',
      { specialty: 's01' },
      '2019-12-31',
      ['330100 COMING 2022-06-30'],
      [],
    ],
    [
      'after its last day: which one did, and when it ended',
      { specialty: 's01' },
      '2022-07-01',
      [],
      ['330100 ENDED 2022-06-30 VALIDITY'],
    ],
    [
      'at another level: the nearest is the same specialty',
      { specialty: 's01', level: 'SENIOR' },
      '2020-09-01',
      [],
      ['330100 RUNNING 2022-06-30 LEVEL'],
    ],
    [
      'in another region',
      { specialty: 's01', region: '330203' },
      '2020-09-01',
      [],
      ['330100 RUNNING 2022-06-30 REGION'],
    ],
    [
      'of which nobody has heard',
      { specialty: '天文' },
      '2020-09-01',
      [],
      ['330100 RUNNING 2022-06-30 SPECIALTY', '330200 COMING 2027-10-31 SPECIALTY'],
    ],
  ])('%s', (_why, query, date, matches, nearest) => {
    const told = answer(query, date);
    expect(told.matches).toEqual(matches);
    expect(told.nearest).toEqual(nearest);
  });

  it('until the day on which the committee gives the specialty up, where that comes first', () => {
    const change = (c: CityDirectory) => {
      c.committees[0]!.specialties[0]!.validTo = '2021-05-31';
    };
    expect(answer({ specialty: 's01' }, '2021-05-31', change).matches).toEqual(['330100 RUNNING 2021-05-31']);
    expect(answer({ specialty: 's01' }, '2021-06-01', change).matches).toEqual([]);
    expect(answer({ specialty: 's02' }, '2021-06-01', change).matches).toEqual(['330100 RUNNING 2022-06-30']);
  });

  it('whoever takes one district takes no other', () => {
    const change = (c: CityDirectory) => {
      c.committees[0]!.regions = ['330106'];
    };
    expect(answer({ specialty: 's01', region: '330106' }, undefined, change).matches).toHaveLength(1);
    expect(answer({ specialty: 's01', region: '330100' }, undefined, change).matches).toHaveLength(1);
    expect(answer({ specialty: 's01', region: '330105' }, undefined, change).matches).toHaveLength(0);
  });
});
