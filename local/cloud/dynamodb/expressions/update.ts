import { validation } from '../errors.ts';
import { addDecimals, decimalFault, formatDecimal } from '../numbers.ts';
import type { AttributeValue, Item } from '../types.ts';
import { attribute, numberFault, setAttribute, typeOf } from '../values.ts';
import type { ParsedUpdate, Path, SetOperand, UpdateAction } from './ast.ts';
import { valueAt } from './evaluate.ts';

type Values = Record<string, AttributeValue>;
type SetType = 'SS' | 'NS' | 'BS';

const WRONG_TYPE = 'An operand in the update expression has an incorrect data type';
const MISSING = 'The provided expression refers to an attribute that does not exist in the item';
const WRONG_PATH = 'The document path provided in the update expression is invalid for update';

/** A list being changed. Removed entries become holes and new ones may lie past the end, so that indexes stay those of the old list. */
type OpenList = { value: AttributeValue; entries: AttributeValue[] };

/**
 * Applies an update to a copy of the item. Every operand reads the item as it was before.
 * @throws DynamoDbError ValidationException
 */
export function applyUpdate(update: ParsedUpdate, item: Item, values: Values): Item {
  const result = { ...item };
  const opened = new Set<AttributeValue>();
  const lists: OpenList[] = [];
  const resolved = update.actions.map((action) =>
    action.kind === 'set' ? resolve(action.value, item, values) : undefined,
  );
  update.actions.forEach((action, i) => {
    const parent = openParent(result, action.path, opened, lists);
    const last = action.path[action.path.length - 1]!;
    const next = outcome(action, resolved[i], valueAt(item, action.path), values);
    write(parent, last, next);
  });
  for (const { value, entries } of lists) {
    // Object.keys lists only what is there, in ascending order, even where an index is far past the end.
    value.L = Object.keys(entries).map((index) => entries[Number(index)]!);
  }
  // What something was deleted from is slow to read until it is copied.
  return update.actions.some(({ kind }) => kind === 'remove' || kind === 'delete') ? { ...result } : result;
}

/** What the action leaves at its path; undefined removes it. */
function outcome(
  action: UpdateAction,
  resolved: AttributeValue | undefined,
  existing: AttributeValue | undefined,
  values: Values,
): AttributeValue | undefined {
  switch (action.kind) {
    case 'set':
      return resolved;
    case 'remove':
      return undefined;
    case 'add':
      return add(existing, values[action.name]!);
    case 'delete':
      return subtractSet(existing, values[action.name]!);
  }
}

/** The container that holds the last step of the path, copied once for this update. */
function openParent(
  result: Item,
  path: Path,
  opened: Set<AttributeValue>,
  lists: OpenList[],
): Item | OpenList {
  let level: Item | OpenList = result;
  for (let i = 0; i < path.length - 1; i++) {
    const child = read(level, path[i]!);
    const wanted = typeof path[i + 1] === 'number' ? 'L' : 'M';
    if (!child?.[wanted]) throw validation(WRONG_PATH);
    level = open(level, path[i]!, child, opened, lists);
  }
  return level;
}

function open(
  level: Item | OpenList,
  step: string | number,
  child: AttributeValue,
  opened: Set<AttributeValue>,
  lists: OpenList[],
): Item | OpenList {
  if (opened.has(child)) return child.M ?? lists.find((list) => list.value === child)!;
  const copy: AttributeValue = child.M ? { M: { ...child.M } } : { L: child.L! };
  opened.add(copy);
  write(level, step, copy);
  if (copy.M) return copy.M;
  const list = { value: copy, entries: child.L!.slice() };
  lists.push(list);
  return list;
}

const isList = (level: Item | OpenList): level is OpenList => Array.isArray(level.entries);

function read(level: Item | OpenList, step: string | number): AttributeValue | undefined {
  return isList(level) ? level.entries[step as number] : attribute(level, step as string);
}

function write(level: Item | OpenList, step: string | number, value: AttributeValue | undefined): void {
  if (isList(level)) {
    if (value) level.entries[step as number] = value;
    else delete level.entries[step as number];
  } else if (value) setAttribute(level, step as string, value);
  else delete level[step];
}

function resolve(operand: SetOperand, item: Item, values: Values): AttributeValue {
  switch (operand.kind) {
    case 'value':
      return values[operand.name]!;
    case 'path': {
      const value = valueAt(item, operand.path);
      if (!value) throw validation(MISSING);
      return value;
    }
    case 'if_not_exists': {
      // The second operand must exist even where the first one does.
      const otherwise = resolve(operand.otherwise, item, values);
      return valueAt(item, operand.path) ?? otherwise;
    }
    case 'list_append': {
      const left = resolve(operand.left, item, values);
      const right = resolve(operand.right, item, values);
      if (!left.L || !right.L) throw validation(WRONG_TYPE);
      return { L: [...left.L, ...right.L] };
    }
    default: {
      const left = resolve(operand.left, item, values);
      const right = resolve(operand.right, item, values);
      return sum(left, right, operand.kind === 'subtract');
    }
  }
}

function sum(left: AttributeValue, right: AttributeValue, subtract: boolean): AttributeValue {
  if (left.N === undefined || right.N === undefined) throw validation(WRONG_TYPE);
  const total = addDecimals(left.N, right.N, subtract);
  const fault = decimalFault(total);
  if (fault) throw numberFault(fault, '');
  return { N: formatDecimal(total) };
}

/** ADD: a number to a number (a missing one is 0), members to a set. */
function add(existing: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (!existing) return value;
  const type = typeOf(value);
  if (typeOf(existing) !== type) throw validation(WRONG_TYPE);
  if (type === 'N') return sum(existing, value, false);
  return { [type]: [...new Set([...existing[type as SetType]!, ...value[type as SetType]!])] };
}

/** DELETE: members from a set; an emptied set goes away. */
function subtractSet(
  existing: AttributeValue | undefined,
  value: AttributeValue,
): AttributeValue | undefined {
  if (!existing) return undefined;
  const type = typeOf(value) as SetType;
  if (typeOf(existing) !== type) throw validation(WRONG_TYPE);
  const gone = new Set(value[type]!);
  const left = existing[type]!.filter((member) => !gone.has(member));
  return left.length > 0 ? { [type]: left } : undefined;
}
