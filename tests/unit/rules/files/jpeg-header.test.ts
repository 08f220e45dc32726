import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { JpegFault } from '../../../../shared/contracts/photo.ts';
import { measurementOf, readJpegHeader } from '../../../../shared/rules/files/jpeg-header.ts';

const u16 = (value: number) => [value >> 8, value & 255];
const segment = (marker: number, body: readonly number[]) => [0xff, marker, ...u16(body.length + 2), ...body];
const SOI = [0xff, 0xd8];
const EOI = [0xff, 0xd9];
const DQT = segment(0xdb, [0, ...Array<number>(64).fill(1)]);
const huffman = (id: number) => [id, 1, ...Array<number>(15).fill(0), 0];
const DHT = segment(0xc4, [...huffman(0x00), ...huffman(0x10)]);
const frame = (
  options: { marker?: number; precision?: number; width?: number; height?: number; components?: number } = {},
) => {
  const count = options.components ?? 3;
  const parts = Array.from({ length: count }, (_, i) => [i + 1, 0x11, 0]).flat();
  const size = [...u16(options.height ?? 413), ...u16(options.width ?? 295)];
  return segment(options.marker ?? 0xc0, [options.precision ?? 8, ...size, count, ...parts]);
};
const scan = (components = 3, spectral: readonly number[] = [0, 63, 0]) =>
  segment(0xda, [
    components,
    ...Array.from({ length: components }, (_, i) => [i + 1, 0]).flat(),
    ...spectral,
  ]);
const data = [0x12, 0x34, 0xff, 0x00, 0xff, 0xd0, 0x56, 0xff, 0xff, 0x00, 0x78];
const bytesOf = (...parts: readonly (readonly number[])[]) => Uint8Array.from(parts.flat());
const faultsOf = (...parts: readonly (readonly number[])[]) => readJpegHeader(bytesOf(...parts)).faults;

function exif(
  entries: readonly (readonly [tag: number, type: number, value: number])[],
  order: 'II' | 'MM' = 'MM',
): number[] {
  const two = (v: number) => (order === 'MM' ? u16(v) : u16(v).reverse());
  const four = (v: number) => (order === 'MM' ? [0, 0, ...u16(v)] : [...u16(v).reverse(), 0, 0]);
  const tiff = [order.charCodeAt(0), order.charCodeAt(0), ...two(42), ...four(8)];
  const rows = entries.flatMap(([tag, type, value]) => [
    ...two(tag),
    ...two(type),
    ...four(1),
    ...two(value),
    0,
    0,
  ]);
  return segment(0xe1, [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff, ...two(entries.length), ...rows, 0, 0, 0, 0]);
}

const good = [SOI, DQT, DHT, frame(), scan(), data, EOI] as const;

