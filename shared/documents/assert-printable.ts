import { unprintableIn } from '../rules/base/printable.ts';
import { DocumentError, type MissingGlyphs } from './document-error.ts';

/** Throws DOCUMENT_GLYPH_MISSING naming every field of `input` (strings at any depth) that cannot be printed (D15). */
export function assertPrintable(input: unknown): void {
  const missing: MissingGlyphs[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'string') {
      const characters = [...new Set(unprintableIn(value).map((place) => place.character))];
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
