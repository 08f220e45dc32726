import { describe, expect, test } from 'vitest';
import type { UnitKind } from '../../../shared/contracts/declaration.ts';
import { checkTrack, optionsFor } from '../../../shared/rules/declaration/eligibility.ts';
import { factsOf } from '../../../shared/rules/plan/facts.ts';
import {
  completeData,
  isShown,
  trackAllowed,
  withCategory,
  withTrack,
} from '../../../web/apply/declare/data/data-form.ts';
import { errorOf, fieldId, fieldName } from '../../../web/kit/findings.ts';
import { hangzhouEngineer2020 as plan } from '../../fixtures/plans.ts';

const formFacts = (data: { track: string }, kind: UnitKind) => factsOf({ plan, data, unit: { kind } });

describe('data page', () => {
  test.each([
    ['DIRECT', 'NORMAL', true],
    ['DIRECT', 'LANDMARK', false],
    ['SKILLED', 'SELF_EVAL', false],
    ['HIGH_SKILLED', 'NORMAL', true],
    ['ORDINARY', 'SELF_EVAL', true],
  ])('R34, R35: category %s may use track %s: %s', (category, track, allowed) => {
    expect(trackAllowed(plan, track, category)).toBe(allowed);
  });

  test('R34: another category drops a track that it may not use, and keeps one that it may', () => {
    const data = { category: 'ORDINARY', track: 'LANDMARK', optionCodes: ['M1'] };
    expect(withCategory(plan, data, 'DIRECT')).toEqual({ category: 'DIRECT' });
    expect(withCategory(plan, { track: 'NORMAL' }, 'SKILLED')).toEqual({
      track: 'NORMAL',
      category: 'SKILLED',
    });
  });

  test.each([
    ['ORDINARY', ['N1', 'N2'], ['N1']],
    ['SKILLED', ['N1', 'N2', 'N4'], ['N1', 'N4']],
    [undefined, ['N1', 'N2', 'N4'], ['N1', 'N4']],
  ])('R31, R35: of options that are for some only, %s is offered %j', (category, offered, kept) => {
    const [track, ...others] = plan.tracks;
    const options = track!.options
      .filter((o) => ['N1', 'N2', 'N4'].includes(o.code))
      .map((o) => (o.code === 'N4' ? { ...o, categories: ['SKILLED', 'HIGH_SKILLED'] } : o));
    const split = { ...plan, tracks: [{ ...track!, options }, ...others] };
    expect(optionsFor(split.tracks[0]!, category).map((o) => o.code)).toEqual(offered);
    const data = { track: 'NORMAL', optionCodes: ['N1', 'N4'] };
    if (category) expect(withCategory(split, data, category).optionCodes).toEqual(kept);
    const found = checkTrack(split, { ...data, ...(category ? { category } : {}) }).map((f) => f.code);
    expect(found.includes('OPTION_UNKNOWN')).toBe(category === 'ORDINARY');
  });

  test('R31: options of another track do not stay ticked', () => {
    expect(withTrack(plan, { track: 'NORMAL', optionCodes: ['N1'] }, 'LANDMARK').optionCodes).toEqual([]);
  });

  test('L8: what does not apply is not asked', () => {
    const private_ = formFacts({ track: 'NORMAL' }, 'ENTERPRISE_PRIVATE');
    expect(isShown(plan, 'established', private_, false)).toBe(false);
    expect(isShown(plan, 'recommenders', private_, false)).toBe(false);
    expect(isShown(plan, 'optionCodes', private_, false)).toBe(true);
    const institution = formFacts({ track: 'SELF_EVAL' }, 'PUBLIC_INSTITUTION');
    expect(isShown(plan, 'established', institution, false)).toBe(true);
    expect(isShown(plan, 'recommenders', institution, false)).toBe(true);
    expect(isShown(plan, 'optionCodes', institution, false)).toBe(false);
  });

  test('R32: answers of another table do not stay behind, where nobody could take them away', () => {
    const data = { track: 'NORMAL', selfEvaluation: { 'G1.1': 2500, OLD: 1 } };
    expect(withTrack(plan, data, 'SELF_EVAL').selfEvaluation).toEqual({ 'G1.1': 2500 });
  });

  test('R25: a row with a day that is none stays, with its day; so does a row with nothing in it', () => {
    const blank = { period: { from: '' }, unitName: '', post: '' };
    expect(completeData({ work: [{ ...blank, period: { from: '2020-02-31' } }, blank] })).toEqual({
      work: [
        { period: { from: '2020-02-31' }, unitName: '', post: '' },
        { period: {}, unitName: '', post: '' },
      ],
    });
    const appointment = { level: 'MID', kind: 'APPOINTMENT', periods: [{ from: '' }] } as const;
    expect(completeData({ appointment: { ...appointment, periods: [{ from: '' }] } })).toEqual({
      appointment: { ...appointment, periods: [{}] },
    });
  });

  test('empty entries are absent from what is sent; parts keep the members that the API asks for', () => {
    expect(
      completeData({
        mobile: ' ',
        workStatement: '述职',
        optionCodes: [],
        established: false,
        educations: [{ kind: 'E1', school: '', level: '本科', major: '' }],
      }),
    ).toEqual({
      workStatement: '述职',
      established: false,
      educations: [{ kind: 'E1', school: '', level: '本科' }],
    });
  });
});

describe('fields and their findings', () => {
  test('the API and the rules name the same field in their own ways', () => {
    expect(fieldName('/data/workStatement', 'data')).toBe('workStatement');
    expect(fieldName('/workStatement', 'data')).toBe('workStatement');
    expect(fieldName('photo')).toBe('photo');
    expect(fieldId('educations/0/school')).toBe('f-educations-0-school');
  });

  test('a finding inside a part belongs to the part; advice is no error', () => {
    const lines = [
      { code: 'A', field: '/data/educations/0/school', message: '学校', advice: false },
      { code: 'B', field: '/data/mobile', message: '提示', advice: true },
    ];
    expect(errorOf(lines, 'educations', 'data')).toBe('学校');
    expect(errorOf(lines, 'educations/0/school', 'data')).toBe('学校');
    expect(errorOf(lines, 'educations/1/school', 'data')).toBeUndefined();
    expect(errorOf(lines, 'mobile', 'data')).toBeUndefined();
  });
});
