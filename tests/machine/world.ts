import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createReviewSteps } from '../../functions/review/steps.ts';
import { createStepFunctions, type StepFunctions } from '../../local/cloud/stepfunctions/index.ts';
import type { Json } from '../../local/cloud/stepfunctions/types.ts';
import type { Act } from '../../shared/contracts/acts.ts';
import type { Application, Position, StepEvent } from '../../shared/contracts/application.ts';
import { ProblemError } from '../../shared/errors.ts';
import { applyAct } from '../../shared/rules/application/apply.ts';
import { isAnswered, positionAt } from '../../shared/rules/application/turns.ts';
import type { Context } from '../../shared/rules/base/context.ts';
import { authoritiesOf } from '../../shared/rules/people/authorities.ts';
import { fromItem, type Write } from '../../shared/store/base/table.ts';
import { type MachineTask, MachineTaskSchema } from '../../shared/store/tasks.ts';
import { createVirtualClock, type VirtualClock } from '../cloud/virtual-clock.ts';
import { calendar, calendars, draft, hash, plan, start, system } from '../fixtures/applications.ts';

/**
 * The real definition on the real interpreter, with the real step function over an application in memory, in virtual
 * time: every road through the machine is walked, and the application and the machine agree at each turn.
 */
const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
const substitutions: Record<string, string> = {
  Partition: 'aws',
  ReviewStepsArn: arn('review-steps'),
  DocumentsArn: arn('documents'),
};
const definition = readFileSync(
  join(import.meta.dirname, '../../statemachines/review.asl.json'),
  'utf8',
).replace(/\$\{(\w+)\}/g, (_, name: string) => substitutions[name] ?? '');

export class World {
  clock: VirtualClock;
  machine: StepFunctions;
  app: Application;
  plan = plan;
  tasks: MachineTask[] = [];
  /** Other items of the application, by sort key. */
  kept = new Map<string, Record<string, unknown>>();
  stateMachineArn: string;
  /** Names of step-function calls that fail before they do anything, with how many times. */
  failures = new Map<string, number>();
  #started = 0;

  constructor() {
    this.clock = createVirtualClock(Date.parse(start));
    this.app = draft();
    const steps = createReviewSteps(this.deps() as never);
    this.machine = createStepFunctions({
      file: ':memory:',
      clock: this.clock,
      region: 'us-east-1',
      accountId: '000000000000',
      invoke: async (arn, payload) => {
        const event = payload as unknown as StepEvent;
        const left = this.failures.get(event.action) ?? 0;
        if (left > 0) {
          this.failures.set(event.action, left - 1);
          return { functionError: { errorType: 'Error', errorMessage: 'the function died' } };
        }
        try {
          return {
            payload: (arn.includes('documents') ? this.render(event) : await steps(event)) as unknown as Json,
          };
        } catch (error) {
          return {
            functionError: { errorType: (error as Error).name, errorMessage: (error as Error).message },
          };
        }
      },
    });
    this.stateMachineArn = this.machine.ensureStateMachine({ name: 'review', definition }).stateMachineArn;
  }

  get now(): string {
    return new Date(this.clock.now()).toISOString();
  }

  get context(): Context {
    return { now: this.now, plan: this.plan, calendar, calendars };
  }

  /** What the documents function does to the application, without the printing. */
  render(event: StepEvent): Position {
    if (event.action === 'REVIEW_FORM')
      this.app = { ...this.app, paper: { ...this.app.paper, documentKey: 'k' } };
    if (event.step === 'CERTIFICATE' && this.app.turn === event.turn) {
      this.apply({
        name: 'CERTIFY',
        actor: system,
        certificateNo: 'C-1',
        documentKey: 'k',
        photoSha256: hash(9),
      });
    }
    return this.position(this.app.turn > event.turn ? event.turn + 1 : event.turn);
  }

  position(turn: number): Position {
    return positionAt(this.app, turn, this.now, authoritiesOf(this.plan));
  }

  apply(act: Act): void {
    const decision = applyAct(this.app, act, this.context);
    if (!decision.ok) throw new ProblemError(decision.code, decision.findings);
    this.app = decision.next;
  }

