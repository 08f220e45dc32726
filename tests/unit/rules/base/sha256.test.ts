import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSha256Hex, sha256Bytes, sha256Hex, toHex } from '../../../../shared/rules/base/sha256.ts';

const reference = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');

describe('SHA-256 (FIPS 180-4)', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('digests the published example %j', (text, digest) => {
    expect(sha256Hex(text)).toBe(digest);
  });

  it('agrees with the runtime for every length around the block borders', () => {
    for (let length = 0; length <= 260; length += 1) {
      const data = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 0xff);
      expect(sha256Hex(data)).toBe(reference(data));
    }
  });

  it('agrees with the runtime for any bytes and any text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4096 }), fc.string({ unit: 'grapheme' }), (bytes, text) => {
        expect(sha256Hex(bytes)).toBe(reference(bytes));
        expect(sha256Hex(text)).toBe(reference(text));
      }),
    );
  });

  it('reads only its own window of a shared buffer, and does not change it', () => {
    const whole = Uint8Array.from({ length: 300 }, (_, i) => i & 0xff);
    const part = whole.subarray(7, 207);
    const before = [...whole];
    expect(sha256Hex(part)).toBe(reference(Uint8Array.from(part)));
    expect([...whole]).toEqual(before);
  });

  it('gives 32 bytes, and 64 lower-case digits that isSha256Hex knows', () => {
    expect(sha256Bytes('职称')).toHaveLength(32);
    expect(isSha256Hex(sha256Hex('职称'))).toBe(true);
    expect(isSha256Hex(sha256Hex('职称').toUpperCase())).toBe(false);
    expect(isSha256Hex('00')).toBe(false);
    expect(toHex(Uint8Array.of(0, 1, 254, 255))).toBe('0001feff');
  });
});
