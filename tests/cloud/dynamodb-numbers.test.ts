import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDecimals,
  compareNumbers,
  encodeNumber,
  formatDecimal,
  normaliseNumber,
} from '../../local/cloud/dynamodb/numbers.ts';

/** A number as an integer multiple of 1E-170: exact for everything that DynamoDB can hold. */
const SCALE = 170;
const scaled = (mantissa: bigint, exponent: number) => mantissa * 10n ** BigInt(exponent + SCALE);

/** Up to 38 digits at any exponent in range, spelled in several ways, with its exact value. */
const number = fc
  .record({
    mantissa: fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }),
    digits: fc.integer({ min: 1, max: 38 }),
    place: fc.integer({ min: -130, max: 125 }),
    form: fc.constantFrom('plain', 'exponent', 'zeros'),
  })
  .map(({ mantissa, digits, place, form }) => {
    const cut = mantissa / 10n ** BigInt(38 - digits);
    const length = String(cut < 0n ? -cut : cut).length;
    const exponent = place - (length - 1);
    const exact = scaled(cut, exponent);
    const spelled = `${cut}${form === 'zeros' ? '.000' : ''}E${exponent}`;
    const result = normaliseNumber(spelled);
    return { exact, spelled, plain: 'ok' in result ? result.ok : undefined };
  });

const exactOf = (plain: string): bigint => {
  const [whole = '', fraction = ''] = plain.split('.');
  return BigInt(whole + fraction.padEnd(SCALE, '0'));
};
const sign = (value: number | bigint) => (value < 0 ? -1 : value > 0 ? 1 : 0);

test('a number in range is stored in plain notation, without loss', () => {
  fc.assert(
    fc.property(number, ({ exact, plain }) => {
      expect(plain).toMatch(/^(0|-?(0|[1-9]\d*)(\.\d*[1-9])?)$/);
      expect(exactOf(plain!)).toBe(exact);
    }),
  );
});

test('encoded keys sort as the numbers do', () => {
  fc.assert(
    fc.property(number, number, (a, b) => {
      const expected = sign(a.exact - b.exact);
      expect(sign(Buffer.compare(encodeNumber(a.plain!), encodeNumber(b.plain!)))).toBe(expected);
      expect(sign(compareNumbers(a.plain!, b.plain!))).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

test('sums and differences are exact', () => {
  fc.assert(
    fc.property(number, number, fc.boolean(), (a, b, subtract) => {
      const sum = formatDecimal(addDecimals(a.plain!, b.plain!, subtract));
      expect(exactOf(sum)).toBe(subtract ? a.exact - b.exact : a.exact + b.exact);
    }),
  );
});

test.each([
  ['1e126', 'overflow'],
  ['1e-131', 'underflow'],
  ['1'.repeat(39), 'precision'],
  ['0x10', 'syntax'],
  [' 1', 'syntax'],
  ['', 'syntax'],
  ['NaN', 'syntax'],
])('%s is refused: %s', (text, fault) => {
  expect(normaliseNumber(text)).toEqual({ fault });
});
