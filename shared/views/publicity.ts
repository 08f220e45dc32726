import type { ResponseOf } from '../contracts/api/index.ts';
import type { CalendarInForce, PublicityProof } from '../contracts/calendar.ts';
import type { Plan } from '../contracts/plan.ts';
import { isUnlisted, type PublicityState, publicityState } from '../rules/publicity/list.ts';
import { proofOf } from '../rules/publicity/proof.ts';
import { canClose, windowInForce } from '../rules/publicity/window.ts';
import type { Publicity, PublicityEntry } from '../store/publicities.ts';

/** Publicities as responses: the public's and the office's. */

export interface Standing {
  readonly now: string;
  readonly calendars: readonly CalendarInForce[];
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
    ...(window ? { window: windowInForce(window, standing.calendars) } : {}),
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
): ResponseOf<'PublicityDocument'> {
  const head = publicityHead(publicity, plan, standing);
  const unlisted = isUnlisted(head.status, head.window, plan.publicity.unlistDays, standing.now);
  const proof = publicityProof(publicity, standing);
  const earlier = (publicity.proofs ?? []).filter((p) => p.listHash !== proof?.listHash);
  const { name, phone, paperAddress } = plan.directory.office;
  return {
    ...head,
    entries: unlisted ? [] : entries.map(publicEntry),
    ...(proof ? { proof } : {}),
    ...(earlier.length > 0 ? { earlierProofs: earlier } : {}),
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

/** K4, D18: of a list that has closed the stored one; else of its window as it stands, by the version that it was counted with. */
export function publicityProof(
  { window, listHash, proofs }: Pick<Publicity, 'window' | 'listHash' | 'proofs'>,
  { calendars }: Pick<Standing, 'calendars'>,
): PublicityProof | undefined {
  if (!window || !listHash) return undefined;
  const stored = proofs?.find((proof) => proof.listHash === listHash);
  if (stored) return stored;
  const counted = windowInForce(window, calendars);
  const version = calendars.find(({ calendar }) => calendar.id === counted.calendarVersion);
  return version && proofOf(counted, version.calendar, listHash);
}

function isOver({ window }: Publicity, { calendars, now }: Standing): boolean {
  return window !== undefined && canClose(window, calendars, now, 0).ok;
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
