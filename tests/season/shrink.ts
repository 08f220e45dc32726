import { join, relative } from 'node:path';
import type { Breach, Options } from './life.ts';
import { liveSeason, type Season } from './season.ts';

/** The same fault: where and when it strikes may change with what is left out. */
const sameFault = (a: Breach) => (b: Breach) => a.invariant === b.invariant && a.detail === b.detail;

export interface Shrunk {
  options: Options;
  tries: number;
}

/** Fewer people, then fewer acts beside the road, as long as the season breaks in the same way and time allows. */
export async function shrink(season: Season, breach: Breach, budgetMs: number): Promise<Shrunk> {
  const end = performance.now() + budgetMs;
  let tries = 0;
  let { options } = season.life;
  const breaks = async (trial: Options): Promise<boolean> => {
    if (performance.now() > end) return false;
    tries += 1;
    const lived = await liveSeason(trial, { until: sameFault(breach) });
    return lived.life.breaches.some(sameFault(breach));
  };

  // Mostly it is about one person.
  const owner = season.life.standing.get(breach.subject ?? '')?.applicantId;
  if (owner && (await breaks({ ...options, only: new Set([owner]) })))
    options = { ...options, only: new Set([owner]) };
  else {
    const everybody = season.life.people.map((p) => p.id);
    const few = await minimal(everybody, (ids) => breaks({ ...options, only: new Set(ids) }));
    options = { ...options, only: new Set(few) };
  }

  const acts = (await liveSeason(options)).life.choices.done;
  const without = (kept: string[]) => {
    const keep = new Set(kept);
    return new Set([...(season.life.options.without ?? []), ...acts.filter((act) => !keep.has(act))]);
  };
  const needed = await minimal(acts, (kept) => breaks({ ...options, without: without(kept) }));
  return { options: { ...options, without: without(needed) }, tries };
}

/** Delta debugging (Zeller and Hildebrandt): the smallest part found that still fails. */
async function minimal(all: string[], fails: (some: string[]) => Promise<boolean>): Promise<string[]> {
  if (all.length > 0 && (await fails([]))) return [];
  let left = all;
  for (let parts = 2; left.length > 1; ) {
    const size = Math.ceil(left.length / parts);
    let found: string[] | undefined;
    for (let from = 0; from < left.length && !found; from += size) {
      const rest = [...left.slice(0, from), ...left.slice(from + size)];
      if (await fails(rest)) found = rest;
    }
    if (found) {
      left = found;
      parts = Math.max(2, parts - 1);
    } else if (size === 1) return left;
    else parts = Math.min(left.length, parts * 2);
  }
  return left;
}

/** How to live it again. */
export function commandOf({ people, seed, plan, only, without }: Options): string {
  const list = (name: string, of: ReadonlySet<string> | undefined) =>
    of && of.size > 0 ? ` --${name} '${[...of].join(',')}'` : '';
  return `npm run season -- --people ${people} --seed ${seed}${plan ? ` --plan ${plan}` : ''}${list('only', only)}${list('without', without)}`;
}

/** A test file that lives it again and demands that the fault is gone. @param folder where the file is going to lie */
export function regressionOf(options: Options, { invariant, detail }: Breach, folder: string): string {
  const { people, seed, plan, only, without } = options;
  const from = (file: string) => {
    const path = relative(folder, join(import.meta.dirname, file));
    return path.startsWith('.') ? path : `./${path}`;
  };
  const set = (name: string, of: ReadonlySet<string> | undefined) =>
    of && of.size > 0 ? [`${name}: new Set(${JSON.stringify([...of])})`] : [];
  const given = [
    ...[`people: ${people}`, `seed: ${seed}`, ...(plan ? [`plan: '${plan}'`] : [])],
    ...[...set('only', only), ...set('without', without)],
  ];
  return `import { expect, it } from 'vitest';
import { liveSeason } from '${from('season.ts')}';

/** Found by a season: ${commandOf(options).slice(0, 200)} */
it(${JSON.stringify(`${invariant}: ${detail}`)}, { timeout: 300_000 }, async () => {
  const { life } = await liveSeason({ ${given.join(', ')} });
  expect(life.breaches.filter((breach) => breach.invariant === '${invariant}')).toEqual([]);
});
`;
}
