import type { FileVerdict } from '../../contracts/file-verdict.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import type { JpegFault, JpegOddity, PhotoMeasurement, PhotoRules } from '../../contracts/photo.ts';
import { grouped, sizeOf } from '../base/bytes.ts';
import { MAX_PHOTO_PIXELS } from './decode-bounds.ts';
import { find } from './findings.ts';
import {
  highSign,
  highWords,
  type Limit,
  least,
  lowSign,
  lowWords,
  most,
  photoLimits,
  ratioOff,
} from './photo-limits.ts';

/** Share of white border samples below which the background is worth a remark (C17, Q6; advisory only). */
const WHITE_BORDER_PERMILLE = 950;

/** Where the findings of a photo stand. */
const field = 'photo';

export interface PhotoVerdict {
  /** No defect; advice does not count. */
  readonly ok: boolean;
  /** All defects at once (R14, §14), severity `error`. */
  readonly defects: readonly Finding[];
  /** Remarks for the applicant and the reviewer (L36), severity `advice`. */
  readonly advice: readonly Finding[];
  /** Sizes in bytes, both included, that pass whether K is 1000 or 1024 (Q5). */
  readonly safeBand: { readonly from: number; readonly to: number };
}

/** Judges a measured photo by the plan's rules (R14-R19, D1-D5). Pure: measuring is for `jpeg-header.ts` or a decoder. */
export function judgePhoto(photo: PhotoMeasurement, rules: PhotoRules): PhotoVerdict {
  const safeBand = safeBandOf(rules);
  const defects = [
    ...formatDefects(photo),
    ...photoBytesFindings(photo.bytes, rules),
    ...sizeDefects(photo, rules),
    ...ratioDefects(photo, rules),
  ];
  return { ok: defects.length === 0, defects, advice: adviceOn(photo, rules, safeBand), safeBand };
}

/** What a plan's rules alone decide; the rest of a verdict is of the bytes and stays. */
const ofThePlan: readonly string[] = [
  'PHOTO_BYTES_LOW',
  'PHOTO_BYTES_HIGH',
  'PHOTO_WIDTH',
  'PHOTO_HEIGHT',
  'PHOTO_RATIO_LOW',
  'PHOTO_RATIO_HIGH',
  'PHOTO_BYTES_BAND',
  'PHOTO_BACKGROUND',
];

/**
 * A verdict under another version of the plan than the one that the photo was inspected under (G1, D30): the same facts,
 * the other rules. One whose size was not measured keeps its verdict.
 */
export function judgedAgain({ facts, findings }: FileVerdict, rules: PhotoRules): Finding[] {
  const { bytes, width, height, whiteBorderPermille } = facts;
  if (width === undefined || height === undefined) return [...findings];
  const white = whiteBorderPermille === undefined ? {} : { whiteBorderPermille };
  const { defects, advice } = judgePhoto({ bytes, jpeg: true, width, height, faults: [], ...white }, rules);
  const kept = findings.filter((f) => !ofThePlan.includes(f.code));
  const known = new Set(kept.map((f) => f.code));
  return [...[...defects, ...advice].filter((f) => !known.has(f.code)), ...kept];
}

/** The band true under both readings of K and M (Q5): 30 721-999 999 bytes for more than 30K and less than 1M. */
export function safeBandOf(rules: PhotoRules): { from: number; to: number } {
  const { low, high } = photoLimits(rules).bytes;
  return {
    from: least({ ...low, at: Math.max(low.at, decimal(low.at)) }),
    to: most({ ...high, at: Math.min(high.at, decimal(high.at)) }),
  };
}

/** The same figure with K = 1000, M = 1000²; as it is when it is no whole number of K. */
function decimal(bytes: number): number {
  if (bytes % 1_048_576 === 0) return (bytes / 1_048_576) * 1_000_000;
  return bytes % 1024 === 0 ? (bytes / 1024) * 1000 : bytes;
}

