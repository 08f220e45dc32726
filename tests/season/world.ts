import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { createChangeDispatcher } from '../../functions/events/dispatch-changes.ts';
import { createDeadlineSweeper } from '../../functions/events/sweep-deadlines.ts';
import { createApi } from '../../functions/http.ts';
import { createDocumentRenderer } from '../../functions/review/documents.ts';
import { createReviewSteps } from '../../functions/review/steps.ts';
import { type Route, type RouteId, routes } from '../../functions/routes.ts';
import type { EmbeddedDynamoDb, StreamRecord } from '../../local/cloud/dynamodb/index.ts';
import { createStepFunctions, type StepFunctions } from '../../local/cloud/stepfunctions/index.ts';
import type { Invoke, InvokeResult } from '../../local/cloud/stepfunctions/types.ts';
import type { Deps } from '../../shared/acts/base/deps.ts';
import type { HolidayCalendar } from '../../shared/contracts/calendar.ts';
import { publishedOn } from '../../shared/rules/calendar/working-days.ts';
import type { Random } from '../../shared/rules/dryrun/random.ts';
import { type Audience, type CallOptions, eventOf, routeAt } from '../contract/events.ts';
import { type Answer, answerOf, type Caller, createDeps, handlerOf, TABLE } from '../contract/harness.ts';
import { nationalCalendars, seasonPlans } from '../fixtures/plans.ts';
import { machineClient, memoryDisk, openObjects, openTables, type Tables } from './cloud.ts';
import { createPrinting, type Printing } from './printing.ts';
import { createScheduler, KILLED, type Scheduler } from './scheduler.ts';
import { createUploads, type Uploads } from './uploads.ts';

/**
 * The whole platform in one process: handlers, consumers and machine of the product over the embedded engines, with
 * everything that the network would do (repeat, delay, lose, mix) decided by the scheduler.
 */
export interface World {
  readonly scheduler: Scheduler;
  readonly deps: Deps;
  readonly tables: EmbeddedDynamoDb;
  readonly machine: StepFunctions;
  readonly stateMachineArn: string;
  readonly uploads: Uploads;
  readonly random: Random;
  /** Records of the table's stream, as they are written. */
  onRecord: (record: StreamRecord) => void;
  /** Every answer that a person was given. */
  onAnswer: (call: Call, answer: Answer) => void;
  /** A function that threw, or a record that was given up. */
  onFailure: (kind: string, detail: string, execution?: string) => void;
  /** Undefined where the worker was killed and nobody answers. */
  call(
    caller: Caller | undefined,
    method: Route['method'],
    path: string,
    options?: CallOptions,
  ): Promise<Answer | undefined>;
  /** Everything is tried and nothing stored. */
  dry: Tables['dry'];
  /** Whether a record about it, or a step of its machine, is still on its way. */
  busy(applicationId: string): boolean;
  /** How many requests were killed so far. */
  readonly killed: number;
  /** When everything is there that a request may need. */
  readonly loaded: Promise<unknown>;
  /** An answer that is not what its route promises. */
  onContract: (detail: string) => void;
  /** Name and employer that a document of this application is going to say. */
  onPrint: (applicationId: string, data: Printed) => void;
  /** A document that does not hold a text of its data. */
  onMisprint: (template: string, missing: string, title: string) => void;
  readonly printing: Printing;
  /** The calendars that were out when the season began. */
  readonly national: readonly HolidayCalendar[];
  /** A step of its machine has been done. */
  onStep: (applicationId: string) => void;
  /** Until the machine and the stream have been looked at. */
  settle(): Promise<void>;
  /**
   * Everything that runs is killed, with the engines; they start again from what is on the disk. Or one engine alone,
   * while whoever talks to it, and the other one, live on.
   */
  kill(what?: 'ALL' | 'TABLES' | 'MACHINE'): void;
  close(): void;
}

