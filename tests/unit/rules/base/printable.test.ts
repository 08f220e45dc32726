import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { coverageSource } from '../../../../scripts/font-coverage.ts';
import {
  checkPrintable,
  printable,
  unprintableIn,
  withReplacements,
} from '../../../../shared/rules/base/printable.ts';

const root = join(import.meta.dirname, '../../../..');
const lacking = (text: string) => [...new Set(unprintableIn(text).map((p) => p.character))];

describe('D15: which characters print', () => {
  test.each([
    ['common and rare names of the BMP', '王欣怡 買買提·阿不都 喆堃淼垚㛃䶮㙓', []],
    [
      'punctuation, units and figures of construction texts',
      '“”‘’《》〈〉（）—…·、；：㎡㎜℃±×÷φ≤≥‰①Ⅲ²³½₂ⁿ⌀✔☑√',
      [],
    ],
    ['Latin with diacritics, composed and not', 'Zürich Łódź Nguyễn ǎ e\u0301 a\u0304', []],
    ['Extensions A to F', '㐀䶵𠀀𪛖𪜀𫜴𫝀𫠝𫠠𬺡𬺰𮯠 王𠮷明𬱖\u{2e9f5}', []],
    ['compatibility characters of names', '\uf92c﨑\u{2f800}', []],
    ['line breaks, tabs, pasted invisible characters', 'a\r\nb\tc\u200bd\ufeffe\u00adf✔\ufe0f', []],
    ['Extension G and emoji', '𰀀😀👍', ['𰀀', '😀', '👍']],
    ['a mark over a letter of another script', '中\u0301か\u309a', ['\u0301', '\u309a']],
    ['a variation selector asks for another shape than the font draws', '邊\u{e0101}', ['\u{e0101}']],
    [
      'direction overrides could make a paper read other than its data',
      '王\u202e明\u2066',
      ['\u202e', '\u2066'],
    ],
    ['controls, private use, unpaired surrogates', '\u0007\ue000\ud842', ['\u0007', '\ue000', '\ud842']],
    ['scripts without a font', 'สมชาย한', ['ส', 'ม', 'ช', 'า', 'ย', '한']],
    ['nothing', '', []],
  ])('%s', (_what, text, expected) => {
    expect(lacking(text)).toEqual(expected);
  });

  test('names are never normalized: a compatibility character stays what it is', () => {
    expect(printable('﨑 e\u0301')).toBe('﨑 e\u0301');
  });

  test('the table is that of the fonts: else `npm run generate`', async () => {
    const file = await readFile(join(root, 'shared/rules/base/coverage.ts'), 'utf8');
    expect(file).toBe(await coverageSource());
  });
});

describe('D15: told where it is typed', () => {
  test.each([
    ['\uf0d8 负责施工', '• 负责施工'],
    ['\uf0b7 一\n\uf0a7 二\uf0fc', '• 一\n• 二✔'],
    ['✔ 负责施工👍', '✔ 负责施工👍'],
    ['同意✔👍✅', '同意✔👍✔'],
    ['𝐀𝟏㈠', 'A1㈠'],
    ['王\u202e明', '王明'],
  ])('%j is offered as %j', (typed, offered) => {
    expect(withReplacements(typed)).toBe(offered);
  });

  test('the finding names characters, positions and replacements', () => {
    const [finding, ...rest] = checkPrintable('\uf0d8 施工𠮷👍', '/data/workStatement');
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({
      code: 'TEXT_UNPRINTABLE',
      rule: 'D15',
      severity: 'error',
      field: '/data/workStatement',
      found: 2,
    });
    expect(finding?.message.zh).toContain('U+F0D8（第 1 字，可改为“•”）、👍 U+1F44D（第 6 字）');
    expect(finding?.message.en).toContain('U+F0D8 (character 1, “•” instead); 👍 U+1F44D (character 6)');
  });

  test('a text of boxes is told in one line', () => {
    const [finding] = checkPrintable('👍'.repeat(500), '/x');
    expect(finding?.message.zh).toMatch(/ 等 500 处$/);
    expect(finding?.message.zh.length).toBeLessThan(300);
    expect(checkPrintable('正常', '/x')).toEqual([]);
    expect(checkPrintable(undefined, '/x')).toEqual([]);
  });
});
