import type { PhotoRules } from '../../../../shared/contracts/photo.ts';
import type { Size } from '../../../../shared/rules/files/photo-size.ts';
import { type Rung, workingSize } from './photo-fit.ts';
import { type Frame, turned } from './photo-frame.ts';

/** The part of the photo helper that needs a browser: pictures are opened, drawn and encoded here, and nothing is decided. */

export interface Picture extends Size {
  /** Upright: EXIF orientation is applied, as R18 measures. */
  readonly bitmap: ImageBitmap | HTMLCanvasElement;
  close(): void;
}

/**
 * Opens whatever picture the browser can decode, upright, and no larger than memory bears.
 * @param known its size, where the header told it
 * @throws when the browser cannot decode it
 */
export async function openPicture(file: Blob, rules: PhotoRules, known?: Size): Promise<Picture> {
  const size = known ?? (await naturalSize(file));
  const wanted = workingSize(size, rules);
  if (wanted.width === size.width) return pictureOf(await createImageBitmap(file, upright));
  const { width, height } = wanted;
  const resized = { ...upright, resizeWidth: width, resizeHeight: height, resizeQuality: 'high' } as const;
  const bitmap = await createImageBitmap(file, resized).catch(() => createImageBitmap(file, upright));
  // A browser that knows no resizing gives the whole picture; it is made smaller, and let go, at once.
  return bitmap.width === width && bitmap.height === height ? pictureOf(bitmap) : scaled(bitmap, rules);
}

const upright = { imageOrientation: 'from-image' } as const;

function pictureOf(bitmap: ImageBitmap): Picture {
  return { bitmap, width: bitmap.width, height: bitmap.height, close: () => bitmap.close() };
}

function scaled(bitmap: ImageBitmap, rules: PhotoRules): Picture {
  const { width, height } = workingSize(bitmap, rules);
  const canvas = canvasOf({ width, height });
  contextOf(canvas).drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return { bitmap: canvas, width, height, close: () => release(canvas) };
}

async function naturalSize(file: Blob): Promise<Size> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return { width: image.naturalWidth, height: image.naturalHeight };
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Where on a canvas the frame comes to lie. */
interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** Draws the turned picture so that its frame fills the box; what lies around the frame is drawn around the box. */
export function paint(
  context: CanvasRenderingContext2D,
  picture: Picture,
  turn: number,
  frame: Frame,
  box: Box,
): void {
  const whole = turned(picture, turn);
  context.save();
  context.imageSmoothingQuality = 'high';
  context.translate(box.left, box.top);
  context.scale(box.width / frame.width, box.height / frame.height);
  context.translate(whole.width / 2 - frame.left, whole.height / 2 - frame.top);
  context.rotate((turn * Math.PI) / 2);
  context.drawImage(picture.bitmap, -picture.width / 2, -picture.height / 2);
  context.restore();
}

/**
 * Encodes one frame at many sizes and qualities, drawing it anew only when the size changes.
 * @throws {DOMException} AbortError
 */
export function encoderOf(picture: Picture, turn: number, frame: Frame, signal: AbortSignal) {
  const canvas = canvasOf({ width: 0, height: 0 });
  const encode = async ({ width, height, quality }: Rung): Promise<Blob> => {
    signal.throwIfAborted();
    if (canvas.width !== width || canvas.height !== height) {
      Object.assign(canvas, { width, height });
      const context = contextOf(canvas);
      // What is transparent prints white (R15).
      context.fillStyle = '#fff';
      context.fillRect(0, 0, width, height);
      paint(context, picture, turn, frame, { left: 0, top: 0, width, height });
    }
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
    signal.throwIfAborted();
    if (!blob) throw new Error('the browser gave no picture');
    return blob;
  };
  return { encode, close: () => release(canvas) };
}

function canvasOf(size: Size): HTMLCanvasElement {
  return Object.assign(document.createElement('canvas'), size);
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser draws no pictures');
  return context;
}

/** Some telephones keep a canvas' memory until it has no size. */
const release = (canvas: HTMLCanvasElement) => Object.assign(canvas, { width: 0, height: 0 });
