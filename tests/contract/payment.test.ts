import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { tellOfEvent } from '../../shared/acts/notice/tell-of-event.ts';
import type { Application } from '../../shared/contracts/application.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { type Answer, createHarness, type Harness } from './harness.ts';
import { act, asMachine, get, givenAt, ops, post } from './office-road.ts';

let h: Harness;
let serial = 0;
const DUE = '2020-09-16T02:00:00.000Z';
/** District approval on 14 September, seven calendar days: 24:00 of 21 September in Shanghai. */
const CLOSE = '2020-09-21T16:00:00.000Z';
beforeEach(async () => {
  h = await createHarness({ now: DUE });
});
afterEach(() => h.close());

const due = () => givenAt(h, 'PAYMENT_DUE', { serial: ++serial });
const load = (a: Application) => h.deps.applications.require(a.applicationId);
const SECRET = 'payment-secret-of-the-tests';

function callback(application: Application, changes: object = {}, secret = SECRET) {
  const body = {
    orderId: application.payment.orderId ?? '',
    transactionId: `tx-${serial}`,
    amountFen: 20000,
    paidAt: DUE,
    status: 'SUCCESS',
    ...changes,
  };
  const text = [body.orderId, body.transactionId, body.amountFen, body.paidAt, body.status].join('|');
  const signature = createHmac('sha256', secret).update(text).digest('hex');
  return h.call('api-public', 'POST', '/v1/payments/callback', { body: { ...body, signature } });
}
const Refund = z.object({ transactionId: z.string(), amountFen: z.number(), meaning: z.string() });
const refunds = (a: Application) =>
  h.deps.table.queryAll(Refund, { partition: keys.application(a.applicationId).pk, prefix: 'REFUND#' });

test('R59 T16: paid in time – the form can be exported; told again, nothing changes', async () => {
  const application = await due();
  expect(application.payment.closeAt).toBe(CLOSE);
  expect((await callback(application)).as('PaymentReceipt').result).toBe('ACCEPTED');
  const paid = await load(application);
  expect(paid).toMatchObject({
    stage: 'FORM_DUE',
    payment: { status: 'PAID', paidAt: DUE },
    paper: { status: 'EXPORTABLE' },
  });
  expect((await callback(application)).as('PaymentReceipt').result).toBe('ACCEPTED');
  expect((await load(application)).version).toBe(paid.version);
});

test('the same callback twice at once settles once', async () => {
  const application = await due();
  const answers = await Promise.all([callback(application), callback(application)]);
  expect(answers.map((a) => a.as('PaymentReceipt').result)).toEqual(['ACCEPTED', 'ACCEPTED']);
  expect((await load(application)).version).toBe(application.version + 1);
});

test('a wrong signature, another key, a changed amount: refused, nothing moves', async () => {
  const application = await due();
  const wrong = (await callback(application, {}, 'another secret')).problem();
  expect(wrong).toMatchObject({
    status: 401,
    errors: [expect.objectContaining({ code: 'PAYMENT_SIGNATURE' })],
  });
  const body = {
    orderId: application.payment.orderId,
    transactionId: 't',
    amountFen: 1,
    paidAt: DUE,
    status: 'SUCCESS',
  };
  const forged = await h.call('api-public', 'POST', '/v1/payments/callback', {
    body: { ...body, signature: 'z'.repeat(64) },
  });
  expect(forged.problem().status).toBe(401);
  expect(await load(application)).toMatchObject({ stage: 'PAYMENT_DUE', version: application.version });
});

test('§7.4: paid at 23:59:50, told at 00:03 of the next day – accepted', async () => {
  const application = await due();
  h.clock.set('2020-09-21T16:03:00.000Z');
  const answer = await callback(application, { paidAt: '2020-09-21T23:59:50+08:00' });
  expect(answer.as('PaymentReceipt').result).toBe('ACCEPTED');
  expect((await load(application)).payment.paidAt).toBe('2020-09-21T15:59:50.000Z');
});

test('Q16: paid after the close – the money goes back, once, and nothing moves', async () => {
  const application = await due();
  h.clock.set('2020-09-21T16:05:00.000Z');
  for (let i = 0; i < 2; i++)
    expect((await callback(application, { paidAt: CLOSE })).as('PaymentReceipt').result).toBe('REFUND');
  expect(await refunds(application)).toEqual([
    { transactionId: `tx-${serial}`, amountFen: 20000, meaning: 'LATE' },
  ]);
  expect((await load(application)).stage).toBe('PAYMENT_DUE');
});

