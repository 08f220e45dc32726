/**
 * Distance to a shape at a point: negative inside, never more than the true one. Units: the picture's height is 1, x is
 * 0 in the middle.
 */
type Shape = (x: number, y: number) => number;
type Colour = readonly [r: number, g: number, b: number];

interface Layer {
  readonly shape: Shape;
  readonly colour: Colour;
  /** Width of the soft edge in units; a sharp, anti-aliased edge when left out. */
  readonly soft?: number;
  readonly opacity?: number;
  /** The layer ends sharply at this shape, however soft its own edge is. */
  readonly clip?: Shape;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32, public domain). */
export function randomOf(seed: string): () => number {
  let state = 0x9e3779b9;
  for (const char of seed) state = Math.imul(state ^ char.codePointAt(0)!, 0x85ebca6b) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const ellipse =
  (cx: number, cy: number, rx: number, ry: number, power = 2): Shape =>
  (x, y) =>
    ((Math.abs((x - cx) / rx) ** power + Math.abs((y - cy) / ry) ** power) ** (1 / power) - 1) *
    Math.min(rx, ry);

/** A line of this half thickness from a to b, with round ends. */
const stroke =
  (ax: number, ay: number, bx: number, by: number, half: number): Shape =>
  (x, y) => {
    const [dx, dy] = [bx - ax, by - ay];
    const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - ax - t * dx, y - ay - t * dy) - half;
  };

/** Convex polygon, corners clockwise on the screen. */
const polygon = (...corners: readonly (readonly [number, number])[]): Shape => {
  const edges = corners.map(([ax, ay], i) => {
    const [bx, by] = corners[(i + 1) % corners.length]!;
    const length = Math.hypot(bx - ax, by - ay);
    return { ax, ay, nx: (by - ay) / length, ny: -(bx - ax) / length };
  });
  return (x, y) => edges.reduce((d, e) => Math.max(d, (x - e.ax) * e.nx + (y - e.ay) * e.ny), -Infinity);
};

const without =
  (shape: Shape, hole: Shape): Shape =>
  (x, y) =>
    Math.max(shape(x, y), -hole(x, y));

const mirrored = (make: (side: 1 | -1) => Layer): Layer[] => [make(-1), make(1)];

const skins: readonly Colour[] = [
  [240, 205, 178],
  [232, 192, 160],
  [222, 180, 148],
  [245, 212, 190],
];
const hairs: readonly Colour[] = [
  [34, 29, 28],
  [46, 38, 34],
  [58, 47, 41],
];
const suits: readonly Colour[] = [
  [38, 46, 66],
  [52, 54, 58],
  [32, 62, 78],
  [66, 54, 56],
];
const ties: readonly Colour[] = [
  [122, 38, 44],
  [40, 66, 120],
  [60, 90, 84],
];

const shade = (colour: Colour, factor: number): Colour => [
  Math.min(255, colour[0] * factor),
  Math.min(255, colour[1] * factor),
  Math.min(255, colour[2] * factor),
];

/** How much larger than drawn the figure stands in the picture, so that the head fills half its height. */
const SCALE = 1.22;

/** Pixels of a side of the squares that are drawn with the layers that they meet. */
const TILE = 16;

const raised = (layers: Layer[], dy: number): Layer[] => {
  const up =
    (shape: Shape): Shape =>
    (x, y) =>
      shape(x, y + dy);
  return layers.map((layer) => ({
    ...layer,
    shape: up(layer.shape),
    ...(layer.clip && { clip: up(layer.clip) }),
  }));
};

/**
 * An illustrated, neutral head and shoulders on white, as RGB rows of 3 bytes a pixel. It shows no real person.
 * Skin, hair, suit and glasses follow from the seed; the same seed gives the same pixels.
 */
export function drawPortrait(seed: string, width: number, height: number): Uint8Array {
  const random = randomOf(seed);
  const layers = layersOf(random);
  const pixels = new Uint8Array(width * height * 3);
  const pixel = 1 / height;
  const across = (px: number): number => ((px + 0.5 - width / 2) * pixel) / SCALE;
  const down = (py: number): number => 0.4 + ((py + 0.5) * pixel - 0.42) / SCALE;
  /** The layers that reach into the tile that begins at this pixel; most tiles meet few of the fifty. */
  const near = (px: number, py: number): Layer[] => {
    const [x, y] = [across(px + TILE / 2), down(py + TILE / 2)];
    return layers.filter(({ shape, soft = pixel }) => shape(x, y) < soft / 2 + TILE * pixel);
  };
  let tiles: Layer[][] = [];
  for (let py = 0; py < height; py++) {
    if (py % TILE === 0)
      tiles = Array.from({ length: Math.ceil(width / TILE) }, (_, i) => near(i * TILE, py));
    for (let px = 0; px < width; px++) {
      const [x, y] = [across(px), down(py)];
      const white = 252 - (3 * py) / height;
      let [r, g, b] = [white, white, white + 1];
      for (const layer of tiles[Math.floor(px / TILE)]!) {
        const edge = layer.soft ?? pixel;
        const covered =
          coverage(layer.shape(x, y), edge) *
          (layer.clip ? coverage(layer.clip(x, y), pixel) : 1) *
          (layer.opacity ?? 1);
        if (covered === 0) continue;
        r += (layer.colour[0] - r) * covered;
        g += (layer.colour[1] - g) * covered;
        b += (layer.colour[2] - b) * covered;
      }
      // Grain like a camera's, so that the file is as large as a photograph of this size.
      const grain = (random() + random() - 1) * 5;
      const at = (py * width + px) * 3;
      pixels[at] = clamp(r + grain);
      pixels[at + 1] = clamp(g + grain);
      pixels[at + 2] = clamp(b + grain);
    }
  }
  return pixels;
}

