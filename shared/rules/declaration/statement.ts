import type { Finding } from '../../contracts/finding.ts';

/** 限1000字以内 (R26), the limit included. */
export const STATEMENT_MAX = 1000;

const WHITE_SPACE = /[\p{White_Space}\ufeff]/u;

/** Number of 字 (Q7): Unicode code points, white space left out, punctuation counted; 𠮷 is one. */
export function statementLength(text: string): number {
  let count = 0;
  for (const character of text) {
    if (!WHITE_SPACE.test(character)) count++;
  }
  return count;
}

/** What is wrong with the work statement 本人述职 (R26): too long, or nothing in it (R25). */
export function checkStatement(
  text: string,
  max: number = STATEMENT_MAX,
  field = 'workStatement',
): Finding[] {
  const found = statementLength(text);
  if (found === 0) {
    const message = { zh: '请填写本人述职', en: 'Please write the work statement' };
    return [{ code: 'FIELD_REQUIRED', rule: 'R25', field, message, severity: 'error' }];
  }
  if (found <= max) return [];
  const message = {
    zh: `本人述职共${found}字，限${max}字以内，请删减${found - max}字（空格和换行不计）`,
    en: `The work statement has ${found} characters, ${max} allowed: please take out ${found - max} (spaces and line breaks do not count)`,
  };
  return [
    { code: 'STATEMENT_TOO_LONG', rule: 'R26', field, found, allowed: max, message, severity: 'error' },
  ];
}
