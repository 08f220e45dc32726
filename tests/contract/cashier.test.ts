import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCashier } from '../../local/cloud/cashier/index.ts';
import { cashierUrl } from '../../shared/ports/cashier.ts';
import { createHarness, type Harness } from './harness.ts';
import { givenAt } from './office-road.ts';

/** R59, C12: what a person reads at the cashier is what has become of the money, by the platform's own answer. */

const SECRET = 'payment-secret-of-the-tests';
const DUE = '2020-09-16T02:00:00.000Z';
let h: Harness;
let origin = '';
let serial = 0;
let close: () => void;
beforeEach(async () => {
  h = await createHarness({ now: DUE });
  const server = createServer(async (req, res) => {
    if (req.url?.startsWith('/local/cashier')) return cashier.handle(req, res);
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const rawBody = Buffer.concat(chunks).toString('utf8');
    const answer = await h.call('api-public', 'POST', '/v1/payments/callback', { rawBody });
    res.writeHead(answer.status, { 'content-type': 'application/json' });
    res.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const callbackUrl = `${origin}/v1/payments/callback`;
  const cashier = createCashier({ callbackUrl, secret: SECRET, now: () => Date.parse(h.clock.now()) });
  close = () => server.close();
});
afterEach(async () => {
  close();
  await h.close();
});

/** Signed for that amount, as the platform signs; `typed` is what the person makes of the address. */
async function pay(amountFen: number, outcome = 'SUCCESS', typed = amountFen) {
  const { payment, applicationId } = await givenAt(h, 'PAYMENT_DUE', { serial: ++serial });
  const order = { orderId: payment.orderId ?? '', amountFen, returnTo: `${origin}/x`, secret: SECRET };
  const url = new URL(cashierUrl(`${origin}/local/cashier`, order));
  url.searchParams.set('amount', String(typed));
  const form = new URLSearchParams([...url.searchParams, ['outcome', outcome]]);
  const press = async () => {
    const answer = await fetch(`${origin}/local/cashier`, { method: 'POST', body: form });
    return { status: answer.status, page: await answer.text() };
  };
  const stage = async () => (await h.deps.applications.require(applicationId)).stage;
  return { press, stage, shown: await fetch(url) };
}

describe('the cashier', () => {
  it('R59: says that it is paid when it is, with amount, number and time; a second payment goes back (C12)', async () => {
    const { press, stage } = await pay(20000);
    const once = await press();
    expect(once.page).toMatch(/支付完成.*¥ 200\.00.*流水号.*2020-09-16 10:00:00/s);
    expect(await stage()).toBe('FORM_DUE');
    const twice = await press();
    expect(twice.page).toContain('款项将退回');
    expect(twice.page).not.toContain('支付完成');
  });

  it('C12: money that goes back is no payment completed: one fen, or after the close', async () => {
    const little = await pay(1);
    expect((await little.press()).page).toMatch(/款项将退回.*费用未缴/s);
    h.clock.set('2020-09-21T16:00:00.000Z');
    const { press, stage } = await pay(20000);
    expect((await press()).page).toMatch(/款项将退回.*费用未缴/s);
    expect(await stage()).toBe('PAYMENT_DUE');
  });

  it('R59: takes no other amount than the one that was signed', async () => {
    const { press, shown } = await pay(20000, 'SUCCESS', 1);
    expect([shown.status, (await press()).status]).toEqual([400, 400]);
  });

  it('a payment that failed took nothing', async () => {
    const { press, stage } = await pay(20000, 'FAILED');
    expect((await press()).page).toMatch(/支付失败.*未扣款/s);
    expect(await stage()).toBe('PAYMENT_DUE');
  });
});
