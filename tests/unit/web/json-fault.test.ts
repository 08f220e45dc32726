import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { jsonFault, sayFault } from '../../../web/admin/plans/json-fault.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('G1: where a text stops being JSON', () => {
  test.each([
    ['{"a": 1,}', '第 1 行第 9 列：此处是“}”，应为 带双引号的名称'],
    ['{\n  "a": 1\n  "b": 2\n}', '第 3 行第 3 列：此处是“"”，应为 逗号“,”或“}”'],
    ['{"a" 1}', '第 1 行第 6 列：此处是“1”，应为 冒号“:”'],
    ['[1, 2', '第 1 行第 6 列：文字到此结束，还缺 逗号“,”或“]”'],
    ['', '第 1 行第 1 列：文字到此结束，还缺 一个值'],
    ['{"a": 一}', '第 1 行第 7 列：此处是“一”，应为 一个值'],
    ['{"a": 1, "a": 2}', '第 1 行第 10 列：“a”写了两次'],
    ['"a\nb"', '第 1 行第 3 列：此处是“↵”，应为 双引号'],
    ['1 2', '第 1 行第 3 列：此处是“2”，应为 结尾'],
    ['{“a”: 1}', '第 1 行第 2 列：此处是““”，应为 带双引号的名称'],
  ])('%j', (text, said) => {
    const fault = jsonFault(text);
    expect(fault && sayFault(fault)).toBe(said);
  });

  it('finds one wherever there is one, and none in JSON', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4 }),
        fc.nat(),
        fc.constantFrom('', ',', '}', '"', 'x', '\\', '\u0001'),
        (value, at, with_) => {
          const text = JSON.stringify(value, null, 1);
          expect(jsonFault(text)).toBeUndefined();
          const place = at % (text.length + 1);
          const spoiled = text.slice(0, place) + with_ + text.slice(place + 1);
          const fault = jsonFault(spoiled);
          if (fault?.allowed !== 'twice') expect(fault === undefined).toBe(isJson(spoiled));
          if (fault) expect(fault.at).toBeLessThanOrEqual(spoiled.length);
        },
      ),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (jsonFault(text)?.allowed !== 'twice') expect(jsonFault(text) === undefined).toBe(isJson(text));
      }),
    );
  });

  it('a million brackets are a fault, not a full stack', () => {
    expect(jsonFault('['.repeat(1_000_000))?.allowed).toBe('nothing');
  });
});
