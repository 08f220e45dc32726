import { ActiveContent } from './pdf-active.ts';
import { openWithoutPassword, type PdfKey } from './pdf-crypt.ts';
import { isWhite, type LexBudget, lexPdf, type PdfDict } from './pdf-lexer.ts';
import {
  decodeObjectStream,
  filtersOf,
  type PdfStream,
  StreamEnds,
  streamStart,
  unpackedSize,
} from './pdf-streams.ts';
import { type PdfValue, readPdfValue } from './pdf-value.ts';

/** What the objects of a PDF hold, object streams included. */
export interface PdfObjects {
  /** What is active in it, in words. */
  readonly active: readonly string[];
  /** It does not open without a password. */
  readonly locked: boolean;
  readonly catalog: boolean;
  /** Page objects; the versions of one page in incremental updates count once. */
  readonly pages: number;
  /** An object stream that is damaged, in an unusual coding, or larger than the bound: its contents are unknown. */
  readonly opaque: boolean;
  /** The lexer's budget ran out, or there are more objects and streams than anybody writes. */
  readonly exhausted: boolean;
  /** Whether its streams unpack to more than `MAX_UNPACKED`, or a picture in it has more than `MAX_PICTURE` pixels. */
  readonly isBloated: () => Promise<boolean>;
  /** Length that a linearized file says it has; undefined for others. */
  readonly linearized: number | undefined;
  /** The streams met, for scanners; their data as a viewer sees them. */
  readonly streams: readonly PdfStream[];
  /** The data of a stream before its filters, up to the end of the file where only they know where they end. */
  readonly dataOf: (stream: PdfStream) => Uint8Array;
}

/** Bounds: all object streams together, unpacked; all streams together; pixels of one picture; how many streams and objects. */
const MAX_OBJECTS = 16 * 1024 * 1024;
export const MAX_UNPACKED = 320 * 1024 * 1024;
/** An object stream: packed at most, and what it counts for at least. */
const MAX_SOURCE = 4 * 1024 * 1024;
const LEAST = 4096;
const MAX_PICTURE = 500_000_000;
const MAX_STREAMS = 20_000;
const MAX_COUNT = 500_000;
const LEX_FACTOR = 4;

/**
 * Reads every object of a PDF by looking for the keyword `obj` in the whole file, as a repairing viewer would:
 * an object that a cross-reference table hides inside a stream or a gap is found as well.
 * Bounded in memory and time, never throws.
 */
export async function readPdfObjects(bytes: Uint8Array): Promise<PdfObjects> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reading = new Reading(file);
  reading.plainObjects();
  const key = reading.encrypt.found
    ? openWithoutPassword(reading.encryption(), reading.encrypt.id)
    : undefined;
  const locked = reading.encrypt.found && !key;
  if (!locked) await reading.objectStreams(key);
  return {
    active: reading.active.words(),
    locked,
    catalog: reading.catalog,
    pages: reading.pages.size,
    opaque: reading.opaque,
    exhausted: reading.exhausted(),
    isBloated: async () => reading.pictures > MAX_PICTURE || (!locked && (await reading.isBloated(key))),
    linearized: reading.linearized,
    streams: reading.streams,
    dataOf: (stream) => reading.data(stream, key),
  };
}

class Reading {
  readonly active = new ActiveContent();
  readonly pages = new Set<string>();
  readonly streams: PdfStream[] = [];
  readonly budget: LexBudget;
  readonly encrypt: { found: boolean; value: PdfValue | undefined; id: Buffer } = {
    found: false,
    value: undefined,
    id: Buffer.alloc(0),
  };
  catalog = false;
  opaque = false;
  pictures = 0;
  linearized: number | undefined;
  /** Bytes of streams that may still be looked at. */
  private copied: number;
  private count = 0;
  private readonly ends: StreamEnds;
  private readonly file: Buffer;

  constructor(file: Buffer) {
    this.file = file;
    this.ends = new StreamEnds(file);
    this.copied = file.length * 2 * LEX_FACTOR + 1_000_000;
    this.budget = { left: file.length * LEX_FACTOR + 1_000_000 };
  }

  plainObjects(): void {
    const { file, budget } = this;
    for (let at = file.indexOf('obj'); at >= 0 && budget.left > 0; at = file.indexOf('obj', at + 3)) {
      if (!beginsObject(file, at)) continue;
      if (++this.count > MAX_COUNT) return;
      const [number, generation] = objectNumber(file, at);
      const run = lexPdf(
        file,
        at + 3,
        file.length,
        budget,
        this.active.visitor(() => number),
      );
      const dict = run.dicts[0];
      this.take(dict, number);
      if (dict?.entries.get('Type')?.[0] === '/XRef') this.trailer(dict);
      if (run.stop?.keyword !== 'stream') continue;
      if (this.streams.length >= MAX_STREAMS) return;
      const start = streamStart(file, run.stop.end);
      this.streams.push({ dict, object: Number(number) || 0, generation, start });
    }
    for (let at = file.indexOf('trailer'); at >= 0 && budget.left > 0; at = file.indexOf('trailer', at + 7)) {
      const dict = lexPdf(
        file,
        at + 7,
        file.length,
        budget,
        this.active.visitor(() => `@${at}`),
      ).dicts[0];
      if (dict) this.trailer(dict);
    }
  }

