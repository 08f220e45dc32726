/**
 * DynamoDB numbers: exact decimals of up to 38 significant digits, magnitude 1E-130 to 9.99…E+125
 * (Amazon DynamoDB Developer Guide, "Supported data types"). On the wire they are strings.
 */
export interface Decimal {
  negative: boolean;
  /** Significant digits without leading or trailing zeros; empty for zero. */
  digits: string;
  /** Power of ten of the first digit: 150 is 15 at exponent 2. */
  exponent: number;
}

export type NumberFault = 'syntax' | 'overflow' | 'underflow' | 'precision';

const MAX_EXPONENT = 125;
const MIN_EXPONENT = -130;
const MAX_DIGITS = 38;

const SYNTAX = /^([+-]?)(?:(\d+)\.?(\d*)|\.(\d+))(?:[eE]([+-]?\d{1,6}))?$/;
const PLAIN_INTEGER = /^(?:0|-?[1-9]\d{0,17})$/;

/** Parses any spelling that the service accepts, or undefined. The range is not checked. */
function parseDecimal(text: string): Decimal | undefined {
  const match = SYNTAX.exec(text);
  if (!match) return undefined;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? match[4] ?? '';
  return decimal(match[1] === '-', whole + fraction, whole.length - 1 + Number(match[5] ?? 0));
}

/** `digits` may have zeros at both ends; `exponent` belongs to its first digit. */
function decimal(negative: boolean, digits: string, exponent: number): Decimal {
  let start = 0;
  while (start < digits.length && digits.charCodeAt(start) === 48) start++;
  let end = digits.length;
  while (end > start && digits.charCodeAt(end - 1) === 48) end--;
  if (start === end) return { negative: false, digits: '', exponent: 0 };
  return { negative, digits: digits.slice(start, end), exponent: exponent - start };
}

/** What, if anything, makes the number unstorable. */
export function decimalFault(value: Decimal): Exclude<NumberFault, 'syntax'> | undefined {
  if (value.digits === '') return undefined;
  if (value.exponent > MAX_EXPONENT) return 'overflow';
  if (value.exponent < MIN_EXPONENT) return 'underflow';
  return value.digits.length > MAX_DIGITS ? 'precision' : undefined;
}

/** Plain notation without an exponent, as the service answers: 1E2 is 100, 0.10 is 0.1, -0 is 0. */
export function formatDecimal({ negative, digits, exponent }: Decimal): string {
  if (digits === '') return '0';
  const sign = negative ? '-' : '';
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return sign + digits + '0'.repeat(exponent + 1 - digits.length);
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

/** The canonical spelling, or what is wrong with the number. */
export function normaliseNumber(text: string): { ok: string } | { fault: NumberFault } {
  if (PLAIN_INTEGER.test(text)) return { ok: text };
  const value = parseDecimal(text);
  if (!value) return { fault: 'syntax' };
  const fault = decimalFault(value);
  return fault ? { fault } : { ok: formatDecimal(value) };
}

/** Parses a number already known to be well formed. */
function known(text: string): Decimal {
  const value = parseDecimal(text);
  if (!value) throw new RangeError(`not a decimal number: ${text}`);
  return value;
}

/** a + b, or a − b when `subtract`; the sum is exact, its range unchecked. */
export function addDecimals(a: string, b: string, subtract: boolean): Decimal {
  const left = known(a);
  const right = known(b);
  const lowest = Math.min(left.exponent - left.digits.length, right.exponent - right.digits.length) + 1;
  const scaled = (value: Decimal) => {
    if (value.digits === '') return 0n;
    const magnitude = BigInt(value.digits + '0'.repeat(value.exponent - value.digits.length + 1 - lowest));
    return value.negative ? -magnitude : magnitude;
  };
  const sum = subtract ? scaled(left) - scaled(right) : scaled(left) + scaled(right);
  const digits = String(sum < 0n ? -sum : sum);
  return decimal(sum < 0n, digits, digits.length - 1 + lowest);
}

/** Negative, zero or positive, as a sorts before, with or after b. */
export function compareNumbers(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length <= 15 && b.length <= 15) {
    // Up to 15 significant digits a double orders exactly.
    return Number(a) - Number(b);
  }
  return Buffer.compare(encodeNumber(a), encodeNumber(b));
}

/**
 * Bytes whose memcmp order is the numeric order, so that a SQLite BLOB index sorts numeric keys.
 * First byte: sign class. Then exponent + 130 (one byte), then two digits a byte; negative numbers complement
 * both and end in 0xff, so that the longer of two common-prefix magnitudes sorts first.
 */
export function encodeNumber(text: string): Buffer {
  const { negative, digits, exponent } = known(text);
  if (digits === '') return Buffer.from([0x80]);
  const pairs = (digits.length + 1) >> 1;
  const out = Buffer.alloc(2 + pairs + (negative ? 1 : 0), 0xff);
  out[0] = negative ? 0x40 : 0xc0;
  out[1] = negative ? 255 - (exponent - MIN_EXPONENT) : exponent - MIN_EXPONENT;
  for (let i = 0; i < pairs; i++) {
    const high = digits.charCodeAt(2 * i) - 48;
    const low = 2 * i + 1 < digits.length ? digits.charCodeAt(2 * i + 1) - 48 : 0;
    const pair = high * 10 + low + 1;
    out[2 + i] = negative ? 0xff - pair : pair;
  }
  return out;
}

/** Bytes that the service counts for a number: about one for two significant digits, and one more. */
export function numberSize(text: string): number {
  const { negative, digits, exponent } = known(text);
  if (digits === '') return 1;
  const aligned = digits.length % 2 === 1 || Math.abs(exponent) % 2 === 1 ? 0 : 1;
  return 1 + Math.ceil(digits.length / 2) + aligned + (negative ? 1 : 0);
}
