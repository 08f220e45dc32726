import { ScanCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addressOf, blockOf } from '../../functions/address.ts';
import type { Route } from '../../functions/routes/route.ts';
import { routes } from '../../functions/routes.ts';
import type { RateLimit } from '../../shared/contracts/rate-limit.ts';
import { eventOf } from './events.ts';
import { type CallOptions, createHarness, type Harness } from './harness.ts';

/** D22, V4: limits for whoever asks, never for everybody. */

const NOON = '2020-10-12T04:00:10.000Z';
const question = { certificateNo: 'SAMPLE-2020-330100-000001', name: '王某' };
const limitsOf = (id: string): readonly RateLimit[] =>
  (routes.find((r) => r.id === id) as Route | undefined)?.limits ?? [];

let h: Harness;
beforeEach(async () => {
  h = await createHarness({ now: NOON });
});
afterEach(() => h.close());

const check = (address: string, options: CallOptions = {}) =>
  h.call('api-public', 'POST', '/v1/certificate-checks', { body: question, address, ...options });
const [minute, day] = limitsOf('check-certificate');

describe('who may ask how often', () => {
  test('D22: every open route that takes something names its limits, but for the signed callback', () => {
    const without = routes.filter((r) => r.auth === 'none' && r.method !== 'GET' && !('limits' in r));
    expect(without.map((r) => r.id)).toEqual(['receive-payment']);
  });

  test('V4 D22: past its limit an address is told when to ask again; others are answered', async () => {
    for (let n = 0; n < minute!.times; n++) expect((await check('203.0.113.7')).status).toBe(200);
    const refused = await check('203.0.113.7');
    expect(refused.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'retry-after': '50',
    });
    expect(refused.problem()).toMatchObject({
      ...{ status: 429, code: 'TOO_MANY_REQUESTS' },
      errors: [{ code: 'RATE_LIMIT', rule: 'D22', allowed: minute!.times }],
    });
    expect(refused.problem().errors[0]?.message).toBe(
      `这个网络地址的次数已达上限（每分钟 ${minute!.times} 次），请于 2020年10月12日 12:01 以后再试`,
    );
    const english = await check('203.0.113.7', { headers: { 'accept-language': 'en' } });
    expect(english.problem().errors[0]?.message).toContain('try again after 12 October 2020, 12:01');
    expect((await check('203.0.113.8')).status).toBe(200);
    h.clock.advance(50);
    expect((await check('203.0.113.7')).status).toBe(200);
  });

  test('D22: a clock set back opens nothing anew', async () => {
    for (let n = 0; n < minute!.times; n++) await check('203.0.113.7');
    h.clock.advance(60);
    for (let n = 0; n < minute!.times; n++) expect((await check('203.0.113.7')).status).toBe(200);
    h.clock.advance(-60);
    expect((await check('203.0.113.7')).status).toBe(429);
  });

  test('D22: the day’s limit is a civil day’s in Shanghai', async () => {
    for (let n = 0; n < day!.times; n += minute!.times) {
      for (let i = 0; i < minute!.times; i++) await check('203.0.113.7');
      h.clock.advance(60);
    }
    const refused = await check('203.0.113.7');
    expect(refused.problem().errors[0]?.message).toContain('2020年10月13日 00:00');
    h.clock.set('2020-10-12T16:00:00.000Z');
    expect((await check('203.0.113.7')).status).toBe(200);
  });

  test('D22: at most so many get through a window, however they are mixed; nobody else is touched', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 3 }),
        fc.infiniteStream(fc.nat()),
        async (asks, order) => {
          h.clock.advance(3600);
          const all = asks.flatMap((times, i) => Array.from({ length: times }, () => `198.51.100.${i}`));
          const mixed = all
            .map((address) => ({ address, at: order.next().value as number }))
            .sort((a, b) => a.at - b.at);
          const answers = await Promise.all(
            mixed.map(async ({ address }) => ({ address, status: (await check(address)).status })),
          );
          for (const [i, times] of asks.entries()) {
            const own = answers.filter(({ address }) => address === `198.51.100.${i}`);
            const through = own.filter(({ status }) => status === 200).length;
            expect(through).toBe(Math.min(times, minute!.times));
            expect(own.filter(({ status }) => status === 429)).toHaveLength(times - through);
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  test('V2 D22: nothing stored holds an address, and no two windows the same mark of it', async () => {
    await check('203.0.113.7');
    h.clock.advance(60);
    await check('203.0.113.7');
    const { Items = [] } = await h.db.send(new ScanCommand({ TableName: h.deps.table.name }));
    const counters = Items.filter((item) => item.pk?.S?.startsWith('RATE#'));
    expect(counters.length).toBe(3);
    expect(JSON.stringify(Items)).not.toContain('203.0.113');
    const marks = counters.filter((item) => item.pk?.S?.includes('MINUTE')).map((item) => item.pk?.S);
    expect(new Set(marks).size).toBe(2);
    for (const item of counters) expect(Number(item.expiresAt?.N)).toBeGreaterThan(Date.parse(NOON) / 1000);
  });
});

describe('whose address it is', () => {
  const seen = (headers: Record<string, string>, address = '192.0.2.1') =>
    addressOf(eventOf('api-public', 'GET', '/v1/health', { headers, address }), 'key');

  test('D22: a proxy that knows the key says whom it speaks for; nobody else does', () => {
    const viewer = { 'x-zhiping-address': '203.0.113.9' };
    expect(seen({ ...viewer, 'x-zhiping-edge': 'key' })).toBe('203.0.113.9');
    expect(seen(viewer)).toBe('192.0.2.1');
    expect(seen({ ...viewer, 'x-zhiping-edge': 'guess' })).toBe('192.0.2.1');
    expect(seen({ 'x-zhiping-edge': 'key', 'x-zhiping-address': 'anybody' })).toBe('192.0.2.1');
    expect(seen({ 'x-forwarded-for': '203.0.113.9' })).toBe('192.0.2.1');
    const event = eventOf('api-public', 'GET', '/v1/health', {
      headers: { ...viewer, 'x-zhiping-edge': '' },
      address: '192.0.2.1',
    });
    expect(addressOf(event, '')).toBe('192.0.2.1');
  });

  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002:ffff::', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0'],
  ])('D22: %s counts as %s', (address, block) => {
    expect(blockOf(address)).toBe(block);
  });
});
