import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createApplications } from '../shared/acts/base/applications.ts';
import type { Deps } from '../shared/acts/base/deps.ts';
import { createPeopleBook } from '../shared/acts/people/people-book.ts';
import { createPlanBook } from '../shared/acts/plan/plan-book.ts';
import { type Environment, EnvironmentSchema } from '../shared/contracts/environment.ts';
import { nationalCalendars } from '../shared/plans/calendars/index.ts';
import { builtInPlans } from '../shared/plans/index.ts';
import { createMachine } from '../shared/ports/machine.ts';
import { createObjectStore } from '../shared/ports/objects.ts';
import { createTable } from '../shared/store/base/table.ts';
import { createCalendarStore } from '../shared/store/calendars.ts';

/** Environment, parsed once; a missing name stops the function at start, with its name. */
export function readEnvironment(source: Record<string, string | undefined> = process.env): Environment {
  return EnvironmentSchema.parse(source);
}

export function createDeps(env: Environment = readEnvironment()): Deps {
  const db = new DynamoDBClient({ maxAttempts: 4 });
  // Path-style addresses work with every S3-compatible endpoint; AWS accepts them too.
  const s3 = new S3Client({ forcePathStyle: true, maxAttempts: 4 });
  const sfn = new SFNClient({ maxAttempts: 4 });
  const table = createTable(db, env.TABLE_NAME);
  const calendars = createCalendarStore(table, nationalCalendars);
  const now = () => new Date().toISOString();
  return {
    env,
    table,
    ballots: createTable(db, env.BALLOT_TABLE_NAME ?? ''),
    applications: createApplications(table),
    calendars,
    plans: createPlanBook(table, builtInPlans, env, calendars, now),
    people: createPeopleBook(table, env),
    quarantine: createObjectStore(s3, env.QUARANTINE_BUCKET ?? ''),
    clean: createObjectStore(s3, env.CLEAN_BUCKET ?? ''),
    documents: createObjectStore(s3, env.DOCUMENT_BUCKET ?? ''),
    machine: createMachine(sfn, env.STATE_MACHINE_ARN ?? ''),
    now,
    newId: () => randomUUID(),
    pause: (ms) => setTimeout(ms),
  };
}
