import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../shared/rules/calendar/local-date.ts';
import {
  applicationNumber,
  creditCodeCheck,
  maskIdentifier,
  mod3736,
  normaliseIdentifier,
  readApplicationNumber,
  readCreditCode,
  readResidentId,
  residentIdCheck,
} from '../../shared/rules/people/identifiers.ts';

const today = '2026-11-24';
const USCC = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((d) => d.join(''));
const letters = (alphabet: string, length: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((l) => l.join(''));

const residentId = fc
  .tuple(
    fc.integer({ min: 1, max: 8 }),
    digits(5),
    fc.integer({ min: 0, max: 46_000 }),
    fc.integer({ min: 1, max: 999 }),
  )
  .map(([first, rest, born, sequence]) => {
    const body = `${first}${rest}${addDays('1900-01-01', born).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
    return body + residentIdCheck(body);
  });
const creditCode = fc
  .tuple(letters(USCC, 2), digits(6), letters(USCC, 9))
  .map(([kind, division, organisation]) => {
    const body = kind + division + organisation;
    return body + creditCodeCheck(body);
  });
const parts = fc.record({
  planCode: fc.tuple(letters('ABCDEFGHXYZ0129', 4), letters('ABCDEFGHXYZ0129', 3)).map((p) => p.join('-')),
  district: digits(6),
  serial: fc.integer({ min: 1, max: 999_999 }),
});

/** Another character from the alphabet at one place. */
const substituted = (text: string, place: number, choice: number, alphabet: string) => {
  const at = place % text.length;
  const others = [...alphabet].filter((letter) => letter !== text[at]);
  return text.slice(0, at) + others[choice % others.length] + text.slice(at + 1);
};

describe('L41: check characters', () => {
  test('GB 11643: every number made by the rule is accepted; any single wrong digit is not', () => {
    fc.assert(
      fc.property(residentId, fc.nat(), fc.nat(), (number, place, choice) => {
        expect(readResidentId(number, today).ok).toBe(true);
        const wrong = substituted(number, place, choice, place % 18 === 17 ? '0123456789X' : '0123456789');
        expect(readResidentId(wrong, today).ok).toBe(false);
      }),
    );
  });

  test('GB 32100: any single wrong character is found', () => {
    fc.assert(
      fc.property(creditCode, fc.nat(), fc.nat(), (code, place, choice) => {
        expect(readCreditCode(code).ok).toBe(true);
        expect(readCreditCode(substituted(code, place, choice, USCC)).ok).toBe(false);
      }),
    );
  });

  test('§10.4: numbers go there and back; any single wrong letter or digit is found', () => {
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    fc.assert(
      fc.property(parts, fc.nat(), fc.nat(), (given, place, choice) => {
        const number = applicationNumber(given);
        expect(readApplicationNumber(number)).toEqual({ ok: true, value: given, advice: [] });
        const at = place % number.length;
        if (number[at] !== '-')
          expect(readApplicationNumber(substituted(number, at, choice, alphabet)).ok).toBe(false);
      }),
    );
  });

  test('ISO 7064: a text with its check character leaves remainder 1', () => {
    fc.assert(
      fc.property(letters('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', 12), (text) => {
        let rest = 36;
        for (const letter of text) rest = (((rest + Number.parseInt(letter, 36)) % 36 || 36) * 2) % 37;
        expect((rest + Number.parseInt(mod3736(text), 36)) % 36).toBe(1);
      }),
    );
  });
});

describe('D11, V2', () => {
  test('normalising twice is normalising once, and no reader throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const once = normaliseIdentifier(text);
        expect(normaliseIdentifier(once)).toBe(once);
        for (const read of [readCreditCode, readApplicationNumber])
          expect(typeof read(text).ok).toBe('boolean');
        expect(typeof readResidentId(text, today).ok).toBe('boolean');
      }),
    );
  });

  test('a mask keeps the length and at most four characters', () => {
    fc.assert(
      fc.property(letters('0123456789X', 18), (value) => {
        const masked = maskIdentifier(value);
        expect(masked).toHaveLength(18);
        expect(masked.replaceAll('*', '')).toBe(value.slice(-4));
      }),
    );
  });
});
