import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { cleanName, foldName, unwantedIn } from '../../../shared/contracts/characters.ts';
import { stored } from '../../../shared/contracts/stored.ts';
import { exact, identifier, line, personName, prose } from '../../../shared/contracts/text.ts';
import { sameName } from '../../../shared/rules/people/privacy.ts';

type Judged = { kept: string } | { issues: unknown[] };
function judge(schema: z.ZodMiniType<string>, typed: string): Judged {
  const read = z.safeParse(schema, typed);
  if (read.success) return { kept: read.data };
  return { issues: read.error.issues.map((one) => (one.code === 'custom' ? one.params?.text : one.code)) };
}
const kept = (text: string) => ({ kept: text });
const refused = (...issues: string[]) => ({ issues });

describe('names of persons', () => {
  it.each([
    ['\u3000', refused('TEXT_BLANK')],
    ['', refused('TEXT_BLANK')],
    ['\u200b\u2060\ufeff', refused('TEXT_BLANK')],
    ['\u3164\u2800', refused('TEXT_BLANK')],
    ['\ud800', refused('TEXT_BLANK')],
    ['\u0301', refused('TEXT_BLANK')],
    ['\u3000 赵某\t', kept('赵某')],
    ['赵\u202e某\0', kept('赵某')],
    ['赵\ud842某', kept('赵某')],
    ['赵\n某', kept('赵 某')],
    ['\uf92c', kept('\uf92c')],
    ['\ue81e', kept('\u9fb4')],
    ['王\ue863', kept('王䶮')],
    ['王\ue864', kept('王\u9fbb')],
    ['\u{2e9f5}', kept('\u{2e9f5}')],
    ['e\u0301', kept('e\u0301')],
    ['葛\u{e0100}', kept('葛\u{e0100}')],
    ['买买提•艾力', kept('买买提•艾力')],
    ['𠮷'.repeat(60), kept('𠮷'.repeat(60))],
    ['𠮷'.repeat(61), refused('too_big')],
    [`${'赵'.repeat(50)}${' '.repeat(6000)}`, kept('赵'.repeat(50))],
  ])('D14: %j', (typed, outcome) => {
    expect(judge(personName(), typed)).toEqual(outcome);
  });

  it('D14: the old registers’ characters are those of GB 18030', () => {
    const decoder = new TextDecoder('gb18030');
    const now = (bytes: number[]) => decoder.decode(new Uint8Array(bytes));
    const rows = Array.from({ length: 81 }, (_, i) => 0x50 + i).filter((low) => low !== 0x7f);
    for (const [i, low] of rows.entries()) {
      const today = now([0xfe, low]);
      const cleaned = cleanName(String.fromCodePoint(0xe815 + i));
      // Six of them have their own place in Extension B, which this table of bytes does not know.
      if (/\p{Co}/u.test(today)) expect(cleaned).toMatch(/^[\u{20000}-\u{2a6df}]$/u);
      else expect(cleaned).toBe(today);
    }
    const upright = [0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf, 0xec, 0xed, 0xf3].map((low) =>
      now([0xa6, low]),
    );
    expect([...'\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796'].map(cleanName)).toEqual(
      upright,
    );
  });

  it('D14: one folded key, whatever the width, the dot, the case and the blanks', () => {
    for (const dot of '·•‧・･.') expect(sameName(`买买提${dot}艾力`, '买买提·艾力')).toBe(true);
    expect(sameName('\ue81e', '\u9fb4')).toBe(true);
    expect(sameName('赵\u200b 某\u202c', '赵某')).toBe(true);
    expect(foldName('杭州（示例） 公司')).toBe(foldName('杭州(示例)公司'));
    expect(sameName('\u200b', '\u3000')).toBe(false);
  });
});

describe('other texts', () => {
  it.each([
    [line(1, 20), '\u3000杭州\u202e公司\t有限\u200b ', kept('杭州公司 有限')],
    [line(1, 20), 'e\u0301', kept('é')],
    [line(1, 20), '\u202e\u202d', refused('TEXT_BLANK')],
    [line(2, 20), ' 杭 ', refused('too_small')],
    [line(0, 20), '\u3000', kept('')],
    [prose(1, 20), '\u3000第一\r\n第二\r第三\u2028 ', kept('第一\n第二\n第三')],
    [prose(1, 20), '一\t二', kept('一 二')],
    [prose(1, 20), '\u200b\u200b', refused('TEXT_BLANK')],
    [prose(0, 20), '\u200b'.repeat(50), kept('')],
    [prose(1, 20), '同意✔👍', kept('同意✔👍')],
    [prose(1, 20), '同意\ud83d', refused('TEXT_CHARACTER')],
    [prose(1, 20), '同\0意\u202e', refused('TEXT_CHARACTER', 'TEXT_CHARACTER')],
    [prose(0, 1000), `${'字'.repeat(182)}\n${' '.repeat(6200)}`, kept('字'.repeat(182))],
    [prose(0, 1000), '\uf0d8 负责施工', kept('\uf0d8 负责施工')],
    [exact(1, 20), 'a\ud800', refused('TEXT_CHARACTER')],
    [exact(1, 20), 'a\n', refused('TEXT_CHARACTER')],
    [exact(1, 20), ' a ', kept(' a ')],
    [identifier(1, 18), '\u202d330106199005127926\u202c', kept('330106199005127926')],
    [identifier(1, 18), '３３０１０６ 19900512 792ｘ', kept('33010619900512792X')],
    [identifier(1, 20), 'ＺＰ１｜—', kept('ZP1|-')],
  ] as const)('D14: %o %j', (schema, typed, outcome) => {
    expect(judge(schema, typed)).toEqual(outcome);
  });

  it('D14: the place of a character is told by line and column as it was typed', () => {
    expect(unwantedIn('\u3000\r\n𠮷一\u202e\n\ud800', true)).toEqual([
      { kind: 'DIRECTION', character: 'U+202E', line: 2, column: 3 },
      { kind: 'SURROGATE', character: 'U+D800', line: 3, column: 1 },
    ]);
    expect(unwantedIn('\0'.repeat(50), false)).toHaveLength(10);
  });

  it('D14: long runs of blanks cost no time', () => {
    const text = `a${' '.repeat(250_000)}b`;
    const began = performance.now();
    judge(prose(0, 10), text);
    judge(personName(), text);
    judge(identifier(1, 10), text);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

it('D14: what is stored is read without being judged', () => {
  const schema = z.object({
    name: personName(),
    kind: z.discriminatedUnion('type', [z.object({ type: z.literal('A'), text: prose(2, 3) })]),
    list: z.array(line(1, 2)).check(z.maxLength(1)),
    by: z.record(exact(1, 2), z.int()),
    at: z.optional(z.nullable(z.iso.date())),
    mode: z.enum(['X']),
  });
  const old = {
    name: '\u3000',
    kind: { type: 'A', text: '' },
    list: ['', ' a '],
    by: { abc: 0.5 },
    at: '?',
    mode: 'X',
  };
  expect(z.safeParse(schema, old).success).toBe(false);
  expect(z.parse(stored(schema), old)).toEqual(old);
  expect(z.safeParse(stored(schema), { ...old, mode: 'Y' }).success).toBe(false);
  expect(stored(schema)).toBe(stored(schema));
});
