import * as z from 'zod/mini';
import type { ReturnItem } from '../../contracts/application.ts';
import { type Declaration, DeclarationDataSchema } from '../../contracts/declaration.ts';
import type { Finding } from '../../contracts/finding.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import { find } from './findings.ts';
import { PERSON_PATH } from './person.ts';

/** C9: a return re-opens only what it names. Paths are those of `returned.items`. */

type Tree = Record<string, unknown>;

/**
 * The places where two versions of a declaration differ, as paths of a return: `/person`, `/photo`, `/data/<field>`, `/data/asked/<code>`,
 * `/achievements/<itemId>`, `/attachments/<code>`. The signature and the confirmation of uploads follow the content
 * and are free.
 */
export function changedPaths(before: Declaration, after: Declaration): string[] {
  const paths: string[] = [];
  // A snapshot from before D16 has no person to differ from.
  if (before.person && differs(before.person, after.person)) paths.push(PERSON_PATH);
  if (differs(before.photo, after.photo)) paths.push('/photo');
  const data: [Tree, Tree] = [before.data, after.data];
  const asked: [Tree, Tree] = [before.data.asked ?? {}, after.data.asked ?? {}];
  for (const code of keysOf(asked))
    if (differs(asked[0][code], asked[1][code])) paths.push(`/data/asked/${code}`);
  for (const key of keysOf(data))
    if (key !== 'asked' && differs(kept(key, data[0][key]), kept(key, data[1][key])))
      paths.push(`/data/${key}`);
  paths.push(
    ...changedGroups('/achievements', before.achievements, after.achievements, (a) => a.itemId),
    ...changedGroups('/attachments', before.attachments, after.attachments, (a) => a.code),
  );
  return paths;
}

const keysOf = ([before, after]: [Tree, Tree]) => new Set([...Object.keys(before), ...Object.keys(after)]);

/**
 * As it would be kept if it were sent today: numbers that were kept in another form before are the same numbers, or a
 * return that does not name them could not be answered.
 */
function kept(key: string, value: unknown): unknown {
  const shape: Readonly<Record<string, z.ZodMiniType>> = DeclarationDataSchema.shape;
  const read = Object.hasOwn(shape, key) ? z.safeParse(shape[key]!, value) : undefined;
  return read?.success ? read.data : value;
}

function differs(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a !== b;
  return canonicalJson(a) !== canonicalJson(b);
}

function changedGroups<T>(
  root: string,
  before: readonly T[],
  after: readonly T[],
  name: (one: T) => string,
): string[] {
  const group = (list: readonly T[], key: string) =>
    list
      .filter((one) => name(one) === key)
      .map((one) => canonicalJson(one))
      .sort();
  const keys = new Set([...before, ...after].map(name));
  return [...keys]
    .filter((key) => differs(group(before, key), group(after, key)))
    .map((key) => `${root}/${key}`);
}

/**
 * The paths that a return opens. Reviewers name things as the findings do: an achievement by its place in the list, an
 * attachment by the key of its requirement (`A1f|A1g`, `A9@item`); those are turned into item ids and codes.
 */
function openedPaths(items: readonly ReturnItem[], submitted: Declaration): string[] {
  return items.flatMap(({ path }) => {
    const [, root, name, ...rest] = path.replace(/\/+$/, '').split('/');
    if (root === 'achievements' && name !== undefined && /^\d+$/.test(name)) {
      return [`/achievements/${submitted.achievements[Number(name)]?.itemId ?? name}`];
    }
    if (root === 'attachments' && name !== undefined) {
      return (name.split('@')[0] ?? '').split('|').map((code) => `/attachments/${code}`);
    }
    return [`/${[root, name, ...rest].filter((part) => part !== undefined).join('/')}`];
  });
}

/**
 * Items of a return of which nothing was changed. Files are compared by their SHA-256: the same file uploaded again is the
 * same file. A signature is asked for anew by a rule of its own.
 */
export function unchangedItems(
  items: readonly ReturnItem[],
  submitted: Declaration,
  next: Declaration,
): ReturnItem[] {
  const changed = changedPaths(submitted, next);
  return items.filter(({ path }) => {
    const [, root = '', name = ''] = path.split('/');
    if (root === 'commitment') return false;
    if (root === 'photo') return submitted.photo?.sha256 === next.photo?.sha256;
    if (root === 'attachments') return !differs(filesAt(submitted, name), filesAt(next, name));
    return !changed.some((one) => covers(openedPaths([{ path, remark: '' }], submitted), one));
  });
}

/** What was uploaded for `A1f|A1g`, `A9@item`, or for everything, by content. */
function filesAt({ attachments }: Declaration, name: string): string[] {
  const [codes = '', instance] = name.split('@');
  return attachments
    .filter((a) => !codes || codes.split('|').includes(a.code))
    .filter((a) => !instance || a.forAchievement === instance)
    .map((a) => a.sha256 ?? a.fileId)
    .sort();
}

/** Is the path opened, by itself or by something above or below it? */
const covers = (opened: readonly string[], path: string): boolean =>
  opened.some((one) => path === one || path.startsWith(`${one}/`) || one.startsWith(`${path}/`));

/** Does the return let this place be changed? */
export const isOpened = (items: readonly ReturnItem[], submitted: Declaration, path: string): boolean =>
  covers(openedPaths(items, submitted), path);

/** What goes with something else: the reason for a point with the point. */
const companions: Readonly<Record<string, string>> = { '/data/pointReason': '/data/pointId' };

/**
 * What changed beside what the return names.
 * @param submitted the snapshot that was returned
 * @param newlyAsked attachments and fields, by path, that the corrected data ask for and the submitted ones did not
 */
export function checkReturnScope(
  items: readonly ReturnItem[],
  submitted: Declaration,
  next: Declaration,
  newlyAsked: readonly string[] = [],
): Finding[] {
  const opened = [...openedPaths(items, submitted), ...newlyAsked];
  const allowed = items.map((i) => i.path).join(', ');
  return changedPaths(submitted, next)
    .filter((path) => !covers(opened, path) && !covers(opened, companions[path] ?? path))
    .map((path) => find('RETURN_SCOPE', { field: path, found: path, allowed }));
}