/** What a review form says of a person, and what a certificate does. */
export interface Printed {
  name?: string;
  person?: { name: string; unitName: string };
}

export interface Call {
  caller: Caller | undefined;
  route: Route | undefined;
  method: string;
  path: string;
  body: unknown;
}

export interface Faults {
  /** A record or an event that is delivered more than once, or late. */
  repeat: number;
  late: number;
  /** A function's answer that the machine never gets. */
  lost: number;
  /** A worker that dies between two commands. */
  killed: number;
}

const arn = (name: string) => `arn:aws-cn:lambda:cn-hangzhou-1:000000000000:function:${name}`;
const substitutions: Record<string, string> = {
  Partition: 'aws-cn',
  ReviewStepsArn: arn('review-steps'),
  DocumentsArn: arn('documents'),
};
const definition = () =>
  readFileSync(join(import.meta.dirname, '../../statemachines/review.asl.json'), 'utf8').replace(
    /\$\{(\w+)\}/g,
    (_, name: string) => substitutions[name] ?? '',
  );

/** How often Lambda tries a record before it gives it up (infra: retryAttempts). */
const ATTEMPTS = 10;
/** The message gateway outside, which takes everything. */
const GATEWAY = 'http://gateway.invalid/messages';
const SWEEP_SECONDS = 12 * 3600;
const DISPATCHED = new Set(['APPLICATION', 'TASK', 'EVENT', 'BATCH']);

export interface WorldOptions {
  start: string;
  people: number;
  random: Random;
  faults: Faults;
  keepLines?: boolean;
}

