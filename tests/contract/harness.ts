import { setTimeout } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { createApi, type Handlers, handlerIn } from '../../functions/http.ts';
import { statusesOf } from '../../functions/openapi.ts';
import { type Route, type RouteId, routes } from '../../functions/routes.ts';
import type { CloudClock } from '../../local/cloud/clock/clock.ts';
import type { S3Event } from '../../local/cloud/s3/index.ts';
import { createApplications } from '../../shared/acts/base/applications.ts';
import type { Deps } from '../../shared/acts/base/deps.ts';
import { createPeopleBook } from '../../shared/acts/people/people-book.ts';
import { createPlanBook } from '../../shared/acts/plan/plan-book.ts';
import { type ResponseName, type ResponseOf, schemaOf } from '../../shared/contracts/api/index.ts';
import type { HolidayCalendar } from '../../shared/contracts/calendar.ts';
import { EnvironmentSchema } from '../../shared/contracts/environment.ts';
import type { FilePurpose, FileVerdict } from '../../shared/contracts/file-verdict.ts';
import type { Finding } from '../../shared/contracts/finding.ts';
import type { Plan } from '../../shared/contracts/plan.ts';
import { type Problem, ProblemSchema } from '../../shared/contracts/problem.ts';
import { INDEXES, TABLE_KEYS } from '../../shared/contracts/table.ts';
import { createMachine } from '../../shared/ports/machine.ts';
import { createObjectStore } from '../../shared/ports/objects.ts';
import { createTable } from '../../shared/store/base/table.ts';
import { createCalendarStore } from '../../shared/store/calendars.ts';
import { cleanKey, createFileWrites, getFile, verdictWrites } from '../../shared/store/files.ts';
import { frozenPlans, nationalCalendars } from '../fixtures/plans.ts';
import { openDynamoDb, openS3 } from './engines.ts';
import { type Audience, type CallOptions, callersBook, eventOf, routeAt } from './events.ts';

export type { Audience, Caller, CallOptions } from './events.ts';

/**
 * The handlers of an audience, called with the events that API Gateway sends, over the real embedded engines; only S3
 * speaks HTTP on a port of its own, everything else is this process. Time stands still until a test moves it.
 */

export interface Answer {
  status: number;
  /** The parsed body where it is JSON, else its text. */
  body: unknown;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** From the ETag. */
  version: number | undefined;
  /** The body of a success, by the name of its schema; another status fails the test with what was said. */
  as<N extends ResponseName>(name: N): ResponseOf<N>;
  /** The body of a refusal; a success fails the test. */
  problem(): Problem;
}

export interface HarnessClock {
  now(): string;
  set(instant: string): void;
  advance(seconds: number): void;
}

export interface Harness {
  deps: Deps;
  /** The embedded table's own client, to look at what is stored. */
  db: DynamoDBClient;
  clock: HarnessClock;
  /** `path` with its values, e.g. `/v1/me/applications/abc`, with or without a query. */
  call(audience: Audience, method: Route['method'], path: string, options?: CallOptions): Promise<Answer>;
  /** A file of that owner with a verdict, as if it had been uploaded and inspected. */
  givenFile(file: GivenFile): Promise<string>;
  /** Gives a file that was asked for through the API its verdict. */
  inspect(fileId: string, verdict?: Partial<Inspection>): Promise<void>;
  /** Resolves when every event of an upload has been taken. */
  uploadsTaken(): Promise<void>;
  close(): Promise<void>;
}

export interface Inspection {
  status: FileVerdict['status'];
  findings: Finding[];
  kind: FileVerdict['facts']['kind'];
  bytes: number;
  sha256: string;
  /** Of a picture, in pixels. */
  size: { width: number; height: number };
}

export interface GivenFile extends Partial<Inspection> {
  ownerId: string;
  purpose: FilePurpose;
  fileId?: string;
  fileName?: string;
}

export interface HarnessOptions {
  /** Where the clock stands at first; inside the reference plan's window by default. */
  now?: string;
  env?: Record<string, string>;
  /** Plans that come with the software; the frozen ones by default. */
  plans?: readonly Plan[];
  /** `table`: who may do what stands in the table; else callers are what they are made with. */
  people?: 'table';
  /** The state machine's client, for tests that start executions. */
  sfn?: SFNClient;
  /** The trigger of the quarantine bucket; a rejection brings the event again, as on AWS. */
  onUpload?(event: S3Event): Promise<void>;
}

export const TABLE = 'zhiping';
export const BALLOTS = 'zhiping-ballots';

/** The handler of one route, loaded when it is first called. */
export async function handlerOf(id: RouteId): Promise<Handlers> {
  const folder = routes.find((r) => r.id === id)?.audience.replace('api-', '');
  return handlerIn(await import(`../../functions/api/${folder}/${id}.ts`), id);
}

