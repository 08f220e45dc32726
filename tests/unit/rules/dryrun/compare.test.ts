import { describe, expect, test } from 'vitest';
import type { HolidayCalendar } from '../../../../shared/contracts/calendar.ts';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import type { ChangeKind, DryRunComparison } from '../../../../shared/contracts/plan-dry-run.ts';
import { dryRun } from '../../../../shared/rules/dryrun/dry-run.ts';
import { hangzhouEngineer2020, nationalCalendars } from '../../../fixtures/plans.ts';

/** G3: the same people under the version in force and under the new one; whose outcome changes is listed with the reason. */

const calendar = nationalCalendars.at(-1) as HolidayCalendar;
const published = hangzhouEngineer2020;

function compared(change: (plan: Plan) => void): DryRunComparison {
  const document = structuredClone(published);
  change(document);
  document.version += 1;
  const { planCode, version: planVersion } = document;
  const report = dryRun({ document, planCode, planVersion, calendar, published });
  return report.comparison as DryRunComparison;
}

/** Kind and codes of every reason. */
const reasons = ({ groups }: DryRunComparison) =>
  groups.map(({ kind, before, after }) => [kind, before.map((f) => f.code), after.map((f) => f.code)]);
const row = (plan: Plan, code: string) => plan.attachments.rows.findIndex((one) => one.code === code);

describe('what changes for whom', () => {
  test('nothing, where nothing is ordered otherwise', () => {
    const told = compared(() => undefined);
    expect([told.changed, told.groups, told.more]).toEqual([[], [], 0]);
    expect(told.acceptedAfter).toBe(told.acceptedBefore);
  });

  test.each<[string, (plan: Plan) => void, ChangeKind, string[], string[]]>([
    [
      'five years in the post instead of four',
      (plan) => {
        const at = row(plan, 'A2');
        for (const level of plan.attachments.rows[at]?.level ?? []) if (level.minYears) level.minYears = 5;
      },
      'REFUSED_NOW',
      [],
      ['ATT_APPOINT_4Y'],
    ],
    [
      'three years instead of four',
      (plan) => {
        const at = row(plan, 'A2');
        for (const level of plan.attachments.rows[at]?.level ?? []) if (level.minYears) level.minYears = 3;
      },
      'ACCEPTED_NOW',
      ['ATT_APPOINT_4Y'],
      [],
    ],
    [
      'a document more',
      (plan) => {
        const [first] = plan.attachments.documents;
        if (first) plan.attachments.documents.push({ ...first, code: 'A99', names: { zh: '业绩公示证明' } });
        const missing = { missing: 'ATT_REQUIRED' };
        plan.attachments.rows.push({ code: 'A99', min: 1, when: true, rules: ['R41'], failing: missing });
      },
      'ASKED_OTHERWISE',
      [],
      ['DRY_RUN_ASKED'],
    ],
    [
      'a document fewer',
      (plan) => {
        const at = row(plan, 'A6');
        plan.attachments.rows.splice(at, 1);
        plan.attachments.documents = plan.attachments.documents.filter((one) => one.code !== 'A6');
      },
      'ASKED_OTHERWISE',
      [],
      ['DRY_RUN_NOT_ASKED'],
    ],
    [
      'a higher pass mark',
      (plan) => {
        for (const track of plan.tracks)
          if (track.scoring) track.scoring.pass.gte = track.scoring.pass.gte + 500;
      },
      'REFUSED_NOW',
      [],
      ['SELF_EVAL_SCORE'],
    ],
    [
      'a specialty that is retired',
      (plan) => {
        const [first] = plan.title.specialties;
        plan.title.specialties = plan.title.specialties.slice(1);
        for (const one of plan.title.specialties) one.close = one.close.filter((c) => c !== first?.code);
        plan.committee.specialties = plan.committee.specialties.filter((c) => c !== first?.code);
      },
      'REFUSED_NOW',
      [],
      ['SPECIALTY_UNKNOWN'],
    ],
    [
      'photos that must be larger',
      (plan) => {
        plan.photo.bytes = { gt: 40_720, lt: 1_048_576 };
      },
      'REFUSED_NOW',
      [],
      ['PHOTO_BYTES_LOW'],
    ],
    [
      'files that may be smaller only',
      (plan) => {
        for (const one of plan.attachments.documents) one.maxBytes = 1_000_000;
      },
      'ASKED_OTHERWISE',
      [],
      ['ATT_FILE_BYTES'],
    ],
    [
      'a statement that may be shorter only',
      (plan) => {
        plan.statement.max = 800;
      },
      'REFUSED_NOW',
      [],
      ['STATEMENT_TOO_LONG'],
    ],
  ])('%s', (_, change, kind, before, after) => {
    const told = compared(change);
    const same = reasons(told).filter(
      ([k, was, is]) =>
        k === kind &&
        before.every((code) => was?.includes(code)) &&
        after.every((code) => is?.includes(code)),
    );
    expect(reasons(told)).not.toEqual([]);
    expect(same.length).toBeGreaterThan(0);
    expect(told.counts[kind]).toBeGreaterThan(0);
    for (const one of told.changed) {
      expect(told.groups[one.group]).toBeDefined();
      expect(one.who.zh).toMatch(/ · /);
    }
  });

  test('everybody who changes is counted, the gravest first, and the list is not longer than it says', () => {
    const told = compared((plan) => {
      const at = row(plan, 'A6');
      plan.attachments.rows.splice(at, 1);
      plan.photo.bytes = { gt: 40_720, lt: 1_048_576 };
    });
    const total = Object.values(told.counts).reduce((sum, n) => sum + n, 0);
    expect(told.changed.length + told.more).toBe(total);
    expect(told.groups[0]?.kind).toBe('REFUSED_NOW');
    expect(told.acceptedBefore - told.acceptedAfter).toBe(told.counts.REFUSED_NOW - told.counts.ACCEPTED_NOW);
    expect(JSON.stringify(told).length).toBeLessThan(200_000);
  });
});
