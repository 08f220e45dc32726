import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDocumentRenderer } from '../../functions/review/documents.ts';
import type { Application } from '../../shared/contracts/application.ts';
import { positionAt } from '../../shared/rules/application/turns.ts';
import { encodeBarcode } from '../../shared/rules/paper/paper.ts';
import { pageTexts } from '../unit/documents/poppler.ts';
import {
  act,
  applicant,
  change,
  clerk,
  givenCompleteDraft,
  givenReady,
  hr,
  office,
  officer,
  startDeclaration,
  stranger,
  submit,
  system,
} from './applicant-road.ts';
import type { Answer, Caller, Harness } from './harness.ts';
import { printingHarness } from './real-photo.ts';

/** R58, R60, C16: what is seen before it is handed in is the form that is printed afterwards, and no other is valid. */

let h: Harness;
beforeEach(async () => {
  h = await printingHarness();
}, 60_000);
afterEach(() => h.close());

const preview = (id: string, as: Caller = applicant): Promise<Answer> =>
  h.call('documents', 'POST', `/v1/me/applications/${id}/preview`, { as });
const textOf = async (key: string): Promise<string> =>
  pageTexts((await h.deps.documents.get(key)).bytes as Buffer)
    .join('\n')
    .replace(/\s/g, '');
const print = (application: Application) =>
  createDocumentRenderer(h.deps)({
    ...positionAt(application, application.turn, h.clock.now()),
    action: 'REVIEW_FORM',
  });

async function formDue(id: string): Promise<Application> {
  const { window } = await act(h, id, {
    ...{ name: 'UNIT_APPROVE', opinion: '同意推荐' },
    actor: { id: hr.id, role: 'UNIT_HR' },
  });
  h.clock.set(window?.closeAt ?? '');
  const { payment } = await act(
    h,
    id,
    { name: 'CLOSE_UNIT_PUBLICITY', actor: system },
    { name: 'POINT_ACCEPT', actor: clerk },
    { name: 'DISTRICT_APPROVE', actor: officer },
  );
  const paid = { paidAt: h.clock.now(), transactionId: 'tx-1', amountFen: payment.amountFen };
  return act(h, id, { name: 'CONFIRM_PAYMENT', actor: system, ...paid });
}

/** The form's own words, from the particulars to the commitment: without running heads, numbers, and what desks add. */
function content(text: string): string {
  const from = text.indexOf('一、基本情况');
  return text
    .slice(from, text.indexOf('五、所在单位意见', from))
    .replaceAll(
      /SHA-256：[0-9a-f]+第\d+页\/共\d+页(?:浙江省专业技术任职资格申报与评审管理平台|预览，未提交)/g,
      '',
    )
    .replaceAll(
      /SHA-256：[0-9a-f]+|第\d+页\/共\d+页|浙江省专业技术任职资格申报与评审管理平台|预览，未提交/g,
      '',
    )
    .replaceAll(/申报编号：[\w-]+版本：v\d+一式两份之\d\/2/g, '');
}

describe('the preview', () => {
  it('R58: it is the form that is printed once the fee is paid, word for word, and says that it is a preview', async () => {
    const view = await givenCompleteDraft(h);
    const { applicationId: id, contentHash } = view;
    const link = (await preview(id)).as('Link');
    expect(link.fileName).toBe('评审表预览.pdf');
    const seen = await textOf(`previews/${id}/${contentHash}.pdf`);
    expect(seen).toContain('预览，未提交');
    expect(seen).toContain(contentHash.slice(0, 16));
    (await submit(h, view)).as('ApplicationView');
    await print(await formDue(id));
    const printed = await textOf(`forms/${id}/v1.pdf`);
    expect(content(seen).length).toBeGreaterThan(300);
    expect(content(seen)).toBe(content(printed));
    for (const one of ['赵某', '330102190001010011', '主持完成多项建筑工程', '某住宅楼', '西湖区受理点'])
      expect(content(seen)).toContain(one);
  });

  it('R58: what is not there to print is named; nobody else and no submitted declaration has a preview', async () => {
    await givenReady(h);
    const { applicationId: id } = (await startDeclaration(h)).as('ApplicationView');
    const refused = (await preview(id)).problem();
    expect(refused).toMatchObject({ status: 409, code: 'GUARD', errors: [{ code: 'FORM_PREVIEW' }] });
    expect(refused.errors[0]?.message).toContain('证件照');
    expect((await preview(id, stranger)).problem().code).toBe('NOT_FOUND');
    await act(h, id, { name: 'WITHDRAW', actor: { id: applicant.id, role: 'APPLICANT' } });
    expect((await preview(id)).problem().code).toBe('WRONG_STAGE');
  });
});

describe('a form of a version that was returned', () => {
  it('C16: it is neither exported nor sealed until there is a new one', async () => {
    const view = await givenCompleteDraft(h);
    const { applicationId: id } = view;
    (await submit(h, view)).as('ApplicationView');
    await print(await formDue(id));
    const exported = (
      await h.call('api-applicant', 'POST', `/v1/me/applications/${id}/review-form`, {
        as: applicant,
      })
    ).as('Link');
    expect(exported.fileName).toContain('v1');
    const paper = (status: Application['paper']['status']) =>
      change(h, id, (before) => ({ ...before, paper: { ...before.paper, status } }));
    await paper('RECEIVED_POINT');
    await act(h, id, { name: 'RECEIVE_PAPER', actor: { id: 'clerk-2', role: 'POINT_CLERK' } });
    await paper('AT_OFFICE');
    const returned = await act(
      h,
      id,
      { name: 'OFFICE_RECEIVE_PAPER', actor: office },
      {
        ...{ name: 'RETURN', actor: office, reason: '补正' },
        items: [{ path: '/data/workStatement', remark: '请写具体' }],
      },
    );
    const again = await h.call('api-applicant', 'POST', `/v1/me/applications/${id}/review-form`, {
      as: applicant,
    });
    expect(again.problem().errors).toMatchObject([{ code: 'FORM_RETURNED', found: 1 }]);
    const { applicationNo = '', snapshotHash = '' } = returned;
    const barcodes = ([1, 2] as const).map((copy) =>
      encodeBarcode({ applicationNo, version: 1, hashPrefix: snapshotHash.slice(0, 16), copy }),
    );
    await paper('EXPORTED');
    const sealed = await h.call('api-applicant', 'POST', `/v1/unit/applications/${id}/seal`, {
      as: hr,
      body: { barcodes, unitSeal: true },
    });
    expect(sealed.problem().errors.map((e) => e.code)).toEqual(['FORM_RETURNED']);
  });
});
