import type { Application, Turn } from '../../contracts/application.ts';
import { deskOf } from '../../contracts/desks.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { PlanText } from '../../contracts/plan-text.ts';
import type { Role } from '../../contracts/roles.ts';
import { type Stage, stageCodes, stages } from '../../contracts/stages.ts';
import { paperDesk } from '../desk/routing.ts';
import { DEFAULT_COPIES } from '../paper/paper.ts';
import { refundReason } from '../payment/refund.ts';
import { batchOf } from '../plan/batches.ts';
import { missedDeadline } from '../plan/lapse.ts';
import { type FactText, factsNeeded, type NoticeEvent, type NoticeFacts, noticesOf } from './render.ts';

/** Which notices an audit event of an application gives rise to (C18), and what they may say. */

/** The part of a stored event that notices are made from. `detail` is what the act brought along. */
export interface NoticeCause {
  readonly act: string;
  readonly at: string;
  readonly actor: { readonly role: Role };
  readonly transition?: string | undefined;
  readonly to?: string | undefined;
  readonly reason?: string | undefined;
  readonly detail?: unknown;
}

/** Steps of the paper's custody are no transitions of the application. */
const paperActs: Readonly<Record<string, NoticeEvent>> = {
  PAPER_REFUSED: 'FORM_REFUSED',
  PAPER_ARRIVE_POINT: 'FORM_RETURNED',
  PAPER_ARRIVE_MUNI: 'FORM_RETURNED',
  PAPER_HAND_OVER: 'FORM_HANDED_OVER',
};

const isStage = (text: string | undefined): text is Stage => stageCodes.some((s) => s === text);

export function noticesOfEvent(cause: NoticeCause): readonly NoticeEvent[] {
  if (cause.act === 'REFUND') return ['REFUND'];
  const paper = paperActs[cause.act];
  if (paper) return [paper];
  // A step that failed is told to operations by its alarm; a desk is told only that its time is over.
  if (cause.act === 'ESCALATE' && cause.reason !== 'OVERDUE') return [];
  return cause.transition && isStage(cause.to) ? noticesOf(cause.transition, cause.to) : [];
}

/** The turn that the event opened, or in which it happened. */
export function turnOfEvent({ turns }: Application, cause: NoticeCause): Turn | undefined {
  const opened = turns.filter(
    (t) => t.enteredAt === cause.at && t.stage === cause.to && t.via === cause.transition,
  );
  return opened.at(-1) ?? turns.filter((t) => t.enteredAt <= cause.at).at(-1);
}

/**
 * The facts of an event's notices, as they were then where they have a turn, else as they are now. Undefined when one
 * that a text needs is not known: a plan without a time limit has none to tell.
 */
export function noticeFacts(
  event: NoticeEvent,
  application: Application,
  plan: Plan,
  cause: NoticeCause,
): NoticeFacts | undefined {
  const turn = turnOfEvent(application, cause);
  const detail = (cause.detail ?? {}) as { items?: unknown[]; documentNo?: string; amountFen?: number };
  const desk = placeOf(event, application, plan, cause);
  const batch = batchOf(plan, application.batch);
  const documentNo = detail.documentNo ?? application.document?.documentNo;
  const known: Record<string, NoticeFacts[keyof NoticeFacts]> = {
    applicationNo: application.applicationNo,
    applicationRef: application.applicationNo ?? text(plan.names),
    stageName: isStage(cause.to) ? stageName(cause.to) : stageName(application.stage),
    unitName: application.unit.name,
    batchName: batch && text(batch.names),
    itemCount: detail.items?.length,
    copies: application.paper.copies ?? DEFAULT_COPIES,
    dueAt: turn?.dueAt,
    // An extension may come while an objection is looked into: that turn has no date of its own.
    closeAt: cause.act === 'EXTEND_WINDOW' ? (application.window?.closeAt ?? turn?.dueAt) : turn?.dueAt,
    amountFen: application.payment.amountFen,
    refundFen: detail.amountFen,
    refundReason: refundReason(cause.reason),
    missedAt: missedDeadline(application, plan),
    deskName: desk && text(desk.name),
    deskAddress: desk && text(desk.paperAddress),
    deskPhone: desk?.phone,
    documentNo,
    certificateNo: application.certificate?.certificateNo,
  };
  const facts = Object.fromEntries(factsNeeded(event).map((name) => [name, known[name]]));
  const missing = Object.values(facts).some((value) => value === undefined || value === '');
  return missing ? undefined : (facts as NoticeFacts);
}

const stageName = (stage: Stage): FactText => ({ zh: stages[stage].zh, en: stages[stage].en });
const text = ({ zh, en }: PlanText): FactText => ({ zh, ...(en ? { en } : {}) });

interface Desk {
  readonly name: PlanText;
  readonly paperAddress: PlanText;
  readonly phone: string;
}

/** Where the paper is, or the point that an application was passed on to (T10). */
function placeOf(
  event: NoticeEvent,
  { route }: Application,
  plan: Plan,
  { actor }: NoticeCause,
): Desk | undefined {
  const { office, points } = plan.directory;
  if (event === 'REROUTED') return points.find((p) => p.pointId === route?.pointId);
  const atOffice = deskOf(actor.role)?.name === 'OFFICE';
  if ((event === 'FORM_RECEIVED' || event === 'FORM_REFUSED') && atOffice) return office;
  return route && paperDesk(plan, route.paper);
}
