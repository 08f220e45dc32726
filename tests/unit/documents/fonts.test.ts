import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { documentAssetFiles } from '../../../shared/contracts/documents.ts';
import { covers, parseCmap, readCoverage } from '../../../shared/documents/cmap.ts';
import { fontWeights, printable, unsupportedCharacters } from '../../../shared/documents/fonts.ts';
import { templateFiles } from '../../../shared/documents/typst.ts';
import { assets } from './sample.ts';

const lacking = (text: string) => unsupportedCharacters(text, assets.fontDirectory);

describe('unsupportedCharacters', () => {
  test.each([
    ['common and rare names of the BMP', '王欣怡 買買提·阿不都 喆堃淼垚㛃䶮㙓', []],
    [
      'punctuation, units and figures of construction texts',
      '“”‘’《》〈〉（）—…·、；：㎡㎜℃±×÷φ≤≥‰①Ⅲ²³½',
      [],
    ],
    ['line breaks, tabs, pasted invisible characters', 'a\r\nb\tc\u200bd\ufeffe\u00adf', []],
    ['Extension B: the font holds a few, 𠮷 is not among them', '王𠮷明𠂇𡐓', ['𠮷']],
    ['Extension G and emoji', '𱍊😀', ['𱍊', '😀']],
    ['each character once, in order', '😀𠮷😀', ['😀', '𠮷']],
    ['a variation selector asks for another shape than the font draws', '邊\u{e0101}', ['\u{e0101}']],
    [
      'direction overrides could make a paper read other than its data',
      '王\u202e明\u2066',
      ['\u202e', '\u2066'],
    ],
    ['controls, private use, unpaired surrogates', '\u0007\ue000\ud842', ['\u0007', '\ue000', '\ud842']],
    ['nothing', '', []],
  ])('%s', async (_what, text, expected) => {
    expect(await lacking(text)).toEqual(expected);
  });

  test('every character that the templates themselves print is there', async () => {
    for (const file of templateFiles) {
      const source = await readFile(join(assets.templateDirectory, file), 'utf8');
      expect(await lacking(source)).toEqual([]);
    }
  });

  test('names are never normalized: a compatibility character stays what it is', () => {
    expect(printable('﨑 e\u0301')).toBe('﨑 e\u0301');
  });
});

describe('what a bundle copies', () => {
  test('two weights and the licence, all in the font folder', async () => {
    const fontFiles = [...fontWeights, documentAssetFiles.fonts.licence];
    expect(fontFiles).toHaveLength(3);
    for (const file of fontFiles)
      expect((await readFile(join(assets.fontDirectory, file))).length).toBeGreaterThan(1000);
    expect(await readFile(join(assets.fontDirectory, 'LICENSE_FONT'), 'utf8')).toContain(
      'SIL OPEN FONT LICENSE',
    );
  });

  test('templateFiles: every template of the folder', async () => {
    const there = (await readdir(assets.templateDirectory)).filter((file) => file.endsWith('.typ'));
    expect([...templateFiles].sort()).toEqual(there.sort());
  });
});

describe('cmap', () => {
  test('both weights cover the same characters, some 30 000', async () => {
    const [regular, bold] = await Promise.all(
      fontWeights.map((file) => readCoverage(join(assets.fontDirectory, file))),
    );
    expect(regular).toEqual(bold);
    const count = regular!.reduce((sum, [first, last]) => sum + last - first + 1, 0);
    expect(count).toBeGreaterThan(30_000);
  });

  test('format 4: deltas, glyph arrays with holes, the end marker', () => {
    // Two segments and the marker: A-C by delta; a-c by glyph array 5, 0 (missing), 6.
    const words = [
      0, 1, 3, 1, 0, 12, 4, 46, 0, 6, 0, 0, 0, 0x43, 0x63, 0xffff, 0, 0x41, 0x61, 0xffff, 0xffc0, 0, 1, 0, 4,
      0, 5, 0, 6,
    ];
    const table = new DataView(new ArrayBuffer(words.length * 2));
    words.forEach((word, i) => {
      table.setUint16(i * 2, word);
    });
    const coverage = parseCmap(table);
    expect(coverage).toEqual([
      [0x41, 0x43],
      [0x61, 0x61],
      [0x63, 0x63],
    ]);
    expect([0x40, 0x41, 0x43, 0x44, 0x62, 0x63, 0xffff].map((c) => covers(coverage, c))).toEqual([
      false,
      true,
      true,
      false,
      false,
      true,
      false,
    ]);
  });

  test('a file that is no font is refused by name', async () => {
    const file = join(assets.fontDirectory, 'LICENSE_FONT');
    await expect(readCoverage(file)).rejects.toMatchObject({ code: 'DOCUMENT_ASSET_MISSING' });
  });
});
