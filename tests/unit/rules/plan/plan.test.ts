import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtInPlans, demoLibrarian2026, hangzhouEngineer2020 } from '../../../../shared/plans/index.ts';
import { requiredAttachments } from '../../../../shared/rules/declaration/attachments.ts';
import { checkTrack } from '../../../../shared/rules/declaration/eligibility.ts';
import { lintPlan } from '../../../../shared/rules/linter/plan.ts';
import {
  atPointer,
  checkNewVersion,
  checkPublishers,
  declareWindow,
  declareWindowState,
  diffPlans,
  isSample,
  parsePlan,
  planForSeason,
} from '../../../../shared/rules/plan/plan.ts';
import { codes, goodData } from '../declaration/fixture.ts';

const plan = hangzhouEngineer2020;
const source = readFileSync(new URL('../../../../docs/source-document.txt', import.meta.url), 'utf8');

describe('the plan HZ-CONSTR-ENG-2020', () => {
  const { pages, lifelongLearning, ...plain } = plan.strings;
  const strings: [string, string][] = [
    ...Object.entries(plain),
    ...Object.entries(lifelongLearning),
    ...Object.entries(pages),
  ];
  test.each(strings)(
    'R2 R5 R7 R11 R12 R32 R60: the verbatim string %s stands in the source document',
    (_, text) => {
      expect(source).toContain(text);
    },
  );

  test('R60: watermark and platform name are two different strings', () => {
    expect(plan.strings.watermark).toBe('浙江省专业技术任职资格申报与评审管理平台');
    expect(plan.strings.platformName).toBe('浙江省专业技术职务任职资格申报与评审管理服务平台');
  });

  test('R11, Q1: the name keeps "2020度" literally', () => {
    expect(plan.names.zh).toBe('2020度杭州市建设工程专业技术人员工程师资格评审申报计划');
  });

  test('R12: all requirements are shown, in the words of the source document', () => {
    const shown = plan.requirements
      .map((r) => r.body.zh)
      .join('\n')
      .split('\n');
    for (const line of shown) expect(source).toContain(line);
    for (const line of source.split('\n').slice(10, 41)) {
      if (line !== '' && line !== '二、职称申报' && line !== '一、完善个人信息和业绩档案库')
        expect(shown).toContain(line);
    }
  });

  test('R16 R17 R18 R19: the photo rules are those of the source document', () => {
    expect(plan.photo).toMatchObject({
      formats: ['JPEG'],
      bytes: { gt: 30 * 1024, lt: 1024 * 1024 },
      px: { wGt: 215, hGt: 300 },
      ratio: { min: [65, 100], max: [80, 100] },
      sizes: ['1寸', '2寸'],
    });
  });

  test('R26 R32 R33 R49 R60 R63 R65 R67: the numbers of the source document', () => {
    expect(plan.statement.max).toBe(1000);
    const self = plan.tracks.find((t) => t.code === 'SELF_EVAL')!;
    expect(self.names.zh).toBe('自评申报');
    expect(self.scoring?.pass).toEqual({ gte: 10_500, scale: 100 });
    expect(self.recommenders).toMatchObject({ min: 2, titles: ['高级工程师'], specialty: 'SAME_OR_CLOSE' });
    const stage = (code: string) => plan.stages.find((s) => s.code === code)!;
    expect(stage('PAPER_FORM').copies).toBe(2);
    expect(stage('PRE_PUBLICITY').minWorkingDays).toBe(5);
    expect(stage('RESULT_PUBLICITY').minWorkingDays).toBe(5);
    expect(stage('JOINT_AUDIT').approvers).toEqual(['MUNI_HRSS', 'CONSTR_COMMISSION']);
  });

  test('§13: thirteen divisions, one acceptance point each; 下城区 and 江干区 end in April 2021', () => {
    expect(plan.jurisdiction.divisions).toHaveLength(13);
    expect(plan.directory.points.map((p) => p.divisions[0])).toEqual(
      plan.jurisdiction.divisions.map((d) => d.code),
    );
    const ending = plan.directory.points.filter((p) => p.validTo !== null).map((p) => p.name.zh);
    expect(ending).toEqual(['下城区受理点', '江干区受理点']);
  });

  test('R71: what the source document does not give is marked as sample data, what it gives is not', () => {
    for (const pointer of [
      '/fee/amountFen',
      '/windows/declare/open',
      '/tracks/0/options/0',
      '/tracks/2/options/1',
      '/scoringTables/SE-HZ-2020',
      '/directory/points/3/phone',
      '/committee/filingNo',
      '/title/specialties/0',
    ]) {
      expect(atPointer(plan, pointer)).toBeDefined();
      expect(isSample(plan, pointer)).toBe(true);
    }
    for (const pointer of [
      '/names',
      '/strings/watermark',
      '/photo/bytes',
      '/statement/max',
      '/tracks/1/scoring',
      '/tracks/1/recommenders',
      '/attachments/rows',
      '/stages/7/minWorkingDays',
      '/routing',
      '/windowsill',
    ]) {
      expect(isSample(plan, pointer)).toBe(false);
    }
  });
});