export function createWorld({ start, people, random, faults, keepLines = false }: WorldOptions): World {
  const scheduler = createScheduler(Date.parse(start), random.fork('order'), keepLines);
  const chance = random.fork('network');
  const disk = memoryDisk();
  const tables = openTables(scheduler, disk.file('tables'));
  const objects = openObjects(scheduler);
  const national = nationalCalendars.filter((calendar) => publishedOn(calendar) <= start);
  const deps = createDeps({
    plans: seasonPlans,
    national,
    db: tables.db,
    objects: objects.client,
    now: scheduler.now,
    env: { NOTICE_URL: GATEWAY },
    sfn: machineClient(scheduler, () => machine),
    // However long: until chance lets it go on.
    pause: () => scheduler.gate(),
  });
  const { fetch } = globalThis;
  const { random: native } = Math;
  // The machine's jitter is drawn from it.
  Math.random = random.fork('jitter').next;
  globalThis.fetch = async (url) => {
    if (String(url) !== GATEWAY) throw new Error('a season reaches nothing outside');
    await scheduler.gate();
    return new Response(null, { status: 202 });
  };
  /** Documents are printed alone, one after the other. */
  let printed = '';
  const printing = createPrinting({
    people,
    random: random.fork('printing'),
    says: ({ data }) => world.onPrint(printed, data as Printed),
    differs: (template, missing, title) => world.onMisprint(template, missing, title),
  });
  const steps = createReviewSteps(deps);
  const documents = createDocumentRenderer(deps, printing.assets);
  const dispatch = createChangeDispatcher(deps);
  const sweep = createDeadlineSweeper(deps, Infinity);

  const onTheWay = createCounter();
  const invoke: Invoke = (functionArn, payload, _signal, { executionArn }) =>
    new Promise<InvokeResult>((done) => {
      const prints = functionArn.endsWith('documents');
      const lost = chance.chance(faults.lost);
      const { applicationId } = payload as { applicationId: string };
      const arrived = onTheWay.leaves([applicationId]);
      const fail = (errorType: string, errorMessage: string) =>
        done({ functionError: { errorType, errorMessage } });
      const run = async () => {
        if (prints) printed = applicationId;
        try {
          const result = await scheduler.mortal(() => (prints ? documents(payload) : steps(payload)), dies());
          if (result === KILLED) fail('Lambda.Unknown', 'the worker was killed');
          else if (lost) fail('Lambda.Unknown', 'the answer was lost');
          else done({ payload: result });
        } catch (error) {
          const { name, message } = error as Error;
          world.onFailure(prints ? 'documents' : 'review-steps', `${name}: ${message}`, executionArn);
          fail(name, message);
        } finally {
          arrived();
          world.onStep(applicationId);
        }
      };
      scheduler.in(0.05 + chance.next() * 2, prints ? 'print' : 'step', run, prints);
    });
  const place = { clock: scheduler.clock, region: 'cn-hangzhou-1', accountId: '000000000000', invoke };
  const openMachine = () => createStepFunctions({ file: disk.file('machine'), ...place });
  let machine = openMachine();
  const { stateMachineArn } = machine.ensureStateMachine({ name: 'review', definition: definition() });
  const uploads = createUploads({ deps, scheduler, objects, random: random.fork('uploads'), faults });

  /** After how many commands the worker is killed, if it is. */
  const dies = () => (chance.chance(faults.killed) ? chance.int(0, 6) : undefined);
  const deliver = (record: StreamRecord, attempt: number, arrived: () => void) => async () => {
    const { sequence: _sequence, ...element } = record;
    const event = {
      ...element,
      awsRegion: 'cn-hangzhou-1',
      eventSource: 'aws:dynamodb',
      eventVersion: '1.1',
    };
    const answer = await scheduler.mortal(() => dispatch({ Records: [event] } as never), dies());
    const done = answer !== KILLED && answer.batchItemFailures.length === 0;
    if (done || attempt >= ATTEMPTS) arrived();
    if (done) return;
    if (attempt >= ATTEMPTS) return world.onFailure('dispatch-changes', `given up: ${record.sequence}`);
    scheduler.in(Math.min(60, 0.2 * 2 ** attempt), 'record', deliver(record, attempt + 1, arrived));
  };
  const announce = (record: StreamRecord) => {
    world.onRecord(record);
    if (!DISPATCHED.has(record.dynamodb.NewImage?.type?.S ?? '')) return;
    const copies = chance.chance(faults.repeat) ? chance.int(2, 3) : 1;
    for (let copy = 0; copy < copies; copy += 1)
      scheduler.in(
        chance.chance(faults.late) ? chance.int(5, 600) : 0.1 + chance.next() * 2,
        'record',
        deliver(record, 0, onTheWay.leaves(concernedBy(record))),
      );
  };

  /** The contract of a route is checked at its first answers, and once in a while after that. */
  const answered = new Map<string, number>();
  const checked = (route: Route | undefined) => {
    const times = (answered.get(route?.id ?? '') ?? 0) + 1;
    answered.set(route?.id ?? '', times);
    return times <= 200 || times % 16 === 0 ? route : undefined;
  };

  const apis = new Map<string, ReturnType<typeof createApi>>();
  // All of them before anything happens: how long a file takes to load may decide no order.
  const loaded = Promise.all(
    routes.map(async ({ id }) => apis.set(id, createApi(deps, await handlerOf(id as RouteId)))),
  ).then(() => apis.set('', createApi(deps, {})));

  let read = 0;
  let killed = 0;
  const swept = async () => {
    scheduler.in(SWEEP_SECONDS, 'sweep', swept);
    await scheduler
      .mortal(sweep, dies())
      .catch((error: AggregateError) =>
        world.onFailure('sweep-deadlines', error.errors.map((e: Error) => e.message).join('; ')),
      );
  };
  scheduler.in(SWEEP_SECONDS, 'sweep', swept);

  const world: World = {
    scheduler,
    deps,
    get tables() {
      return tables.engine;
    },
    get machine() {
      return machine;
    },
    get killed() {
      return killed;
    },
    stateMachineArn,
    uploads,
    random,
    onRecord: () => {},
    onAnswer: () => {},
    onFailure: () => {},
    onStep: () => {},
    loaded,
    onContract: () => {},
    onPrint: () => {},
    onMisprint: () => {},
    printing,
    national,
    busy: onTheWay.has,
    dry: tables.dry,
    async call(caller, method, path, options = {}) {
      const audience = audienceOf(method, path);
      const route = routeAt(audience, method, path.split('?')[0] ?? '');
      const api = apis.get(route?.id ?? '');
      if (!api) throw new Error('called before the handlers were loaded');
      const event = eventOf(audience, method, path, { ...options, ...(caller ? { as: caller } : {}) });
      const invoked = () => api(event, { functionName: audience } as Context);
      const result = await scheduler.mortal(invoked, dies());
      if (result === KILLED) {
        killed += 1;
        scheduler.note(`${caller?.id ?? '-'} ${method} ${path} killed`);
        return undefined;
      }
      const headers = Object.fromEntries(
        Object.entries(result.headers ?? {}).map(([k, v]) => [k.toLowerCase(), String(v)]),
      );
      const read = (of: Route | undefined) =>
        answerOf(result.statusCode ?? 0, headers, result.body ?? '', of);
      let answer: Answer;
      try {
        answer = read(checked(route));
      } catch (error) {
        answer = read(undefined);
        world.onContract(`${route?.id} ${(error as Error).message.replaceAll(/\s+/g, ' ').slice(0, 120)}`);
      }
      const codes = answer.status >= 300 ? problemCodes(answer.body) : '';
      scheduler.note(`${caller?.id ?? '-'} ${method} ${path} ${answer.status}${codes}`);
      world.onAnswer({ caller, route, method, path, body: options.body }, answer);
      return answer;
    },
    async settle() {
      await machine.quiet();
      for (;;) {
        const records = tables.engine.readStream(TABLE, read, 500);
        for (const record of records) announce(record);
        read = records.at(-1)?.sequence ?? read;
        if (records.length < 500) break;
      }
      tables.engine.trimStream(TABLE, read);
    },
    kill(what = 'ALL') {
      scheduler.note(`KILLED ${what}`);
      if (what === 'TABLES') return tables.killAtNext();
      if (what === 'ALL') scheduler.killAll();
      machine.close();
      if (what === 'ALL') tables.reopen();
      machine = openMachine();
      machine.resume();
    },
    close() {
      globalThis.fetch = fetch;
      Math.random = native;
      machine.close();
      tables.close();
      disk.forget();
    },
  };
  return world;
}

