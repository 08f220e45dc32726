import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { knownFault } from '../tests/season/known.ts';
import { planCodes } from '../tests/season/plan.ts';
import { reportOf, summaryOf } from '../tests/season/report.ts';
import { liveSeason } from '../tests/season/season.ts';
import { commandOf, regressionOf, shrink } from '../tests/season/shrink.ts';
import { prove } from './season-prove.ts';

/**
 * `npm run season -- --people N --seed S [--plan CODE] [--report DIR] [--shrink SECONDS] [--regression FILE] [--until
 * INVARIANT] [--only IDS] [--without ACTS]`: a whole season of difficult people, decided by its seed. Prints a JSON
 * summary; ends non-zero when an invariant is broken that the list of known faults (tests/season/known.ts) does not have.
 * `--prove [INVARIANT]`: whether faults that are put into the code by hand are found.
 */
const { values } = parseArgs({
  args: process.argv.slice(2).flatMap((word, i, all) => {
    const alone = word === '--prove' && (all[i + 1] ?? '--').startsWith('--');
    return alone ? ['--prove='] : [word];
  }),
  options: {
    people: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    plan: { type: 'string', default: planCodes[0] as string },
    report: { type: 'string' },
    shrink: { type: 'string', default: '60' },
    regression: { type: 'string' },
    until: { type: 'string' },
    prove: { type: 'string' },
    only: { type: 'string' },
    without: { type: 'string' },
  },
});
if (values.prove !== undefined) process.exit(prove(values.prove || undefined) === 0 ? 0 : 1);
const people = Number(values.people);
const seed = Number(values.seed);
if (!(people >= 1) || !Number.isInteger(people) || !Number.isInteger(seed)) {
  console.error('--people and --seed are whole numbers.');
  process.exit(2);
}
if (!planCodes.includes(values.plan)) {
  console.error(`--plan is one of ${planCodes.join(', ')}.`);
  process.exit(2);
}
const list = (text: string | undefined) => (text ? { set: new Set(text.split(',')) } : undefined);
const only = list(values.only)?.set;
const without = list(values.without)?.set;
const planned = values.plan === planCodes[0] ? {} : { plan: values.plan };
const options = { people, seed, ...planned, ...(only ? { only } : {}), ...(without ? { without } : {}) };

const bar = (done: number, of: number, text: string) => {
  if (!process.stderr.isTTY) return;
  const full = Math.round((done / of) * 30);
  process.stderr.write(`\r${'█'.repeat(full)}${'░'.repeat(30 - full)} ${text}\u001b[K`);
};
let shown = 0;
const from = performance.now();
const cpuBefore = process.cpuUsage();
const season = await liveSeason(options, {
  until: (breach) => (values.until ? breach.invariant.startsWith(values.until) : false),
  progress(done, of, life) {
    if (performance.now() - shown < 200) return;
    shown = performance.now();
    bar(done, of, `${life.world.scheduler.now().slice(0, 10)}, ${life.breaches.length} broken`);
  },
});
const cpu = process.cpuUsage(cpuBefore);
bar(1, 1, 'done\n');
const summary = summaryOf(season, {
  wallMs: performance.now() - from,
  cpuMs: (cpu.user + cpu.system) / 1000,
});
console.log(JSON.stringify(summary, null, 2));
if (values.report) {
  mkdirSync(values.report, { recursive: true });
  const file = join(values.report, `season-${people}-${seed}.html`);
  writeFileSync(file, reportOf(summary, season));
  writeFileSync(file.replace(/html$/, 'json'), JSON.stringify(summary, null, 2));
  console.error(`The report is in ${file}.`);
}

const broken = season.life.breaches.filter((breach) => !knownFault(breach));
const fresh = broken.find((one) => values.until && one.invariant.startsWith(values.until)) ?? broken[0];
if (fresh) {
  console.error(`Broken: ${fresh.invariant} ${fresh.detail} ${fresh.subject ?? ''}`);
  const seconds = Number(values.shrink);
  if (seconds > 0) {
    const { options: small, tries } = await shrink(season, fresh, seconds * 1000);
    console.error(`The smallest season found in ${tries} tries:\n${commandOf(small)}`);
    if (values.regression) {
      writeFileSync(values.regression, regressionOf(small, fresh, dirname(values.regression)));
      console.error(`Its regression test is in ${values.regression}.`);
    }
  } else console.error(commandOf(options));
}
process.exit(fresh ? 1 : 0);
