import type { AttachmentRules, FileFacts } from '../contracts/file-verdict.ts';
import type { Finding } from '../contracts/finding.ts';
import { advice, grouped, refusal } from '../rules/files/findings.ts';
import { readJpegHeader } from '../rules/files/jpeg-header.ts';
import { faultWords } from '../rules/files/photo.ts';
import { decodeFully } from './decode.ts';
import { MAX_DECODE_MEMORY, rowMemory } from './decode-bounds.ts';
import { cleanJpeg } from './jpeg-clean.ts';
import { costFaults, listJpegSegments } from './jpeg-segments.ts';
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
  readonly faults: readonly { zh: string; en: string }[];
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
  rule: string,
): Promise<ScanInspection> {
  const picture = kind === 'JPEG' ? jpegPicture(bytes, rules.maxPixels) : pngPicture(bytes, rules.maxPixels);
  if (!picture) return { findings: [unreadable(rule, headless)], facts: {} };
  const findings: Finding[] = picture.faults.map((words) => unreadable(rule, words));
  const { width, height, orientation, colour } = picture;
  const pixels = width * height;
  if (pixels > rules.maxPixels || Math.max(width, height) > MAX_SIDE) {
    const zh = `图像为 ${width}×${height} 像素，超过 ${grouped(rules.maxPixels)} 像素或单边 ${MAX_SIDE} 像素，请降低扫描分辨率`;
    const en = `${width}×${height} pixels; at most ${grouped(rules.maxPixels)} and ${MAX_SIDE} a side: scan at a lower resolution`;
    findings.push(refusal('ATT_PIXELS_HIGH', rule, { zh, en }, { found: pixels, allowed: rules.maxPixels }));
  }
  if (findings.length === 0) {
    const request = {
      width,
      height,
      maxPixels: rules.maxPixels,
      cmyk: colour === 'CMYK',
      alpha: kind === 'PNG',
    };
    const decoded = await decodeFully(bytes, request);
    if (!decoded.ok) findings.push(unreadable(rule, faultWords[decoded.fault]));
  }
  const cleaned = findings.length === 0 ? picture.clean() : undefined;
  const trailing = picture.end === undefined ? 0 : bytes.length - picture.end;
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
    faults: [...header.faults, ...(width * height <= maxPixels ? costFaults(jpeg, header) : [])].map(
      (fault) => faultWords[fault],
    ),
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
    clean: () => cleanPng(bytes, png),
  };
}

const headless = { zh: '文件头损坏，没有图像尺寸', en: 'its header is damaged and gives no size' };

function unreadable(rule: string, words: { zh: string; en: string }): Finding {
  return refusal('ATT_UNREADABLE', rule, {
    zh: `图像无法完整读取：${words.zh}，请重新扫描或重新上传`,
    en: `The picture cannot be read to its end: ${words.en}; scan or upload it again`,
  });
}

function trailingAdvice(bytes: Uint8Array, from: number, rule: string): Finding {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + from, bytes.length - from);
  const archive =
    tail.includes('PK\x03\x04') || tail.includes('Rar!\x1a') || tail.includes('7z\xbc\xaf', 0, 'latin1');
  const [zh, en] = archive ? ['压缩包', 'an archive'] : ['其他数据', 'other data'];
  return advice(
    'ATT_TRAILING',
    rule,
    {
      zh: `图像之后还有 ${tail.length} 字节${zh}，展示时会去除；如需提交请另行上传`,
      en: `${tail.length} bytes of ${en} follow the picture and are left out of what readers get; upload them separately if needed`,
    },
    { found: tail.length, allowed: 0 },
  );
}
