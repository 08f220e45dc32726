import * as z from 'zod/mini';

/** Two whole numbers, numerator and denominator: ratios are compared by cross-multiplication, never as fractions. */
const Ratio = z.tuple([z.int().check(z.gte(1)), z.int().check(z.gte(1))]);
export type Ratio = z.infer<typeof Ratio>;
const Whole = z.int().check(z.gte(0));
/** At least nothing would be no limit. */
const Some = z.int().check(z.gte(1));

/** Exactly one of each pair: a limit is strict or included. */
const oneOf = (...pairs: readonly (readonly [string, string])[]) =>
  z.refine(
    (limits) =>
      pairs.every(
        (pair) => pair.filter((key) => (limits as Record<string, unknown>)[key] !== undefined).length === 1,
      ),
    { error: `exactly one of ${pairs.map(([a, b]) => `${a}/${b}`).join(', ')}` },
  );

/**
 * The plan's `photo` block (domain-spec §12; R15-R19). `gt` and `lt` are strict (大于, 小于), `gte`, `lte`, `min` and `max`
 * included (不小于, 不大于): each limit is the one or the other. Sizes are pixels after EXIF orientation, bytes are bytes
 * (1K = 1024, Q5).
 */
export const PhotoRules = z.object({
  bytes: z
    .object({
      gt: z.optional(Whole),
      gte: z.optional(Some),
      lt: z.optional(Whole),
      lte: z.optional(Whole),
    })
    .check(oneOf(['gt', 'gte'], ['lt', 'lte'])),
  px: z
    .object({
      wGt: z.optional(Whole),
      wGte: z.optional(Some),
      hGt: z.optional(Whole),
      hGte: z.optional(Some),
    })
    .check(oneOf(['wGt', 'wGte'], ['hGt', 'hGte'])),
  ratio: z
    .object({
      gt: z.optional(Ratio),
      min: z.optional(Ratio),
      lt: z.optional(Ratio),
      max: z.optional(Ratio),
    })
    .check(oneOf(['gt', 'min'], ['lt', 'max'])),
  /** Whether it is told that the background is not white (R15). */
  background: z.object({ mode: z.enum(['ADVISORY', 'OFF']) }),
  /** Print sizes as the notice words them, e.g. 1寸. */
  sizes: z.array(z.string()),
});
export type PhotoRules = z.infer<typeof PhotoRules>;

/** Why JPEG content does not count as a decodable frame (D2). The first sixteen show in the structure alone. */
export const jpegFaults = [
  'TRUNCATED',
  'MISSING_EOI',
  'BAD_SEGMENT',
  'NO_FRAME',
  'NO_SCAN',
  'TWO_FRAMES',
  'ARITHMETIC',
  'LOSSLESS',
  'HIERARCHICAL',
  'PRECISION',
  'COMPONENTS',
  'DNL',
  'MISSING_HUFFMAN',
  'MISSING_QUANTIZATION',
  'TOO_MANY_SCANS',
  'TOO_MUCH_MEMORY',
  'SCAN_SHORT',
  'CORRUPT',
  'TIMEOUT',
] as const;
export const JpegFault = z.enum(jpegFaults);
export type JpegFault = z.infer<typeof JpegFault>;

/** What is odd about JPEG content and costs no pixel (D12): said, and stops nothing. */
export const jpegOddities = ['SCAN_PARAMETERS', 'STRAY_BYTES', 'SEGMENT'] as const;
export const JpegOddity = z.enum(jpegOddities);
export type JpegOddity = z.infer<typeof JpegOddity>;

/** What was measured of a photo, in the browser (structure only) or by the Lambda (decoded as well). */
export const PhotoMeasurement = z.object({
  bytes: Whole,
  /** The content begins with `FF D8 FF`. */
  jpeg: z.boolean(),
  /** What the content is when it is no JPEG, if known: `PNG`, `WEBP`, `PDF` … */
  otherFormat: z.optional(z.string()),
  /** Pixels after EXIF orientation; absent when the header gives none. */
  width: z.optional(Whole),
  height: z.optional(Whole),
  orientation: z.optional(z.int().check(z.gte(1), z.lte(8))),
  /** Colour components of the frame: 1 grey, 3 colour, 4 CMYK. */
  components: z.optional(Whole),
  faults: z.array(JpegFault),
  oddities: z.optional(z.array(JpegOddity)),
  /** Bytes after the image's EOI. */
  trailingBytes: z.optional(Whole),
  declaredType: z.optional(z.string()),
  fileName: z.optional(z.string()),
  /** Share of sampled border points that are white, in thousandths; absent when not measured. */
  whiteBorderPermille: z.optional(z.int().check(z.gte(0), z.lte(1000))),
});
export type PhotoMeasurement = z.infer<typeof PhotoMeasurement>;
