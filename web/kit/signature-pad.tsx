import { useEffect, useRef, useState } from 'preact/hooks';
import SignaturePadBase, { type PointGroup } from 'signature_pad';
import { limits } from '../../shared/contracts/limits.ts';
import { Button } from './button.tsx';
import { t } from './messages.ts';
import { type Drawing, drawingOf, resized } from './signature-strokes.ts';

interface Board {
  /** Takes back the last stroke, or the clearing of all. */
  undo(): void;
  clear(): void;
  close(): void;
}

interface Shown {
  readonly empty: boolean;
  readonly undoable: boolean;
  readonly full: boolean;
}

/** A frame to sign in by hand, with finger, pen or mouse (R22). A turned telephone keeps the drawing. */
export function SignaturePad({ onChange }: { onChange(drawing: Drawing | undefined): void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const board = useRef<Board | undefined>(undefined);
  const told = useRef(onChange);
  told.current = onChange;
  const [shown, setShown] = useState<Shown>({ empty: true, undoable: false, full: false });

  useEffect(() => {
    if (!canvas.current) return;
    const opened = boardOn(canvas.current, (drawing, now) => {
      setShown(now);
      told.current(drawing);
    });
    board.current = opened;
    return opened.close;
  }, []);

  return (
    <div class="signature">
      <p class="hint" id="signature-hint">
        {t('signHere')}
      </p>
      <canvas
        ref={canvas}
        class="signature-canvas"
        aria-describedby="signature-hint"
        aria-label={t(shown.empty ? 'signHere' : 'signedHere')}
        role="img"
      />
      <div class="actions">
        <Button disabled={!shown.undoable} onClick={() => board.current?.undo()}>
          {t('undo')}
        </Button>
        <Button onClick={() => board.current?.clear()}>{t('clear')}</Button>
      </div>
      {shown.full ? <p role="status">{t('signFull', { n: limits.signatureStrokes })}</p> : null}
    </div>
  );
}

/** The pad on its canvas: strokes, their undoing, and their keeping when the frame changes its size. */
function boardOn(
  element: HTMLCanvasElement,
  onChange: (drawing: Drawing | undefined, now: Shown) => void,
): Board {
  const pad = new SignaturePadBase(element, { penColor: '#101820', minWidth: 1, maxWidth: 3 });
  let size = { width: 0, height: 0 };
  /** What stood there before it was cleared; newest last. */
  let cleared: PointGroup[][] = [];
  const tell = () => {
    const groups = pad.toData();
    const empty = groups.length === 0;
    onChange(empty ? undefined : drawingOf(groups, size.width, size.height), {
      empty,
      undoable: !empty || cleared.length > 0,
      full: groups.length >= limits.signatureStrokes,
    });
  };
  const show = (groups: PointGroup[]) => {
    pad.fromData(groups);
    tell();
  };
  const measure = () => {
    const next = { width: element.clientWidth, height: element.clientHeight };
    if (next.width === 0 || (next.width === size.width && next.height === size.height)) return;
    const before = size.width === 0 ? next : size;
    const kept = resized(pad.toData(), before, next);
    cleared = cleared.map((groups) => resized(groups, before, next));
    size = next;
    const dense = Math.max(1, window.devicePixelRatio);
    element.width = next.width * dense;
    element.height = next.height * dense;
    element.getContext('2d')?.scale(dense, dense);
    show(kept);
  };
  pad.addEventListener('beginStroke', (event) => {
    if (pad.toData().length >= limits.signatureStrokes) event.preventDefault();
  });
  pad.addEventListener('endStroke', tell);
  const watch = new ResizeObserver(measure);
  watch.observe(element);
  measure();
  return {
    undo() {
      const groups = pad.toData();
      show(groups.length > 0 ? groups.slice(0, -1) : (cleared.pop() ?? []));
    },
    clear() {
      const groups = pad.toData();
      if (groups.length === 0) return;
      cleared.push([...groups]);
      show([]);
    },
    close() {
      watch.disconnect();
      pad.off();
    },
  };
}
