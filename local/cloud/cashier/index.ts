import { createHmac, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, SMALL_BODY } from '../body.ts';

interface Options {
  /** Where payments are reported, and the key that the reports are signed with. */
  callbackUrl: string;
  secret: string;
  now(): number;
}

export interface Cashier {
  /** Serves the page at GET and takes the payment at POST. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
}

/** What a payment gateway would be: a page where one pays, and a signed report to the platform. No money moves. */
export function createCashier({ callbackUrl, secret, now }: Options): Cashier {
  return {
    async handle(req, res) {
      const url = new URL(req.url ?? '/', 'http://local');
      const form =
        req.method === 'POST'
          ? new URLSearchParams((await readBody(req, SMALL_BODY)).toString('utf8'))
          : url.searchParams;
      const order = form.get('order') ?? '';
      const amountFen = Number(form.get('amount'));
      const returnTo = form.get('return') ?? '';
      // Whoever sent the person here has signed what is to be paid; nobody pays another amount than that.
      const signature = form.get('signature') ?? '';
      const ours = signature === hmac(secret, [order, form.get('amount') ?? '', returnTo]);
      if (!order || !Number.isInteger(amountFen) || amountFen <= 0 || !ours)
        return html(res, 400, page('订单无效', '<p>缺少订单号或金额，或金额与订单不符。</p>'));
      const back = safeReturn(returnTo, new URL(callbackUrl).origin);
      if (req.method !== 'POST')
        return html(res, 200, payPage({ order, amount: String(amountFen), return: returnTo, signature }));
      const report = {
        orderId: order,
        transactionId: randomUUID(),
        amountFen,
        paidAt: new Date(now()).toISOString(),
        status: form.get('outcome') === 'FAILED' ? 'FAILED' : 'SUCCESS',
      } as const;
      const answer = await fetch(callbackUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...report, signature: hmac(secret, Object.values(report).map(String)) }),
      });
      const said = (await answer.json().catch(() => ({}))) as { result?: string; title?: string };
      const [heading, words] = toldOf(report.status, answer.ok ? said.result : undefined, said.title);
      const facts = [
        ['订单', order],
        ['金额', `¥ ${yuan(amountFen)}`],
        ['流水号', report.transactionId],
        [
          '时间',
          new Date(Date.parse(report.paidAt) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
        ],
      ];
      const link = back ? `<p><a class="primary" href="${escapeHtml(back)}">返回</a></p>` : '';
      const body = `<p>${escapeHtml(words)}</p><dl>${facts.map(([k, v]) => `<dt>${k}</dt><dd>${escapeHtml(v ?? '')}</dd>`).join('')}</dl>${link}`;
      return html(res, answer.ok ? 200 : 409, page(heading, body));
    },
  };
}

/** The merchant's answer decides what the person reads: money that goes back is no payment completed. */
const told: Readonly<Record<string, readonly [heading: string, words: string]>> = {
  ACCEPTED: ['支付完成', '已入账。'],
  DUPLICATE: ['款项将退回', '该费用此前已支付，本次支付的款项将原路退回。'],
  REFUND: ['款项将退回', '支付时间、金额或订单状态不符，款项将原路退回，费用未缴。'],
  IGNORED: ['支付未入账', '收款方尚未确认，请联系收款方核对。'],
};

function toldOf(
  status: string,
  result: string | undefined,
  title: string | undefined,
): readonly [string, string] {
  if (status === 'FAILED') return ['支付失败', '未扣款。'];
  return told[result ?? ''] ?? ['支付未被接受', title ?? '收款方没有应答。'];
}

const hmac = (secret: string, parts: readonly string[]): string =>
  createHmac('sha256', secret).update(parts.join('|')).digest('hex');

const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** Only back to the site itself: a cashier that forwards anywhere would be an open redirect. */
function safeReturn(target: string, origin: string): string {
  const url = target && URL.canParse(target, origin) ? new URL(target, origin) : undefined;
  return url?.origin === origin ? url.pathname + url.search : '';
}

function payPage(order: { order: string; amount: string; return: string; signature: string }): string {
  const hidden = Object.entries(order)
    .map(([k, v]) => `<input type="hidden" name="${k}" value="${escapeHtml(v)}">`)
    .join('');
  return page(
    '演示收银台',
    `<p>这里不发生真实支付。<br><span lang="en">Demonstration cashier, no money moves.</span></p><dl><dt>订单</dt><dd>${escapeHtml(order.order)}</dd><dt>金额</dt><dd>¥ ${yuan(Number(order.amount))}</dd></dl>
<form method="post" action="/local/cashier">${hidden}<div class="row"><button class="primary" name="outcome" value="SUCCESS">支付</button><button name="outcome" value="FAILED">支付失败</button></div></form>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><link rel="stylesheet" href="/local/sign-in.css"></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
}

function html(res: ServerResponse, status: number, body: string): void {
  res.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  });
  res.end(body);
}

function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
