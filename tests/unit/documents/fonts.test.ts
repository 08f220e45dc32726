import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { covers, parseCmap, readCoverage } from '../../../scripts/font-cmap.ts';
import { documentAssetFiles } from '../../../shared/contracts/documents.ts';
import { templateFiles } from '../../../shared/documents/typst.ts';
import { unprintableIn } from '../../../shared/rules/base/printable.ts';
import { assets } from './sample.ts';

const fontsOf = (family: readonly string[]) =>
  family.map((file) => readCoverage(join(assets.fontDirectory, file)));

describe('the fonts', () => {
  test('every character that the templates themselves print is there', async () => {
    for (const file of templateFiles) {
      const source = await readFile(join(assets.templateDirectory, file), 'utf8');
      expect(unprintableIn(source)).toEqual([]);
    }
  });
});

describe('what a bundle copies', () => {
  test('every font with its licence', async () => {
    const { fonts, ownFonts } = documentAssetFiles;
    const files = [...fonts.families.flat(), ...fonts.licences].map((file) =>
      join(assets.fontDirectory, file),
    );
    const own = Object.values(ownFonts).map((file) => join(assets.templateDirectory, file));
    for (const file of [...files, ...own]) expect((await stat(file)).size).toBeGreaterThan(500);
    for (const file of fonts.licences)
      expect(await readFile(join(assets.fontDirectory, file), 'utf8')).toMatch(/SIL OPEN FONT LICENSE/i);
  });

  test('templateFiles: every template of the folder', async () => {
    const there = (await readdir(assets.templateDirectory)).filter((file) => file.endsWith('.typ'));
    expect([...templateFiles].sort()).toEqual(there.sort());
  });
});

describe('cmap', () => {
  test('both weights cover the same characters, some 30 000', async () => {
    const [regular, bold] = await Promise.all(fontsOf(documentAssetFiles.fonts.families[0]));
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
    const file = join(assets.fontDirectory, 'noto-serif', 'LICENSE_FONT');
    await expect(readCoverage(file)).rejects.toThrow('font cannot be read');
  });
});
