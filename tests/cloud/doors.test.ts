import { type RequestListener, request, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBody } from '../../local/cloud/body.ts';
import { createMovableClock } from '../../local/cloud/clock/clock.ts';
import { createConsole } from '../../local/cloud/console/index.ts';
import { createGateway } from '../../local/cloud/gateway/index.ts';
import { listen } from '../../local/cloud/server.ts';
import { type Door, letIn } from '../../local/cloud/visitors.ts';

/** Who may talk to the servers of this machine, how much, and what is said to those who may not. */
let servers: Server[];
let port: number;
let serve: RequestListener;
beforeEach(async () => {
  servers = [];
  const door = await listen(servers, 0);
  port = door.port;
  door.serve(async (req, res) => serve(req, res));
});
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET', body = '') =>
  new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const req = request({ port, path, method, headers }, async (res) => {
      let text = '';
      for await (const chunk of res) text += chunk;
      resolve({ status: res.statusCode ?? 0, body: text, headers: res.headers });
    });
    req.on('error', reject).end(body);
  });

describe('a name that leads here is not enough (DNS rebinding)', () => {
  const MAIN = 8787;
  const own = `http://127.0.0.1:${MAIN}`;
  it.each<[Door, string, string | undefined, boolean]>([
    ['site', '127.0.0.1:8787', undefined, true],
    ['site', 'localhost:9000', undefined, true],
    ['site', '[::1]:8787', undefined, true],
    ['site', 'evil.example:8787', undefined, false],
    ['site', '127.0.0.1.evil.example', undefined, false],
    ['site', 'localhost.evil.example:8787', undefined, false],
    ['console', '127.0.0.1:8787', own, true],
    ['console', 'localhost:8787', `http://localhost:${MAIN}`, true],
    ['console', '127.0.0.1:8787', undefined, true],
    ['console', '127.0.0.1:8787', 'https://evil.example', false],
    ['console', '127.0.0.1:8787', 'null', false],
    ['console', '127.0.0.1:8787', 'http://127.0.0.1:9999', false],
    ['console', 'evil.example', own, false],
    ['s3', '127.0.0.1:8788', own, true],
    ['s3', '127.0.0.1:8788', 'https://evil.example', false],
    ['dynamodb', '127.0.0.1:40000', undefined, true],
    ['dynamodb', '127.0.0.1:40000', own, false],
    ['dynamodb', 'evil.example:40000', undefined, false],
    ['stepfunctions', '127.0.0.1:40001', 'https://evil.example', false],
    ['stepfunctions', '127.0.0.1:40001', undefined, true],
  ])('%s, Host %s, Origin %s: %s', async (door, host, origin, welcome) => {
    serve = (req, res) => void (letIn(door, MAIN, req, res) && res.end('in'));
    const answer = await ask('/', { host, ...(origin ? { origin } : {}) });
    expect(answer.status).toBe(welcome ? 200 : 403);
    expect(answer.body.includes('本机')).toBe(!welcome);
  });
});

describe('bodies', () => {
  const LIMIT = 1000;
  beforeEach(() => {
    serve = async (req, res) => res.end(String((await readBody(req, LIMIT)).length));
  });

  it('at the limit is read; one byte more is refused, announced or not, and the connection goes on', async () => {
    expect((await ask('/', {}, 'POST', 'x'.repeat(LIMIT))).body).toBe(String(LIMIT));
    const more = 'x'.repeat(LIMIT + 1);
    expect((await ask('/', { 'content-length': String(more.length) }, 'POST', more)).status).toBe(413);
    expect((await ask('/', { 'transfer-encoding': 'chunked' }, 'POST', more)).status).toBe(413);
  });

  it('is answered 413 before it has come, and cut off when it goes on for ever', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    const closed = new Promise((done) => socket.once('close', done));
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
    const block = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(1 << 20), Buffer.from('\r\n')]);
    socket.write(block);
    const answer = await new Promise<string>((done) => socket.once('data', (data) => done(String(data))));
    expect(answer).toContain('413');
    let sent = 0;
    const push = () => {
      if (socket.destroyed || sent > 200) return;
      sent += 1;
      socket.write(block, () => setImmediate(push));
    };
    push();
    await closed;
    expect(sent).toBeLessThan(200);
  });
});

describe('the gateway', () => {
  const route = { method: 'POST', path: '/v1/x', target: 'f', authorizer: 'a' };
  const gateway = (issuer: string, authorizer: string | null = 'a') =>
    createGateway({
      api: {
        name: 'api',
        routes: [{ ...route, authorizer: authorizer ?? undefined }],
        authorizers: [{ id: 'a', issuer, audience: ['c'] }],
        throttle: { rateLimit: 100, burstLimit: 100 },
      } as never,
      accountId: '0',
      clock: createMovableClock(),
      invoke: async () => ({ payload: { statusCode: 200, body: 'ran' } }),
    });

  it('answers 503 with Retry-After while the keys cannot be had: a good token is not called bad', async () => {
    // Nobody listens there; then an issuer that fails.
    for (const issuer of ['http://127.0.0.1:9', `http://127.0.0.1:${port}/broken`]) {
      const { handle } = gateway(issuer);
      serve = (req, res) =>
        req.url?.startsWith('/broken') ? void res.writeHead(500).end() : void handle(req, res);
      const answer = await ask('/v1/x', { authorization: 'Bearer e30.e30.e30' }, 'POST');
      expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1']);
      expect((await ask('/v1/x', {}, 'POST')).status).toBe(401);
    }
  });

  it('refuses more than 10 MB in the words of AWS', async () => {
    const { handle } = gateway('http://127.0.0.1:9', null);
    serve = (req, res) => void handle(req, res);
    const headers = { 'content-length': String(10 * 1024 * 1024 + 1) };
    const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const req = request({ port, path: '/v1/x', method: 'POST', headers }, async (res) => {
        let text = '';
        for await (const chunk of res) text += chunk;
        resolve({ status: res.statusCode ?? 0, text });
        req.destroy();
      });
      req.on('error', reject);
      req.flushHeaders();
    });
    expect(answer).toEqual({ status: 413, text: '{"message":"Request Entity Too Large"}' });
  });
});

describe('the local console', () => {
  it.each([
    ['/local/api/executions?limit=abc', 400],
    ['/local/api/executions?limit=0', 400],
    ['/local/api/executions?limit=1e3', 400],
    ['/local/api/mailbox?limit=-1', 400],
    ['/local/api/mailbox?limit=', 400],
    ['/local/api/executions?limit=1000', 200],
    ['/local/api/executions', 200],
  ])('%s: %i', async (path, status) => {
    const local = createConsole({
      clock: createMovableClock(),
      mailbox: { receive() {}, list: () => [], close() {} },
      machine: {} as never,
      stateMachineArns: [],
      accounts: [],
      settle: async () => {},
      preparing: () => false,
    });
    serve = (req, res) => void local.handle(req, res);
    const answer = await ask(path);
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body).toContain('limit');
  });
});