/** Applications that a record's consumer may move. */
function concernedBy({ dynamodb }: StreamRecord): string[] {
  const { type, applicationId, applicationIds } = dynamodb.NewImage ?? {};
  if (type?.S === 'EVENT') return [];
  return applicationId?.S ? [applicationId.S] : (applicationIds?.L ?? []).map(({ S = '' }) => S);
}

/** How much is on its way, by whom it is about. */
function createCounter() {
  const counts = new Map<string, number>();
  const add = (id: string, n: number) => {
    const count = (counts.get(id) ?? 0) + n;
    if (count > 0) counts.set(id, count);
    else counts.delete(id);
  };
  return {
    has: (id: string) => counts.has(id),
    /** @returns what to call when it has arrived */
    leaves(ids: readonly string[]) {
      for (const id of ids) add(id, 1);
      return () => {
        for (const id of ids) add(id, -1);
      };
    },
  };
}

const audiences: readonly Audience[] = ['api-public', 'api-applicant', 'api-staff', 'api-committee'];

function audienceOf(method: string, path: string): Audience {
  const bare = path.split('?')[0] ?? '';
  return audiences.find((audience) => routeAt(audience, method, bare)) ?? 'api-public';
}

function problemCodes(body: unknown): string {
  const { code = '', errors = [] } = body as { code?: string; errors?: { code: string }[] };
  return ` ${code} ${errors.map((e) => e.code).join(',')}`;
}
