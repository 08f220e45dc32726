import type { ResponseOf } from '../contracts/api/index.ts';
import type { HolidayCalendar, PublicityProof } from '../contracts/calendar.ts';
import type { Plan } from '../contracts/plan.ts';
import { isUnlisted, type PublicityState, publicityState } from '../rules/publicity/list.ts';
import { proofOf } from '../rules/publicity/proof.ts';
import { canClose, recomputeWindow } from '../rules/publicity/window.ts';
import type { Publicity, PublicityEntry } from '../store/publicities.ts';

/** Publicities as responses: the public's and the office's. */

export interface Standing {
  readonly now: string;
  readonly calendar: HolidayCalendar;
  /** Publicities against whose entries an objection is open. */
  readonly objected: ReadonlySet<string>;
}

export function stateOf(publicity: Publicity, standing: Standing): PublicityState {
  const openObjections = standing.objected.has(publicity.publicityId);
  return publicityState(publicity, { ...standing, openObjections });
}

export function publicityHead(
  publicity: Publicity,
  plan: Plan,
  standing: Standing,
): ResponseOf<'PublicityList'>['items'][number] {
  const { publicityId, kind, planCode, title, count, window, publishedAt } = publicity;
  return {
    publicityId,
    kind,
    planCode,
    planName: plan.names.zh,
    title,
    status: stateOf(publicity, standing),
    count,
    ...(window ? { window: recomputeWindow(window, standing.calendar) } : {}),
    ...(publishedAt ? { publishedAt } : {}),
  };
}

/**
 * What everybody may see: the white-listed row (V1) and, of what became of the entry, only whether it still stands. An
 * objection that nobody has looked into is not told to the world. Gone some time after the close (V3); the proof stays.
 */
export function publicityDocument(
  publicity: Publicity,
  entries: readonly PublicityEntry[],
  plan: Plan,
  standing: Standing,
  calendars: readonly HolidayCalendar[],
): ResponseOf<'PublicityDocument'> {
  const head = publicityHead(publicity, plan, standing);
  const unlisted = isUnlisted(head.status, head.window, plan.publicity.unlistDays, standing.now);
  const proof = publicityProof(publicity, standing.calendar, calendars);
  const { name, phone, paperAddress } = plan.directory.office;
  return {
    ...head,
    entries: unlisted ? [] : entries.map(publicEntry),
    ...(proof ? { proof } : {}),
    office: { name: name.zh, phone, address: paperAddress.zh },
  };
}

function publicEntry(entry: PublicityEntry): ResponseOf<'PublicityEntry'> {
  const { applicationNo, name, unit, title, specialty, level, mode, status } = entry;
  const gone = status === 'UPHELD' || status === 'REMOVED';
  return {
    applicationNo,
    name,
    unit,
    title,
    specialty,
    level,
    mode,
    status: gone ? 'REMOVED' : 'LISTED',
  };
}

/** K4. The calendar is the version that the window was last counted with. */
function publicityProof(
  { window, listHash }: Publicity,
  newest: HolidayCalendar,
  calendars: readonly HolidayCalendar[],
): PublicityProof | undefined {
  if (!window || !listHash) return undefined;
  const counted = recomputeWindow(window, newest);
  const calendar = calendars.find((c) => c.id === counted.calendarVersion);
  return calendar && proofOf(counted, calendar, listHash);
}

function isOver({ window }: Publicity, { calendar, now }: Standing): boolean {
  return window !== undefined && canClose(window, calendar, now, 0).ok;
}

export function officePublicity(
  publicity: Publicity,
  applicationIds: readonly string[],
  plan: Plan,
  standing: Standing,
): ResponseOf<'OfficePublicity'> {
  const { version, preparedBy, openedBy, excluded, batchId } = publicity;
  const person = ({ id, name }: { id: string; name?: string | undefined }) => ({
    id,
    ...(name ? { name } : {}),
  });
  return {
    ...publicityHead(publicity, plan, standing),
    version,
    preparedBy: person(preparedBy),
    ...(openedBy ? { openedBy: person(openedBy) } : {}),
    reportable: publicity.kind === 'RESULT' && isOver(publicity, standing),
    applicationIds: [...applicationIds],
    excluded,
    ...(batchId ? { batchId } : {}),
  };
}
