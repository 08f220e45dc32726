import { describe, expect, test } from 'vitest';
import type { Declaration, UnitFacts } from '../../../../shared/contracts/declaration.ts';
import {
  checkAsked,
  checkAttachments,
  requirementsOf,
} from '../../../../shared/rules/declaration/attachment-check.ts';
import { requiredAttachments } from '../../../../shared/rules/declaration/attachments.ts';
import { factsOf } from '../../../../shared/rules/plan/facts.ts';
import {
  codes,
  goodContext,
  goodData,
  goodDeclaration,
  institution,
  muniSoe,
  plan,
  privateFirm,
  withData,
} from './fixture.ts';
import { edu, item, workedRows } from './worked-rows.ts';

const private0: UnitFacts = privateFirm;

function asked(d: Declaration, unit: UnitFacts | undefined, fetch = {}) {
  return requirementsOf(plan, d, { unit, fetch });
}
const keys = (d: Declaration, unit: UnitFacts | undefined, fetch = {}) =>
  asked(d, unit, fetch).required.map((r) => r.key);
const levelOf = (d: Declaration, unit: UnitFacts) =>
  asked(d, unit).required.find((r) => r.key === 'A2')?.level;
const kindsOf = (d: Declaration, unit: UnitFacts) =>
  asked(d, unit).required.find((r) => r.key === 'A2')?.acceptKinds;

describe('worked rows of domain-spec §5.4', () => {
  const employed: UnitFacts = { ...institution };
  test.each(workedRows)('%s', (_, d, unit, expected) => {
    expect(keys(d, unit)).toEqual(expected);
    expect(asked(d, unit).undetermined).toEqual([]);
  });

  test('W3, R33, R54: two recommender certificates are needed', () => {
    const d = withData({ ...edu('E7'), established: false, track: 'SELF_EVAL' });
    expect(asked(d, employed).required.find((r) => r.key === 'A4b')?.min).toBe(2);
  });

  test('W6, R50: conversion asks for mid level and no years', () => {
    expect(levelOf(withData({ category: 'CONVERSION' }), muniSoe)).toMatchObject({
      need: 'MID',
      failing: 'ATT_APPOINT_MID',
    });
    expect(levelOf(withData({ category: 'CONVERSION' }), muniSoe)).not.toHaveProperty('minYears');
  });
});

describe('education kinds, domain-spec §5.1', () => {
  test.each([
    ['R43 E1', 'E1', 'A1a'],
    ['R45 E2', 'E2', 'A1b'],
    ['R46 E3', 'E3', 'A1c'],
    ['R47 E4', 'E4', 'A1d'],
    ['R47 E5', 'E5', 'A1e'],
    ['R48 E6', 'E6', 'A1f|A1g'],
    ['R48 E7', 'E7', 'A1g'],
  ] as const)('%s asks for %s → %s and for no other proof', (_, kind, key) => {
    const proofs = keys(withData(edu(kind)), private0).filter((k) => k.startsWith('A1') && k !== 'A1');
    expect(proofs).toEqual([key]);
  });

  test('every education relied on asks for its own proof', () => {
    const two = withData({
      educations: [
        { kind: 'E7', school: 'a', level: '中专' },
        { kind: 'E1', school: 'b', level: '本科' },
      ],
    });
    expect(keys(two, private0)).toEqual(['A1', 'A1a', 'A1g', 'A2', 'A6']);
  });
});

describe('appointment document, domain-spec §5.2', () => {
  const both = ['APPOINTMENT', 'LABOUR_CONTRACT'];
  const units: [string, UnitFacts, boolean | undefined, string[]][] = [
    ['established', institution, true, ['APPOINTMENT']],
    ['not established', institution, false, both],
    ['enterprise', private0, undefined, both],
    ['state enterprise', muniSoe, undefined, both],
    ['other', { ...private0, kind: 'OTHER' }, undefined, both],
    ['non-public', { ...private0, kind: 'NON_PUBLIC' }, undefined, both],
  ];
  const people = [
    ['NORMAL', 'ORDINARY', 'ASSISTANT', 4],
    ['NORMAL', 'CONVERSION', 'MID', undefined],
    ['NORMAL', 'DIRECT', 'ANY', undefined],
    ['NORMAL', 'SKILLED', 'ANY', undefined],
    ['NORMAL', 'HIGH_SKILLED', 'ANY', undefined],
    ['SELF_EVAL', 'ORDINARY', 'ANY', undefined],
    ['LANDMARK', 'ORDINARY', 'ANY', undefined],
  ] as const;
  for (const [name, unit, established, accept] of units) {
    for (const [track, category, need, years] of people) {
      test(`R49 R50 R51 R52: ${track}/${category}, ${name}: ${need}, ${years ?? 'no'} years, ${accept.join(' or ')}`, () => {
        const d = withData({ track, category, ...(established === undefined ? {} : { established }) });
        expect(kindsOf(d, unit)).toEqual(accept);
        expect(levelOf(d, unit)?.need).toBe(need);
        expect(levelOf(d, unit)?.minYears).toBe(years);
      });
    }
  }
});