function formatDefects(photo: PhotoMeasurement): Finding[] {
  // What is empty has no format.
  if (photo.bytes <= 0) return [];
  if (!photo.jpeg) {
    const [found, allowed] = [photo.otherFormat ?? '非 JPEG', 'JPEG'];
    const words = { found: photo.otherFormat ?? { zh: '其他数据', en: 'no JPEG' } };
    return [find('PHOTO_FORMAT', { field, found, allowed, words })];
  }
  return photo.faults.map((found) =>
    find('PHOTO_UNDECODABLE', {
      field,
      found,
      allowed: '8-bit Huffman JPEG',
      words: { why: faultWords[found] },
    }),
  );
}

/** R17 in words, with the band that is safe under both readings of K. */
function bytesWords(found: number, rules: PhotoRules) {
  const { low, high } = photoLimits(rules).bytes;
  const { from, to } = safeBandOf(rules);
  // Whole KB that lie inside the band, for people; the band itself in bytes beside it.
  const [fewest, greatest] = [Math.ceil(from / 1024), Math.floor(to / 1024)];
  const band = { zh: `${fewest} 至 ${greatest} KB`, en: `${fewest} to ${greatest} KB` };
  return {
    size: sizeOf(found),
    found: grouped(found),
    low: lowWords(low, sizeOf(low.at)),
    high: highWords(high, sizeOf(high.at)),
    from: grouped(from),
    to: grouped(to),
    band,
  };
}

/** R17, as far as the number of bytes tells; all that the ticket of an upload knows. */
export function photoBytesFindings(found: number, rules: PhotoRules, field = 'photo'): Finding[] {
  const { low, high } = photoLimits(rules).bytes;
  if (found <= 0) return [find('ATT_EMPTY', { rule: 'R14', field, found, allowed: '> 0' })];
  const words = bytesWords(found, rules);
  if (found < least(low)) return [find('PHOTO_BYTES_LOW', { field, found, allowed: lowSign(low), words })];
  if (found > most(high)) return [find('PHOTO_BYTES_HIGH', { field, found, allowed: highSign(high), words })];
  return [];
}

function sizeDefects({ width: w, height: h }: PhotoMeasurement, rules: PhotoRules): Finding[] {
  if (w === undefined || h === undefined) return [];
  const { width, height } = photoLimits(rules);
  const side = (code: 'PHOTO_WIDTH' | 'PHOTO_HEIGHT', found: number, limit: Limit) => {
    const text = { zh: `${limit.at} 像素`, en: String(limit.at) };
    const facts = { field, found, allowed: lowSign(limit), words: { limit: lowWords(limit, text) } };
    return found < least(limit) ? [find(code, facts)] : [];
  };
  const findings: Finding[] = [...side('PHOTO_WIDTH', w, width), ...side('PHOTO_HEIGHT', h, height)];
  if (w * h > MAX_PHOTO_PIXELS) {
    const allowed = `<=${MAX_PHOTO_PIXELS}`;
    findings.push(find('PHOTO_PIXELS_HIGH', { field, found: w * h, allowed, words: { size: `${w}×${h}` } }));
  }
  return findings;
}

function ratioDefects({ width: w, height: h }: PhotoMeasurement, rules: PhotoRules): Finding[] {
  if (!w || !h) return [];
  const limits = photoLimits(rules);
  const off = ratioOff(w, h, limits);
  if (!off) return [];
  const { low, high } = limits.ratio;
  const found = shownRatio(w, h, rules);
  const { from, to } = shownRatios(rules);
  const words = { size: `${w}:${h}`, range: ratioWords(rules) };
  return off === 'LOW'
    ? [find('PHOTO_RATIO_LOW', { field, found, allowed: `${low.included ? '>=' : '>'}${from}`, words })]
    : [find('PHOTO_RATIO_HIGH', { field, found, allowed: `${high.included ? '<=' : '<'}${to}`, words })];
}

