import type { BodyOf } from '../../contracts/api/index.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { find } from './findings.ts';

/** The drawn signature under the commitment (R21–R23, §7.4): what it must have, what is advised, how it is drawn again. */

export type Drawing = Pick<BodyOf<'SignatureBody'>, 'strokes' | 'width' | 'height'>;
export type SignatureRules = Plan['commitment']['signature'];

const MAX_FRAME_PX = 4000;
/** Smaller than this a name can hardly be read. */
const SMALL = { widthPx: 60, heightPx: 24 } as const;

interface Ink {
  readonly strokes: number;
  readonly lengthPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** How much was drawn, in CSS pixels of its frame: strokes with at least two points, length of the path, its bounding box. */
export function measureInk(drawing: Drawing): Ink {
  const drawn = strokesInPixels(drawing).filter((stroke) => stroke.length > 1);
  const points = drawn.flat();
  const span = (values: number[]) =>
    values.reduce((most, one) => Math.max(most, one), values[0] ?? 0) -
    values.reduce((least, one) => Math.min(least, one), values[0] ?? 0);
  const length = drawn.reduce(
    (sum, stroke) =>
      sum +
      stroke.reduce((path, point, i) => {
        const before = stroke[i - 1];
        return before ? path + Math.hypot(point.x - before.x, point.y - before.y) : path;
      }, 0),
    0,
  );
  return {
    strokes: drawn.length,
    lengthPx: Math.round(length),
    widthPx: Math.round(span(points.map((p) => p.x))),
    heightPx: Math.round(span(points.map((p) => p.y))),
  };
}

/** Strokes are shares of the frame; ink is measured and drawn in its pixels. */
const strokesInPixels = ({ strokes, width, height }: Drawing) =>
  strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: x * width, y: y * height })));

/**
 * Hard is only what is no signature at all: fewer strokes *and* less ink than the plan says (§7.4). Everything else is
 * advice, for a person to judge (R23, L36).
 */
export function checkDrawing(drawing: Drawing, rules: SignatureRules): Finding[] {
  const { width, height } = drawing;
  if (!(width > 0 && height > 0 && width <= MAX_FRAME_PX && height <= MAX_FRAME_PX))
    return [find('SIGNATURE_AREA', { field: '/width', found: width, allowed: MAX_FRAME_PX })];
  const ink = measureInk(drawing);
  if (ink.strokes === 0 || (ink.strokes < rules.minStrokes && ink.lengthPx < rules.minPathPx)) {
    return [find('SIGNATURE_MISSING', { field: '/strokes', found: ink.lengthPx, allowed: rules.minPathPx })];
  }
  const doubts = [
    ink.strokes < rules.minStrokes ? '只有一笔' : '',
    ink.lengthPx < rules.minPathPx ? '笔迹过短' : '',
    ink.widthPx < SMALL.widthPx || ink.heightPx < SMALL.heightPx ? '字过小' : '',
  ].filter(Boolean);
  return doubts.length === 0
    ? []
    : [find('SIGNATURE_ILLEGIBLE', { field: '/strokes', found: doubts.join('、') })];
}

/** All that signing asks: the letter read to its end, this very content (C10), and a signature. */
export function checkSigning(
  signature: BodyOf<'SignatureBody'>,
  rules: SignatureRules,
  hashes: { readonly signs: string; readonly content: string },
): Finding[] {
  return [
    ...(hashes.signs === hashes.content ? [] : [find('COMMITMENT_STALE', { field: '/commitment' })]),
    ...(signature.scrolledToEnd ? [] : [find('COMMITMENT_NOT_READ', { field: '/scrolledToEnd' })]),
    ...checkDrawing(signature, rules),
  ];
}

const STEP_PX = 1;
/** Of the line, as a share of the frame's width: a signature looks the same from every screen. */
const PEN = 0.007;
const shown = (n: number) => String(Math.round(n * 10) / 10);

/** Path data of the strokes: absolute moves and lines, points closer than a pixel left out; a single point is a dot. */
export function strokePath(drawing: Drawing): string {
  const commands: string[] = [];
  for (const stroke of strokesInPixels(drawing)) {
    let last: { x: number; y: number } | undefined;
    for (const [i, point] of stroke.entries()) {
      const ends = i === stroke.length - 1;
      if (last && !ends && Math.hypot(point.x - last.x, point.y - last.y) < STEP_PX) continue;
      commands.push(`${last ? 'L' : 'M'}${shown(point.x)} ${shown(point.y)}`);
      if (!last && ends) commands.push(`L${shown(point.x)} ${shown(point.y)}`);
      last = point;
    }
  }
  return commands.join('');
}

/** The signature as an SVG of one path: shapes only, no text, links or scripts; drawn by us from the strokes. */
export function signatureSvg(drawing: Drawing): string {
  const size = `${shown(drawing.width)} ${shown(drawing.height)}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}">` +
    `<path d="${strokePath(drawing)}" fill="none" stroke="#111111" stroke-width="${shown(drawing.width * PEN)}" ` +
    'stroke-linecap="round" stroke-linejoin="round"/></svg>'
  );
}
