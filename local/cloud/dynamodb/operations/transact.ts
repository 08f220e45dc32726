import { hash } from 'node:crypto';
import {
  addUsage,
  capacityMode,
  consumedByTable,
  itemReadUsage,
  type Usage,
  writeUsage,
} from '../capacity.ts';
import type { Engine, Operation, UsedToken } from '../engine.ts';
import { type CancellationReason, DynamoDbError, validation } from '../errors.ts';
import { type Input, isMissing, list, memberFault, optionalString, structure } from '../input.ts';
import type { Change } from '../store.ts';
import { isUnordered } from '../unordered.ts';
import { keyText } from './batch.ts';
import {
  type KeyedWrite,
  keyWrite,
  type ParsedWrite,
  parseWrite,
  planWrite,
  type WriteKind,
} from './write.ts';

const MAX_ACTIONS = 100;
/** Bytes of all items of one transaction together (DynamoDB quota). */
const MAX_BYTES = 4 * 1024 * 1024;
/** How long a ClientRequestToken makes a repeated request harmless. */
const TOKEN_LIFE_MS = 10 * 60 * 1000;
const KINDS: readonly WriteKind[] = ['ConditionCheck', 'Put', 'Delete', 'Update'];
const REPEATED = 'Transaction request cannot include multiple operations on one item';

type Outcome<T> = { ok: T } | { error: DynamoDbError };

/** What went wrong with one action; anything but a DynamoDbError is a bug and goes on. */
function attempt<T>(act: () => T): Outcome<T> {
  try {
    return { ok: act() };
  } catch (error) {
    if (error instanceof DynamoDbError) return { error };
    throw error;
  }
}

function reasonOf(outcome: Outcome<unknown>): CancellationReason {
  if ('ok' in outcome) return { Code: 'None' };
  const { error } = outcome;
  const failed = error.name === 'ConditionalCheckFailedException';
  return {
    Code: failed ? 'ConditionalCheckFailed' : 'ValidationError',
    Message: error.message,
    ...(error.Item ? { Item: error.Item } : {}),
  };
}

/** All results, or a TransactionCanceledException that has a reason for every action, in order. */
function allOrCancel<T>(outcomes: Outcome<T>[]): T[] {
  if (outcomes.some((outcome) => 'error' in outcome)) {
    const reasons = outcomes.map(reasonOf);
    throw new DynamoDbError(
      'TransactionCanceledException',
      'Transaction cancelled, please refer cancellation reasons for specific reasons ' +
        `[${reasons.map((reason) => reason.Code).join(', ')}]`,
      { CancellationReasons: reasons },
    );
  }
  return outcomes.map((outcome) => (outcome as { ok: T }).ok);
}

function actionsOf(input: Input): Input[] {
  const items = list(input, 'TransactItems');
  if (!items) throw memberFault('null', 'transactItems', 'Member must not be null');
  const limit = items.length === 0 ? 'greater than or equal to 1' : 'less than or equal to 100';
  if (items.length === 0 || items.length > MAX_ACTIONS) {
    throw memberFault(
      items.length === 0 ? "'[]'" : `'[${items.length} actions]'`,
      'transactItems',
      `Member must have length ${limit}`,
    );
  }
  return items.map(structure);
}

/** The expression without which an action of this kind is none, and its name in a refusal. */
const REQUIRED: Partial<Record<WriteKind, [string, string]>> = {
  Update: ['UpdateExpression', 'update.updateExpression'],
  ConditionCheck: ['ConditionExpression', 'conditionCheck.conditionExpression'],
};

