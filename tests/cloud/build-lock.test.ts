import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

/** Two builds in one checkout come one after the other, and a killed one is in nobody's way. */
const dist = mkdtempSync(join(tmpdir(), 'zhiping-build-'));
afterAll(() => rmSync(dist, { recursive: true, force: true }));

const lock = JSON.stringify(join(import.meta.dirname, '../../local/build-lock.ts'));
/** Takes the lock, says so, and holds it until something comes in. */
function builder() {
  const script = `const { holdBuildLock } = await import(${lock});
    const release = holdBuildLock(${JSON.stringify(dist)}, () => console.log('waits'));
    holdBuildLock(${JSON.stringify(dist)}, () => console.log('waits for itself'))();
    console.log('holds');
    process.stdin.once('data', () => { release(); process.exit(); });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => said.push(...text.trim().split('\n')));
  const says = async (word: string) => {
    while (!said.includes(word)) await once(child.stdout, 'data');
  };
  return { child, said, says };
}

it('the second waits for the first; parts of a build do not wait for their own', async () => {
  const first = builder();
  await first.says('holds');
  const second = builder();
  await second.says('waits');
  expect(second.said).not.toContain('holds');
  first.child.stdin.write('go');
  await second.says('holds');
  const third = builder();
  await third.says('waits');
  second.child.kill('SIGKILL');
  await third.says('holds');
  third.child.stdin.write('go');
  await once(third.child, 'exit');
  expect(first.said).toEqual(['holds']);
});
