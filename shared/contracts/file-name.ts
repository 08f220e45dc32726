import { cleanLine } from './characters.ts';
import type { FileKind } from './file-verdict.ts';

/**
 * Names of files. What a person's file is called is kept cleaned, for remarks about it; whoever gets the file gets it under
 * a name of ours, with the ending of what it was judged to be, never with the one that it came with.
 */

/** Characters of a name, its ending included: with three bytes each it stays below the 255 bytes of file systems. */
const MOST = 80;
/** More is never looked at. */
const MOST_GIVEN = 1024;
/** An ending: a dot, and a few letters and digits that are not a number. */
const ENDING = /\.(?=[a-z\d]*[a-z])[a-z\d]{1,8}$/i;
/** Names that Windows keeps for devices, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A name without its folder, and without what a file system, a header or an eye may take for something else: control,
 * direction and other invisible characters, halves of surrogate pairs, separators, dots and blanks at either end. Empty when
 * nothing is left. Never refuses; cleaning twice changes nothing.
 */
export function cleanFileName(given: string): string {
  const name = cleanLine(given.slice(-MOST_GIVEN)).split(/[/\\]/).at(-1) ?? '';
  const plain = trimmed(name.replace(/[<>:"|?*]/g, '_').replace(/\s+/g, ' '));
  const safe = DEVICE.test(plain) ? `_${plain}` : plain;
  const ending = ENDING.exec(safe)?.[0] ?? '';
  return `${cut(safe.slice(0, safe.length - ending.length), MOST - ending.length)}${ending}`;
}

const cut = (text: string, most: number): string => trimmed([...text].slice(0, most).join(''));

/** Without dots and blanks of any kind at either end, in whatever order they stand. */
function trimmed(text: string): string {
  const line = cleanLine(text);
  let [start, end] = [0, line.length];
  while (line.charAt(start) === '.') start += 1;
  while (end > start && line.charAt(end - 1) === '.') end -= 1;
  return start === 0 && end === line.length ? line : trimmed(line.slice(start, end));
}

const endings: Readonly<Record<FileKind, string>> = { PDF: '.pdf', JPEG: '.jpg', PNG: '.png', OTHER: '' };

/**
 * The name under which a file is shown and served.
 * @param kind what it was judged to be; undefined or OTHER leaves it without an ending
 */
export function servedName(given: string, kind: FileKind | undefined): string {
  const ending = endings[kind ?? 'OTHER'];
  let base = cleanFileName(given);
  // Without a verdict no ending is true, whichever comes to light below the last one.
  do base = trimmed(base.replace(ENDING, ''));
  while (ENDING.test(base) && (ending === '' || base.toLowerCase().endsWith(ending)));
  return `${cut(base, MOST - ending.length) || '文件'}${ending}`;
}
