import type { PhotoRules } from '../../../../shared/contracts/photo.ts';
import { photoLimits, ratioOff } from '../../../../shared/rules/files/photo-limits.ts';
import {
  between,
  middleRatio,
  type Size,
  sizeNear,
  smallestSize,
} from '../../../../shared/rules/files/photo-size.ts';

/** What of the picture is in the frame: chosen by dragging, pinching and keys. The frame itself is always permitted (R18, R19). */
export interface View {
  /** Width to height of the frame. */
  readonly ratio: number;
  /** 1 shows the largest frame that the picture holds. */
  readonly zoom: number;
  /** Centre of the frame, 0–1 of the picture's sides. */
  readonly x: number;
  readonly y: number;
  /** Quarter turns, clockwise. */
  readonly turn: number;
}

export interface Frame extends Size {
  readonly left: number;
  readonly top: number;
}

/** The picture as it stands after the turns. */
export const turned = ({ width, height }: Size, turn: number): Size =>
  turn % 2 === 0 ? { width, height } : { width: height, height: width };

/**
 * Where the frame begins: the whole picture when its own ratio is permitted, else the largest frame in the middle of the
 * band; a little above the centre, where heads are.
 */
export function firstView(picture: Size, rules: PhotoRules, turn = 0): View {
  const { width, height } = turned(picture, turn);
  const whole = ratioOff(width, height, photoLimits(rules)) === undefined;
  return { ratio: whole ? width / height : middleRatio(rules), zoom: 1, x: 0.5, y: 0.4, turn };
}

/** The frame in whole pixels of the turned picture. @returns undefined when the picture holds no permitted frame */
export function frameOf(picture: Size, view: View, rules: PhotoRules): Frame | undefined {
  const whole = turned(picture, view.turn);
  const size = sizeNear(tallest(whole, view.ratio) / view.zoom, view.ratio, rules, whole);
  if (!size) return undefined;
  const place = (centre: number, side: number, all: number) =>
    between(Math.round(centre * all - side / 2), 0, all - side);
  return {
    ...size,
    left: place(view.x, size.width, whole.width),
    top: place(view.y, size.height, whole.height),
  };
}

/** Height of the largest frame of a ratio. */
const tallest = ({ width, height }: Size, ratio: number): number => Math.min(height, width / ratio);

/** How far one can zoom before the frame would hold too few pixels (R18). */
export function farthestZoom(picture: Size, view: View, rules: PhotoRules): number {
  return Math.max(1, tallest(turned(picture, view.turn), view.ratio) / smallestSize(rules).height);
}

/** Moves the picture under the frame, by its own pixels; it stops where the frame meets its edge. */
export function moved(picture: Size, view: View, rules: PhotoRules, dx: number, dy: number): View {
  const whole = turned(picture, view.turn);
  const frame = frameOf(picture, view, rules);
  if (!frame) return view;
  const place = (centre: number, by: number, side: number, all: number) =>
    between(centre * all - by, side / 2, all - side / 2) / all;
  return {
    ...view,
    x: place(view.x, dx, frame.width, whole.width),
    y: place(view.y, dy, frame.height, whole.height),
  };
}

/**
 * Zooms by a factor.
 * @param at the point that stays where it is, as shares of the frame: where the fingers are
 */
export function zoomed(
  picture: Size,
  view: View,
  rules: PhotoRules,
  factor: number,
  at: { readonly x: number; readonly y: number } = { x: 0.5, y: 0.5 },
): View {
  const before = frameOf(picture, view, rules);
  const zoom = between(view.zoom * factor, 1, farthestZoom(picture, view, rules));
  const next = moved(picture, { ...view, zoom }, rules, 0, 0);
  const after = frameOf(picture, next, rules);
  if (!before || !after) return view;
  const by = (share: number, was: number, is: number) => (share - 0.5) * (is - was);
  return moved(
    picture,
    next,
    rules,
    by(at.x, before.width, after.width),
    by(at.y, before.height, after.height),
  );
}

/** The same view with another ratio of the band. */
export function reshaped(picture: Size, view: View, rules: PhotoRules, ratio: number): View {
  const next = { ...view, ratio };
  return moved(
    picture,
    { ...next, zoom: between(view.zoom, 1, farthestZoom(picture, next, rules)) },
    rules,
    0,
    0,
  );
}
