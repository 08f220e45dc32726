/**
 * A reader of clean QR symbols (ISO/IEC 18004), versions 1-6 at level M, byte mode, no error correction: written from
 * the standard and independent of the library that draws them, so that a test can read what was printed.
 */

/** Blocks and data codewords a block at level M, by version. */
const levelM: Record<number, [blocks: number, data: number]> = {
  1: [1, 16],
  2: [1, 28],
  3: [1, 44],
  4: [2, 32],
  5: [2, 43],
  6: [4, 27],
};

const masks: ((y: number, x: number) => boolean)[] = [
  (y, x) => (y + x) % 2 === 0,
  (y) => y % 2 === 0,
  (_, x) => x % 3 === 0,
  (y, x) => (y + x) % 3 === 0,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0,
  (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2 === 0,
];

/** Finds the symbol in a grey picture: the box around everything dark, sampled at the middle of each module. */
export function sampleSymbol(
  image: { width: number; grey: Uint8Array },
  area: { left: number; top: number; right: number; bottom: number },
): boolean[][] {
  const dark = (x: number, y: number): boolean => image.grey[y * image.width + x]! < 128;
  let [left, top, right, bottom] = [area.right, area.bottom, area.left, area.top];
  for (let y = area.top; y < area.bottom; y += 1) {
    for (let x = area.left; x < area.right; x += 1) {
      if (!dark(x, y)) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
    }
  }
  let finder = 0;
  while (dark(left + finder, top + 1)) finder += 1;
  const side = Math.round((right - left) / (finder / 7));
  const module = (right - left) / side;
  return Array.from({ length: side }, (_, y) =>
    Array.from({ length: side }, (_unused, x) =>
      dark(Math.floor(left + (x + 0.5) * module), Math.floor(top + (y + 0.5) * module)),
    ),
  );
}

/** The text of a clean symbol. */
export function readSymbol(symbol: boolean[][]): string {
  const side = symbol.length;
  const version = (side - 17) / 4;
  const blocks = levelM[version];
  const mask = masks[formatBits(symbol) & 7];
  if (!blocks || !mask || formatBits(symbol) >> 3 !== 0)
    throw new Error(`not a version 1-6 symbol at level M: ${side}`);
  const bits: number[] = [];
  for (let right = side - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right -= 1;
    for (let step = 0; step < side; step += 1) {
      const y = up ? side - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (!isFunction(side, version, y, x)) bits.push(Number(symbol[y]![x]! !== mask(y, x)));
      }
    }
  }
  return bytesToText(deinterleave(bits, blocks));
}

/** Five format bits: two of the level (00 is M), three of the mask. */
function formatBits(symbol: boolean[][]): number {
  let bits = 0;
  for (const x of [0, 1, 2, 3, 4]) bits = (bits << 1) | Number(symbol[8]![x]!);
  return bits ^ 0b10101;
}

function isFunction(side: number, version: number, y: number, x: number): boolean {
  const finder = (y < 9 && x < 9) || (y < 9 && x >= side - 8) || (y >= side - 8 && x < 9);
  const alignment = version > 1 && Math.abs(y - (side - 7)) <= 2 && Math.abs(x - (side - 7)) <= 2;
  return finder || alignment || y === 6 || x === 6;
}

function deinterleave(bits: number[], [blocks, data]: [number, number]): number[] {
  const codewords = Array.from({ length: blocks * data }, (_, i) =>
    bits.slice(i * 8, i * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
  );
  return Array.from({ length: blocks }, (_, b) =>
    Array.from({ length: data }, (_unused, i) => codewords[i * blocks + b]!),
  ).flat();
}

function bytesToText(codewords: number[]): string {
  const bits = codewords.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  if (bits.slice(0, 4) !== '0100') throw new Error('not in byte mode');
  const length = Number.parseInt(bits.slice(4, 12), 2);
  const bytes = Array.from({ length }, (_, i) => Number.parseInt(bits.slice(12 + i * 8, 20 + i * 8), 2));
  return new TextDecoder().decode(new Uint8Array(bytes));
}
