import { capacityMode, consumed, itemReadUsage, writeUsage } from '../capacity.ts';
import type { Engine, Operation } from '../engine.ts';
import { tableOf } from '../engine.ts';
import { validation } from '../errors.ts';
import { checkAllUsed } from '../expressions/parse.ts';
import { project } from '../expressions/project.ts';
import {
  expressionsOf,
  type Input,
  optionalEnum,
  optionalFlag,
  optionalString,
  refuseNestedKeys,
  requiredItem,
} from '../input.ts';
import type { Change } from '../store.ts';
import { keyOfRequest } from '../table.ts';
import type { Item } from '../types.ts';
import { keyWrite, parseWrite, planWrite, type WriteKind } from './write.ts';

const RETURN_VALUES = ['ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW'] as const;
type ReturnValues = (typeof RETURN_VALUES)[number];

export const getItem: Operation = (engine, input) => {
  const key = requiredItem(input, 'Key');
  const expressions = expressionsOf(input);
  const projection = expressions.projection();
  checkAllUsed(expressions);
  const mode = capacityMode(input);
  const table = tableOf(engine, optionalString(input, 'TableName'));
  const encoded = keyOfRequest(table, key);
  if (projection) refuseNestedKeys(projection.nestedHeads, Object.keys(key));
  const found = engine.store.read(table, encoded);
  const result: Record<string, unknown> = {};
  if (found) result.Item = projection ? project(found.item, projection.paths) : found.item;
  if (mode !== 'NONE') {
    const usage = itemReadUsage(found?.size ?? 0, optionalFlag(input, 'ConsistentRead') ?? false);
    result.ConsumedCapacity = consumed(mode, table.name, usage);
  }
  return result;
};

export const putItem: Operation = (engine, input) => write(engine, 'Put', input);
export const updateItem: Operation = (engine, input) => write(engine, 'Update', input);
export const deleteItem: Operation = (engine, input) => write(engine, 'Delete', input);

function write(engine: Engine, kind: WriteKind, input: Input): unknown {
  const returnValues = optionalEnum(input, 'ReturnValues', RETURN_VALUES) ?? 'NONE';
  if (kind !== 'Update' && returnValues !== 'NONE' && returnValues !== 'ALL_OLD') {
    throw validation('ReturnValues can only be ALL_OLD or NONE');
  }
  const mode = capacityMode(input);
  const request = keyWrite(parseWrite(engine, kind, input));
  const change = planWrite(engine, request);
  const size = engine.store.transaction(() => engine.store.write(change));
  const result: Record<string, unknown> = {};
  const attributes = returned(returnValues, change, request.update?.paths ?? []);
  if (attributes && Object.keys(attributes).length > 0) result.Attributes = attributes;
  if (mode !== 'NONE') {
    result.ConsumedCapacity = consumed(mode, request.table.name, writeUsage(change, size));
  }
  return result;
}

function returned(
  wanted: ReturnValues,
  { before, after }: Change,
  paths: readonly (readonly (string | number)[])[],
): Item | undefined {
  switch (wanted) {
    case 'NONE':
      return undefined;
    case 'ALL_OLD':
      return before?.item;
    case 'ALL_NEW':
      return after;
    case 'UPDATED_OLD':
      return before && project(before.item, paths);
    case 'UPDATED_NEW':
      return after && project(after, paths);
  }
}