describe('R16: what a photo’s structure says', () => {
  test('a sound one', () => {
    expect(readJpegHeader(bytesOf(...good))).toMatchObject({
      jpeg: true,
      width: 295,
      height: 413,
      storedWidth: 295,
      storedHeight: 413,
      orientation: 1,
      precision: 8,
      components: 3,
      progressive: false,
      arithmetic: false,
      lossless: false,
      trailingBytes: 0,
      end: good.flat().length,
      faults: [],
    });
  });

  test.each([
    ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
    ['GIF', [...'GIF89a'].map((c) => c.charCodeAt(0))],
    ['WEBP', [...'RIFF\x01\x01\x01\x01WEBPVP8 '].map((c) => c.charCodeAt(0))],
    ['PDF', [...'%PDF-1.7'].map((c) => c.charCodeAt(0))],
    ['HEIC', [...'\0\0\0\x18ftypheic'].map((c) => c.charCodeAt(0))],
    ['AVIF', [...'\0\0\0\x18ftypavif'].map((c) => c.charCodeAt(0))],
    ['AVIF', [...'\0\0\0\x18ftypmif1\0\0\0\0mif1avif'].map((c) => c.charCodeAt(0))],
    ['HEIC', [...'\0\0\0\x18ftypmif1\0\0\0\0mif1heic'].map((c) => c.charCodeAt(0))],
    ['MOV', [...'\0\0\0\x14ftypqt  \0\0\0\0qt  '].map((c) => c.charCodeAt(0))],
    ['MP4', [...'\0\0\0\x18ftypisom'].map((c) => c.charCodeAt(0))],
    ['JPEG XL', [0xff, 0x0a]],
    ['ZIP', [...'PK\x03\x04....'].map((c) => c.charCodeAt(0))],
    ['DOCX', [...'PK\x03\x04....word/document.xml'].map((c) => c.charCodeAt(0))],
    ['OFD', [...'PK\x03\x04....OFD.xml'].map((c) => c.charCodeAt(0))],
    ['SVG', [...'<svg xmlns='].map((c) => c.charCodeAt(0))],
    ['HTML', [...'\n<!DOCTYPE html>'].map((c) => c.charCodeAt(0))],
    ['XML', [...'<?xml version='].map((c) => c.charCodeAt(0))],
    [undefined, []],
    [undefined, [0xff, 0xd8]],
  ])('content that is %s is not a JPEG', (format, head) => {
    const bytes = Uint8Array.from(head);
    const header = readJpegHeader(bytes);
    expect(header).toMatchObject({ jpeg: false, faults: [], oddities: [] });
    expect(measurementOf(header, bytes)).toEqual({
      bytes: head.length,
      jpeg: false,
      faults: [],
      ...(format ? { otherFormat: format } : {}),
    });
  });

  test('D3: bytes after EOI are counted, an embedded picture among them is not read', () => {
    const tail = [...[SOI, frame({ width: 9, height: 9 }), EOI].flat(), 0x50, 0x4b, 3, 4];
    const header = readJpegHeader(bytesOf(...good, tail));
    expect(header).toMatchObject({ width: 295, trailingBytes: tail.length, faults: [] });
    expect(measurementOf(header, bytesOf(...good, tail), { fileName: 'a.jpg' })).toMatchObject({
      trailingBytes: tail.length,
      width: 295,
      fileName: 'a.jpg',
    });
  });
});

