import type { Finding } from '../../contracts/finding.ts';
import { coverage } from './coverage.ts';
import { find } from './findings.ts';

/**
 * Which text can be printed (D15): asked where it is typed, by pages and API, and once more before a document is set.
 * The table `coverage.ts` is made from the very fonts that print.
 */

/** Invisible characters that pasted text carries along; they are dropped in print and change nothing to be seen. */
const ignorable = /\u00AD|\u200B|\u200C|\u200D|\u2060|\uFEFF|\uFE0E|\uFE0F/g;

/** Every mandatory break of UAX #14: CR LF, CR, vertical tab, form feed, NEL, and the two separators. */
const lineBreak = /\r\n|[\p{Zl}\p{Zp}\r\v\f]|\u0085/gu;

/**
 * The text as it is printed: without the ignorable characters, with `\n` as its only line break and spaces for tabs.
 * The characters themselves are never normalized: 﨑 and 崎 are different names.
 */
export function printable(text: string): string {
  return text.replace(ignorable, '').replace(lineBreak, '\n').replaceAll('\t', ' ');
}

/** Ascending starts of stretches that are covered and not covered, in turn. */
let bounds: Uint32Array | undefined;

/** Gaps and lengths in turn, in base 36. */
function boundsOf(): Uint32Array {
  let at = 0;
  bounds ??= Uint32Array.from(coverage.split(' '), (step) => {
    at += Number.parseInt(step, 36);
    return at;
  });
  return bounds;
}

function isCovered(codePoint: number): boolean {
  const starts = boundsOf();
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= codePoint) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

const mark = /\p{M}/u;
/** What the font of the accents draws: a mark over another script's letter would come from another font, as a box. */
const accented = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

/** A character that cannot be printed: where it stands (1 is the first) and what may be written instead. */
export interface Unprintable {
  readonly character: string;
  readonly position: number;
  readonly instead?: string;
}

/** Every place in `text` that cannot be printed, in order; empty when all is well. Positions count characters. */
export function unprintableIn(text: string): Unprintable[] {
  const found: Unprintable[] = [];
  let base = '';
  let position = 0;
  for (const character of text) {
    position += 1;
    const shown = printable(character);
    const isMark = mark.test(shown);
    const draws =
      shown === '' ||
      shown === '\n' ||
      (isCovered(shown.codePointAt(0)!) && (!isMark || accented.test(base)));
    if (!isMark && shown !== '') base = shown;
    if (draws) continue;
    const instead = insteadOf(character);
    found.push({ character, position, ...(instead === undefined ? {} : { instead }) });
  }
  return found;
}

/** The symbols of Word's bullet fonts (Symbol, Wingdings), which it copies as private characters. */
const wordSymbols: Readonly<Record<string, string>> = {
  '\uf06f': '□',
  '\uf071': '□',
  '\uf0a8': '□',
  '\uf0fc': '✔',
  '\uf0fb': '✘',
  '\uf0fe': '☑',
  '\uf0fd': '☒',
  '\uf0e0': '→',
  '\uf0e8': '→',
  '\uf0df': '←',
  '\uf0de': '→',
  '\uf0b4': '×',
  '\uf0b0': '°',
  '\uf0b1': '±',
  '\uf0a3': '≤',
  '\uf0b3': '≥',
  '\uf044': 'Δ',
  '\uf06d': 'μ',
};

const lookalikes: Readonly<Record<string, string>> = {
  '✅': '✔',
  '❌': '✘',
  '❎': '☒',
  '⭐': '★',
  '🌟': '★',
  '➕': '+',
  '➖': '-',
  '➗': '÷',
  '🔺': '▲',
  '🔻': '▼',
  '🔴': '●',
  '🔵': '●',
  '⚫': '●',
  '⚪': '○',
  '👉': '→',
  '👈': '←',
  '❗': '！',
  '❓': '？',
  '㎝': 'cm',
};

function insteadOf(character: string): string | undefined {
  const code = character.codePointAt(0)!;
  const listed = wordSymbols[character] ?? lookalikes[character];
  if (listed !== undefined) return listed;
  // Symbol fonts live at U+F020–F0FF; what Word pastes from there is nearly always the bullet of a list.
  if (code >= 0xf020 && code <= 0xf0ff) return '•';
  if (/[\p{Cc}\p{Cf}\p{Variation_Selector}]/u.test(character)) return '';
  const plain = character.normalize('NFKC');
  return plain !== character && unprintableIn(plain).length === 0 ? plain : undefined;
}

/** The text with everything replaced for which something obvious can be written. */
export function withReplacements(text: string): string {
  const characters = [...text];
  for (const { position, instead } of unprintableIn(text))
    if (instead !== undefined) characters[position - 1] = instead;
  return characters.join('');
}

/** How many characters a finding names; a text of boxes would fill the page with itself. */
const named = 8;

const shown = (character: string): string => {
  const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  return /[\p{C}\p{M}\p{Z}]/u.test(character) ? code : `${character} ${code}`;
};

/** TEXT_UNPRINTABLE for a text at `field`, with characters, positions and replacements; none when it prints. */
export function checkPrintable(text: string | undefined, field: string): Finding[] {
  const places = text ? unprintableIn(text) : [];
  if (places.length === 0) return [];
  const listed = places.slice(0, named);
  const offer = (of: (instead: string) => string) => (p: Unprintable) =>
    p.instead === undefined ? '' : of(p.instead);
  const zh = offer((instead) => (instead === '' ? '，可删去' : `，可改为“${instead}”`));
  const en = offer((instead) => (instead === '' ? ', may be left out' : `, “${instead}” instead`));
  const more = places.length - listed.length;
  const what = {
    zh: `${listed.map((p) => `${shown(p.character)}（第 ${p.position} 字${zh(p)}）`).join('、')}${more ? ` 等 ${places.length} 处` : ''}`,
    en: `${listed.map((p) => `${shown(p.character)} (character ${p.position}${en(p)})`).join('; ')}${more ? ` and ${more} more` : ''}`,
  };
  return [find('TEXT_UNPRINTABLE', { field, found: places.length, words: { what } })];
}
