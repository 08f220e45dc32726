import { describe, expect, test } from 'vitest';
import { ExpressionSchema } from '../../../../shared/contracts/plan-expression.ts';
import { evaluate, factsNamed } from '../../../../shared/rules/plan/expression.ts';

describe('the `when` language of plans (domain-spec §5.4)', () => {
  test.each([
    [true, {}, true],
    [false, {}, false],
    [{ eq: ['edu', 'E1'] }, { edu: 'E1' }, true],
    [{ eq: ['edu', 'E1'] }, { edu: 'E2' }, false],
    [{ eq: ['edu', 'E1'] }, { edu: ['E7', 'E1'] }, true],
    [{ eq: ['edu', 'E1'] }, {}, undefined],
    [{ ne: ['edu', 'E1'] }, { edu: 'E2' }, true],
    [{ ne: ['edu', 'E1'] }, { edu: ['E2', 'E1'] }, false],
    [{ ne: ['edu', 'E1'] }, {}, undefined],
    [{ eq: ['established', false] }, { established: null }, false],
    [{ in: ['category', ['SKILLED', 'HIGH_SKILLED']] }, { category: 'HIGH_SKILLED' }, true],
    [{ in: ['category', ['SKILLED', 'HIGH_SKILLED']] }, { category: 'DIRECT' }, false],
    [{ all: [{ eq: ['a', 1] }, { eq: ['b', 2] }] }, { a: 1, b: 2 }, true],
    [{ all: [{ eq: ['a', 1] }, { eq: ['b', 2] }] }, { a: 0 }, false],
    [{ all: [{ eq: ['a', 1] }, { eq: ['b', 2] }] }, { a: 1 }, undefined],
    [{ any: [{ eq: ['a', 1] }, { eq: ['b', 2] }] }, { b: 2 }, true],
    [{ any: [{ eq: ['a', 1] }, { eq: ['b', 2] }] }, { a: 0 }, undefined],
    [{ any: [{ eq: ['a', 1] }, { eq: ['b', 2] }] }, { a: 0, b: 0 }, false],
    [{ not: { eq: ['a', 1] } }, { a: 2 }, true],
    [{ not: { eq: ['a', 1] } }, {}, undefined],
    [{ eq: ['constructor', 'x'] }, {}, undefined],
    [{ gt: ['age', 50] }, { age: 50 }, false],
    [{ gt: ['age', 50] }, { age: 51 }, true],
    [{ gte: ['age', 50] }, { age: 50 }, true],
    [{ gte: ['age', 50] }, { age: 49 }, false],
    [{ lt: ['age', 50] }, { age: 50 }, false],
    [{ lt: ['age', 50] }, { age: 49 }, true],
    [{ lte: ['age', 50] }, { age: 50 }, true],
    [{ lte: ['age', 50] }, { age: 51 }, false],
    [{ lt: ['age', 50] }, {}, undefined],
    [{ lt: ['age', 50] }, { age: null }, false],
    [{ lt: ['age', 50] }, { age: '49' }, false],
    [{ gte: ['graduated', '2015-07-01'] }, { graduated: '2015-07-01' }, true],
    [{ gt: ['graduated', '2015-07-01'] }, { graduated: '2015-07-01' }, false],
    [{ lt: ['graduated', '2015-07-01'] }, { graduated: ['2015-07-02', '2015-06-30'] }, true],
  ] as const)('%j on %j is %s', (expression, facts, value) => {
    expect(evaluate(expression, facts).value).toBe(value);
  });

  test('explains with the facts that decided, and only those', () => {
    const when = {
      all: [{ eq: ['unitKind', 'PUBLIC_INSTITUTION'] }, { eq: ['established', true] }],
    } as const;
    const no = evaluate(when, { unitKind: 'PUBLIC_INSTITUTION', established: false });
    expect(no.because).toEqual([{ fact: 'established', op: 'eq', asked: true, found: false, holds: false }]);
    const yes = evaluate(when, { unitKind: 'PUBLIC_INSTITUTION', established: true });
    expect(yes.because.map((d) => d.fact)).toEqual(['unitKind', 'established']);
    const open = evaluate(when, { unitKind: 'PUBLIC_INSTITUTION' });
    expect(open).toMatchObject({ value: undefined, missing: ['established'] });
  });

  test('an expression that is not in the language is refused by the schema', () => {
    for (const bad of [
      { gt: ['a', true] },
      { gt: ['a', '2015-02-30'] },
      { eq: ['a'] },
      { all: [] },
      { eq: ['a', 1], ne: ['a', 2] },
      'true',
      null,
    ]) {
      expect(ExpressionSchema.safeParse(bad).success).toBe(false);
    }
    expect(ExpressionSchema.safeParse({ not: { in: ['a', ['x', 1, null]] } }).success).toBe(true);
  });

  test('lists the facts it names for the linter', () => {
    const when = { any: [{ eq: ['a', 1] }, { not: { in: ['b', ['x', 'y']] } }, true] } as const;
    expect(factsNamed(when)).toEqual([
      { fact: 'a', op: 'eq', values: [1] },
      { fact: 'b', op: 'in', values: ['x', 'y'] },
    ]);
  });
});
