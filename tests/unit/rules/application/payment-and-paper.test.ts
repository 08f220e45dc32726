import { describe, expect, it } from 'vitest';
import type { Act } from '../../../../shared/contracts/acts.ts';
import { positionAt } from '../../../../shared/rules/application/turns.ts';
import { actor, plan, reached, system, Walker } from '../../../fixtures/applications.ts';

const justBefore = (instant: string, ms = 1) => new Date(Date.parse(instant) - ms).toISOString();

describe('R59: payment', () => {
  const pay = (w: Walker, paidAt: string, amountFen = w.app.payment.amountFen): Act => ({
    name: 'CONFIRM_PAYMENT',
    actor: system,
    paidAt,
    transactionId: 't',
    amountFen,
  });

  it('R59: payment opens only with the district’s approval, for the plan’s fee', () => {
    expect(reached('DISTRICT_REVIEW').app.payment.status).toBe('NONE');
    expect(reached('PAYMENT_DUE').app.payment).toMatchObject({
      status: 'OPEN',
      amountFen: plan.fee.amountFen,
      attempt: 1,
      orderId: 'app-1-1',
    });
  });

  it('R59 §7.4: what counts is the gateway’s payment time, not the callback’s arrival', () => {
    const walker = reached('PAYMENT_DUE');
    const closeAt = walker.app.payment.closeAt ?? '';
    walker.at(new Date(Date.parse(closeAt) + 3 * 60_000).toISOString());
    expect(walker.refusal(pay(walker, justBefore(closeAt, 10_000)))).toBeUndefined();
    expect(walker.refusal(pay(walker, closeAt))).toBe('GUARD/PAYMENT_WINDOW');
  });

  it('R59: another amount than the fee is not a payment', () => {
    const walker = reached('PAYMENT_DUE');
    expect(walker.refusal(pay(walker, walker.now, walker.app.payment.amountFen - 1))).toBe(
      'GUARD/PAYMENT_AMOUNT',
    );
  });

  it('T17 Q16: lapses at the close; begun in time it has 30 minutes more; ops may re-open it once', () => {
    const walker = reached('PAYMENT_DUE');
    const closeAt = walker.app.payment.closeAt ?? '';
    const begun = new Walker({
      app: { ...walker.app, payment: { ...walker.app.payment, startedAt: justBefore(closeAt) } },
      now: closeAt,
    });
    expect(begun.refusal({ name: 'LAPSE', actor: system })).toBe('GUARD/DEADLINE_NOT_REACHED');
    expect(positionAt(begun.app, begun.app.turn, begun.now).timeoutSeconds).toBe(30 * 60);
    expect(begun.later(30).refusal({ name: 'LAPSE', actor: system })).toBeUndefined();
    walker.at(closeAt).do({ name: 'LAPSE', actor: system });
    expect(walker.app).toMatchObject({
      stage: 'LAPSED',
      payment: { status: 'EXPIRED' },
      ended: { deadline: 'PAYMENT' },
    });
    const reopen: Act = { name: 'REOPEN_PAYMENT', actor: actor('PLATFORM_OPS'), reason: '系统故障' };
    walker.do(reopen);
    expect(walker.app).toMatchObject({
      stage: 'PAYMENT_DUE',
      payment: { status: 'OPEN', attempt: 2 },
      revision: 2,
    });
    walker.at(walker.app.payment.closeAt ?? '').do({ name: 'LAPSE', actor: system });
    expect(walker.refusal(reopen)).toBe('GUARD/PAYMENT_REOPEN');
  });

  it.each([1, 3])('Q16: with %i days of grace it is re-opened until 24:00 of the last of them', (days) => {
    const graced = { ...plan, fee: { ...plan.fee, reopenGraceDays: days } };
    const walker = reached('PAYMENT_DUE', { plan: graced });
    const closeAt = walker.app.payment.closeAt ?? '';
    walker.at(closeAt).do({ name: 'LAPSE', actor: system });
    const reopen: Act = { name: 'REOPEN_PAYMENT', actor: actor('PLATFORM_OPS'), reason: '系统故障' };
    const until = justBefore(closeAt, -days * 86_400_000);
    expect(walker.at(justBefore(until)).refusal(reopen)).toBeUndefined();
    expect(walker.at(until).refusal(reopen)).toBe('GUARD/PAYMENT_REOPEN');
  });

  it('§7.4 T17: the grace is the plan’s, as it was when the payment opened', () => {
    const short = { ...plan, fee: { ...plan.fee, inProgressMinutes: 10 } };
    const { app } = reached('PAYMENT_DUE', { plan: short });
    const closeAt = app.payment.closeAt ?? '';
    const begun = new Walker({
      app: { ...app, payment: { ...app.payment, startedAt: justBefore(closeAt) } },
      now: closeAt,
    });
    expect(positionAt(begun.app, begun.app.turn, begun.now).timeoutSeconds).toBe(10 * 60);
    expect(begun.later(9).refusal({ name: 'LAPSE', actor: system })).toBe('GUARD/DEADLINE_NOT_REACHED');
    expect(begun.later(1).refusal({ name: 'LAPSE', actor: system })).toBeUndefined();
  });

  it('Q15: a fee of 0 skips the payment stage', () => {
    const free = { ...plan, fee: { ...plan.fee, amountFen: 0 } };
    const walker = reached('DISTRICT_REVIEW', { plan: free });
    expect(walker.do({ name: 'DISTRICT_APPROVE', actor: actor('DISTRICT_OFFICER') }).app).toMatchObject({
      stage: 'FORM_DUE',
      paper: { status: 'EXPORTABLE', formVersion: 1 },
    });
  });

  it('R60 I2: the form is exportable only after payment', () => {
    expect(reached('PAYMENT_DUE').app.paper.status).toBe('NOT_AVAILABLE');
    expect(reached('FORM_DUE').app.paper).toMatchObject({ status: 'EXPORTABLE', formVersion: 1 });
  });
});

describe('R61, R62: where the paper goes', () => {
  it.each([
    ['POINT', 'POINT_CLERK', undefined],
    ['POINT', 'MUNI_UNIT_OFFICER', 'GUARD/FORM_DESTINATION'],
    ['MUNI', 'MUNI_UNIT_OFFICER', undefined],
    ['MUNI', 'POINT_CLERK', 'GUARD/FORM_DESTINATION'],
  ] as const)('R61 R62: on the %s road a %s receives it: %s', (kind, role, refusal) => {
    const walker = reached('FORM_DUE');
    const route = { ...walker.app.route, pointId: 'P330106', division: '330106', paper: { kind, id: 'X' } };
    walker.app = { ...walker.app, route };
    expect(walker.refusal({ name: 'RECEIVE_PAPER', actor: actor(role) })).toBe(refusal);
  });

  it('Q21: the office audits only when the paper is there', () => {
    const walker = reached('OFFICE_REVIEW').paper('RECEIVED_POINT');
    expect(walker.refusal({ name: 'OFFICE_AUDIT', actor: actor('OFFICE_CLERK') })).toBe(
      'GUARD/FORM_DESTINATION',
    );
  });
});
