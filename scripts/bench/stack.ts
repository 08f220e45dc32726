import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  acceptAuthorisation,
  registerUnit,
  saveProfile,
  submitAuthorisation,
} from '../../local/demo/acts-people.ts';
import { type Caller, createClient } from '../../local/demo/client.ts';
import { createLocalStack } from '../../local/demo/local-stack.ts';
import { samplePerson, sampleUnit } from '../../local/demo/samples.ts';
import { createWorld } from '../../local/demo/world.ts';
import { freePort } from '../../tests/crash/stack.ts';
import { type Line, line, percentile, root } from './measure.ts';

const PER_SECOND = 50;
const SECONDS = 5;

/** `npm start` to its first 200, installed and built; then reads and decisions at fifty a second. */
export async function benchStack(): Promise<Line[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhiping-bench-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const from = performance.now();
  const child = spawn(
    'node',
    [join(root, 'local/start.mjs'), '--port', String(port), '--data', dataDir, '--empty'],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = once(child, 'exit');
  try {
    await firstAnswer(url, () => child.exitCode !== null);
    const start = performance.now() - from;
    return [
      line({
        bench: 'start: npm start to the first 200 on /v1/health',
        value: start,
        unit: 'ms',
        budget: 3000,
        peer: { name: 'design budget', value: 3000 },
      }),
      ...(await benchApi(url)),
    ];
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function firstAnswer(url: string, gone: () => boolean): Promise<void> {
  for (;;) {
    if (gone()) throw new Error('the stack has ended');
    const answer = await fetch(`${url}/v1/health`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    await pause(5);
  }
}

async function benchApi(url: string): Promise<Line[]> {
  const client = createClient(url);
  const world = createWorld(client, createLocalStack(url), 'bench');
  const [unit, person] = [sampleUnit('bench'), samplePerson('bench')];
  await registerUnit(world, unit);
  await submitAuthorisation(world, unit);
  await acceptAuthorisation(world, unit, 'point.P330106');
  await saveProfile(world, person, unit.body.uscc);
  const applicant = client.as(person.account);
  const hr = client.as(unit.account);
  const items = await archiveItems(applicant, PER_SECOND * (SECONDS + 1));

  const read = () => applicant.call('get-profile');
  const decide = (n: number) =>
    hr.call('decide-archive-item', {
      params: { personId: person.account, itemId: items[n]?.itemId ?? '' },
      body: { version: items[n]?.version ?? 0, decision: 'APPROVE' },
    });
  // What the preparations have set off is not what is measured.
  await world.stack.settle();
  for (let i = 0; i < PER_SECOND; i++) await read();
  const reads = await steadily(read);
  // The first second only warms up.
  const decisions = (await steadily(decide, SECONDS + 1)).slice(PER_SECOND);
  return [
    ...latency('api: read (own profile)', reads, 10),
    ...latency('api: decision (archive item, audited transaction)', decisions, 25),
  ];
}

function latency(what: string, samples: number[], budget: number): Line[] {
  return [
    line({ bench: `${what}, p50 at ${PER_SECOND}/s`, value: percentile(samples, 0.5), unit: 'ms' }),
    line({ bench: `${what}, p99 at ${PER_SECOND}/s`, value: percentile(samples, 0.99), unit: 'ms', budget }),
  ];
}

/** Items that wait for the unit, made a few at a time. */
async function archiveItems(who: Caller, count: number): Promise<{ itemId: string; version: number }[]> {
  const items: { itemId: string; version: number }[] = [];
  const make = async () => {
    while (items.length < count) {
      const n = items.push({ itemId: '', version: 0 }) - 1;
      const made = await who.call('create-archive-item', {
        body: { kind: 'PROJECT', title: `项目 ${n}`, role: '技术负责人', collective: false, fileIds: [] },
      });
      const saved = await who.call('submit-archive-item', { params: { itemId: made.itemId } });
      items[n] = { itemId: made.itemId, version: saved.version };
    }
  };
  await Promise.all(Array.from({ length: 4 }, make));
  return items;
}

/**
 * Sends at fixed times, whether or not earlier answers are there (no coordinated omission): a slow answer makes the
 * ones behind it slow as well, and that is counted.
 */
async function steadily(send: (n: number) => Promise<unknown>, seconds = SECONDS): Promise<number[]> {
  const from = performance.now();
  const samples: Promise<number>[] = [];
  for (let n = 0; n < PER_SECOND * seconds; n++) {
    const due = from + (n * 1000) / PER_SECOND;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    const sent = Math.max(due, performance.now() - 1);
    samples.push(send(n).then(() => performance.now() - sent));
  }
  return Promise.all(samples);
}