/** R19 in words. */
export function ratioWords(rules: PhotoRules): Bilingual {
  const { low, high } = photoLimits(rules).ratio;
  const { from, to } = shownRatios(rules);
  if (low.included && high.included)
    return { zh: `在 ${from} 至 ${to} 之间（含）`, en: `${from} to ${to}, both included` };
  const [above, below] = [lowWords(low, literal(from)), highWords(high, literal(to))];
  return { zh: `${above.zh} 且${below.zh}`, en: `${above.en} and ${below.en}` };
}

const literal = (text: string): Bilingual => ({ zh: text, en: text });

/**
 * Width to height as people are told it, everywhere: four decimals, rounded away from the limit that it breaks, so that a
 * ratio just outside never reads as the limit itself.
 */
export function shownRatio(w: number, h: number, rules: PhotoRules): string {
  const tenThousandths = (w * 10_000) / h;
  const off = ratioOff(w, h, photoLimits(rules));
  if (off === 'LOW') return decimals(Math.floor(tenThousandths), 10_000);
  return decimals(off ? Math.ceil(tenThousandths) : Math.round(tenThousandths), 10_000);
}

/** The limits of R19 as people are told them. */
export function shownRatios(rules: PhotoRules): { from: string; to: string } {
  const { low, high } = photoLimits(rules).ratio;
  return { from: decimals(low.at[0], low.at[1]), to: decimals(high.at[0], high.at[1]) };
}

function adviceOn(photo: PhotoMeasurement, rules: PhotoRules, band: PhotoVerdict['safeBand']): Finding[] {
  const findings: Finding[] = [];
  const extension = /\.([^.\\/]+)$/.exec(photo.fileName ?? '')?.[1]?.toLowerCase();
  if (photo.jpeg && photo.fileName && !(extension && usualExtensions.has(extension))) {
    const ending = extension
      ? { zh: `“.${extension}”`, en: `ends in .${extension}` }
      : { zh: '缺失', en: 'has no ending' };
    const allowed = '.jpg .jpeg';
    findings.push(find('PHOTO_EXTENSION', { field, found: extension ?? '', allowed, words: { ending } }));
  }
  const type = photo.declaredType?.split(';')[0]?.trim().toLowerCase();
  // Any type of a picture is as good as the right one, and no type as good as any (D13).
  if (photo.jpeg && type && !/^(image\/.*|application\/octet-stream)$/.test(type))
    findings.push(find('PHOTO_DECLARED_TYPE', { field, found: type, allowed: 'image/jpeg' }));
  if (photo.jpeg && (photo.components === 1 || photo.components === 4)) {
    const colour = photo.components === 1 ? { zh: '灰度', en: 'grey' } : { zh: 'CMYK', en: 'CMYK' };
    findings.push(
      find('PHOTO_COLOUR', { field, found: colour.en, allowed: 'RGB', words: { found: colour } }),
    );
  }
  if (photo.oddities?.length) {
    const words = { what: joined(photo.oddities.map((one) => oddityWords[one])) };
    findings.push(find('PHOTO_ODDITY', { field, found: photo.oddities.join(' '), words }));
  }
  if (photo.trailingBytes)
    findings.push(
      find('PHOTO_TRAILING', {
        field,
        found: photo.trailingBytes,
        allowed: 0,
        words: { size: sizeOf(photo.trailingBytes) },
      }),
    );
  const { bytes, whiteBorderPermille: white } = photo;
  const limits = photoLimits(rules).bytes;
  const passes = bytes >= least(limits.low) && bytes <= most(limits.high);
  if (passes && (bytes < band.from || bytes > band.to)) {
    const allowed = `${band.from}-${band.to}`;
    findings.push(
      find('PHOTO_BYTES_BAND', { field, found: bytes, allowed, words: bytesWords(bytes, rules) }),
    );
  }
  if (rules.background.mode === 'ADVISORY' && white !== undefined && white < WHITE_BORDER_PERMILLE) {
    const words = { percent: Math.floor(white / 10) };
    findings.push(find('PHOTO_BACKGROUND', { field, found: white, allowed: WHITE_BORDER_PERMILLE, words }));
  }
  return findings;
}

