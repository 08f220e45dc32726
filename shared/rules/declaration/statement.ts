import type { Finding } from '../../contracts/finding.ts';
import { find as findField } from '../base/findings.ts';
import { find } from './findings.ts';

const UNSEEN = /[\p{White_Space}\p{Default_Ignorable_Code_Point}]/u;

/**
 * Number of 字 (Q7): Unicode code points, punctuation counted, 𠮷 one; white space and what has no width and no ink of its
 * own left out.
 */
export function statementLength(text: string): number {
  let count = 0;
  for (const character of text) {
    if (!UNSEEN.test(character)) count++;
  }
  return count;
}

/**
 * What is wrong with the work statement 本人述职 (R26): too long, or nothing in it (R25).
 * @param max the plan's, included
 */
export function checkStatement(text: string, max: number, field: string): Finding[] {
  const found = statementLength(text);
  if (found === 0) {
    const what = { zh: '“本人述职”', en: '“the work statement”' };
    return [findField('FIELD_REQUIRED', { field, words: { what } })];
  }
  const over = found - max;
  return over <= 0 ? [] : [find('STATEMENT_TOO_LONG', { field, found, allowed: max, words: { over } })];
}
