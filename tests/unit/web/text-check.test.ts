import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { line, personName, prose } from '../../../shared/contracts/text.ts';
import { unprintableIn } from '../../../shared/rules/base/printable.ts';
import { checkPrinted } from '../../../shared/rules/base/printed.ts';
import { statementLength } from '../../../shared/rules/declaration/statement.ts';
import { judgeText, type TextKind } from '../../../web/kit/text-check.ts';
import { nastyText } from '../../fixtures/nasty.ts';

const schemas = { line: line(0, 10_000), name: personName(0), prose: prose(0, 10_000) } as const;

describe('D14, D15: a text is judged while it is typed as the API will judge it', () => {
  const vectors: [string, TextKind, string, string][] = [
    ['\uf0d8 负责施工', 'prose', 'TEXT_UNPRINTABLE', '• 负责施工'],
    ['✔ 负责施工👍', 'prose', 'TEXT_UNPRINTABLE', '✔ 负责施工👍'],
    ['验收✅', 'line', 'TEXT_UNPRINTABLE', '验收✔'],
    ['负责\u202e施工', 'prose', 'TEXT_CHARACTER', '负责施工'],
    ['负责\u200b施工\t', 'prose', 'TEXT_CHARACTER', '负责施工 '],
    ['负责\u202e施工', 'line', '', '负责\u202e施工'],
    [' CO₂ 10ⁿ ⌀800 ', 'prose', '', ' CO₂ 10ⁿ ⌀800 '],
    ['王\ue863', 'name', '', '王\ue863'],
    ['一\n'.repeat(101), 'prose', 'TEXT_LINES', '一\n'.repeat(101)],
  ];
  test.each(vectors)('D15: %j as %s: %s', (typed, kind, code, better) => {
    const verdict = judgeText(typed, kind, true);
    expect(verdict.findings.map((one) => one.code).join()).toBe(code);
    expect(verdict.better).toBe(better);
  });

  test('D15: the place is told, and what may stand there', () => {
    const [one] = judgeText('负责\uf0d8施工', 'prose', true).findings;
    expect(one?.message.zh).toContain('U+F0D8（第 3 字，可改为“•”）');
  });

  test('D15: what is not printed may hold what cannot be, but not what may not stay', () => {
    expect(judgeText('同意👍', 'prose', false).findings).toEqual([]);
    expect(judgeText('同意\0', 'prose', false).findings.map((one) => one.code)).toEqual(['TEXT_CHARACTER']);
  });

  test.each(['line', 'name', 'prose'] as const)(
    'D14: %s: never another verdict than the schema’s',
    (kind) => {
      fc.assert(
        fc.property(nastyText(60), (typed) => {
          const read = z.safeParse(schemas[kind], typed);
          const judged = judgeText(typed, kind, true);
          if (read.success) {
            const kept = checkPrinted({ text: read.data }, ['/text']).map((one) => one.code);
            expect(judged.findings.map((one) => one.code)).toEqual(kept);
          } else if (read.error.issues.some((one) => one.code === 'custom')) {
            expect(judged.findings.map((one) => one.code)).toContain('TEXT_CHARACTER');
          }
          // What is offered is no worse, and taking the offer twice changes nothing more.
          const next = judgeText(judged.better, kind, true);
          expect(next.findings.filter((one) => one.code === 'TEXT_CHARACTER')).toEqual([]);
          expect(unprintableIn(next.better).length).toBeLessThanOrEqual(unprintableIn(typed).length);
        }),
        { numRuns: 1500 },
      );
    },
  );

  test('R26, D14: the count is of what will be kept', () => {
    expect(statementLength('\u200b'.repeat(50))).toBe(0);
    expect(statementLength(`字\u200d字${' '.repeat(6000)}`)).toBe(2);
  });
});
