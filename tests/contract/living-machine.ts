import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { createReviewSteps } from '../../functions/review/steps.ts';
import { createStepFunctions, type StepFunctions } from '../../local/cloud/stepfunctions/index.ts';
import type { InvokeResult, Json } from '../../local/cloud/stepfunctions/types.ts';
import { reconcileExecutions } from '../../shared/acts/application/reconcile-executions.ts';
import { settleMachine } from '../../shared/acts/application/settle-machine.ts';
import type { Act } from '../../shared/contracts/acts.ts';
import type { Application, StepEvent } from '../../shared/contracts/application.ts';
import { positionAt } from '../../shared/rules/application/turns.ts';
import { createVirtualClock, type VirtualClock } from '../cloud/virtual-clock.ts';
import { draft, hash, start, submit, system } from '../fixtures/applications.ts';
import { createHarness, type Harness } from './harness.ts';

/**
 * Many applications in the real embedded table under the real definition on the real interpreter, with the stream's
 * consumer and the reconciler; only printing is left out. Executions can be stopped, deliveries lost.
 */

const arn = (name: string) => `arn:aws-cn:lambda:cn-hangzhou-1:000000000000:function:${name}`;
const substitutions: Record<string, string> = {
  Partition: 'aws-cn',
  ReviewStepsArn: arn('review-steps'),
  DocumentsArn: arn('documents'),
};
const definition = readFileSync(
  join(import.meta.dirname, '../../statemachines/review.asl.json'),
  'utf8',
).replace(/\$\{(\w+)\}/g, (_, name: string) => substitutions[name] ?? '');

interface Execution {
  name: string;
  status: string;
}

export class LivingMachine {
  readonly h: Harness;
  readonly clock: VirtualClock;
  readonly engine: StepFunctions;
  readonly stateMachineArn: string;
  /** Applications whose change the consumer has not heard of yet, and the revision that it last started. */
  readonly #changed = new Set<string>();
  readonly #started = new Map<string, number>();
  /** Deliveries to these are lost. */
  readonly deaf = new Set<string>();
  /** Steps that fail, by action. */
  failing: string | undefined;

  private constructor(h: Harness, clock: VirtualClock, machine: { engine?: StepFunctions }) {
    this.h = h;
    this.clock = clock;
    const steps = createReviewSteps(h.deps);
    this.engine = createStepFunctions({
      file: ':memory:',
      clock,
      region: 'cn-hangzhou-1',
      accountId: '000000000000',
      invoke: async (name, payload): Promise<InvokeResult> => {
        const event = payload as unknown as StepEvent;
        try {
          if (this.failing === event.action) throw new Error('the function died');
          const position = name.includes('documents') ? await this.#print(event) : await steps(event);
          return { payload: position as unknown as Json };
        } catch (error) {
          const { name: errorType, message: errorMessage } = error as Error;
          return { functionError: { errorType, errorMessage } };
        } finally {
          this.#changed.add(event.applicationId);
        }
      },
    });
    machine.engine = this.engine;
    const made = this.engine.ensureStateMachine({ name: 'review', definition });
    this.stateMachineArn = made.stateMachineArn;
  }

  static async open(): Promise<LivingMachine> {
    const machine: { engine?: StepFunctions } = {};
    const sfn = {
      send: async (command: { input: object; constructor: { name: string } }) => {
        const operation = command.constructor.name.replace(/Command$/, '');
        const answer = (await machine.engine?.execute(operation, command.input)) as { startDate?: number };
        return answer.startDate === undefined ? answer : { ...answer, startDate: answer.startDate * 1000 };
      },
    } as unknown as SFNClient;
    const h = await createHarness({ now: start, sfn });
    return new LivingMachine(h, createVirtualClock(Date.parse(start)), machine);
  }

  async close(): Promise<void> {
    this.engine.close();
    await this.h.close();
  }

  /** What the function of documents does to the application. */
  async #print({ applicationId, turn, action }: StepEvent) {
    const app = await this.app(applicationId);
    if (action === 'CERTIFICATE' && app.turn === turn) {
      const facts = { certificateNo: `C-${applicationId}`, documentKey: 'k', photoSha256: hash(9) };
      await this.apply(applicationId, { name: 'CERTIFY', actor: system, ...facts });
    }
    const after = await this.app(applicationId);
    return positionAt(after, after.turn > turn ? turn + 1 : turn, this.h.clock.now());
  }

  app(applicationId: string): Promise<Application> {
    return this.h.deps.applications.require(applicationId);
  }

  /** A draft that is submitted at once. */
  async submitted(applicationId: string): Promise<void> {
    const { applications, table } = this.h.deps;
    const application = draft({ applicationId, version: 0, auditHash: '' });
    const event = { act: 'CREATE', actor: system, at: this.h.clock.now(), transition: 'T1', to: 'DRAFT' };
    await table.transact(applications.change(undefined, application, event).writes);
    await this.apply(applicationId, submit());
  }

  /** An act on the table; the machine hears of it with the next `settle`. */
  async apply(applicationId: string, act: Act, changes: Partial<Application> = {}): Promise<void> {
    const { applications, table, plans, now } = this.h.deps;
    const application = { ...(await this.app(applicationId)), ...changes };
    const context = await plans.context(application.planCode, now());
    await table.transact(applications.prepare(application, act, context).writes);
    this.#changed.add(applicationId);
  }

  /** Deliveries, steps and answers until nothing more happens without people or time. */
  async settle(): Promise<void> {
    do {
      const changed = [...this.#changed];
      this.#changed.clear();
      for (const id of changed.filter((one) => !this.deaf.has(one))) {
        const { revision } = await this.app(id);
        const started = revision > (this.#started.get(id) ?? 0) ? revision : undefined;
        await settleMachine(this.h.deps, id, started);
        if (started) this.#started.set(id, started);
      }
      await this.engine.idle();
    } while (this.#changed.size > 0);
  }

  /** Everything that was ever delivered comes again. */
  async deliverAgain(applicationId: string): Promise<void> {
    const { revision } = await this.app(applicationId);
    await settleMachine(this.h.deps, applicationId, revision);
    this.#changed.add(applicationId);
    await this.settle();
  }

  /** Time passes by hours, with a sweep at each step of it. */
  async pass(hours: number, step = hours): Promise<number> {
    let mended = 0;
    for (let passed = 0; passed < hours; passed += step) {
      const at = this.clock.now() + step * 3600_000;
      this.h.clock.set(new Date(at).toISOString());
      this.clock.moveTo(at);
      await this.settle();
      mended += await this.reconcile();
    }
    return mended;
  }

  async reconcile(): Promise<number> {
    const mended = await reconcileExecutions(
      this.h.deps,
      () => false,
      (work) => work(),
    );
    await this.settle();
    return mended;
  }

  /** Oldest first. */
  executions(applicationId = ''): Execution[] {
    const found: Execution[] = [];
    let nextToken: string | undefined;
    do {
      const page = this.engine.execute('ListExecutions', {
        ...{ stateMachineArn: this.stateMachineArn, maxResults: 1000 },
        ...(nextToken ? { nextToken } : {}),
      }) as { executions: Execution[]; nextToken?: string };
      found.push(...page.executions);
      nextToken = page.nextToken;
    } while (nextToken);
    return found.filter((e) => e.name.startsWith(applicationId)).reverse();
  }

  running(applicationId: string): string[] {
    return this.executions(`${applicationId}-`).flatMap((e) => (e.status === 'RUNNING' ? [e.name] : []));
  }

  stop(name: string): void {
    const executionArn = `${this.stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    this.engine.execute('StopExecution', { executionArn });
  }
}
