import { addUsage, capacityMode, consumedByTable, itemReadUsage, type Usage } from '../capacity.ts';
import type { Operation } from '../engine.ts';
import { tableOf } from '../engine.ts';
import { validation } from '../errors.ts';
import { checkAllUsed } from '../expressions/parse.ts';
import { project } from '../expressions/project.ts';
import {
  expressionsOf,
  type Input,
  isMissing,
  list,
  memberFault,
  optionalFlag,
  refuseNestedKeys,
  structure,
} from '../input.ts';
import { type EncodedKey, keyOfRequest, type Table } from '../table.ts';
import type { Item } from '../types.ts';
import { checkItem } from '../values.ts';

const MAX_KEYS = 100;
/** Bytes that one BatchGetItem answers with; the keys beyond are UnprocessedKeys. */
const MAX_RESPONSE = 16 * 1024 * 1024;

/** Identifies an item within a request. */
export const keyText = (table: Table, key: EncodedKey): string => `${table.name}/${key.text}`;

function requestItems(input: Input): [string, unknown][] {
  const items = input.RequestItems;
  if (isMissing(items)) throw memberFault('null', 'requestItems', 'Member must not be null');
  const entries = Object.entries(structure(items));
  if (entries.length === 0) {
    throw memberFault("'{}'", 'requestItems', 'Member must have length greater than or equal to 1');
  }
  return entries;
}

export const batchGetItem: Operation = (engine, input) => {
  const requests = requestItems(input).map(([name, value]) => {
    const request = structure(value);
    const keys = (list(request, 'Keys') ?? []).map((key) => checkItem(key));
    if (keys.length === 0) {
      throw memberFault(
        "'[]'",
        `requestItems.${name}.member.keys`,
        'Member must have length greater than or equal to 1',
      );
    }
    const expressions = expressionsOf(request);
    const projection = expressions.projection();
    checkAllUsed(expressions);
    return { name, request, keys, projection, consistent: optionalFlag(request, 'ConsistentRead') ?? false };
  });
  if (requests.reduce((sum, { keys }) => sum + keys.length, 0) > MAX_KEYS) {
    throw validation('Too many items requested for the BatchGetItem call');
  }
  const mode = capacityMode(input);
  const usages = new Map<string, Usage>();
  const responses: Record<string, Item[]> = {};
  const unprocessed: Record<string, unknown> = {};
  const seen = new Set<string>();
  let bytes = 0;
  for (const { name, request, keys, projection, consistent } of requests) {
    const table = tableOf(engine, name);
    const encoded = keys.map((key) => keyOfRequest(table, key));
    for (const key of encoded) {
      const text = keyText(table, key);
      if (seen.has(text)) throw validation('Provided list of item keys contains duplicates');
      seen.add(text);
    }
    if (projection) refuseNestedKeys(projection.nestedHeads, Object.keys(keys[0]!));
    const found: Item[] = [];
    const left: Item[] = [];
    encoded.forEach((key, i) => {
      const stored = bytes <= MAX_RESPONSE ? engine.store.read(table, key) : undefined;
      if (bytes > MAX_RESPONSE || bytes + (stored?.size ?? 0) > MAX_RESPONSE) {
        bytes = MAX_RESPONSE + 1;
        left.push(keys[i]!);
        return;
      }
      bytes += stored?.size ?? 0;
      usages.set(table.name, addUsage(usages.get(table.name), itemReadUsage(stored?.size ?? 0, consistent)));
      if (stored) found.push(projection ? project(stored.item, projection.paths) : stored.item);
    });
    responses[name] = found;
    if (left.length > 0) unprocessed[name] = { ...request, Keys: left };
  }
  return { Responses: responses, UnprocessedKeys: unprocessed, ...consumedByTable(mode, usages) };
};