describe('D2: why a JPEG does not decode, as far as its structure shows', () => {
  const sof = (marker: number) => [SOI, DQT, DHT, frame({ marker }), scan(), data, EOI];
  test.each<[string, readonly (readonly number[])[], readonly JpegFault[]]>([
    ['EOI missing', good.slice(0, -1), ['MISSING_EOI']],
    ['only the magic bytes', [[0xff, 0xd8, 0xff]], ['MISSING_EOI']],
    ['ends inside a segment', [SOI, DQT.slice(0, 20)], ['TRUNCATED']],
    ['ends inside a segment’s length', [SOI, [0xff, 0xdb, 0]], ['TRUNCATED']],
    ['segment length below two', [SOI, [0xff, 0xdb, 0, 1, 0, 0]], ['BAD_SEGMENT']],
    ['no frame', [SOI, DQT, EOI], ['NO_FRAME']],
    ['scan before frame', [SOI, DQT, DHT, scan(), data, EOI], ['NO_FRAME']],
    ['no scan', [SOI, DQT, DHT, frame(), EOI], ['NO_SCAN']],
    ['two frames', [SOI, DQT, DHT, frame(), frame(), scan(), data, EOI], ['TWO_FRAMES']],
    ['a second SOI', [SOI, DQT, DHT, frame(), scan(), data, SOI, EOI], ['BAD_SEGMENT']],
    ['no quantization table', [SOI, DHT, frame(), scan(), data, EOI], ['MISSING_QUANTIZATION']],
    ['no Huffman table', [SOI, DQT, frame(), scan(), data, EOI], ['MISSING_HUFFMAN']],
    ['12 bits', [SOI, DQT, DHT, frame({ marker: 0xc1, precision: 12 }), scan(), data, EOI], ['PRECISION']],
    ['2 components', [SOI, DQT, DHT, frame({ components: 2 }), scan(2), data, EOI], ['COMPONENTS']],
    [
      'height 0, DNL',
      [SOI, DQT, DHT, frame({ height: 0 }), scan(), data, segment(0xdc, [1, 2]), EOI],
      ['DNL'],
    ],
    ['width 0', [SOI, DQT, DHT, frame({ width: 0 }), scan(), data, EOI], ['BAD_SEGMENT']],
    ['arithmetic, sequential', sof(0xc9), ['ARITHMETIC']],
    ['arithmetic, progressive', sof(0xca), ['ARITHMETIC']],
    ['lossless', sof(0xc3), ['LOSSLESS']],
    ['hierarchical', sof(0xc5), ['HIERARCHICAL']],
    ['lossless, arithmetic', sof(0xcb), ['ARITHMETIC', 'LOSSLESS']],
    ['extended sequential, 8 bits', sof(0xc1), []],
    ['grey', [SOI, DQT, DHT, frame({ components: 1 }), scan(1), data, EOI], []],
    ['four components', [SOI, DQT, DHT, frame({ components: 4 }), scan(4), data, EOI], []],
  ])('%s', (_, parts, expected) => {
    expect(faultsOf(...parts)).toEqual(expected);
  });

  test('a progressive scan needs only the tables that it uses', () => {
    const dc = segment(0xc4, huffman(0x00));
    const head = [SOI, DQT, dc, frame({ marker: 0xc2 }), scan(3, [0, 0, 0]), data];
    expect(readJpegHeader(bytesOf(...head, EOI))).toMatchObject({ progressive: true, faults: [] });
    expect(faultsOf(...head, scan(1, [1, 63, 0]), data, EOI)).toEqual(['MISSING_HUFFMAN']);
    expect(faultsOf(...head, scan(3, [0, 0, 0x10]), data, EOI)).toEqual([]);
  });
});

describe('D12: what is odd and costs no pixel', () => {
  const odditiesOf = (...parts: readonly (readonly number[])[]) => readJpegHeader(bytesOf(...parts)).oddities;
  const with_ = (spectral: readonly number[], marker = 0xc0) =>
    odditiesOf(SOI, DQT, DHT, frame({ marker }), scan(3, spectral), data, EOI);

  test.each([
    ['Ss', [1, 63, 0]],
    ['Se', [0, 0, 0]],
    ['Ah', [0, 63, 0x10]],
    ['Al', [0, 63, 0x01]],
    ['all four', [63, 1, 0xff]],
  ])('%s of a sequential scan, baseline or extended', (_, spectral) => {
    expect([with_(spectral), with_(spectral, 0xc1)]).toEqual([['SCAN_PARAMETERS'], ['SCAN_PARAMETERS']]);
  });

  test('parameters of a progressive scan mean something, and are no oddity', () => {
    expect(with_([0, 0, 0x01], 0xc2)).toEqual([]);
  });

  test('stray bytes between segments; fill bytes before a marker are none', () => {
    const stray = [SOI, DQT, [1, 2, 3], DHT, frame(), scan(), data, EOI];
    expect([odditiesOf(...stray), readJpegHeader(bytesOf(...stray)).faults]).toEqual([['STRAY_BYTES'], []]);
    expect(odditiesOf(SOI, DQT, [0xff, 0xff], DHT, frame(), scan(), data, EOI)).toEqual([]);
  });
});

describe('D1: what decoding costs is told by the structure, in the browser too', () => {
  test('more scans than any decoder takes', () => {
    const scans = Array.from({ length: 101 }, () => [scan(1, [1, 5, 0]), [0x12]]).flat();
    const bytes = bytesOf(SOI, DQT, DHT, frame({ marker: 0xc2 }), ...scans, EOI);
    expect(measurementOf(readJpegHeader(bytes), bytes).faults).toEqual(['TOO_MANY_SCANS']);
  });
});

