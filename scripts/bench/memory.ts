import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../local/demo/http.ts';
import { createLocalStack } from '../../local/demo/local-stack.ts';
import { freePort } from '../../tests/crash/stack.ts';
import { type Line, line, root } from './measure.ts';

const IDLE_MS = 60_000;
const MB = 1024;

/** The whole process tree of `npm start`, a minute after its demonstration data are laid out. Linux only: PSS of the kernel. */
export async function benchMemory(): Promise<Line[]> {
  if (process.platform !== 'linux') return [];
  const dataDir = mkdtempSync(join(tmpdir(), 'zhiping-memory-'));
  const port = await freePort();
  const child = spawn('node', [join(root, 'local/start.mjs'), '--port', String(port), '--data', dataDir], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stack = createLocalStack(`http://127.0.0.1:${port}`);
  try {
    await until('the console', () => stack.now().then(Boolean, () => false), 120_000);
    await stack.ready();
    await pause(IDLE_MS);
    const { pss, rss } = memoryOf(child.pid ?? 0);
    return [
      line({ bench: 'memory: idle stack, PSS of the process tree', value: pss, unit: 'MB', budget: 300 }),
      line({ bench: 'memory: idle stack, RSS of the process tree', value: rss, unit: 'MB' }),
    ];
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function memoryOf(pid: number): { pss: number; rss: number } {
  const own = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(own)?.[1] ?? 0);
  const sum = { pss: kilobytes('Pss') / MB, rss: kilobytes('Rss') / MB };
  for (const thread of readdirSync(`/proc/${pid}/task`))
    for (const next of readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
      .split(' ')
      .filter(Boolean)) {
      const below = memoryOf(Number(next));
      sum.pss += below.pss;
      sum.rss += below.rss;
    }
  return sum;
}
