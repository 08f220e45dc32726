import type { Bilingual, Finding } from '../../contracts/finding.ts';
import type { JpegFault, PhotoMeasurement, PhotoRules } from '../../contracts/photo.ts';

/** Decided before decoding (D1): a legal JPEG under 1 MB can hold 254 megapixels. */
export const MAX_PHOTO_PIXELS = 25_000_000;
/** Share of white border samples below which the background is worth a remark (C17, Q6; advisory only). */
const WHITE_BORDER_PERMILLE = 950;

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
    ...byteDefects(photo, rules, safeBand),
    ...sizeDefects(photo, rules),
    ...ratioDefects(photo, rules),
  ];
  return { ok: defects.length === 0, defects, advice: adviceOn(photo, rules, safeBand), safeBand };
}

/** `w:h ≥ num:den` and the like by cross-multiplication (domain-spec §0): -1 below, 0 equal, 1 above. */
export function compareRatio(w: number, h: number, [num, den]: readonly [number, number]): number {
  return Math.sign(w * den - h * num);
}

/** The band true under both readings of K and M (Q5): 30 721-999 999 bytes for 30K and 1M. */
export function safeBandOf(rules: PhotoRules): { from: number; to: number } {
  const { gt, lt } = rules.bytes;
  return { from: Math.max(gt, decimal(gt)) + 1, to: Math.min(lt, decimal(lt)) - 1 };
}

/** The same figure with K = 1000, M = 1000²; as it is when it is no whole number of K. */
function decimal(bytes: number): number {
  if (bytes % 1_048_576 === 0) return (bytes / 1_048_576) * 1_000_000;
  return bytes % 1024 === 0 ? (bytes / 1024) * 1000 : bytes;
}

function formatDefects(photo: PhotoMeasurement): Finding[] {
  if (!photo.jpeg) {
    const what = photo.otherFormat;
    return [
      defect('PHOTO_FORMAT', 'R16', what ?? '非 JPEG', 'JPEG', {
        zh: `文件内容${what ? `是 ${what}，` : ''}不是 JPEG；须为 JPG 或 JPEG 格式，只改扩展名不起作用`,
        en: `The content is ${what ?? 'not a JPEG'}; a JPG/JPEG file is required, renaming does not make one`,
      }),
    ];
  }
  return photo.faults.map((fault) =>
    defect('PHOTO_UNDECODABLE', 'R16', fault, '8-bit Huffman JPEG', {
      zh: `照片无法完整解码：${faultWords[fault].zh}`,
      en: `The photo does not decode to its end: ${faultWords[fault].en}`,
    }),
  );
}

function byteDefects(photo: PhotoMeasurement, rules: PhotoRules, band: PhotoVerdict['safeBand']): Finding[] {
  const { gt, lt } = rules.bytes;
  const zh = `文件为 ${photo.bytes} 字节，须大于 ${gt} 且小于 ${lt} 字节；建议 ${band.from} 至 ${band.to} 字节`;
  const en = `${photo.bytes} bytes; more than ${gt} and less than ${lt} required, ${band.from} to ${band.to} advised`;
  if (photo.bytes <= gt) return [defect('PHOTO_BYTES_LOW', 'R17', photo.bytes, `>${gt}`, { zh, en })];
  if (photo.bytes >= lt) return [defect('PHOTO_BYTES_HIGH', 'R17', photo.bytes, `<${lt}`, { zh, en })];
  return [];
}

function sizeDefects({ width: w, height: h }: PhotoMeasurement, rules: PhotoRules): Finding[] {
  if (w === undefined || h === undefined) return [];
  const { wGt, hGt } = rules.px;
  const found: Finding[] = [];
  if (w <= wGt) {
    const [zh, en] = [`宽为 ${w} 像素，须大于 ${wGt} 像素`, `${w} pixels wide; more than ${wGt} required`];
    found.push(defect('PHOTO_WIDTH', 'R18', w, `>${wGt}`, { zh, en }));
  }
  if (h <= hGt) {
    const [zh, en] = [`高为 ${h} 像素，须大于 ${hGt} 像素`, `${h} pixels high; more than ${hGt} required`];
    found.push(defect('PHOTO_HEIGHT', 'R18', h, `>${hGt}`, { zh, en }));
  }
  if (w * h > MAX_PHOTO_PIXELS) {
    const zh = `照片为 ${w}×${h} 像素，超过 2500 万像素，请缩小后上传`;
    const en = `${w}×${h} pixels is more than 25 megapixels: make it smaller`;
    found.push(defect('PHOTO_PIXELS_HIGH', 'D1', w * h, `<=${MAX_PHOTO_PIXELS}`, { zh, en }));
  }
  return found;
}

