import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Application } from '../../shared/contracts/application.ts';
import { encodeBarcode } from '../../shared/rules/paper/paper.ts';
import {
  applicant,
  change,
  givenFormDue,
  givenPaymentDue,
  givenSubmitted,
  hr,
  read,
} from './applicant-road.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const codes = (answer: Answer) => answer.problem().errors.map((e) => e.code);
const rules = (answer: Answer) => answer.problem().errors.map((e) => e.rule);
const post = (id: string, rest: string, body?: unknown, as: Caller = applicant) =>
  h.call('api-applicant', 'POST', `/v1/${as.role === 'UNIT_HR' ? 'unit' : 'me'}/applications/${id}/${rest}`, {
    as,
    ...(body === undefined ? {} : { body }),
  });

describe('payment (R59)', () => {
  it('R59: only when it is open', async () => {
    const { applicationId } = await givenSubmitted(h);
    const refused = await post(applicationId, 'payment');
    expect([refused.status, refused.problem().code, rules(refused)]).toEqual([409, 'WRONG_STAGE', ['R59']]);
  });

  it('R59, §7.4: the cashier’s address carries order, amount and the way back, signed; the start is recorded', async () => {
    const due = await givenPaymentDue(h);
    const order = (await post(due.applicationId, 'payment')).as('PaymentOrder');
    expect(order).toMatchObject({ orderId: due.payment.orderId, amountFen: due.payment.amountFen });
    const url = new URL(order.url);
    const back = url.searchParams.get('return') ?? '';
    expect(back).toContain(due.applicationId);
    expect([url.searchParams.get('order'), url.searchParams.get('amount')]).toEqual([
      order.orderId,
      String(order.amountFen),
    ]);
    const text = `${order.orderId}|${order.amountFen}|${back}`;
    const expected = createHmac('sha256', 'payment-secret-of-the-tests').update(text).digest('hex');
    expect(url.searchParams.get('signature')).toBe(expected);
    const view = await read(h, due.applicationId);
    expect(view.payment.startedAt).toBe(h.clock.now());
    expect(view.waiting).toMatchObject({ role: 'APPLICANT', dueAt: order.closeAt });
  });

  it('R59: until 24:00 of the last day, and not a moment later', async () => {
    const { applicationId, payment } = await givenPaymentDue(h);
    const close = Date.parse(payment.closeAt ?? '');
    h.clock.set(new Date(close - 1).toISOString());
    expect((await post(applicationId, 'payment')).status).toBe(200);
    h.clock.set(new Date(close).toISOString());
    const late = await post(applicationId, 'payment');
    expect([late.status, codes(late)]).toEqual([409, ['PAYMENT_WINDOW']]);
  });
});

/** What the machine's documents step leaves on the application. */
const rendered = async (application: Application) => {
  await h.deps.documents.put('forms/a.pdf', new TextEncoder().encode('%PDF-form'), 'application/pdf');
  return change(h, application.applicationId, (a) => ({
    ...a,
    paper: {
      ...a.paper,
      documentKey: 'forms/a.pdf',
      ...(a.snapshotHash ? { formHash: a.snapshotHash } : {}),
    },
  }));
};

describe('review form (R60, R61)', () => {
  it('R60: no form before the fee is paid', async () => {
    const { applicationId } = await givenPaymentDue(h);
    const refused = await post(applicationId, 'review-form');
    expect([refused.status, codes(refused), rules(refused)]).toEqual([409, ['FORM_BEFORE_PAYMENT'], ['R60']]);
  });

  it('R60: paid but not rendered yet: try again', async () => {
    const { applicationId } = await givenFormDue(h);
    expect(codes(await post(applicationId, 'review-form'))).toEqual(['FORM_NOT_READY']);
  });

  it('R60, C16: the first export is a step of custody; later downloads change nothing but the log', async () => {
    const application = await rendered(await givenFormDue(h));
    const id = application.applicationId;
    const link = (await post(id, 'review-form')).as('Link');
    expect(link.fileName).toBe(`评审表-${application.applicationNo}-v1.pdf`);
    expect(await (await fetch(link.url)).text()).toBe('%PDF-form');
    const view = await read(h, id);
    expect(view.paper).toMatchObject({
      status: 'EXPORTED',
      formVersion: 1,
      formHash: application.snapshotHash,
    });
    expect(view.paper.custody).toMatchObject([{ status: 'EXPORTED', actor: { id: applicant.id } }]);
    expect(view.waiting).toMatchObject({ role: 'UNIT_HR' });
    await post(id, 'review-form');
    expect((await read(h, id)).version).toBe(view.version);
    const reads = await h.deps.table.queryAll(z.object({ purpose: z.string() }), {
      partition: `APP#${id}`,
      prefix: 'READ#',
    });
    expect(reads).toHaveLength(2);
  });

  it('R61, C16: the unit seals both copies of the version and content in force', async () => {
    const application = await rendered(await givenFormDue(h));
    const id = application.applicationId;
    const code = (copy: 1 | 2, version = 1, hash = application.snapshotHash ?? '') =>
      encodeBarcode({
        applicationNo: application.applicationNo ?? '',
        version,
        hashPrefix: hash.slice(0, 16),
        copy,
      });
    const seal = (barcodes: string[], unitSeal = true, as: Caller = hr) =>
      post(id, 'seal', { barcodes, unitSeal }, as);
    const early = await seal([code(1), code(2)]);
    expect([early.status, early.problem().code]).toEqual([409, 'WRONG_STAGE']);
    await post(id, 'review-form');
    const wrong = await seal([code(1, 2)], false);
    expect([wrong.status, codes(wrong).sort()]).toEqual([409, ['FORM_COPIES', 'FORM_SEAL', 'FORM_VERSION']]);
    expect(codes(await seal([code(1), code(2, 1, 'f'.repeat(64))]))).toEqual(['FORM_HASH']);
    expect(codes(await seal([code(1), code(1)]))).toEqual(['FORM_TWICE']);
    const sealed = (await seal([code(1), code(2)])).as('DeskApplication');
    expect(sealed.paper.status).toBe('UNIT_SEALED');
    expect(sealed.waiting).toMatchObject({ role: 'APPLICANT' });
    expect(sealed.waiting.next?.zh).toContain('一式两份');
    // D24: the same scan once more is a notice, and voids nothing.
    const twice = (await seal([code(1), code(2)])).as('DeskApplication');
    expect([twice.version, twice.paper]).toEqual([sealed.version, sealed.paper]);
    expect(codes(await seal([code(1)]))).toEqual(['FORM_COPIES']);
    expect((await seal([code(1), code(2)], true, { id: 'hr-7', role: 'UNIT_HR' })).status).toBe(404);
  });
});