const coverage = (distance: number, edge: number): number => Math.max(0, Math.min(1, 0.5 - distance / edge));

const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

function layersOf(random: () => number): Layer[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const [skin, hair, suit, tie] = [pick(skins), pick(hairs), pick(suits), pick(ties)];
  const [longHair, glasses, withTie] = [random() < 0.45, random() < 0.35, random() < 0.6];
  const jaw = 0.128 + random() * 0.01;
  const face = ellipse(0, 0.395, jaw, 0.172, 2.25);
  return [
    ...(longHair ? backHair(hair) : []),
    ...raised(clothes(suit, skin, tie, withTie && !longHair), 0.04),
    ...mirrored((s) => ({ shape: ellipse(s * (jaw + 0.003), 0.405, 0.02, 0.036), colour: shade(skin, 0.9) })),
    ...head(face, skin),
    ...features(skin, hair),
    ...(glasses ? spectacles() : []),
    ...frontHair(hair, face, jaw, longHair),
  ];
}

const backHair = (hair: Colour): Layer[] => [
  { shape: ellipse(0, 0.4, 0.178, 0.205, 2.6), colour: shade(hair, 0.85) },
  { shape: ellipse(0, 0.53, 0.165, 0.1, 3), colour: shade(hair, 0.8) },
];

function clothes(suit: Colour, skin: Colour, tie: Colour, withTie: boolean): Layer[] {
  const body = ellipse(0, 1.04, 0.36, 0.325, 2.8);
  const shirt = polygon([-0.1, 0.7], [0.1, 0.7], [0, 0.98]);
  return [
    { shape: body, colour: suit },
    { shape: ellipse(0.2, 1.0, 0.2, 0.25), clip: body, colour: shade(suit, 0.8), soft: 0.12, opacity: 0.6 },
    {
      shape: ellipse(-0.14, 0.86, 0.14, 0.12),
      clip: body,
      colour: shade(suit, 1.25),
      soft: 0.14,
      opacity: 0.5,
    },
    { shape: shirt, colour: [246, 247, 249] },
    ...(withTie
      ? [
          {
            shape: polygon([-0.022, 0.735], [0.022, 0.735], [0.03, 0.9], [0, 0.97], [-0.03, 0.9]),
            colour: tie,
          },
          {
            shape: polygon([-0.024, 0.727], [0.024, 0.727], [0.014, 0.762], [-0.014, 0.762]),
            colour: shade(tie, 1.2),
          },
        ]
      : []),
    { shape: ellipse(0, 0.6, 0.068, 0.13, 3), colour: shade(skin, 0.9) },
    {
      shape: ellipse(0, 0.535, 0.09, 0.045),
      clip: ellipse(0, 0.6, 0.068, 0.13, 3),
      colour: shade(skin, 0.72),
      soft: 0.05,
      opacity: 0.7,
    },
    ...mirrored((s) => ({
      shape:
        s < 0
          ? polygon([-0.075, 0.672], [0, 0.745], [-0.045, 0.795], [-0.105, 0.715])
          : polygon([0.075, 0.672], [0.105, 0.715], [0.045, 0.795], [0, 0.745]),
      colour: [255, 255, 255],
    })),
    ...mirrored((s) => ({ shape: stroke(0, 0.745, s * 0.045, 0.795, 0.0016), colour: [205, 208, 214] })),
    ...mirrored((s) => ({
      shape:
        s < 0
          ? polygon([-0.105, 0.7], [-0.005, 1.0], [-0.06, 1.0], [-0.165, 0.765])
          : polygon([0.105, 0.7], [0.165, 0.765], [0.06, 1.0], [0.005, 1.0]),
      colour: shade(suit, 0.86),
    })),
  ];
}

