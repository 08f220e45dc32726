import { type Step, stageFacts, stages, steps } from '../../shared/contracts/stages.ts';
import { knownFault } from './known.ts';
import type { Season } from './season.ts';
import { commandOf } from './shrink.ts';

/** What a season came to: figures for machines, and a page for people. Times are those of the season. */

export interface Summary {
  people: number;
  seed: number;
  command: string;
  hash: string;
  wallSeconds: number;
  cpuSeconds: number;
  steps: number;
  calls: number;
  documents: Season['life']['world']['printing']['counts'];
  ends: Record<string, number>;
  behaviours: Record<string, number>;
  refusals: Record<string, number>;
  /** Days at each step, on average, and how many stays. */
  waits: { step: string; days: number; times: number }[];
  /** Days in each phase of R1, over all applications. */
  phases: { phase: number; days: number }[];
  gaveUp: Record<string, number>;
  breaches: {
    invariant: string;
    detail: string;
    times: number;
    first: string;
    subject?: string;
    known?: string;
  }[];
}

export function summaryOf(season: Season, spent: { wallMs: number; cpuMs: number }): Summary {
  const { life, watch, hash } = season;
  const waits = [...watch.stays].map(([step, { seconds, times }]) => ({
    step,
    days: round(seconds / times / 86_400),
    times,
  }));
  const phases = new Map<number, number>();
  for (const [step, { seconds }] of watch.stays) {
    const stage = steps[step as Step];
    if (!stage) continue;
    const { phase } = stageFacts(stage);
    phases.set(phase, (phases.get(phase) ?? 0) + seconds / 86_400);
  }
  return {
    people: life.people.length,
    seed: life.options.seed,
    command: commandOf(life.options),
    hash,
    wallSeconds: round(spent.wallMs / 1000),
    cpuSeconds: round(spent.cpuMs / 1000),
    steps: season.steps,
    calls: watch.calls,
    documents: life.world.printing.counts,
    ends: tally([...life.standing.values()].map((s) => s.stage)),
    behaviours: tally(life.choices.done.map((act) => act.split(' ')[0] ?? '')),
    refusals: Object.fromEntries([...watch.refusals].sort(([, a], [, b]) => b - a)),
    waits: waits.sort((a, b) => b.days - a.days),
    phases: [...phases].sort(([a], [b]) => a - b).map(([phase, days]) => ({ phase, days: round(days) })),
    gaveUp: tally(life.gaveUp),
    breaches: breachesOf(season),
  };
}

function breachesOf({ life }: Season): Summary['breaches'] {
  const found = new Map<string, Summary['breaches'][number]>();
  for (const breach of life.breaches) {
    const { invariant, detail, at, subject } = breach;
    const name = `${invariant} ${detail}`;
    const before = found.get(name);
    if (before) before.times += 1;
    else {
      const fault = knownFault(breach)?.words;
      found.set(name, {
        ...{ invariant, detail, times: 1, first: at },
        ...(subject ? { subject } : {}),
        ...(fault ? { known: fault } : {}),
      });
    }
  }
  return [...found.values()];
}

