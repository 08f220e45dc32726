import { join } from 'node:path';
import { documentAssetFiles } from '../contracts/documents.ts';
import { type Coverage, covers, readCoverage } from './cmap.ts';
import { DocumentError, type MissingGlyphs } from './document-error.ts';

/** Weights in use, relative to the font folder, as the font package lays them out. */
export const fontWeights = documentAssetFiles.fonts.weights;

const coverages = new Map<string, Promise<Coverage[]>>();

function coverageOf(fontDirectory: string): Promise<Coverage[]> {
  const known = coverages.get(fontDirectory);
  if (known) return known;
  const reading = Promise.all(fontWeights.map((file) => readCoverage(join(fontDirectory, file))));
  coverages.set(fontDirectory, reading);
  // A folder that could not be read is not remembered: it may be there the next time.
  reading.catch(() => coverages.delete(fontDirectory));
  return reading;
}

/** Invisible characters that pasted text carries along; they are dropped in print and change nothing to be seen. */
const ignorable = /\u00AD|\u200B|\u200C|\u200D|\u2060|\uFEFF/g;

/** Every mandatory break of UAX #14: CR LF, CR, vertical tab, form feed, NEL, and the two separators. */
const lineBreak = /\r\n|[\p{Zl}\p{Zp}\r\v\f]|\u0085/gu;

/**
 * The text as it is printed: without the ignorable characters, with `\n` as its only line break and spaces for tabs.
 * The characters themselves are never normalized: 﨑 and 崎 are different names.
 */
export function printable(text: string): string {
  return text.replace(ignorable, '').replace(lineBreak, '\n').replaceAll('\t', ' ');
}

/**
 * Controls, direction overrides, private use, unassigned, lone surrogates, variation selectors: never printable as
 * such, whatever a font maps them to. A direction override could make a paper read other than its data.
 */
const neverPrintable = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Variation_Selector}]/u;

function lacking(text: string, coverage: readonly Coverage[]): string[] {
  const found = new Set<string>();
  for (const character of printable(text)) {
    if (character === '\n') continue;
    const codePoint = character.codePointAt(0)!;
    if (neverPrintable.test(character) || !coverage.every((c) => covers(c, codePoint))) found.add(character);
  }
  return [...found];
}

/**
 * The distinct characters of `text` that the embedded fonts cannot draw, in order of appearance; empty when all is
 * well. Ask before a document is issued: for a name, best when it is typed. `fontDirectory` holds the weights.
 * Throws DOCUMENT_ASSET_MISSING.
 * @later where text is typed
 */
export async function unsupportedCharacters(text: string, fontDirectory: string): Promise<string[]> {
  return lacking(text, await coverageOf(fontDirectory));
}

/** Throws DOCUMENT_GLYPH_MISSING naming every field of `input` (strings at any depth) that cannot be printed. */
export async function assertPrintable(input: unknown, fontDirectory: string): Promise<void> {
  const coverage = await coverageOf(fontDirectory);
  const missing: MissingGlyphs[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'string') {
      const characters = lacking(value, coverage);
      if (characters.length > 0) missing.push({ field: path, characters });
    } else if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value)) {
      for (const [key, inner] of Object.entries(value)) visit(inner, path === '' ? key : `${path}.${key}`);
    }
  };
  visit(input, '');
  if (missing.length > 0) {
    const fields = missing.map((m) => m.field);
    throw new DocumentError('DOCUMENT_GLYPH_MISSING', `no glyph for text in: ${fields.join(', ')}`, {
      missing,
      fields,
    });
  }
}
