import { createHmac, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

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
      const form = req.method === 'POST' ? new URLSearchParams(await text(req)) : url.searchParams;
      const order = form.get('order') ?? '';
      const amount = Number(form.get('amount'));
      const back = safeReturn(form.get('return'), new URL(callbackUrl).origin);
      if (!order || !Number.isInteger(amount) || amount <= 0)
        return html(res, 400, page('订单无效', '<p>缺少订单号或金额。</p>'));
      if (req.method !== 'POST') return html(res, 200, payPage(order, amount, back));
      const outcome = form.get('outcome') === 'FAILED' ? 'FAILED' : 'SUCCESS';
      const report = {
        orderId: order,
        transactionId: randomUUID(),
        amountFen: amount,
        paidAt: new Date(now()).toISOString(),
        status: outcome,
      };
      const signature = createHmac('sha256', secret)
        .update(
          [report.orderId, report.transactionId, report.amountFen, report.paidAt, report.status].join('|'),
        )
        .digest('hex');
      const answer = await fetch(callbackUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...report, signature }),
      });
      const result = (await answer.json().catch(() => ({}))) as { result?: string; title?: string };
      const heading = outcome === 'FAILED' ? '支付失败' : answer.ok ? '支付完成' : '支付未被接受';
      return html(
        res,
        answer.ok ? 200 : 409,
        page(
          heading,
          `<p>订单 ${escapeHtml(order)}：${escapeHtml(result.result ?? result.title ?? String(answer.status))}</p>${back ? `<p><a class="primary" href="${escapeHtml(back)}">返回</a></p>` : ''}`,
        ),
      );
    },
  };
}

/** Only back to the site itself: a cashier that forwards anywhere would be an open redirect. */
function safeReturn(target: string | null, origin: string): string {
  const url = target && URL.canParse(target, origin) ? new URL(target, origin) : undefined;
  return url?.origin === origin ? url.pathname + url.search : '';
}

function payPage(order: string, amountFen: number, back: string): string {
  const yuan = `${Math.floor(amountFen / 100)}.${String(amountFen % 100).padStart(2, '0')}`;
  const hidden = [
    ['order', order],
    ['amount', String(amountFen)],
    ['return', back],
  ]
    .map(([k, v]) => `<input type="hidden" name="${k}" value="${escapeHtml(v ?? '')}">`)
    .join('');
  return page(
    '演示收银台',
    `<p>这里不发生真实支付。<br><span lang="en">Demonstration cashier, no money moves.</span></p><dl><dt>订单</dt><dd>${escapeHtml(order)}</dd><dt>金额</dt><dd>¥ ${yuan}</dd></dl>
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

async function text(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
