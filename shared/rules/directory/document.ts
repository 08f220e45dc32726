import { normaliseIdentifier, normaliseMobile } from '../../contracts/characters.ts';
import { type CityDirectory, CityDirectorySchema } from '../../contracts/directory.ts';
import type { Finding } from '../../contracts/finding.ts';
import { limits } from '../../contracts/limits.ts';
import { CanonicalJsonError } from '../base/canonical-json.ts';
import { toPointer } from '../plan/plan.ts';
import { depthOf, MAX_DEPTH, planHash } from '../plan/versions.ts';
import { find } from './findings.ts';

/** A directory of any shape, as somebody typed or imported it: what can be kept of it. */

export interface ReadDirectory {
  /** With its numbers as they are kept (D11). */
  readonly raw: unknown;
  /** JSON text of it, as it is stored. */
  readonly text: string;
  readonly sha256: string;
  /** Shortened; empty when it has none. */
  readonly name: string;
  readonly effectiveFrom: string;
}

export type DirectoryRead =
  | { readonly ok: true; readonly document: ReadDirectory }
  | { readonly ok: false; readonly problems: readonly Finding[] };

const NAME = 120;

/** Whether it can be kept at all: its size, its depth, its characters. */
export function readDirectory(given: unknown): DirectoryRead {
  if (depthOf(given) > MAX_DEPTH)
    return { ok: false, problems: [find('DIRECTORY_TOO_DEEP', { field: '/document', allowed: MAX_DEPTH })] };
  const raw = withNumbers(given);
  const text = JSON.stringify(raw);
  const found = new TextEncoder().encode(text).length;
  if (found > limits.directoryBytes) {
    const facts = { field: '/document', found, allowed: limits.directoryBytes };
    return { ok: false, problems: [find('DIRECTORY_TOO_LARGE', facts)] };
  }
  try {
    const { names, effectiveFrom } = (raw ?? {}) as { names?: { zh?: unknown }; effectiveFrom?: unknown };
    return {
      ok: true,
      document: {
        ...{ raw, text, sha256: planHash(raw) },
        name: [...textOf(names?.zh)].slice(0, NAME).join(''),
        effectiveFrom: textOf(effectiveFrom).slice(0, 10),
      },
    };
  } catch (error) {
    if (!(error instanceof CanonicalJsonError)) throw error;
    const words = { why: error.message };
    return { ok: false, problems: [find('DIRECTORY_SHAPE', { field: `/document${error.path}`, words })] };
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** How each kind of number is kept, wherever it stands. */
const numbers: Readonly<Record<string, (typed: string) => string>> = {
  phone: normaliseIdentifier,
  mobile: normaliseMobile,
  uscc: normaliseIdentifier,
};

function withNumbers(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return Object.hasOwn(numbers, key) ? numbers[key]?.(value) : value;
  if (Array.isArray(value)) return value.map((one) => withNumbers(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withNumbers(one, name)]));
}

export type DirectoryParsed =
  | { readonly ok: true; readonly directory: CityDirectory }
  | { readonly ok: false; readonly problems: readonly Finding[] };

/** Parses a document; every problem of shape at once, each with its JSON Pointer. */
export function parseDirectory(raw: unknown): DirectoryParsed {
  const result = CityDirectorySchema.safeParse(raw);
  if (result.success) return { ok: true, directory: result.data };
  return {
    ok: false,
    problems: result.error.issues.map((issue) =>
      find('DIRECTORY_SHAPE', { field: toPointer(issue.path), words: { why: issue.message } }),
    ),
  };
}
