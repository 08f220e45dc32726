import { ByteReader } from './byte-reader.ts';
import { S3Error } from './errors.ts';

/** A multipart/form-data upload (RFC 7578) up to its file; the file is read from `content` by whoever wants it. */
export interface UploadForm {
  /** Lower-case names; text as sent, UTF-8. The file is not among them. */
  fields: Map<string, string>;
  /** Throws MalformedPOSTRequest when the closing boundary never comes. */
  content: AsyncGenerator<Buffer>;
}

/** S3's limit on everything before the file. */
const MAX_FIELD_BYTES = 20 * 1024;
const MAX_HEADER_LINE = 2048;

/**
 * Fields after the file are not read, as on S3.
 * @throws S3Error PreconditionFailed, MalformedPOSTRequest, MaxPostPreDataLengthExceeded, InvalidArgument
 */
export async function readForm(source: AsyncIterator<Buffer>, contentType: string): Promise<UploadForm> {
  const [, quoted, bare] =
    /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (!boundary) {
    throw new S3Error('PreconditionFailed', undefined, {
      Condition: 'Bucket POST must be of the enclosure-type multipart/form-data',
    });
  }
  const reader = new ByteReader(source);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const fields = new Map<string, string>();
  if ((await reader.line(MAX_HEADER_LINE)) !== `--${boundary}`) throw new S3Error('MalformedPOSTRequest');
  for (let budget = MAX_FIELD_BYTES; ; ) {
    const part = await readPartHead(reader);
    budget -= part.bytes;
    if (part.name === 'file') return { fields, content: fileContent(reader, delimiter) };
    const value = await readValue(reader, delimiter, budget);
    budget -= value.length;
    if (fields.has(part.name)) {
      throw new S3Error('InvalidArgument', 'A field of the form was given more than once.', {
        ArgumentName: part.name,
      });
    }
    fields.set(part.name, value.toString('utf8'));
    // After a delimiter comes an empty rest of line, or `--` at the end of the form.
    const rest = await reader.line(MAX_HEADER_LINE);
    if (rest === '--' || rest === undefined) {
      throw new S3Error('InvalidArgument', 'POST requires exactly one file upload per request.', {
        ArgumentName: 'file',
        ArgumentValue: 0,
      });
    }
    if (rest !== '') throw new S3Error('MalformedPOSTRequest');
  }
}

async function readPartHead(reader: ByteReader): Promise<{ name: string; bytes: number }> {
  let name: string | undefined;
  let bytes = 0;
  for (;;) {
    const line = await reader.line(MAX_HEADER_LINE);
    if (line === undefined) throw new S3Error('MalformedPOSTRequest');
    if (line === '') break;
    bytes += line.length;
    if (bytes > MAX_HEADER_LINE) throw new S3Error('MalformedPOSTRequest');
    if (!/^content-disposition\s*:/i.test(line)) continue;
    name = /[;\s]name="([^"]*)"/i.exec(line)?.[1] ?? /[;\s]name=([^\s;"]+)/i.exec(line)?.[1];
  }
  if (!name) throw new S3Error('MalformedPOSTRequest');
  return { name: name.toLowerCase(), bytes };
}

async function readValue(reader: ByteReader, delimiter: Buffer, budget: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const parts = reader.until(delimiter);
  for (;;) {
    const next = await parts.next();
    if (next.done) {
      if (!next.value) throw new S3Error('MalformedPOSTRequest');
      return Buffer.concat(chunks);
    }
    size += next.value.length;
    if (size > budget) throw new S3Error('MaxPostPreDataLengthExceeded');
    chunks.push(Buffer.from(next.value));
  }
}

async function* fileContent(reader: ByteReader, delimiter: Buffer): AsyncGenerator<Buffer> {
  if (!(yield* reader.until(delimiter))) throw new S3Error('MalformedPOSTRequest');
}
