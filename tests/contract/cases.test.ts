import type { S3Event } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUploadInspector } from '../../functions/events/inspect-upload.ts';
import { defaultAttachmentRules } from '../../shared/contracts/file-verdict.ts';
import type { Finding } from '../../shared/contracts/finding.ts';
import { lookAtDocument } from '../../shared/rules/files/document.ts';
import { lookAtPhoto } from '../../web/apply/declare/photo/photo-rules.ts';
import { type UploadCase, uploadCases } from '../fixtures/cases.ts';
import { hangzhouEngineer2020 as plan } from '../fixtures/plans.ts';
import { type Caller, createHarness, type Harness } from './harness.ts';

/** D12, D13: the browser, the ticket and the trigger give one verdict on each of the inputs that once got several. */

const applicant: Caller = { id: 'person-1', role: 'APPLICANT', name: '沈思远' };
let h: Harness;

beforeAll(async () => {
  const trigger: { inspect?: (event: S3Event) => Promise<void> } = {};
  h = await createHarness({ onUpload: async (event) => trigger.inspect?.(event as S3Event) });
  trigger.inspect = createUploadInspector(h.deps);
});
afterAll(() => h.close());

const codes = (findings: readonly Finding[], severity: Finding['severity']) =>
  findings.filter((f) => f.severity === severity).map((f) => f.code);

/** What the page's own rules say before anything is sent. */
function inBrowser({ purpose, bytes, fileName, contentType }: UploadCase): readonly Finding[] {
  if (purpose === 'PHOTO')
    return lookAtPhoto(bytes, { name: fileName, type: contentType }, plan.photo).findings;
  return lookAtDocument(bytes, fileName, defaultAttachmentRules, 'R57').findings;
}

async function afterUpload({ purpose, bytes, fileName, contentType }: UploadCase) {
  const body = { purpose, fileName, contentType, bytes: bytes.length, planCode: plan.planCode };
  const asked = await h.call('api-applicant', 'POST', '/v1/uploads', { as: applicant, body });
  const { fileId, url, fields } = asked.as('UploadTicket');
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)]), '文件');
  expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204);
  await h.uploadsTaken();
  const view = await h.call('api-applicant', 'GET', `/v1/uploads/${fileId}`, { as: applicant });
  return view.as('FileView');
}

describe('D13: one verdict', () => {
  it.each(uploadCases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const before = inBrowser(one);
    expect(codes(before, 'error')).toEqual(one.atOnce ? one.errors : []);
    // The ticket knows nothing that would stop it; the trigger has the last word, and it is the same.
    const { status, verdict } = await afterUpload(one);
    expect([status, codes(verdict?.findings ?? [], 'error')]).toEqual([
      one.errors.length > 0 ? 'REFUSED' : 'ACCEPTED',
      one.errors,
    ]);
    if (one.advice) expect(codes(verdict?.findings ?? [], 'advice')).toEqual(one.advice);
    if (one.says) expect(verdict?.findings.map((f) => f.message.zh).join()).toMatch(one.says);
  });
});

describe('what is served back', () => {
  it.each([
    ['证书\u202efdp.exe', '证书fdp.pdf'],
    ['a\0b.pdf', 'ab.pdf'],
    ['\ud800证书\udc00.pdf', '证书.pdf'],
    [`${'长'.repeat(300)}.html`, `${'长'.repeat(75)}.pdf`],
    ['...', '文件.pdf'],
    ['', '文件.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
  ])('D14: a PDF called %j is called %j by us, in page and header', async (fileName, served) => {
    const one = uploadCases.find(({ name }) => name === 'pdf/object-streams')!;
    const { fileId, fileName: shown } = await afterUpload({ ...one, fileName });
    const path = `/v1/uploads/${fileId}/link`;
    const link = (await h.call('api-applicant', 'GET', path, { as: applicant })).as('Link');
    const header = (await fetch(link.url)).headers.get('content-disposition') ?? '';
    const coded = header.split("filename*=UTF-8''")[1] ?? '';
    expect([shown, link.fileName, decodeURIComponent(coded)]).toEqual([served, served, served]);
  });

  it('a PDF called .html is served as .pdf, as an attachment, up to its end', async () => {
    const one = uploadCases.find(({ name }) => name === 'trail-html')!;
    const { fileId, fileName } = await afterUpload(one);
    const path = `/v1/uploads/${fileId}/link`;
    const link = (await h.call('api-applicant', 'GET', path, { as: applicant })).as('Link');
    expect([fileName, link.fileName]).toEqual([one.served, one.served]);
    const answer = await fetch(link.url);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="____.pdf"; filename*=UTF-8''${encodeURIComponent('学历证书')}.pdf`,
    );
    expect((await answer.text()).trimEnd().endsWith('%%EOF')).toBe(true);
  });
});
