/**
 * Texts as people type them, character by character (D14, D11): how each is cleaned before anything judges it, and how
 * two typings are compared. No schemas here: pages and rules load it first.
 */

/** Nothing is seen of it: white space, zero-width characters, fillers and the empty Braille cell. */
const BLANK =
  '\\p{White_Space}\\u00ad\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200d\\u2060-\\u2064\\u2800\\u3164\\ufeff\\uffa0';
const A_BLANK = new RegExp(`[${BLANK}]`, 'u');
const BLANKS = new RegExp(`[${BLANK}\\ufe00-\\ufe0f]+`, 'gu');
const VISIBLE =
  /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\p{M}\u2800]/u;
/** Control and format characters, halves of surrogate pairs, and what Unicode will never give out. */
const UNWANTED = /[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
const CONTROL_BLANKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/**
 * Private-use characters of GB 18030-2000 and -2005, which registers still hold, in the order of their code points, with
 * what GB 18030-2022 and Unicode call them now: vertical punctuation from U+E78D, Latin and ideographic description from
 * U+E7C7 and U+E7E7, radicals and ideographs from U+E815.
 */
const OLD_REGISTERS: readonly (readonly [number, string])[] = [
  [0xe78d, '\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19'],
  [0xe7c7, '\u1e3f\u01f9'],
  [0xe7e7, '\u303e\u2ff0\u2ff1\u2ff2\u2ff3\u2ff4\u2ff5\u2ff6\u2ff7\u2ff8\u2ff9\u2ffa\u2ffb'],
  [
    0xe815,
    '⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋\u9fb4㖞㘚㘎⺌⺗㥮㤘\u9fb5㧏㧟㩳㧐\u9fb6\u9fb7㭎㱮㳠⺧𡗗\u9fb8⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌\u9fb9' +
      '䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶\u9fba𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮\u9fbb',
  ],
];
const renewed = new Map(
  OLD_REGISTERS.flatMap(([first, now]) =>
    [...now].map((one, i): [string, string] => [String.fromCodePoint(first + i), one]),
  ),
);
const inUnicode = (text: string): string =>
  text.replace(/[\ue78d-\ue864]/g, (one) => renewed.get(one) ?? one);

/** Where a text begins and ends without the blanks around it. No pattern, which would try every run of blanks in it. */
function core(text: string): { start: number; end: number } {
  let start = 0;
  let end = text.length;
  while (start < end && A_BLANK.test(text.charAt(start))) start += 1;
  while (end > start && A_BLANK.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}

function withoutOuterBlanks(text: string): string {
  const { start, end } = core(text);
  return text.slice(start, end);
}

/** Is there anything to see? */
export const isVisible = (text: string): boolean => VISIBLE.test(text);

/** A personal name, character for character: no normal form, which would rewrite legal characters such as U+F92C. */
export const cleanName = (text: string): string =>
  withoutOuterBlanks(inUnicode(text).replace(CONTROL_BLANKS, ' ').replace(UNWANTED, ''));

/** Text of one line. */
export const cleanLine = (text: string): string => withoutOuterBlanks(cleanName(text).normalize('NFC'));

/** Text of many lines; characters that do not belong in it stay, to be told: `unwantedIn`. */
export const cleanProse = (text: string): string =>
  withoutOuterBlanks(inUnicode(text).replace(LINE_ENDS, '\n').replaceAll('\t', ' ').normalize('NFC'));

/** A character that does not belong in a text, and where it stands; line and column count from 1. */
export interface Unwanted {
  readonly kind: 'NUL' | 'CONTROL' | 'SURROGATE' | 'DIRECTION' | 'ZERO_WIDTH' | 'FORMAT' | 'NONCHARACTER';
  /** `U+202E` */
  readonly character: string;
  readonly line: number;
  readonly column: number;
}

const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const ZERO_WIDTH = /[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]/;

function kindOf(character: string): Unwanted['kind'] {
  if (character === '\0') return 'NUL';
  if (/\p{Cs}/u.test(character)) return 'SURROGATE';
  if (DIRECTION.test(character)) return 'DIRECTION';
  if (ZERO_WIDTH.test(character)) return 'ZERO_WIDTH';
  if (/\p{Cf}/u.test(character)) return 'FORMAT';
  return /\p{Cc}/u.test(character) ? 'CONTROL' : 'NONCHARACTER';
}

/**
 * Where characters stand that do not belong in a text as it was typed, the first few of them.
 *
 * @param prose of many lines, whose line ends, tabs and outer blanks are no fault
 */
export function unwantedIn(typed: string, prose: boolean): Unwanted[] {
  const text = prose ? typed.replace(LINE_ENDS, '\n').replaceAll('\t', ' ') : typed;
  const { start, end } = prose ? core(text) : { start: 0, end: text.length };
  const found: Unwanted[] = [];
  let [at, line, column] = [0, 1, 0];
  for (const character of text) {
    column += 1;
    if (prose && character === '\n') [line, column] = [line + 1, 0];
    else if (at >= start && at < end && character.search(UNWANTED) === 0)
      found.push({ kind: kindOf(character), character: codeOf(character), line, column });
    if (found.length === MOST_TOLD) break;
    at += character.length;
  }
  return found;
}

/** Prose without what does not belong in it: line ends, tabs and everything that can be seen stay. */
export const withoutUnwanted = (text: string): string =>
  text
    .replace(LINE_ENDS, '\n')
    .replaceAll('\t', ' ')
    .replace(UNWANTED, (one) => (one === '\n' ? one : ''));

const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const MOST_TOLD = 10;

/** Full-width forms made plain, and everything that cannot be seen taken out. */
const plainForm = (text: string): string => text.normalize('NFKC').replace(UNWANTED, '').replace(BLANKS, '');

/**
 * How every identifier is read (D11): full-width forms to plain ones, every dash a hyphen, all white space, control,
 * zero-width and direction characters out, upper case.
 */
export function normaliseIdentifier(input: string): string {
  const plain = (text: string) => plainForm(text).replace(/[\p{Pd}\u2212]/gu, '-');
  return plain(plain(input).toUpperCase());
}

/** Mainland mobile numbers as they are kept (§10.3): however grouped, without the country's code. */
export const normaliseMobile = (input: string): string =>
  normaliseIdentifier(input)
    .replace(/[-().]/g, '')
    .replace(/^(?:\+86|0086)*(?:86(?=1\d{10}$))?/, '');

/** Addresses of e-mail: full-width forms to plain ones, everything invisible out; letters keep their case. */
export const normaliseEmail = (input: string): string => plainForm(plainForm(input));

const MIDDLE_DOT = /[·•・‧⋅∙.]/gu;

/**
 * What two typings of a name have in common: compatibility forms folded, blanks and invisible characters gone, one kind
 * of middle dot, letters of one case. 买买提·艾力 is written with six different dots.
 */
export function foldName(text: string): string {
  const plain = (one: string) => plainForm(one).replace(MIDDLE_DOT, '·');
  return plain(plain(inUnicode(text)).toUpperCase());
}
