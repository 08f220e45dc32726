import { cleanProse } from '../../shared/contracts/characters.ts';

/**
 * Two people, or one person in two windows, changed the same form: what it began from, what stands here, what was saved
 * meanwhile. Merged part by part; a part that both changed differently is a conflict, which only a person can settle.
 */

/** A list whose rows can be told apart, as pairs of identity and row. */
export interface Rows {
  entries(value: unknown): readonly Entry[];
  value(entries: readonly Entry[]): unknown;
}
type Entry = readonly [id: string, row: unknown];

/** What is merged as one: a field, or members that make sense only together. */
export interface Part {
  readonly keys: readonly string[];
  /** Merged row by row. For a part of one member. */
  readonly rows?: Rows | undefined;
  /** How its texts are cleaned when they are saved: what differs by that alone is the same. */
  readonly clean?: ((text: string) => string) | undefined;
}

/** The three states that a merge stands on. */
export interface Fork<T> {
  readonly base: T;
  readonly mine: T;
  readonly theirs: T;
}

/** A part, or one row of it, as it was before, as it stands here and as it was saved meanwhile; undefined: not there. */
export interface Difference<P extends Part = Part> {
  readonly id: string;
  readonly part: P;
  readonly row?: string | undefined;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Merged<T, P extends Part = Part> {
  /** Both sides' changes; where they are in conflict, what stands here. */
  readonly value: T;
  /** What `value` begins from now: as saved, but where the conflicts are. */
  readonly base: T;
  readonly conflicts: readonly Difference<P>[];
  /** Changed there alone, so taken over. */
  readonly taken: readonly Difference<P>[];
}

export type Side = 'MINE' | 'THEIRS';
/** Conflicts by id. */
export type Picks = Readonly<Record<string, Side>>;

type Values = Readonly<Record<string, unknown>>;
type Clean = (text: string) => string;

/** A list of rows that carry their identity. */
export const listBy = <R>(idOf: (row: R) => string): Rows => ({
  entries: (value) => ((value as readonly R[] | undefined) ?? []).map((row) => [idOf(row), row]),
  value: (entries) => entries.map(([, row]) => row),
});

/** A list of things that are their own identity: codes, ids of files. */
export const listOfIds: Rows = listBy((id: string) => id);

/** Values by key. */
export const dictionary: Rows = {
  entries: (value) => Object.entries((value as Values | undefined) ?? {}),
  value: (entries) => Object.fromEntries(entries),
};

/** The same content, as far as saving it goes: outer blanks and what is empty count for nothing. */
export function same(a: unknown, b: unknown, clean: Clean = cleanProse): boolean {
  return JSON.stringify(plain(a, clean)) === JSON.stringify(plain(b, clean));
}

function plain(value: unknown, clean: Clean): unknown {
  if (typeof value === 'string') return clean(value) || undefined;
  if (typeof value !== 'object' || value === null) return value;
  const kept = Array.isArray(value)
    ? value.map((one) => plain(one, clean)).filter((one) => one !== undefined)
    : Object.entries(value)
        .map(([key, one]) => [key, plain(one, clean)] as const)
        .filter(([, one]) => one !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1));
  return kept.length > 0 ? kept : undefined;
}

/** Which side of a fork stands; CONFLICT when both changed it, and differently. */
function sideOf({ base, mine, theirs }: Fork<unknown>, clean?: Clean): Side | 'CONFLICT' {
  if (same(mine, theirs, clean) || same(base, theirs, clean)) return 'MINE';
  return same(base, mine, clean) ? 'THEIRS' : 'CONFLICT';
}

/** Every member belongs to a part: one that nobody named is a part by itself. */
function partsOf<P extends Part>(parts: readonly P[], { base, mine, theirs }: Fork<Values>): P[] {
  const named = new Set(parts.flatMap((part) => part.keys));
  const all = new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)]);
  return [
    ...parts,
    ...[...all].filter((key) => !named.has(key)).map((key) => ({ keys: [key] }) as Part as P),
  ];
}

/** What a part holds: its member, or its members together. */
function held(part: Part, values: Values): unknown {
  const [key = '', ...more] = part.keys;
  if (more.length === 0) return values[key];
  return Object.fromEntries(part.keys.map((one) => [one, values[one]]));
}

/** The values with this in that part. */
function withHeld(part: Part, values: Values, what: unknown): Values {
  const [key = '', ...more] = part.keys;
  const change: Values = more.length === 0 ? { [key]: what } : (what as Values);
  const next: Record<string, unknown> = { ...values };
  for (const one of part.keys) {
    if (change[one] === undefined) delete next[one];
    else next[one] = change[one];
  }
  return next;
}

export function merge<T extends object, P extends Part>(parts: readonly P[], fork: Fork<T>): Merged<T, P> {
  const { mine, theirs } = fork as Fork<Values>;
  let [value, base]: [Values, Values] = [mine, theirs];
  const conflicts: Difference<P>[] = [];
  const taken: Difference<P>[] = [];
  for (const part of partsOf(parts, fork as Fork<Values>)) {
    const one = mergePart(part, forkOf(part, fork as Fork<Values>));
    value = withHeld(part, value, one.value);
    base = withHeld(part, base, one.base);
    conflicts.push(...one.conflicts);
    taken.push(...one.taken);
  }
  return { value: value as T, base: base as T, conflicts, taken };
}

const forkOf = (part: Part, { base, mine, theirs }: Fork<Values>): Fork<unknown> => ({
  base: held(part, base),
  mine: held(part, mine),
  theirs: held(part, theirs),
});

