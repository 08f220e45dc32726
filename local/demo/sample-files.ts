import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import sharp from 'sharp';
import { drawPortrait, randomOf } from './sample-portrait.ts';

/**
 * Realistic files for the demonstration: the same arguments always give the same bytes. None shows a real person
 * or a real document.
 */

/** An ID portrait on white as JPEG, 60–200 KB at the usual 413×579 (2寸). Passes the photo rules (R13–R19). */
export async function samplePhoto(
  seed: string,
  size: { readonly width?: number; readonly height?: number } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { width = 413, height = 579 } = size;
  const raw = { width, height, channels: 3 as const };
  const jpeg = await sharp(drawPortrait(seed, width, height), { raw })
    .withIccProfile('srgb', { attach: false })
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();
  return new Uint8Array(jpeg);
}

export interface SamplePdfOptions {
  /** Name of the issuing body at the foot, with a round red seal marked 示例印章 over it. */
  readonly seal?: string;
  /** The date under the text. */
  readonly date?: string;
}

/**
 * A one-page A4 PDF with this title and these paragraphs, its Chinese text extractable. The text reaches typst as
 * data only, so no character of it is read as markup.
 * @throws Error when typst refuses; its message is typst's.
 */
export function samplePdf(
  title: string,
  lines: readonly string[],
  options: SamplePdfOptions = {},
): Uint8Array<ArrayBuffer> {
  compiler ??= createCompiler();
  const inputs = {
    data: JSON.stringify({ title, lines, seal: options.seal ?? null, date: options.date ?? null }),
  };
  const pdf = compiler.pdf({ mainFilePath: MAIN, inputs }, { creationTimestamp: 1_600_000_000 });
  return new Uint8Array(pdf);
}

const ROOT = '/zhiping-samples';
const MAIN = `${ROOT}/sample.typ`;
let compiler: NodeCompiler | undefined;

function createCompiler(): NodeCompiler {
  const fonts = dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json'),
  );
  const created = NodeCompiler.create({
    workspace: ROOT,
    fontArgs: [{ fontPaths: [join(fonts, '400Regular')] }],
  });
  created.addSource(MAIN, template);
  return created;
}

const template = `
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title)
#set page(paper: "a4", margin: (x: 28mm, y: 30mm), footer: align(center, text(8pt, fill: luma(110))[演示材料，非真实文件 · Sample for demonstration only]))
#set text(font: "Noto Serif SC", size: 12pt, lang: "zh")
#set par(leading: 1em, spacing: 1.1em, first-line-indent: (amount: 2em, all: true), justify: true)
#align(center, text(18pt, tracking: 0.15em, d.title))
#v(8mm)
#for line in d.lines { par(line) }
#v(14mm)
#set par(first-line-indent: 0pt, justify: false)
#align(right, box(width: 80mm, align(center)[
  #if d.seal != none { par(d.seal) }
  #if d.date != none { par(d.date) }
  #if d.seal != none {
    let red = rgb("#c8282890")
    place(center, dy: -32mm, rotate(-8deg, circle(radius: 19mm, stroke: 1.4pt + red, inset: 0pt, {
      set align(center + horizon)
      set text(fill: red)
      box(width: 34mm, stack(spacing: 2.5mm, text(22pt, "★"), text(9pt, "示例印章")))
    })))
  }
]))
`;

/** A point of a drawn stroke: pixels from the upper left, milliseconds since the first touch. */
export interface SamplePoint {
  readonly x: number;
  readonly y: number;
  readonly t: number;
}

export interface SampleSignature {
  readonly width: number;
  readonly height: number;
  readonly strokes: readonly (readonly SamplePoint[])[];
  /** The strokes as black ink on white, width × height pixels. */
  readonly png: Uint8Array<ArrayBuffer>;
}

/** A handwritten-looking signature of two or three characters: strokes with times, and the picture of them (R22–R23). */
export async function sampleSignature(seed: string): Promise<SampleSignature> {
  const [width, height] = [600, 240];
  const random = randomOf(`signature ${seed}`);
  const characters = 2 + Math.floor(random() * 2);
  const box = Math.min(170, (width - 60) / characters);
  const strokes: SamplePoint[][] = [];
  let t = 0;
  for (let c = 0; c < characters; c++) {
    const [left, top] = [30 + c * box, 35 + random() * 20];
    const count = 4 + Math.floor(random() * 4);
    for (let s = 0; s < count; s++) {
      const points = drawStroke(random, s, count).map((p) => {
        t += 8 + Math.floor(random() * 5);
        return { x: round(left + p.x * box * 0.85), y: round(top + p.y * 165), t };
      });
      strokes.push(points);
      t += 90 + Math.floor(random() * 80);
    }
  }
  return { width, height, strokes, png: await inkOf(strokes, width, height) };
}

/** One stroke in the unit square: heng, shu, pie or na in turn, bent a little, as curves of Bézier. */
function drawStroke(random: () => number, index: number, count: number): { x: number; y: number }[] {
  const wobble = (amount: number): number => (random() - 0.5) * amount;
  const level = 0.1 + (0.8 * index) / count;
  const ends = [
    [0.05, level, 0.95, level - 0.06],
    [0.3 + 0.4 * random(), 0, 0.45 + wobble(0.3), 1],
    [0.6, level * 0.4, 0.02, 0.95],
    [0.35, 0.3 + level * 0.3, 1, 0.98],
  ][index % 4]!;
  const [x0, y0, x1, y1] = ends.map((v) => v + wobble(0.1)) as [number, number, number, number];
  const [cx, cy] = [(x0 + x1) / 2 + wobble(0.3), (y0 + y1) / 2 + wobble(0.2)];
  return Array.from({ length: 18 }, (_, i) => {
    const u = i / 17;
    const [a, b, c] = [(1 - u) ** 2, 2 * u * (1 - u), u ** 2];
    return { x: a * x0 + b * cx + c * x1, y: a * y0 + b * cy + c * y1 };
  });
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Round-capped lines, thinner towards the end of a stroke as a pen leaves the paper. */
async function inkOf(
  strokes: readonly (readonly SamplePoint[])[],
  width: number,
  height: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const pixels = new Uint8Array(width * height).fill(255);
  for (const stroke of strokes) {
    for (let i = 1; i < stroke.length; i++) {
      const half = 3.6 - (1.8 * i) / stroke.length;
      paintSegment(pixels, width, height, stroke[i - 1]!, stroke[i]!, half);
    }
  }
  return new Uint8Array(
    await sharp(pixels, { raw: { width, height, channels: 1 } })
      .png()
      .toBuffer(),
  );
}

function paintSegment(
  pixels: Uint8Array,
  width: number,
  height: number,
  a: SamplePoint,
  b: SamplePoint,
  half: number,
): void {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length2 = dx * dx + dy * dy || 1;
  const reach = half + 1;
  for (
    let y = Math.max(0, Math.floor(Math.min(a.y, b.y) - reach));
    y < Math.min(height, Math.max(a.y, b.y) + reach);
    y++
  ) {
    for (
      let x = Math.max(0, Math.floor(Math.min(a.x, b.x) - reach));
      x < Math.min(width, Math.max(a.x, b.x) + reach);
      x++
    ) {
      const t = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / length2));
      const distance = Math.hypot(x - a.x - t * dx, y - a.y - t * dy);
      const ink = 255 - Math.round(235 * Math.max(0, Math.min(1, half + 0.5 - distance)));
      pixels[y * width + x] = Math.min(pixels[y * width + x]!, ink);
    }
  }
}
