import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { routes } from '../functions/routes.ts';

/** Who may import whom (docs/architecture.md), checked from the source. */

const root = join(import.meta.dirname, '..');

/** Layers from the most special prefix to the least; a file belongs to the first that fits. */
const layers = [
  ['shared/contracts', /^shared\/contracts\//],
  ['shared/domain', /^shared\/domain\//],
  ['shared/plans', /^shared\/plans\//],
  ['shared/store', /^shared\/(store|documents|files)\//],
  ['shared/base', /^shared\/(errors|log)\.ts$/],
  ['functions/routes', /^functions\/routes\.ts$/],
  ['functions/http', /^functions\/http\.ts$/],
  ['functions/deps', /^functions\/deps\.ts$/],
  ['functions/entries', /^functions\/entries\//],
  ['functions', /^functions\//],
  ['infra', /^infra\//],
  ['local/cloud', /^local\/cloud\//],
  ['local/demo', /^local\/demo\//],
  ['local', /^local\//],
  ['web', /^web\//],
] as const;
type Layer = (typeof layers)[number][0];

const shared: Layer[] = ['shared/contracts', 'shared/domain', 'shared/plans', 'shared/store', 'shared/base'];
/** Each layer may import itself and these. */
const allowed: Record<Layer, Layer[]> = {
  'shared/contracts': [],
  'shared/domain': ['shared/contracts', 'shared/base'],
  'shared/plans': ['shared/contracts', 'shared/domain'],
  'shared/store': ['shared/contracts', 'shared/domain', 'shared/plans', 'shared/base'],
  'shared/base': ['shared/contracts'],
  'functions/routes': ['shared/contracts'],
  'functions/deps': shared,
  'functions/http': [...shared, 'functions/deps', 'functions/routes'],
  functions: [...shared, 'functions/http', 'functions/deps', 'functions/routes'],
  'functions/entries': ['functions', 'functions/http', 'functions/deps', 'functions/routes'],
  infra: ['shared/contracts', 'functions/routes'],
  'local/cloud': [],
  'local/demo': ['shared/contracts', 'functions/routes'],
  local: ['shared/contracts', 'local/cloud', 'local/demo'],
  web: ['shared/contracts', 'shared/domain', 'functions/routes'],
};

/** Single imports beyond the table, each with its reason. */
const exceptions: Record<string, string> = {
  'infra/data-stack.ts → shared/store/keys.ts':
    'the names of keys and indexes are written once, in the store',
};

const files = ['shared', 'functions', 'infra', 'local', 'web'].flatMap((folder) =>
  sources(join(root, folder)),
);

function sources(folder: string, kinds = /\.(ts|tsx|mjs)$/): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory())
      return name === 'node_modules' || name === 'dist' ? [] : sources(path, kinds);
    return kinds.test(name) && !name.endsWith('.d.ts') ? [relative(root, path)] : [];
  });
}

function layerOf(file: string): Layer | undefined {
  return layers.find(([, pattern]) => pattern.test(file))?.[0];
}

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found: Import[] = [];
  for (const match of text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"\n;]*?(?:\{[^}]*\}[^'";]*?)?from\s+['"]([^'"]+)['"]/g,
  )) {
    found.push({ from: file, to: match[2] ?? '', typeOnly: match[1] !== undefined });
  }
  for (const match of text.matchAll(/(?:^|[^.\w])import\(\s*['"]([^'"]+)['"]\s*\)/g))
    found.push({ from: file, to: match[1] ?? '', typeOnly: false });
  for (const match of text.matchAll(/(?:^|\n)import\s+['"]([^'"]+)['"]/g))
    found.push({ from: file, to: match[1] ?? '', typeOnly: false });
  return found;
}

const imports = files.flatMap(importsOf);
const inside = imports
  .filter((i) => i.to.startsWith('.'))
  .map((i) => ({ ...i, to: relative(root, resolve(root, dirname(i.from), i.to.replace(/\?.*$/, ''))) }));
const packages = imports.filter((i) => !i.to.startsWith('.'));

describe('the import table (design: who may import whom)', () => {
  it('has something to check', () => {
    expect(files.length).toBeGreaterThan(150);
    expect(inside.length).toBeGreaterThan(400);
  });

  it('no layer imports what the table forbids', () => {
    const forbidden = inside.filter(({ from, to }) => {
      const [a, b] = [layerOf(from), layerOf(to)];
      if (!a || !b || a === b) return false;
      return !allowed[a].includes(b) && !(`${from} → ${to}` in exceptions);
    });
    expect(forbidden.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('every exception is still needed', () => {
    const all = new Set(inside.map(({ from, to }) => `${from} → ${to}`));
    expect(Object.keys(exceptions).filter((e) => !all.has(e))).toEqual([]);
  });

  it('no circle between files of shared and functions', () => {
    const graph = new Map<string, string[]>();
    for (const { from, to, typeOnly } of inside)
      if (!typeOnly && /^(shared|functions)\//.test(from)) graph.set(from, [...(graph.get(from) ?? []), to]);
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, path: string[]) => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file) || path.includes(file)) return;
      for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
      done.add(file);
    };
    for (const file of graph.keys()) walk(file, []);
    expect(circles).toEqual([]);
  });
});

describe('what each layer may use', () => {
  const from = (pattern: RegExp) => packages.filter((p) => pattern.test(p.from));

  it('domain and contracts are pure: no package but zod/mini, no clock, no process', () => {
    const used = from(/^shared\/(contracts|domain)\//).filter((p) => p.to !== 'zod/mini');
    expect(used.map((p) => `${p.from} → ${p.to}`)).toEqual([]);
    const impure = files
      .filter((f) => /^shared\/(contracts|domain)\//.test(f))
      .filter((f) =>
        /\bDate\.now\(|new Date\(\)|\bprocess\.|\bBuffer\.|Math\.random\(|\bfetch\(/.test(code(f)),
      );
    expect(impure).toEqual([]);
  });

  it('only functions/http.ts knows middy', () => {
    expect(packages.filter((p) => p.to.startsWith('@middy/')).map((p) => p.from)).toEqual([
      'functions/http.ts',
    ]);
  });

  it('AWS clients stay in stores, the composition root and infra; handlers never see them', () => {
    const users = new Set(
      packages.filter((p) => p.to.startsWith('@aws-sdk/') && !p.typeOnly).map((p) => p.from),
    );
    expect([...users].filter((f) => !/^(shared\/store\/|functions\/deps\.ts)/.test(f))).toEqual([]);
  });

  it('pages use zod/mini only (full zod probes eval and trips a strict CSP)', () => {
    expect(packages.filter((p) => p.to === 'zod').map((p) => p.from)).toEqual([]);
  });

  it('the embedded cloud knows nothing about titles: it imports nothing of the product', () => {
    expect(
      inside
        .filter((i) => layerOf(i.from) === 'local/cloud' && layerOf(i.to) !== 'local/cloud')
        .map((i) => `${i.from} → ${i.to}`),
    ).toEqual([]);
  });
});

describe('sizes', () => {
  const lines = (file: string) => readFileSync(join(root, file), 'utf8').split('\n').length;

  it('a handler is at most 60 lines', () => {
    const long = files.filter((f) => f.startsWith('functions/api/')).filter((f) => lines(f) > 61);
    expect(long.map((f) => `${f}: ${lines(f)}`)).toEqual([]);
  });

  it('no file is over 400 lines, tests and style sheets included', () => {
    /** A table: one idea, many rows. */
    const tables = ['functions/routes.ts'];
    const all = ['shared', 'functions', 'infra', 'local', 'web', 'tests', 'scripts'].flatMap((folder) =>
      sources(join(root, folder), /\.(ts|tsx|mjs|css)$/),
    );
    const long = all.filter((f) => !tables.includes(f)).filter((f) => lines(f) > 401);
    expect(long.map((f) => `${f}: ${lines(f)}`)).toEqual([]);
  });

  it('one file a route, and no file without a route', () => {
    const wanted = routes.map((r) => `functions/api/${r.id}.ts`).sort();
    expect(files.filter((f) => f.startsWith('functions/api/')).sort()).toEqual(wanted);
  });
});

/** The file's code without comments. */
function code(file: string): string {
  return readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
}
