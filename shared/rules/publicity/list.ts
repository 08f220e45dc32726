import type { Application } from '../../contracts/application.ts';
import type { CalendarInForce, CountedWindow } from '../../contracts/calendar.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { Plan, publicityFields } from '../../contracts/plan.ts';
import { canonicalHash } from '../base/canonical-json.ts';
import { epochMs, instantOf } from '../calendar/local-date.ts';
import { find } from './findings.ts';
import { isRunning, windowInForce } from './window.ts';

/** The list of a publicity (R63, R65; V1, V3, K4): its rows, its hash, and where it stands in time. */

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

/**
 * V1: may a plan show these fields? It may narrow the white-list, never widen it, and a list whose people cannot be
 * told apart invites no objection: name and application number stay.
 */
export function checkPublicityFields(fields: readonly string[]): Finding[] {
  const allowed = PUBLICITY_WHITELIST.join(', ');
  const problems = fields
    .filter((field) => !PUBLICITY_WHITELIST.some((one) => one === field))
    .map((found) => find('PUBLICITY_FIELD', { field: '/publicity/fields', found, allowed }));
  const needed = ['name', 'applicationNo'].filter((field) => !fields.includes(field));
  if (needed.length > 0)
    problems.push(find('PUBLICITY_IDENTITY', { field: '/publicity/fields', allowed: needed.join(', ') }));
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

export type ListRow = Record<PublicityField, string>;

/** V1: the white-listed fields that the plan shows; a field that it hides is empty, so that every row has one shape. */
export function listRow(application: Application, plan: Plan): ListRow {
  const specialty = plan.title.specialties.find((s) => s.code === application.specialty);
  const shown = publicityRow(
    {
      applicationNo: application.applicationNo ?? '',
      name: application.applicantName,
      unit: application.unit.name,
      title: plan.title.qualification,
      specialty: specialty?.name.zh ?? application.specialty ?? '',
      level: plan.title.levelName,
      mode: application.mode ?? '',
    },
    plan.publicity.fields,
  );
  return Object.fromEntries(PUBLICITY_WHITELIST.map((field) => [field, shown[field] ?? ''])) as ListRow;
}

/** The order in which a list is shown and hashed. */
export function inListOrder<R extends { readonly applicationNo: string }>(rows: readonly R[]): R[] {
  return [...rows].sort((a, b) =>
    a.applicationNo < b.applicationNo ? -1 : a.applicationNo > b.applicationNo ? 1 : 0,
  );
}

/** SHA-256 of the canonical JSON of the rows in list order, white-listed fields only: what the proof names (K4). */
export function listHashOf(rows: readonly ListRow[]): string {
  const plain = rows.map((row) =>
    Object.fromEntries(PUBLICITY_WHITELIST.map((field) => [field, row[field]])),
  );
  return canonicalHash(inListOrder(plain as ListRow[]));
}

export type PublicityState = 'PREPARED' | 'OPEN' | 'CLOSABLE' | 'CLOSED' | 'DISCARDED';

/**
 * Where a publicity stands at `now` (§7.1): CLOSABLE once all working days are over, CLOSED when besides nothing is
 * objected to. A provisional window stays OPEN, whatever the clock says (K3). Every window as it stands under
 * `calendars` (K2, D18).
 */
export function publicityState(
  publicity: {
    readonly status?: string;
    readonly window?: CountedWindow | undefined;
    readonly reopened?: readonly { readonly window: CountedWindow }[] | undefined;
  },
  context: {
    readonly now: string;
    readonly calendars: readonly CalendarInForce[];
    readonly openObjections: boolean;
  },
): PublicityState {
  const { now, calendars, openObjections } = context;
  if (publicity.status === 'DISCARDED') return 'DISCARDED';
  if (!publicity.window) return 'PREPARED';
  const windows = [publicity.window, ...(publicity.reopened ?? []).map((r) => r.window)];
  const over = windows.every((w) => !isRunning(windowInForce(w, calendars), now));
  if (!over) return 'OPEN';
  return openObjections ? 'CLOSABLE' : 'CLOSED';
}

const DAY_MS = 86_400_000;

/** V3: when a closed list leaves the public site; its proof object and hash stay. Instants are ISO 8601. */
export function unlistAt(closeAt: string, unlistDays: number): string {
  return instantOf(epochMs(closeAt) + unlistDays * DAY_MS);
}

/** V3: has the list left the public site? Only a list that has closed does. */
export function isUnlisted(
  state: PublicityState,
  window: CountedWindow | undefined,
  unlistDays: number,
  now: string,
): boolean {
  return (
    state === 'CLOSED' &&
    window !== undefined &&
    epochMs(now) >= epochMs(unlistAt(window.closeAt, unlistDays))
  );
}
