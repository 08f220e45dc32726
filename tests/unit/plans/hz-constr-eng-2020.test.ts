import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtInPlans, hangzhouEngineer2020 as plan } from '../../../shared/plans/index.ts';
import { requirementsOf } from '../../../shared/rules/declaration/attachment-check.ts';
import { lintPlan } from '../../../shared/rules/linter/plan.ts';
import { atPointer, isSample } from '../../../shared/rules/plan/plan.ts';
import { workedRows } from '../rules/declaration/worked-rows.ts';

/** The shipped reference plan against the source document and the specification; other tests stand on frozen plans. */

const read = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
const source = read('source-document.txt');

describe('the plan HZ-CONSTR-ENG-2020', () => {
  const { pages, ...plain } = plan.strings;
  const strings: [string, string][] = [...Object.entries(plain), ...Object.entries(pages)];
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
    expect(self.scoring?.pass).toEqual({ gte: 10_500 });
    expect(self.recommenders).toMatchObject({ min: 2, titles: ['高级工程师'], specialty: 'SAME_OR_CLOSE' });
    const stage = (code: string) => plan.stages.find((s) => s.code === code)!;
    expect(stage('PAPER_FORM').copies).toBe(2);
    expect(stage('PRE_PUBLICITY').minWorkingDays).toBe(5);
    expect(stage('RESULT_PUBLICITY').minWorkingDays).toBe(5);
    expect(stage('JOINT_AUDIT').approvers?.map(({ code }) => code)).toEqual([
      'MUNI_HRSS',
      'CONSTR_COMMISSION',
    ]);
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

  test('§13: codes and names of the divisions are those of the table HZ-2020', () => {
    const section = read('domain-spec.md')
      .split('\n## ')
      .find((text) => text.startsWith('13. '))!;
    const table = [...section.matchAll(/\| (3301\d\d) \| ([^ |]+) /g)].map(([, code, name]) => [code, name]);
    expect(table).toHaveLength(13);
    expect(new Map(plan.jurisdiction.divisions.map((d) => [d.code, d.name.zh]))).toEqual(
      new Map(table as [string, string][]),
    );
  });

  /** What the shipped plan asks of a worked row since the frozen one was taken, by the row's number: `W4: ['A8']`. */
  const beyond: Readonly<Record<string, readonly string[]>> = {};

  test.each(workedRows)(
    '§5.4: its decision table asks what the worked rows ask: %s',
    (row, declaration, unit, expected) => {
      const asked = requirementsOf(plan, declaration, { unit, fetch: {} });
      expect(asked.required.map((r) => r.key)).toEqual([...expected, ...(beyond[row.slice(0, 2)] ?? [])]);
      expect(asked.undetermined).toEqual([]);
    },
  );
});

describe('the plans that ship', () => {
  test('every built-in plan lints clean', () => {
    for (const p of builtInPlans) expect(lintPlan(p)).toEqual([]);
  });
});