test('R59: another amount than the fee goes back', async () => {
  const application = await due();
  expect((await callback(application, { amountFen: 19999 })).as('PaymentReceipt').result).toBe('REFUND');
  expect(await refunds(application)).toMatchObject([{ meaning: 'WRONG_AMOUNT', amountFen: 19999 }]);
  expect((await load(application)).stage).toBe('PAYMENT_DUE');
});

test('C12: a second payment of the same fee goes back; the first one stands', async () => {
  const application = await due();
  await callback(application);
  const second = await callback(application, { transactionId: 'tx-second' });
  expect(second.as('PaymentReceipt').result).toBe('DUPLICATE');
  expect(await refunds(application)).toMatchObject([{ transactionId: 'tx-second', meaning: 'DUPLICATE' }]);
  expect((await load(application)).payment).toMatchObject({ status: 'PAID', transactionId: `tx-${serial}` });
});

test('C12: who paid too late is told the amount and why it goes back, and the page says so', async () => {
  const application = await due();
  await callback(application, { paidAt: CLOSE });
  const { applicationId, applicantId } = application;
  const { pk } = keys.application(applicationId);
  const [last] = (await h.deps.applications.events(applicationId)).slice(-1);
  for (let times = 0; times < 2; times += 1) await tellOfEvent(h.deps, pk, last?.seq ?? 0);
  const as = { id: applicantId, role: 'APPLICANT' as const };
  const notices = (await h.call('api-applicant', 'GET', '/v1/me/notices', { as })).as('NoticeList').items;
  expect(notices.map((n) => n.body.zh)).toEqual([
    expect.stringMatching(/200\.00 元，将原路退回：付款时间晚于/),
  ]);
  const view = await h.call('api-applicant', 'GET', `/v1/me/applications/${applicationId}`, { as });
  const { refunds: shown, timeline } = view.as('ApplicationView');
  expect(shown).toMatchObject([{ amountFen: 20000, why: { zh: '付款时间晚于缴费截止时间' } }]);
  expect(timeline.at(-1)?.note?.zh).toBe('付款时间晚于缴费截止时间');
});

test('D28: a lapse names the deadline missed, and until when payment may be opened again', async () => {
  const application = await due();
  h.clock.set('2020-09-21T17:00:00.000Z');
  const { applicationId, applicantId } = await act(h, application.applicationId, asMachine('LAPSE'));
  const as = { id: applicantId, role: 'APPLICANT' as const };
  const lapsed = async () =>
    (await h.call('api-applicant', 'GET', `/v1/me/applications/${applicationId}`, { as })).as(
      'ApplicationView',
    ).lapsed;
  const first = await lapsed();
  expect(first?.missedAt).toBe(application.dueAt);
  h.clock.set(first?.reopenUntil ?? '');
  expect(await lapsed()).toEqual({ missedAt: application.dueAt });
});

test('Q16, T17c: the person asks on the page, operations see it and open the payment, once', async () => {
  const application = await due();
  h.clock.set('2020-09-21T17:00:00.000Z');
  const { applicationId, applicantId, turn } = await act(h, application.applicationId, asMachine('LAPSE'));
  const as = { id: applicantId, role: 'APPLICANT' as const };
  const ask = () =>
    h.call('api-applicant', 'POST', `/v1/me/applications/${applicationId}/payment-reopening`, {
      as,
      body: { turn, reason: '当时住院' },
    });
  const listed = async () => (await get(h, ops, '/v1/ops/payment-reopenings')).as('ReopeningList').items;
  expect(await listed()).toEqual([]);
  const view = (await ask()).as('ApplicationView');
  expect(view).toMatchObject({ stage: 'LAPSED', lapsed: { askedAt: h.clock.now() } });
  expect((await ask()).problem().errors[0]?.code).toBe('PAYMENT_REOPENING_ASKED');
  const [one] = await listed();
  expect(one).toMatchObject({ applicationId, turn, reason: '当时住院', until: view.lapsed?.reopenUntil });
  expect(JSON.stringify(one)).not.toContain(application.applicantName);
  const path = `/v1/ops/applications/${applicationId}/payment-reopening`;
  (await post(h, ops, path, { turn, reason: '情况属实' })).as('Receipt');
  expect(await listed()).toEqual([]);
  expect((await load(application)).reopeningRequested).toBeUndefined();
});

