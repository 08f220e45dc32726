import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { checkName, type Input, machineArn, pageToken, parseMachineArn } from './arns.ts';
import { ServiceError, validation } from './errors.ts';
import type { Place } from './step.ts';
import type { Store } from './store.ts';
import { parseDefinition } from './validate.ts';

export interface MachineRow {
  arn: string;
  name: string;
  definition: string;
  roleArn: string;
  revisionId: string | null;
  createdAt: number;
  updatedAt: number;
}

interface VersionRow {
  machineArn: string;
  version: number;
  definition: string;
  roleArn: string;
  revisionId: string | null;
  description: string | null;
  createdAt: number;
}

interface AliasRow {
  arn: string;
  machineArn: string;
  name: string;
  description: string | null;
  routes: string;
  createdAt: number;
  updatedAt: number;
}

interface Route {
  stateMachineVersionArn: string;
  weight: number;
}

/** What StartExecution runs, found by a machine, version or alias ARN. */
export interface Target {
  machine: MachineRow;
  definition: string;
  roleArn: string;
  versionArn: string | null;
  aliasArn: string | null;
}

const noMachine = (arn: string) =>
  new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);

/** State machines, their published versions and their aliases. Answers are in the wire form: times in seconds. */
export class Machines {
  readonly #store: Store;
  readonly #place: Place;
  readonly #now: () => number;

  constructor(store: Store, place: Place, now: () => number) {
    this.#store = store;
    this.#place = place;
    this.#now = now;
  }

  get(arn: string): MachineRow {
    const row = this.#store.get<MachineRow>('SELECT * FROM machines WHERE arn = ?', arn);
    if (!row) throw noMachine(arn);
    return row;
  }

