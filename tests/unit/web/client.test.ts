import { describe, expect, test } from 'vitest';
import { ApiProblem, call, configureClient, pathOf } from '../../../web/kit/client.ts';
import { lang } from '../../../web/kit/i18n.ts';

interface Sent {
  url: string;
  init: RequestInit;
}

/** A server that answers in order; a number is a connection that breaks. The reader's language is part of it. */
function serve(answers: (Response | 'BREAKS')[], language: typeof lang.value = 'zh') {
  lang.value = language;
  const sent: Sent[] = [];
  const lost: string[] = [];
  configureClient({
    retryAfter: [0, 0],
    token: (pool) => `token-of-${pool}`,
    onUnauthorised: (pool) => lost.push(pool),
    fetch: (url, init) => {
      sent.push({ url: String(url), init: init ?? {} });
      const answer = answers.shift();
      return answer instanceof Response ? Promise.resolve(answer) : Promise.reject(new TypeError('network'));
    },
  });
  return { sent, lost, header: (n: number, name: string) => new Headers(sent[n]?.init.headers).get(name) };
}

const json = (body: unknown, init: ResponseInit = {}) => new Response(JSON.stringify(body), init);

describe('paths', () => {
  test('places are filled in and escaped', () => {
    expect(pathOf('save-archive-item', { itemId: 'a/b 1' })).toBe('/v1/me/archive/a%2Fb%201');
    expect(pathOf('find-units', {}, { q: '建设', cursor: undefined })).toBe('/v1/units?q=%E5%BB%BA%E8%AE%BE');
  });

  test('a missing place is refused before anything is sent', () => {
    expect(() => pathOf('get-plan')).toThrow(/planCode/);
  });
});

describe('calls', () => {
  test('the token of the route’s pool, the language and the version go along; the new version comes back', async () => {
    const server = serve([json({ personId: 'p' }, { headers: { etag: '"8"' } })], 'en');
    const body = { name: '马芳', idKind: 'PASSPORT', idNumber: 'E1', mobile: '1' } as const;
    const answer = await call('save-profile', { body, ifMatch: 7 });
    expect(server.sent[0]?.url).toBe('/v1/me/profile');
    expect(server.header(0, 'authorization')).toBe('Bearer token-of-public');
    expect(server.header(0, 'accept-language')).toBe('en');
    expect(server.header(0, 'if-match')).toBe('"7"');
    expect(answer.version).toBe(8);
  });

  test('open routes carry no token', async () => {
    const server = serve([json({ items: [] })]);
    await call('list-plans');
    expect(server.header(0, 'authorization')).toBeNull();
  });

  test('an act keeps its Idempotency-Key when the connection breaks and it is sent again', async () => {
    const server = serve(['BREAKS', new Response('', { status: 503 }), json({ applicationId: 'a' })]);
    await call('withdraw-application', { params: { applicationId: 'a' }, body: { turn: 1, reason: 'x' } });
    const keys = [0, 1, 2].map((n) => server.header(n, 'idempotency-key'));
    expect(keys[0]).toBeTruthy();
    expect(new Set(keys).size).toBe(1);
  });

  test('a request that is still being carried out is asked for again under the same key', async () => {
    const running = json({ code: 'REQUEST_RUNNING' }, { status: 409, headers: { 'retry-after': '1' } });
    const server = serve([running, json({ applicationId: 'a' })]);
    await call('withdraw-application', { params: { applicationId: 'a' }, body: { turn: 1, reason: 'x' } });
    expect(server.header(1, 'idempotency-key')).toBe(server.header(0, 'idempotency-key'));
  });

  test('D22: a limit that is reached is told at once, with when to try again', async () => {
    const errors = [{ code: 'RATE_LIMIT', message: '请于 12:01 以后再试' }];
    const limited = json(
      { code: 'TOO_MANY_REQUESTS', status: 429, errors },
      { status: 429, headers: { 'retry-after': '50' } },
    );
    const server = serve([limited]);
    const asked = call('create-objection', {
      params: { publicityId: 'p' },
      body: { applicationNo: 'x', content: 'y' },
    });
    await expect(asked).rejects.toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS', errors });
    expect(server.sent).toHaveLength(1);
  });

  test('D22: the gateway’s own 429, which is no problem document, is told in words', async () => {
    serve([1, 2, 3].map(() => json({ message: 'Too Many Requests' }, { status: 429 })));
    await expect(call('list-plans')).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      title: '现在访问的人太多，请过一分钟再试',
    });
  });

  test('a POST that is not idempotent is sent once', async () => {
    const server = serve(['BREAKS']);
    await expect(
      call('receive-payment', {
        body: {
          orderId: 'o',
          transactionId: 't',
          amountFen: 1,
          paidAt: '',
          status: 'SUCCESS',
          signature: '',
        },
      }),
    ).rejects.toMatchObject({ code: 'OFFLINE', status: 0 });
    expect(server.sent).toHaveLength(1);
  });

  test('a refusal comes with its code and all its errors', async () => {
    const errors = [{ code: 'FIELD_REQUIRED', field: '/name', message: '请填写姓名' }];
    serve([
      json(
        { status: 422, code: 'INVALID', title: '有内容需要更正', errors, requestId: 'r1' },
        { status: 422 },
      ),
    ]);
    const problem = await call('get-profile').catch((e: unknown) => e);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({ status: 422, code: 'INVALID', errors, requestId: 'r1' });
  });

  test('an edit that came too late brings what is stored now, and in which version', async () => {
    const current = { personId: 'p', name: '马芳' };
    serve([
      json(
        { code: 'STALE_VERSION', title: '内容已被更新', current },
        { status: 412, headers: { etag: '"9"' } },
      ),
      json({ code: 'STALE_VERSION', title: '内容已被更新' }, { status: 412 }),
    ]);
    const body = { name: '马芳', idKind: 'PASSPORT', idNumber: 'E1', mobile: '1' } as const;
    const save = () => call('save-profile', { body, ifMatch: 7 }).catch((e: unknown) => e);
    expect(await save()).toMatchObject({ status: 412, current: { body: current, version: 9 } });
    expect(await save()).toMatchObject({ status: 412, current: undefined });
  });

  test('401 asks for a new sign-in in the route’s pool', async () => {
    const server = serve([json({}, { status: 401 })]);
    await expect(call('get-staff')).rejects.toMatchObject({ code: 'AUTH' });
    expect(server.lost).toEqual(['staff']);
  });
});
