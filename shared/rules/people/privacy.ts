import type { Finding } from '../../contracts/finding.ts';
import type { publicityFields } from '../../contracts/plan.ts';
import { findingTable } from '../base/finding.ts';
import { epochMs, instantOf } from '../calendar/local-date.ts';
import { find } from './findings.ts';
import { maskIdentifier, maskName } from './identifiers.ts';

/** Who sees what of a person (domain-spec §11 V1–V4; PIPL arts. 6 and 25 as L33). */

export type PublicityField = (typeof publicityFields)[number];

/** A publicity list's row: exactly the white-list of V1, and nothing else. */
export type PublicityRow = Partial<Readonly<Record<PublicityField, string>>>;

/** V1: the only fields that may ever be public, in the order in which a list shows them. */
export const PUBLICITY_WHITELIST: readonly PublicityField[] = [
  'applicationNo',
  'name',
  'unit',
  'title',
  'specialty',
  'level',
  'mode',
];

const findList = findingTable({
  PUBLICITY_FIELD: {
    rule: 'V1',
    zh: '公示名单不得包含“{found}”，可公示的内容：{allowed}',
    en: 'A public list may not show {found}; it may show: {allowed}',
  },
  PUBLICITY_IDENTITY: {
    rule: 'V1',
    zh: '公示名单须能指明申报人，至少包含：{allowed}',
    en: 'A public list must tell who is meant: it needs {allowed}',
  },
});

/**
 * V1: may a plan show these fields? It may narrow the white-list, never widen it, and a list whose people cannot be
 * told apart invites no objection: name and application number stay.
 */
export function checkPublicityFields(fields: readonly string[]): Finding[] {
  const allowed = PUBLICITY_WHITELIST.join(', ');
  const problems = fields
    .filter((field) => !PUBLICITY_WHITELIST.some((one) => one === field))
    .map((found) => findList('PUBLICITY_FIELD', { field: 'publicity.fields', found, allowed }));
  const needed = ['name', 'applicationNo'].filter((field) => !fields.includes(field));
  if (needed.length > 0)
    problems.push(findList('PUBLICITY_IDENTITY', { field: 'publicity.fields', allowed: needed.join(', ') }));
  return problems;
}

/**
 * The public row of an applicant: only white-listed fields that the plan shows are read from the source; whatever
 * else it holds stays behind. People of one name in one unit are told apart by the number alone (V1).
 */
export function publicityRow(
  source: Readonly<Record<PublicityField, string>>,
  fields: readonly PublicityField[] = PUBLICITY_WHITELIST,
): PublicityRow {
  const row: Partial<Record<PublicityField, string>> = {};
  for (const field of PUBLICITY_WHITELIST) if (fields.includes(field)) row[field] = source[field];
  return row;
}

const DAY_MS = 86_400_000;

/** V3: when a closed list leaves the public site; its proof object and hash stay. Instants are ISO 8601. */
export function unlistAt(closeAt: string, unlistDays: number): string {
  return instantOf(epochMs(closeAt) + unlistDays * DAY_MS);
}

/** Who looks at an identity number, and how (V2). */
export type IdViewer =
  | { readonly kind: 'OWNER'; readonly full: boolean }
  | { readonly kind: 'STAFF'; readonly full: boolean; readonly purpose?: string }
  | { readonly kind: 'EXPORT'; readonly full: boolean; readonly granted: boolean };

/** What is shown, and whether the reading goes into the audit log. */
export interface IdDisplay {
  readonly text: string;
  readonly full: boolean;
  readonly log: boolean;
  readonly findings: readonly Finding[];
}

/** V2: masked by default for everyone; the owner on demand; staff with a purpose; exports with the right. */
export function displayIdNumber(idNumber: string, viewer: IdViewer): IdDisplay {
  const findings: Finding[] = [];
  if (viewer.full && viewer.kind === 'STAFF' && !viewer.purpose?.trim())
    findings.push(find('ID_PURPOSE', { field: 'purpose' }));
  if (viewer.full && viewer.kind === 'EXPORT' && !viewer.granted) findings.push(find('ID_RIGHT'));
  const full = viewer.full && findings.length === 0;
  const log = full && viewer.kind !== 'OWNER';
  return { text: full ? idNumber : maskIdentifier(idNumber), full, log, findings };
}

/**
 * A name as two typings of it agree: compatibility forms folded, blanks gone, one kind of middle dot, letters of one
 * case. 买买提·艾力 is written with six different dots.
 */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[·•・‧⋅∙.]/gu, '·')
    .toUpperCase()
    .normalize('NFKC');
}

/** Do two typings name the same person's name? */
export function sameName(a: string, b: string): boolean {
  return foldName(a) !== '' && foldName(a) === foldName(b);
}

/** The name as somebody sees who does not know it (V4): masked in each part between middle dots. */
export function publicName(name: string, known: boolean): string {
  return known ? name : name.split('·').map(maskName).join('·');
}
