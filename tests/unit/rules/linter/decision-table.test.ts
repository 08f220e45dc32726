import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import type { Expression } from '../../../../shared/contracts/plan-expression.ts';
import { lintPlan } from '../../../../shared/rules/linter/plan.ts';
import { casesWithin, facts } from '../../../../shared/rules/plan/facts.ts';
import { hangzhouEngineer2020 } from '../../../fixtures/plans.ts';

/** A copy of the plan that the change may spoil. */
function spoiled(change: (plan: Plan) => void): Plan {
  const copy = structuredClone(hangzhouEngineer2020);
  change(copy);
  return copy;
}
const codesOf = (change: (plan: Plan) => void) => [...new Set(lintPlan(spoiled(change)).map((f) => f.code))];
const row = (plan: Plan, code: string) => plan.attachments.rows.find((r) => r.code === code)!;

const eq = (fact: string): Expression => ({ eq: [fact, null] });

describe('dry run of the decision table (G3)', () => {
  test('a row with more cases than anybody could look over is told, not walked', () => {
    const years = Array.from({ length: 400 }, (_, n) => n * 3);
    const every = (fact: string): Expression => ({ any: years.map((n): Expression => ({ gte: [fact, n] })) });
    const numbers = Object.entries(facts)
      .filter(([, f]) => f.type === 'number')
      .map(([name]) => name);
    const found = lintPlan(
      spoiled((plan) => {
        row(plan, 'A6').when = { all: [eq('edu'), eq('unitKind'), eq('track'), ...numbers.map(every)] };
      }),
    );
    expect(found.map((f) => f.code)).toContain('PLAN_ROW_CASES');
  });

  test('the fact space holds every case of §5 and no impossible one', () => {
    const named = ['track', 'category', 'edu', 'unitKind', 'established', 'affiliation'];
    const conditions = [...named, 'siOutOfProvince', 'siFetchFailed'].map((fact) => eq(fact));
    const space = casesWithin(5000, hangzhouEngineer2020, conditions, false) ?? [];
    expect(space).toHaveLength(7 * 7 * 6 * 2 * 2 * 2);
    for (const f of space) {
      if (f.category !== 'ORDINARY') expect(f.track).toBe('NORMAL');
      if (f.unitKind !== 'PUBLIC_INSTITUTION') expect(f.established).toBeNull();
    }
  });

  test.each<[string, (p: Plan) => unknown, string[]]>([
    [
      'a row that never applies',
      (p) => {
        row(p, 'A8').when = { all: [{ eq: ['track', 'LANDMARK'] }, { eq: ['category', 'SKILLED'] }] };
      },
      ['PLAN_ROW_NEVER', 'PLAN_DOCUMENT_NEVER'],
    ],
    [
      'a row switched off',
      (p) => {
        row(p, 'A6').when = false;
      },
      ['PLAN_ROW_NEVER', 'PLAN_DOCUMENT_NEVER'],
    ],
    [
      'an unknown fact',
      (p) => {
        row(p, 'A6').when = { ne: ['age', 60] };
      },
      ['PLAN_UNKNOWN_FACT', 'PLAN_ROW_UNDECIDED', 'PLAN_ROW_NEVER', 'PLAN_DOCUMENT_NEVER'],
    ],
    [
      'a fact of achievements outside forEach',
      (p) => {
        row(p, 'A9').forEach = undefined;
      },
      ['PLAN_UNKNOWN_FACT', 'PLAN_ROW_UNDECIDED', 'PLAN_ROW_NEVER', 'PLAN_DOCUMENT_NEVER'],
    ],
    [
      'a misspelt value',
      (p) => {
        row(p, 'A7').when = { in: ['category', ['SKILLED', 'HIGHSKILLED']] };
      },
      ['PLAN_UNKNOWN_VALUE'],
    ],
    [
      'a document that is described nowhere',
      (p) => p.attachments.documents.splice(0, 1),
      ['PLAN_SAMPLE_POINTER', 'PLAN_DOCUMENT_MISSING'],
    ],
    [
      'a document that nobody asks for',
      (p) => p.attachments.documents.push({ ...p.attachments.documents[0]!, code: 'A99' }),
      ['PLAN_DOCUMENT_NEVER'],
    ],
    ['a gap among the levels', (p) => row(p, 'A2').level!.pop(), ['PLAN_ROW_GAP']],
    ['an entry behind one that always applies', (p) => row(p, 'A2').kinds!.reverse(), ['PLAN_ENTRY_NEVER']],
    [
      'a row with neither code nor oneOf',
      (p) => delete row(p, 'A5f').code,
      ['PLAN_ROW_CODES', 'PLAN_DOCUMENT_NEVER'],
    ],
    [
      'R42: an education without proof',
      (p) => {
        row(p, 'A1c').when = { eq: ['edu', 'E2'] };
      },
      ['PLAN_EDUCATION_UNPROVED'],
    ],
    [
      'R53: a fact that the form does not ask',
      (p) => {
        p.form.fields = p.form.fields.filter((f) => f.key !== 'established');
      },
      ['PLAN_FACT_NOT_ASKED'],
    ],
    [
      'an age below which the row applies',
      (p) => {
        row(p, 'A6').when = { lt: ['ageAtCutoff', 50] };
      },
      [],
    ],
    [
      'two bounds that leave nothing between them',
      (p) => {
        row(p, 'A6').when = { all: [{ gte: ['workYears', 5] }, { lt: ['workYears', 5] }] };
      },
      ['PLAN_ROW_NEVER', 'PLAN_DOCUMENT_NEVER'],
    ],
    [
      'levels that meet at a date',
      (p) => {
        row(p, 'A6').level = [
          { need: 'MID', when: { lte: ['graduated', '2015-12-31'] } },
          { need: 'ANY', when: { gte: ['graduated', '2016-01-01'] } },
        ];
      },
      [],
    ],
    [
      'levels that leave one day out',
      (p) => {
        row(p, 'A6').level = [
          { need: 'MID', when: { lt: ['graduated', '2015-12-31'] } },
          { need: 'ANY', when: { gt: ['graduated', '2015-12-31'] } },
        ];
      },
      ['PLAN_ROW_GAP'],
    ],
    [
      'an order among codes',
      (p) => {
        row(p, 'A6').when = { any: [true, { gt: ['track', 3] }] };
      },
      ['PLAN_FACT_UNORDERED'],
    ],
    [
      'an age that is a date',
      (p) => {
        row(p, 'A6').when = { any: [true, { gt: ['ageAtCutoff', '2015-12-31'] }] };
      },
      ['PLAN_UNKNOWN_VALUE'],
    ],
  ])('%s', (_, change, expected) => {
    expect(codesOf((p) => void change(p))).toEqual(expected);
  });
});
