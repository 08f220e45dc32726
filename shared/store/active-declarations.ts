import * as z from 'zod/mini';
import type { Application } from '../contracts/application.ts';
import type { Bilingual, Finding } from '../contracts/finding.ts';
import type { Plan } from '../contracts/plan.ts';
import type { Stage } from '../contracts/stages.ts';
import { yearOf } from '../rules/calendar/local-date.ts';
import { find } from '../rules/declaration/findings.ts';
import type { ApplicationStore } from './applications.ts';
import { type Key, keys } from './base/keys.ts';
import { type Table, toItem, type Write } from './base/table.ts';

/**
 * C5: one active declaration per person and plan, and one per level and calendar year across plans. Each is a guard
 * item that names the application which holds it; both are written with the application. Nothing has to free them: a
 * new declaration may replace a guard whose application has ended without a decision on its merits.
 */

const Guard = z.object({ applicationId: z.string() });

/** Ends that leave the person free to declare again; the others decided on the merits, or may be taken up again. */
const free: readonly Stage[] = ['WITHDRAWN', 'REJECTED', 'LAPSED'];

export interface Holding {
  key: Key;
  /** What the guard names now; undefined when it is not there. */
  held: string | undefined;
  /** The application that stands in the way. */
  active: Application | undefined;
  finding: Finding;
}

const yearKey = (plan: Plan) => String(yearOf(plan.windows.declare.open));

/** The two guards of a person in a plan; `who` is that person as the reader of the findings says it. */
export async function holdingsOf(
  deps: { table: Table; applications: ApplicationStore },
  personId: string,
  plan: Plan,
  who: Bilingual,
): Promise<Holding[]> {
  const words = { who };
  const year = yearKey(plan);
  const guards: [Key, Finding][] = [
    [keys.activeDeclaration(personId, plan.planCode), find('DECLARATION_EXISTS', { words })],
    [
      keys.activeDeclaration(personId, `${plan.title.level}@${year}`),
      find('DECLARATION_OF_YEAR', { allowed: year, words }),
    ],
  ];
  return Promise.all(
    guards.map(async ([key, finding]) => {
      const held = (await deps.table.get(Guard, key))?.applicationId;
      const application = held ? await deps.applications.get(held) : undefined;
      const active = application && !free.includes(application.stage) ? application : undefined;
      return { key, held, active, finding };
    }),
  );
}

/** Takes the guards for a new application; fails if somebody took one since it was read. */
export function holdWrites(table: Table, holdings: readonly Holding[], applicationId: string, at: string) {
  return holdings.map(
    ({ key, held }): Write => ({
      Put: {
        TableName: table.name,
        Item: toItem({ ...key, type: 'ACTIVE_DECLARATION', applicationId, at }),
        ConditionExpression: held
          ? 'attribute_not_exists(pk) OR applicationId = :held'
          : 'attribute_not_exists(pk)',
        ...(held ? { ExpressionAttributeValues: toItem({ ':held': held }) } : {}),
      },
    }),
  );
}