test('Q16, T17d: operations refuse with a reason, which the person reads; it can be asked for once', async () => {
  const application = await due();
  h.clock.set('2020-09-21T17:00:00.000Z');
  const { applicationId, applicantId, turn } = await act(h, application.applicationId, asMachine('LAPSE'));
  const actor = { id: applicantId, role: 'APPLICANT' } as const;
  const path = `/v1/ops/applications/${applicationId}/payment-reopening`;
  const no = { turn, decision: 'REFUSE', reason: '未在规定时间内缴费，且无网关故障记录' };
  const codes = (answer: Answer) => answer.problem().errors.map((e) => e.code);
  expect(codes(await post(h, ops, path, no))).toEqual(['PAYMENT_REOPENING_NOT_ASKED']);
  await act(h, applicationId, { name: 'REQUEST_REOPENING', reason: '当时住院', actor });
  expect((await post(h, ops, path, { ...no, reason: ' ' })).problem().status).toBe(422);
  (await post(h, ops, path, no)).as('Receipt');
  expect((await get(h, ops, '/v1/ops/payment-reopenings')).as('ReopeningList').items).toEqual([]);
  const own = `/v1/me/applications/${applicationId}`;
  const view = (await h.call('api-applicant', 'GET', own, { as: actor })).as('ApplicationView');
  const { reason } = no;
  expect(view.lapsed?.refused).toEqual({ at: h.clock.now(), reason });
  expect(view.timeline.at(-1)).toMatchObject({ act: 'REFUSE_REOPENING', transition: 'T17d', reason });
  const again = { as: actor, body: { turn, reason: '再次申请' } };
  const asked = await h.call('api-applicant', 'POST', `${own}/payment-reopening`, again);
  expect(codes(asked)).toEqual(['PAYMENT_REOPENING_REFUSED']);
  expect(codes(await post(h, ops, path, no))).toEqual(['PAYMENT_REOPENING_NOT_ASKED']);
});

test('Q16: nothing can be asked once the grace is over, nor is an unanswered request shown any longer', async () => {
  const application = await due();
  h.clock.set('2020-09-21T17:00:00.000Z');
  const { applicationId, applicantId, turn } = await act(h, application.applicationId, asMachine('LAPSE'));
  const asked = { name: 'REQUEST_REOPENING', reason: '当时住院' } as const;
  const actor = { id: applicantId, role: 'APPLICANT' } as const;
  await act(h, applicationId, { ...asked, actor });
  h.clock.advance(60 * 24 * 3600);
  expect((await get(h, ops, '/v1/ops/payment-reopenings')).as('ReopeningList').items).toEqual([]);
  const late = await h.call(
    'api-applicant',
    'POST',
    `/v1/me/applications/${applicationId}/payment-reopening`,
    {
      as: actor,
      body: { turn, reason: '当时住院' },
    },
  );
  expect(late.problem().status).toBe(409);
});

test('in time, but the application has lapsed before the news came: the money goes back', async () => {
  const application = await due();
  h.clock.set('2020-09-21T17:00:00.000Z');
  await act(h, application.applicationId, asMachine('LAPSE'));
  expect((await callback(application)).as('PaymentReceipt').result).toBe('REFUND');
  expect(await refunds(application)).toMatchObject([{ meaning: 'NOT_DUE' }]);
  expect((await load(application)).stage).toBe('LAPSED');
});

test('a failed payment changes nothing; an unknown order is not found; a bad time is said', async () => {
  const application = await due();
  expect((await callback(application, { status: 'FAILED' })).as('PaymentReceipt').result).toBe('IGNORED');
  for (const orderId of ['nobody-1', `${application.applicationId}-9`, 'nonsense'])
    expect((await callback(application, { orderId })).problem().status).toBe(404);
  const bad = (await callback(application, { paidAt: '2020-09-16 10:00:00' })).problem();
  expect(bad).toMatchObject({ status: 422, errors: [expect.objectContaining({ field: '/paidAt' })] });
  expect((await load(application)).version).toBe(application.version);
});

test.each([-5, 0, 0.5, 1e12])('R59: %s fen are no payment, whoever signs it', async (amountFen) => {
  const application = await due();
  const refused = (await callback(application, { amountFen })).problem();
  expect([refused.status, refused.errors[0]?.field]).toEqual([422, '/amountFen']);
  expect(await refunds(application)).toEqual([]);
  // Nor once the fee is paid: it is no second payment of it.
  (await callback(application)).as('PaymentReceipt');
  expect((await callback(application, { amountFen, transactionId: 'tx-other' })).status).toBe(422);
});
