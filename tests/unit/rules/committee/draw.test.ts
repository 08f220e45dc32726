import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  checkPool,
  commitmentOf,
  type DrawRecord,
  drawSeed,
  holdDraw,
  poolHash,
  shuffle,
  verifyDraw,
} from '../../../../shared/rules/committee/draw.ts';

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const pool = Array.from({ length: 30 }, (_, i) => ({
  expertId: `X${String(i + 1).padStart(3, '0')}`,
  ...(i % 10 === 0 ? { excluded: 'SAME_UNIT' } : {}),
}));
const nonces = { office: sha('office secret'), supervisor: sha('supervisor secret') };
const record: DrawRecord = {
  drawId: 'D1',
  pool,
  size: 11,
  frozenAt: '2020-11-20T01:00:00.000Z',
  poolHash: poolHash(pool),
  commitments: {
    office: { hash: sha(nonces.office), at: '2020-11-20T01:05:00.000Z' },
    supervisor: { hash: sha(nonces.supervisor), at: '2020-11-20T01:06:00.000Z' },
  },
  reveals: {
    office: { nonce: nonces.office, at: '2020-11-20T02:00:00.000Z' },
    supervisor: { nonce: nonces.supervisor, at: '2020-11-20T02:01:00.000Z' },
  },
};
const codes = (outcome: ReturnType<typeof holdDraw>) =>
  outcome.ok ? [] : outcome.problems.map((problem) => problem.code);

/** The draw as a supervisor would repeat it from the description alone, with another SHA-256 and no shared code. */
function byHand(one: DrawRecord): string[] {
  const list = [...one.pool].sort((a, b) => (a.expertId < b.expertId ? -1 : 1));
  const entries = list.map((entry) =>
    entry.excluded === undefined
      ? `{"expertId":"${entry.expertId}"}`
      : `{"excluded":"${entry.excluded}","expertId":"${entry.expertId}"}`,
  );
  const seed = sha(
    `{"drawId":"${one.drawId}","nonces":{"office":"${one.reveals.office.nonce}",` +
      `"supervisor":"${one.reveals.supervisor.nonce}"},"pool":[${entries.join(',')}],"size":${one.size}}`,
  );
  const words: bigint[] = [];
  for (let i = 0; i < 20; i += 1)
    for (let w = 0; w < 8; w += 1) words.push(BigInt(`0x${sha(`${seed}|${i}`).slice(w * 8, w * 8 + 8)}`));
  const order = list.filter((entry) => entry.excluded === undefined).map((entry) => entry.expertId);
  for (let n = order.length; n > 1; n -= 1) {
    const limit = (2n ** 32n / BigInt(n)) * BigInt(n);
    let word = words.shift()!;
    while (word >= limit) word = words.shift()!;
    const j = Number(word % BigInt(n));
    [order[n - 1], order[j]] = [order[j]!, order[n - 1]!];
  }
  return order;
}

describe('B8 the draw', () => {
  it('B8: anyone holding the inputs gets the same committee', () => {
    const outcome = holdDraw(record);
    expect(codes(outcome)).toEqual([]);
    if (!outcome.ok) return;
    const order = byHand(record);
    expect(outcome.value.drawn).toEqual(order.slice(0, 11));
    expect(outcome.value.reserves).toEqual(order.slice(11));
    expect(verifyDraw(record, outcome.value)).toEqual([]);
  });

  it('B8: exclusions come first: an excluded expert is neither drawn nor in reserve', () => {
    const outcome = holdDraw(record);
    if (!outcome.ok) throw new Error('refused');
    const all = [...outcome.value.drawn, ...outcome.value.reserves];
    expect(all).toHaveLength(27);
    for (const entry of pool) expect(all.includes(entry.expertId)).toBe(entry.excluded === undefined);
  });

  it('B8: the order in which the pool was typed does not matter', () => {
    const turned = [...pool].reverse();
    expect(poolHash(turned)).toBe(record.poolHash);
    expect(holdDraw({ ...record, pool: turned })).toEqual(holdDraw(record));
  });

  it('B8: each nonce, the pool, the size and the draw number change the seed', () => {
    const seed = drawSeed(record, nonces);
    expect(drawSeed(record, { ...nonces, office: sha('x') })).not.toBe(seed);
    expect(drawSeed(record, { ...nonces, supervisor: sha('x') })).not.toBe(seed);
    expect(drawSeed(record, { office: nonces.supervisor, supervisor: nonces.office })).not.toBe(seed);
    expect(drawSeed({ ...record, pool: pool.slice(1) }, nonces)).not.toBe(seed);
    expect(drawSeed({ ...record, size: 13 }, nonces)).not.toBe(seed);
    expect(drawSeed({ ...record, drawId: 'D2' }, nonces)).not.toBe(seed);
  });

  it.each<[string, Partial<DrawRecord>, string[]]>([
    ['an expert added after the freeze', { pool: [...pool, { expertId: 'X999' }] }, ['DRAW_POOL_CHANGED']],
    [
      'an exclusion lifted after the freeze',
      { pool: pool.map(({ expertId }) => ({ expertId })) },
      ['DRAW_POOL_CHANGED'],
    ],
    [
      'another nonce than committed',
      { reveals: { ...record.reveals, office: { nonce: sha('better'), at: record.reveals.office.at } } },
      ['DRAW_COMMITMENT'],
    ],
    [
      'a weak nonce',
      {
        commitments: { ...record.commitments, office: { hash: sha('1'), at: record.commitments.office.at } },
        reveals: { ...record.reveals, office: { nonce: '1', at: record.reveals.office.at } },
      },
      ['DRAW_NONCE'],
    ],
    [
      'a copied commitment',
      {
        commitments: { office: record.commitments.office, supervisor: record.commitments.office },
        reveals: { office: record.reveals.office, supervisor: record.reveals.office },
      },
      ['DRAW_COMMITMENT_COPIED'],
    ],
    ['a pool frozen after a commitment', { frozenAt: '2020-11-20T01:05:30.000Z' }, ['DRAW_ORDER']],
    [
      'a nonce revealed before the other side committed',
      { reveals: { ...record.reveals, office: { nonce: nonces.office, at: '2020-11-20T01:05:30.000Z' } } },
      ['DRAW_ORDER'],
    ],
    ['a pool too small', { size: 28 }, ['DRAW_POOL_SMALL']],
  ])('B8: %s is refused', (_name, change, expected) => {
    expect(codes(holdDraw({ ...record, ...change }))).toEqual(expected);
  });

  it('B8: a published result that is not the computed one is noticed', () => {
    const outcome = holdDraw(record);
    if (!outcome.ok) throw new Error('refused');
    const { seed, drawn, reserves } = outcome.value;
    const swapped = {
      seed,
      drawn: [reserves[0]!, ...drawn.slice(1)],
      reserves: [drawn[0]!, ...reserves.slice(1)],
    };
    expect(verifyDraw(record, swapped).map((finding) => finding.code)).toEqual(['DRAW_RESULT']);
  });

  it('B8: a pool with somebody twice cannot be frozen', () => {
    expect(checkPool([...pool, pool[1]!], 11).map((finding) => finding.code)).toEqual(['DRAW_POOL_DOUBLE']);
  });

  it('B8: a commitment is the plain SHA-256 of the nonce as text', () => {
    expect(commitmentOf(nonces.office)).toBe(sha(nonces.office));
  });

  it('B8: one expert or none needs no luck', () => {
    expect(shuffle(['a'], sha('s'))).toEqual(['a']);
    expect(shuffle([], sha('s'))).toEqual([]);
  });
});