export async function createHarness(options: HarnessOptions = {}): Promise<Harness> {
  const { clock, cloud } = standingClock(options.now ?? '2020-09-01T02:00:00.000Z');
  const dynamo = openDynamoDb(cloud, [TABLE, BALLOTS].map(tableDefinition));
  const s3 = openS3(
    ['quarantine', 'clean', 'documents'].map((bucketName) => ({
      bucketName,
      versioned: true,
      notifications:
        options.onUpload && bucketName === 'quarantine'
          ? [{ id: 'inspect', events: ['s3:ObjectCreated:*'], prefix: 'up/', target: 'inspect-upload' }]
          : [],
    })),
    options.onUpload,
  );
  const deps = createDeps({
    db: dynamo.client,
    objects: s3.client,
    now: clock.now,
    env: options.env ?? {},
    sfn: options.sfn,
    plans: options.plans,
    people: options.people,
  });
  // As a function does before its first work: the plans that ship are stored.
  await deps.plans.refresh();

  const apis = new Map<string, Promise<ReturnType<typeof createApi>>>();
  const apiOf = (route: Route | undefined) => {
    const id = route?.id ?? '';
    const api =
      apis.get(id) ??
      (route ? handlerOf(id as RouteId) : Promise.resolve({})).then((h) => createApi(deps, h));
    apis.set(id, api);
    return api;
  };

  const harness: Harness = {
    deps,
    db: dynamo.client,
    clock,
    async call(audience, method, path, call = {}) {
      const route = routeAt(audience, method, path.split('?')[0] ?? '');
      const api = await apiOf(route);
      const result = await api(eventOf(audience, method, path, call), {
        functionName: audience,
      } as Context);
      const headers = Object.fromEntries(
        Object.entries(result.headers ?? {}).map(([k, v]) => [k.toLowerCase(), String(v)]),
      );
      return answerOf(result.statusCode ?? 0, headers, result.body ?? '', route);
    },
    async givenFile({ ownerId, purpose, fileId = deps.newId(), fileName = '材料.pdf', ...found }) {
      await deps.table.transact(
        createFileWrites(
          deps.table,
          {
            fileId,
            ownerId,
            purpose,
            fileName,
            contentType: 'application/pdf',
            maxBytes: 1e7,
            createdAt: deps.now(),
          },
          { id: ownerId, role: 'APPLICANT' },
        ),
      );
      await harness.inspect(fileId, found);
      return fileId;
    },
    async inspect(fileId, { status = 'ACCEPTED', findings = [], kind, bytes = 100_000, sha256, size } = {}) {
      const file = await getFile(deps.table, fileId);
      if (!file) throw new Error(`no file ${fileId}`);
      const facts = {
        bytes,
        ...size,
        sha256: sha256 ?? hashLike(fileId),
        kind: kind ?? (file.purpose === 'PHOTO' ? ('JPEG' as const) : ('PDF' as const)),
      };
      if (status === 'ACCEPTED') {
        await deps.clean.put(
          cleanKey(fileId),
          new TextEncoder().encode(`content of ${fileId}`),
          'application/pdf',
        );
      }
      const verdict: FileVerdict = { purpose: file.purpose, status, findings, facts };
      await deps.table.transact(
        verdictWrites(
          deps.table,
          file,
          { verdict, objectVersion: 'v1', cleanKey: cleanKey(fileId) },
          deps.now(),
        ),
      );
    },
    uploadsTaken: () => s3.idle(),
    async close() {
      dynamo.close();
      await s3.close();
    },
  };
  return harness;
}

/**
 * A success must fit the schema that its route promises, a refusal be one that it declares (openapi.ts); so every test of a
 * handler checks its contract too.
 */
export function answerOf(
  status: number,
  headers: Record<string, string>,
  text: string,
  route: Route | undefined,
): Answer {
  const body: unknown = headers['content-type']?.includes('json') ? JSON.parse(text || 'null') : text;
  const said = () => `${status} ${text.slice(0, 600)}`;
  if (status >= 300 && route && !statusesOf(route).includes(status))
    throw new Error(`${route.id} does not declare ${said()}`);
  const fits = status < 300 && route && z.parse(schemaOf(route.response) as z.ZodMiniType, body);
  return {
    status,
    headers,
    body,
    version: headers.etag ? Number(headers.etag.replaceAll('"', '')) : undefined,
    as(name) {
      if (status >= 300) throw new Error(`refused: ${said()}`);
      if (fits && name === route.response) return fits as ResponseOf<typeof name>;
      return z.parse(schemaOf(name) as z.ZodMiniType, body) as ResponseOf<typeof name>;
    },
    problem() {
      if (status < 300) throw new Error(`not refused: ${said()}`);
      return z.parse(ProblemSchema, body);
    },
  };
}

