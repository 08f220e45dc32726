import type { ResponseOf } from '../contracts/api/index.ts';
import type { Bilingual } from '../contracts/finding.ts';
import type { Actor, Role } from '../contracts/roles.ts';
import { refundReason } from '../rules/payment/refund.ts';

export type TimelineEntry = ResponseOf<'TimelineEntry'>;

/** What of a stored audit event the history shows; nothing of what an act brought along (no votes, no ballots). */
export interface HistoryEvent {
  readonly seq: number;
  readonly at: string;
  readonly act: string;
  readonly actor: Actor;
  readonly hash: string;
  readonly transition?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly reason?: string | undefined;
  /** What the act brought along; read for money that goes back only. */
  readonly detail?: unknown;
}

/** B12, L17: experts stay unnamed to everybody; those who object stay unnamed as well (C15). */
const unnamed: readonly Role[] = ['EXPERT', 'PUBLIC', 'SYSTEM'];

/** The words of an objection, of an inquiry and of a fault of the machine are not the applicant's to read. */
const hiddenFromApplicant: readonly string[] = [
  'OBJECT',
  'PROPOSE_UPHOLD',
  'PROPOSE_DISQUALIFICATION',
  'ESCALATE',
];

/** Who reads: the applicant, the employing unit (C15), or another desk. */
type Reader = 'APPLICANT' | 'UNIT' | 'DESK';

/**
 * The history, oldest first, with the receipt of each event (V7). The applicant reads desks by their names and not who
 * worked there; a desk reads the saves of a draft as one line.
 */
export function timelineOf(
  events: readonly HistoryEvent[],
  reader: Reader,
  deskName: (role: Role) => Bilingual,
): TimelineEntry[] {
  const entries = [...events].sort((a, b) => a.seq - b.seq).map((event) => entryOf(event, reader, deskName));
  return reader === 'APPLICANT' ? entries : withoutSaves(entries);
}

function entryOf(event: HistoryEvent, reader: Reader, deskName: (role: Role) => Bilingual): TimelineEntry {
  const { seq, at, act, actor, hash, transition, from, to, reason } = event;
  const note = noteOf(act, reason);
  const hidden = reader !== 'DESK' && hiddenFromApplicant.includes(act);
  const person = actor.name && !unnamed.includes(actor.role);
  const own = reader !== 'APPLICANT' || actor.role === 'APPLICANT';
  return {
    seq,
    at,
    act,
    role: actor.role,
    hash,
    desk: deskName(actor.role),
    ...(transition ? { transition } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(person && own ? { actorName: actor.name } : {}),
    ...(note && (!hidden || note.open) ? { note: note.words } : {}),
    ...(reason && !note && !hidden ? { reason } : {}),
  };
}

/** Saves in a row, each of which a draft may have dozens: the last of them, with their number. */
function withoutSaves(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const kept: TimelineEntry[] = [];
  for (const entry of entries) {
    const before = kept.at(-1);
    const follows = before && isSave(before.act) && isSave(entry.act);
    if (follows) kept.splice(-1, 1, { ...entry, times: (before.times ?? 1) + 1 });
    else kept.push(entry);
  }
  return kept;
}

const isSave = (act: string): boolean => act.startsWith('SAVE_');

/** Where the chain keeps a code for a reason: its words, and whether the applicant may read them. */
function noteOf(act: string, reason: string | undefined): { words: Bilingual; open: boolean } | undefined {
  if (!reason) return undefined;
  const refund = act === 'REFUND' ? refundReason(reason) : undefined;
  if (refund) return { words: refund, open: true };
  if (act !== 'ESCALATE') return undefined;
  return reason === 'OVERDUE' ? { words: overdue, open: true } : { words: failed, open: false };
}

const overdue: Bilingual = {
  zh: '办理期限已过，已催办；不会自动通过',
  en: 'The time limit has passed; the desk was reminded. Nothing passes by itself',
};
const failed: Bilingual = {
  zh: '流程步骤未能执行，已转平台运维处理',
  en: 'A step of the process failed; operations are on it',
};

/** Money that went back, oldest first, with the reason in words (C12). */
export function refundsOf(
  events: readonly HistoryEvent[],
): NonNullable<ResponseOf<'ApplicationView'>['refunds']> {
  return events.flatMap(({ act, at, reason, detail }) => {
    const { amountFen, paidAt } = (detail ?? {}) as { amountFen?: number; paidAt?: string };
    const why = refundReason(reason);
    return act === 'REFUND' && amountFen !== undefined && paidAt && why
      ? [{ at, amountFen, paidAt, why }]
      : [];
  });
}
