import canonicalize from 'canonicalize';
import { sha256Hex } from './sha256.ts';

/**
 * Canonical JSON after RFC 8785 (JCS): members sorted by UTF-16 code units, no white space, numbers and strings as
 * ECMAScript writes them. Equal values have equal text, so a hash of the text is a hash of the value.
 */

/** What canonical JSON refuses, and where: `path` is a JSON Pointer (RFC 6901) to the refused part. */
export class CanonicalJsonError extends TypeError {
  readonly path: string;

  constructor(path: string, what: string) {
    super(`canonical JSON cannot hold ${what} at ${path === '' ? 'the top' : path}`);
    this.name = 'CanonicalJsonError';
    this.path = path;
  }
}

/** The keys down to a part, as a JSON Pointer. */
const pointer = (path: readonly (string | number)[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What `canonicalize` would drop or rewrite, as JSON.stringify does; undefined for what it may write itself. */
function refused(value: unknown, above: readonly object[]): string | undefined {
  if (value === null || typeof value === 'boolean') return undefined;
  // RFC 8785 §3.2.2.2: a lone surrogate has no UTF-8 form; two texts must not share one hash.
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'a lone surrogate';
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : String(value);
  if (typeof value !== 'object') return `a value of type ${typeof value}`;
  if (above.includes(value)) return 'a circle';
  return Array.isArray(value) || isPlain(value) ? undefined : 'an object that is not plain data';
}

/** `path` and `above` are those of `value`, and grow and shrink on the way: this runs for everything that is hashed. */
function check(value: unknown, path: (string | number)[], above: object[]): void {
  const what = refused(value, above);
  if (what !== undefined) throw new CanonicalJsonError(pointer(path), what);
  if (typeof value !== 'object' || value === null) return;
  above.push(value);
  const member = (key: string | number, one: unknown) => {
    path.push(key);
    check(one, path, above);
    path.pop();
  };
  // Not forEach: holes are refused too.
  if (Array.isArray(value)) for (let i = 0; i < value.length; i += 1) member(i, value[i]);
  else
    for (const [key, one] of Object.entries(value)) {
      // An optional member that is undefined is absent, as it will be after any store: the hash must not change.
      if (one === undefined) continue;
      member(key, key);
      member(key, one);
    }
  above.pop();
}

/**
 * The canonical text of plain data (null, booleans, finite numbers, well-formed strings, arrays, plain objects).
 * A member that is undefined counts as absent; everything else that JSON cannot hold is refused, never dropped.
 * @throws {CanonicalJsonError} undefined, bigint, function, symbol, NaN, infinity, Date or another class, lone
 *   surrogate, circle
 */
export function canonicalJson(value: unknown): string {
  check(value, [], []);
  return canonicalize(value) as string;
}

/** SHA-256 of the canonical text, 64 lower-case hexadecimal digits. Throws as {@link canonicalJson}. */
export function canonicalHash(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
