import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addYears } from '../../shared/rules/calendar/local-date.ts';
import { seniorityAt } from '../../shared/rules/declaration/seniority.ts';
import { checkStatement, statementLength } from '../../shared/rules/declaration/statement.ts';
import { formatScore } from '../../shared/rules/plan/scoring.ts';

const space = fc.constantFrom(
  ' ',
  '\n',
  '\t',
  '\r\n',
  '\u3000',
  '\u00a0',
  '\u2003',
  '\u0085',
  '\u2028',
  '\ufeff',
);
const word = fc.string({
  unit: fc.constantFrom('工', '程', '，', '。', 'a', '1', '𠮷', '😀'),
  maxLength: 40,
});

describe('R26 Q7', () => {
  test('white space anywhere changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, space)), (pieces) => {
        const plain = pieces.map(([text]) => text).join('');
        const spaced = pieces.map(([text, gap]) => gap + text + gap).join('');
        expect(statementLength(spaced)).toBe(statementLength(plain));
        expect(statementLength(plain)).toBe([...plain].length);
      }),
    );
  });

  test('lengths add up, and the limit is where it is said', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 80 }), (a, b, max) => {
        const length = statementLength(a) + statementLength(b);
        expect(statementLength(a + b)).toBe(length);
        expect(checkStatement(a + b, max, '/data/workStatement')).toHaveLength(
          length === 0 || length > max ? 1 : 0,
        );
      }),
    );
  });
});

describe('R49 Q8', () => {
  const day = fc.integer({ min: 0, max: 7000 }).map((n) => addDays('2000-01-01', n));
  const period = fc
    .tuple(day, fc.integer({ min: 0, max: 3000 }))
    .map(([from, n]) => ({ from, to: addDays(from, n) }));

  test('a later cut-off or a further period never takes seniority away', () => {
    fc.assert(
      fc.property(
        fc.array(period, { minLength: 1, maxLength: 5 }),
        day,
        fc.integer({ min: 0, max: 900 }),
        period,
        (periods, cutoff, more, extra) => {
          if (!seniorityAt(periods, cutoff, 4).enough) return;
          expect(seniorityAt(periods, addDays(cutoff, more), 4).enough).toBe(true);
          expect(seniorityAt([...periods, extra], cutoff, 4).enough).toBe(true);
        },
      ),
    );
  });

  test('one period that lasts is enough exactly from its anniversary on', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: 1, max: 10 }),
        (from, offset, years) => {
          const anniversary = addYears(from, years);
          const cutoff = addDays(anniversary, offset);
          expect(seniorityAt([{ from }], cutoff, years).enough).toBe(offset >= 0);
        },
      ),
    );
  });

  test('cutting a period in two that touch changes nothing', () => {
    fc.assert(
      fc.property(period, fc.nat(), day, (whole, at, cutoff) => {
        const cut = addDays(whole.from, at % 3000);
        if (cut > whole.to) return;
        const halves = [
          { from: addDays(cut, 1), to: whole.to },
          { from: whole.from, to: cut },
        ].filter((p) => p.from <= p.to);
        expect(seniorityAt(halves, cutoff, 4)).toEqual(seniorityAt([whole], cutoff, 4));
      }),
    );
  });
});

describe('R32', () => {
  test('a score is read as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (score) => {
        expect(Math.round(Number(formatScore(score)) * 100)).toBe(score);
      }),
    );
  });
});
