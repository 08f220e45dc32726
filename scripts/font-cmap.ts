import { open } from 'node:fs/promises';

/**
 * Which characters a font can draw: the `cmap` table of an OpenType file (ISO/IEC 14496-22 §5.2.1), formats 4 and 12.
 * Only the table directory and the table itself are read, some 20 KB of a 15 MB file.
 */

/** Inclusive ranges of code points that have a glyph, ascending. */
export type Coverage = readonly (readonly [first: number, last: number])[];

/** Reads the coverage of the font at `path`. Throws when it is absent or not a usable font. */
export async function readCoverage(path: string): Promise<Coverage> {
  try {
    return parseCmap(await readTable(path, 'cmap'));
  } catch (cause) {
    throw new Error(`font cannot be read: ${path}`, { cause });
  }
}

/** Whether `codePoint` has a glyph (binary search). */
export function covers(coverage: Coverage, codePoint: number): boolean {
  let low = 0;
  let high = coverage.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = coverage[middle]!;
    if (codePoint < first) high = middle - 1;
    else if (codePoint > last) low = middle + 1;
    else return true;
  }
  return false;
}

async function readTable(path: string, tag: string): Promise<DataView> {
  const file = await open(path, 'r');
  try {
    const read = async (position: number, length: number): Promise<DataView> => {
      const buffer = new Uint8Array(length);
      const { bytesRead } = await file.read(buffer, 0, length, position);
      if (bytesRead !== length) throw new RangeError('the file ends inside a table');
      return new DataView(buffer.buffer);
    };
    const count = (await read(0, 12)).getUint16(4);
    const directory = await read(12, count * 16);
    for (let at = 0; at < count * 16; at += 16) {
      const name = String.fromCharCode(...[0, 1, 2, 3].map((i) => directory.getUint8(at + i)));
      if (name === tag) return await read(directory.getUint32(at + 8), directory.getUint32(at + 12));
    }
    throw new RangeError(`no ${tag} table`);
  } finally {
    await file.close();
  }
}

/** Parses a whole `cmap` table; format 12 (all planes) is preferred to format 4 (first plane only). */
export function parseCmap(table: DataView): Coverage {
  const subtables = new Map<number, number>();
  for (let i = 0; i < table.getUint16(2); i += 1) {
    const platform = table.getUint16(4 + i * 8);
    const offset = table.getUint32(8 + i * 8);
    if (platform === 0 || platform === 3) subtables.set(table.getUint16(offset), offset);
  }
  const full = subtables.get(12);
  if (full !== undefined) return merge(segmentsOfFormat12(table, full));
  const basic = subtables.get(4);
  if (basic !== undefined) return merge(segmentsOfFormat4(table, basic));
  throw new RangeError('no Unicode cmap of format 4 or 12');
}

function segmentsOfFormat12(table: DataView, offset: number): [number, number][] {
  const segments: [number, number][] = [];
  for (let i = 0; i < table.getUint32(offset + 12); i += 1) {
    const at = offset + 16 + i * 12;
    const first = table.getUint32(at);
    // Glyph 0 is the box itself: a group that starts there covers nothing with its first character.
    segments.push([table.getUint32(at + 8) === 0 ? first + 1 : first, table.getUint32(at + 4)]);
  }
  return segments;
}

function segmentsOfFormat4(table: DataView, offset: number): [number, number][] {
  const segments: [number, number][] = [];
  const double = table.getUint16(offset + 6);
  const ends = offset + 14;
  const starts = ends + double + 2;
  const deltas = starts + double;
  const ranges = deltas + double;
  for (let i = 0; i < double; i += 2) {
    const rangeOffset = table.getUint16(ranges + i);
    const start = table.getUint16(starts + i);
    for (let code = start; code <= Math.min(table.getUint16(ends + i), 0xfffe); code += 1) {
      const glyph = rangeOffset === 0 ? code : table.getUint16(ranges + i + rangeOffset + (code - start) * 2);
      const drawn = rangeOffset !== 0 && glyph === 0 ? 0 : (glyph + table.getUint16(deltas + i)) & 0xffff;
      if (drawn !== 0) segments.push([code, code]);
    }
  }
  return segments;
}

function merge(segments: [number, number][]): Coverage {
  const merged: [number, number][] = [];
  for (const [first, last] of segments.filter(([a, b]) => a <= b).sort((x, y) => x[0] - y[0])) {
    const previous = merged.at(-1);
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else merged.push([first, last]);
  }
  return merged;
}
