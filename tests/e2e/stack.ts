import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The whole local stack in a process of its own, on a data folder of its own, with the demonstration data. */
export interface Stack {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** Its data folder. */
  readonly data: string;
  /** Asks the local API, e.g. `local('GET', 'clock')`. @throws {Error} when it is refused */
  local<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T>;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');
/** Milliseconds that building, starting and seeding may take on a slow machine. */
const PATIENCE = 170_000;

interface Options {
  /** Without demonstration data. */
  empty?: boolean;
}

/** Starts `local/main.ts` and waits until its demonstration data are in place. @throws {Error} with its output */
export async function startStack({ empty = false }: Options = {}): Promise<Stack> {
  const data = mkdtempSync(join(tmpdir(), 'zhiping-e2e-'));
  const port = await freePort();
  const args = ['--port', String(port), '--data', data, ...(empty ? ['--empty'] : [])];
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'local/main.ts'), ...args],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString('utf8')));
  const origin = `http://127.0.0.1:${port}`;
  const local = <T>(method: 'GET' | 'POST', path: string, body?: unknown) =>
    askLocal<T>(origin, method, path, body);
  const close = async () => {
    await ended(child);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await ready(child, local);
  } catch (error) {
    await close();
    throw new Error(`the stack did not start: ${(error as Error).message}\n${output.join('')}`);
  }
  return { origin, data, local, close };
}

async function ready(child: ChildProcess, local: Stack['local']): Promise<void> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    const state = await local<{ preparing?: boolean }>('GET', 'clock').catch(() => undefined);
    if (state && !state.preparing) return;
    if (Date.now() > until) throw new Error('it took too long');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function askLocal<T>(origin: string, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${origin}/local/api/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} → ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const impatient = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(impatient);
}

/** A port that nobody listens on, and whose follower is free too: the stack's file endpoint takes the next one. */
async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const port = await listen(0);
    if (port < 65_534 && (await listen(port + 1).catch(() => 0))) return port;
  }
  throw new Error('no free port');
}

function listen(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
