import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BodyOf } from '../../shared/contracts/api/index.ts';
import { sha256Hex } from '../../shared/rules/base/sha256.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { put } from '../../shared/store/base/table.ts';
import {
  applicant,
  dataBody,
  givenCompleteDraft,
  givenProfile,
  givenUnit,
  hr,
  profileBody,
  read,
  save,
  unitBody,
} from './applicant-road.ts';
import { type Answer, createHarness, type Harness } from './harness.ts';
import { barcodes, clerk, exported, get, givenAt, office, post } from './office-road.ts';

/** Texts that were accepted and then broke something, each with the answer that it gets now (D14, D11, D17). */

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const said = (answer: Answer) =>
  answer.problem().errors.map(({ code, field, found }) => [code, field, found]);
const profile = (body: Partial<BodyOf<'ProfileBody'>>) =>
  givenProfile(h, applicant, { ...profileBody, ...body });

describe('refusals', () => {
  it('D14: a name of blanks is refused on its field, for a person and for a unit', async () => {
    await givenUnit(h);
    expect(said(await profile({ name: '\u3000' }))).toEqual([['TEXT_BLANK', '/name', undefined]]);
    const body = { ...unitBody, name: '\u3000\u200b', hrName: ' ' };
    const unit = await h.call('api-applicant', 'POST', '/v1/unit', { as: { ...hr, id: 'hr-2' }, body });
    expect(said(unit)).toEqual([
      ['TEXT_BLANK', '/name', undefined],
      ['TEXT_BLANK', '/hrName', undefined],
    ]);
    expect((await profile({ name: '\u3000赵\u202e某 ' })).as('Profile').name).toBe('赵某');
  });

  it('D14: the field, the character and its place, in both languages, all at once', async () => {
    const { applicationId, turn } = await givenAt(h, 'OFFICE_REVIEW');
    const path = `/v1/staff/applications/${applicationId}/disqualification`;
    const body = { turn, reason: '情况\n属实\ud800，\0', confirm: false };
    const answer = await post(h, office, path, body);
    expect([answer.status, answer.problem().errors.map((one) => [one.field, one.message])]).toEqual([
      422,
      [
        ['/reason', '第 2 行第 3 个字符是残缺的字符（U+D800），不能使用，请删除'],
        ['/reason', '第 2 行第 5 个字符是空字符（U+0000），不能使用，请删除'],
      ],
    ]);
    const english = await h.call('api-staff', 'POST', path, {
      as: office,
      body,
      headers: { 'accept-language': 'en' },
    });
    expect(english.problem().errors[0]?.message).toBe(
      'Character 3 of line 2 is half a character (U+D800), which cannot be used; please remove it',
    );
  });

  it('D14: half a character in the data or in a payment', async () => {
    const { applicationId } = await givenCompleteDraft(h);
    const work = [{ period: { from: '2012-07-01' }, unitName: '某单位', post: '工程师' }];
    const body = { ...dataBody, work, workStatement: '施工\udc00', track: 'NORMAL\ud800' };
    expect(said(await save(h, applicationId, 'data', body))).toEqual([
      ['TEXT_CHARACTER', '/track', 'U+D800'],
      ['TEXT_CHARACTER', '/workStatement', 'U+DC00'],
    ]);
    const paid = {
      orderId: '\ud800',
      transactionId: '\ud800',
      amountFen: 1,
      paidAt: '2020-09-15T02:00:00.000Z',
    };
    const notice = { ...paid, status: 'SUCCESS', signature: 'a'.repeat(64) };
    expect((await h.call('api-public', 'POST', '/v1/payments/callback', { body: notice })).status).toBe(422);
  });

  it('D14: 6,200 blanks behind a statement are no part of it', async () => {
    const { applicationId } = await givenCompleteDraft(h);
    const workStatement = `${'字'.repeat(182)}\n${' '.repeat(6200)}`;
    expect((await save(h, applicationId, 'data', { ...dataBody, workStatement })).status).toBe(200);
    expect((await read(h, applicationId)).declaration.data.workStatement).toBe('字'.repeat(182));
  });

  it('D14: a file name loses what turns it around', async () => {
    const body = {
      purpose: 'ARCHIVE',
      fileName: '证书\u202efdp.exe\0.pdf',
      contentType: 'application/pdf',
      bytes: 9,
    };
    const { fileId } = (await h.call('api-applicant', 'POST', '/v1/uploads', { as: applicant, body })).as(
      'UploadTicket',
    );
    const view = await h.call('api-applicant', 'GET', `/v1/uploads/${fileId}`, { as: applicant });
    expect(view.as('FileView').fileName).toBe('证书fdp');
  });
});

