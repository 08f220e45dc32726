import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMovableClock } from '../../local/cloud/clock/clock.ts';
import { createLambdaHost, type LambdaHost } from '../../local/cloud/lambda/index.ts';

/** Whose an answer is, and how long a container lives. The function answers when the shared word is set. */
let folder: string;
let host: LambdaHost;
const clock = createMovableClock();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhiping-lambda-'));
  writeFileSync(
    join(folder, 'index.mjs'),
    `import { threadId } from 'node:worker_threads';
     import { existsSync, writeFileSync } from 'node:fs';
     export const handler = async ({ n, mark, waitFor }) => {
       if (mark) writeFileSync(mark, '');
       while (waitFor && !existsSync(waitFor)) await new Promise((r) => setTimeout(r, 2));
       if (n < 0) throw new TypeError('negative');
       return { n, threadId };
     };`,
  );
});
afterAll(() => {
  clock.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => host.close());

const start = (timeoutSeconds = 20, idleMs?: number) => {
  host = createLambdaHost({
    functions: [
      {
        name: 'f',
        arn: 'arn:aws:lambda:cn-north-1:000000000000:function:f',
        folder,
        handler: 'index.handler',
        memoryMb: 128,
        timeoutSeconds,
        environment: {},
      },
    ],
    clock,
    environment: {},
    log: () => {},
    ...(idleMs === undefined ? {} : { idleMs }),
  });
};
const payload = async (event: object) =>
  ((await host.invoke('f', event)) as { payload: { n: number; threadId: number } }).payload;
const there = async (file: string) => {
  const { existsSync } = await import('node:fs');
  while (!existsSync(file)) await pause(2);
};

describe('an answer belongs to its own event', () => {
  it('one whose caller gave up is dropped, and its container handles nothing else', async () => {
    start();
    const [begun, gate, done] = ['begun', 'gate', 'done'].map((name) => join(folder, name));
    const first = await payload({ n: 0 });
    const giveUp = new AbortController();
    const lost = host.invoke('f', { n: 1, mark: begun, waitFor: gate }, giveUp.signal);
    await there(begun ?? '');
    giveUp.abort();
    expect(await lost).toMatchObject({ functionError: { errorType: 'Lambda.SdkClientException' } });
    // The late answer of the first falls into the time of the second.
    const second = payload({ n: 2, waitFor: done });
    writeFileSync(gate ?? '', '');
    await pause(30);
    writeFileSync(done ?? '', '');
    const answered = await second;
    expect(answered.n).toBe(2);
    expect(answered.threadId).not.toBe(first.threadId);
  });

  it('with three containers given up on at once, the next three are served', async () => {
    start();
    const giveUp = new AbortController();
    const never = join(folder, 'never');
    const lost = [1, 2, 3, 4].map((n) => host.invoke('f', { n, waitFor: never }, giveUp.signal));
    await pause(30);
    giveUp.abort();
    await Promise.all(lost);
    expect((await Promise.all([5, 6, 7].map((n) => payload({ n })))).map((a) => a.n)).toEqual([5, 6, 7]);
  });

  it('a timed-out container is replaced', async () => {
    start(1);
    const timedOut = await host.invoke('f', { n: 1, waitFor: join(folder, 'never') });
    expect(timedOut).toMatchObject({ functionError: { errorType: 'Sandbox.Timedout' } });
    expect((await payload({ n: 2 })).n).toBe(2);
  });

  it('what is thrown is told to its own caller', async () => {
    start();
    const [thrown, answered] = await Promise.all([host.invoke('f', { n: -1 }), payload({ n: 3 })]);
    expect(thrown).toMatchObject({ functionError: { errorType: 'TypeError', errorMessage: 'negative' } });
    expect(answered.n).toBe(3);
  });
});

describe('memory', () => {
  it('an idle container ends, and the next event starts another', async () => {
    start(20, 1);
    const { threadId } = await payload({ n: 1 });
    await pause(20);
    expect((await payload({ n: 2 })).threadId).not.toBe(threadId);
  });
});