describe('titles and cities are data', () => {
  test('both built-in plans lint clean', () => {
    for (const p of builtInPlans) expect(lintPlan(p)).toEqual([]);
  });

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
    for (const p of builtInPlans) {
      const season = planForSeason(p, '2026-11-24');
      expect(declareWindowState(season, '2026-11-24T04:00:00.000Z')).toBe('OPEN');
      expect(lintPlan(season)).toEqual([]);
      expect(season.season).toMatchObject({ kind: 'DEMONSTRATION', originalOpen: p.windows.declare.open });
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

describe('versions (G1, G3)', () => {
  const changed = { ...plan, statement: { ...plan.statement, max: 900 } };
  test('G1: the difference of two versions is visible, leaf by leaf', () => {
    expect(diffPlans(plan, changed)).toEqual([{ pointer: '/statement/max', before: 1000, after: 900 }]);
    expect(diffPlans({ a: [1, 2] }, { a: [1], b: 3 })).toEqual([
      { pointer: '/a/1', before: 2, after: undefined },
      { pointer: '/b', before: undefined, after: 3 },
    ]);
    expect(diffPlans(plan, structuredClone(plan))).toEqual([]);
  });

  test('G1: published content needs a new version number; closing a plan does not', () => {
    expect(codes(checkNewVersion(plan, changed))).toEqual(['PLAN_VERSION']);
    expect(checkNewVersion(plan, { ...changed, version: 4 })).toEqual([]);
    expect(checkNewVersion(plan, { ...plan, status: 'CLOSED' })).toEqual([]);
    expect(checkNewVersion(plan, { ...changed, planCode: 'X', version: 4 })).toMatchObject([
      { field: '/planCode' },
    ]);
  });

  test('G3: publishing takes two people', () => {
    expect(codes(checkPublishers(['p1', 'p1']))).toEqual(['PLAN_TWO_PEOPLE']);
    expect(checkPublishers(['p1', 'p2'])).toEqual([]);
  });

  test('G5: a plan without a Chinese name does not parse; English may be absent', () => {
    const raw = { ...plan, names: { en: 'x' } };
    expect(parsePlan(raw)).toMatchObject({ ok: false, problems: [{ field: '/names/zh' }] });
    expect(parsePlan({ ...plan, names: { zh: plan.names.zh } }).ok).toBe(true);
  });

  test('every fault of shape is told at once, with its JSON Pointer', () => {
    const raw = { ...plan, version: 0, statement: { max: 'many', count: 'WORDS' } };
    const result = parsePlan(raw);
    expect(result.ok ? [] : result.problems.map((p) => p.field)).toEqual([
      '/version',
      '/statement/max',
      '/statement/count',
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
