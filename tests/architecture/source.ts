import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** The project's own source as the architecture test sees it: files, their text, their imports. */

const root = join(import.meta.dirname, '../..');

export interface Import {
  from: string;
  /** A path from the root; of a package its name. */
  to: string;
  typeOnly: boolean;
}

/** Files below the folders, as paths from the root. */
export function filesOf(folders: readonly string[], kinds = /\.(ts|tsx|mjs)$/): string[] {
  return folders.flatMap((folder) => below(join(root, folder), kinds));
}

function below(folder: string, kinds: RegExp): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory())
      return name === 'node_modules' || name === 'dist' ? [] : below(path, kinds);
    return kinds.test(name) && !name.endsWith('.d.ts') ? [relative(root, path)] : [];
  });
}

export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
export const linesOf = (file: string): number => textOf(file).replace(/\n$/, '').split('\n').length;
/** The code without comments. */
export const codeOf = (file: string): string => textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');

/** What stands between each pair of braces of the code, pairs within left out, texts emptied. */
export function bracesOf(file: string): string[] {
  const bare = codeOf(file).replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''");
  const open: string[] = [''];
  const found: string[] = [];
  for (const part of bare.split(/(?=[{}])/)) {
    if (part.startsWith('{')) open.push('');
    else if (part.startsWith('}')) found.push(open.pop() ?? '');
    open.push(`${open.pop() ?? ''}${part.replace(/^[{}]/, ' ')}`);
  }
  return found;
}

export function importsOf(file: string): Import[] {
  const text = textOf(file);
  const found: [spec: string, typeOnly: boolean][] = [];
  for (const match of text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?([^'"\n;]*?(?:\{[^}]*\}[^'";]*?)?)from\s+['"]([^'"]+)['"]/g,
  ))
    found.push([match[3] ?? '', match[1] !== undefined || onlyTypes(match[2] ?? '')]);
  for (const match of text.matchAll(/(?:^|[^.\w])import\(\s*['"`]([^'"`]+)['"`]\s*\)(\.\w)?/g))
    found.push([match[1] ?? '', match[2] !== undefined]);
  for (const match of text.matchAll(/(?:^|\n)import\s+['"]([^'"]+)['"]/g))
    found.push([match[1] ?? '', false]);
  return found.map(([spec, typeOnly]) => ({
    from: file,
    to: spec.startsWith('.') ? relative(root, resolve(root, dirname(file), spec.replace(/\?.*$/, ''))) : spec,
    typeOnly,
  }));
}

/** `{ type A, type B }` */
const onlyTypes = (names: string): boolean =>
  /^\s*\{[^}]*\}\s*$/.test(names) &&
  names
    .replace(/[{}]/g, '')
    .split(',')
    .filter((n) => n.trim() !== '')
    .every((n) => /^\s*type\s/.test(n));

/** Every circle of a graph once, as `a → b → a`. */
export function circlesOf(arrows: Iterable<readonly [string, string]>): string[] {
  const graph = new Map<string, Set<string>>();
  for (const [from, to] of arrows) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (node: string, path: string[]) => {
    if (path.includes(node)) circles.push([...path.slice(path.indexOf(node)), node].join(' → '));
    if (done.has(node) || path.includes(node)) return;
    for (const next of graph.get(node) ?? []) walk(next, [...path, node]);
    done.add(node);
  };
  for (const node of graph.keys()) walk(node, []);
  return circles;
}
