import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { until } from '../../local/demo/http.ts';

/** The whole local stack as a child process, as `npm start` runs it, and the demonstration as another. */

const root = join(import.meta.dirname, '../..');
const node = join(root, 'node_modules/.bin/node');

export interface Stack {
  url: string;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
}

/** Starts it and waits for the first 200. @throws {Error} with what it printed, when it ends before that */
export async function startStack(dataDir: string, port: number, ...options: string[]): Promise<Stack> {
  const child = run('local/main.ts', ['--port', String(port), '--data', dataDir, ...options]);
  const printed = collect(child);
  const url = `http://127.0.0.1:${port}`;
  await until(
    'the first 200 on /v1/health',
    async () => {
      if (child.exitCode !== null) throw new Error(`the stack ended with ${child.exitCode}:\n${printed()}`);
      const answer = await fetch(`${url}/v1/health`).catch(() => undefined);
      return answer?.status === 200;
    },
    120_000,
  );
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return { url, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

export interface Demonstration {
  readonly child: ChildProcess;
  /** Exit code, or null when it was killed; and everything printed. */
  readonly ended: Promise<{ code: number | null; printed: string }>;
}

export function startDemonstration(url: string, stateFile?: string): Demonstration {
  const child = run('local/demo/demo.ts', ['--url', url, ...(stateFile ? ['--state', stateFile] : [])]);
  const printed = collect(child);
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, printed: printed() }));
  return { child, ended };
}

function run(script: string, args: string[]): ChildProcess {
  return spawn(node, ['--disable-warning=ExperimentalWarning', join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  return () => text;
}

/** A port that is free, and the one after it, which the files are served from where it can be had. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const free = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  });
  const answer = await free;
  await new Promise((done) => server.close(done));
  return answer;
}
