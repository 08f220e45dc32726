import type { Engine } from '../engine.ts';
import { tableOf } from '../engine.ts';
import { conditionFailed, invalidParameter, validation } from '../errors.ts';
import type { ParsedCondition, ParsedUpdate } from '../expressions/ast.ts';
import { evaluate } from '../expressions/evaluate.ts';
import { checkAllUsed, parseUpdate } from '../expressions/parse.ts';
import { applyUpdate } from '../expressions/update.ts';
import {
  type Expressions,
  expressionsOf,
  type Input,
  optionalEnum,
  optionalString,
  refuseNestedKeys,
  requiredItem,
} from '../input.ts';
import type { StoredItem } from '../recent.ts';
import type { Change } from '../store.ts';
import { checkIndexKeys, type EncodedKey, keyOfItem, keyOfRequest, type Table } from '../table.ts';
import type { Item } from '../types.ts';
import { itemSize } from '../values.ts';

/** Bytes of one item, names and values (DynamoDB quota). */
const MAX_ITEM = 400 * 1024;
const EMPTY: Item = Object.freeze(Object.create(null));

export type WriteKind = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

/** A write whose shape and expressions are checked, but not yet its fit with the table's keys. */
export interface ParsedWrite {
  kind: WriteKind;
  table: Table;
  /** The item of a Put, the key of anything else. */
  item: Item;
  /** Of a Put: the item's bytes. */
  size: number;
  condition: ParsedCondition | undefined;
  update: ParsedUpdate | undefined;
  expressions: Expressions;
  returnOldOnFailure: boolean;
}

export interface KeyedWrite extends ParsedWrite {
  key: EncodedKey;
}

/** @throws DynamoDbError for whatever is wrong with the request itself */
export function parseWrite(engine: Engine, kind: WriteKind, input: Input): ParsedWrite {
  const item = requiredItem(input, kind === 'Put' ? 'Item' : 'Key');
  const expressions = expressionsOf(input, [
    ...(kind === 'Update' ? (['UpdateExpression'] as const) : []),
    'ConditionExpression',
  ]);
  const updateText = expressions.text('UpdateExpression');
  const update =
    kind === 'Update' && updateText !== undefined ? parseUpdate(updateText, expressions) : undefined;
  const condition = expressions.condition('ConditionExpression');
  checkAllUsed(expressions);
  const onFailure = optionalEnum(input, 'ReturnValuesOnConditionCheckFailure', ['ALL_OLD', 'NONE']);
  const size = kind === 'Put' ? itemSize(item) : 0;
  if (size > MAX_ITEM) {
    throw validation('Item size has exceeded the maximum allowed size');
  }
  return {
    kind,
    table: tableOf(engine, optionalString(input, 'TableName')),
    item,
    size,
    condition,
    update,
    expressions,
    returnOldOnFailure: onFailure === 'ALL_OLD',
  };
}

/** Checks the write against the table's key schema. */
export function keyWrite(write: ParsedWrite): KeyedWrite {
  const { table, kind, item, condition, update } = write;
  const key = kind === 'Put' ? keyOfItem(table, item) : keyOfRequest(table, item);
  const keyNames = table.range ? [table.hash.name, table.range.name] : [table.hash.name];
  if (condition) refuseNestedKeys(condition.nestedHeads, keyNames);
  for (const { path } of update?.actions ?? []) {
    if (keyNames.includes(path[0] as string)) {
      throw invalidParameter(`Cannot update attribute ${path[0]}. This attribute is part of the key`);
    }
  }
  return { ...write, key };
}

/** Reads the item, checks the condition, and says what would be written. Writes nothing. */
export function planWrite(engine: Engine, write: KeyedWrite): Change {
  const { table, key } = write;
  const before = engine.store.read(table, key);
  if (write.condition && !evaluate(write.condition.root, before?.item ?? EMPTY, write.expressions.values)) {
    throw conditionFailed(write.returnOldOnFailure ? before?.item : undefined);
  }
  return { table, key, before, ...afterWrite(write, before) };
}

function afterWrite(write: KeyedWrite, before: StoredItem | undefined): Pick<Change, 'after' | 'size'> {
  switch (write.kind) {
    case 'Put':
      return { after: write.item, size: write.size };
    case 'Delete':
      return { after: undefined, size: 0 };
    case 'ConditionCheck':
      return { after: before?.item, size: before?.size ?? 0 };
    case 'Update': {
      const base = before?.item ?? write.item;
      if (!write.update) return { after: base, size: before?.size ?? itemSize(base) };
      const after = applyUpdate(write.update, base, write.expressions.values);
      checkIndexKeys(write.table, after);
      const size = itemSize(after);
      if (size > MAX_ITEM) throw validation('Item size to update has exceeded the maximum allowed size');
      return { after, size };
    }
  }
}
