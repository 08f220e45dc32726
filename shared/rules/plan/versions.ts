import type { Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { canonicalHash } from '../base/canonical-json.ts';
import { isPerson, type Person } from '../base/person.ts';
import { idIn } from './elements.ts';
import { find } from './findings.ts';
import { toPointer } from './plan.ts';
import { conditions } from './words/fields.ts';

/** Versions of a plan (G1, G3, D30): what one is, how two differ, who may publish. */

/** One place where two versions of a plan differ; a side that has nothing there is undefined. */
export interface PlanChange {
  readonly pointer: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

const own = (tree: Tree, key: string) => (Object.hasOwn(tree, key) ? tree[key] : undefined);

/** The elements of a list by what they are known by; undefined when that does not tell them apart. */
function byId(list: readonly unknown[]): Map<string, unknown> | undefined {
  const named = list.map((one): [string | undefined, unknown] => [idIn(one), one]);
  const found = new Map(named.flatMap(([id, one]) => (id === undefined ? [] : [[id, one] as const])));
  return found.size === list.length ? found : undefined;
}

/**
 * The visible difference between two versions (G1, D30): the leaves that changed, in document order, each at its JSON
 * Pointer. Elements of a list that have a code are compared and named by it, so that one put in the middle moves no other.
 */
export function diffPlans(before: unknown, after: unknown, pointer = ''): PlanChange[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after))
    return [...before, ...after].some(isTree)
      ? diffLists(before, after, pointer)
      : diffValues(before, after, pointer);
  if (!isTree(before) || !isTree(after) || Array.isArray(before) || Array.isArray(after))
    return [{ pointer, before, after }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => {
    const at = `${pointer}${toPointer([key])}`;
    const changes = diffPlans(own(before, key), own(after, key), at);
    // A condition is one sentence: it is read whole.
    return conditions.has(key) && changes.length > 0
      ? [{ pointer: at, before: own(before, key), after: own(after, key) }]
      : changes;
  });
}

/** A list of plain values changes as one: what it lost, what it gained. */
const diffValues = (before: readonly unknown[], after: readonly unknown[], pointer: string): PlanChange[] =>
  before.length === after.length && before.every((one, i) => Object.is(one, after[i]))
    ? []
    : [{ pointer, before, after }];

function diffLists(before: readonly unknown[], after: readonly unknown[], pointer: string): PlanChange[] {
  const [old, now] = [byId(before), byId(after)];
  if (!old || !now) return diffPlans({ ...before }, { ...after }, pointer);
  const moved = orderOf(old, now).join('\n') !== orderOf(now, old).join('\n');
  const order = moved ? [{ pointer, before: [...old.keys()], after: [...now.keys()] }] : [];
  const inside = [...new Set([...old.keys(), ...now.keys()])].flatMap((id) =>
    diffPlans(old.get(id), now.get(id), `${pointer}${toPointer([id])}`),
  );
  return [...order, ...inside];
}

const orderOf = (one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): string[] =>
  [...one.keys()].filter((id) => other.has(id));

/** Members of the document that say which one it is, not what it orders. */
const labels = ['/version', '/status', '/$schema'];

/** What a draft's applicant is told of (D30): everything but the number of the version itself. */
export const changesOf = (before: Plan, after: Plan): PlanChange[] =>
  diffPlans(before, after).filter(({ pointer }) => !labels.includes(pointer));

/**
 * SHA-256 of the canonical JSON of a document, whatever it says of its own status: that is known of the version (G1).
 * @throws {CanonicalJsonError} for a text with a lone surrogate
 */
export const planHash = (document: unknown): string =>
  canonicalHash(isTree(document) && !Array.isArray(document) ? { ...document, status: undefined } : document);

/** Do two versions order the same in these sections? What is decided on many at once is decided on one set of terms. */
export const sameTerms = (one: Plan, other: Plan, sections: readonly (keyof Plan)[]): boolean =>
  sections.every((section) => diffPlans(one[section], other[section]).length === 0);

/** G1: a document is of the plan and of the version under which it is kept. */
export function checkVersionOf(document: unknown, planCode: string, planVersion: number): Finding[] {
  const { planCode: code, version } = isTree(document) ? document : ({} as Tree);
  const wrong = (field: string, found: unknown, allowed: string | number) =>
    found === allowed
      ? []
      : [find('PLAN_VERSION', { field, found: typeof found === 'number' ? found : String(found), allowed })];
  return [...wrong('/planCode', code, planCode), ...wrong('/version', version, planVersion)];
}

/** G3: publishing is decided by two different people. */
export function checkPublishers(proposedBy: string | undefined, by: Person): Finding[] {
  const two = proposedBy !== undefined && !isPerson(by, proposedBy);
  return two ? [] : [find('PLAN_TWO_PEOPLE', { found: 1, allowed: 2 })];
}

/** JSON nested deeper than any plan is; told before anything walks down it. */
export const MAX_DEPTH = 30;

/** How deep a document is nested, counted without recursion. */
export function depthOf(document: unknown): number {
  let level: unknown[] = [document];
  let depth = 0;
  while (level.length > 0) {
    level = level.flatMap((one) => (isTree(one) ? Object.values(one) : []));
    if (level.length > 0) depth += 1;
    if (depth > MAX_DEPTH) return depth;
  }
  return depth;
}
