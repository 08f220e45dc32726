import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { HolidayCalendar } from '../shared/contracts/calendar.ts';
import {
  type Environment,
  type EnvironmentName,
  EnvironmentSchema,
} from '../shared/contracts/environment.ts';
import type { Plan } from '../shared/contracts/plan.ts';
import { ProblemError } from '../shared/errors.ts';
import { builtInPlans } from '../shared/plans/index.ts';
import { createObjectStore, type ObjectStore } from '../shared/ports/objects.ts';
import { localDateOf } from '../shared/rules/calendar/local-date.ts';
import { planForSeason } from '../shared/rules/plan/plan.ts';
import { type ApplicationStore, createApplicationStore } from '../shared/store/applications.ts';
import { createTable, type Table } from '../shared/store/base/table.ts';
import { type CalendarStore, createCalendarStore } from '../shared/store/calendars.ts';
import { createTaskStore, type TaskStore } from '../shared/store/tasks.ts';

/** Everything that a handler may touch. Built once per container; tests build their own. */
export interface Deps {
  env: Environment;
  db: DynamoDBClient;
  table: Table;
  /** Only api-committee has the right to it (B5). */
  ballots: Table;
  applications: ApplicationStore;
  calendars: CalendarStore;
  plans: PlanBook;
  /** Uploads before inspection; cleaned copies; rendered documents. */
  quarantine: ObjectStore;
  clean: ObjectStore;
  documents: ObjectStore;
  tasks: TaskStore;
  /** ISO instant. The only clock of the functions. */
  now(): string;
  newId(): string;
}

export interface PlanBook {
  list(): Plan[];
  /** @throws {ProblemError} NOT_FOUND */
  get(planCode: string): Plan;
  /** What the transition table needs to know besides the application (the newest calendar counts, K1, K2). */
  context(planCode: string, now: string): Promise<{ now: string; plan: Plan; calendar: HolidayCalendar }>;
}

/** Environment, parsed once; a missing name stops the function at start, with its name. */
export function readEnvironment(source: Record<string, string | undefined> = process.env): Environment {
  return EnvironmentSchema.parse(source);
}

/** The value of a setting that this function cannot do without. */
export function needed<N extends EnvironmentName>(env: Environment, name: N): NonNullable<Environment[N]> {
  const value = env[name];
  if (value === undefined || value === null || value === '')
    throw new Error(`The function needs the setting ${name}.`);
  return value as NonNullable<Environment[N]>;
}

export function createDeps(env: Environment = readEnvironment()): Deps {
  const db = new DynamoDBClient({ maxAttempts: 4 });
  // Path-style addresses work with every S3-compatible endpoint; AWS accepts them too.
  const s3 = new S3Client({ forcePathStyle: true, maxAttempts: 4 });
  const sfn = new SFNClient({ maxAttempts: 4 });
  const table = createTable(db, env.TABLE_NAME);
  const calendars = createCalendarStore(table);
  const now = () => new Date().toISOString();
  return {
    env,
    db,
    table,
    ballots: createTable(db, env.BALLOT_TABLE_NAME ?? ''),
    applications: createApplicationStore(table),
    calendars,
    plans: createPlanBook(env, calendars, now),
    quarantine: createObjectStore(s3, env.QUARANTINE_BUCKET ?? ''),
    clean: createObjectStore(s3, env.CLEAN_BUCKET ?? ''),
    documents: createObjectStore(s3, env.DOCUMENT_BUCKET ?? ''),
    tasks: createTaskStore(db, table, sfn, env.STATE_MACHINE_ARN ?? ''),
    now,
    newId: () => randomUUID(),
  };
}

export function createPlanBook(
  env: Pick<Environment, 'PLAN_CODES' | 'PLAN_DATES'>,
  calendars: CalendarStore,
  now: () => string,
): PlanBook {
  const offered = env.PLAN_CODES.split(',')
    .map((c) => c.trim())
    .filter(Boolean);
  const plans = builtInPlans.filter((p) => offered.length === 0 || offered.includes(p.planCode));
  const dated = (plan: Plan) =>
    env.PLAN_DATES === 'season' ? planForSeason(plan, localDateOf(now())) : plan;
  const book: PlanBook = {
    list: () => plans.map(dated),
    get(planCode) {
      const plan = plans.find((p) => p.planCode === planCode);
      if (!plan) throw new ProblemError('NOT_FOUND');
      return dated(plan);
    },
    async context(planCode, at) {
      return { now: at, plan: book.get(planCode), calendar: await calendars.current() };
    },
  };
  return book;
}
