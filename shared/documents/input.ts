import * as z from 'zod/mini';
import { DocumentError } from './document-error.ts';

/** The parsed input, or DOCUMENT_INPUT_INVALID naming every field at once, without its content. */
export function checked<T extends z.ZodMiniType>(schema: T, input: unknown): z.output<T> {
  const parsed = z.safeParse(schema, input);
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.map(String).join('.')))];
  throw new DocumentError('DOCUMENT_INPUT_INVALID', `not printable as given: ${fields.join(', ')}`, {
    fields,
  });
}
