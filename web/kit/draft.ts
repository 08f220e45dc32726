import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { type Difference, differ, merge, type Part, type Picks, pieceOf, settle } from './merge.ts';

/** A part of a form, with what it and its value are called where two states of it are compared. */
export interface FormPart extends Part {
  label(): string;
  /** The value in words; of one row where the part has rows. Empty where there is none. */
  show(value: never, row: string): string;
  /** What a row is called. */
  rowLabel?(row: never, id: string): string;
  /** Instead of words. */
  picture?(value: never): ComponentChildren;
  /** Follows other parts, so nothing is told of it. */
  silent?: true;
}

/** A part of one member, or of several that stand together; how its value is said is left out for plain texts. */
export const part = <V>(
  keys: string | readonly string[],
  label: () => string,
  show: (value: V, row: string) => string = String,
  more: Partial<Omit<FormPart, 'keys' | 'label' | 'show'>> = {},
): FormPart => ({ keys: typeof keys === 'string' ? [keys] : keys, label, show, ...more });

/** What a form is saved under: what the server holds of it, and in which version (its ETag). */
export interface Held<T> {
  readonly value: T;
  /** Undefined where the form is not saved by version. */
  readonly version?: number | undefined;
}

/** What is kept of a form that somebody is typing in. */
export interface Kept<T> {
  readonly value: T;
  /** What it began from. */
  readonly base: T;
  readonly version?: number | undefined;
  /** Ids of what was taken over from elsewhere since, to be told. */
  readonly news: readonly string[];
}

/** The kept draft upon what the server holds now: what only one side changed is merged, the rest are conflicts. */
export interface Rebased<T> extends Kept<T> {
  readonly conflicts: readonly Difference<FormPart>[];
  /** Typed, and not what the server holds. */
  readonly dirty: boolean;
}

/** Something taken over from elsewhere, and what it is now. */
export interface News {
  readonly id: string;
  readonly part: FormPart;
  readonly row?: string | undefined;
  readonly value: unknown;
}

/** Pure, so that a reload, a refetch and a refused save all come to the same. */
export function rebase<T extends object>(
  parts: readonly FormPart[],
  kept: Kept<T>,
  held: Held<T>,
): Rebased<T> {
  // An answer that was overtaken by the one which the draft began from.
  if ((held.version ?? 0) < (kept.version ?? 0))
    return { ...kept, conflicts: [], dirty: differ(parts, kept.value, kept.base) };
  const { value, base, conflicts, taken } = merge(parts, {
    base: kept.base,
    mine: kept.value,
    theirs: held.value,
  });
  // What came without a new version is no other's change: the mobile number of the profile, proposed for the page.
  const told = held.version === kept.version ? [] : taken.map((one) => one.id);
  const disputed = conflicts.map((one) => one.id);
  return {
    value,
    base,
    version: conflicts.length > 0 ? kept.version : held.version,
    news: [...new Set([...kept.news, ...told])].filter((id) => !disputed.includes(id)),
    conflicts,
    dirty: conflicts.length > 0 || differ(parts, value, held.value),
  };
}

/**
 * What a form holds, kept in sessionStorage until it is saved: a reload, a new sign-in, a server that is away lose
 * nothing (R4: a kept draft is not "saved"), and nothing that was saved elsewhere meanwhile is hidden or overwritten.
 */
export interface Draft<T> {
  readonly value: T;
  set(change: Partial<T> | ((now: T) => T)): void;
  /** Typed but not saved. */
  readonly dirty: boolean;
  /** The version that `value` stands on, for If-Match. Of no use while there are conflicts. */
  readonly version: number | undefined;
  readonly conflicts: readonly Difference<FormPart>[];
  /** What was changed elsewhere and taken over, beside what is typed here. */
  readonly news: readonly News[];
  settle(picks: Picks): void;
  /** The draft as it will be once the server's newest answer is shown. */
  upon(held: Held<T>): Rebased<T>;
  /** What stands here now is being saved. To be called once it is: what was typed meanwhile stays. */
  saving(): () => void;
  /** Throws away what was typed. */
  discard(): void;
}

const keyOf = (name: string) => `zp.draft.${name}`;

function read<T>(name: string): Kept<T> | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(name)) ?? 'null') as Kept<T> | null;
    return kept && 'base' in kept ? kept : undefined;
  } catch {
    return undefined;
  }
}

function write<T>(name: string, kept: Kept<T> | undefined): void {
  try {
    if (kept) sessionStorage.setItem(keyOf(name), JSON.stringify(kept));
    else sessionStorage.removeItem(keyOf(name));
  } catch {
    // Without room for it the draft lasts as long as the page; the form goes on.
  }
}

const noParts: readonly FormPart[] = [];

/** @param stored what of the form may lie in the browser's storage; the rest lasts as long as the page */
export function useDraft<T extends object>(
  name: string,
  held: Held<T>,
  parts: readonly FormPart[] = noParts,
  stored: (value: T) => T = (value) => value,
): Draft<T> {
  const [state, setState] = useState(() => ({ name, kept: read<T>(name) }));
  const latest = useRef(state);
  // The same component may go on to another form.
  if (latest.current.name !== name) latest.current = { name, kept: read<T>(name) };
  const { kept } = latest.current;
  const newest = useRef(held);
  newest.current = held;
  const upon = (what: Held<T>, from: Kept<T> | undefined) =>
    rebase(parts, from ?? { ...what, base: what.value, news: [] }, what);
  /** Kept at once: the page may be left before it is shown again. */
  const change = (next: (now: Kept<T> | undefined) => Kept<T> | undefined) => {
    latest.current = { name, kept: next(latest.current.kept) };
    const now = latest.current.kept;
    write(name, now && { ...now, value: stored(now.value), base: stored(now.base) });
    setState(latest.current);
  };
  const now = upon(held, kept);
  return {
    value: now.value,
    dirty: now.dirty,
    version: now.version,
    conflicts: now.conflicts,
    news: now.dirty ? now.news.flatMap((id) => pieceOf(parts, held.value, id) ?? []) : [],
    upon: (what) => upon(what, latest.current.kept),
    set: (to) =>
      change((old) => {
        const what = newest.current;
        const begun = old && upon(what, old);
        // What was typed and is saved by now is no draft to go on from.
        const { value, base, version, news } = begun?.dirty ? begun : upon(what, undefined);
        return { value: typeof to === 'function' ? to(value) : { ...value, ...to }, base, version, news };
      }),
    settle: (picks) =>
      change((old) => {
        const { version, news, ...from } = upon(newest.current, old);
        const fork = { base: from.base, mine: from.value, theirs: newest.current.value };
        return { ...settle(parts, fork, picks), version, news };
      }),
    saving: () => () =>
      change((old) => (old && old !== kept ? { ...old, base: now.value, news: [] } : undefined)),
    discard: () => change(() => undefined),
  };
}
