import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtInPlans } from '../../../../shared/plans/index.ts';
import {
  isSourceRule,
  ruleCatalogue,
  ruleFamilies,
  ruleOf,
  sourceRules,
} from '../../../../shared/rules/catalogue/catalogue.ts';
import { codesByRule, rulesMarkdown } from '../../../../shared/rules/catalogue/codes.ts';

const root = new URL('../../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const source = read('docs/source-document.txt');
const lines = source.split('\n');

describe('the rule catalogue', () => {
  test('R1–R71 are all there, in order, and every id is used once', () => {
    expect(sourceRules.map((r) => r.id)).toEqual(Array.from({ length: 71 }, (_, i) => `R${i + 1}`));
    expect(new Set(ruleCatalogue.map((r) => r.id)).size).toBe(ruleCatalogue.length);
    for (const rule of ruleCatalogue) expect(ruleFamilies.map((f) => f.letter)).toContain(rule.id[0]);
  });

  test.each(sourceRules.map((r) => [r.id, r] as const))(
    '%s quotes the source document verbatim, at its line',
    (_, rule) => {
      expect(rule.quotes.length).toBeGreaterThan(0);
      for (const { line, text } of rule.quotes) expect(lines[line - 1]).toContain(text);
    },
  );

  test('R1–R71: the quotes together cover the whole source document', () => {
    const covered = lines.map((line) => new Array<boolean>(line.length).fill(false));
    for (const { line, text } of sourceRules.flatMap((r) => r.quotes)) {
      const start = lines[line - 1]!.indexOf(text);
      covered[line - 1]!.fill(true, start, start + text.length);
    }
    const left = lines.map((line, i) => [...line].filter((_, j) => !covered[i]![j]).join(''));
    // What remains is the word processor's bookmark and the punctuation between two quotes.
    expect(
      left
        .join('')
        .replace('[bookmark: _GoBack]', '')
        .replace(/[，。；、]/g, ''),
    ).toBe('');
  });

  test('every rule says what it means, in both languages, without shouting', () => {
    for (const { id, meaning } of ruleCatalogue) {
      expect(meaning.zh, id).toMatch(/\p{Script=Han}/u);
      expect(meaning.en, id).toMatch(/^["A-Z0-9]/);
      expect(`${meaning.zh}${meaning.en}`, id).not.toMatch(/[!！]/);
    }
  });

  test('codes are stable words, none twice under one rule', () => {
    for (const [id, codes] of codesByRule(builtInPlans)) {
      for (const code of codes) expect(code, id).toMatch(/^[A-Z][A-Z0-9_]+$/);
      expect(new Set(codes).size, id).toBe(codes.length);
    }
  });

  test('every rule that a finding of the domain names is in the catalogue', () => {
    const files = readdirSync(new URL('shared/rules/', root), { recursive: true, encoding: 'utf8' });
    const named = files
      .filter((f) => f.endsWith('.ts'))
      .flatMap((f) =>
        [...read(`shared/rules/${f}`).matchAll(/rules?: (?:'|\[)[^\],]*|rules: \[[^\]]*\]/g)].flatMap((m) =>
          [...m[0].matchAll(/'([RLCBKDGVQ]\d{1,2})'/g)].map((id) => id[1]!),
        ),
      );
    expect(named.length).toBeGreaterThan(50);
    expect([...new Set(named)].filter((id) => !ruleOf(id))).toEqual([]);
  });

  test('every rule that a built-in plan names is in the catalogue, and its findings too', () => {
    const all = new Set([...codesByRule(builtInPlans).values()].flat());
    for (const plan of builtInPlans) {
      const { rows, documents } = plan.attachments;
      const ids = [
        ...rows.flatMap((r) => [
          ...r.rules,
          ...(r.kinds ?? []).flatMap((k) => k.rules ?? []),
          ...(r.level ?? []).flatMap((l) => l.rules ?? []),
        ]),
        ...documents.flatMap((d) => (d.humanChecks ?? []).map((h) => h.rule)),
        ...plan.tracks.flatMap((t) => t.rules),
        ...plan.educations.flatMap((e) => e.rules),
        ...plan.form.fields.map((f) => f.rule),
        ...plan.requirements.flatMap((r) => r.rules),
      ];
      expect([...new Set(ids)].filter((id) => !ruleOf(id))).toEqual([]);
    }
    const reference = builtInPlans[0]!.attachments.rows;
    const failing = reference.flatMap((r) => [
      ...Object.values(r.failing),
      ...(r.level ?? []).flatMap((l) => l.failing ?? []),
    ]);
    expect([...new Set(failing)].filter((code) => code !== undefined && !all.has(code))).toEqual([]);
  });

  test('docs/rules.md is up to date (run scripts/generate-rules.ts)', () => {
    expect(read('docs/rules.md')).toBe(rulesMarkdown(builtInPlans));
    expect(isSourceRule(ruleOf('R17')!)).toBe(true);
    expect(ruleOf('R99')).toBeUndefined();
  });
});
