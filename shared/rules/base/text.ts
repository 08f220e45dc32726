import type { Unwanted } from '../../contracts/characters.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import type { TextIssue } from '../../contracts/text.ts';
import { find } from './findings.ts';

/** What a schema has against a text, in words: the field, the character and its place (D14). */
export function textFinding(issue: TextIssue, field: string): Finding {
  if (issue.text === 'TEXT_BLANK') return find('TEXT_BLANK', { field });
  const { kind, character, line, column } = issue;
  const place = {
    zh: `第 ${line} 行第 ${column} 个字符`,
    en: `Character ${column} of line ${line}`,
  };
  return find('TEXT_CHARACTER', { field, found: character, words: { place, name: names[kind] } });
}

const names: Readonly<Record<Unwanted['kind'], Bilingual>> = {
  NUL: { zh: '空字符', en: 'the null character' },
  CONTROL: { zh: '控制字符', en: 'a control character' },
  SURROGATE: { zh: '残缺的字符', en: 'half a character' },
  DIRECTION: { zh: '书写方向控制符', en: 'a mark of writing direction' },
  ZERO_WIDTH: { zh: '零宽字符', en: 'a zero-width character' },
  FORMAT: { zh: '格式控制符', en: 'a format character' },
  NONCHARACTER: { zh: '非字符', en: 'no character' },
};
