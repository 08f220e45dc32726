import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256Hex } from '../../shared/rules/base/sha256.ts';
import { chooser, shuffle } from '../../shared/rules/committee/draw.ts';

const seed = (i: number) => sha256Hex(`uniformity ${i}`);

/** Chi-square of counts against equal expectation. */
function chiSquare(counts: readonly number[], total: number): number {
  const expected = total / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

it('B8: a shuffle keeps everybody, once, and follows from the seed alone', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 80 }), fc.nat(), (items, i) => {
      const order = shuffle(items, seed(i));
      expect([...order].sort()).toEqual([...items].sort());
      expect(shuffle(items, seed(i))).toEqual(order);
    }),
  );
});

it('B8: all 24 orders of four are equally likely (chi-square, 24 000 seeds, p = 0.0001)', () => {
  const counts = new Map<string, number>();
  const total = 24_000;
  for (let i = 0; i < total; i += 1) {
    const order = shuffle(['a', 'b', 'c', 'd'], seed(i)).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(24);
  // 23 degrees of freedom; the seeds are fixed, so this is a fact and not a matter of luck.
  expect(chiSquare([...counts.values()], total)).toBeLessThan(59.7);
});

it('B8: each of 30 experts is drawn into 11 seats equally often (9 000 seeds, p = 0.0001)', () => {
  const people = Array.from({ length: 30 }, (_, i) => i);
  const drawn = people.map(() => 0);
  const first = people.map(() => 0);
  const rounds = 9_000;
  for (let i = 0; i < rounds; i += 1) {
    const committee = shuffle(people, seed(i)).slice(0, 11);
    for (const one of committee) drawn[one]! += 1;
    first[committee[0]!]! += 1;
  }
  // Being drawn is without replacement: its variance is 19/30 · 30/29 of the multinomial one.
  expect(chiSquare(drawn, rounds * 11) / (19 / 29)).toBeLessThan(66.2);
  expect(chiSquare(first, rounds)).toBeLessThan(66.2);
});

it('B8: no modulo bias: among 3·2³⁰, where it would double one third, all thirds are equally likely', () => {
  const n = 3 * 2 ** 30;
  const thirds = [0, 0, 0];
  const choose = chooser(seed(0));
  const total = 6_000;
  for (let i = 0; i < total; i += 1) thirds[Math.floor(choose(n) / 2 ** 30)]! += 1;
  // 2 degrees of freedom, p = 0.0001.
  expect(chiSquare(thirds, total)).toBeLessThan(18.4);
});