function ratioDefects({ width: w, height: h }: PhotoMeasurement, rules: PhotoRules): Finding[] {
  if (!w || !h) return [];
  const { min, max } = rules.ratio;
  const low = compareRatio(w, h, min) < 0;
  if (!low && compareRatio(w, h, max) <= 0) return [];
  // Rounded away from the limit, so that a ratio just outside never reads as the limit itself.
  const tenThousandths = low ? Math.floor((w * 10_000) / h) : Math.ceil((w * 10_000) / h);
  const found = decimals(tenThousandths, 10_000);
  const [from, to] = [decimals(min[0], min[1]), decimals(max[0], max[1])];
  return [
    defect(low ? 'PHOTO_RATIO_LOW' : 'PHOTO_RATIO_HIGH', 'R19', found, low ? `>=${from}` : `<=${to}`, {
      zh: `宽高比为 ${w}:${h}（${found}），须在 ${from} 至 ${to} 之间（含）；照片偏${low ? '窄' : '宽'}`,
      en: `Width to height is ${w}:${h} (${found}); ${from} to ${to} required, both included: too ${low ? 'narrow' : 'wide'}`,
    }),
  ];
}

function adviceOn(photo: PhotoMeasurement, rules: PhotoRules, band: PhotoVerdict['safeBand']): Finding[] {
  const found: Finding[] = [];
  const extension = /\.([^.\\/]+)$/.exec(photo.fileName ?? '')?.[1]?.toLowerCase();
  if (photo.jpeg && photo.fileName && !(extension && usualExtensions.has(extension))) {
    const zh = `内容是 JPEG，已接受；文件扩展名${extension ? `“.${extension}”` : '缺失'}，建议改为 .jpg 或 .jpeg`;
    const en = `Accepted as JPEG by its content; the name ${extension ? `ends in .${extension}` : 'has no ending'}, .jpg or .jpeg is usual`;
    found.push(remark('PHOTO_EXTENSION', 'D4', extension ?? '', '.jpg .jpeg', { zh, en }));
  }
  const type = photo.declaredType?.split(';')[0]?.trim().toLowerCase();
  if (photo.jpeg && type && !usualTypes.has(type)) {
    const zh = `内容是 JPEG，已接受；浏览器声明的类型是 ${type}`;
    const en = `Accepted as JPEG by its content; it was declared as ${type}`;
    found.push(remark('PHOTO_DECLARED_TYPE', 'D4', type, 'image/jpeg', { zh, en }));
  }
  if (photo.jpeg && (photo.components === 1 || photo.components === 4)) {
    const [zh, en] = photo.components === 1 ? ['灰度', 'grey'] : ['CMYK', 'CMYK'];
    found.push(
      remark('PHOTO_COLOUR', 'D2', en, 'RGB', {
        zh: `照片是${zh}图像，可以使用；电子证书按 sRGB 显示，颜色可能略有不同`,
        en: `A ${en} picture: accepted; the certificate shows it in sRGB, colours may differ a little`,
      }),
    );
  }
  if (photo.trailingBytes) {
    const zh = `图像之后还有 ${photo.trailingBytes} 字节其他数据，不影响审核，展示时会去除`;
    const en = `${photo.trailingBytes} bytes follow the picture: no defect, left out of what readers get`;
    found.push(remark('PHOTO_TRAILING', 'D3', photo.trailingBytes, 0, { zh, en }));
  }
  const passes = photo.bytes > rules.bytes.gt && photo.bytes < rules.bytes.lt;
  if (passes && (photo.bytes < band.from || photo.bytes > band.to)) {
    const zh = `文件为 ${photo.bytes} 字节，符合要求；为避免按 1000 换算时超限，建议 ${band.from} 至 ${band.to} 字节`;
    const en = `${photo.bytes} bytes pass; ${band.from} to ${band.to} would also pass where 1K is 1000 bytes`;
    found.push(remark('PHOTO_BYTES_BAND', 'Q5', photo.bytes, `${band.from}-${band.to}`, { zh, en }));
  }
  const white = photo.whiteBorderPermille;
  if (rules.background.mode === 'ADVISORY' && white !== undefined && white < WHITE_BORDER_PERMILLE) {
    const zh = `背景约 ${Math.floor(white / 10)}% 为白色，请确认是白底证件照；由审核人员判断`;
    const en = `About ${Math.floor(white / 10)}% of the background is white; please make sure it is a white one. A person decides`;
    found.push(remark('PHOTO_BACKGROUND', 'R15', white, WHITE_BORDER_PERMILLE, { zh, en }));
  }
  return found;
}

const usualExtensions = new Set(['jpg', 'jpeg', 'jpe', 'jfif']);
const usualTypes = new Set(['image/jpeg', 'image/jpg', 'image/pjpeg', 'application/octet-stream']);

/** A fraction as decimals without trailing zeros, at most four of them: 65/100 → 0.65. */
function decimals(num: number, den: number): string {
  return (num / den)
    .toFixed(4)
    .replace(/0{1,3}$/, '')
    .replace(/\.0$/, '');
}

function defect(
  code: string,
  rule: string,
  found: string | number,
  allowed: string | number,
  message: Bilingual,
): Finding {
  return { code, rule, field: 'photo', found, allowed, message, severity: 'error' };
}

function remark(
  code: string,
  rule: string,
  found: string | number,
  allowed: string | number,
  message: Bilingual,
): Finding {
  return { ...defect(code, rule, found, allowed, message), severity: 'advice' };
}

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
