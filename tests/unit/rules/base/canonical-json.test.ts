import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CanonicalJsonError,
  canonicalHash,
  canonicalJson,
} from '../../../../shared/rules/base/canonical-json.ts';

/** Rebuilds a value with the members of every object in the opposite order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reordered(member)]),
  );
}

const plain = fc.jsonValue({ stringUnit: 'grapheme' });

describe('canonical JSON (RFC 8785)', () => {
  it('writes the example of RFC 8785 §3.2.2', () => {
    const value: unknown = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        String.raw`"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    );
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts members by UTF-16 code units, as RFC 8785 §3.2.3', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(Object.keys(JSON.parse(text) as object)).toEqual([
      '1',
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\u{1f600}',
      '\ufb33',
    ]);
    expect(text.indexOf('\\r')).toBeLessThan(text.indexOf('"1"'));
  });

  it('reads back as the same value, and writes the same text again', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const text = canonicalJson(value);
        const back: unknown = JSON.parse(text);
        expect(canonicalJson(back)).toBe(text);
        // JSON has no minus zero.
        expect(back).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order in which members were set', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(canonicalJson(reordered(value))).toBe(canonicalJson(value));
        expect(canonicalHash(reordered(value))).toBe(canonicalHash(value));
      }),
    );
  });

  it('treats an undefined member as absent, because a store would', () => {
    expect(canonicalJson({ b: 1, a: undefined })).toBe('{"b":1}');
  });

  const circle: { self?: unknown } = {};
  circle.self = circle;
  it.each<[string, unknown, string]>([
    ['undefined', undefined, ''],
    ['undefined in an array', { a: [1, undefined] }, '/a/1'],
    ['a hole in an array', { a: new Array(1) }, '/a/0'],
    ['NaN', { 'a/b': Number.NaN }, '/a~1b'],
    ['infinity', [Number.POSITIVE_INFINITY], '/0'],
    ['a bigint', { n: 1n }, '/n'],
    ['a function', { f: () => 1 }, '/f'],
    ['a symbol', Symbol('x'), ''],
    ['a Date', { at: new Date(0) }, '/at'],
    ['a Map', new Map(), ''],
    ['a lone surrogate', ['\ud800'], '/0'],
    ['a lone surrogate as a name', { '\udc00': 1 }, '/\udc00'],
    ['a circle', circle, '/self'],
  ])('refuses %s and says where', (_name, value, path) => {
    try {
      canonicalJson(value);
      expect.unreachable('should have been refused');
    } catch (error) {
      expect(error).toBeInstanceOf(CanonicalJsonError);
      expect((error as CanonicalJsonError).path).toBe(path);
    }
  });

  it('takes the same object twice beside itself, which is no circle', () => {
    const shared = { a: 1 };
    expect(canonicalJson([shared, shared])).toBe('[{"a":1},{"a":1}]');
  });
});
