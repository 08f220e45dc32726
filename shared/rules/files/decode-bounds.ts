/** Decided before decoding (D1): a legal JPEG under 1 MB can hold 254 megapixels. */
export const MAX_PHOTO_PIXELS = 25_000_000;

/** Bytes that one decode may hold; with the process itself, the file and its copy this stays under 256 MB (D1). */
export const MAX_DECODE_MEMORY = 100e6;

/** Bytes that libvips holds while rows of this picture stream through: some 800 rows, and half as much again. */
export const rowMemory = (width: number, height: number, pixelBytes: number): number =>
  width * pixelBytes * (Math.min(height, 600) + 200) * 1.5;
