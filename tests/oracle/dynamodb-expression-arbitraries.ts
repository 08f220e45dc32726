import fc from 'fast-check';
import type { AttributeValue } from '../../local/cloud/dynamodb/types.ts';
import { bytes, list, numberText, rarely, set, shortText, value } from './dynamodb-value-arbitraries.ts';

/** Random expressions over the attributes of dynamodb-value-arbitraries.ts. */

/** Collects the placeholders of one request while its expressions are printed. */
export class Placeholders {
  readonly values: Record<string, AttributeValue> = {};
  readonly names: Record<string, string> = {};

  value(given: AttributeValue): string {
    const name = `:v${Object.keys(this.values).length}`;
    this.values[name] = given;
    return name;
  }

  name(given: string): string {
    const name = `#n${given}`;
    this.names[name] = given;
    return name;
  }

  parameters(): Record<string, unknown> {
    return {
      ...(Object.keys(this.values).length > 0 ? { ExpressionAttributeValues: this.values } : {}),
      ...(Object.keys(this.names).length > 0 ? { ExpressionAttributeNames: this.names } : {}),
    };
  }
}

export type Printer = (into: Placeholders) => string;
const constant =
  (text: string): Printer =>
  () =>
    text;

const path: fc.Arbitrary<Printer> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('n', 's').map(constant) },
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(
        'n',
        's',
        'l',
        'm',
        't',
        'v',
        'l[0]',
        'l[1]',
        'l[7]',
        'm.x',
        'm.y',
        'v.x',
        'v[0]',
        'm.x.y',
        'm.y[1]',
        'zz',
      )
      .map(constant),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('n', 's', 'l', 'm').map(
      (name): Printer =>
        (into) =>
          into.name(name),
    ),
  },
);
const literal = value.map(
  (given): Printer =>
    (into) =>
      into.value(given),
);
const operand: fc.Arbitrary<Printer> = fc.oneof(
  { weight: 4, arbitrary: literal },
  { weight: 2, arbitrary: path },
  {
    weight: 1,
    arbitrary: path.map(
      (of): Printer =>
        (into) =>
          `size(${of(into)})`,
    ),
  },
);

const orderedValue: fc.Arbitrary<AttributeValue> = fc.oneof(
  shortText.map((S) => ({ S })),
  numberText.map((N) => ({ N })),
  bytes.map((B) => ({ B })),
);
const ordered: fc.Arbitrary<Printer> = rarely(
  fc.oneof(
    {
      weight: 3,
      arbitrary: orderedValue.map(
        (given): Printer =>
          (into) =>
            into.value(given),
      ),
    },
    { weight: 1, arbitrary: path },
    {
      weight: 1,
      arbitrary: path.map(
        (of): Printer =>
          (into) =>
            `size(${of(into)})`,
      ),
    },
  ),
  operand,
);
const ascending = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
/** Two values of one type, the lower first. */
export const bounds: fc.Arbitrary<[AttributeValue, AttributeValue]> = fc.oneof(
  fc
    .tuple(shortText, shortText)
    .map((pair) => pair.sort(ascending).map((S) => ({ S })) as [AttributeValue, AttributeValue]),
  fc
    .tuple(numberText, numberText)
    .map(
      (pair) =>
        pair.sort((a, b) => Number(a) - Number(b)).map((N) => ({ N })) as [AttributeValue, AttributeValue],
    ),
);

const types = fc.constantFrom('S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M');
const typed =
  (name: string, S: string): Printer =>
  (into) =>
    `attribute_type(${name}, ${into.value({ S })})`;
