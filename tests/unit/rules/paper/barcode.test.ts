import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../../shared/rules/base/sha256.ts';
import { decodeBarcode, encodeBarcode } from '../../../../shared/rules/paper/paper.ts';

const applicationNo = 'HZ-CONSTR-ENG-2020-330106-0000017';
const formHash = sha256Hex('content');
const code = (copy: 1 | 2, version = 3, hash = formHash, no = applicationNo) =>
  encodeBarcode({ applicationNo: no, version, hashPrefix: hash.slice(0, 16), copy });

describe('barcode text', () => {
  it('C16: as printed', () => {
    expect(code(1)).toBe(`ZP1|${applicationNo}|v3|${formHash.slice(0, 16)}|1`);
  });

  it('C16: reads back what was printed', () => {
    const no = fc.string({ unit: fc.constantFrom(...'ABCXYZ019-'), minLength: 1, maxLength: 64 });
    const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 });
    const copy = fc.constantFrom(1 as const, 2 as const);
    fc.assert(
      fc.property(
        no,
        fc.integer({ min: 1, max: 9999 }),
        hex,
        copy,
        (applicationNumber, version, hashPrefix, which) => {
          const one = { applicationNo: applicationNumber, version, hashPrefix, copy: which };
          expect(decodeBarcode(encodeBarcode(one))).toEqual(one);
          expect(decodeBarcode(` ${encodeBarcode(one)}\r\n`)).toEqual(one);
        },
      ),
    );
  });

  it.each([
    '',
    'ZP1',
    'ZP2|A|v1|0123456789abcdef|1',
    'ZP1|A|1|0123456789abcdef|1',
    'ZP1|A|v0|0123456789abcdef|1',
    'ZP1|A|v01|0123456789abcdef|1',
    'ZP1|A|v1|0123456789ABCDEG|1',
    'ZP1|A|v1|0123456789abcde|1',
    'ZP1|A|v1|0123456789abcdef|5',
    'ZP1|A|B|v1|0123456789abcdef|1',
    'ZP1||v1|0123456789abcdef|1',
  ])('C16: %j is not a barcode of ours', (text) => {
    expect(decodeBarcode(text)).toBeUndefined();
  });

  it('D11: read in full width, in another case, with marks of direction', () => {
    const printed = code(2);
    const wide = [...printed].map((one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join('');
    for (const typed of [wide, printed.toUpperCase(), `\u202d${printed}\u202c`, printed.replaceAll('-', '—')])
      expect(decodeBarcode(typed)).toEqual(decodeBarcode(printed));
  });

  it('C16: what the format cannot hold is not printed', () => {
    const good = { applicationNo, version: 1, hashPrefix: '0123456789abcdef', copy: 1 as const };
    expect(() => encodeBarcode({ ...good, applicationNo: 'A|B' })).toThrow(RangeError);
    expect(() => encodeBarcode({ ...good, version: 0 })).toThrow(RangeError);
    expect(() => encodeBarcode({ ...good, hashPrefix: formHash })).toThrow(RangeError);
  });
});
