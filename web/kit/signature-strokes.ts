import { limits } from '../../shared/contracts/limits.ts';

/** Signatures as they are drawn on a screen → as they are sent: shares of the frame, nothing that was not seen (R22). */

export interface Drawing {
  /** CSS pixels of the frame. */
  width: number;
  height: number;
  /** x and y 0–1, from the upper left; milliseconds since the first point. */
  strokes: { x: number; y: number; t: number }[][];
}

interface Spot {
  readonly x: number;
  readonly y: number;
}
interface Timed extends Spot {
  readonly time: number;
}
export interface Group<P extends Spot = Timed> {
  readonly points: readonly P[];
}

/** What the frame shows of strokes in its CSS pixels: a stroke that leaves it ends at its edge, one that comes back begins there. */
export function drawingOf(groups: readonly Group[], width: number, height: number): Drawing {
  const first = groups[0]?.points[0]?.time ?? 0;
  const shares = groups.map(({ points }) =>
    points.map(({ x, y, time }) => ({
      x: rounded(x / width),
      y: rounded(y / height),
      t: Math.max(0, Math.round(time - first)),
    })),
  );
  return { width, height, strokes: bounded(shares.flatMap(shownOf)) };
}

type Point = Drawing['strokes'][number][number];

/** The parts of one stroke that lie inside the frame. */
function shownOf(stroke: readonly Point[]): Point[][] {
  const [only] = stroke;
  if (only && stroke.length === 1) return isInside(only) ? [[only]] : [];
  const parts: Point[][] = [];
  let open: Point[] | undefined;
  for (const [i, to] of stroke.entries()) {
    const from = stroke[i - 1];
    const seen = from && segmentInside(from, to);
    if (!seen) {
      open = undefined;
      continue;
    }
    const [a, b] = seen;
    if (!open || a !== from) {
      open = [a];
      parts.push(open);
    }
    open.push(b);
    if (b !== to) open = undefined;
  }
  return parts;
}

const isInside = ({ x, y }: Spot) => x >= 0 && x <= 1 && y >= 0 && y <= 1;

/** The part of a line inside the unit square (Liang and Barsky); the very ends where they are inside. */
function segmentInside(from: Point, to: Point): readonly [Point, Point] | undefined {
  let [start, end] = [0, 1];
  for (const [at, by] of [
    [from.x, to.x - from.x],
    [from.y, to.y - from.y],
  ] as const) {
    if (by === 0) {
      if (at < 0 || at > 1) return undefined;
      continue;
    }
    const [enter, leave] = by > 0 ? [-at / by, (1 - at) / by] : [(1 - at) / by, -at / by];
    start = Math.max(start, enter);
    end = Math.min(end, leave);
  }
  if (start > end) return undefined;
  const point = (share: number): Point => ({
    x: rounded(clamp(from.x + (to.x - from.x) * share)),
    y: rounded(clamp(from.y + (to.y - from.y) * share)),
    t: Math.round(from.t + (to.t - from.t) * share),
  });
  return [start === 0 ? from : point(start), end === 1 ? to : point(end)];
}

/** Finer than a pixel of any screen; a point on the edge stays on it. */
const rounded = (share: number) => Math.round(share * 100_000) / 100_000;

const clamp = (share: number) => Math.min(1, Math.max(0, share));

/** No more points than are kept: every so manieth is left, with the ends of each stroke. */
function bounded(strokes: Point[][]): Point[][] {
  const kept = strokes.slice(0, limits.signatureStrokes);
  const count = kept.reduce((sum, stroke) => sum + stroke.length, 0);
  if (count <= limits.signaturePoints) return kept;
  // The ends of every stroke stay, whatever is left out between them.
  const every = Math.ceil(count / (limits.signaturePoints - 2 * kept.length));
  return kept.map((stroke) => stroke.filter((_, i) => i % every === 0 || i === stroke.length - 1));
}

/** The same strokes in a frame of another size. */
export function resized<P extends Spot, G extends Group<P>>(
  groups: readonly G[],
  from: { readonly width: number; readonly height: number },
  to: { readonly width: number; readonly height: number },
): G[] {
  const [across, down] = [to.width / from.width, to.height / from.height];
  return groups.map((group) => ({
    ...group,
    points: group.points.map((point) => ({ ...point, x: point.x * across, y: point.y * down })),
  }));
}
