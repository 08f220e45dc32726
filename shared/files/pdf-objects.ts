import { inflateBounded } from './inflate.ts';
import { isWhite, type LexBudget, lexPdf, type PdfDict } from './pdf-lexer.ts';

/** What the objects of a PDF hold, object streams included. */
export interface PdfObjects {
  /** Every name anywhere outside stream data. */
  readonly names: ReadonlySet<string>;
  readonly encrypted: boolean;
  readonly catalog: boolean;
  /** Page objects; the versions of one page in incremental updates count once. */
  readonly pages: number;
  /** An object stream that is damaged, in an unusual coding, or larger than the bound: its contents are unknown. */
  readonly opaque: boolean;
  /** The lexer's budget ran out. */
  readonly exhausted: boolean;
  /** Extents of the streams met, for scanners: dictionary and first byte of the data. */
  readonly streams: readonly PdfStream[];
}

export interface PdfStream {
  readonly dict: PdfDict | undefined;
  readonly start: number;
}

/** Bounds: all object streams together, inflated; and how often the file may be read over. */
const MAX_INFLATED = 16 * 1024 * 1024;
const LEX_FACTOR = 4;

/**
 * Reads every object of a PDF by looking for the keyword `obj` in the whole file, as a repairing viewer would:
 * an object that a cross-reference table hides inside a stream or a gap is found as well.
 * Bounded in memory and time, never throws.
 */
export async function readPdfObjects(bytes: Uint8Array): Promise<PdfObjects> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const budget: LexBudget = { left: bytes.length * LEX_FACTOR + 1_000_000 };
  const found = { names: new Set<string>(), pages: new Set<string>(), encrypted: false, catalog: false };
  const streams: PdfStream[] = [];
  const take = (dict: PdfDict | undefined, id: string): void => {
    const type = dict?.entries.get('Type')?.[0];
    if (type === '/Page') found.pages.add(id);
    if (type === '/Catalog') found.catalog = true;
  };
  for (let at = file.indexOf('obj'); at >= 0 && budget.left > 0; at = file.indexOf('obj', at + 3)) {
    if (!beginsObject(file, at)) continue;
    const run = lexPdf(file, at + 3, file.length, budget);
    for (const name of run.names) found.names.add(name);
    const dict = run.dicts[0];
    take(dict, objectNumber(file, at));
    if (dict?.entries.get('Type')?.[0] === '/XRef' && dict.entries.has('Encrypt')) found.encrypted = true;
    if (run.stop?.keyword === 'stream') streams.push({ dict, start: streamStart(file, run.stop.end) });
  }
  for (let at = file.indexOf('trailer'); at >= 0 && budget.left > 0; at = file.indexOf('trailer', at + 7)) {
    const dict = lexPdf(file, at + 7, file.length, budget).dicts[0];
    if (dict?.entries.has('Encrypt')) found.encrypted = true;
  }
  let opaque = false;
  let room = MAX_INFLATED;
  for (const stream of found.encrypted ? [] : streams) {
    // Readers take a stream for an object stream by these two keys, whatever its Type says.
    if (!stream.dict?.entries.has('First') || !stream.dict.entries.has('N')) continue;
    const data = await decodeObjectStream(file, stream, room);
    if (!data) {
      opaque = true;
      break;
    }
    room -= data.length;
    budget.left += data.length;
    const run = lexPdf(data, 0, data.length, budget, false);
    for (const name of run.names) found.names.add(name);
    const numbers = objectNumbers(data, stream.dict);
    for (const dict of run.dicts) take(dict, numbers.get(dict.start) ?? `${stream.start}+${dict.start}`);
  }
  return {
    names: found.names,
    encrypted: found.encrypted,
    catalog: found.catalog,
    pages: found.pages.size,
    opaque,
    exhausted: budget.left <= 0,
    streams,
  };
}

/**
 * Whether `obj` at this offset can follow an object number: digits, white space, digits before it, or a line end
 * where a comment may stand between them. Three chance bytes in compressed data do not pass.
 */
function beginsObject(file: Buffer, objAt: number): boolean {
  const generation = skipBack(file, objAt, isWhite);
  if (generation.newline) return true;
  const space = skipBack(file, generation.at, isDigit);
  const number = skipBack(file, space.at, isWhite);
  return (
    space.at < generation.at && (number.newline || (number.at < space.at && isDigit(file[number.at - 1])))
  );
}

