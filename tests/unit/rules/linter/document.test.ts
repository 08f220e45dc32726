import { describe, expect, test } from 'vitest';
import { limits } from '../../../../shared/contracts/limits.ts';
import { lintDocument, readDocument } from '../../../../shared/rules/linter/document.ts';
import { planHash } from '../../../../shared/rules/plan/versions.ts';
import { hangzhouEngineer2020 as plan } from '../../../fixtures/plans.ts';

const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)]);
const codes = (raw: unknown) => {
  const read = readDocument(raw);
  return read.ok ? [] : read.problems.map((p) => p.code);
};

describe('G1: what can be kept of a document', () => {
  test('a plan: its text, its hash, its name', () => {
    const read = readDocument(plan);
    expect(read).toEqual({
      ok: true,
      document: { text: JSON.stringify(plan), sha256: planHash(plan), name: plan.names.zh },
    });
  });

  test.each([
    // Four characters of a request each, twenty-one of what is stored.
    ['grows when it is written out', { n: Array(20_000).fill(1e20) }, ['PLAN_TOO_LARGE']],
    ['is too deep', deep(5_000), ['PLAN_TOO_DEEP']],
    ['holds half a character', { note: '\ud800' }, ['PLAN_SHAPE']],
    ['is empty', {}, []],
    ['has no name that is a text', { names: { zh: 7 } }, []],
  ])('what %s', (_, raw, expected) => {
    expect(codes(raw)).toEqual(expected);
  });

  test('its size is counted in bytes', () => {
    const characters = Math.floor(limits.planBytes / 3) - 10;
    expect(codes({ a: '职'.repeat(characters) })).toEqual([]);
    expect(codes({ a: '职'.repeat(characters + 20) })).toEqual(['PLAN_TOO_LARGE']);
  });

  test('a document of another plan or version is told, beside what the linter finds', () => {
    const kept = { planCode: plan.planCode, planVersion: plan.version };
    expect(lintDocument(plan, kept, [2020])).toEqual([]);
    const other = lintDocument({ ...plan, version: 9, planCode: 'X', colour: 'red' }, kept, [2020]);
    expect(other.map((f) => [f.code, f.field])).toEqual([
      ['PLAN_VERSION', '/planCode'],
      ['PLAN_VERSION', '/version'],
      ['PLAN_UNKNOWN_FIELD', '/colour'],
    ]);
  });
});
