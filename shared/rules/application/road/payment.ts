import type { Application } from '../../../contracts/application.ts';
import type { Context } from '../../base/context.ts';
import { untilOf } from '../../calendar/local-date.ts';
import { find } from '../../payment/findings.ts';
import { judgePayment, paymentDue } from '../../payment/payment.ts';
import { feeFen, paymentPeriod, reopenUntil } from '../settings.ts';
import { at, exportable, type Road, refused } from './step.ts';

/** The fee (R59, Q16). */
export const payment: Road<'CONFIRM_PAYMENT' | 'REQUEST_REOPENING' | 'REFUSE_REOPENING' | 'REOPEN_PAYMENT'> =
  {
    CONFIRM_PAYMENT: {
      guard: ({ payment }, notice) => {
        const { finding } = judgePayment(paymentDue(payment), notice);
        return finding && refused(finding);
      },
      effect: (application, { paidAt, transactionId }) => ({
        changes: {
          payment: { ...application.payment, status: 'PAID', paidAt, transactionId },
          paper: exportable(application),
        },
        enter: at('FORM_DUE', 'PAPER_DELIVERY'),
      }),
    },
    REQUEST_REOPENING: {
      guard: (application, _act, context) => {
        const { reopeningRequested: open } = application;
        if (open?.refused) return refused(find('PAYMENT_REOPENING_REFUSED', { found: open.refused.at }));
        if (open) return refused(find('PAYMENT_REOPENING_ASKED', { found: open.at }));
        return notReopenable(application, context);
      },
      effect: (_application, { reason = '' }, { now }) => ({
        changes: { reopeningRequested: { at: now, reason } },
      }),
    },
    REFUSE_REOPENING: {
      guard: ({ reopeningRequested: asked }) =>
        asked && !asked.refused ? undefined : refused(find('PAYMENT_REOPENING_NOT_ASKED')),
      effect: ({ reopeningRequested: asked }, { reason = '' }, { now }) => ({
        changes: asked ? { reopeningRequested: { ...asked, refused: { at: now, reason } } } : {},
      }),
    },
    REOPEN_PAYMENT: {
      guard: (application, _act, context) => notReopenable(application, context),
      effect: (application, _act, context) => ({
        changes: {
          payment: { ...openPayment(application, context), reopened: true },
          revision: application.revision + 1,
          ended: undefined,
          reopeningRequested: undefined,
        },
        enter: at('PAYMENT_DUE', 'PAYMENT'),
      }),
    },
  };

/** Q16: once, and inside the plan's grace. */
function notReopenable(application: Application, { now, plan }: Context) {
  const until = reopenUntil(application, plan);
  const lapsed = application.ended?.deadline === 'PAYMENT' && !application.payment.reopened;
  if (lapsed && now < until) return undefined;
  const by = until ? untilOf(until) : '—';
  return refused(find('PAYMENT_REOPEN', { found: now, allowed: until, words: { by } }));
}

export function openPayment(application: Application, context: Context): Application['payment'] {
  const attempt = application.payment.attempt + 1;
  return {
    status: 'OPEN',
    amountFen: feeFen(context.plan),
    ...paymentPeriod(context),
    graceMinutes: context.plan.fee.inProgressMinutes,
    attempt,
    orderId: `${application.applicationId}-${attempt}`,
  };
}
