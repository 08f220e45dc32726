import { capacityMode, consumed, pageReadUsage } from '../capacity.ts';
import type { Engine, Operation } from '../engine.ts';
import { tableOf } from '../engine.ts';
import { validation } from '../errors.ts';
import type { ParsedCondition, ParsedProjection } from '../expressions/ast.ts';
import { evaluate } from '../expressions/evaluate.ts';
import { checkAllUsed } from '../expressions/parse.ts';
import { project } from '../expressions/project.ts';
import {
  type Expressions,
  expressionsOf,
  type Input,
  isMissing,
  optionalEnum,
  optionalFlag,
  optionalInteger,
  optionalString,
  refuseNestedKeys,
} from '../input.ts';
import type { Index, Table } from '../table.ts';
import type { Item } from '../types.ts';
import { checkItem } from '../values.ts';
import { keyRange } from './key-condition.ts';
import { checkStartKey, type PageRequest, readPage, refuseUnprojected } from './page.ts';

const SELECT = ['SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'] as const;

/** What Query and Scan have in common. */
interface Selection {
  input: Input;
  table: Table;
  index: Index | undefined;
  consistent: boolean;
  countOnly: boolean;
  limit: number | undefined;
  start: Item | undefined;
  filter: ParsedCondition | undefined;
  projection: ParsedProjection | undefined;
  expressions: Expressions;
}

export const query: Operation = (engine, input) => {
  const expressions = expressionsOf(input, ['FilterExpression', 'KeyConditionExpression']);
  const keyCondition = expressions.condition('KeyConditionExpression');
  if (!keyCondition) {
    throw validation(
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    );
  }
  const selection = select(engine, input, expressions);
  const { table, index, start, filter } = selection;
  const keys = index ?? table;
  const range = keyRange(keyCondition, expressions.values, keys);
  const keyName = filter?.heads.find((head) => head === keys.hash.name || head === keys.range?.name);
  if (keyName !== undefined) {
    throw validation(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${keyName}`,
    );
  }
  if (start) checkStartKey(table, index, range, start);
  return answer(engine, selection, {
    range,
    forward: optionalFlag(input, 'ScanIndexForward') ?? true,
  });
};

export const scan: Operation = (engine, input) => {
  if (!isMissing(input.TotalSegments) || !isMissing(input.Segment)) {
    throw validation('Parallel scans are not supported by the embedded DynamoDB');
  }
  const selection = select(engine, input, expressionsOf(input, ['FilterExpression']));
  if (selection.start) checkStartKey(selection.table, selection.index, undefined, selection.start);
  return answer(engine, selection, { range: undefined, forward: true });
};

function select(engine: Engine, input: Input, expressions: Expressions): Selection {
  const selected = optionalEnum(input, 'Select', SELECT);
  const countOnly = selected === 'COUNT';
  if (selected && !countOnly)
    throw validation(`Select ${selected} is not supported by the embedded DynamoDB`);
  const limit = optionalInteger(input, 'Limit', 1);
  const consistent = optionalFlag(input, 'ConsistentRead') ?? false;
  const indexName = optionalString(input, 'IndexName');
  const start = isMissing(input.ExclusiveStartKey) ? undefined : checkItem(input.ExclusiveStartKey);
  const filter = expressions.condition('FilterExpression');
  const projection = expressions.projection();
  checkAllUsed(expressions);
  if (countOnly && projection) {
    throw validation('Cannot specify the ProjectionExpression when choosing to get only the Count');
  }

  const table = tableOf(engine, optionalString(input, 'TableName'));
  const index =
    indexName === undefined ? undefined : table.indexes.find((candidate) => candidate.name === indexName);
  if (indexName !== undefined && !index) {
    throw validation(`The table does not have the specified index: ${indexName}`);
  }
  if (index) checkIndexUse(index, { consistent, projection, filter });
  const keyNames = [table.hash.name, ...(table.range ? [table.range.name] : [])];
  for (const parsed of [projection, filter]) if (parsed) refuseNestedKeys(parsed.nestedHeads, keyNames);
  return { input, table, index, consistent, countOnly, limit, start, filter, projection, expressions };
}

function checkIndexUse(index: Index, use: Pick<Selection, 'consistent' | 'projection' | 'filter'>): void {
  if (use.consistent) {
    throw validation('Consistent reads are not supported on global secondary indexes');
  }
  const heads = [...new Set((use.projection?.paths ?? []).map((path) => path[0] as string))];
  refuseUnprojected(
    index,
    heads,
    (names) => `Global secondary index ${index.name} does not project ${names}`,
  );
  refuseUnprojected(
    index,
    use.filter?.heads ?? [],
    (names) => `Secondary index ${index.name} does not project one or more filter attributes: ${names}`,
  );
}

function answer(engine: Engine, selection: Selection, how: Pick<PageRequest, 'range' | 'forward'>): unknown {
  const { table, index, limit, start, filter, projection, countOnly, expressions } = selection;
  const mode = capacityMode(selection.input);
  const items: Item[] = [];
  let count = 0;
  const page = readPage(engine.store, {
    table,
    index,
    limit,
    start,
    ...how,
    visit(item) {
      if (filter && !evaluate(filter.root, item, expressions.values)) return;
      count++;
      if (!countOnly) items.push(projection ? project(item, projection.paths) : item);
    },
  });
  return {
    ...(countOnly ? {} : { Items: items }),
    Count: count,
    ScannedCount: page.scanned,
    ...(page.lastEvaluatedKey ? { LastEvaluatedKey: page.lastEvaluatedKey } : {}),
    ...(mode === 'NONE'
      ? {}
      : {
          ConsumedCapacity: consumed(
            mode,
            table.name,
            pageReadUsage(page.bytes, selection.consistent, index?.name),
          ),
        }),
  };
}
