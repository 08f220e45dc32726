import { describe, expect, test } from 'vitest';
import { requiredAttachments } from '../../../../shared/rules/declaration/attachments.ts';
import { checkTrack } from '../../../../shared/rules/declaration/eligibility.ts';
import { lintPlan } from '../../../../shared/rules/linter/plan.ts';
import {
  atPointer,
  declareWindow,
  declareWindowState,
  isSample,
  parsePlan,
  planForSeason,
} from '../../../../shared/rules/plan/plan.ts';
import { demoLibrarian2026, frozenPlans, hangzhouEngineer2020 } from '../../../fixtures/plans.ts';
import { codes, goodData } from '../declaration/fixture.ts';

const plan = hangzhouEngineer2020;

describe('titles and cities are data', () => {
  test('the second plan has its own photo rules, one track, five years and no fee, with the same code', () => {
    const other = demoLibrarian2026;
    expect(other.tracks.map((t) => t.code)).toEqual(['NORMAL']);
    expect(other.photo.px).not.toEqual(plan.photo.px);
    expect(other.fee.amountFen).toBe(0);
    expect(codes(checkTrack(other, { track: 'SELF_EVAL' }))).toEqual(['TRACK_UNKNOWN']);
    expect(checkTrack(other, { track: 'NORMAL', category: 'ORDINARY' })).toEqual([]);
    const facts = { track: 'NORMAL', category: 'ORDINARY', edu: 'E1', unitKind: 'OTHER', established: null };
    const { required } = requiredAttachments(other, facts);
    expect(required.map((r) => r.key)).toEqual(['A1', 'A1a', 'A2', 'A6']);
    expect(required.find((r) => r.key === 'A2')?.level).toMatchObject({
      minYears: 5,
      failing: 'ATT_APPOINT_YEARS',
    });
    expect(isSample(other, '/anything/at/all')).toBe(true);
    expect(goodData.track).toBe('NORMAL');
  });
});

describe('dates', () => {
  test('L26: the window is half-open, 0:00 of the first to 24:00 of the last day in Shanghai', () => {
    expect(declareWindow(plan)).toEqual({
      openAt: '2020-08-23T16:00:00.000Z',
      closeAt: '2020-09-25T16:00:00.000Z',
    });
    expect(declareWindowState(plan, '2020-08-23T15:59:59.999Z')).toBe('BEFORE');
    expect(declareWindowState(plan, '2020-08-23T16:00:00.000Z')).toBe('OPEN');
    expect(declareWindowState(plan, '2020-09-25T15:59:59.999Z')).toBe('OPEN');
    expect(declareWindowState(plan, '2020-09-25T16:00:00.000Z')).toBe('CLOSED');
  });

  test('a demonstration season is open today, keeps every distance, stays lint-clean and says what it is', () => {
    for (const p of frozenPlans) {
      const season = planForSeason(p, '2026-11-24');
      expect(declareWindowState(season, '2026-11-24T04:00:00.000Z')).toBe('OPEN');
      expect(lintPlan(season)).toEqual([]);
      expect(season.season).toMatchObject({ originalOpen: p.windows.declare.open });
      expect(isSample(season, '/windows/declare/open')).toBe(true);
      expect(season.windows.cutoffDate).toBe('2026-12-31');
      expect({ ...season, windows: 0, committee: 0, directory: 0, sampleData: 0, season: 0 }).toEqual({
        ...p,
        windows: 0,
        committee: 0,
        directory: 0,
        sampleData: 0,
        season: 0,
      });
    }
  });

  test('a season of a season is the season of that day', () => {
    const once = planForSeason(plan, '2027-03-01');
    expect(planForSeason(planForSeason(plan, '2026-11-24'), '2027-03-01')).toEqual(once);
    expect(planForSeason(plan, '2020-08-27').windows).toEqual(plan.windows);
  });
});

describe('reading plans', () => {
  test('G5: a plan without a Chinese name does not parse; English may be absent', () => {
    const raw = { ...plan, names: { en: 'x' } };
    expect(parsePlan(raw)).toMatchObject({ ok: false, problems: [{ field: '/names/zh' }] });
    expect(parsePlan({ ...plan, names: { zh: plan.names.zh } }).ok).toBe(true);
  });

  test('every fault of shape is told at once, with its JSON Pointer', () => {
    const raw = { ...plan, version: 0, statement: { max: 'many' }, fee: { ...plan.fee, amountFen: -1 } };
    const result = parsePlan(raw);
    expect(result.ok ? [] : result.problems.map((p) => p.field)).toEqual([
      '/version',
      '/statement/max',
      '/fee/amountFen',
    ]);
    expect(parsePlan(null).ok).toBe(false);
  });

  test('JSON Pointers follow RFC 6901', () => {
    const doc = { 'a/b': { '~x': [10, 20] } };
    expect(atPointer(doc, '/a~1b/~0x/1')).toBe(20);
    expect(atPointer(doc, '')).toBe(doc);
    expect(atPointer(doc, '/nothing')).toBeUndefined();
    expect(atPointer(doc, 'a')).toBeUndefined();
    expect(atPointer(doc, '/toString')).toBeUndefined();
  });
});
