import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { CertificateInput } from '../../../shared/contracts/documents.ts';
import { renderCertificate } from '../../../shared/documents/certificate.ts';
import { fontsOf, pageImage, pageTexts, poppler } from './poppler.ts';
import { readSymbol, sampleSymbol } from './qr-reader.ts';
import { assets, certificate, portrait } from './sample.ts';

const input = await certificate();
const pdf = await renderCertificate(input, assets);
const [text = '', ...more] = pageTexts(pdf);

async function textOf(change: Partial<CertificateInput>): Promise<string[]> {
  return pageTexts(await renderCertificate({ ...input, ...change }, assets));
}

describe('R68: the e-certificate', () => {
  test('R68: every field of the plan is printed; the date of qualification in Chinese', () => {
    for (const value of [
      '职称电子证书',
      '沈思远',
      '330106********0027',
      '工程师',
      '中级',
      '工程',
      '建筑施工',
      '取得时间',
      '2020年12月18日',
      '杭州市建设工程专业中级专业技术资格评审委员会',
      '杭州市人力资源和社会保障局',
      '杭州市城乡建设委员会',
      '杭人社发〔2021〕8号',
      'ZC3301-2020-M-00012345',
      '2021年1月15日',
    ]) {
      expect(text).toContain(value);
    }
  });

  test('L22: it says that it is an electronic certificate, and where its state is checked', () => {
    expect(text).toContain('本证书为电子证书，与纸质证书具有同等效力');
    expect(text).toContain(input.verificationUrl);
  });

  test('V4: the printed QR code can be read and holds the verification address', async () => {
    const short = 'https://zhiping.example.cn/v?no=ZC3301-2020-M-00012345';
    const image = pageImage(await renderCertificate({ ...input, verificationUrl: short }, assets), 1, 200);
    const mm = (length: number): number => Math.round((length / 25.4) * 200);
    const symbol = sampleSymbol(image, { left: mm(34), top: mm(115), right: mm(66), bottom: mm(147) });
    expect(readSymbol(symbol)).toBe(short);
  });

  test('R13: the very photo is in the file, byte for byte', () => {
    expect(Buffer.from(pdf).includes(Buffer.from(input.photo))).toBe(true);
  });

  test('no seal is drawn: each issuing body has its marked place', () => {
    expect(text.match(/发证机关（电子印章处）/g)).toHaveLength(2);
  });

  test('one page, A4 landscape, tagged, titled, only the embedded fonts', () => {
    expect(more).toEqual([]);
    const info = poppler('pdfinfo', pdf, []).toString('utf8');
    expect(info).toMatch(/Page size:\s+841.89 x 595.276 pts \(A4\)/);
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(/Title:\s+职称电子证书 ZC3301-2020-M-00012345/);
    expect(fontsOf(pdf)).toEqual(['NotoSerifSC-Bold', 'NotoSerifSC-Regular']);
  });

  test('the longest values still make one page', async () => {
    const long = (length: number): string => '阿卜杜热西提·图尔荪'.repeat(20).slice(0, length);
    const pages = await textOf({
      name: long(60),
      specialty: long(60),
      series: long(40),
      qualification: long(40),
      committeeName: long(120),
      documentNo: long(80),
      issuingBodies: [long(80), long(80), long(80)],
      certificateNo: 'N'.repeat(64),
      offlineProof: `${'a'.repeat(400)}.${'b'.repeat(400)}.${'c'.repeat(90)}`,
    });
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('离线核验');
    expect(pages[0]).toContain('生成日期：2021年1月18日');
  });

  test('typst code in a name is printed literally', async () => {
    expect((await textOf({ name: '#panic() *王* $x$ <a> @b' }))[0]).toContain('#panic()*王*$x$<a>@b');
  });

  test('R68: what the plan does not name is not printed', async () => {
    const fields = ['photo', 'issuer', 'certNo'] as const;
    const [page = ''] = pageTexts(await renderCertificate({ ...input, fields: [...fields] }, assets));
    for (const there of ['证书编号', '发证机关']) expect(page).toContain(there);
    for (const gone of ['姓名', '资格名称', '证件号码', '评审委员会', '发文文号', '取得时间', '系列'])
      expect(page).not.toContain(gone);
  });

  test('the same certificate gives the same bytes', async () => {
    const again = await renderCertificate(await certificate(), assets);
    expect(Buffer.from(again).equals(Buffer.from(pdf))).toBe(true);
  });
});

describe('refusals', () => {
  test('a name with a character that the fonts lack is refused before a certificate is made', async () => {
    await expect(renderCertificate({ ...input, name: '王𰀀' }, assets)).rejects.toMatchObject({
      code: 'DOCUMENT_GLYPH_MISSING',
      missing: [{ field: 'name', characters: ['𰀀'] }],
    });
  });

  test('only an http(s) address may be verified against, and a compact JWS be the offline proof', async () => {
    await expect(
      renderCertificate({ ...input, verificationUrl: 'javascript:alert(1)', offlineProof: 'a.b' }, assets),
    ).rejects.toMatchObject({ code: 'DOCUMENT_INPUT_INVALID', fields: ['verificationUrl', 'offlineProof'] });
  });

  test('D2: a CMYK photo is refused with the reason; grey, progressive and rotated ones are printed', async () => {
    const photo = sharp(Buffer.from(await portrait()));
    const cmyk = await photo.clone().toColourspace('cmyk').jpeg().toBuffer();
    await expect(renderCertificate({ ...input, photo: new Uint8Array(cmyk) }, assets)).rejects.toMatchObject({
      code: 'DOCUMENT_IMAGE_INVALID',
      message: expect.stringContaining('CMYK'),
    });
    const others = [
      photo.clone().greyscale().jpeg(),
      photo.clone().jpeg({ progressive: true }),
      photo.clone().rotate(-90).withMetadata({ orientation: 6 }).jpeg(),
    ];
    for (const other of others) {
      expect((await textOf({ photo: new Uint8Array(await other.toBuffer()) }))[0]).toContain('沈思远');
    }
  });
});