  /** As the stream consumer: starts a new revision, answers the tokens of what has been decided. */
  dispatch(): void {
    if (this.app.revision > this.#started) {
      this.#started = this.app.revision;
      const first = this.app.turns.find((t) => t.revision === this.app.revision);
      this.machine.execute('StartExecution', {
        stateMachineArn: this.stateMachineArn,
        name: `${this.app.applicationId}-${this.app.revision}`,
        input: JSON.stringify(this.position(first?.turn ?? 0)),
      });
    }
    for (const task of this.tasks.filter((t) => isAnswered(this.app, t.turn, t.lane))) {
      this.tasks = this.tasks.filter((t) => t !== task);
      const turn = this.app.turn > task.turn ? task.turn + 1 : task.turn;
      try {
        this.machine.execute('SendTaskSuccess', {
          taskToken: task.token,
          output: JSON.stringify(this.position(turn)),
        });
      } catch (error) {
        if (!['TaskTimedOut', 'TaskDoesNotExist'].includes((error as Error).name)) throw error;
      }
    }
  }

  keep(item: Record<string, unknown>): void {
    if (item.type === 'TASK') this.tasks.push(MachineTaskSchema.parse(item));
    else this.kept.set(String(item.sk), item);
  }

  /** Until nothing more happens without people or time. */
  async settle(): Promise<this> {
    for (let before = -1; before !== this.events(); ) {
      before = this.events();
      this.dispatch();
      await this.machine.idle();
      this.dispatch();
      await this.machine.idle();
    }
    return this;
  }

  events(): number {
    return this.names().reduce((n, name) => n + this.history(name).length, this.tasks.length);
  }

  async act(...acts: Act[]): Promise<this> {
    await this.settle();
    for (const act of acts) this.apply(act);
    return this.settle();
  }

  async until(instant: string | undefined): Promise<this> {
    await this.settle();
    const at = Date.parse(instant ?? this.now);
    for (let next = this.clock.next(); next !== undefined && next <= at; next = this.clock.next()) {
      this.clock.moveTo(Math.max(next, this.clock.now()));
      await this.settle();
    }
    if (this.clock.now() < at) this.clock.moveTo(at);
    return this.settle();
  }

  paper(status: Application['paper']['status']): void {
    this.app = { ...this.app, paper: { ...this.app.paper, status } };
  }

  names(): string[] {
    const { executions } = this.machine.execute('ListExecutions', {
      stateMachineArn: this.stateMachineArn,
      maxResults: 100,
    }) as { executions: { name: string }[] };
    return executions.map((e) => e.name).reverse();
  }

  arn(name: string): string {
    return `${this.stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  }

  history(name: string): { type: string; stateEnteredEventDetails?: { name: string } }[] {
    const { events } = this.machine.execute('GetExecutionHistory', {
      executionArn: this.arn(name),
      maxResults: 1000,
    }) as { events: { type: string; stateEnteredEventDetails?: { name: string } }[] };
    return events;
  }

  status(name: string): string {
    return (this.machine.execute('DescribeExecution', { executionArn: this.arn(name) }) as { status: string })
      .status;
  }

  /** States entered so far, without choices and bookkeeping. */
  path(name = this.names().at(-1) ?? ''): string[] {
    return this.history(name)
      .flatMap((e) =>
        e.stateEnteredEventDetails && e.type !== 'ChoiceStateEntered'
          ? [e.stateEnteredEventDetails.name]
          : [],
      )
      .filter((s) => s !== 'Begin');
  }

  deps() {
    return {
      now: () => this.now,
      plans: {
        refresh: async () => undefined,
        get: () => this.plan,
        of: () => this.plan,
        contextOf: async () => this.context,
      },
      table: {
        get: async (_: unknown, { sk }: { sk: string }) => this.kept.get(sk),
        transact: async (writes: (({ next: Application } & { Put?: never }) | Write)[]) => {
          for (const write of writes) {
            if ('next' in write) this.app = write.next;
            else if (write.Put) this.keep(fromItem(write.Put.Item ?? {}));
          }
        },
      },
      applications: {
        require: async () => this.app,
        prepare: (application: Application, act: Act) => {
          const decision = applyAct(application, act, this.context);
          if (!decision.ok) throw new ProblemError(decision.code, decision.findings);
          return { next: decision.next, writes: [{ next: decision.next }] };
        },
      },
    };
  }
}
