import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mainRoad } from '../../local/demo/acts-road.ts';
import { until } from '../../local/demo/http.ts';
import { journeySteps } from '../../local/demo/journey.ts';
import { createLocalStack } from '../../local/demo/local-stack.ts';
import type { Application } from '../../shared/contracts/application.ts';
import { type AuditEvent, verifyChain } from '../../shared/rules/audit/chain.ts';
import { type Row, rowsOf } from './evidence.ts';
import { freePort, type Stack, startDemonstration, startStack } from './stack.ts';

/**
 * `kill -9` of the whole stack at five random moments of a demonstration, and twice of the demonstration with it.
 * Truth lies in the table and the outbox behind it, so nothing may be lost and nothing may happen twice.
 */

const KILLS = 5;
const seed = Number(process.env.CRASH_SEED ?? Math.floor(Math.random() * 1e6));
const dataDir = mkdtempSync(join(tmpdir(), 'zhiping-crash-'));
const stateFile = join(dataDir, 'demonstration.json');

let stack: Stack;
let rows: Row[] = [];
let executions: { name: string; status: string }[] = [];
let printed = '';

/** Park–Miller: the same seed, the same moments. */
function randomOf(start: number): () => number {
  let state = (start % 2_147_483_646) + 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  // Small seeds begin with small numbers.
  for (let i = 0; i < 5; i++) next();
  return next;
}

/** Five different steps of the demonstration, and how long into the next one each kill comes. */
function momentsOf(start: number): { step: number; afterMs: number }[] {
  const random = randomOf(start);
  const chosen = new Set<number>();
  while (chosen.size < KILLS) chosen.add(Math.floor(random() * (journeySteps.length - 1)));
  return [...chosen].sort((a, b) => a - b).map((step) => ({ step, afterMs: Math.floor(random() * 250) }));
}

const stepsDone = () =>
  existsSync(stateFile) ? (JSON.parse(readFileSync(stateFile, 'utf8')) as { done: string[] }).done.length : 0;

beforeAll(async () => {
  const moments = momentsOf(seed);
  console.log(`crash seed ${seed}: ${moments.map((m) => `${m.afterMs} ms after step ${m.step}`).join(', ')}`);
  const port = await freePort();
  stack = await startStack(dataDir, port, '--empty');
  let demo = startDemonstration(stack.url, stateFile);
  for (const [i, { step, afterMs }] of moments.entries()) {
    await until(`step ${step}`, async () => stepsDone() >= step, 120_000);
    await pause(afterMs);
    const withDemo = i % 2 === 1;
    if (withDemo) demo.child.kill('SIGKILL');
    await stack.kill();
    if (withDemo) printed += (await demo.ended).printed;
    stack = await startStack(dataDir, port, '--empty');
    if (withDemo) demo = startDemonstration(stack.url, stateFile);
  }
  const end = await demo.ended;
  printed += end.printed;
  expect(end.code, printed).toBe(0);
  const local = createLocalStack(stack.url);
  await local.settle();
  executions = await local.executions();
  await stack.stop();
  rows = rowsOf(dataDir);
}, 240_000);

afterAll(async () => {
  await stack?.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

const ofType = (type: string) => rows.filter((r) => r.type === type);
const chainOf = (pk: string) =>
  ofType('EVENT')
    .filter((r) => r.pk === pk)
    .sort((a, b) => (a.sk < b.sk ? -1 : 1));
const application = () => ofType('APPLICATION')[0] as unknown as Application & Row;

describe('after five kills (issue: no act lost or doubled)', () => {
  it('one application stands at the end of the main road, each state entered once', () => {
    expect(ofType('APPLICATION')).toHaveLength(1);
    const { turns } = application();
    const stages = turns.map((t) => t.stage).filter((stage, i, all) => stage !== all[i - 1]);
    expect(stages).toEqual([...mainRoad]);
  });

  it('every audit chain verifies from its first event to the version of its aggregate (V7)', () => {
    const chains = new Set(ofType('EVENT').map((r) => r.pk));
    expect(chains.size).toBeGreaterThan(5);
    for (const chain of chains) {
      const events = chainOf(chain).map((r) => {
        const { reasonHash, reason: _, ...event } = r;
        return { ...event, ...(reasonHash ? { reason: reasonHash } : {}) } as unknown as AuditEvent;
      });
      expect(verifyChain(chain, events), chain).toEqual([]);
    }
    const { pk, version, auditHash } = application();
    expect(chainOf(pk)).toHaveLength(version);
    expect(chainOf(pk).at(-1)?.hash).toBe(auditHash);
  });

  it('every transition of the table happened exactly once (I6)', () => {
    const made = chainOf(application().pk)
      .map((e) => e.transition as string | undefined)
      .filter((t) => t !== undefined && t !== 'T2' && t !== 'T37a');
    expect([...made].sort()).toEqual([...new Set(made)].sort());
    expect(made).toEqual(
      expect.arrayContaining(
        'T1 T3 T5 T6 T8 T11 T16 T18 T20 T21a T21 T26 T27 T28 T29 T32 T36 T37 T39 T40'.split(' '),
      ),
    );
    const audits = chainOf(application().pk).filter((e) => e.transition === 'T37a');
    expect(audits.map((e) => (e.actor as { role: string }).role).sort()).toEqual(['AUTHORITY', 'MUNI_HRSS']);
  });

  it('the fee was taken once and nothing was sent back (R59)', () => {
    expect(application().payment.status).toBe('PAID');
    const confirmed = chainOf(application().pk).filter((e) => e.act === 'CONFIRM_PAYMENT');
    expect(confirmed).toHaveLength(1);
    expect(rows.filter((r) => r.pk.startsWith('REFUND#') || r.type === 'REFUND')).toEqual([]);
  });

  it('eleven experts stand on the roll, eleven ballots lie in the box (B4, B5)', () => {
    expect(rows.filter((r) => r.sk.startsWith('ROLL#'))).toHaveLength(11);
    expect(rows.filter((r) => r.pk.startsWith('BOX#'))).toHaveLength(11);
  });

  it('there is one certificate, the one that the application names (R68)', () => {
    const certificates = rows.filter((r) => r.pk.startsWith('CERT#') && r.sk === 'STATE');
    expect(certificates.map((r) => r.certificateNo)).toEqual([application().certificate?.certificateNo]);
  });

  it('one execution a revision, and it has come to its end', () => {
    const { applicationId } = application();
    expect(executions.map((e) => `${e.name} ${e.status}`)).toEqual([`${applicationId}-1 SUCCEEDED`]);
  });

  it('the demonstration told every state', () => {
    const { done } = JSON.parse(readFileSync(stateFile, 'utf8')) as { done: string[] };
    expect(new Set(done).size).toBe(done.length);
    for (const stage of mainRoad) expect(printed).toContain(` ${stage} `);
  });
});