const test: fc.Arbitrary<Printer> = fc.oneof(
  fc.tuple(path, fc.constantFrom('=', '<>'), operand).map(
    ([left, comparator, right]): Printer =>
      (into) =>
        `${left(into)} ${comparator} ${right(into)}`,
  ),
  fc.tuple(path, fc.constantFrom('<', '<=', '>', '>='), ordered).map(
    ([left, comparator, right]): Printer =>
      (into) =>
        `${left(into)} ${comparator} ${right(into)}`,
  ),
  fc.tuple(ordered, fc.constantFrom('=', '<>', '<', '>='), ordered).map(
    ([left, comparator, right]): Printer =>
      (into) =>
        `${left(into)} ${comparator} ${right(into)}`,
  ),
  fc.tuple(path, bounds).map(
    ([of, [low, high]]): Printer =>
      (into) =>
        `${of(into)} BETWEEN ${into.value(low)} AND ${into.value(high)}`,
  ),
  fc.tuple(path, ordered, ordered).map(
    ([of, low, high]): Printer =>
      (into) =>
        `${of(into)} BETWEEN ${low(into)} AND ${high(into)}`,
  ),
  fc.tuple(fc.constantFrom('n', 's', 'l', 'm', 't'), types).map(([name, type]) => typed(name, type)),
  fc.tuple(path, fc.array(operand, { minLength: 1, maxLength: 3 })).map(
    ([of, options]): Printer =>
      (into) =>
        `${of(into)} IN (${options.map((o) => o(into)).join(', ')})`,
  ),
  path.map(
    (of): Printer =>
      (into) =>
        `attribute_exists(${of(into)})`,
  ),
  path.map(
    (of): Printer =>
      (into) =>
        `attribute_not_exists(${of(into)})`,
  ),
  fc.tuple(path, types).map(
    ([of, S]): Printer =>
      (into) =>
        `attribute_type(${of(into)}, ${into.value({ S })})`,
  ),
  fc.tuple(path, operand).map(
    ([of, prefix]): Printer =>
      (into) =>
        `begins_with(${of(into)}, ${prefix(into)})`,
  ),
  fc.tuple(path, operand).map(
    ([of, part]): Printer =>
      (into) =>
        `contains(${of(into)}, ${part(into)})`,
  ),
);

/** dynalite's grammar has no NOT NOT: the embedded engine refuses it. */
const negation = (text: string) => (text.startsWith('NOT ') ? `NOT (${text})` : `NOT ${text}`);

/** Without brackets the precedence of NOT, AND and OR decides. */
const BRACKETS: [string, string][] = [
  ['(', ')'],
  ['', ''],
  ['( ', '\n)'],
];

export const condition: fc.Arbitrary<Printer> = fc.letrec<{ condition: Printer }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: test },
    {
      weight: 1,
      arbitrary: tie('condition').map(
        (of): Printer =>
          (into) =>
            negation(of(into)),
      ),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          tie('condition'),
          fc.constantFrom('AND', 'OR', 'and', 'Or'),
          tie('condition'),
          fc.constantFrom(...BRACKETS),
        )
        .map(
          ([a, word, b, [open, close]]): Printer =>
            (into) =>
              `${open}${a(into)}${close} ${word} ${open}${b(into)}${close}`,
        ),
    },
  ),
})).condition;

const PATHS_BY_HEAD: Record<string, string[][]> = {
  n: [['n']],
  s: [['s']],
  t: [['t']],
  v: [['v'], ['v'], ['v'], ['v.x'], ['v[0]'], ['v.x', 'v.y']],
  l: [
    ['l'],
    ['l[0]'],
    ['l[1]', 'l[0]'],
    ['l[0]', 'l[1]'],
    ['l[9]', 'l[7]'],
    ['l[0]', 'l[2]', 'l[5]'],
    ['l[0].x'],
  ],
  m: [['m'], ['m.x'], ['m.y', 'm.x'], ['m.y[1]'], ['m.x.y', 'm.y']],
  zz: [['zz']],
};
/** Paths of which none leads through another. */
const targets = fc
  .subarray(Object.keys(PATHS_BY_HEAD), { minLength: 1, maxLength: 3 })
  .chain((heads) => fc.tuple(...heads.map((head) => fc.constantFrom(...PATHS_BY_HEAD[head]!))))
  .map((groups) => groups.flat());

