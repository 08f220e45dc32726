import type { CityDirectory } from '../../contracts/directory.ts';
import type { Environment, EnvironmentName } from '../../contracts/environment.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Principal, Role } from '../../contracts/roles.ts';
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
  people: PeopleBook;
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

/** What keeps the version of the plan that it is judged under; a draft follows the newest (D30). */
export interface Pinned {
  planCode: string;
  planVersion?: number | undefined;
  stage?: string;
  /** Its batch, where the plan has any: the plan is given as it holds there (D39). */
  batch?: string | undefined;
}

/** The directories of the cities, as they were when `refresh` was last called. */
export interface DirectoryBook {
  /** Of every city that has one, or a plan, as it counts today. */
  list(): CityDirectory[];
  /** The same of one city. */
  get(directoryCode: string): CityDirectory | undefined;
  /** A version that is published. */
  version(directoryCode: string, directoryVersion: number): CityDirectory | undefined;
  /** The number of the version that counts today; undefined where nobody keeps the directory of that city. */
  inForce(directoryCode: string): number | undefined;
}

/** The published versions of the plans, as they were when `refresh` was last called; each with the directory of its city. */
export interface PlanBook {
  /** Learns what has been published since; every function asks for it before its work. */
  refresh(): Promise<void>;
  /** The newest version of every plan, on offer or not: what was begun under one is worked to its end (D30). */
  list(): Plan[];
  /** Those of them that people may declare under. */
  offered(): Plan[];
  /** The newest version. @throws {ProblemError} NOT_FOUND */
  get(planCode: string): Plan;
  /** All that are in force, oldest first. */
  versions(planCode: string): Plan[];
  /** @throws {ProblemError} NOT_FOUND */
  version(planCode: string, version: number): Plan;
  /** A version with what it says itself of points and committee, whatever the directory has. @throws {ProblemError} NOT_FOUND */
  asPublished(planCode: string, version: number): Plan;
  /** Places that ended and that this one took over, by the directories in force today (§6). */
  takenOver(desk: Pick<Principal, 'role' | 'scope'>): string[];
  /** The directories themselves (R28). */
  readonly directories: DirectoryBook;
  /** The version that it is judged under (G1). @throws {ProblemError} NOT_FOUND */
  of(pinned: Pinned): Plan;
  /** What the transition table needs to know besides the application (the newest calendar counts, K1, K2). */
  context(planCode: string, now: string): Promise<Context>;
  /** The same under the version that it is judged under. */
  contextOf(pinned: Pinned, now: string): Promise<Context>;
}

/** The account of a verified token. */
export interface Account {
  /** The token's `sub`. */
  id: string;
  /** Who says so: `iss`. */
  issuer: string;
  name: string;
}

/** One request of a member of staff, as the watch over idle sign-ins looks at it. */
export interface Presence {
  readonly accountId: string;
  readonly role: Role;
  /** Which sign-in (D21). */
  readonly signIn: string;
  /** Somebody is there: a page that asks by itself is nobody. */
  readonly attended: boolean;
}

/** What an account may do, by the table and by nothing else. */
export interface PeopleBook {
  /** What is amiss with a sign-in of staff by one factor alone (D34). */
  readonly oneFactor: Finding;
  /** The appointment of a member of staff that is in force, or why there is none; known for a minute at most. */
  staffOf(account: Account, now: string): Promise<Appointed | { readonly why: Finding }>;
  /** D34: why the sign-in of a member of staff is over, when nobody was there for too long. */
  idle(of: Presence, now: string): Promise<Finding | undefined>;
  /** Of an account in the people's pool: the unit that it acts for. */
  unitOf(account: Account, now: string): Promise<Appointed | { readonly why: Finding }>;
}

export type Appointed = Pick<Principal, 'role' | 'scope' | 'head' | 'alsoAs'>;

/** The value of a setting that this function cannot do without. */
export function needed<N extends EnvironmentName>(
  env: Pick<Environment, N>,
  name: N,
): NonNullable<Environment[N]> {
  const value = env[name];
  if (value === undefined || value === null || value === '')
    throw new Error(`The function needs the setting ${name}.`);
  return value as NonNullable<Environment[N]>;
}
