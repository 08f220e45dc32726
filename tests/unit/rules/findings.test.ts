import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ruleFamilies, ruleOf } from '../../../shared/rules/catalogue/catalogue.ts';
import { codeTables } from '../../../shared/rules/catalogue/codes.ts';
import { rulesIn } from '../../../shared/rules/catalogue/rule.ts';

/** Every code of a finding: one table, one wording, rules that exist, a place where it is made. */

const root = new URL('../../../', import.meta.url);
const files = ['shared', 'functions', 'web']
  .flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((f) => `${folder}/${f}`),
  )
  .filter((f) => /\.tsx?$/.test(f));
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');
const isTable = (file: string) => /^shared\/rules\/[a-z]+\/findings\.ts$/.test(file);

const rows = codeTables.flatMap((table) => Object.entries(table));
const codes = rows.map(([code]) => code);

describe('findings', () => {
  test('every table is joined', () => {
    const made = files.filter((f) => /\bfindings\(\{/.test(read(f)));
    expect(made.filter((f) => !isTable(f))).toEqual([]);
    expect(made.length).toBe(codeTables.length);
  });

  test('a bundle may leave out a table of which it uses no code', () => {
    expect(files.filter((f) => isTable(f) && !/= \/\* @__PURE__ \*\/ findings\(\{/.test(read(f)))).toEqual(
      [],
    );
  });

  test('a code stands in one table only', () => {
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
    for (const code of codes) expect(code).toMatch(/^[A-Z][A-Z0-9_]+$/);
  });

  test('its rules are in the catalogue; a transition or a section is named as such', () => {
    const families = ruleFamilies.map((family) => family.letter as string);
    const lost = rows.flatMap(([code, { rules }]) =>
      rules
        .flatMap(rulesIn)
        .filter((id) => (families.includes(id[0]!) ? !ruleOf(id) : !/^(T|§|N)[\d.]+$/.test(id)))
        .map((id) => `${code} ${id}`),
    );
    expect(lost).toEqual([]);
    for (const [code, { rules }] of rows) expect(new Set(rules).size, code).toBe(rules.length);
  });

  test('it has both texts, and each place stands in both', () => {
    const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
    for (const [code, { zh, en }] of rows) {
      expect(zh, code).toMatch(/\p{Script=Han}/u);
      expect(en, code).toMatch(/[a-z]/);
      expect(en, code).not.toMatch(/\p{Script=Han}/u);
      expect(places(zh), code).toEqual(places(en));
    }
  });

  test('R25: what cannot be done now is not the last word: the text says where to look or what to do', () => {
    const mute = rows.filter(([, { zh }]) => /(不能进行此操作|已处理|不得投票)。?$/.test(zh));
    expect(mute.map(([code]) => code)).toEqual([]);
  });

  test('each can be reached: the source names it outside its table', () => {
    const named = new Set(
      files
        .filter((f) => !isTable(f) && !f.startsWith('shared/rules/catalogue/'))
        .flatMap((f) => read(f).match(/'[A-Z][A-Z0-9_]+'/g) ?? []),
    );
    expect(codes.filter((code) => !named.has(`'${code}'`))).toEqual([]);
  });
});