  exhausted(): boolean {
    const many = this.streams.length >= MAX_STREAMS || this.count > MAX_COUNT;
    return many || this.budget.left <= 0 || this.copied < 0;
  }

  private take(dict: PdfDict | undefined, number: string): void {
    const type = dict?.entries.get('Type')?.[0];
    if (type === '/Page') this.pages.add(number);
    if (type === '/Catalog') this.catalog = true;
    const whole = (key: string) => Number(dict?.entries.get(key)?.[0]);
    if (dict?.entries.has('Linearized')) this.linearized ??= whole('L');
    if (dict?.entries.get('Subtype')?.[0] === '/Image')
      this.pictures = Math.max(this.pictures, whole('Width') * whole('Height') || 0);
  }

  /** The dictionary of a trailer or a cross-reference stream may say that the file is encrypted, and how. */
  private trailer(dict: PdfDict): void {
    if (!dict.entries.has('Encrypt')) return;
    this.encrypt.found = true;
    const value = readPdfValue(this.file, dict.start);
    if (!(value instanceof Map)) return;
    this.encrypt.value = value.get('Encrypt') ?? this.encrypt.value;
    const id = value.get('ID');
    const first = Array.isArray(id) ? (id[0] as PdfValue | undefined) : undefined;
    if (first && typeof first === 'object' && 'bytes' in first) this.encrypt.id = first.bytes;
  }

  /** The encryption dictionary, looked up where it is given by reference. It is never in an object stream. */
  encryption(): PdfValue | undefined {
    const { value } = this.encrypt;
    if (!value || typeof value !== 'object' || !('ref' in value)) return value;
    const head = `${value.ref} ${value.generation} obj`;
    for (let at = this.file.lastIndexOf(head); at > 0; at = this.file.lastIndexOf(head, at - 1))
      if (!isDigit(this.file[at - 1])) return readPdfValue(this.file, at + head.length);
    return undefined;
  }

  async objectStreams(key: PdfKey | undefined): Promise<void> {
    let room = MAX_OBJECTS;
    for (const stream of this.streams) {
      // Readers take a stream for an object stream by these two keys, whatever its Type says.
      if (!stream.dict?.entries.has('First') || !stream.dict.entries.has('N')) continue;
      const source = this.data(stream, key).subarray(0, MAX_SOURCE);
      const data = await decodeObjectStream(stream.dict, source, room);
      if (!data || room <= 0) {
        this.opaque = true;
        return;
      }
      room -= Math.max(data.length, LEAST);
      this.budget.left += data.length;
      const numbers = objectNumbers(data, stream.dict);
      const numberAt = (start: number) => numbers.get(start) ?? `${stream.start}+${start}`;
      const text = Buffer.from(data.buffer, data.byteOffset, data.length);
      const run = lexPdf(text, 0, text.length, this.budget, this.active.visitor(numberAt), false);
      for (const dict of run.dicts) this.take(dict, numberAt(dict.start));
    }
  }

  data(stream: PdfStream, key: PdfKey | undefined): Uint8Array {
    const type = stream.dict?.entries.get('Type')?.[0];
    const filters = filtersOf(stream.dict);
    if (!key && filters?.[0] === 'FlateDecode') return this.file.subarray(stream.start);
    const raw = this.ends.rawData(stream);
    // Streams may lie in each other; together they are read a few times over, no more.
    this.copied -= raw.length;
    if (this.copied < 0) return new Uint8Array();
    if (key && type !== '/XRef') {
      const filter = filters?.includes('Crypt') ? cryptFilter(stream.dict) : undefined;
      return key.decrypt(raw, stream.object, stream.generation, filter) ?? new Uint8Array();
    }
    return raw;
  }

  async isBloated(key: PdfKey | undefined): Promise<boolean> {
    let room = MAX_UNPACKED;
    for (const stream of this.streams) {
      const filters = (filtersOf(stream.dict) ?? ['FlateDecode']).filter((name) => name !== 'Crypt');
      if (filters.length === 0) continue;
      room -= await unpackedSize(filters, this.data(stream, key), room);
      if (room < 0) return true;
    }
    return false;
  }
}

/** A stream's own crypt filter; without a name it is none (ISO 32000-1 table 14). */
function cryptFilter(dict: PdfDict | undefined): string {
  const parms = dict?.entries.get('DecodeParms') ?? [];
  const at = parms.indexOf('/Name');
  return at < 0 ? 'Identity' : (parms[at + 1] ?? '').slice(1);
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

/** The numbers before `obj`, or the offset when there are none. */
function objectNumber(file: Buffer, objAt: number): [number: string, generation: number] {
  const before = file.toString('latin1', Math.max(0, objAt - 24), objAt);
  const found = /(\d+)\s+(\d+)\s*$/.exec(before);
  return found ? [found[1]!, Number(found[2])] : [`@${objAt}`, 0];
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
