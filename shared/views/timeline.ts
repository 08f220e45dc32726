import type { ResponseOf } from '../contracts/api/index.ts';
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
      ...(reason && !(reader === 'APPLICANT' && hiddenFromApplicant.includes(act))
        ? { reason: worded(act, reason) }
        : {}),
    }));
}

/** A refund's reason is a code in the chain. */
const worded = (act: string, reason: string): string =>
  act === 'REFUND' ? (refundReason(reason)?.zh ?? reason) : reason;

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
