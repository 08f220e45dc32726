import type { StreamRecord } from '../../local/cloud/dynamodb/index.ts';
import type { Answer } from '../contract/harness.ts';
import { Machines, Windows } from './invariants.ts';
import { type Life, type Standing, shapeOf } from './life.ts';
import { bare } from './printing.ts';
import { reckon, stuck } from './reckoning.ts';
import { Trials } from './trials.ts';
import type { Call, World } from './world.ts';

/** Looks on at everything that happens and says what must not be. */

/** So many failures of one execution's functions, each tried again by the machine, are no bad luck. */
const HOPELESS = 16;
/** Every so many days everything is looked at, not only what was touched. */
const CHECKPOINT_DAYS = 30;

/** Records that say something of an application and its machine. */
const looked = new Set(['APPLICATION', 'TASK', 'EXECUTION']);

export interface Watch {
  record(record: StreamRecord): void;
  moved(before: Standing | undefined, now: Standing): void;
  /** A document is going to say this of somebody. */
  print: World['onPrint'];
  /** A document does not hold a text that it was made from. */
  misprint(template: string, missing: string, title: string): void;
  /** A step of this application's machine was done. */
  stepped(applicationId: string): void;
  answer(call: Call, answer: Answer): void;
  failure(kind: string, detail: string, execution?: string): void;
  step(): Promise<void>;
  end(): Promise<void>;
  close(): void;
  readonly refusals: Map<string, number>;
  /** Seconds that applications spent at each step, and how many stays. */
  readonly stays: Map<string, { seconds: number; times: number }>;
  /** How many applications stood at each stage, day by day. */
  readonly days: { day: string; stages: Record<string, number> }[];
  calls: number;
}

export function watch(life: Life): Watch {
  const { scheduler } = life.world;
  const machines = new Machines(life);
  const trials = new Trials(life);
  const write = process.stdout.write;
  const closelyHeld = secrets(life);
  process.stdout.write = ((chunk: string | Uint8Array) => {
    const line = String(chunk);
    const told = closelyHeld(line);
    if (told) life.breach('LOG_PERSONAL', `${told} in ${/"message":"([^"]*)"/.exec(line)?.[1]}`);
    return true;
  }) as typeof process.stdout.write;
  const failures = new Map<string, number>();
  const windows = new Windows(life);

  /** A step that always fails goes round for months, so it is taken out once that is clear. */
  const fails = (kind: string, detail: string, executionArn: string) => {
    const times = (failures.get(executionArn) ?? 0) + 1;
    failures.set(executionArn, times);
    if (times !== HOPELESS) return;
    const subject = executionArn
      .split(':')
      .at(-1)
      ?.replace(/-\d+(-r\d+)?$/, '');
    life.breach('STEP_HOPELESS', `${kind} ${detail.replaceAll(/[^\x20-\x7e]+/g, '*')}`, subject);
    if (subject) life.dead.add(subject);
    scheduler.in(1, 'operations', async () => {
      await Promise.resolve(life.world.machine.execute('StopExecution', { executionArn })).catch(
        () => undefined,
      );
    });
  };

  const self: Watch = {
    refusals: new Map(),
    stays: new Map(),
    days: [],
    calls: 0,
    record(record) {
      windows.record(record);
      const { type, applicationId } = record.dynamodb.NewImage ?? {};
      if (applicationId?.S && looked.has(type?.S ?? '')) machines.touch(applicationId.S);
    },
    print(applicationId, { name, person }) {
      const image = life.standing.get(applicationId)?.image;
      const frozen = [image?.applicantName?.S, image?.unit?.M?.name?.S];
      const said = [person?.name ?? name, person?.unitName];
      for (const [i, what] of ['name', 'employer'].entries())
        if (said[i] !== undefined && bare(said[i]) !== bare(frozen[i] ?? ''))
          life.breach(
            'IDENTITY_MOVED',
            `the ${what} that is printed is not the one that was handed in`,
            applicationId,
          );
    },
    misprint(template, missing, title) {
      const [no = ''] = /[\w-]+$/.exec(title) ?? [];
      life.breach('PRINTED_OTHERWISE', `${template} lacks a text of ${missing.length} characters`, no);
    },
    stepped: (applicationId) => machines.touch(applicationId),
    moved(before, now) {
      windows.moved(before, now);
      trials.moved(before, now);
      if (!before || before.turn === now.turn) return;
      const entered = before.image.turns?.L?.at(-1)?.M?.enteredAt?.S ?? '';
      const stay = self.stays.get(before.step) ?? { seconds: 0, times: 0 };
      stay.seconds += Math.max(0, (scheduler.clock.now() - Date.parse(entered)) / 1000);
      stay.times += 1;
      self.stays.set(before.step, stay);
    },
    answer(call, answer) {
      self.calls += 1;
      if (answer.status >= 500) life.breach('SERVER_ERROR', `${call.method} ${shapeOf(call.path)}`);
      if (answer.status < 400) return;
      const { code, errors } = answer.problem();
      count(
        self.refusals,
        `${call.method} ${shapeOf(call.path)} ${code} ${errors.map((e) => e.code).join()}`,
      );
    },
    failure(kind, detail, execution) {
      if (execution) fails(kind, detail, execution);
      else life.breach('GIVEN_UP', `${kind} ${detail}`);
      count(self.refusals, `${kind} ${detail}`);
    },
    async step() {
      const day = scheduler.now().slice(0, 10);
      if (self.days.at(-1)?.day !== day) {
        const stages: Record<string, number> = {};
        for (const { stage } of life.standing.values()) stages[stage] = (stages[stage] ?? 0) + 1;
        self.days.push({ day, stages });
        if (self.days.length % CHECKPOINT_DAYS === 0) machines.all();
      }
      machines.look();
      await trials.look();
    },
    async end() {
      machines.all();
      stuck(life);
      reckon(life);
      life.options.also?.(life);
    },
    close() {
      process.stdout.write = write;
    },
  };
  return self;
}

function count(of: Map<string, number>, name: string): void {
  of.set(name, (of.get(name) ?? 0) + 1);
}

/** What no log line may hold: names, numbers, mobiles of anybody in the season. */
function secrets(life: Life): (line: string) => string | undefined {
  const names = life.people.map((p) => p.name.trim()).filter((name) => name.length > 1);
  const numbers = new Set(life.people.map((p) => p.profile.idNumber.slice(0, 17)));
  const mobiles = new Set(life.people.map((p) => p.profile.mobile.replaceAll(/\D/g, '').slice(-11)));
  return (line) => {
    for (const [digits] of line.matchAll(/\d{11,}/g)) {
      if (numbers.has(digits.slice(0, 17))) return 'an identity number';
      if (mobiles.has(digits.slice(-11))) return 'a mobile number';
    }
    // Names are not ASCII, and hardly any line is otherwise.
    if (!/[^\x20-\x7e\n]/.test(line)) return undefined;
    return names.some((name) => line.includes(name)) ? 'a name' : undefined;
  };
}
