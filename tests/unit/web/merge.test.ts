import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArchiveItemBody, ProfileBody } from '../../../shared/contracts/api/people.ts';
import { DeclarationDataSchema } from '../../../shared/contracts/declaration.ts';
import { archiveParts } from '../../../web/apply/archive/archive-parts.ts';
import { dataParts } from '../../../web/apply/declare/data/data-parts.ts';
import { profileParts } from '../../../web/apply/profile/profile-parts.ts';
import { type FormPart, type Kept, part, rebase } from '../../../web/kit/draft.ts';
import {
  dictionary,
  differ,
  type Fork,
  listBy,
  listOfIds,
  merge,
  type Part,
  type Picks,
  same,
  sentences,
  settle,
} from '../../../web/kit/merge.ts';
import { hangzhouEngineer2020 as plan } from '../../fixtures/plans.ts';

interface Row {
  id: string;
  text: string;
}
interface Form {
  name?: string;
  mobile?: string;
  unit?: string;
  unitName?: string;
  ticked?: string[];
  rows?: Row[];
  scores?: Record<string, number>;
  free?: boolean;
}

const label = () => '';
const parts: readonly FormPart[] = [
  part('name', label),
  part('mobile', label),
  part(['unit', 'unitName'], label),
  part('ticked', label, String, { rows: listOfIds }),
  part('rows', label, String, { rows: listBy((row: Row) => row.id) }),
  part('scores', label, String, { rows: dictionary }),
];

