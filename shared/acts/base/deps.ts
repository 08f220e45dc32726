import type { Environment, EnvironmentName } from '../../contracts/environment.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Machine } from '../../ports/machine.ts';
import type { ObjectStore } from '../../ports/objects.ts';
import type { Context } from '../../rules/base/context.ts';
import type { Table } from '../../store/base/table.ts';
import type { CalendarStore } from '../../store/calendars.ts';
import type { Applications } from './applications.ts';

/** Everything that an act may touch. Built once a container (functions/deps.ts); tests build their own. */
export interface Deps {
  env: Environment;
  table: Table;
  /** Only api-committee has the right to it (B5). */
  ballots: Table;
  applications: Applications;
  calendars: CalendarStore;
  plans: PlanBook;
  /** Uploads before inspection; cleaned copies; rendered documents. */
  quarantine: ObjectStore;
  clean: ObjectStore;
  documents: ObjectStore;
  machine: Machine;
  /** ISO instant. The only clock of the functions. */
  now(): string;
  newId(): string;
  /** Lets so many milliseconds go by. */
  pause(ms: number): Promise<void>;
}

export interface PlanBook {
  list(): Plan[];
  /** @throws {ProblemError} NOT_FOUND */
  get(planCode: string): Plan;
  /** What the transition table needs to know besides the application (the newest calendar counts, K1, K2). */
  context(planCode: string, now: string): Promise<Context>;
}

/** The value of a setting that this function cannot do without. */
export function needed<N extends EnvironmentName>(env: Environment, name: N): NonNullable<Environment[N]> {
  const value = env[name];
  if (value === undefined || value === null || value === '')
    throw new Error(`The function needs the setting ${name}.`);
  return value as NonNullable<Environment[N]>;
}
