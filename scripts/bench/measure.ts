import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');
export const node = join(root, 'node_modules/.bin/node');

/** One line of the report. `peer` is measured in the same run; `ratio` says how many times better than it the value is. */
export interface Line {
  bench: string;
  value: number;
  unit: string;
  budget: number | null;
  met: boolean | null;
  peer: string | null;
  peerValue: number | null;
  ratio: number | null;
}

interface Measured {
  bench: string;
  value: number;
  unit: string;
  /** What `value` may be at most; with `atLeast`, what `ratio` must reach instead. */
  budget?: number;
  atLeast?: number;
  /** With this, `value / peerValue` may not pass it. */
  atMostTimesPeer?: number;
  peer?: { name: string; value: number | null };
  /** For rates; times and sizes are better when lower. */
  higherIsBetter?: true;
}

export function line(measured: Measured): Line {
  const { bench, value, unit, budget, atLeast, atMostTimesPeer, peer, higherIsBetter } = measured;
  const peerValue = peer?.value ?? null;
  const ratio =
    peerValue === null || value === 0 || peerValue === 0
      ? null
      : round(higherIsBetter ? value / peerValue : peerValue / value);
  const verdicts = [
    ...(budget === undefined ? [] : [value <= budget]),
    ...(atLeast === undefined || ratio === null ? [] : [ratio >= atLeast]),
    ...(atMostTimesPeer === undefined || peerValue === null ? [] : [value <= atMostTimesPeer * peerValue]),
  ];
  return {
    bench,
    value: round(value),
    unit,
    budget: budget ?? atLeast ?? atMostTimesPeer ?? null,
    met: verdicts.length > 0 ? verdicts.every(Boolean) : null,
    peer: peer?.name ?? null,
    peerValue: peerValue === null ? null : round(peerValue),
    ratio,
  };
}

const round = (value: number) => Number(value.toPrecision(4));

/** The value below which `share` of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Milliseconds of each of `times` runs, after some that do not count. */
export async function timeEach(times: number, run: () => unknown, warmUp = 3): Promise<number[]> {
  const samples: number[] = [];
  for (let i = 0; i < times + warmUp; i++) {
    const from = performance.now();
    await run();
    if (i >= warmUp) samples.push(performance.now() - from);
  }
  return samples;
}
