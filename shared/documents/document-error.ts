/** Where in the input a document cannot be printed, and which characters stand in the way. */
export interface MissingGlyphs {
  /** Path in the input, e.g. `person.name` or `achievements.2.title`. */
  field: string;
  /** Distinct characters in order of appearance. */
  characters: string[];
}

export type DocumentErrorCode =
  /** The input does not have the shape of shared/contracts/documents.ts; `fields` names the places. */
  | 'DOCUMENT_INPUT_INVALID'
  /** The fonts lack a character: printing it would leave a box. `missing` names field and character. */
  | 'DOCUMENT_GLYPH_MISSING'
  /** A picture is not what it says it is, or cannot be decoded. */
  | 'DOCUMENT_IMAGE_INVALID'
  /** A font or template is not in the folder that the caller named. */
  | 'DOCUMENT_ASSET_MISSING'
  /** The template did not compile: a fault of ours, never of the data. */
  | 'DOCUMENT_COMPILE_FAILED';

/** The one error that this folder throws. Its message is for logs and holds no personal data. */
export class DocumentError extends Error {
  readonly code: DocumentErrorCode;
  readonly missing: MissingGlyphs[];
  readonly fields: string[];

  constructor(
    code: DocumentErrorCode,
    message: string,
    details: { missing?: MissingGlyphs[]; fields?: string[]; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'DocumentError';
    this.code = code;
    this.missing = details.missing ?? [];
    this.fields = details.fields ?? [];
  }
}
