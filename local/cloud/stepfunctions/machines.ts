import { checkName, machineArn, parseMachineArn } from './arns.ts';
import { ServiceError } from './errors.ts';
import type { Place } from './step.ts';
import type { Store } from './store.ts';
import { parseDefinition } from './validate.ts';

/** A machine, or one of its published versions: what an execution runs, and in whose name. */
interface Revision {
  /** Hash of the text. */
  definition: string;
  roleArn: string;
}

interface MachineRow extends Revision {
  arn: string;
}

interface VersionRow extends Revision {
  version: number;
}

/** What StartExecution runs, found by a machine, version or alias ARN. */
export interface Target extends Revision {
  machineArn: string;
  versionArn: string | null;
  aliasArn: string | null;
}

/** A machine as the template has it. */
export interface MachineDefinition {
  name: string;
  arn?: string;
  definition: string;
  roleArn?: string;
  aliases?: string[];
}

const noMachine = (arn: string) =>
  new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);

/** State machines, their published versions and their aliases. */
export class Machines {
  readonly #store: Store;
  readonly #place: Place;
  readonly #now: () => number;

  constructor(store: Store, place: Place, now: () => number) {
    this.#store = store;
    this.#place = place;
    this.#now = now;
  }

  #find(arn: string): MachineRow | undefined {
    return this.#store.get<MachineRow>('SELECT * FROM machines WHERE arn = ?', arn);
  }

  #version(machine: string, version: string): VersionRow | undefined {
    if (!/^\d+$/.test(version)) return undefined;
    const sql = 'SELECT * FROM versions WHERE machineArn = ? AND version = ?';
    return this.#store.get<VersionRow>(sql, machine, Number(version));
  }

  target(arn: string): Target {
    const { machine: machineArn, qualifier } = parseMachineArn(arn);
    const machine = this.#find(machineArn);
    if (!machine) throw noMachine(arn);
    if (qualifier === undefined) return { ...machine, machineArn, versionArn: null, aliasArn: null };
    const alias = this.#store.get<{ versionArn: string }>('SELECT * FROM aliasTargets WHERE arn = ?', arn);
    const versionArn = alias?.versionArn ?? arn;
    const version = this.#version(machineArn, versionArn.split(':').at(-1)!);
    if (!version) throw noMachine(arn);
    return { ...version, machineArn, versionArn, aliasArn: alias ? arn : null };
  }

  #insert(arn: string, name: string, text: string, roleArn: string): MachineRow {
    const now = this.#now();
    const definition = this.#store.keepDefinition(text);
    this.#store.run(
      'INSERT INTO machines (arn, name, definition, roleArn, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?)',
      ...[arn, name, definition, roleArn, now, now],
    );
    return { arn, definition, roleArn };
  }

  /** The next definition of the machine; running executions keep the one that they started with. */
  #revise(arn: string, text: string, roleArn: string): MachineRow {
    const definition = this.#store.keepDefinition(text);
    this.#store.run(
      'UPDATE machines SET definition = ?, roleArn = ?, updatedAt = ? WHERE arn = ? AND (definition <> ? OR roleArn <> ?)',
      ...[definition, roleArn, this.#now(), arn, definition, roleArn],
    );
    return { arn, definition, roleArn };
  }

  /** The version ARN of the current revision; publishing the same revision twice gives the same version. */
  #publish({ arn, definition, roleArn }: MachineRow): string {
    const last = this.#store.get<VersionRow>(
      'SELECT * FROM versions WHERE machineArn = ? ORDER BY version DESC LIMIT 1',
      arn,
    );
    if (last?.definition === definition && last.roleArn === roleArn) return `${arn}:${last.version}`;
    const version = (last?.version ?? 0) + 1;
    this.#store.run(
      'INSERT INTO versions (machineArn, version, definition, roleArn, createdAt) VALUES (?, ?, ?, ?, ?)',
      ...[arn, version, definition, roleArn, this.#now()],
    );
    return `${arn}:${version}`;
  }

  /** The machine of the template: created, or revised and published as a new version that its aliases then name. */
  ensure(def: MachineDefinition): { stateMachineArn: string } {
    parseDefinition(def.definition);
    const arn = def.arn ?? machineArn(this.#place, checkName(def.name));
    parseMachineArn(arn);
    const { partition, accountId } = this.#place;
    const roleArn = def.roleArn ?? `arn:${partition}:iam::${accountId}:role/${def.name}`;
    return this.#store.transaction(() => {
      const machine = this.#find(arn)
        ? this.#revise(arn, def.definition, roleArn)
        : this.#insert(arn, def.name, def.definition, roleArn);
      const version = this.#publish(machine);
      for (const name of def.aliases ?? []) {
        this.#store.run(
          'INSERT OR REPLACE INTO aliasTargets (arn, versionArn) VALUES (?, ?)',
          ...[`${arn}:${name}`, version],
        );
      }
      return { stateMachineArn: arn };
    });
  }
}