describe('the rest of the table, domain-spec §5.3', () => {
  test('R53: asked only inside public institutions, whatever was typed before', () => {
    expect(keys(withData({ established: true }), private0)).not.toContain('A3a');
    expect(keys(withData({ established: true }), institution)).toContain('A3a');
    expect(keys(withData({ established: false }), institution)).toContain('A3b');
  });

  test('R53: without the answer the row is open, and names what it waits for', () => {
    const d = { ...goodDeclaration };
    const { required, undetermined } = asked(d, institution);
    expect(required.map((r) => r.key)).toEqual(['A1', 'A1a', 'A6']);
    expect(undetermined.map((u) => u.codes[0])).toEqual(['A2', 'A3a', 'A3b']);
    const ctx = { ...goodContext, unit: institution };
    expect(checkAsked(plan, d, ctx)).toMatchObject([
      { code: 'ATT_UNDETERMINED', field: '/data/established' },
    ]);
    expect(codes(checkAttachments(plan, d, ctx))).not.toContain('ATT_UNDETERMINED');
  });

  test('R55, Q12: insurance elsewhere only when there is any; L8: in-province only when the fetch failed', () => {
    expect(keys(withData({ siOutOfProvince: true }), private0)).toContain('A5');
    expect(keys(goodDeclaration, private0)).not.toContain('A5');
    expect(keys(goodDeclaration, private0, { siFailed: true })).toContain('A5f');
    expect(keys(goodDeclaration, private0)).not.toContain('A5f');
  });

  test('R39: one proof for each collective item, none for the others', () => {
    const d = {
      ...goodDeclaration,
      achievements: [item, { ...item, itemId: 'i2', collective: false }, { ...item, itemId: 'i3' }],
    };
    expect(keys(d, private0).filter((k) => k.startsWith('A9'))).toEqual(['A9@i1', 'A9@i3']);
  });

  test('R35: evidence of SKILLED and HIGH_SKILLED only', () => {
    for (const category of ['SKILLED', 'HIGH_SKILLED'])
      expect(keys(withData({ category }), private0)).toContain('A7');
    for (const category of ['ORDINARY', 'DIRECT', 'CONVERSION'])
      expect(keys(withData({ category }), private0)).not.toContain('A7');
  });

  test('every requirement says why, what is fetched first (R44), what files it takes and what a person looks at', () => {
    const { required } = asked(withData({ established: true }), institution);
    const form = required.find((r) => r.key === 'A3a')!;
    expect(form.rules).toEqual(['R53']);
    expect(form.because.map((d) => [d.fact, d.found])).toEqual([
      ['unitKind', 'PUBLIC_INSTITUTION'],
      ['established', true],
    ]);
    expect(form.files).toEqual(['PDF', 'JPEG', 'PNG']);
    const hours = required.find((r) => r.key === 'A6')!;
    expect(hours.documents[0]?.humanChecks?.map((h) => h.rule)).toEqual(['R56']);
    expect(required.find((r) => r.key === 'A1a')?.row.fetch).toBe('CHSI');
  });

  test('facts: a list of one education is a single fact, none is no fact', () => {
    expect(factsOf({ plan, data: goodData, unit: private0 }).edu).toBe('E1');
    expect(factsOf({ plan, data: { ...goodData, educations: [] }, unit: private0 }).edu).toBeUndefined();
    expect(factsOf({ plan, data: goodData, unit: private0 }).established).toBeNull();
    expect(requiredAttachments(plan, {}).required.map((r) => r.key)).toEqual(['A1', 'A6']);
  });
});