/** @param position the action's place in the request, from 1 */
function parseAction(engine: Engine, action: Input, position: number): ParsedWrite {
  const present = KINDS.filter((kind) => !isMissing(action[kind]));
  if (present.length === 0) {
    throw validation('Invalid Request: TransactWriteRequest should contain Delete or Put or Update request');
  }
  if (present.length > 1) {
    throw validation('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  const kind = present[0]!;
  const input = structure(action[kind]);
  const [required, member] = REQUIRED[kind] ?? [];
  if (required && isMissing(input[required])) {
    throw memberFault('null', `transactItems.${position}.member.${member}`, 'Member must not be null');
  }
  return parseWrite(engine, kind, input);
}

export const transactWriteItems: Operation = (engine, input) => {
  const mode = capacityMode(input);
  const actions = actionsOf(input);
  const token = optionalString(input, 'ClientRequestToken');
  if (token !== undefined && token.length > 36) {
    throw memberFault(`'${token}'`, 'clientRequestToken', 'Member must have length less than or equal to 36');
  }
  const digest = token ? hash('sha256', JSON.stringify(actions), 'base64') : '';
  const used = token ? recallToken(engine, token, digest) : undefined;
  if (used) return repeatedAnswer(used, mode);

  const parsed = actions.map((action, i) => parseAction(engine, action, i + 1));
  const keyed = parsed.map((write) => attempt(() => keyWrite(write)));
  const keys = keyed.flatMap((outcome) =>
    'ok' in outcome ? [keyText(outcome.ok.table, outcome.ok.key)] : [],
  );
  if (new Set(keys).size !== keys.length) throw validation(REPEATED);
  const changes = allOrCancel(
    keyed.map((outcome) => ('ok' in outcome ? attempt(() => planWrite(engine, outcome.ok)) : outcome)),
  );
  const bytes = changes.reduce((sum, { size }) => sum + size, 0);
  if (bytes > MAX_BYTES) {
    throw validation('Collection size limit exceeded: the items of a transaction may have 4 MB together');
  }
  const writes = keyed.map((outcome) => (outcome as { ok: KeyedWrite }).ok);
  const usages = engine.store.transaction(() => {
    const result = commit(engine, writes, changes, mode !== 'NONE');
    if (token) rememberToken(engine, token, digest, changes);
    return result;
  });
  return consumedByTable(mode, usages, 2);
};

function commit(
  engine: Engine,
  writes: KeyedWrite[],
  changes: Change[],
  billed: boolean,
): Map<string, Usage> {
  const usages = new Map<string, Usage>();
  changes.forEach((change, i) => {
    const checkOnly = writes[i]!.kind === 'ConditionCheck';
    const size = checkOnly ? 0 : engine.store.write(change);
    if (!billed) return;
    const { name } = change.table;
    usages.set(name, addUsage(usages.get(name), writeUsage(change, size)));
  });
  return usages;
}

/** What the token was used for within its life. @throws DynamoDbError when that was something else */
function recallToken(engine: Engine, token: string, digest: string): UsedToken | undefined {
  const used = usedToken(engine, token);
  if (!used || used.digest === digest) return used;
  throw new DynamoDbError(
    'IdempotentParameterMismatchException',
    'The request uses the same client token as a previous, but non-identical request. ' +
      'Do not reuse a client token with different requests, unless the requests are identical',
  );
}

function usedToken({ store, clock, passingTokens }: Engine, token: string): UsedToken | undefined {
  const now = Math.floor(clock.now());
  const passing = passingTokens.get(token);
  if (passing && passing.expiresMs > now) return passing;
  const row = store
    .sql('SELECT digest, response, expires_ms FROM tokens WHERE token = ? AND expires_ms > ?')
    .get(token, now) as unknown as { digest: string; response: string; expires_ms: number } | undefined;
  return (
    row && { digest: row.digest, tables: JSON.parse(row.response) as string[], expiresMs: row.expires_ms }
  );
}

function rememberToken(
  { store, clock, passingTokens }: Engine,
  token: string,
  digest: string,
  changes: readonly Change[],
): void {
  const now = Math.floor(clock.now());
  const tables = [...new Set(changes.map(({ table }) => table.name))];
  const expiresMs = now + TOKEN_LIFE_MS;
  if (changes.some(({ table }) => isUnordered(table))) {
    for (const [old, { expiresMs: end }] of passingTokens) if (end <= now) passingTokens.delete(old);
    passingTokens.set(token, { digest, tables, expiresMs });
    return;
  }
  store.sql('DELETE FROM tokens WHERE expires_ms <= ?').run(now);
  store
    .sql('INSERT INTO tokens (token, digest, response, expires_ms) VALUES (?, ?, ?, ?)')
    .run(token, digest, JSON.stringify(tables), expiresMs);
}

/** A repeat writes nothing; it is billed as a read of the items, here as one unit a table. */
function repeatedAnswer({ tables }: UsedToken, mode: ReturnType<typeof capacityMode>): unknown {
  return consumedByTable(mode, new Map(tables.map((name) => [name, itemReadUsage(0, true)])), 2);
}