const usualExtensions = new Set(['jpg', 'jpeg', 'jpe', 'jfif']);

/** A fraction as decimals without trailing zeros, at most four of them: 65/100 → 0.65. */
function decimals(num: number, den: number): string {
  return (num / den)
    .toFixed(4)
    .replace(/0{1,3}$/, '')
    .replace(/\.0$/, '');
}

/** Each oddity of D12 in words. */
export const oddityWords: Readonly<Record<JpegOddity, Bilingual>> = {
  SCAN_PARAMETERS: { zh: '扫描参数写得不规范', en: 'odd parameters of its scan' },
  STRAY_BYTES: { zh: '数据段之间有多余字节', en: 'stray bytes between its segments' },
  SEGMENT: { zh: '附加段写得不规范', en: 'an odd segment beside the picture' },
};

export const joined = (words: readonly Bilingual[]): Bilingual => ({
  zh: words.map((one) => one.zh).join('、'),
  en: words.map((one) => one.en).join(', '),
});

/** Each reason of D2 in words. */
export const faultWords: Readonly<Record<JpegFault, Bilingual>> = {
  TRUNCATED: { zh: '文件不完整，在文件头中途结束', en: 'the file ends inside its header' },
  MISSING_EOI: {
    zh: '文件不完整，缺少图像结束标记',
    en: 'the file is cut off: its end-of-image marker is missing',
  },
  BAD_SEGMENT: { zh: '文件结构损坏', en: 'its structure is damaged' },
  NO_FRAME: { zh: '文件中没有图像帧', en: 'it holds no frame' },
  NO_SCAN: { zh: '文件中没有图像数据', en: 'it holds no picture data' },
  TWO_FRAMES: { zh: '文件中有不止一个图像帧', en: 'it holds more than one frame' },
  ARITHMETIC: {
    zh: '采用算术编码，请另存为普通 JPEG',
    en: 'it is arithmetic-coded; save it as an ordinary JPEG',
  },
  LOSSLESS: { zh: '是无损 JPEG，请另存为普通 JPEG', en: 'it is a lossless JPEG; save it as an ordinary one' },
  HIERARCHICAL: {
    zh: '是分层 JPEG，请另存为普通 JPEG',
    en: 'it is a hierarchical JPEG; save it as an ordinary one',
  },
  PRECISION: { zh: '每个颜色分量不是 8 位', en: 'it does not have 8 bits a component' },
  COMPONENTS: { zh: '颜色分量数不是 1、3 或 4', en: 'it does not have 1, 3 or 4 colour components' },
  DNL: { zh: '文件头没有写明图像高度', en: 'its header does not give the height' },
  MISSING_HUFFMAN: { zh: '缺少霍夫曼表', en: 'a Huffman table is missing' },
  MISSING_QUANTIZATION: { zh: '缺少量化表', en: 'a quantization table is missing' },
  TOO_MANY_SCANS: {
    zh: '渐进扫描次数过多，请另存为普通 JPEG',
    en: 'it has too many scans; save it as an ordinary JPEG',
  },
  TOO_MUCH_MEMORY: {
    zh: '解码所需内存过多，请缩小后上传',
    en: 'it takes too much memory to decode; make it smaller',
  },
  SCAN_SHORT: { zh: '图像数据没有填满画面', en: 'the data does not fill the picture' },
  CORRUPT: { zh: '图像数据损坏', en: 'the picture data is damaged' },
  TIMEOUT: { zh: '2 秒内未能完成解码', en: 'it took more than 2 seconds to decode' },
};
