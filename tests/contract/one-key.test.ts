import { afterEach, describe, expect, it } from 'vitest';
import { type RouteId, routeOf } from '../../functions/routes.ts';
import { applicant, itemBody } from './applicant-road.ts';
import { type Answer, createHarness, type Harness } from './harness.ts';
import { stoppedAt } from './interleave.ts';
import { cases, type KeyedRequest } from './one-key-cases.ts';
import { mark } from './rewind.ts';

/**
 * Issue 6, idempotency: the same key always gives the first answer. Each route is asked twice at once, the second
 * stopped before each of its words with the table while the first goes on, and a third time later.
 */

let h: Harness;
afterEach(() => h.close());

const ask = (id: string, { path, ...request }: KeyedRequest, key = 'once'): Promise<Answer> =>
  h.call(routeOf(id as RouteId).audience, 'POST', path, { ...request, key });

describe.each(Object.entries(cases))('%s', (id, { given, now }) => {
  it('answers two at once and a third one later alike, whichever line the other is stored between', async () => {
    h = await createHarness(now ? { now } : {});
    const request = await given(h);
    const rewind = await mark(h.db);
    const same = () => ask(id, request);
    for (let at = 0; ; at += 1) {
      const { answers, reached } = await stoppedAt(h, at, same, same);
      const [first, second] = answers;
      expect(first.status, JSON.stringify(first.body)).toBeLessThan(300);
      expect([second.status, second.body], `stopped at ${at}`).toEqual([first.status, first.body]);
      const third = await same();
      expect([third.status, third.body, third.version]).toEqual([first.status, first.body, first.version]);
      if (!reached) break;
      await rewind();
    }
  });
});

describe('a twin', () => {
  const opened = async (id: keyof typeof cases) => {
    const { given, now } = cases[id];
    h = await createHarness(now ? { now } : {});
    return given(h);
  };
  /** Carries a request out up to its `at`-th word with the table, which waits for `what`. */
  const stopped = async (at: number, what: Promise<unknown>, run: () => Promise<Answer>) => {
    const { send } = h.db;
    const there = Promise.withResolvers<void>();
    let words = 0;
    h.db.send = (async (...given: unknown[]) => {
      if (words++ === at) {
        there.resolve();
        await what;
      }
      return (send as (...all: unknown[]) => unknown).apply(h.db, given);
    }) as typeof send;
    const answer = run();
    await there.promise;
    Object.assign(h.db, { send });
    return { answer };
  };
  /** Waiting takes time. */
  const time = () => {
    h.deps.pause = async (ms) => h.clock.advance(ms / 1000);
  };

  it('of a refused request hears the refusal; later the same request is judged anew', async () => {
    const request = await opened('submit-application');
    const { turn } = request.body as { turn: number };
    const stale = { ...request, body: { turn, contentHash: '0'.repeat(64) } };
    for (let at = 0, reached = true; reached; at += 1) {
      const same = () => ask('submit-application', stale, `refused-${at}`);
      const both = await stoppedAt(h, at, same, same);
      reached = both.reached;
      const said = both.answers.map((a) => [a.status, a.problem().code, a.problem().errors]);
      expect(said[1], `stopped at ${at}`).toEqual(said[0]);
      expect(said[0]?.slice(0, 2)).toEqual([409, 'GUARD']);
    }
  });

  it('of a refused request whose reason goes away between them is refused like the first, and later accepted', async () => {
    const request = await opened('submit-archive-item');
    const upload = { purpose: 'ARCHIVE', fileName: '合同.pdf', contentType: 'application/pdf', bytes: 1000 };
    const ticket = await h.call('api-applicant', 'POST', '/v1/uploads', { as: applicant, body: upload });
    const { fileId } = ticket.as('UploadTicket');
    const path = request.path.replace('/submission', '');
    const body = { ...itemBody, fileIds: [fileId] };
    (await h.call('api-applicant', 'PUT', path, { as: applicant, body, version: 1 })).as('ArchiveItem');
    const first = await ask('submit-archive-item', request);
    await h.inspect(fileId);
    const second = await ask('submit-archive-item', request);
    expect([first.status, second.status, second.problem().errors]).toEqual([
      409,
      409,
      first.problem().errors,
    ]);
    h.clock.advance(6);
    expect((await ask('submit-archive-item', request)).status).toBe(200);
  });

  it('whose process died before anything was stored is waited for, and then the act is done', async () => {
    const request = await opened('decide-application');
    await stopped(4, new Promise(() => undefined), () => ask('decide-application', request));
    time();
    expect((await ask('decide-application', request)).as('DeskApplication').stage).toBe('DISTRICT_REVIEW');
  });

  it('whose process died after the act was stored has left its answer', async () => {
    const request = await opened('create-objection');
    const { send } = h.db;
    h.db.send = (async (command: { constructor: { name: string } }) => {
      const answer = await (send as (one: unknown) => Promise<unknown>).call(h.db, command);
      if (command.constructor.name === 'TransactWriteItemsCommand') throw new Error('the connection broke');
      return answer;
    }) as never;
    const died = await ask('create-objection', request);
    Object.assign(h.db, { send });
    const again = await ask('create-objection', request);
    expect([again.status, again.headers['idempotent-replay']]).toEqual([201, 'true']);
    // The very run that lost the table's answer looks at what is stored before it gives up.
    expect([died.status, died.body]).toEqual([201, again.body]);
  });

  it('that is the same run, its claim sent again by the client, is nobody to wait for', async () => {
    const request = await opened('create-archive-item');
    const { send } = h.db;
    let sent = 0;
    h.db.send = (async (command: { constructor: { name: string } }) => {
      const word = () => (send as (one: unknown) => Promise<unknown>).call(h.db, command);
      if (command.constructor.name === 'PutItemCommand' && sent++ === 0) await word();
      return word();
    }) as never;
    h.deps.pause = () => Promise.reject(new Error('waited for itself'));
    expect((await ask('create-archive-item', request)).status).toBe(201);
    Object.assign(h.db, { send });
  });

  it('that goes on and on is told of by a code, with a time to ask again', async () => {
    const request = await opened('decide-application');
    const going = Promise.withResolvers<void>();
    const slow = await stopped(4, going.promise, () => ask('decide-application', request));
    h.deps.pause = () => Promise.resolve();
    const waited = await ask('decide-application', request);
    expect([waited.problem().code, waited.status, waited.headers['retry-after']]).toEqual([
      'REQUEST_RUNNING',
      409,
      '1',
    ]);
    const other = await ask('decide-application', { ...request, body: { turn: 1, decision: 'APPROVE' } });
    expect([other.status, other.problem().code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    going.resolve();
    const { status, body } = await slow.answer;
    expect(status).toBe(200);
    expect((await ask('decide-application', request)).body).toEqual(body);
  });

  it('that was so slow that its claim ran out gives the answer of the one that took over', async () => {
    const request = await opened('create-archive-item');
    const going = Promise.withResolvers<void>();
    const slow = await stopped(2, going.promise, () => ask('create-archive-item', request));
    time();
    const fast = await ask('create-archive-item', request);
    going.resolve();
    const { status, body } = await slow.answer;
    expect([status, body]).toEqual([201, fast.body]);
    const { items } = (await h.call('api-applicant', 'GET', '/v1/me/archive', { as: applicant })).as(
      'ArchiveList',
    );
    expect(items).toHaveLength(1);
  });
});