const texts = fc.constantFrom('', '甲', '乙', '丙');
const ids = fc.constantFrom('a', 'b', 'c', 'd');
const forms = fc.record(
  {
    name: texts,
    mobile: texts,
    unit: texts,
    unitName: texts,
    ticked: fc.uniqueArray(ids),
    rows: fc.uniqueArray(fc.record({ id: ids, text: texts }), { selector: (row) => row.id }),
    scores: fc.dictionary(ids, fc.integer({ min: 0, max: 2 })),
    free: fc.boolean(),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Form>;
const forks: fc.Arbitrary<Fork<Form>> = fc.record({ base: forms, mine: forms, theirs: forms });

const all = (fork: Fork<Form>, side: 'MINE' | 'THEIRS'): Picks =>
  Object.fromEntries(merge(parts, fork).conflicts.map(({ id }) => [id, side]));
const rowsOf = (form: Form) => new Map((form.rows ?? []).map((row) => [row.id, row]));
const settled = (fork: Fork<Form>, side: 'MINE' | 'THEIRS') => {
  const { value, base } = settle(parts, fork, all(fork, side));
  return merge(parts, { base, mine: value, theirs: fork.theirs });
};

describe('two windows on one form: merging', () => {
  it.each<[string, Fork<Form>, Form, number]>([
    [
      'each side its own field: both are kept',
      { base: { name: '甲' }, mine: { name: '乙' }, theirs: { name: '甲', mobile: '1' } },
      { name: '乙', mobile: '1' },
      0,
    ],
    [
      'the same field, differently: a conflict, and mine stays on the screen',
      { base: { name: '甲' }, mine: { name: '乙' }, theirs: { name: '丙' } },
      { name: '乙' },
      1,
    ],
    [
      'the same field, alike: no conflict',
      { base: { name: '甲' }, mine: { name: '乙 ' }, theirs: { name: '乙' } },
      { name: '乙 ' },
      0,
    ],
    [
      'a field emptied here, untouched there: emptied',
      { base: { name: '甲' }, mine: { name: '' }, theirs: { name: '甲' } },
      { name: '' },
      0,
    ],
    [
      'members that belong together are one',
      {
        base: { unit: '1', unitName: '一' },
        mine: { unit: '2', unitName: '二' },
        theirs: { unit: '3', unitName: '三' },
      },
      { unit: '2', unitName: '二' },
      1,
    ],
    [
      'a row added on each side: both are there',
      {
        base: { rows: [] },
        mine: { rows: [{ id: 'a', text: '甲' }] },
        theirs: { rows: [{ id: 'b', text: '乙' }] },
      },
      {
        rows: [
          { id: 'b', text: '乙' },
          { id: 'a', text: '甲' },
        ],
      },
      0,
    ],
    [
      'a row taken away here and changed there: a conflict, not a loss',
      {
        base: { rows: [{ id: 'a', text: '甲' }] },
        mine: { rows: [] },
        theirs: { rows: [{ id: 'a', text: '乙' }] },
      },
      { rows: [] },
      1,
    ],
    [
      'two rows of one identity: the list is merged as a whole',
      {
        base: { rows: [{ id: 'a', text: '甲' }] },
        mine: {
          rows: [
            { id: 'a', text: '甲' },
            { id: 'a', text: '乙' },
          ],
        },
        theirs: { rows: [{ id: 'a', text: '丙' }] },
      },
      {
        rows: [
          { id: 'a', text: '甲' },
          { id: 'a', text: '乙' },
        ],
      },
      1,
    ],
    [
      'a member that no part names is merged all the same',
      { base: {}, mine: { free: true }, theirs: { name: '甲' } },
      { name: '甲', free: true },
      0,
    ],
  ])('%s', (_, fork, value, conflicts) => {
    const merged = merge(parts, fork);
    expect(merged.value).toEqual(value);
    expect(merged.conflicts).toHaveLength(conflicts);
  });

  it('what nobody changed there leaves mine as it is; what nobody changed here gives theirs', () => {
    fc.assert(
      fc.property(forms, forms, (base, other) => {
        const here = merge(parts, { base, mine: other, theirs: base });
        const there = merge(parts, { base, mine: base, theirs: other });
        expect(here.conflicts).toEqual([]);
        expect(there.conflicts).toEqual([]);
        expect(differ(parts, here.value, other)).toBe(false);
        expect(differ(parts, there.value, other)).toBe(false);
      }),
    );
  });

  it('edits of different parts are both kept, whichever they are', () => {
    const keys = ['name', 'mobile', 'ticked', 'rows', 'scores', 'free'] as const;
    fc.assert(
      fc.property(forms, forms, fc.subarray([...keys]), (base, other, here) => {
        const take = (names: readonly string[]): Form => ({
          ...base,
          ...Object.fromEntries(keys.filter((key) => names.includes(key)).map((key) => [key, other[key]])),
        });
        const there = keys.filter((key) => !here.includes(key));
        const merged = merge(parts, { base, mine: take(here), theirs: take(there) });
        expect(merged.conflicts).toEqual([]);
        expect(differ(parts, merged.value, take(keys))).toBe(false);
      }),
    );
  });

  it('no row of either side is lost, unless the other side took away the very row', () => {
    fc.assert(
      fc.property(forks, (fork) => {
        const merged = merge(parts, fork);
        const [base, mine, theirs] = [rowsOf(fork.base), rowsOf(fork.mine), rowsOf(fork.theirs)];
        const kept = rowsOf(merged.value);
        const disputed = new Set(merged.conflicts.map(({ row }) => row));
        for (const [id, row] of theirs) if (!mine.has(id) && !base.has(id)) expect(kept.get(id)).toEqual(row);
        for (const [id, row] of mine) if (!theirs.has(id) && !base.has(id)) expect(kept.get(id)).toEqual(row);
        for (const [id, row] of base)
          if (mine.has(id) && theirs.has(id)) expect(kept.has(id) || same(row, undefined)).toBe(true);
        for (const id of new Set([...mine.keys(), ...theirs.keys()]))
          expect(kept.has(id) || base.has(id) || disputed.has(id)).toBe(true);
      }),
    );
  });

  it('"keep all mine" leaves everything that was typed here; "take all theirs" everything saved there', () => {
    fc.assert(
      fc.property(forks, (fork) => {
        for (const side of ['MINE', 'THEIRS'] as const) {
          const { conflicts, value } = settled(fork, side);
          expect(conflicts).toEqual([]);
          // Their changes are no conflict any more: what stands is what this side alone would have made of the base.
          const chosen = side === 'MINE' ? fork.mine : fork.theirs;
          for (const one of merge(parts, fork).conflicts) {
            const only: Part[] = parts.filter((p) => p.keys[0] === one.part.keys[0]);
            if (one.row === undefined)
              for (const key of one.part.keys as (keyof Form)[])
                expect(same(value[key], chosen[key])).toBe(true);
            else if (only[0]?.keys[0] === 'rows')
              expect(rowsOf(value).get(one.row)).toEqual(rowsOf(chosen).get(one.row));
          }
        }
      }),
    );
  });

  it('where both changed the same parts, "keep all mine" is mine and "take all theirs" is theirs', () => {
    fc.assert(
      fc.property(forms, texts, texts, (base, a, b) => {
        fc.pre(!same(a, b) && !same(base.name, a) && !same(base.name, b));
        const fork = { base, mine: { ...base, name: a }, theirs: { ...base, name: b } };
        expect(differ(parts, settled(fork, 'MINE').value, fork.mine)).toBe(false);
        expect(differ(parts, settled(fork, 'THEIRS').value, fork.theirs)).toBe(false);
      }),
    );
  });

  it('merging again changes nothing, and finds the same conflicts', () => {
    fc.assert(
      fc.property(forks, (fork) => {
        const once = merge(parts, fork);
        const twice = merge(parts, { base: once.base, mine: once.value, theirs: fork.theirs });
        expect(differ(parts, twice.value, once.value)).toBe(false);
        expect(twice.conflicts.map(({ id }) => id).sort()).toEqual(once.conflicts.map(({ id }) => id).sort());
        expect(twice.taken).toEqual([]);
      }),
    );
  });
});

describe('a kept draft upon what the server holds now', () => {
  const kept: Kept<Form> = { value: { name: '乙' }, base: { name: '甲' }, version: 3, news: [] };

  it('R4: a reload shows what was saved elsewhere beside what was typed, and saves upon the newer version', () => {
    const now = rebase(parts, kept, { value: { name: '甲', mobile: '1' }, version: 5 });
    expect(now).toMatchObject({
      value: { name: '乙', mobile: '1' },
      version: 5,
      news: ['mobile'],
      dirty: true,
    });
  });

  it('a conflict keeps the version that the draft began from, until it is settled', () => {
    const theirs = { value: { name: '丙' }, version: 5 };
    const now = rebase(parts, kept, theirs);
    expect(now).toMatchObject({ value: { name: '乙' }, version: 3, dirty: true });
    expect(now.conflicts).toMatchObject([{ id: 'name', base: '甲', mine: '乙', theirs: '丙' }]);
    const chosen = settle(parts, { base: now.base, mine: now.value, theirs: theirs.value }, { name: 'MINE' });
    expect(rebase(parts, { ...now, ...chosen }, theirs)).toMatchObject({
      value: { name: '乙' },
      version: 5,
      conflicts: [],
      dirty: true,
    });
  });

  it('a save whose answer was lost is no draft any more once the page is read again', () => {
    expect(rebase(parts, kept, { value: { name: ' 乙' }, version: 4 })).toMatchObject({
      dirty: false,
      conflicts: [],
      version: 4,
    });
  });

  it('an answer that was overtaken on the way takes nothing back', () => {
    const now = rebase(parts, kept, { value: { name: '丙' }, version: 2 });
    expect(now).toMatchObject({ value: { name: '乙' }, version: 3, conflicts: [] });
  });

  it('what is proposed only now is taken over without a word about other windows', () => {
    const now = rebase(parts, kept, { value: { name: '甲', mobile: '1' }, version: 3 });
    expect(now).toMatchObject({ value: { name: '乙', mobile: '1' }, news: [] });
  });
});

describe('what two states of a form are compared by', () => {
  it.each([
    ['', undefined, true],
    [[], undefined, true],
    [{ a: '', b: [] }, undefined, true],
    [' 述职\r\n第二行 ', '述职\n第二行', true],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [false, undefined, false],
    [0, undefined, false],
    ['甲', '乙', false],
    [['甲', '乙'], ['乙', '甲'], false],
  ])('%j and %j: the same is %s', (a, b, expected) => {
    expect(same(a, b)).toBe(expected);
  });

  it('a long text shows in which sentences it differs', () => {
    expect(sentences('一。二改。三。', '一。二。三。').filter((one) => one.differs)).toEqual([
      { text: '二改。', differs: true },
    ]);
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(
          sentences(a, b)
            .map((one) => one.text)
            .join(''),
        ).toBe(a);
      }),
    );
  });
});

