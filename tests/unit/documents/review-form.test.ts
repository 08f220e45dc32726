import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ReviewFormInput } from '../../../shared/contracts/documents.ts';
import { DocumentError } from '../../../shared/documents/document-error.ts';
import { renderReviewForm } from '../../../shared/documents/review-form.ts';
import { decodeBarcode } from '../../../shared/rules/paper/paper.ts';
import { fontsOf, pageImage, pageTexts, poppler } from './poppler.ts';
import { readSymbol, sampleSymbol } from './qr-reader.ts';
import { assets, fullForm, portrait, sparseForm, statementOf, watermark } from './sample.ts';

const full = await fullForm();
const pdf = await renderReviewForm(full, assets);
const pages = pageTexts(pdf);
const text = pages.join('');
const perCopy = pages.length / 2;

async function textOf(change: Partial<ReviewFormInput>): Promise<string> {
  return pageTexts(await renderReviewForm({ ...full, ...change }, assets)).join('');
}

describe('R60: the review form, one form in two copies', () => {
  test('R60: every page carries the literal watermark, once, on one line', () => {
    const lines = poppler('pdftotext', pdf, []).toString('utf8').split('\f').slice(0, -1);
    expect(lines).toHaveLength(pages.length);
    for (const page of lines)
      expect(page.split('\n').filter((line) => line.includes(watermark))).toHaveLength(1);
  });

  test('R60: the watermark is also drawn across every page, one slanted line that stays on the sheet', () => {
    for (let page = 1; page <= perCopy; page += 1) {
      const image = pageImage(pdf, page, 36);
      const pale = image.grey.filter((level) => level > 200 && level < 246).length;
      expect(pale / image.grey.length).toBeGreaterThan(0.01);
    }
  });

  test('R60: two copies of the same length, marked 1/2 and 2/2 on every page, with page x of y', () => {
    expect(pages.length % 2).toBe(0);
    pages.forEach((page, i) => {
      expect(page).toContain(`一式两份之${i < perCopy ? 1 : 2}/2`);
      expect(page).toContain(`第${(i % perCopy) + 1}页/共${perCopy}页`);
    });
  });

  test.each([
    [1, '一式一份之1/1'],
    [3, '一式三份之3/3'],
  ])('R60: a plan that asks %i copies gets as many, the last marked %s', async (copies, mark) => {
    const printed = pageTexts(await renderReviewForm({ ...full, copies }, assets));
    expect(printed).toHaveLength(perCopy * copies);
    expect(printed.at(-1)).toContain(mark);
  });

  test('C16: application number, version and hash prefix stand on every page', () => {
    for (const page of pages) {
      expect(page).toContain(full.applicationNo);
      expect(page).toContain('版本：v2');
      expect(page).toContain(`SHA-256：${full.contentSha256.slice(0, 16)}`);
    }
  });

  test('C16: the printed barcode of each copy can be read from the paper and names that copy', () => {
    for (const copy of [1, 2]) {
      const dpi = 200;
      const mm = (length: number): number => Math.round((length / 25.4) * dpi);
      const image = pageImage(pdf, copy === 1 ? 1 : perCopy + 1, dpi);
      const symbol = sampleSymbol(image, { left: mm(159), top: mm(23), right: mm(191), bottom: mm(54) });
      const read = readSymbol(symbol);
      expect(read).toBe(`ZP1|${full.applicationNo}|v2|${full.contentSha256.slice(0, 16)}|${copy}`);
      expect(pages[copy === 1 ? 0 : perCopy]).toContain(read);
      expect(decodeBarcode(read)).toEqual({
        applicationNo: full.applicationNo,
        version: 2,
        hashPrefix: full.contentSha256.slice(0, 16),
        copy,
      });
    }
  });

  test('§7.4: all blocks are there, in order, and every seal has its place', () => {
    const blocks = [
      '一、基本情况',
      '（一）申报信息',
      '（二）学历学位',
      '（三）专业技术职务聘任情况',
      '（四）工作经历',
      '二、本人述职',
      '三、主要专业技术工作业绩',
      '四、个人承诺',
      '五、所在单位意见（盖章）',
      '六、受理点审核意见',
      '七、区、县（市）人力社保部门审核意见',
      '八、专业组评议意见',
      '九、评审委员会评审结果',
      '十、发文机关审核意见',
    ];
    const first = pages.slice(0, perCopy).join('');
    const found = blocks.map((block) => first.indexOf(block));
    expect(found.every((at) => at >= 0)).toBe(true);
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(first.match(/（盖章）/g)!.length).toBeGreaterThanOrEqual(6);
  });

  test('R62: the block of the municipal direct unit, with its seal, only on that road', async () => {
    expect(text).not.toContain('市直单位意见');
    const municipal = pageTexts(await renderReviewForm(await sparseForm(), assets)).join('');
    expect(municipal).toContain('六、市直单位意见（盖章）');
    expect(municipal).toContain('杭州市城市建设投资集团有限公司');
    expect(municipal).toContain('十一、发文机关审核意见');
  });

  test('R26: a statement of 1000 characters is printed whole', () => {
    const statement = statementOf(1000).replace(/\s+/gu, '');
    const printed = pages
      .slice(0, perCopy)
      .join('')
      .replace(/SHA-256：.*?一式两份之1\/2/gu, '');
    expect([...statement]).toHaveLength(1000);
    expect(printed).toContain(statement);
  });

  test('R37: every achievement is printed, and the head of the table again on every page that it reaches', () => {
    for (const achievement of full.achievements)
      expect(text).toContain(achievement.title.replace(/\s+/gu, ''));
    const reached = pages.slice(0, perCopy).filter((page) => page.includes('单位审查通过'));
    expect(reached.length).toBeGreaterThan(1);
    for (const page of reached)
      for (const head of ['序号', '名称及内容', '本人角色及贡献']) expect(page).toContain(head);
  });

  test('R39: a collective achievement names the proof of the main contribution', () => {
    expect(text).toContain('集体项目；主要贡献者依据：建设单位出具的主要贡献者证明');
  });

  test('R28: the cover says where both copies are to be handed in; dates are Chinese, in Asia/Shanghai', () => {
    expect(pages[0]).toContain(full.destination.address.replace(/\s+/gu, ''));
    expect(pages[0]).toContain('导出日期：2020年11月21日');
    expect(text).toContain('1990年6月15日');
  });

  test('blocks still to be filled in ink are blank: no opinion, no votes, no result', async () => {
    const sparse = pageTexts(await renderReviewForm(await sparseForm(), assets)).join('');
    expect(sparse).not.toContain('审核人：');
    expect(sparse).toContain('评委会总人数出席评委人数同意票数不同意票数弃权票数评审结果：');
  });
});

