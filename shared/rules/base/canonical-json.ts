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

const pointer = (path: string, key: string | number): string =>
  `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What `canonicalize` would drop or rewrite, as JSON.stringify does; undefined for what it may write itself. */
function refused(value: unknown, above: ReadonlySet<object>): string | undefined {
  if (value === null || typeof value === 'boolean') return undefined;
  // RFC 8785 §3.2.2.2: a lone surrogate has no UTF-8 form; two texts must not share one hash.
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'a lone surrogate';
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : String(value);
  if (typeof value !== 'object') return `a value of type ${typeof value}`;
  if (above.has(value)) return 'a circle';
  return Array.isArray(value) || isPlain(value) ? undefined : 'an object that is not plain data';
}

function check(value: unknown, path: string, above: ReadonlySet<object>): void {
  const what = refused(value, above);
  if (what !== undefined) throw new CanonicalJsonError(path, what);
  if (typeof value !== 'object' || value === null) return;
  const within = new Set(above).add(value);
  // Not forEach: holes are refused too.
  if (Array.isArray(value)) for (const [i, item] of value.entries()) check(item, pointer(path, i), within);
  else
    for (const [key, member] of Object.entries(value)) {
      // An optional member that is undefined is absent, as it will be after any store: the hash must not change.
      if (member === undefined) continue;
      check(key, pointer(path, key), within);
      check(member, pointer(path, key), within);
    }
}

/**
 * The canonical text of plain data (null, booleans, finite numbers, well-formed strings, arrays, plain objects).
 * A member that is undefined counts as absent; everything else that JSON cannot hold is refused, never dropped.
 * @throws {CanonicalJsonError} undefined, bigint, function, symbol, NaN, infinity, Date or another class, lone
 *   surrogate, circle
 */
export function canonicalJson(value: unknown): string {
  check(value, '', new Set());
  return canonicalize(value) as string;
}

/** SHA-256 of the canonical text, 64 lower-case hexadecimal digits. Throws as {@link canonicalJson}. */
export function canonicalHash(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
