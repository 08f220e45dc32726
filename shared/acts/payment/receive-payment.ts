import type { BodyOf, ResponseOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import { ProblemError, refuse } from '../../errors.ts';
import { isSigned } from '../../ports/cashier.ts';
import { find as findAny } from '../../rules/base/findings.ts';
import { epochMs, instantOf } from '../../rules/calendar/local-date.ts';
import { type PaymentMeaning, paymentMeaning, readOrderId } from '../../rules/payment/callback.ts';
import { find } from '../../rules/payment/findings.ts';
import { againAfterRace } from '../../store/base/race.ts';
import type { Write } from '../../store/base/table.ts';
import { refundWrite, wasRefunded } from '../../store/refunds.ts';
import { type Deps, needed } from '../base/deps.ts';

type Callback = BodyOf<'PaymentCallback'>;
type Answer = ResponseOf<'PaymentReceipt'>;

const gateway: Actor = { id: 'payment-gateway', role: 'SYSTEM' };

/**
 * The gateway's signed callback (R59, §7.4): settled (T16), or money that goes back (C12). It may come twice, late, or
 * for money that is not due: what has been settled or sent back once is answered the same again.
 *
 * @throws {ProblemError} AUTH, NOT_FOUND for no order of ours, and what the transition table has against it
 */
export function receivePayment(deps: Deps, callback: Callback, now: string): Promise<Answer> {
  demandSignature(callback, needed(deps.env, 'PAYMENT_CALLBACK_SECRET'));
  return againAfterRace(() => received(deps, callback, now));
}

async function received(deps: Deps, callback: Callback, now: string): Promise<Answer> {
  const { orderId, transactionId, amountFen } = callback;
  const order = readOrderId(orderId);
  const application = order && (await deps.applications.get(order.applicationId));
  if (!application || order.attempt > application.payment.attempt) throw new ProblemError('NOT_FOUND');
  if (callback.status === 'FAILED') return { result: 'IGNORED', orderId };
  const notice = { transactionId, amountFen, paidAt: paymentInstant(callback.paidAt) };
  const { meaning, refund } = paymentMeaning(application, notice);
  if (meaning === 'REPEATED') return { result: 'ACCEPTED', orderId };
  if (meaning === 'EARLY') return { result: 'IGNORED', orderId };
  if (!refund) {
    const context = await deps.plans.contextOf(application, now);
    const act = { name: 'CONFIRM_PAYMENT', actor: gateway, ...notice } as const;
    await deps.table.transact(deps.applications.prepare(application, act, context).writes);
    return { result: 'ACCEPTED', orderId };
  }
  if (!(await wasRefunded(deps.table, application.applicationId, transactionId)))
    await deps.table.transact(sentBack(deps, application, { ...notice, orderId, meaning, at: now }));
  return { result: meaning === 'DUPLICATE' ? 'DUPLICATE' : 'REFUND', orderId };
}

/** Records that the money goes back, once a transaction. The application itself moves nowhere. */
function sentBack(
  { table, applications }: Deps,
  application: Application,
  refund: {
    orderId: string;
    transactionId: string;
    amountFen: number;
    paidAt: string;
    meaning: PaymentMeaning;
    at: string;
  },
): Write[] {
  const { applicationId, stage } = application;
  const { transactionId, amountFen, paidAt, orderId, meaning, at } = refund;
  const { writes } = applications.change(application, application, {
    act: 'REFUND',
    actor: gateway,
    at,
    from: stage,
    to: stage,
    reason: meaning,
    payload: { orderId, transactionId, amountFen, paidAt },
  });
  return [...writes, refundWrite(table, { applicationId, ...refund })];
}

/** @throws {ProblemError} INVALID when it is no instant */
function paymentInstant(text: string): string {
  if (!Number.isNaN(Date.parse(text)) && /(?:Z|[+-]\d{2}:\d{2})$/.test(text)) return instantOf(epochMs(text));
  const facts = { rule: 'R59', field: '/paidAt', found: text, allowed: 'ISO 8601' } as const;
  return refuse('INVALID', findAny('INVALID_FORMAT', facts));
}

function demandSignature(callback: Callback, secret: string): void {
  if (!isSigned(callback, secret)) refuse('AUTH', find('PAYMENT_SIGNATURE', { field: '/signature' }));
}
