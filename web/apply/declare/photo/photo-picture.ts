import type { PhotoMeasurement, PhotoRules } from '../../../../shared/contracts/photo.ts';
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
 * @param found what its header told; a damaged picture is shown by pages as far as it goes, which is no photo (D2)
 * @throws when the browser cannot decode it to its end
 */
export async function openPicture(file: Blob, rules: PhotoRules, found: PhotoMeasurement): Promise<Picture> {
  const { width, height, faults } = found;
  const size = width && height ? { width, height } : await withImage(file, sizeOf);
  const wanted = workingSize(size, rules);
  const bitmap = await decode(file, size, wanted).catch((error) => {
    if (faults.length > 0) throw error;
  });
  if (bitmap && isOf(bitmap, wanted)) return { bitmap, ...wanted, close: () => bitmap.close() };
  try {
    // A browser that knows no resizing gives the whole picture; one that knows no EXIF orientation here, a turned one.
    if (bitmap && isOf(bitmap, size)) return drawn(bitmap, wanted);
    return await withImage(file, (image) => drawn(image, wanted));
  } finally {
    bitmap?.close();
  }
}

async function decode(file: Blob, size: Size, wanted: Size): Promise<ImageBitmap> {
  if (isOf(size, wanted)) return createImageBitmap(file);
  const resized = { resizeWidth: wanted.width, resizeHeight: wanted.height, resizeQuality: 'high' } as const;
  return createImageBitmap(file, resized).catch(() => createImageBitmap(file));
}

const isOf = (one: Size, { width, height }: Size): boolean => one.width === width && one.height === height;
const sizeOf = ({ naturalWidth, naturalHeight }: HTMLImageElement): Size => ({
  width: naturalWidth,
  height: naturalHeight,
});

function drawn(source: CanvasImageSource, { width, height }: Size): Picture {
  const canvas = canvasOf({ width, height });
  contextOf(canvas).drawImage(source, 0, 0, width, height);
  return { bitmap: canvas, width, height, close: () => release(canvas) };
}

/** The picture as pages show it, which every browser turns upright. */
async function withImage<T>(file: Blob, use: (image: HTMLImageElement) => T): Promise<T> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return use(image);
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
