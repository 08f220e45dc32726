import type { AttachmentRules, FileFacts } from '../contracts/file-verdict.ts';
import type { Bilingual, Finding } from '../contracts/finding.ts';
import type { JpegOddity } from '../contracts/photo.ts';
import { grouped, sizeOf } from '../rules/base/bytes.ts';
import type { RuleId } from '../rules/base/finding.ts';
import { MAX_DECODE_MEMORY, rowMemory } from '../rules/files/decode-bounds.ts';
import { find } from '../rules/files/findings.ts';
import { readJpegHeader } from '../rules/files/jpeg-header.ts';
import { costFaults, listJpegSegments } from '../rules/files/jpeg-segments.ts';
import { faultWords, joined, oddityWords } from '../rules/files/photo.ts';
import { decodeCopy } from './decode-copy.ts';
import { cleanJpeg } from './jpeg-clean.ts';
import { cleanPng, readPng } from './png.ts';

/** Longest side: a decoder keeps many rows at once, so very wide pictures would cost memory out of proportion. */
const MAX_SIDE = 20_000;

export interface ScanInspection {
  readonly findings: readonly Finding[];
  readonly facts: Pick<FileFacts, 'width' | 'height' | 'orientation' | 'colour'>;
  /** Same pixels without metadata and without what follows the picture; only when nothing stops the file. */
  readonly cleaned?: Uint8Array<ArrayBuffer>;
}

/** What the header says of a scan, JPEG or PNG alike. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
  readonly colour: 'RGB' | 'GREY' | 'CMYK';
  readonly end: number | undefined;
  readonly faults: readonly Bilingual[];
  readonly oddities: readonly JpegOddity[];
  readonly clean: () => Uint8Array<ArrayBuffer> | undefined;
}

/**
 * Judges a scanned page by content: JPEG or PNG that decodes to its end, within the plan's pixels.
 * All findings together; never throws; memory does not grow with the picture.
 * @param rule id quoted with the findings, after the purpose of the file.
 */
export async function inspectScan(
  bytes: Uint8Array,
  kind: 'JPEG' | 'PNG',
  rules: AttachmentRules,
  rule: RuleId,
): Promise<ScanInspection> {
  const picture = kind === 'JPEG' ? jpegPicture(bytes, rules.maxPixels) : pngPicture(bytes, rules.maxPixels);
  if (!picture) return { findings: [unreadable(rule, headless)], facts: {} };
  const findings: Finding[] = picture.faults.map((words) => unreadable(rule, words));
  const { width, height, orientation, colour } = picture;
  const pixels = width * height;
  if (pixels > rules.maxPixels || Math.max(width, height) > MAX_SIDE) {
    const allowed = rules.maxPixels;
    const words = { size: `${width}×${height}`, allowed: grouped(allowed), side: MAX_SIDE };
    findings.push(find('ATT_PIXELS_HIGH', { rule, found: pixels, allowed, words }));
  }
  let odd: readonly JpegOddity[] = picture.oddities;
  let copy = findings.length === 0 ? picture.clean() : undefined;
  if (copy) {
    const request = {
      width,
      height,
      maxPixels: rules.maxPixels,
      cmyk: colour === 'CMYK',
      alpha: kind === 'PNG',
    };
    const read = await decodeCopy(copy, request);
    copy = read.copy;
    if (!read.decoded.ok) findings.push(unreadable(rule, faultWords[read.decoded.fault]));
    if (read.stray) odd = [...new Set([...odd, 'STRAY_BYTES' as const])];
  }
  const cleaned = findings.length === 0 ? copy : undefined;
  const trailing = picture.end === undefined ? 0 : bytes.length - picture.end;
  if (cleaned && odd.length > 0) {
    const words = { what: joined(odd.map((one) => oddityWords[one])) };
    findings.push(find('ATT_ODDITY', { rule, found: odd.join(' '), words }));
  }
  if (trailing > 0) findings.push(trailingAdvice(bytes, bytes.length - trailing, rule));
  const [w, h] = orientation >= 5 ? [height, width] : [width, height];
  return { findings, facts: { width: w, height: h, orientation, colour }, ...(cleaned && { cleaned }) };
}

function jpegPicture(bytes: Uint8Array, maxPixels: number): Picture | undefined {
  const header = readJpegHeader(bytes);
  const jpeg = listJpegSegments(bytes);
  const { storedWidth: width, storedHeight: height, orientation, components } = header;
  if (!width || !height) return undefined;
  return {
    width,
    height,
    orientation,
    colour: components === 1 ? 'GREY' : components === 4 ? 'CMYK' : 'RGB',
    end: header.end,
    faults: [...header.faults, ...costFaults(jpeg, header, maxPixels)].map((fault) => faultWords[fault]),
    oddities: header.oddities,
    clean: () => cleanJpeg(bytes, jpeg, orientation),
  };
}

function pngPicture(bytes: Uint8Array, maxPixels: number): Picture | undefined {
  const png = readPng(bytes);
  if (!png) return undefined;
  const faults = [];
  if (png.end === undefined)
    faults.push({ zh: '文件不完整，缺少结束块（IEND）', en: 'the file is cut off before its IEND chunk' });
  const whole = png.width * png.height * png.pixelBytes * 1.15;
  const memory = png.interlaced ? whole : rowMemory(png.width, png.height, png.pixelBytes);
  if (memory > MAX_DECODE_MEMORY && png.width * png.height <= maxPixels)
    faults.push(faultWords.TOO_MUCH_MEMORY);
  return {
    width: png.width,
    height: png.height,
    orientation: 1,
    colour: png.colour,
    end: png.end,
    faults,
    oddities: [],
    clean: () => cleanPng(bytes, png),
  };
}

const headless = { zh: '文件头损坏，没有图像尺寸', en: 'its header is damaged and gives no size' };

const unreadable = (rule: RuleId, why: Bilingual): Finding =>
  find('ATT_UNREADABLE', { rule, words: { why } });

function trailingAdvice(bytes: Uint8Array, from: number, rule: RuleId): Finding {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + from, bytes.length - from);
  const archive =
    tail.includes('PK\x03\x04') || tail.includes('Rar!\x1a') || tail.includes('7z\xbc\xaf', 0, 'latin1');
  const what = archive ? { zh: '压缩包', en: 'an archive' } : { zh: '其他数据', en: 'other data' };
  return find('ATT_TRAILING', {
    rule,
    found: tail.length,
    allowed: 0,
    words: { what, size: sizeOf(tail.length) },
  });
}
