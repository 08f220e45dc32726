import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  anchorsOf,
  linksIn,
  type Piece,
  pagesIn,
  piecesOf,
  rulesIn,
  rulesOf,
  sectionsIn,
  sectionsOf,
  withoutCode,
} from './citation-grammar.ts';

/** Whatever the house cites is in the house: rules and sections of the specification and the design, pages, links. */

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const SPECIFICATION = 'domain-spec.md';

const folders = ['shared', 'functions', 'web', 'infra', 'local', 'scripts', 'statemachines', 'tests'];
const files = [...folders, 'docs', '.github']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((f) => join(folder, f)),
  )
  .concat(readdirSync(root).filter((f) => f.endsWith('.md')))
  .filter((f) => !/(^|\/)(node_modules|dist|screenshots)\//.test(f));
const scripts = files.filter((f) => /\.(ts|tsx|mjs)$/.test(f) && f !== 'tests/citations.test.ts');
const pages = files.filter((f) => f.endsWith('.md'));

const rules = rulesOf(read(`docs/${SPECIFICATION}`));
const headings = new Map(
  pages.filter((f) => dirname(f) === 'docs').map((f) => [f.slice('docs/'.length), sectionsOf(read(f))]),
);

interface Found {
  rules: string[];
  sections: ReturnType<typeof sectionsIn>;
  pages: string[];
}
const prose = (text: string): Found => ({
  rules: rulesIn(text),
  sections: sectionsIn(text),
  pages: pagesIn(text),
});

/**
 * What a piece of a script cites. Comments are prose. In code the families A, E, W and P are also codes of data, so only
 * the others count; in tests any single word may be data, so words count in sentences and behind `rule:` alone.
 */
function citationsOf(file: string, { kind, text, before }: Piece): Found {
  if (kind === 'comment') return prose(text);
  const inTests = file.startsWith('tests/');
  const sentence = /\s/.test(text);
  const named = /\b(rules?|basis):\[?('[^']*',)*$/.test(before);
  return {
    rules: !inTests
      ? rulesIn(text).filter((id) => sentence || !/^[AEWP]/.test(id))
      : sentence || named
        ? rulesIn(text)
        : [],
    sections: sectionsIn(text),
    pages: sentence ? pagesIn(text) : [],
  };
}

/** The citations of `found` that lead nowhere. A bare § is of the page itself where that has numbers, else of the specification. */
function broken(file: string, found: Found): string[] {
  const own = file.startsWith('docs/') && headings.get(file.slice('docs/'.length));
  return [
    ...found.rules.filter((id) => !rules.has(id)),
    ...found.sections
      .filter(({ document, section }) => {
        const of = document
          ? headings.get(document)
          : own && own.size > 0
            ? own
            : headings.get(SPECIFICATION);
        return !of?.has(section);
      })
      .map(({ document, section }) => `${document ?? ''} §${section}`.trim()),
    ...found.pages.filter(
      (page) => ![dirname(file), '.', 'docs'].some((d) => existsSync(join(root, d, page))),
    ),
  ];
}

/** Values of the keys that cite rules, wherever they stand in a JSON document. */
function citedIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return ['rule', 'rules', 'Comment'].includes(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((v) => citedIn(v, key));
  return Object.entries(value ?? {}).flatMap(([k, v]) => citedIn(v, k));
}

describe('citations', () => {
  const inScripts = scripts.flatMap((file) =>
    piecesOf(read(file)).map((piece) => ({
      file,
      at: `${file}:${piece.line}`,
      found: citationsOf(file, piece),
    })),
  );

  it('there is something to check', () => {
    for (const last of [
      'R71',
      'L42',
      'C20',
      'B13',
      'K4',
      'D40',
      'G5',
      'V7',
      'Q28',
      'T45',
      'I7',
      'P4',
      'E7',
      'W7',
    ])
      expect(rules).toContain(last);
    expect(inScripts.flatMap((c) => c.found.rules).length).toBeGreaterThan(2000);
    expect(inScripts.flatMap((c) => c.found.sections).length).toBeGreaterThan(150);
  });

  it('of code and tests lead somewhere', () => {
    expect(inScripts.flatMap(({ file, at, found }) => broken(file, found).map((c) => `${at}: ${c}`))).toEqual(
      [],
    );
  });

  it('of plans, the machine and templates lead somewhere', () => {
    const lost = files
      .filter((f) => /\.(json|typ|css|html)$/.test(f))
      .flatMap((file) => {
        const text = file.endsWith('.json') ? citedIn(JSON.parse(read(file))).join('\n') : read(file);
        return broken(file, prose(text)).map((c) => `${file}: ${c}`);
      });
    expect(lost).toEqual([]);
  });

  it.each(pages)('of %s lead somewhere', (file) => {
    expect(broken(file, prose(withoutCode(read(file))))).toEqual([]);
  });

  it.each(pages)('links of %s lead to a file and a heading', (file) => {
    const lost = linksIn(read(file)).filter((link) => {
      const [path = '', anchor] = link.split('#');
      const to = path === '' ? file : join(dirname(file), path);
      if (!existsSync(join(root, to))) return true;
      return anchor !== undefined && !anchorsOf(read(to)).has(decodeURI(anchor));
    });
    expect(lost).toEqual([]);
  });
});

describe('the grammar of citations', () => {
  const lost = (text: string, file = 'shared/a.ts') => broken(file, prose(text));

  it.each([
    ['R999 and B14', ['R999', 'B14']],
    ['R60–R62, T17b, C16, A1a, W7, I7', []],
    ['T17x', ['T17x']],
    ['R70–R72', ['R72']],
    ['in S3, on A4 paper, under D65, of plan N1 and S01, U+F92C, #C99, T00:00', []],
    ['design.md §42', ['design.md §42']],
    ['design.md §2.2, design §3, look.md §h, domain-spec §7.3', []],
    ['domain-spec §7.5', ['domain-spec.md §7.5']],
    ['§7.4 and §10.4', []],
    ['§2, §19', ['§19']],
    ['nothing.md §1', ['nothing.md §1', 'nothing.md']],
    ['RFC 8785 §3.2.2.2, ISO 32000-1 §12.6.4, §7.11.4, §13', []],
    ['docs/nowhere.md, docs/runbook.md', ['docs/nowhere.md']],
  ])('%s', (text, expected) => {
    expect(lost(text)).toEqual(expected);
  });

  it('a bare § of the design is of the design', () => {
    expect(lost('§2.4', 'docs/design.md')).toEqual([]);
    expect(lost('§10.1', 'docs/design.md')).toEqual(['§10.1']);
  });

  it.each<[string, string, string[]]>([
    ['shared/a.ts', "const rule = 'R999'; // 'C99'", ['R999', 'C99']],
    ['shared/a.ts', "const code = 'A99';", []],
    ['tests/a.test.ts', "it('R999: no such rule', () => { refuse('R998'); });", ['R999']],
    ['tests/a.test.ts', "const row = { rules: ['R58', 'R999'], code: 'R998' };", ['R999']],
    ['tests/a.test.ts', "const glob = 'a/**/*.ts'; const re = /'\\/\\/R998/; // R999", ['R999']],
  ])('in %s: %s', (file, source, expected) => {
    expect(piecesOf(source).flatMap((piece) => broken(file, citationsOf(file, piece)))).toEqual(expected);
  });
});
