import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { MovableClock } from '../clock/clock.ts';
import type { FunctionDefinition } from '../template/read-template.ts';

/** The error of an invocation as Lambda reports it to callers. */
interface FunctionError {
  errorType: string;
  errorMessage: string;
  stackTrace?: string[];
}

export type InvocationResult = { payload: unknown } | { functionError: FunctionError };

export interface LambdaHost {
  /** Invokes a function by name, ARN, or ARN of a version or alias. Never rejects for what the function does. */
  invoke(target: string, event: unknown, signal?: AbortSignal): Promise<InvocationResult>;
  /** Starts one container of each, so that the first request finds it warm. */
  warm(targets: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  functions: readonly FunctionDefinition[];
  clock: MovableClock;
  /** Added to every function's environment: endpoints and credentials of the embedded engines. */
  environment: Record<string, string>;
  /** Receives every line that a function writes. */
  log: (functionName: string, line: string) => void;
  /** After so long without an event a container is ended, and its memory is free again. */
  idleMs?: number;
}

/** Containers that one function may have at once; more events wait in line. */
const MAX_CONTAINERS = 3;
const IDLE_MS = 30_000;
/** A worker's new objects, in MB. Node by itself would take three times as much of every one of them and keep it. */
const YOUNG_MB = 12;

/** One container: a worker thread that handles one event at a time, as Lambda's do. */
interface Container {
  worker: Worker;
  ready: Promise<void>;
  busy: boolean;
  /** The event that it has in hand: an answer to any other is dropped. */
  current?: { id: string; finish(result: InvocationResult): void };
  /** Ends it when it has been idle for long. */
  idle?: NodeJS.Timeout;
}

/** Bundles in worker threads: cold start, one event at a time, timeout and crash are contained as in Lambda. */
export function createLambdaHost(options: Options): LambdaHost {
  const pools = new Map(
    options.functions.map((definition) => [definition.name, new Pool(definition, options)]),
  );
  const poolOf = (target: string) =>
    pools.get(/:function:([^:]+)/.exec(target)?.[1] ?? target.replace(/:[^:]*$/, ''));
  return {
    async invoke(target, event, signal) {
      const pool = poolOf(target);
      if (!pool)
        return {
          functionError: {
            errorType: 'Lambda.ResourceNotFoundException',
            errorMessage: `Function not found: ${target}`,
          },
        };
      return pool.invoke(event, signal);
    },
    async warm(targets) {
      // One after the other: requests that come meanwhile get the other cores.
      for (const pool of new Set(targets.map(poolOf))) await pool?.warm();
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

class Pool {
  readonly #definition: FunctionDefinition;
  readonly #options: Options;
  readonly #containers = new Set<Container>();
  /** Busy with what nobody waits for any more. */
  readonly #retired = new Set<Container>();
  readonly #waiting: ((container: Container) => void)[] = [];
  #closed = false;

  constructor(definition: FunctionDefinition, options: Options) {
    this.#definition = definition;
    this.#options = options;
  }

  async warm(): Promise<void> {
    if (this.#closed || this.#containers.size > 0) return;
    const container = this.#start();
    await container.ready.catch(() => undefined);
    this.#release(container);
  }

  async invoke(event: unknown, signal?: AbortSignal): Promise<InvocationResult> {
    if (this.#closed)
      return { functionError: { errorType: 'Lambda.ServiceException', errorMessage: 'shutting down' } };
    const container = await this.#acquire();
    try {
      await container.ready;
      return this.#logged(await this.#run(container, event, signal));
    } catch (error) {
      return this.#logged({ functionError: error as FunctionError });
    } finally {
      this.#release(container);
    }
  }

  /** What a function throws goes to its log, as Lambda writes it. */
  #logged(result: InvocationResult): InvocationResult {
    if ('functionError' in result) {
      const { errorType, errorMessage, stackTrace } = result.functionError;
      this.#options.log(this.#definition.name, JSON.stringify({ errorType, errorMessage, stackTrace }));
    }
    return result;
  }

  #run(container: Container, event: unknown, signal?: AbortSignal): Promise<InvocationResult> {
    const { name, arn, memoryMb, timeoutSeconds } = this.#definition;
    const id = randomUUID();
    return new Promise((resolve) => {
      const finish = (result: InvocationResult) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', aborted);
        container.current = undefined;
        resolve(result);
      };
      const timer = setTimeout(() => {
        this.#discard(container);
        finish({
          functionError: {
            errorType: 'Sandbox.Timedout',
            errorMessage: `RequestId: ${id} Error: Task timed out after ${timeoutSeconds}.00 seconds`,
          },
        });
      }, timeoutSeconds * 1000);
      const aborted = () => {
        this.#retire(container, id);
        finish({
          functionError: { errorType: 'Lambda.SdkClientException', errorMessage: 'the caller gave up' },
        });
      };
      if (signal?.aborted) {
        // Nobody waits any more: the container has not even been told.
        clearTimeout(timer);
        resolve({
          functionError: { errorType: 'Lambda.SdkClientException', errorMessage: 'the caller gave up' },
        });
        return;
      }
      signal?.addEventListener('abort', aborted);
      container.current = { id, finish };
      container.worker.postMessage({
        id,
        event,
        context: {
          awsRequestId: id,
          functionName: name,
          functionVersion: '1',
          invokedFunctionArn: arn,
          memoryLimitInMB: String(memoryMb),
          timeoutMs: timeoutSeconds * 1000,
        },
      });
    });
  }

  #acquire(): Promise<Container> | Container {
    for (const container of this.#containers) {
      if (!container.busy) {
        container.busy = true;
        clearTimeout(container.idle);
        return container;
      }
    }
    if (this.#containers.size < MAX_CONTAINERS) return this.#start();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #release(container: Container): void {
    if (!this.#containers.has(container)) {
      // It was thrown away: whoever waits gets a new one.
      const next = this.#waiting.shift();
      if (next) next(this.#start());
      return;
    }
    const next = this.#waiting.shift();
    if (next) {
      next(container);
      return;
    }
    container.busy = false;
    container.idle = setTimeout(() => this.#discard(container), this.#options.idleMs ?? IDLE_MS);
    container.idle.unref();
  }

  #discard(container: Container): void {
    clearTimeout(container.idle);
    this.#containers.delete(container);
    void container.worker.terminate();
  }

  /**
   * Its caller gave up. As on Lambda the function goes on to its end, or to its timeout; its container handles nothing
   * else any more, and what it answers is for nobody.
   */
  #retire(container: Container, id: string): void {
    this.#containers.delete(container);
    this.#retired.add(container);
    const end = () => {
      clearTimeout(timer);
      this.#retired.delete(container);
      void container.worker.terminate();
    };
    const timer = setTimeout(end, this.#definition.timeoutSeconds * 1000);
    container.worker.on('message', (message: { id?: string }) => message.id === id && end());
    container.worker.on('exit', end);
  }

  #start(): Container {
    const { folder, handler, environment, memoryMb, name } = this.#definition;
    const [file = 'index', exportName = 'handler'] = handler.split('.');
    const worker = new Worker(join(import.meta.dirname, 'worker.mjs'), {
      workerData: { file: join(folder, `${file}.mjs`), exportName, clock: this.#options.clock.shared.buffer },
      env: {
        ...environment,
        ...this.#options.environment,
        NODE_OPTIONS: '',
        AWS_LAMBDA_FUNCTION_NAME: name,
        TZ: 'UTC',
      },
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_MB },
      name,
      stdout: true,
      stderr: true,
    });
    for (const stream of [worker.stdout, worker.stderr])
      eachLine(stream, (line) => this.#options.log(name, line));
    const ready = Promise.withResolvers<void>();
    ready.promise.catch(() => undefined);
    const container: Container = { worker, ready: ready.promise, busy: true };
    worker.on(
      'message',
      (message: { type: string; id?: string; payload?: unknown; error?: FunctionError }) => {
        if (message.type === 'ready') return ready.resolve();
        if (message.type === 'failed') {
          this.#discard(container);
          return ready.reject(message.error);
        }
        if (message.id !== container.current?.id) return;
        if (message.type === 'answer') container.current?.finish({ payload: message.payload });
        else if (message.error) container.current?.finish({ functionError: message.error });
      },
    );
    const died = (reason: string) => {
      clearTimeout(container.idle);
      this.#containers.delete(container);
      const error = { errorType: 'Runtime.ExitError', errorMessage: reason };
      ready.reject(error);
      container.current?.finish({ functionError: error });
    };
    worker.on('error', (error) =>
      died(`Error: Runtime exited: ${error instanceof Error ? error.message : String(error)}`),
    );
    worker.on('exit', (code) => died(`Error: Runtime exited with error: exit status ${code}`));
    this.#containers.add(container);
    return container;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const all = [...this.#containers, ...this.#retired];
    for (const { idle } of all) clearTimeout(idle);
    await Promise.all(all.map((c) => c.worker.terminate()));
    this.#containers.clear();
  }
}

function eachLine(stream: Readable, take: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line) take(line);
  });
}