const numberOperand = numberText.map(
  (N): Printer =>
    (into) =>
      into.value({ N }),
);
const numeric: fc.Arbitrary<Printer> = fc.oneof(
  fc.constantFrom('n', 'n', 'n', 'l[0]', 'm.x').map(constant),
  numberOperand,
);
const listOperand: fc.Arbitrary<Printer> = fc.oneof(
  fc.constantFrom('l', 'v').map(constant),
  list.map(
    (given): Printer =>
      (into) =>
        into.value(given),
  ),
);
const otherwise = fc.oneof(literal, path);
const setValue: fc.Arbitrary<Printer> = fc.oneof(
  { weight: 8, arbitrary: literal },
  { weight: 1, arbitrary: path },
  {
    weight: 2,
    arbitrary: fc.tuple(numeric, fc.constantFrom('+', '-'), numeric).map(
      ([a, sign, b]): Printer =>
        (into) =>
          `${a(into)} ${sign} ${b(into)}`,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(path, otherwise).map(
      ([of, given]): Printer =>
        (into) =>
          `if_not_exists(${of(into)}, ${given(into)})`,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(path, numberText, numeric).map(
      ([of, N, b]): Printer =>
        (into) =>
          `if_not_exists(${of(into)}, ${into.value({ N })}) + ${b(into)}`,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(listOperand, listOperand).map(
      ([a, b]): Printer =>
        (into) =>
          `list_append(${a(into)}, ${b(into)})`,
    ),
  },
);

interface Change {
  clause: 'SET' | 'REMOVE' | 'ADD' | 'DELETE';
  operand: Printer;
}
const change = (
  clause: Change['clause'],
  operand: fc.Arbitrary<Printer>,
  join: string,
): fc.Arbitrary<Change> => operand.map((print) => ({ clause, operand: (into) => join + print(into) }));
const setOperand = rarely(set, value).map(
  (given): Printer =>
    (into) =>
      into.value(given),
);
const changeOf = (target: string): fc.Arbitrary<Change> => {
  const toSet = target === 't';
  return fc.oneof(
    { weight: toSet ? 1 : 6, arbitrary: change('SET', setValue, ' = ') },
    { weight: 4, arbitrary: change('REMOVE', fc.constant(constant('')), '') },
    { weight: toSet ? 4 : 1, arbitrary: change('ADD', toSet ? setOperand : numberOperand, ' ') },
    { weight: toSet ? 4 : 1, arbitrary: change('DELETE', setOperand, ' ') },
  );
};
const printUpdate =
  (paths: string[], changes: Change[]): Printer =>
  (into) =>
    (['SET', 'REMOVE', 'ADD', 'DELETE'] as const)
      .map((clause) => {
        const parts = paths.flatMap((to, i) =>
          changes[i]!.clause === clause ? [to + changes[i]!.operand(into)] : [],
        );
        return parts.length > 0 ? `${clause} ${parts.join(', ')}` : '';
      })
      .filter((text) => text !== '')
      .join(' ');
const anyUpdate: fc.Arbitrary<Printer> = rarely(
  targets,
  fc.array(fc.constantFrom('n', 'l', 'l[0]', 'm', 'm.x', 'v.x', 'v[0]'), { minLength: 2, maxLength: 3 }),
).chain((paths) => fc.tuple(...paths.map(changeOf)).map((changes) => printUpdate(paths, changes)));

const listUpdate: fc.Arbitrary<Printer> = fc
  .shuffledSubarray(['l[0]', 'l[1]', 'l[2]', 'l[3]', 'l[8]'], { minLength: 1, maxLength: 4 })
  .chain((paths) =>
    fc
      .tuple(
        ...paths.map(() =>
          fc.oneof(change('SET', literal, ' = '), change('REMOVE', fc.constant(constant('')), '')),
        ),
      )
      .map((changes) => printUpdate(paths, changes)),
  );
export const update: fc.Arbitrary<Printer> = fc.oneof(
  { weight: 5, arbitrary: anyUpdate },
  { weight: 2, arbitrary: listUpdate },
);

export const projection: fc.Arbitrary<Printer> = rarely(
  fc.tuple(targets, fc.subarray(['pk', 'sk', 'g'])).map(([paths, keys]) => [...paths, ...keys]),
  fc.array(fc.constantFrom('l', 'l[0]', 'm', 'm.x', 'pk'), { minLength: 2, maxLength: 3 }),
).map((parts) => constant(parts.join(', ')));
