import { ProblemError } from '../../errors.ts';
import type { Key } from './keys.ts';
import { type Item, TransactionRefused, toItem, type Write } from './table.ts';

/** Writes to single attributes of an item that several people work on at once. */

export interface Patch {
  /** New values; undefined takes the attribute away. */
  set?: Item;
  add?: Record<string, number>;
  /** What the attributes must be now; undefined means absent. */
  when?: Item;
}

/** Changes attributes of an item that exists, on the condition that others are as they were read. */
export function patch(tableName: string, key: Key, { set = {}, add = {}, when = {} }: Patch): Write {
  const names: Record<string, string> = {};
  const values: Item = {};
  const name = (attribute: string) => {
    const placeholder = `#${attribute}`;
    names[placeholder] = attribute;
    return placeholder;
  };
  const value = (prefix: string, attribute: string, given: unknown) => {
    values[`:${prefix}_${attribute}`] = given;
    return `:${prefix}_${attribute}`;
  };
  const present = Object.entries(set).filter(([, v]) => v !== undefined);
  const absent = Object.entries(set).filter(([, v]) => v === undefined);
  const clauses = [
    ['SET', present.map(([a, v]) => `${name(a)} = ${value('s', a, v)}`)],
    ['REMOVE', absent.map(([a]) => name(a))],
    ['ADD', Object.entries(add).map(([a, v]) => `${name(a)} ${value('a', a, v)}`)],
  ] as const;
  const conditions = Object.entries(when).map(([a, v]) =>
    v === undefined ? `attribute_not_exists(${name(a)})` : `${name(a)} = ${value('w', a, v)}`,
  );
  return {
    Update: {
      TableName: tableName,
      Key: toItem({ ...key }),
      UpdateExpression: clauses
        .filter(([, parts]) => parts.length > 0)
        .map(([verb, parts]) => `${verb} ${parts.join(', ')}`)
        .join(' '),
      ConditionExpression: ['attribute_exists(pk)', ...conditions].join(' AND '),
      ExpressionAttributeNames: names,
      ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: toItem(values) } : {}),
    },
  };
}

const ATTEMPTS = 12;
const BACKOFF_MS = 25;

/**
 * Runs a read-decide-write until its transaction goes through. Two transactions that touch one item at the same moment
 * conflict in DynamoDB, although neither is wrong; each attempt reads again and decides anew, after a random pause.
 * @throws {ProblemError} CONFLICT when it never goes through; every other refusal as it is
 */
export async function untilStored<T>(
  { pause }: { pause(ms: number): Promise<void> },
  attempt: () => Promise<T>,
): Promise<T> {
  for (let n = 1; n <= ATTEMPTS; n++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof TransactionRefused)) throw error;
      // The same request was faster: not for us to try again.
      if (error.reasons.some((reason) => reason.item?.type === 'IDEMPOTENCY')) throw error;
      await pause(Math.random() * BACKOFF_MS * n);
    }
  }
  throw new ProblemError('CONFLICT');
}
