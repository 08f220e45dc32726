import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { faults } from './faults.ts';
import { known, knownFault } from './known.ts';
import type { Breach, Life } from './life.ts';
import { reportOf, summaryOf } from './report.ts';
import { liveSeason, type Season } from './season.ts';
import { commandOf, regressionOf, shrink } from './shrink.ts';

/**
 * A season of three hundred difficult people through the real handlers, engines and machine (issue 6 §1), and what is said
 * of it. `npm run season` lives others and larger ones.
 */
const PEOPLE = 300;
/** Enough for what is about the instrument itself. */
const FEW = 24;
const said = ({ invariant, detail, subject }: Breach) => `${invariant} ${detail} ${subject ?? ''}`;

describe('a season', () => {
  let season: Season;
  beforeAll(async () => {
    season = await liveSeason({ people: PEOPLE, seed: 1 });
  }, 600_000);

  it('no invariant is broken that is not known to be', () => {
    const { life } = season;
    expect(life.breaches.filter((b) => !knownFault(b)).map(said), commandOf(life.options)).toEqual([]);
    expect(life.standing.size).toBeGreaterThan(PEOPLE / 2);
  });

  it('goes the whole road with some: certificates are made and filed', () => {
    const ends = [...season.life.standing.values()];
    expect(ends.filter((s) => s.stage === 'ARCHIVED').length).toBeGreaterThan(PEOPLE / 6);
  });

  it('the list of known faults holds none that no longer occurs', () => {
    const gone = known.filter((k) => !season.life.breaches.some((b) => knownFault(b) === k));
    expect(
      gone.map((k) => k.words),
      'mended: take them off tests/season/known.ts',
    ).toEqual([]);
  });

  it('the same seed gives the same event log, another seed another one', async () => {
    const hashes = [];
    for (const seed of [7, 7, 8]) hashes.push((await liveSeason({ people: 4, seed })).hash);
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });

  it('each fault that is put in by hand to prove it has its place in the code', () => {
    const places = faults.map(({ file, from }) => {
      const text = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
      return [file, text.split(from).length - 1];
    });
    expect(places).toEqual(faults.map(({ file }) => [file, 1]));
    expect(faults.length).toBeGreaterThanOrEqual(10);
  });

  it('documents are set once for each kind of text, and some are read again', () => {
    const { counts } = season.life.world.printing;
    expect(counts.asked).toBeGreaterThan(counts.set);
    expect(counts.read).toBeGreaterThan(3);
  });

  it('is told as a summary and as a page with its charts', () => {
    const summary = summaryOf(season, { wallMs: 1000, cpuMs: 1000 });
    expect(summary).toMatchObject({ people: PEOPLE, seed: 1, hash: season.hash });
    expect(summary.calls).toBeGreaterThan(1000);
    const page = reportOf(summary, season);
    expect(page.match(/<svg/g)?.length).toBeGreaterThanOrEqual(4);
    expect(page).toContain(season.hash);
  });

  it('is shrunk to the person whom the fault is about, and to a command', async () => {
    const also = (life: Life) => {
      for (const { id, stage } of life.standing.values())
        if (stage === 'WITHDRAWN') life.breach('PLANTED', 'somebody has withdrawn', id);
    };
    const one = await liveSeason({ people: FEW, seed: 1, also });
    const fault = one.life.breaches.find((b) => b.invariant === 'PLANTED');
    if (!fault) throw new Error('nobody withdraws in this season: take another seed');
    const { options } = await shrink(one, fault, 60_000);
    expect(options.only?.size).toBe(1);
    expect(commandOf(options)).toMatch(/--people 24 --seed 1 --only 'person-\d+'/);
    expect(regressionOf(options, fault, import.meta.dirname)).toContain("invariant === 'PLANTED'");
    const again = await liveSeason(options);
    expect(again.life.breaches.map((b) => b.invariant)).toContain('PLANTED');
    expect(again.life.choices.done.map((act) => act.split(' ')[0])).toEqual(['withdraws']);
  });
});
