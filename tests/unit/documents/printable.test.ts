import { describe, expect, test } from 'vitest';
import { renderReviewForm } from '../../../shared/documents/review-form.ts';
import { typeset } from '../../../shared/documents/typst.ts';
import { unprintableIn } from '../../../shared/rules/base/printable.ts';
import { pageTexts } from './poppler.ts';
import { assets, fullForm } from './sample.ts';

/** GB 18030-2022, implementation level 3: all its ideographs, radicals; and the blocks of signs beside them. */
const blocks: readonly (readonly [first: number, last: number])[] = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x250, 0x2ff],
  [0x370, 0x4ff],
  [0x1e00, 0x1fff],
  [0x2000, 0x2bff],
  [0x2e80, 0x2fd5],
  [0x2ff0, 0x33ff],
  [0x3400, 0x4db5],
  [0x4e00, 0x9fef],
  [0xe000, 0xe864],
  [0xf900, 0xfaff],
  [0xfe00, 0xffef],
  [0x1f000, 0x1faff],
  [0x20000, 0x2a6d6],
  [0x2a700, 0x2b734],
  [0x2b740, 0x2b81d],
  [0x2b820, 0x2cea1],
  [0x2ceb0, 0x2ebe0],
  [0x2f800, 0x2fa1d],
  [0x30000, 0x3134a],
];
const ideographs = blocks.filter(
  ([first]) => [0x3400, 0x4e00].includes(first) || (first >= 0x20000 && first < 0x2f800),
);

/** Mulberry32. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Texts as people type them: runs of one block with characters and marks of others between them. */
function texts(count: number, seed: number): string[] {
  const random = randomOf(seed);
  const of = ([first, last]: readonly [number, number]) =>
    String.fromCodePoint(first + random(last - first + 1));
  return Array.from({ length: count }, (_, i) => {
    const main = blocks[i % blocks.length]!;
    const other = blocks[random(blocks.length)]!;
    const mark = random(8) === 0 ? String.fromCodePoint(0x300 + random(0x70)) : '';
    return of(main) + of(main) + mark + of(other) + of(main) + mark;
  });
}

async function formOf(lines: readonly string[]): Promise<Uint8Array> {
  const form = await fullForm();
  const [sample] = form.achievements;
  const perItem = 60;
  const achievements = Array.from({ length: Math.ceil(lines.length / perItem) }, (_, i) => ({
    ...sample!,
    summary: lines.slice(i * perItem, (i + 1) * perItem).join('\n'),
  }));
  return renderReviewForm({ ...form, achievements }, assets);
}

describe('D15: accepted means printable', () => {
  test('every ideograph of GB 18030-2022 level 3 is accepted', () => {
    for (const [first, last] of ideographs)
      for (let code = first; code <= last; code += 1)
        if (/\p{L}/u.test(String.fromCodePoint(code)) && code < 0x30000)
          expect(unprintableIn(String.fromCodePoint(code))).toEqual([]);
  });

  test('a missing glyph is a refusal of the compiler: PDF/A has no boxes', async () => {
    const { photo } = await fullForm();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>';
    const texts = [
      ['documentTitle', 'platformName', 'title', 'name', 'identityNumberMasked', 'qualification', 'level'],
      ['series', 'specialty', 'qualificationDate', 'committeeName', 'documentNo', 'documentDate'],
      ['certificateNo', 'verificationShown', 'issuedOn', 'passedOn', 'documentOn'],
    ].flat();
    const set = (name: string) => {
      const data = {
        ...Object.fromEntries(texts.map((key) => [key, '字'])),
        ...{ name, issuingBodies: ['字'], longBodies: false, photo: true, offlineSvg: null },
        ...{ verificationUrl: 'https://example.org/', verificationSvg: svg },
      };
      return typeset(
        { template: 'certificate.typ', data, files: { 'photo.jpg': photo }, timestamp: 0 },
        assets,
      );
    };
    expect((await set('王𠮷')).length).toBeGreaterThan(1000);
    for (const character of ['ส', '𰀀'])
      await expect(set(character)).rejects.toThrow('could not be displayed');
  });

  test('of 6,000 texts from all blocks, each is refused where it is typed or set without a missing glyph', async () => {
    const all = texts(6000, 20221118);
    const accepted = all.filter((text) => unprintableIn(text).length === 0);
    expect(accepted.length).toBeGreaterThan(2500);
    expect(accepted.length).toBeLessThan(5500);
    for (let from = 0; from < accepted.length; from += 1000) {
      const part = accepted.slice(from, from + 1000);
      const printed = new Set(pageTexts(await formOf(part)).join(''));
      const han = new Set(part.join('').match(/\p{Unified_Ideograph}/gu));
      expect([...han].filter((character) => !printed.has(character))).toEqual([]);
    }
  }, 300_000);
});
