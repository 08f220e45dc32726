import type { ResponseOf } from '../contracts/api/index.ts';
import type { Actor, Role } from '../contracts/roles.ts';

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

/** The history, oldest first, with the receipt of each event (V7). */
export function timelineOf(events: readonly HistoryEvent[], reader: 'APPLICANT' | 'DESK'): TimelineEntry[] {
  return [...events]
    .sort((a, b) => a.seq - b.seq)
    .map(({ seq, at, act, actor, hash, transition, from, to, reason }) => ({
      seq,
      at,
      act,
      role: actor.role,
      hash,
      ...(transition ? { transition } : {}),
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      ...(actor.name && !unnamed.includes(actor.role) ? { actorName: actor.name } : {}),
      ...(reason && !(reader === 'APPLICANT' && hiddenFromApplicant.includes(act)) ? { reason } : {}),
    }));
}