describe('D5: EXIF orientation', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i in both byte orders', (orientation) => {
    for (const order of ['II', 'MM'] as const) {
      const block = exif(
        [
          [0x010f, 2, 0],
          [0x0112, 3, orientation],
        ],
        order,
      );
      const header = readJpegHeader(
        bytesOf(SOI, block, DQT, DHT, frame({ width: 640, height: 480 }), scan(), data, EOI),
      );
      const turned = orientation >= 5;
      expect(header).toMatchObject({
        orientation,
        width: turned ? 480 : 640,
        height: turned ? 640 : 480,
        storedWidth: 640,
        faults: [],
      });
    }
  });

  test.each([
    ['value 0', exif([[0x0112, 3, 0]])],
    ['value 9', exif([[0x0112, 3, 9]])],
    ['an ASCII tag', exif([[0x0112, 2, 6]])],
    ['a cut block', segment(0xe1, [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d])],
    [
      'an offset out of the block',
      segment(0xe1, [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0xff, 0xff, 0, 0]),
    ],
    [
      'XMP',
      segment(
        0xe1,
        [...'http://ns.adobe.com/xap/1.0/\0<tiff:Orientation>6'].map((c) => c.charCodeAt(0)),
      ),
    ],
  ])('%s leaves the picture as it is', (_, block) => {
    expect(readJpegHeader(bytesOf(SOI, block, DQT, DHT, frame(), scan(), data, EOI))).toMatchObject({
      orientation: 1,
      width: 295,
      faults: [],
    });
  });

  test('the first EXIF block counts', () => {
    const blocks = [exif([[0x0112, 3, 6]]), exif([[0x0112, 3, 3]])];
    expect(readJpegHeader(bytesOf(SOI, ...blocks, DQT, DHT, frame(), scan(), data, EOI)).orientation).toBe(6);
  });
});

describe('against libvips, on files that it wrote', () => {
  const kinds = ['baseline', 'progressive', 'grey', 'cmyk', 'oriented'] as const;
  const files = new Map<string, Uint8Array>();

  beforeAll(async () => {
    const noise = await sharp({
      create: {
        width: 480,
        height: 640,
        channels: 3,
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
        background: 'white',
      },
    })
      .png()
      .toBuffer();
    const picture = () => sharp(noise);
    files.set('baseline', await picture().jpeg().toBuffer());
    files.set('progressive', await picture().jpeg({ progressive: true }).toBuffer());
    files.set('grey', await picture().greyscale().jpeg().toBuffer());
    files.set('cmyk', await picture().toColourspace('cmyk').jpeg().toBuffer());
    files.set('oriented', await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer());
  });

  test.each(kinds)('%s', async (kind) => {
    const bytes = files.get(kind)!;
    const header = readJpegHeader(bytes);
    const oracle = await sharp(bytes).metadata();
    expect(header).toMatchObject({
      storedWidth: oracle.width,
      storedHeight: oracle.height,
      width: oracle.autoOrient.width,
      height: oracle.autoOrient.height,
      components: oracle.channels,
      progressive: oracle.isProgressive ?? false,
      orientation: oracle.orientation ?? 1,
      faults: [],
      end: bytes.length,
    });
  });

  test.each(kinds)('%s cut anywhere shows it', (kind) => {
    const bytes = files.get(kind)!;
    for (let at = 3; at < bytes.length; at += 1 + Math.floor(bytes.length / 97)) {
      expect(readJpegHeader(bytes.subarray(0, at)).faults).not.toEqual([]);
    }
  });

  test('a photo of usual size is read in well under a millisecond', () => {
    const bytes = files.get('baseline')!;
    const started = performance.now();
    for (let i = 0; i < 1000; i++) readJpegHeader(bytes);
    const each = performance.now() - started;
    expect(each / 1000).toBeLessThan(1);
  });
});
