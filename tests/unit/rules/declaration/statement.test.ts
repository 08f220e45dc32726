import { describe, expect, test } from 'vitest';
import { checkStatement, statementLength } from '../../../../shared/rules/declaration/statement.ts';
import { plan } from './fixture.ts';

const check = (text: string, max: number = plan.statement.max) =>
  checkStatement(text, max, '/data/workStatement');

describe('R26: the work statement, at most 1000 字', () => {
  test.each([
    ['1000 characters', '字'.repeat(1000), []],
    ['1001 characters', '字'.repeat(1001), ['STATEMENT_TOO_LONG']],
    ['1000 and line breaks and spaces', `${'字 \n\t\u3000\u00a0\r\n'.repeat(1000)}\ufeff`, []],
    ['1000 with punctuation counted', '字，'.repeat(500), []],
    ['1001 with punctuation counted', `${'字，'.repeat(500)}。`, ['STATEMENT_TOO_LONG']],
    ['1000 characters outside the basic plane', '𠮷'.repeat(1000), []],
    ['1001 characters outside the basic plane', '𠮷'.repeat(1001), ['STATEMENT_TOO_LONG']],
    ['nothing', '', ['FIELD_REQUIRED']],
    ['white space only', ' \n\u3000', ['FIELD_REQUIRED']],
  ])('%s', (_, text, expected) => {
    expect(check(text).map((finding) => finding.code)).toEqual(expected);
  });

  test('Q7: 𠮷 counts one, and the refusal says how many are too many', () => {
    expect(statementLength('𠮷')).toBe(1);
    expect(check('字'.repeat(1003))).toMatchObject([
      { found: 1003, allowed: 1000, message: { zh: expect.stringContaining('请删减3字') } },
    ]);
    expect(check('字'.repeat(501), 500)).toMatchObject([{ found: 501, allowed: 500 }]);
  });
});
