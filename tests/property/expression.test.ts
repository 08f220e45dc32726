import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expression, Facts } from '../../shared/contracts/plan-expression.ts';
import { addDays } from '../../shared/rules/calendar/local-date.ts';
import { decideRow, evaluate } from '../../shared/rules/plan/expression.ts';

const number = fc.integer({ min: -5, max: 5 });
const date = number.map((n) => addDays('2015-12-31', n));
const pair = fc.oneof(fc.tuple(number, number), fc.tuple(date, date));
const value = (expression: Expression, facts: Facts) => evaluate(expression, facts).value;

describe('order in the `when` language', () => {
  test('of one value exactly one of less, equal, more holds; gte and lte are their sums', () => {
    fc.assert(
      fc.property(pair, ([found, bound]) => {
        const facts = { x: found };
        const [less, equal, more] = [
          value({ lt: ['x', bound] }, facts),
          value({ eq: ['x', bound] }, facts),
          value({ gt: ['x', bound] }, facts),
        ];
        expect([less, equal, more].filter(Boolean)).toHaveLength(1);
        expect(value({ gte: ['x', bound] }, facts)).toBe(more || equal);
        expect(value({ lte: ['x', bound] }, facts)).toBe(less || equal);
      }),
    );
  });
});

describe('a row decided once', () => {
  const when = fc.oneof(
    fc.boolean(),
    fc.constantFrom<Expression>(
      { eq: ['a', 1] },
      { gte: ['a', 2] },
      { lt: ['b', 0] },
      { not: { eq: ['b', 1] } },
    ),
  );
  const known = fc.oneof(fc.constant(undefined), number);

  test('is what its conditions say one by one: the first entry that holds, and what stands before it open', () => {
    fc.assert(
      fc.property(when, fc.array(when, { maxLength: 4 }), known, known, (row, entries, a, b) => {
        const facts = { a, b };
        const decision = decideRow({ when: row, level: entries.map((one) => ({ when: one })) }, facts);
        expect(decision.applies).toBe(value(row, facts));
        if (decision.applies !== true) {
          expect(decision.level).toBeUndefined();
          return;
        }
        const first = entries.findIndex((one) => value(one, facts) === true);
        expect(decision.level ?? -1).toBe(first);
        const before = first < 0 ? entries : entries.slice(0, first);
        expect(decision.missing.length > 0).toBe(before.some((one) => value(one, facts) === undefined));
      }),
    );
  });
});