function mergePart<P extends Part>(part: P, fork: Fork<unknown>): Merged<unknown, P> {
  const side = sideOf(fork, part.clean);
  const value = side === 'THEIRS' ? fork.theirs : fork.mine;
  const { rows } = part;
  const tables = rows && rowsOf(rows, fork);
  if (rows && tables) {
    const { conflicts, taken, ...merged } = mergeRows(part, tables);
    // Changed on one side alone: as it stands there, order and all.
    if (side !== 'CONFLICT') return { value, base: fork.theirs, conflicts, taken };
    const [here, base] = [rows.value([...merged.value]), rows.value([...merged.base])];
    return { value: here, base, conflicts, taken };
  }
  const difference: Difference<P> = { id: part.keys.join('+'), part, ...fork };
  return {
    value,
    base: side === 'CONFLICT' ? fork.base : fork.theirs,
    conflicts: side === 'CONFLICT' ? [difference] : [],
    taken: side === 'THEIRS' ? [difference] : [],
  };
}

type Table = ReadonlyMap<string, unknown>;

/** Undefined when two rows of one list go by the same identity: such a list is merged as a whole. */
function rowsOf(rows: Rows, { base, mine, theirs }: Fork<unknown>): Fork<Table> | undefined {
  const tableOf = (value: unknown): Table | undefined => {
    const entries = rows.entries(value);
    const table = new Map(entries);
    return table.size === entries.length ? table : undefined;
  };
  const [b, m, t] = [tableOf(base), tableOf(mine), tableOf(theirs)];
  return b && m && t && { base: b, mine: m, theirs: t };
}

function mergeRows<P extends Part>(part: P, { base, mine, theirs }: Fork<Table>) {
  const value = new Map<string, unknown>();
  const begun = new Map(theirs);
  const conflicts: Difference<P>[] = [];
  const taken: Difference<P>[] = [];
  for (const id of orderOf(mine, theirs, base)) {
    const fork = { base: base.get(id), mine: mine.get(id), theirs: theirs.get(id) };
    const side = sideOf(fork, part.clean);
    const difference: Difference<P> = { id: `${part.keys.join('+')}/${id}`, part, row: id, ...fork };
    if (side === 'CONFLICT') conflicts.push(difference);
    if (side === 'THEIRS') taken.push(difference);
    const from = side === 'THEIRS' ? theirs : mine;
    if (from.has(id)) value.set(id, from.get(id));
    if (side === 'CONFLICT' && base.has(id)) begun.set(id, base.get(id));
    if (side === 'CONFLICT' && !base.has(id)) begun.delete(id);
  }
  return { value, base: begun, conflicts, taken };
}

/** Rows in the order of the first list; those of the others behind the row that they follow there. */
function orderOf(first: Table, ...others: readonly Table[]): string[] {
  const order = [...first.keys()];
  for (const table of others) {
    let before = -1;
    for (const id of table.keys()) {
      const at = order.indexOf(id);
      if (at < 0) order.splice(before + 1, 0, id);
      before = at < 0 ? before + 1 : at;
    }
  }
  return order;
}

/** Do two states of a form differ by more than their saving makes the same? */
export function differ<T extends object>(parts: readonly Part[], a: T, b: T): boolean {
  const fork = { base: a, mine: a, theirs: b } as Fork<Values>;
  return partsOf(parts, fork).some((part) => {
    const { mine, theirs } = forkOf(part, fork);
    return !same(mine, theirs, part.clean);
  });
}

/** The part, or the row of one, that an id of a difference names; undefined when there is none any more. */
export function pieceOf<T extends object, P extends Part>(
  parts: readonly P[],
  values: T,
  id: string,
): { id: string; part: P; row?: string | undefined; value: unknown } | undefined {
  for (const part of parts) {
    const name = part.keys.join('+');
    const whole = held(part, values as Values);
    if (id === name) return { id, part, value: whole };
    const row = id.startsWith(`${name}/`) ? id.slice(name.length + 1) : undefined;
    if (row === undefined) continue;
    const value = part.rows?.entries(whole).find(([one]) => one === row)?.[1];
    return { id, part, row, value };
  }
  return undefined;
}

/** Settles conflicts as they were picked; what was not picked stays a conflict. */
export function settle<T extends object, P extends Part>(
  parts: readonly P[],
  fork: Fork<T>,
  picks: Picks,
): { value: T; base: T } {
  const { conflicts, ...merged } = merge(parts, fork);
  let [value, base] = [merged.value as Values, merged.base as Values];
  for (const { id, part, row, theirs } of conflicts) {
    const pick = picks[id];
    if (pick) base = withPiece(part, row, base, theirs);
    if (pick === 'THEIRS') value = withPiece(part, row, value, theirs);
  }
  return { value: value as T, base: base as T };
}

function withPiece(part: Part, row: string | undefined, values: Values, what: unknown): Values {
  if (row === undefined || !part.rows) return withHeld(part, values, what);
  const entries = part.rows.entries(held(part, values));
  const kept = entries.filter(([id]) => id !== row || what !== undefined);
  const next = kept.map(([id, one]): Entry => [id, id === row ? what : one]);
  const known = what === undefined || next.some(([id]) => id === row);
  return withHeld(part, values, part.rows.value(known ? next : [...next, [row, what]]));
}

/** A long text cut into sentences, with those marked that the other text does not have. */
export function sentences(text: string, other: string): { text: string; differs: boolean }[] {
  const cut = (whole: string) => whole.split(/(?<=[。！？；!?;\n]|\.\s)/u);
  const known = new Set(cut(other).map((one) => one.trim()));
  return cut(text).map((one) => ({ text: one, differs: one.trim() !== '' && !known.has(one.trim()) }));
}