describe('every member of a form saved by version belongs to a part, with its words', () => {
  it.each([
    ['profile', profileParts, Object.keys(ProfileBody.shape)],
    ['archive item', archiveParts, Object.keys(ArchiveItemBody.shape)],
    // A sanction is asked on no page.
    [
      'data page',
      dataParts(plan),
      Object.keys(DeclarationDataSchema.shape).filter((key) => key !== 'sanction'),
    ],
  ])('%s', (_, formParts, keys) => {
    const named = formParts.flatMap((one) => one.keys);
    expect(keys.filter((key) => !named.includes(key))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
    for (const one of formParts) expect(one.label().trim()).not.toBe('');
  });

  it('rows, dates and codes are told in words', () => {
    const say = (key: string, value: unknown, row = '') =>
      dataParts(plan)
        .find((one) => one.keys.includes(key))
        ?.show(value as never, row);
    expect(
      say('educations', [{ kind: 'E1', school: '浙江大学', level: '本科', graduated: '2012-06-30' }]),
    ).toBe('1. 浙江大学、本科、2012年6月30日');
    expect(say('track', { category: 'ORDINARY', track: 'NORMAL', optionCodes: [] })).toMatch(/正常申报/);
    expect(say('inService', false)).toBe('否');
    expect(say('work', [{ unitName: '某公司', post: '技术员', period: { from: '2013-07-01' } }])).toMatch(
      /某公司、技术员、2013年7月1日.*至今/,
    );
  });
});