  #version(machine: string, version: string): VersionRow | undefined {
    if (!/^\d+$/.test(version)) return undefined;
    const sql = 'SELECT * FROM versions WHERE machineArn = ? AND version = ?';
    return this.#store.get<VersionRow>(sql, machine, Number(version));
  }

  #latest(machine: string): VersionRow | undefined {
    const sql = 'SELECT * FROM versions WHERE machineArn = ? ORDER BY version DESC LIMIT 1';
    return this.#store.get<VersionRow>(sql, machine);
  }

  #alias(arn: string): AliasRow | undefined {
    return this.#store.get<AliasRow>('SELECT * FROM aliases WHERE arn = ?', arn);
  }

  target(arn: string): Target {
    const { machine: base, qualifier } = parseMachineArn(arn);
    const machine = this.get(base);
    if (qualifier === undefined) return { machine, ...machine, versionArn: null, aliasArn: null };
    const alias = this.#alias(arn);
    const versionArn = alias ? route(JSON.parse(alias.routes)) : arn;
    const version = this.#version(base, versionArn.split(':').at(-1)!);
    if (!version) throw noMachine(arn);
    const { definition, roleArn } = version;
    return { machine, definition, roleArn, versionArn, aliasArn: alias ? arn : null };
  }

  create(input: Input): object {
    const name = checkName(input.string('name'));
    const text = input.string('definition');
    const roleArn = input.string('roleArn');
    if ((input.optionalString('type') ?? 'STANDARD') !== 'STANDARD') {
      throw new ServiceError(
        'StateMachineTypeNotSupported',
        'This engine runs STANDARD state machines only.',
      );
    }
    const publish = input.boolean('publish', false);
    const description = this.#versionDescription(input, publish);
    parseDefinition(text);
    const arn = machineArn(this.#place, name);
    return this.#store.transaction(() => {
      const known = this.#store.get<MachineRow>('SELECT * FROM machines WHERE arn = ?', arn);
      if (known && (this.#store.definition(known.definition) !== text || known.roleArn !== roleArn)) {
        throw new ServiceError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
      }
      const machine = known ?? this.#insert(arn, name, text, roleArn);
      const published = publish ? this.#publish(machine, description) : undefined;
      return {
        stateMachineArn: arn,
        creationDate: machine.createdAt / 1000,
        ...(published ? { stateMachineVersionArn: published } : {}),
      };
    });
  }

  #insert(arn: string, name: string, text: string, roleArn: string): MachineRow {
    const now = this.#now();
    const definition = this.#store.keepDefinition(text);
    this.#store.run(
      'INSERT INTO machines (arn, name, definition, roleArn, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?)',
      ...[arn, name, definition, roleArn, now, now],
    );
    return this.get(arn);
  }

  #versionDescription(input: Input, publish: boolean): string | undefined {
    const description = input.optionalString('versionDescription', 256);
    if (description !== undefined && !publish) {
      throw validation('Version description can only be set when publish is true');
    }
    return description;
  }

  update(input: Input): object {
    const arn = input.string('stateMachineArn');
    parseMachineArn(arn);
    const text = input.optionalString('definition');
    const roleArn = input.optionalString('roleArn');
    const publish = input.boolean('publish', false);
    const description = this.#versionDescription(input, publish);
    if (text === undefined && roleArn === undefined) {
      throw new ServiceError(
        'MissingRequiredParameter',
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
      );
    }
    if (text !== undefined) parseDefinition(text);
    return this.#store.transaction(() => {
      const before = this.get(arn);
      const machine = this.#revise(
        before,
        text ?? this.#store.definition(before.definition),
        roleArn ?? before.roleArn,
      );
      const published = publish ? this.#publish(machine, description) : undefined;
      return {
        updateDate: machine.updatedAt / 1000,
        ...(machine.revisionId ? { revisionId: machine.revisionId } : {}),
        ...(published ? { stateMachineVersionArn: published } : {}),
      };
    });
  }

  /** A new revision when anything changed; running executions keep the definition that they started with. */
  #revise(before: MachineRow, text: string, roleArn: string): MachineRow {
    const definition = this.#store.keepDefinition(text);
    if (definition === before.definition && roleArn === before.roleArn) return before;
    this.#store.run(
      'UPDATE machines SET definition = ?, roleArn = ?, revisionId = ?, updatedAt = ? WHERE arn = ?',
      ...[definition, roleArn, randomUUID(), this.#now(), before.arn],
    );
    return this.get(before.arn);
  }

  /** The version ARN of the current revision; publishing the same revision twice gives the same version. */
  #publish(machine: MachineRow, description: string | undefined): string {
    const last = this.#latest(machine.arn);
    const { definition, roleArn, revisionId } = machine;
    if (
      last &&
      last.definition === definition &&
      last.roleArn === roleArn &&
      last.revisionId === revisionId
    ) {
      return `${machine.arn}:${last.version}`;
    }
    const version = (last?.version ?? 0) + 1;
    this.#store.run(
      `INSERT INTO versions (machineArn, version, definition, roleArn, revisionId, description, createdAt)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[machine.arn, version, definition, roleArn, revisionId, description ?? null, this.#now()],
    );
    return `${machine.arn}:${version}`;
  }

  publish(input: Input): object {
    const arn = input.string('stateMachineArn');
    parseMachineArn(arn);
    const asked = input.optionalString('revisionId');
    const description = input.optionalString('description', 256);
    return this.#store.transaction(() => {
      const machine = this.get(arn);
      const current = machine.revisionId ?? 'INITIAL';
      if (asked !== undefined && asked !== current) {
        throw new ServiceError(
          'ConflictException',
          `Failed to publish the State Machine version for revision ${asked}. ` +
            `The current State Machine revision is ${current}.`,
        );
      }
      const versionArn = this.#publish(machine, description);
      const row = this.#version(arn, versionArn.split(':').at(-1)!)!;
      return { stateMachineVersionArn: versionArn, creationDate: row.createdAt / 1000 };
    });
  }

  describe(input: Input): object {
    const arn = input.string('stateMachineArn');
    const { machine: base, qualifier } = parseMachineArn(arn);
    const machine = this.get(base);
    const version = qualifier === undefined ? undefined : this.#version(base, qualifier);
    if (qualifier !== undefined && !version) throw noMachine(arn);
    const { definition, roleArn, createdAt, revisionId } = version ?? machine;
    return {
      stateMachineArn: arn,
      name: machine.name,
      status: 'ACTIVE',
      definition: this.#store.definition(definition),
      roleArn,
      type: 'STANDARD',
      creationDate: createdAt / 1000,
      ...SETTINGS,
      ...(revisionId ? { revisionId } : {}),
      ...(version?.description ? { description: version.description } : {}),
    };
  }

  list(input: Input): object {
    const size = input.pageSize();
    const after = input.pageStart('machines') ?? 0;
    const rows = this.#store.all<MachineRow & { at: number }>(
      'SELECT *, rowid AS at FROM machines WHERE rowid > ? ORDER BY rowid LIMIT ?',
      ...[after, size + 1],
    );
    const page = rows.slice(0, size);
    return {
      stateMachines: page.map((row) => ({
        stateMachineArn: row.arn,
        name: row.name,
        type: 'STANDARD',
        creationDate: row.createdAt / 1000,
      })),
      ...(rows.length > size ? { nextToken: pageToken('machines', page.at(-1)!.at) } : {}),
    };
  }

  createAlias(input: Input): object {
    const name = input.string('name');
    // An alias is a name that cannot be taken for a version's number.
    if (!/^(?=.*[a-zA-Z_\-.])[a-zA-Z0-9_\-.]{1,80}$/.test(name)) {
      throw validation(`1 validation error detected: Value '${name}' at 'name' is not an alias name`);
    }
    const description = input.optionalString('description', 256) ?? null;
    const routes = this.#routes(input.any('routingConfiguration'));
    const { machine } = parseMachineArn(routes[0]!.stateMachineVersionArn);
    const arn = `${machine}:${name}`;
    return this.#store.transaction(() => {
      const known = this.#alias(arn);
      if (
        known &&
        (known.description !== description || !isDeepStrictEqual(JSON.parse(known.routes), routes))
      ) {
        throw new ServiceError(
          'ConflictException',
          'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
        );
      }
      const alias = known ?? this.#putAlias(machine, name, description, routes);
      return { stateMachineAliasArn: arn, creationDate: alias.createdAt / 1000 };
    });
  }

  #routes(value: unknown): Route[] {
    const routes = Array.isArray(value) ? (value as Route[]) : [];
    const wrong = (sentence: string) => validation(`1 validation error detected: ${sentence}`);
    if (routes.length < 1 || routes.length > 2) {
      throw wrong(
        "Value at 'routingConfiguration' failed to satisfy constraint: Member must have length 1 or 2",
      );
    }
    const arns = routes.map((one) => String(one?.stateMachineVersionArn));
    const received = `Received: [${arns.join(', ')}]`;
    for (const [i, arn] of arns.entries()) {
      const { machine, qualifier } = parseMachineArn(arn);
      if (qualifier === undefined) {
        throw validation(`Routing configuration must contain state machine version ARNs. ${received}`);
      }
      if (!this.#version(machine, qualifier))
        throw new ServiceError('ResourceNotFound', `Resource not found: '${arn}'`);
      const { weight } = routes[i]!;
      if (!Number.isInteger(weight) || weight < 0 || weight > 100) {
        throw wrong(`Value '${weight}' at 'routingConfiguration.${i + 1}.member.weight' must be 0 to 100`);
      }
    }
    if (new Set(arns).size < arns.length) {
      throw validation(`Routing configuration must contain distinct state machine version ARNs. ${received}`);
    }
    if (routes.reduce((sum, one) => sum + one.weight, 0) !== 100) {
      throw validation('Sum of routing configuration weights must equal 100');
    }
    return routes.map(({ stateMachineVersionArn, weight }) => ({ stateMachineVersionArn, weight }));
  }

  #putAlias(machine: string, name: string, description: string | null, routes: Route[]): AliasRow {
    const now = this.#now();
    this.#store.run(
      `INSERT INTO aliases (arn, machineArn, name, description, routes, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (arn) DO UPDATE SET description = excluded.description, routes = excluded.routes,
         updatedAt = excluded.updatedAt WHERE routes <> excluded.routes`,
      ...[`${machine}:${name}`, machine, name, description, JSON.stringify(routes), now, now],
    );
    return this.#alias(`${machine}:${name}`)!;
  }

  describeAlias(input: Input): object {
    const arn = input.string('stateMachineAliasArn');
    parseMachineArn(arn);
    const alias = this.#alias(arn);
    if (!alias) throw new ServiceError('ResourceNotFound', `Resource not found: '${arn}'`);
    return {
      stateMachineAliasArn: arn,
      name: alias.name,
      ...(alias.description === null ? {} : { description: alias.description }),
      routingConfiguration: JSON.parse(alias.routes) as Route[],
      creationDate: alias.createdAt / 1000,
      updateDate: alias.updatedAt / 1000,
    };
  }

  /** The machine of the template: created, or revised and published as a new version that its aliases then name. */
  ensure(def: { name: string; arn?: string; definition: string; roleArn?: string; aliases?: string[] }): {
    stateMachineArn: string;
  } {
    parseDefinition(def.definition);
    const arn = def.arn ?? machineArn(this.#place, checkName(def.name));
    parseMachineArn(arn);
    const { partition, accountId } = this.#place;
    const roleArn = def.roleArn ?? `arn:${partition}:iam::${accountId}:role/${def.name}`;
    return this.#store.transaction(() => {
      const known = this.#store.get<MachineRow>('SELECT * FROM machines WHERE arn = ?', arn);
      const machine = known
        ? this.#revise(known, def.definition, roleArn)
        : this.#insert(arn, def.name, def.definition, roleArn);
      const version = this.#publish(machine, undefined);
      for (const name of def.aliases ?? []) {
        this.#putAlias(arn, name, null, [{ stateMachineVersionArn: version, weight: 100 }]);
      }
      return { stateMachineArn: arn };
    });
  }
}

/** Logging and tracing are off: there is nowhere to log to. */
export const SETTINGS = {
  loggingConfiguration: { level: 'OFF', includeExecutionData: false },
  tracingConfiguration: { enabled: false },
};

/** A version by weight. */
function route(routes: Route[]): string {
  let at = Math.random() * 100;
  for (const one of routes) {
    at -= one.weight;
    if (at < 0) return one.stateMachineVersionArn;
  }
  return routes.at(-1)!.stateMachineVersionArn;
}
