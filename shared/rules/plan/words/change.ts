import type { Bilingual } from '../../../contracts/finding.ts';
import type { PlanChange } from '../versions.ts';
import { isTree, joined } from './parts.ts';
import { sayValue, stepsOf, valueAt } from './say.ts';

/** What a new version changes, in words (D30): for the applicant whose draft follows it, and for its makers. */

export interface ChangeWords {
  /** Where in its section; empty when it is all of it. */
  readonly place: Bilingual;
  /** What stood there and what stands there; absent on the side that has nothing. */
  readonly was?: Bilingual;
  readonly now?: Bilingual;
  /** Of a list: what it has lost and what it has gained. */
  readonly gone?: Bilingual;
  readonly come?: Bilingual;
}

/** @param before, after the two documents, for the names of what codes stand for */
export function sayChange(change: PlanChange, before: unknown, after: unknown): ChangeWords {
  const { pointer } = change;
  const steps = stepsOf(pointer, change.after === undefined ? before : after);
  const field = steps.at(-1)?.place ?? '';
  const place = joined(
    steps.slice(1).map((step) => step.words),
    ' / ',
    ' / ',
  );
  const [old, now] = [change.before, change.after];
  if (Array.isArray(old) && Array.isArray(now)) {
    const ordered = [...entriesAt(before, pointer), ...entriesAt(after, pointer)].some(isTree);
    if (ordered) return { place, was: namesOf(before, pointer, old), now: namesOf(after, pointer, now) };
    const gone = old.filter((one) => !now.includes(one));
    const come = now.filter((one) => !old.includes(one));
    if (!old.every((one) => typeof one === 'number') && gone.length + come.length > 0)
      return {
        place,
        ...(gone.length > 0 ? { gone: sayValue(field, gone, before) } : {}),
        ...(come.length > 0 ? { come: sayValue(field, come, after) } : {}),
      };
  }
  return {
    place,
    ...beside(
      old === undefined ? undefined : sayValue(field, old, before),
      now === undefined ? undefined : sayValue(field, now, after),
    ),
  };
}

const entriesAt = (document: unknown, pointer: string): unknown[] => {
  const value = valueAt(document, pointer);
  return Array.isArray(value) ? value : [];
};

/** A list whose order alone has changed: its elements by name. */
const namesOf = (document: unknown, pointer: string, ids: readonly unknown[]): Bilingual =>
  joined(
    ids.map((id) => stepsOf(`${pointer}/${id}`, document).at(-1)!.words),
    '、',
    ', ',
  );

/** Longer than this a value is told in part; the whole stands in the plan itself. */
const MOST = 200;
/** What stays of a long text around what has changed. */
const AROUND = 20;

/** Both sides; of long texts only what differs, with some letters around it. */
function beside(was: Bilingual | undefined, now: Bilingual | undefined) {
  const [zh, en] = [excerpts(was?.zh, now?.zh), excerpts(was?.en, now?.en)];
  return {
    ...(was ? { was: { zh: zh[0], en: en[0] } } : {}),
    ...(now ? { now: { zh: zh[1], en: en[1] } } : {}),
  };
}

function excerpts(was = '', now = ''): [string, string] {
  const [a, b] = [[...was], [...now]];
  if (Math.max(a.length, b.length) <= MOST) return [was, now];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const part = (letters: readonly string[]): string => {
    if (letters.length === 0) return '';
    const from = Math.max(0, head - AROUND);
    const to = Math.min(letters.length, letters.length - tail + AROUND, from + MOST);
    return `${from > 0 ? '…' : ''}${letters.slice(from, to).join('')}${to < letters.length ? '…' : ''}`;
  };
  return [part(a), part(b)];
}
