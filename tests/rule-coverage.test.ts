import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInPlans } from '../shared/plans/index.ts';
import { sourceRules } from '../shared/rules/catalogue/catalogue.ts';
import { codesByRule } from '../shared/rules/catalogue/codes.ts';

/** Every rule of the source document that software can enforce has a test that names it. */

const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : path.endsWith('.test.ts') ? [path] : [];
  });

/** Ids written out in names of tests and suites; a range such as `R58–R70` names its ends only. */
function namedRules(): Set<string> {
  const named = new Set<string>();
  for (const file of files(import.meta.dirname)) {
    const text = readFileSync(file, 'utf8');
    // Names of tests and suites, and the first cell of a table's row, which becomes part of one.
    for (const [, name = ''] of text.matchAll(
      /(?:\b(?:it|test|describe)(?:\.each\([^`']*?\))?\(|^ *\[)\s*['`]([^'`\n]*)['`]/gm,
    )) {
      for (const [id] of name.matchAll(/\bR\d+\b/g)) named.add(id);
    }
  }
  return named;
}

describe('rules of the source document', () => {
  it('each rule with a failing check is named by a test', () => {
    const named = namedRules();
    const enforced = sourceRules.map((r) => r.id).filter((id) => codesByRule(builtInPlans).has(id));
    expect(enforced.length).toBeGreaterThan(40);
    expect(enforced.filter((id) => !named.has(id))).toEqual([]);
  });
});
