import type { Application } from '../../contracts/application.ts';
import type { CountedWindow, HolidayCalendar } from '../../contracts/calendar.ts';
import type { Plan } from '../../contracts/plan.ts';
import { canonicalHash } from '../base/canonical-json.ts';
import { epochMs, isBefore } from '../calendar/local-date.ts';
import { PUBLICITY_WHITELIST, type PublicityField, publicityRow, unlistAt } from '../people/privacy.ts';
import { recomputeWindow } from './window.ts';

/** The list of a publicity (R63, R65; V1, V3, K4): its rows, its hash, and where it stands in time. */

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

export type PublicityState = 'PREPARED' | 'OPEN' | 'CLOSABLE' | 'CLOSED';

/**
 * Where a publicity stands at `now` (§7.1): CLOSABLE once all working days are over, CLOSED when besides nothing is
 * objected to. A provisional window stays OPEN, whatever the clock says (K3). `window` is the recomputed one (K2).
 */
export function publicityState(
  publicity: {
    readonly window?: CountedWindow | undefined;
    readonly reopened?: readonly { readonly window: CountedWindow }[] | undefined;
  },
  context: { readonly now: string; readonly calendar: HolidayCalendar; readonly openObjections: boolean },
): PublicityState {
  const { now, calendar, openObjections } = context;
  if (!publicity.window) return 'PREPARED';
  const windows = [publicity.window, ...(publicity.reopened ?? []).map((r) => r.window)].map((w) =>
    recomputeWindow(w, calendar),
  );
  const over = windows.every((w) => !w.provisional && !isBefore(now, w.closeAt));
  if (!over) return 'OPEN';
  return openObjections ? 'CLOSABLE' : 'CLOSED';
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