const head = (face: Shape, skin: Colour): Layer[] => [
  { shape: face, colour: skin },
  {
    shape: without(face, ellipse(-0.015, 0.385, 0.112, 0.155)),
    clip: face,
    colour: shade(skin, 0.86),
    soft: 0.05,
    opacity: 0.75,
  },
  ...mirrored((s) => ({
    shape: ellipse(s * 0.07, 0.452, 0.035, 0.028),
    colour: [233, 160, 138],
    soft: 0.05,
    opacity: 0.35,
  })),
  { shape: ellipse(-0.02, 0.315, 0.06, 0.03), colour: shade(skin, 1.05), soft: 0.06, opacity: 0.6 },
];

function features(skin: Colour, hair: Colour): Layer[] {
  const lids = shade(skin, 0.55);
  return [
    ...mirrored((s) => ({
      shape: stroke(s * 0.032, 0.352, s * 0.083, 0.35, 0.0058),
      colour: hair,
      soft: 0.006,
      opacity: 0.85,
    })),
    ...mirrored((s) => ({
      shape: ellipse(s * 0.056, 0.389, 0.0245, 0.0115),
      colour: [250, 249, 247],
      soft: 0.004,
    })),
    ...mirrored((s) => ({
      shape: ellipse(s * 0.056, 0.388, 0.0112, 0.0112),
      clip: ellipse(s * 0.056, 0.389, 0.0245, 0.0115),
      colour: [48, 34, 28],
    })),
    ...mirrored((s) => ({
      shape: ellipse(s * 0.056 - 0.003, 0.384, 0.0026, 0.0026),
      colour: [240, 240, 240],
    })),
    ...mirrored((s) => ({
      shape: without(ellipse(s * 0.056, 0.389, 0.0265, 0.0135), ellipse(s * 0.056, 0.3925, 0.0275, 0.0135)),
      colour: lids,
      soft: 0.003,
    })),
    { shape: ellipse(0.011, 0.425, 0.009, 0.038), colour: shade(skin, 0.8), soft: 0.022, opacity: 0.55 },
    { shape: ellipse(-0.004, 0.42, 0.006, 0.036), colour: shade(skin, 1.08), soft: 0.02, opacity: 0.6 },
    { shape: ellipse(0, 0.459, 0.025, 0.009), colour: shade(skin, 0.76), soft: 0.014, opacity: 0.6 },
    ...mirrored((s) => ({
      shape: ellipse(s * 0.012, 0.4605, 0.0052, 0.003),
      colour: shade(skin, 0.45),
      soft: 0.004,
      opacity: 0.8,
    })),
    { shape: ellipse(0, 0.5, 0.036, 0.0085), colour: [188, 104, 98], soft: 0.006, opacity: 0.9 },
    { shape: ellipse(0, 0.509, 0.03, 0.009), colour: [205, 122, 114], soft: 0.008, opacity: 0.9 },
    { shape: stroke(-0.035, 0.5025, 0.035, 0.5025, 0.0012), colour: [122, 60, 58], soft: 0.004 },
    { shape: ellipse(0, 0.534, 0.028, 0.006), colour: shade(skin, 0.82), soft: 0.014, opacity: 0.6 },
  ];
}

const spectacles = (): Layer[] => [
  ...mirrored((s) => {
    const rim = ellipse(s * 0.057, 0.392, 0.041, 0.03, 3.2);
    return { shape: (x, y) => Math.abs(rim(x, y)) - 0.0022, colour: [46, 46, 50] };
  }),
  { shape: stroke(-0.017, 0.386, 0.017, 0.386, 0.002), colour: [46, 46, 50] },
  ...mirrored(
    (s): Layer => ({ shape: stroke(s * 0.098, 0.385, s * 0.128, 0.39, 0.002), colour: [46, 46, 50] }),
  ),
];

function frontHair(hair: Colour, face: Shape, jaw: number, longHair: boolean): Layer[] {
  const crown = ellipse(0, 0.325, jaw + 0.022, 0.142, 2.3);
  const brow = longHair
    ? ellipse(0.012, 0.425, 0.117, 0.165, 2.3)
    : ellipse(0.012, 0.428, jaw - 0.008, 0.162, 2.6);
  const shape = without(crown, brow);
  return [
    {
      shape: without(ellipse(0, 0.4, jaw, 0.2), brow),
      clip: face,
      colour: hair,
      soft: 0.03,
      opacity: 0.35,
    },
    { shape, colour: hair },
    {
      shape: ellipse(-0.05, 0.235, 0.07, 0.025),
      clip: shape,
      colour: shade(hair, 1.7),
      soft: 0.05,
      opacity: 0.55,
    },
    ...(longHair
      ? mirrored((s): Layer => ({ shape: ellipse(s * (jaw + 0.012), 0.47, 0.024, 0.15, 2.6), colour: hair }))
      : []),
  ];
}