export function reportOf(summary: Summary, season: Season): string {
  const { breaches, people, seed, hash } = summary;
  const rows = breaches.map(
    (b) =>
      `<tr><td>${esc(b.invariant)}</td><td>${esc(b.detail)}</td><td>${b.times}</td><td>${b.first}</td><td>${esc(b.known ?? '')}</td></tr>`,
  );
  const refusals = Object.entries(summary.refusals)
    .slice(0, 25)
    .map(([name, n]): [string, number] => [name, n]);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Season ${seed}, ${people} people</title>
<style>body{font:14px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;color:#1f2933;padding:0 1rem}
.tiles{display:flex;flex-wrap:wrap;gap:.75rem;padding:0;list-style:none}.tiles li{background:#f3f5f7;border-radius:6px;padding:.5rem 1rem}
.tiles b{display:block;font-size:1.3rem}.sound{color:#17653a}.broken{color:#a3241c}
table{border-collapse:collapse}td,th{padding:.2rem .6rem;border-bottom:1px solid #d8dee4;text-align:left}
h2{margin-top:2.5rem}svg{max-width:100%;height:auto}code{background:#f3f5f7;padding:.1rem .3rem}</style></head><body>
<h1>Season ${seed}: ${people} people</h1>
<p><code>${esc(summary.command)}</code></p>
<ul class="tiles">${tiles(summary)
    .map(([what, n]) => `<li><b>${n}</b>${what}</li>`)
    .join('')}</ul>
<p>Event log ${hash}. All times below are those of the season.</p>
<h2 class="${rows.length ? 'broken' : 'sound'}">Broken invariants</h2>
${rows.length ? `<table><tr><th>Invariant</th><th>What</th><th>Times</th><th>First</th><th>Known as</th></tr>${rows.join('')}</table>` : '<p>None.</p>'}
<h2>How it ended</h2>${bars(Object.entries(summary.ends))}
<h2>States over time</h2>${stackedDays(season.watch.days)}
<h2>Refusals by route and rule</h2>${bars(refusals)}
<h2>Waits by step, days on average</h2>${bars(summary.waits.map((w) => [`${w.step} (${w.times})`, w.days]))}
<h2>Time per phase, days over all applications</h2>${bars(summary.phases.map((p) => [`Phase ${p.phase}`, p.days]))}
<h2>Acts beside the road</h2>${bars(Object.entries(summary.behaviours))}
</body></html>`;
}

const tiles = (summary: Summary): [string, number][] => [
  ['requests', summary.calls],
  ['happenings', summary.steps],
  ['documents made', summary.documents.asked],
  ['of them set', summary.documents.set],
  ['of them read again', summary.documents.read],
  ['seconds', summary.wallSeconds],
  ['CPU-seconds', summary.cpuSeconds],
  ['CPU-milliseconds a person', Math.round((1000 * summary.cpuSeconds) / summary.people)],
];

const WIDTH = 960;

/** Applications by stage, day by day, stacked. */
function stackedDays(days: Season['watch']['days']): string {
  const height = 320;
  const names = Object.keys(stages).filter((stage) => days.some((d) => d.stages[stage]));
  const most = Math.max(1, ...days.map((d) => Object.values(d.stages).reduce((a, b) => a + b, 0)));
  const x = (i: number) => ((i / Math.max(1, days.length - 1)) * WIDTH).toFixed(1);
  const y = (n: number) => (height - (n / most) * height).toFixed(1);
  const base = days.map(() => 0);
  const layers = names.map((stage, n) => {
    const lower = days.map((_, i) => `${x(i)},${y(base[i] ?? 0)}`);
    days.forEach((d, i) => {
      base[i] = (base[i] ?? 0) + (d.stages[stage] ?? 0);
    });
    const upper = days.map((_, i) => `${x(i)},${y(base[i] ?? 0)}`);
    return `<polygon points="${[...upper, ...lower.reverse()].join(' ')}" fill="${colour(n, names.length)}"><title>${stage}</title></polygon>`;
  });
  const legend = names
    .map(
      (stage, n) =>
        `<span style="white-space:nowrap"><span style="color:${colour(n, names.length)}">■</span> ${stage}</span>`,
    )
    .join(' ');
  const ends = `<p>${days[0]?.day ?? ''} to ${days.at(-1)?.day ?? ''}, at most ${most} applications</p>`;
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="States over time">${layers.join('')}</svg>${ends}<p>${legend}</p>`;
}

function bars(rows: readonly (readonly [string, number])[]): string {
  if (rows.length === 0) return '<p>None.</p>';
  const most = Math.max(...rows.map(([, n]) => n), 1e-9);
  const line = 20;
  /** Where the bars begin: as far as the longest name needs. */
  const at = Math.min(620, Math.max(...rows.map(([name]) => name.length)) * 7.4 + 14);
  const body = rows.map(([name, n], i) => {
    const width = (n / most) * (WIDTH - at - 60);
    return `<text x="${at - 6}" y="${i * line + 14}" font-size="11" text-anchor="end">${esc(name.slice(0, 100))}</text><rect x="${at}" y="${i * line + 3}" width="${width.toFixed(1)}" height="13" rx="2" fill="#2f6f9f"/><text x="${(at + 5 + width).toFixed(1)}" y="${i * line + 14}" font-size="11">${n}</text>`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${rows.length * line}" role="img">${body.join('')}</svg>`;
}

const colour = (n: number, of: number) => `hsl(${Math.round((n * 360) / of)} 55% ${n % 2 ? 50 : 65}%)`;
const round = (n: number) => Math.round(n * 100) / 100;
const esc = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function tally(list: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of list) counts[one] = (counts[one] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a));
}
