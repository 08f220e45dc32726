import { countInflated, inflateBounded } from './inflate.ts';
import { isWhite, type PdfDict } from './pdf-lexer.ts';

/** A stream of a PDF: its dictionary, which object it is, and where its data begin. */
export interface PdfStream {
  readonly dict: PdfDict | undefined;
  readonly object: number;
  readonly generation: number;
  readonly start: number;
}

/** Names of the filters of a stream in order; undefined when they are given by reference. */
export function filtersOf(dict: PdfDict | undefined): string[] | undefined {
  const value = dict?.entries.get('Filter') ?? [];
  if (value.includes('R')) return undefined;
  return value
    .filter((token) => token.startsWith('/'))
    .map((token) => shortNames[token.slice(1)] ?? token.slice(1));
}

const shortNames: Readonly<Record<string, string>> = {
  Fl: 'FlateDecode',
  AHx: 'ASCIIHexDecode',
  A85: 'ASCII85Decode',
  LZW: 'LZWDecode',
  RL: 'RunLengthDecode',
};

/** Data begin after CR LF, LF, or (tolerated) CR (ISO 32000-1 §7.3.8.1). */
export function streamStart(file: Buffer, at: number): number {
  let i = at;
  while (file[i] === 32) i++;
  if (file[i] === 13) return file[i + 1] === 10 ? i + 2 : i + 1;
  return file[i] === 10 ? i + 1 : at;
}

/** Where streams end. Asked in the order of the file, each byte is searched once, however streams lie in each other. */
export class StreamEnds {
  private readonly file: Buffer;
  private from = 0;
  private stop = -1;

  constructor(file: Buffer) {
    this.file = file;
  }

  /** The data of a stream as they lie in the file: by its length where `endstream` follows there, else up to that word. */
  rawData({ dict, start }: PdfStream): Buffer {
    const length = lengthOf(dict) ?? -1;
    const behind = this.file.toString('latin1', start + length, start + length + 12);
    if (length >= 0 && /^\s{0,2}endstream/.test(behind)) return this.file.subarray(start, start + length);
    if (start < this.from || start > this.stop) {
      const found = this.file.indexOf('endstream', start);
      [this.from, this.stop] = [start, found < 0 ? this.file.length : found];
    }
    return this.file.subarray(start, this.stop);
  }
}

/** Given directly; one that is given by reference is not looked up. */
function lengthOf(dict: PdfDict | undefined): number | undefined {
  const [first = '', , reference] = dict?.entries.get('Length') ?? [];
  return /^\d{1,9}$/.test(first) && reference !== 'R' ? Number(first) : undefined;
}

/** Whether decoding gives more than it takes, so that a few bytes may become very many. */
const expands = (filter: string): boolean =>
  filter === 'FlateDecode' || filter === 'LZWDecode' || filter === 'RunLengthDecode';

/**
 * How many bytes a stream unpacks to, without keeping them; more than `room` when that is known. Codings of pictures end the
 * count: their size stands in their dictionary. A first deflate stream ends itself, so it is read past any `endstream` in it.
 * @param data from the beginning of the stream, to the end of the file or of its own data
 */
export async function unpackedSize(
  filters: readonly string[],
  data: Uint8Array,
  room: number,
): Promise<number> {
  let current = data;
  for (const [i, filter] of filters.entries()) {
    if (filter === 'ASCIIHexDecode') current = fromHex(current);
    else if (filter === 'ASCII85Decode') current = fromAscii85(current, room);
    else if (!expands(filter)) return 0;
    else if (filters.slice(i + 1).some(expands)) {
      // Packed twice: what comes out of the first is kept, so it is bounded closely.
      if (filter !== 'FlateDecode') return room + 1;
      const first = await inflateBounded(current, 'zlib', Math.min(room, MAX_KEPT));
      if (first.exceeded) return room + 1;
      current = first.data;
    } else if (filter === 'FlateDecode') return countInflated(current, room);
    else return filter === 'LZWDecode' ? lzwSize(current, room) : runLengthSize(current, room);
  }
  return 0;
}

const MAX_KEPT = 16 * 1024 * 1024;

/** Length of what LZW codes stand for (ISO 32000-1 §7.4.4): lengths of the table's entries are enough. */
function lzwSize(data: Uint8Array, room: number): number {
  const lengths = new Uint16Array(4096);
  let [next, width, held, bits, size, before] = [258, 9, 0, 0, 0, 0];
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === 257 || code > next) return size;
    if (code === 256) [next, width, before] = [258, 9, 0];
    else {
      const length = code < 256 ? 1 : code < next ? lengths[code]! : before + 1;
      if (before > 0 && next < 4096) lengths[next++] = before + 1;
      if (next >= (1 << width) - 1 && width < 12) width++;
      before = length;
      size += length;
      if (size > room) return size;
    }
  }
  return size;
}

/** ISO 32000-1 §7.4.5: a length byte, then that many bytes or one to repeat; 128 ends the data. */
function runLengthSize(data: Uint8Array, room: number): number {
  let size = 0;
  for (let at = 0; at < data.length && data[at] !== 128 && size <= room; ) {
    const length = data[at]!;
    size += length < 128 ? length + 1 : 257 - length;
    at += length < 128 ? length + 2 : 2;
  }
  return size;
}

/** Unpacks an object stream; undefined when it is damaged, in an unusual coding, or larger than `room`. */
export async function decodeObjectStream(
  dict: PdfDict | undefined,
  source: Uint8Array,
  room: number,
): Promise<Uint8Array | undefined> {
  const filters = filtersOf(dict);
  const parms = dict?.entries.get('DecodeParms') ?? [];
  if (!filters || parms.includes('/Predictor') || parms.includes('R')) return undefined;
  let data = source;
  for (const filter of filters) {
    if (filter === 'FlateDecode') {
      const inflated = await inflateBounded(data, 'zlib', room, false);
      if (!inflated.complete) return undefined;
      data = inflated.data;
    } else if (filter === 'ASCIIHexDecode') data = fromHex(data);
    else if (filter === 'ASCII85Decode') data = fromAscii85(data, room);
    else if (filter !== 'Crypt') return undefined;
  }
  return data.length > room ? undefined : data;
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
