import { describe, expect, test } from 'vitest';
import {
  changesOf,
  checkPublishers,
  checkVersionOf,
  depthOf,
  diffPlans,
  MAX_DEPTH,
  planHash,
  sameTerms,
} from '../../../../shared/rules/plan/versions.ts';
import { hangzhouEngineer2020 as plan } from '../../../fixtures/plans.ts';
import { codes } from '../declaration/fixture.ts';

const changed = { ...plan, statement: { ...plan.statement, max: 900 } };

describe('the difference of two versions (G1, D30)', () => {
  test('is visible, leaf by leaf', () => {
    expect(diffPlans(plan, changed)).toEqual([{ pointer: '/statement/max', before: 1000, after: 900 }]);
    expect(diffPlans({ a: [1, 2] }, { a: [1], b: 3 })).toEqual([
      { pointer: '/a', before: [1, 2], after: [1] },
      { pointer: '/b', before: undefined, after: 3 },
    ]);
    expect(diffPlans(plan, structuredClone(plan))).toEqual([]);
  });

  test('what has a code is compared by it: one put in the middle moves no other', () => {
    const added = { code: 'NEW', names: { zh: '新' } };
    const [first, ...rest] = plan.archiveKinds;
    expect(diffPlans(plan.archiveKinds, [first, added, ...rest])).toEqual([
      { pointer: '/NEW', before: undefined, after: added },
    ]);
    expect(diffPlans([first, ...rest], [...rest, first])).toEqual([
      {
        pointer: '',
        before: plan.archiveKinds.map((k) => k.code),
        after: [...rest, first].map((k) => k?.code),
      },
    ]);
  });

  test('a version number alone is no change of what is ordered', () => {
    expect(changesOf(plan, { ...plan, version: plan.version + 1 })).toEqual([]);
    expect(changesOf(plan, { ...changed, version: 9 })).toHaveLength(1);
  });

  test('terms are the same as long as their sections are', () => {
    expect(sameTerms(plan, changed, ['committee', 'stages'])).toBe(true);
    expect(sameTerms(plan, changed, ['committee', 'statement'])).toBe(false);
  });
});

describe('what a version is (G1)', () => {
  test('its hash follows every change of the document and no other order of members', () => {
    const turned = Object.fromEntries(Object.entries(plan).reverse());
    expect(planHash(turned)).toBe(planHash(plan));
    expect(planHash(changed)).not.toBe(planHash(plan));
    expect(planHash({ ...plan, status: 'CLOSED' })).toBe(planHash(plan));
  });

  test.each([
    ['another plan', { ...plan, planCode: 'X' }, ['/planCode']],
    ['another number', { ...plan, version: plan.version + 1 }, ['/version']],
    ['no document', null, ['/planCode', '/version']],
    ['itself', plan, []],
  ])('it names itself: %s', (_, document, fields) => {
    const found = checkVersionOf(document, plan.planCode, plan.version);
    expect(found.map((f) => f.field)).toEqual(fields);
    expect(new Set(codes(found))).toEqual(new Set(fields.length > 0 ? ['PLAN_VERSION'] : []));
  });

  test('G3: publishing takes two people', () => {
    expect(codes(checkPublishers('p1', { id: 'p1' }))).toEqual(['PLAN_TWO_PEOPLE']);
    expect(codes(checkPublishers('p1', { id: 'p2', alsoAs: ['p1'] }))).toEqual(['PLAN_TWO_PEOPLE']);
    expect(checkPublishers('p1', { id: 'p2' })).toEqual([]);
  });

  test('depth is counted however deep it goes', () => {
    expect(depthOf({ a: [1] })).toBe(2);
    expect(depthOf(plan)).toBeLessThan(MAX_DEPTH);
    expect(depthOf(JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`))).toBe(MAX_DEPTH + 1);
  });
});