describe('the file', () => {
  test('is tagged PDF/A with title and language, and holds only the embedded fonts', () => {
    const info = poppler('pdfinfo', pdf, []).toString('utf8');
    expect(info).toMatch(
      /Title:\s+杭州市建设工程专业工程师职务任职资格评审表 HZ-CONSTR-ENG-2020-330104-000123K/,
    );
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(/Page size:.*\(A4\)/);
    expect(fontsOf(pdf)).toEqual(['NotoSerifSC-Bold', 'NotoSerifSC-Regular']);
  });

  // How long it takes is measured by the bench, where nothing else runs.
  test('budget `document`: at most 300 KB with ten achievements, 1000 characters and a photo of 60 KB', async () => {
    const photo = await portrait(590, 826, 40);
    expect(photo.length).toBeGreaterThan(60_000);
    expect((await renderReviewForm({ ...full, photo }, assets)).length).toBeLessThanOrEqual(300_000);
  });

  test('C16: the same snapshot gives the same bytes, in this process and in another', async () => {
    const again = await renderReviewForm(await fullForm(), assets);
    expect(Buffer.from(again).equals(Buffer.from(pdf))).toBe(true);
    const script = `
      import { createHash } from 'node:crypto';
      import { renderReviewForm } from ${JSON.stringify(new URL('../../../shared/documents/review-form.ts', import.meta.url))};
      import { assets, fullForm } from ${JSON.stringify(new URL('./sample.ts', import.meta.url))};
      console.log(createHash('sha256').update(await renderReviewForm(await fullForm(), assets)).digest('hex'));`;
    const elsewhere = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(elsewhere.trim()).toBe(createHash('sha256').update(pdf).digest('hex'));
  });

  test('forms set at the same time never mix their photos', async () => {
    const photos = await Promise.all([portrait(413, 579), portrait(300, 420), portrait(350, 500)]);
    const together = await Promise.all(photos.map((photo) => renderReviewForm({ ...full, photo }, assets)));
    for (const [i, photo] of photos.entries()) {
      const alone = await renderReviewForm({ ...full, photo }, assets);
      expect(Buffer.from(together[i]!).equals(Buffer.from(alone))).toBe(true);
      expect(Buffer.from(alone).includes(Buffer.from(photo))).toBe(true);
    }
  });
});

