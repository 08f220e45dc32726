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

function text(value: string, path: string): string {
  // RFC 8785 §3.2.2.2: a lone surrogate has no UTF-8 form; two texts must not share one hash.
  if (!value.isWellFormed()) throw new CanonicalJsonError(path, 'a lone surrogate');
  return JSON.stringify(value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function write(value: unknown, path: string, above: ReadonlySet<object>): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return text(value, path);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new CanonicalJsonError(path, String(value));
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new CanonicalJsonError(path, `a value of type ${typeof value}`);
  if (above.has(value)) throw new CanonicalJsonError(path, 'a circle');
  const within = new Set(above).add(value);
  if (Array.isArray(value)) {
    const items = Array.from(value, (item: unknown, i) => write(item, pointer(path, i), within));
    return `[${items.join(',')}]`;
  }
  if (!isPlain(value)) throw new CanonicalJsonError(path, 'an object that is not plain data');
  const members: string[] = [];
  for (const [key, member] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    // An optional member that is undefined is absent, as it will be after any store: the hash must not change.
    if (member === undefined) continue;
    const at = pointer(path, key);
    members.push(`${text(key, at)}:${write(member, at, within)}`);
  }
  return `{${members.join(',')}}`;
}

/**
 * The canonical text of plain data (null, booleans, finite numbers, well-formed strings, arrays, plain objects).
 * A member that is undefined counts as absent; everything else that JSON cannot hold is refused, never dropped.
 * @throws {CanonicalJsonError} undefined, bigint, function, symbol, NaN, infinity, Date or another class, lone
 *   surrogate, circle
 */
export function canonicalJson(value: unknown): string {
  return write(value, '', new Set());
}

/** SHA-256 of the canonical text, 64 lower-case hexadecimal digits. Throws as {@link canonicalJson}. */
export function canonicalHash(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
