import { describe, expect, it } from 'vitest';
import { checkRemark, OWN_WORDS, opinionPhrases } from '../../../../shared/rules/committee/opinion.ts';

const own = '主持某地铁站深基坑支护';
const codes = (remark: string, others: string[] = []) => checkRemark(remark, others).map((one) => one.code);

describe('B13: a remark is about this candidate', () => {
  it.each([
    { remark: '一二三四五六七八', ok: true, what: `${OWN_WORDS} characters of one's own` },
    { remark: '一二三四五六七', ok: false, what: 'one less' },
    { remark: '一二三，四五六。七！！！……', ok: false, what: 'punctuation counts for nothing' },
    { remark: '一 二 三 四 五 六 七 \n', ok: false, what: 'nor do spaces' },
    { remark: '𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷', ok: true, what: 'a rare character is one' },
  ])('$what', ({ remark, ok }) => {
    expect(codes(remark)).toEqual(ok ? [] : ['OPINION_GENERIC']);
  });

  it('phrases of every verdict, in both languages and any order, are no remark', () => {
    const phrases = Object.values(opinionPhrases).flat();
    for (const { zh, en } of phrases) {
      expect(codes(zh)).toEqual(['OPINION_GENERIC']);
      expect(codes(en)).toEqual(['OPINION_GENERIC']);
      expect(codes(`${zh} ${own}`)).toEqual([]);
    }
    expect(codes(phrases.map((one) => one.zh).join('，'))).toEqual(['OPINION_GENERIC']);
  });

  it('what was written for somebody else is told, whatever the spacing and width', () => {
    expect(codes(own, [`${own}。`])).toEqual(['OPINION_COPIED']);
    expect(codes('主持ＢＩＭ正向设计并完成审图', ['主持BIM 正向设计并完成审图'])).toEqual(['OPINION_COPIED']);
    expect(codes(`${own}，另有专利一项`, [own])).toEqual([]);
  });
});
