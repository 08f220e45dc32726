import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mainRoad } from '../../local/demo/acts-road.ts';
import { freePort, type Stack, startDemonstration, startStack } from '../crash/stack.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'zhiping-demo-'));
let stack: Stack;

beforeAll(async () => {
  stack = await startStack(dataDir, await freePort());
}, 150_000);

afterAll(async () => {
  await stack?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A first start lays out its own data meanwhile; the demonstration has to live with that. */
describe('npm run demo (R1: the whole flow, through HTTP only)', () => {
  for (const time of ['first', 'second'])
    it(`passes every state of the main road, the ${time} time`, async () => {
      const { code, printed } = await startDemonstration(stack.url).ended;
      expect(code, printed).toBe(0);
      const told = printed.match(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} {2}[A-Z_]+/gm) ?? [];
      expect(told.map((line) => line.split(/ +/)[2])).toEqual([...mainRoad]);
    });
});