describe('what people type is printed, never run', () => {
  const code =
    '#panic("x") #read("/etc/passwd") *b* _i_ $x^2$ = H // c /* d */ @r <l> \\u{41} `raw` "q" #sys.inputs [y]';

  test('typst markup in a name and in the statement comes out literally', async () => {
    const literal = code.replace(/\s+/gu, '');
    const printed = await textOf({
      statement: `${code}\n= 标题\n- 列表`,
      person: { ...full.person, name: '#strong[王]*五*' },
    });
    expect(printed).toContain(literal);
    expect(printed).toContain('=标题-列表');
    expect(printed).toContain('#strong[王]*五*');
    expect(printed).not.toContain('root:');
  });

  test('a run without a place to break stays inside its cell and is printed whole', async () => {
    const link = `https://example.cn/${'WIDE'.repeat(30)}`;
    const printed = await textOf({ statement: link, person: { ...full.person, department: 'W'.repeat(60) } });
    expect(printed).toContain(link);
    expect(printed).toContain('W'.repeat(60));
  });

  test('pasted invisible characters, tabs and odd line breaks change nothing', async () => {
    expect(
      await textOf({ statement: '\ufeff主持\u200b设计\t两项\r\n\u3000\u3000第二段\u2028第三段' }),
    ).toContain('主持设计两项第二段第三段');
  });

  test('an SVG signature may hold shapes only', async () => {
    const signature = (svg: string) => ({
      commitment: {
        ...full.commitment,
        signature: { format: 'svg' as const, bytes: new TextEncoder().encode(svg) },
      },
    });
    const open = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9">';
    for (const inside of [
      '<image href="/etc/passwd"/>',
      '<text>王</text>',
      '<script>1</script>',
      '<style>@import "x"</style>',
      '<path d="M0 0h9" fill="url(#a)"/>',
      '<use xlink:href="#a"/>',
      '<foreignObject/>',
    ]) {
      await expect(
        renderReviewForm({ ...full, ...signature(`${open}${inside}</svg>`) }, assets),
      ).rejects.toMatchObject({
        code: 'DOCUMENT_IMAGE_INVALID',
        fields: ['commitment.signature'],
      });
    }
    await expect(
      renderReviewForm({ ...full, ...signature('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>') }, assets),
    ).rejects.toMatchObject({ code: 'DOCUMENT_IMAGE_INVALID' });
  });
});

describe('refusals are typed and name the place', () => {
  const refusal = async (change: Partial<ReviewFormInput>, folder = assets): Promise<DocumentError> => {
    const outcome = await renderReviewForm({ ...full, ...change }, folder).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(DocumentError);
    return outcome as DocumentError;
  };

  test('DOCUMENT_GLYPH_MISSING names every field and character, and nothing is printed as a box', async () => {
    const error = await refusal({ person: { ...full.person, name: '王𠮷𱍊𠮷' }, statement: '完成😀' });
    expect(error.code).toBe('DOCUMENT_GLYPH_MISSING');
    expect(error.missing).toEqual([
      { field: 'person.name', characters: ['𱍊'] },
      { field: 'statement', characters: ['😀'] },
    ]);
    expect(error.message).not.toContain('王');
  });

  test('DOCUMENT_INPUT_INVALID names all fields at once, without their content', async () => {
    const error = await refusal({
      version: 0,
      contentSha256: 'ABC',
      person: { ...full.person, birthDate: '1990-02-30' },
      applicationNo: 'A|B',
    });
    expect(error.code).toBe('DOCUMENT_INPUT_INVALID');
    expect([...error.fields].sort()).toEqual([
      'applicationNo',
      'contentSha256',
      'person.birthDate',
      'version',
    ]);
    expect(error.message).not.toContain('A|B');
  });

  test('DOCUMENT_IMAGE_INVALID: a photo that is no JPEG, or a signature that is no picture', async () => {
    expect(await refusal({ photo: new Uint8Array([0x89, 0x50, 0x4e, 0x47]) })).toMatchObject({
      code: 'DOCUMENT_IMAGE_INVALID',
      fields: ['photo'],
    });
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
    const commitment = { ...full.commitment, signature: { format: 'png' as const, bytes: png } };
    expect(await refusal({ commitment })).toMatchObject({ code: 'DOCUMENT_IMAGE_INVALID' });
    expect((await refusal({ photo: full.photo.slice(0, 40) })).code).toBe('DOCUMENT_IMAGE_INVALID');
  });

  test('DOCUMENT_ASSET_MISSING: fonts or templates that are not where the caller says', async () => {
    expect((await refusal({}, { ...assets, fontDirectory: '/nowhere' })).code).toBe('DOCUMENT_ASSET_MISSING');
    expect((await refusal({}, { ...assets, templateDirectory: '/nowhere' })).code).toBe(
      'DOCUMENT_ASSET_MISSING',
    );
  });
});
