import type { SmallPicture } from './decode.ts';

/** White enough, in CIE L*a*b* under D65: lightness at least, chroma at most. */
const WHITE_LIGHTNESS = 92;
const WHITE_CHROMA = 6;

/** Border of an upright portrait: the top strip, and both sides down to half the height, above the shoulders. */
const STRIP = 0.08;
const SIDE_DEPTH = 0.5;
/** Every second point of every second row is sampled. */
const STEP = 2;

/**
 * How much of the border behind head and neck is white (R15; advice only, L36), in whole thousandths, rounded down.
 * @param orientation EXIF orientation 1–8 of the stored picture, so that "top" is where the head is.
 */
export function whiteBorderPermille(picture: SmallPicture, orientation: number): number {
  const turned = orientation >= 5;
  const width = turned ? picture.height : picture.width;
  const height = turned ? picture.width : picture.height;
  const strip = Math.max(1, Math.round(STRIP * Math.min(width, height)));
  let samples = 0;
  let white = 0;
  for (let y = 0; y < Math.max(strip, Math.floor(height * SIDE_DEPTH)); y += STEP) {
    for (let x = 0; x < width; x += STEP) {
      if (y >= strip && x >= strip && x < width - strip) continue;
      const at = storedIndex(x, y, picture, orientation) * 3;
      samples++;
      if (isWhite(picture.rgb[at]!, picture.rgb[at + 1]!, picture.rgb[at + 2]!)) white++;
    }
  }
  return samples === 0 ? 0 : Math.floor((1000 * white) / samples);
}

/** Index of the stored pixel that is shown at (x, y) under an EXIF orientation (Exif 2.32, 4.6.4 A). */
function storedIndex(x: number, y: number, picture: SmallPicture, orientation: number): number {
  const right = picture.width - 1;
  const bottom = picture.height - 1;
  switch (orientation) {
    case 2:
      return y * picture.width + (right - x);
    case 3:
      return (bottom - y) * picture.width + (right - x);
    case 4:
      return (bottom - y) * picture.width + x;
    case 5:
      return x * picture.width + y;
    case 6:
      return (bottom - x) * picture.width + y;
    case 7:
      return (bottom - x) * picture.width + (right - y);
    case 8:
      return x * picture.width + (right - y);
    default:
      return y * picture.width + x;
  }
}

/** sRGB (IEC 61966-2-1) to CIE L*a*b* with the D65 white point. */
function isWhite(r: number, g: number, b: number): boolean {
  const [lr, lg, lb] = [linear[r]!, linear[g]!, linear[b]!];
  const fx = labCurve((0.4124 * lr + 0.3576 * lg + 0.1805 * lb) / 0.9505);
  const fy = labCurve(0.2126 * lr + 0.7152 * lg + 0.0722 * lb);
  const fz = labCurve((0.0193 * lr + 0.1192 * lg + 0.9505 * lb) / 1.089);
  return 116 * fy - 16 >= WHITE_LIGHTNESS && Math.hypot(500 * (fx - fy), 200 * (fy - fz)) <= WHITE_CHROMA;
}

const linear = Float64Array.from({ length: 256 }, (_, i) => {
  const s = i / 255;
  return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
});

const labCurve = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116);