function skipBack(
  file: Buffer,
  from: number,
  skip: (byte: number | undefined) => boolean,
): { at: number; newline: boolean } {
  let at = from;
  let newline = false;
  while (at > 0 && skip(file[at - 1])) {
    at--;
    newline ||= file[at] === 10 || file[at] === 13;
  }
  return { at, newline };
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

/** The number before `g obj`, or the offset when there is none. */
function objectNumber(file: Buffer, objAt: number): string {
  const before = file.toString('latin1', Math.max(0, objAt - 24), objAt);
  return /(\d+)\s+\d+\s*$/.exec(before)?.[1] ?? `@${objAt}`;
}

/** Data begin after CR LF, LF, or (tolerated) CR (ISO 32000-1 §7.3.8.1). */
function streamStart(file: Buffer, at: number): number {
  let i = at;
  while (file[i] === 32) i++;
  if (file[i] === 13) return file[i + 1] === 10 ? i + 2 : i + 1;
  return file[i] === 10 ? i + 1 : at;
}

/** Names of the filters of a stream in order; undefined when they are given by reference. */
export function filtersOf(dict: PdfDict | undefined): string[] | undefined {
  const value = dict?.entries.get('Filter') ?? [];
  if (value.includes('R')) return undefined;
  return value.filter((token) => token.startsWith('/')).map((token) => token.slice(1));
}

async function decodeObjectStream(
  file: Buffer,
  stream: PdfStream,
  room: number,
): Promise<Uint8Array | undefined> {
  const filters = filtersOf(stream.dict);
  const parms = stream.dict?.entries.get('DecodeParms') ?? [];
  if (!filters || parms.includes('/Predictor') || parms.includes('R')) return undefined;
  const stop = file.indexOf('endstream', stream.start);
  // A deflate stream ends itself, so it is read past any `endstream` that was planted in it.
  const firstIsFlate = filters[0] === 'FlateDecode' || filters[0] === 'Fl';
  let data: Uint8Array = file.subarray(stream.start, firstIsFlate || stop < 0 ? file.length : stop);
  for (const filter of filters) {
    if (filter === 'FlateDecode' || filter === 'Fl') {
      const inflated = await inflateBounded(data, 'zlib', room, false);
      if (!inflated.complete) return undefined;
      data = inflated.data;
    } else if (filter === 'ASCIIHexDecode' || filter === 'AHx') {
      data = fromHex(data);
    } else if (filter === 'ASCII85Decode' || filter === 'A85') {
      data = fromAscii85(data, room);
    } else return undefined;
  }
  return data.length > room ? undefined : data;
}

/** Offset → object number, from the pairs at the head of an object stream (ISO 32000-1 §7.5.7). */
function objectNumbers(data: Uint8Array, dict: PdfDict): Map<number, string> {
  const first = Number(dict.entries.get('First')?.[0]);
  const numbers = new Map<number, string>();
  if (!Number.isInteger(first) || first < 0 || first > data.length) return numbers;
  const head = Buffer.from(data.buffer, data.byteOffset, first).toString('latin1').trim().split(/\s+/);
  for (let i = 0; i + 1 < head.length; i += 2) numbers.set(first + Number(head[i + 1]), head[i]!);
  return numbers;
}

function fromHex(data: Uint8Array): Uint8Array {
  const text = Buffer.from(data)
    .toString('latin1')
    .split('>')[0]!
    .replace(/[^0-9A-Fa-f]/g, '');
  return Buffer.from(text.length % 2 ? `${text}0` : text, 'hex');
}

/** ASCII base-85 (ISO 32000-1 §7.4.3): `z` is four zero bytes, a short last group gives one byte less than its digits. */
function fromAscii85(data: Uint8Array, max: number): Uint8Array {
  const out = new Uint8Array(Math.min(max + 1, data.length * 4));
  let size = 0;
  let digits = 0;
  let value = 0;
  const emit = (count: number): void => {
    for (let i = 0; i < count && size < out.length; i++)
      out[size++] = Math.floor(value / 256 ** (3 - i)) & 255;
    digits = 0;
    value = 0;
  };
  for (const byte of data) {
    if (size >= out.length) break;
    if (byte === 0x7a && digits === 0) emit(4);
    else if (byte >= 0x21 && byte <= 0x75) {
      value = value * 85 + (byte - 0x21);
      if (++digits === 5) emit(4);
    } else if (!isWhite(byte)) break;
  }
  if (digits > 1) {
    const count = digits - 1;
    while (digits < 5) {
      value = value * 85 + 84;
      digits++;
    }
    emit(count);
  }
  return out.subarray(0, size);
}