describe('reading', () => {
  it('D14: a profile and a unit that were stored with names of blanks are read, and can be mended', async () => {
    await givenUnit(h, { ...unitBody, name: '', hrName: '' });
    const { table } = h.deps;
    const old = {
      ...profileBody,
      name: '',
      mobile: '',
      personId: applicant.id,
      updatedAt: h.clock.now(),
      version: 1,
    };
    await table.transact([
      put(table.name, keys.profile(applicant.id), { ...old, auditHash: sha256Hex(''), type: 'PROFILE' }),
    ]);
    const view = await h.call('api-applicant', 'GET', '/v1/me/profile', { as: applicant });
    expect(view.as('Profile')).toMatchObject({ name: '', complete: false });
    expect((await h.call('api-applicant', 'GET', '/v1/unit', { as: hr })).as('Unit').name).toBe('');
    const body = { ...profileBody, name: '赵某' };
    const mended = await h.call('api-applicant', 'PUT', '/v1/me/profile', {
      as: applicant,
      body,
      version: 1,
    });
    expect(mended.as('Profile').name).toBe('赵某');
  });
});

describe('identifiers', () => {
  it('D11: identity number with direction marks, mobile with +86, dashes and full width', async () => {
    await givenUnit(h);
    const saved = await profile({
      ...{ idNumber: '\u202d３３０１０２ 19000101 0011\u202c', mobile: '（+86）138—0000—0000' },
      currentUnit: ` ${unitBody.uscc.toLowerCase()}\u200e`,
    });
    expect(saved.as('Profile')).toMatchObject({
      ...{ idNumber: profileBody.idNumber, mobile: profileBody.mobile, currentUnit: unitBody.uscc },
    });
  });

  it('D11: a barcode in full width is read at the desk', async () => {
    const application = await exported(h, await givenAt(h, 'FORM_DUE'));
    const wide = barcodes(application).map((code) =>
      [...code].map((one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join(''),
    );
    const scanned = await post(h, clerk, '/v1/staff/paper-scans', { barcodes: wide, unitSeal: true });
    expect(scanned.as('ScanResult')).toMatchObject({ applicationId: application.applicationId });
  });

  it('D11: the unit seals with barcodes in full width; an empty box is told at its field', async () => {
    await givenUnit(h);
    const application = await exported(h, await givenAt(h, 'FORM_DUE'));
    const path = `/v1/unit/applications/${application.applicationId}/seal`;
    const seal = (codes: string[]) =>
      h.call('api-applicant', 'POST', path, { as: hr, body: { barcodes: codes, unitSeal: true } });
    expect(said(await seal([]))).toEqual([['FIELD_REQUIRED', '/barcodes', undefined]]);
    expect(said(await seal(['ＺＰ１｜没有｜１']))[0]?.slice(0, 2)).toEqual(['TOO_SHORT', '/barcodes/0']);
    const wide = barcodes(application).map((code) => code.replaceAll('|', '｜').replaceAll('-', '－'));
    expect((await seal(wide)).as('DeskApplication').paper.status).toBe('UNIT_SEALED');
  });

  it.each([
    ['杭州示例建设有限公司(下沙)', '杭州示例建设有限公司（下沙）'],
    ['杭州示例建设有限公司（下沙）', '示例建设有限公司 (下沙'],
    ['杭州ABC建设', 'ａｂｃ'],
    ['杭州ABC建设', ' 杭州 abc'],
  ])('D14: %s is found by %s', async (name, q) => {
    await givenUnit(h, { ...unitBody, name });
    const found = await h.call('api-applicant', 'GET', '/v1/units', { as: applicant, query: { q } });
    expect(found.as('UnitList').items).toMatchObject([{ name }]);
  });

  it.each([
    ['HK_MACAO_PERMIT', 'h１2345678', 'H12345678'],
    ['HK_MACAO_PERMIT', 'A12345678', 'HK_MACAO_PERMIT_FORMAT'],
    ['TAIWAN_PERMIT', '12345678', '12345678'],
    ['TAIWAN_PERMIT', '0123456789（B）', '0123456789B'],
    ['TAIWAN_PERMIT', '123', 'TAIWAN_PERMIT_FORMAT'],
    ['TAIWAN_RESIDENCE', '330102190001010011', 'RESIDENCE_PERMIT_PLACE'],
    ['HK_MACAO_RESIDENCE', '330102190001010011', 'RESIDENCE_PERMIT_PLACE'],
    ['PASSPORT', 'e 1234-5678', 'PASSPORT_FORMAT'],
  ] as const)('D17: %s %s → %s', async (idKind, idNumber, outcome) => {
    await givenUnit(h);
    const answer = await profile({ idKind, idNumber });
    if (answer.status === 200) expect(answer.as('Profile').idNumber).toBe(outcome);
    else expect(said(answer)[0]).toEqual([outcome, '/idNumber', undefined]);
  });

  it('D11: a letter of authorisation is found by its unit’s code in any width', async () => {
    const path = `/v1/staff/authorisations/${encodeURIComponent('\u202dＺ')}/file`;
    expect((await get(h, clerk, path)).status).toBe(404);
  });
});