export function createDeps(given: {
  db: DynamoDBClient;
  objects: S3Client;
  now(): string;
  env: Record<string, string>;
  sfn?: SFNClient | undefined;
  /** Plans that come with the software; the frozen ones by default. */
  plans?: readonly Plan[] | undefined;
  /** Those that come with the software; every one that there is by default. */
  national?: readonly HolidayCalendar[];
  pause?(ms: number): Promise<void>;
  /** Whether callers may do what they are made with, or what the table says. */
  people?: 'table' | undefined;
}): Deps {
  const { db, objects, now } = given;
  const env = EnvironmentSchema.parse({
    TABLE_NAME: TABLE,
    BALLOT_TABLE_NAME: BALLOTS,
    QUARANTINE_BUCKET: 'quarantine',
    CLEAN_BUCKET: 'clean',
    DOCUMENT_BUCKET: 'documents',
    SITE_ORIGIN: 'http://127.0.0.1:8787',
    STATE_MACHINE_ARN: 'arn:aws-cn:states:cn-hangzhou-1:000000000000:stateMachine:review',
    PAYMENT_URL: 'http://127.0.0.1:8787/local/cashier',
    PAYMENT_CALLBACK_SECRET: 'payment-secret-of-the-tests',
    EDGE_KEY: 'edge-key-of-the-tests',
    PERSON_KEY: 'person-key-of-the-tests',
    // Tests move their clock by days; idle.test has the limits.
    IDLE_MINUTES: '*=0',
    ...given.env,
  });
  const table = createTable(db, TABLE);
  const calendars = createCalendarStore(table, given.national ?? nationalCalendars);
  let ids = 0;
  return {
    env,
    table,
    ballots: createTable(db, BALLOTS),
    applications: createApplications(table),
    calendars,
    plans: createPlanBook(table, given.plans ?? frozenPlans, env, calendars, now),
    people: given.people === 'table' ? createPeopleBook(table, env) : callersBook,
    quarantine: createObjectStore(objects, 'quarantine'),
    clean: createObjectStore(objects, 'clean'),
    documents: createObjectStore(objects, 'documents'),
    machine: createMachine(given.sfn ?? noMachine, env.STATE_MACHINE_ARN ?? ''),
    now,
    newId: () => `id-${String(++ids).padStart(6, '0')}`,
    pause: given.pause ?? ((ms) => setTimeout(ms)),
  };
}

/** Every execution that one asks for runs; nothing else can be asked of it. */
const noMachine = {
  send: (command: { constructor: { name: string } }) =>
    command.constructor.name === 'DescribeExecutionCommand'
      ? Promise.resolve({ status: 'RUNNING', startDate: new Date() })
      : Promise.reject(new Error('this test has no state machine')),
} as unknown as SFNClient;

export function tableDefinition(tableName: string) {
  const string = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  const keySchema = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  const indexes = Object.values(INDEXES);
  return {
    tableName,
    keySchema: keySchema(TABLE_KEYS.partition, TABLE_KEYS.sort),
    attributeDefinitions: [
      ...[TABLE_KEYS.partition, TABLE_KEYS.sort].map(string),
      ...indexes.flatMap(({ partition, sort }) => [partition, sort].map(string)),
    ],
    globalSecondaryIndexes: indexes.map(({ name, partition, sort, projection }) => ({
      IndexName: name,
      KeySchema: keySchema(partition, sort),
      Projection: { ProjectionType: projection },
    })),
    ttlAttribute: TABLE_KEYS.ttl,
  };
}

/** A clock that stands where it is put, in both directions; alarms ring when it has passed them. */
function standingClock(start: string): { clock: HarnessClock; cloud: CloudClock } {
  let now = Date.parse(start);
  const alarms = new Set<{ at: number; fn: () => void }>();
  const listeners = new Set<() => void>();
  const move = (to: number) => {
    now = to;
    for (const fn of listeners) fn();
    for (const alarm of [...alarms].filter((a) => a.at <= now)) if (alarms.delete(alarm)) alarm.fn();
  };
  return {
    clock: {
      now: () => new Date(now).toISOString(),
      set: (instant) => move(Date.parse(instant)),
      advance: (seconds) => move(now + seconds * 1000),
    },
    cloud: {
      now: () => now,
      schedule(at, fn) {
        const alarm = { at, fn };
        alarms.add(alarm);
        return () => alarms.delete(alarm);
      },
      onMove(fn) {
        listeners.add(fn);
        return () => listeners.delete(fn);
      },
    },
  };
}

/** 64 hexadecimal digits that differ from file to file. */
function hashLike(text: string): string {
  return Buffer.from(text).toString('hex').padStart(64, '0').slice(-64);
}
