import { buildWhatChanged } from '../local/build.ts';
import type { Line } from './bench/measure.ts';

/**
 * `npm run bench [-- photo table …]`: the budgets, measured on this machine, one JSON line each. Ends non-zero
 * only when a measurement fails; whether a budget is met stands in its line.
 */
const suites: Record<string, () => Promise<Line[]>> = {
  start: async () => (await import('./bench/stack.ts')).benchStack(),
  memory: async () => (await import('./bench/memory.ts')).benchMemory(),
  // Before the photos: inspecting them forbids this process to read SVG, which the sample documents are drawn in.
  document: async () => (await import('./bench/document.ts')).benchDocument(),
  photo: async () => (await import('./bench/photo.ts')).benchPhoto(),
  table: async () => (await import('./bench/table.ts')).benchTable(),
  package: async () => (await import('./bench/package.ts')).benchPackage(),
};
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in suites));
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(', ')}; there are ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}

buildWhatChanged((text) => console.error(text));
for (const [name, run] of Object.entries(suites)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const result of await run()) console.log(JSON.stringify(result));
}
