import { useEffect, useRef } from 'preact/hooks';
import type { PhotoRules } from '../../../../shared/contracts/photo.ts';
import { defineMessages } from '../../../kit/i18n.ts';
import { type Frame, frameOf, moved, type View, zoomed } from './photo-frame.ts';
import { type Picture, paint } from './photo-picture.ts';

const own = defineMessages({
  stage: ['裁剪框：方向键移动，+ 和 - 缩放', 'Crop frame: arrow keys move, + and - zoom'],
});

/** CSS pixels around the frame. */
const MARGIN = 16;
/** How far a press of an arrow key moves the picture, in CSS pixels; with Shift ten times as far. */
const STEP = 1;
export const ZOOM_STEP = 1.1;

export interface StageProps {
  picture: Picture;
  rules: PhotoRules;
  view: View;
  onView(change: (view: View) => View): void;
  onReset(): void;
}

/** Where the frame stands on a stage of this size, and how many CSS pixels one of the picture takes. */
function layoutOf(frame: Frame, width: number, height: number) {
  const scale = Math.min((width - 2 * MARGIN) / frame.width, (height - 2 * MARGIN) / frame.height);
  const [w, h] = [frame.width * scale, frame.height * scale];
  return { scale, box: { left: (width - w) / 2, top: (height - h) / 2, width: w, height: h } };
}

/** The picture under a frame that stands still: one finger or the mouse moves it, two or the wheel zoom, keys do both. */
export function PhotoStage(props: StageProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const { picture, rules, view } = props;
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const draw = () => drawStage(element, latest.current);
    draw();
    const resized = new ResizeObserver(draw);
    resized.observe(element);
    return () => resized.disconnect();
  }, [picture, rules, view]);
  useEffect(() => (box.current ? gesturesOn(box.current, latest) : undefined), []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys work here; the buttons below do the same
    <div class="photo-stage" tabIndex={0} role="application" aria-label={own('stage')} ref={box}>
      <canvas ref={canvas} />
    </div>
  );
}

function drawStage(element: HTMLCanvasElement, { picture, rules, view }: StageProps): void {
  const [width, height] = [element.clientWidth, element.clientHeight];
  const frame = frameOf(picture, view, rules);
  const context = element.getContext('2d');
  if (!frame || !context || width === 0) return;
  const dense = Math.min(2, window.devicePixelRatio || 1);
  const [w, h] = [Math.round(width * dense), Math.round(height * dense)];
  if (element.width !== w || element.height !== h) Object.assign(element, { width: w, height: h });
  context.setTransform(dense, 0, 0, dense, 0, 0);
  context.clearRect(0, 0, width, height);
  const { box } = layoutOf(frame, width, height);
  paint(context, picture, view.turn, frame, box);
  // All but the frame is dimmed; the line is white on dark, seen on any picture.
  context.fillStyle = 'rgb(12 18 28 / 62%)';
  context.beginPath();
  context.rect(0, 0, width, height);
  context.rect(box.left, box.top, box.width, box.height);
  context.fill('evenodd');
  context.strokeStyle = 'rgb(12 18 28 / 80%)';
  context.lineWidth = 4;
  context.strokeRect(box.left, box.top, box.width, box.height);
  context.strokeStyle = '#fff';
  context.lineWidth = 2;
  context.strokeRect(box.left, box.top, box.width, box.height);
}

/** Pointer, wheel and key events of one stage; the view is changed by CSS pixels of it. */
function gesturesOn(element: HTMLElement, latest: { current: StageProps }): () => void {
  const fingers = new Map<number, { x: number; y: number }>();
  const change = (by: { dx?: number; dy?: number; factor?: number; at?: { x: number; y: number } }) =>
    latest.current.onView((view) => {
      const { picture, rules } = latest.current;
      const frame = frameOf(picture, view, rules);
      if (!frame) return view;
      const { scale, box } = layoutOf(frame, element.clientWidth, element.clientHeight);
      const share = by.at && { x: (by.at.x - box.left) / box.width, y: (by.at.y - box.top) / box.height };
      const near = by.factor ? zoomed(picture, view, rules, by.factor, share) : view;
      return moved(picture, near, rules, (by.dx ?? 0) / scale, (by.dy ?? 0) / scale);
    });
  const place = (event: MouseEvent) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const heldBy = () => {
    const [a, b = a] = [...fingers.values()];
    if (!a || !b) return undefined;
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.hypot(a.x - b.x, a.y - b.y) };
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0 || fingers.size === 2) return;
    element.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, place(event));
  };
  const move = (event: PointerEvent) => {
    const before = heldBy();
    if (!before || !fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, place(event));
    const after = heldBy() ?? before;
    const factor = before.apart > 0 && after.apart > 0 ? after.apart / before.apart : 1;
    change({ dx: after.x - before.x, dy: after.y - before.y, factor, at: after });
  };
  const up = (event: PointerEvent) => void fingers.delete(event.pointerId);
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    change({ factor: ZOOM_STEP ** -Math.sign(event.deltaY), at: place(event) });
  };
  const key = (event: KeyboardEvent) => {
    const far = event.shiftKey ? 10 * STEP : STEP;
    const acts: Record<string, () => void> = {
      ArrowLeft: () => change({ dx: -far }),
      ArrowRight: () => change({ dx: far }),
      ArrowUp: () => change({ dy: -far }),
      ArrowDown: () => change({ dy: far }),
      '+': () => change({ factor: ZOOM_STEP }),
      '=': () => change({ factor: ZOOM_STEP }),
      '-': () => change({ factor: 1 / ZOOM_STEP }),
      '0': () => latest.current.onReset(),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const stop = new AbortController();
  const { signal } = stop;
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
    element.addEventListener(end, up, { signal });
  element.addEventListener('wheel', wheel, { signal, passive: false });
  element.addEventListener('keydown', key, { signal });
  return () => stop.abort();
}

/** A press of a button moves the picture by a share of the frame. */
export function nudged({ picture, rules }: StageProps, view: View, x: number, y: number): View {
  const frame = frameOf(picture, view, rules);
  if (!frame) return view;
  const step = Math.max(1, frame.height / 50);
  return moved(picture, view, rules, x * step, y * step);
}
