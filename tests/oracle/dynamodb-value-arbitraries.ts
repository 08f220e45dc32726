import fc from 'fast-check';
import type { AttributeValue, Item } from '../../local/cloud/dynamodb/types.ts';

/** Random attribute values. */

const NUMBER_TEXTS = [
  '0',
  '1',
  '-1',
  '2',
  '10',
  '-10',
  '0.5',
  '-0.05',
  '1.50',
  '1e3',
  '9e125',
  '-9e125',
  '1e-130',
  '123456789012345678901234567890.12345678',
  '-99999999999999999999999999999999999999',
];
/** Few values often, so that equal ones meet; odd ones now and then. */
export const numberText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('0', '1', '2', '1.0') },
  { weight: 2, arbitrary: fc.constantFrom(...NUMBER_TEXTS) },
  { weight: 1, arbitrary: fc.integer({ min: -20, max: 20 }).map(String) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: -40, max: 40 }))
      .map(([m, e]) => `${m}E${e}`),
  },
);
export const shortText = fc.oneof(
  fc.constantFrom('a', 'ab'),
  fc.constantFrom('a', 'b', 'ab', 'abc', '', '中文', '\u{20000}', '\uffee', 'B', 'a.b', '1'),
);
export const bytes = fc.uint8Array({ maxLength: 4 }).map((array) => Buffer.from(array).toString('base64'));

const normal = (text: string) => String(Number(text));
const scalar: fc.Arbitrary<AttributeValue> = fc.oneof(
  { weight: 3, arbitrary: shortText.map((S) => ({ S })) },
  { weight: 3, arbitrary: numberText.map((N) => ({ N })) },
  { weight: 1, arbitrary: bytes.map((B) => ({ B })) },
  { weight: 1, arbitrary: fc.boolean().map((BOOL) => ({ BOOL })) },
  { weight: 1, arbitrary: fc.constant({ NULL: true }) },
);
export const set: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.uniqueArray(shortText, { minLength: 1, maxLength: 4 }).map((SS) => ({ SS })),
  fc.uniqueArray(numberText, { minLength: 1, maxLength: 4, selector: normal }).map((NS) => ({ NS })),
  fc.uniqueArray(bytes, { minLength: 1, maxLength: 3 }).map((BS) => ({ BS })),
);
const names = fc.constantFrom('x', 'y');
export const value: fc.Arbitrary<AttributeValue> = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: scalar },
    { weight: 2, arbitrary: set },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })) },
    {
      weight: 2,
      arbitrary: fc
        .dictionary(names, tie('value'), { maxKeys: 2, noNullPrototype: true })
        .map((M) => ({ M })),
    },
  ),
})).value;

export const chosen = (chance: number) =>
  fc.integer({ min: 1, max: 100 }).map((percent) => percent <= chance);
export const rarely = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 19, arbitrary: usual }, { weight: 1, arbitrary: odd });

export const list = fc.array(value, { maxLength: 5, size: 'max' }).map((L): AttributeValue => ({ L }));
const map = fc
  .dictionary(names, value, { maxKeys: 2, noNullPrototype: true })
  .map((M): AttributeValue => ({ M }));

export const attributes: fc.Arbitrary<Item> = fc
  .record(
    {
      n: rarely(
        numberText.map((N): AttributeValue => ({ N })),
        value,
      ),
      s: shortText.map((S): AttributeValue => ({ S })),
      l: rarely(list, value),
      m: rarely(map, value),
      t: rarely(set, value),
      v: value,
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .map((item) => item as Item);
