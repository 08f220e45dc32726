import { useEffect, useRef } from 'preact/hooks';
import SignaturePadBase from 'signature_pad';
import { Button } from './button.tsx';
import { t } from './messages.ts';

/** Strokes in CSS pixels, times in milliseconds since the first point; the frame's size with them. */
export interface Drawing {
  width: number;
  height: number;
  strokes: { x: number; y: number; t: number }[][];
}

/** Strokes as signature_pad keeps them → relative times. */
export function drawingOf(
  groups: readonly { points: readonly { x: number; y: number; time: number }[] }[],
  width: number,
  height: number,
): Drawing {
  const first = groups[0]?.points[0]?.time ?? 0;
  const round = (n: number) => Math.round(n * 10) / 10;
  return {
    width,
    height,
    strokes: groups.map((group) =>
      group.points.map(({ x, y, time }) => ({
        x: round(x),
        y: round(y),
        t: Math.max(0, Math.round(time - first)),
      })),
    ),
  };
}

/** A frame to sign in by hand, with finger, pen or mouse (R22). */
export function SignaturePad({ onChange }: { onChange(drawing: Drawing | undefined): void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePadBase | undefined>(undefined);
  const told = useRef(onChange);
  told.current = onChange;

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const signing = new SignaturePadBase(element, { penColor: '#101820', minWidth: 1, maxWidth: 3 });
    pad.current = signing;
    const size = () => {
      const ratio = Math.max(1, window.devicePixelRatio);
      const kept = signing.toData();
      element.width = element.offsetWidth * ratio;
      element.height = element.offsetHeight * ratio;
      element.getContext('2d')?.scale(ratio, ratio);
      signing.clear();
      signing.fromData(kept);
    };
    const tell = () =>
      told.current(
        signing.isEmpty()
          ? undefined
          : drawingOf(signing.toData(), element.offsetWidth, element.offsetHeight),
      );
    size();
    signing.addEventListener('endStroke', tell);
    window.addEventListener('resize', size);
    return () => {
      window.removeEventListener('resize', size);
      signing.off();
    };
  }, []);

  const clear = () => {
    pad.current?.clear();
    onChange(undefined);
  };
  return (
    <div class="signature">
      <p class="hint" id="signature-hint">
        {t('signHere')}
      </p>
      <canvas
        ref={canvas}
        class="signature-canvas"
        aria-describedby="signature-hint"
        aria-label={t('signHere')}
        role="img"
      />
      <Button onClick={clear}>{t('clear')}</Button>
    </div>
  );
}