describe('filing and certificate (R68, R70)', () => {
  const handedOver = (a: Application): Application => ({
    ...a,
    paper: { ...a.paper, status: 'HANDED_OVER' },
  });
  const certified = (a: Application): Application => ({
    ...a,
    stage: 'CERTIFIED',
    turns: [...a.turns, { ...a.turns.at(-1)!, turn: a.turn + 1, stage: 'CERTIFIED', step: 'PAPER_RETURN' }],
    turn: a.turn + 1,
    certificate: { certificateNo: 'C-1', documentKey: 'certificates/c-1.pdf', issuedAt: h.clock.now() },
  });

  it('R70: not before the form came back', async () => {
    const { applicationId: id } = await givenFormDue(h);
    const refused = await post(id, 'filing');
    expect([refused.status, codes(refused)]).toEqual([409, ['FORM_ACT']]);
  });

  it('R70, T40: with the certificate, filing the form ends the process in one transaction', async () => {
    const { applicationId: id } = await givenFormDue(h);
    await change(h, id, (a) => handedOver(certified(a)));
    expect((await read(h, id)).waiting).toMatchObject({ role: 'APPLICANT' });
    const done = (await post(id, 'filing')).as('ApplicationView');
    expect(done).toMatchObject({ stage: 'ARCHIVED', paper: { status: 'FILED' }, waiting: { role: null } });
    expect(done.timeline.at(-1)).toMatchObject({ act: 'ARCHIVE', transition: 'T40' });
  });

  it('R69: somebody who did not pass files the form too, and stays where he is', async () => {
    const { applicationId: id } = await givenFormDue(h);
    await change(h, id, (a) => ({ ...handedOver(a), stage: 'NOT_PASSED' }));
    const done = (await post(id, 'filing')).as('ApplicationView');
    expect(done).toMatchObject({ stage: 'NOT_PASSED', paper: { status: 'FILED' } });
    expect(done.timeline.at(-1)?.act).toBe('PAPER_FILE');
  });

  it('R68, L24: the certificate once there is one, logged; not after it was revoked', async () => {
    const { applicationId: id } = await givenFormDue(h);
    const get = () =>
      h.call('api-applicant', 'GET', `/v1/me/applications/${id}/certificate`, { as: applicant });
    const early = await get();
    expect([early.status, codes(early)]).toEqual([409, ['CERT_BEFORE_DOC']]);
    await h.deps.documents.put(
      'certificates/c-1.pdf',
      new TextEncoder().encode('%PDF-cert'),
      'application/pdf',
    );
    await change(h, id, certified);
    const link = (await get()).as('Link');
    expect(await (await fetch(link.url)).text()).toBe('%PDF-cert');
    const reads = await h.deps.table.queryAll(z.object({ applicationId: z.string() }), {
      partition: 'CERT#C-1',
      prefix: 'READ#',
    });
    expect(reads).toEqual([{ applicationId: id }]);
    expect(JSON.stringify(await read(h, id))).not.toContain('certificates/c-1.pdf');
    await change(h, id, (a) => ({ ...a, stage: 'REVOKED' }));
    expect(codes(await get())).toEqual(['CERTIFICATE_REVOKED']);
  });
});
