import type { StreamRecord } from '../../local/cloud/dynamodb/index.ts';
import type { Answer } from '../contract/harness.ts';
import { type Life, shapeOf } from './life.ts';
import type { Call } from './world.ts';

/** So many failures of one execution's functions, each tried again by the machine, are no bad luck. */
const HOPELESS = 16;

export interface Watch {
  record(record: StreamRecord): void;
  answer(call: Call, answer: Answer): void;
  failure(kind: string, detail: string, execution?: string): void;
  step(): Promise<void>;
  end(): Promise<void>;
  close(): void;
  readonly refusals: Map<string, number>;
  calls: number;
}

export function watch(life: Life): Watch {
  const write = process.stdout.write;
  process.stdout.write = ((chunk: string | Uint8Array) => {
    void chunk;
    return true;
  }) as typeof process.stdout.write;
  const failures = new Map<string, number>();
  /** A step that always fails goes round for months, so it is taken out once that is clear. */
  const fails = (kind: string, detail: string, executionArn: string) => {
    const times = (failures.get(executionArn) ?? 0) + 1;
    failures.set(executionArn, times);
    if (times !== HOPELESS) return;
    const subject = executionArn.split(':').at(-1)?.replace(/-\d+$/, '');
    life.breach('STEP_HOPELESS', `${kind} ${detail.replaceAll(/[^\x20-\x7e]+/g, '*')}`, subject);
    if (subject) life.dead.add(subject);
    life.world.scheduler.in(1, 'operations', async () => {
      await Promise.resolve(life.world.machine.execute('StopExecution', { executionArn })).catch(() => undefined);
    });
  };
  const self: Watch = {
    refusals: new Map(),
    calls: 0,
    record() {},
    answer(call, answer) {
      self.calls += 1;
      if (answer.status >= 500) life.breach('SERVER_ERROR', `${call.method} ${shapeOf(call.path)}`);
      if (answer.status < 400) return;
      const { code, errors } = answer.problem();
      const name = `${call.method} ${shapeOf(call.path)} ${code} ${errors.map((e) => e.code).join()}`;
      self.refusals.set(name, (self.refusals.get(name) ?? 0) + 1);
    },
    failure(kind, detail, execution) {
      if (execution) fails(kind, detail, execution);
      self.refusals.set(`${kind} ${detail}`, (self.refusals.get(`${kind} ${detail}`) ?? 0) + 1);
    },
    async step() {},
    async end() {},
    close() {
      process.stdout.write = write;
    },
  };
  return self;
}
