import { createHash } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createUploadInspector } from '../../functions/events/inspect-upload.ts';
import { createDocumentRenderer } from '../../functions/review/documents.ts';
import { createReviewSteps } from '../../functions/review/steps.ts';
import { samplePhoto } from '../../local/demo/sample-files.ts';
import type { Act } from '../../shared/contracts/acts.ts';
import type { Application, Position } from '../../shared/contracts/application.ts';
import type { Actor } from '../../shared/contracts/roles.ts';
import { certificateCheckPath } from '../../shared/contracts/site.ts';
import { photoForForm } from '../../shared/files/inspect-photo.ts';
import { positionAt } from '../../shared/rules/application/turns.ts';
import { getCertificate } from '../../shared/store/certificates.ts';
import { cleanKey, createFileWrites, uploadKey } from '../../shared/store/files.ts';
import { getProfileRecord, profileWrites } from '../../shared/store/profiles.ts';
import { unprintedFindings } from '../../shared/views/unprinted.ts';
import { waitingOf } from '../../shared/views/waiting.ts';
import { pageTexts } from '../unit/documents/poppler.ts';
import { portrait } from '../unit/files/images.ts';
import { act, applicant, change, givenFormDue, office, profileBody, system } from './applicant-road.ts';
import { createHarness, type GivenFile, type Harness } from './harness.ts';

const hrss: Actor = { id: 'hrss-1', role: 'MUNI_HRSS' };
const commission: Actor = { id: 'commission-1', role: 'AUTHORITY' };
const head: Actor = { id: 'head-1', role: 'OFFICE_HEAD' };
const WATERMARK = '浙江省专业技术任职资格申报与评审管理平台';

let photo: Uint8Array;
let h: Harness;
let render: ReturnType<typeof createDocumentRenderer>;

beforeAll(async () => {
  photo = await samplePhoto('赵某');
}, 60_000);
beforeEach(async () => {
  const made: Harness = await createHarness({
    onUpload: (event) => createUploadInspector(made.deps)(event as never),
  });
  // The photo is a real one, through the trigger; the other files need no content here.
  h = {
    ...made,
    givenFile: (file) => (file.purpose === 'PHOTO' ? realPhoto(made, file) : made.givenFile(file)),
  };
  render = createDocumentRenderer(h.deps);
});
afterEach(() => h.close());

async function realPhoto({ deps, uploadsTaken }: Harness, { ownerId }: GivenFile): Promise<string> {
  const fileId = deps.newId();
  const record = {
    ...{ fileId, ownerId, purpose: 'PHOTO' as const, fileName: '证件照.jpg', contentType: 'image/jpeg' },
    ...{ planCode: 'HZ-CONSTR-ENG-2020', maxBytes: 1_048_575, createdAt: deps.now() },
  };
  await deps.table.transact(createFileWrites(deps.table, record, { id: ownerId, role: 'APPLICANT' }));
  await deps.quarantine.put(uploadKey(fileId), photo, 'image/jpeg');
  await uploadsTaken();
  return fileId;
}

const at = (application: Application, action: string) => ({
  ...positionAt(application, application.turn, h.clock.now()),
  action,
});
const printForm = (application: Application): Promise<Position> => render(at(application, 'REVIEW_FORM'));
const certify = (application: Application): Promise<Position> => render(at(application, 'CERTIFICATE'));
const actsOf = async (id: string) => (await h.deps.applications.events(id)).map((e) => e.act);
const document = async (key: string) => Buffer.from((await h.deps.documents.get(key)).bytes);
const pdfText = (pdf: Uint8Array) => pageTexts(pdf).join('\n');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** From the form's delivery to both approvals; the document is not published yet. */
async function jointAudit(application: Application): Promise<Application> {
  const { applicationId: id } = application;
  const paper = (status: Application['paper']['status']) =>
    change(h, id, (before) => ({ ...before, paper: { ...before.paper, status } }));
  const go = (...acts: Act[]) => act(h, id, ...acts);
  const overWindow = async () => h.clock.set((await h.deps.applications.require(id)).window?.closeAt ?? '');
  await paper('RECEIVED_POINT');
  await go({ name: 'RECEIVE_PAPER', actor: { id: 'clerk-2', role: 'POINT_CLERK' } });
  await paper('AT_OFFICE');
  await go({ name: 'OFFICE_RECEIVE_PAPER', actor: office }, { name: 'OFFICE_AUDIT', actor: office });
  await go({ name: 'PUBLISH', actor: head, publicityId: 'pub-1' });
  await overWindow();
  await go(
    { name: 'CLOSE_PUBLICITY', actor: system },
    { name: 'ASSIGN_SESSION', actor: office, sessionId: 's-1', groupId: 'g-1', eligibleExperts: 5 },
    { name: 'OPEN_VOTING', actor: office, opinions: 3 },
    { name: 'COUNT', actor: head, passed: true, date: '2020-12-18', sheetHash: 'a'.repeat(64) },
    { name: 'PUBLISH_RESULT', actor: head, publicityId: 'pub-2' },
  );
  await overWindow();
  return go(
    { name: 'CLOSE_PUBLICITY', actor: system },
    { name: 'REPORT', actor: office, reportId: 'r-1' },
    { name: 'AUTHORITY_APPROVE', actor: hrss, lane: 'MUNI_HRSS' },
    { name: 'AUTHORITY_APPROVE', actor: commission, lane: 'CONSTR_COMMISSION' },
  );
}

async function documentIssued(): Promise<Application> {
  const { applicationId } = await jointAudit(await givenFormDue(h));
  const publishedAt = h.clock.now();
  return act(h, applicationId, {
    name: 'ISSUE_DOCUMENT',
    actor: hrss,
    documentNo: '杭人社发〔2020〕8号',
    publishedAt,
  });
}

/** The person changes name and number after it was handed in. */
async function otherProfile({ applicantId }: Application): Promise<void> {
  const { table } = h.deps;
  const other = { ...profileBody, name: '钱改名', idNumber: '330102198507040126' };
  const actor: Actor = { id: applicantId, role: 'APPLICANT' };
  const before = await getProfileRecord(table, applicantId);
  await table.transact(
    profileWrites(table, before, other, { actor, unitName: '别的单位', at: h.clock.now() }).writes,
  );
}

/** As an opinion may stand in the table that was written before D15 was asked. */
const unprintable = (before: Application): Application => ({
  ...before,
  approvals: before.approvals.map((one) =>
    one.stage === 'UNIT_REVIEW' ? { ...one, opinion: '同意推荐\u{e000}' } : one,
  ),
});

describe('the review form', () => {
  it('R60: the form bears the literal watermark, number, version and hash of the snapshot, on both copies', async () => {
    const due = await givenFormDue(h);
    const position = await printForm(due);
    expect(position).toMatchObject({ step: 'PAPER_DELIVERY', turn: due.turn });
    const printed = await h.deps.applications.require(due.applicationId);
    expect(printed.paper).toMatchObject({
      formHash: due.snapshotHash,
      documentKey: `forms/${due.applicationId}/v1.pdf`,
      status: 'EXPORTABLE',
    });
    const text = pdfText(await document(printed.paper.documentKey ?? ''));
    expect(text).toContain(WATERMARK);
    expect(text.split(due.applicationNo ?? '-').length).toBeGreaterThan(2);
    expect(text).toContain(due.snapshotHash?.slice(0, 16));
    for (const words of ['主持完成多项建筑工程', '同意推荐', '公示期内无异议', '某住宅楼', '西湖区'])
      expect(text).toContain(words);
  });

  it('V2: its owner’s own paper has the whole identity number and mobile', async () => {
    const due = await givenFormDue(h);
    await printForm(due);
    const text = pdfText(await document(`forms/${due.applicationId}/v1.pdf`)).replace(/\s/g, '');
    expect(text).toContain(profileBody.idNumber);
    expect(text).toContain(profileBody.mobile);
    // What the platform asks nobody for has no cell.
    expect(text).not.toMatch(/民族|从事本专业年限|所在部门/);
  });

  it('D16: the form prints who handed it in, whatever the profile says since', async () => {
    const due = await givenFormDue(h);
    await otherProfile(due);
    await printForm(due);
    const text = pdfText(await document(`forms/${due.applicationId}/v1.pdf`)).replace(/\s/g, '');
    expect(text).toContain(`姓名赵某`);
    expect(text).toContain(profileBody.idNumber);
    expect(text).not.toMatch(/钱改名|0126/);
  });

  it('printing it twice changes nothing, and the bytes are the same', async () => {
    const due = await givenFormDue(h);
    await printForm(due);
    const first = await document(`forms/${due.applicationId}/v1.pdf`);
    h.clock.advance(3600);
    await printForm(due);
    expect((await actsOf(due.applicationId)).filter((a) => a === 'FORM_RENDERED')).toHaveLength(1);
    expect(sha256(await document(`forms/${due.applicationId}/v1.pdf`))).toBe(sha256(first));
  });

  it('a crash between file and record: the next attempt prints the same bytes', async () => {
    const due = await givenFormDue(h);
    const table = { ...h.deps.table, transact: () => Promise.reject(new Error('the process died')) };
    await expect(createDocumentRenderer({ ...h.deps, table })(at(due, 'REVIEW_FORM'))).rejects.toThrow(
      'died',
    );
    const first = await document(`forms/${due.applicationId}/v1.pdf`);
    h.clock.advance(600);
    await printForm(due);
    expect(sha256(await document(`forms/${due.applicationId}/v1.pdf`))).toBe(sha256(first));
  });

  it('a turn that is over is left alone; the machine is told of the next one', async () => {
    const due = await givenFormDue(h);
    const gone = await act(h, due.applicationId, {
      name: 'WITHDRAW',
      actor: { ...applicant, role: 'APPLICANT' },
    });
    expect(await printForm(due)).toMatchObject({ turn: gone.turn, step: 'END' });
    expect(await h.deps.documents.has(`forms/${due.applicationId}/v1.pdf`)).toBe(false);
  });

  it('what no font can print is told to operations once, by code and field, and the machine sees the failure', async () => {
    const due = await givenFormDue(h);
    const broken = await change(h, due.applicationId, unprintable);
    await expect(printForm(broken)).rejects.toThrow('no glyph');
    await expect(printForm(broken)).rejects.toThrow('no glyph');
    const told = (await h.deps.applications.events(due.applicationId)).filter((e) => e.act === 'ESCALATE');
    expect(told.map((e) => e.reason)).toEqual(['DOCUMENT_GLYPH_MISSING unitOpinion.text']);
    expect(told[0]?.reason).not.toContain('推荐');
  });

  it('D28: while a form cannot be printed desk and applicant read so, and nothing lapses', async () => {
    const due = await givenFormDue(h);
    const { applicationId: id, planCode, dueAt = '' } = due;
    const broken = await change(h, id, unprintable);
    await expect(printForm(broken)).rejects.toThrow('no glyph');
    const owed = await h.deps.applications.require(id);
    const context = await h.deps.plans.context(planCode, h.clock.now());
    expect(waitingOf(owed, context)).toMatchObject({
      role: 'PLATFORM_OPS',
      next: { zh: expect.stringContaining('评审表打印失败，工作人员正在处理') },
    });
    expect(waitingOf(owed, context).dueAt).toBeUndefined();
    expect(unprintedFindings(owed).map((f) => [f.code, f.message.zh])).toEqual([
      ['FORM_UNPRINTED', expect.stringContaining('单位意见：含无法打印的字符')],
    ]);
    h.clock.set(dueAt);
    h.clock.advance(40 * 24 * 3600);
    const expired = await createReviewSteps(h.deps)(at(owed, 'EXPIRE'));
    expect(expired).toMatchObject({ step: 'PAPER_DELIVERY', turn: due.turn });
    expect((await h.deps.applications.require(id)).stage).toBe('FORM_DUE');

    // Mended: it is printed, and the time that it took is given back.
    const mended = await change(h, id, (before) => ({ ...before, approvals: due.approvals }));
    const position = await printForm(mended);
    const printed = await h.deps.applications.require(id);
    expect(printed).toMatchObject({ stage: 'FORM_DUE', paper: { documentKey: `forms/${id}/v1.pdf` } });
    expect(printed.unprinted).toBeUndefined();
    const days = (instant: string | undefined) => Date.parse(instant ?? '') / 86_400_000;
    expect(days(printed.dueAt) - days(h.clock.now())).toBeGreaterThanOrEqual(
      days(dueAt) - days(due.turns.at(-1)?.enteredAt),
    );
    expect(position.timeoutSeconds).toBeGreaterThan(86_400);
    expect(waitingOf(printed, context)).toMatchObject({ role: 'APPLICANT', dueAt: printed.dueAt });
  });

  it('R60: a large photo is printed from a rendering, so that the form stays below 300 KB', async () => {
    const large = await portrait(1600, 2100, [250, 250, 250], 9).jpeg({ quality: 85 }).toBuffer();
    expect(large.length).toBeGreaterThan(400_000);
    expect((await photoForForm(large)).length).toBeLessThan(120_000);
  }, 60_000);
});

describe('the certificate', () => {
  it('R68: there is none before the document is published, and no number is used up', async () => {
    const audited = await jointAudit(await givenFormDue(h));
    await expect(certify(audited)).rejects.toThrow('CERT_BEFORE_DOC');
    expect(await getCertificate(h.deps.table, 'SAMPLE-2020-330100-000001-F')).toBeUndefined();
    const publishedAt = h.clock.now();
    const issued = await act(h, audited.applicationId, {
      ...{ name: 'ISSUE_DOCUMENT', actor: hrss, documentNo: '杭人社发〔2020〕8号', publishedAt },
    } as Act);
    expect(await certify(issued)).toMatchObject({ step: 'PAPER_RETURN', turn: issued.turn + 1 });
    expect((await h.deps.applications.require(issued.applicationId)).certificate?.certificateNo).toMatch(
      /-000001-[0-9A-Z]$/,
    );
  });

  it('R68, R13, C14, D31: certificate, register and PDF with the very photo of the declaration', async () => {
    const issued = await documentIssued();
    await certify(issued);
    const certified = await h.deps.applications.require(issued.applicationId);
    expect(certified.stage).toBe('CERTIFIED');
    const { certificateNo = '', documentKey = '' } = certified.certificate ?? {};
    const record = await getCertificate(h.deps.table, certificateNo);
    expect(record).toMatchObject({
      ...{
        status: 'ACTIVE',
        name: '赵某',
        qualificationDate: '2020-12-18',
        titleDates: { passedAt: '2020-12-18', issuedAt: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
        documentNo: '杭人社发〔2020〕8号',
      },
      ...{ photoSha256: sha256(photo), documentKey: `certificates/${certificateNo}.pdf` },
    });
    const pdf = await document(documentKey);
    const copy = await h.deps.clean.get(cleanKey(issued.photo?.fileId ?? ''));
    expect(pdf.includes(Buffer.from(copy.bytes))).toBe(true);
    const text = pdfText(pdf);
    for (const words of ['赵某', '工程师', certificateNo, '杭人社发〔2020〕8号', '评审通过', '发文日期'])
      expect(text).toContain(words);
    expect(text).not.toContain(profileBody.idNumber);
    // V4: the address under the QR code is the page that checks it (its line may break in the PDF).
    expect(text.replace(/\s/g, '')).toContain(`${certificateCheckPath}?no=${certificateNo}`);
  });

  it('D16: it is of who handed the declaration in, whatever the profile says since', async () => {
    const issued = await documentIssued();
    await otherProfile(issued);
    await certify(issued);
    const { certificate } = await h.deps.applications.require(issued.applicationId);
    const text = pdfText(await document(certificate?.documentKey ?? '')).replace(/\s/g, '');
    expect(text).toContain('赵某');
    expect(text).toContain(profileBody.idNumber.slice(-4));
    expect(text).not.toMatch(/钱改名|0126/);
  });

  it('asked for twice there is one certificate', async () => {
    const issued = await documentIssued();
    await certify(issued);
    expect(await certify(issued)).toMatchObject({ step: 'PAPER_RETURN' });
    expect((await actsOf(issued.applicationId)).filter((a) => a === 'CERTIFY')).toHaveLength(1);
  });

  it('a crash after the number was taken leaves a gap and nothing else', async () => {
    const issued = await documentIssued();
    const table = { ...h.deps.table, transact: () => Promise.reject(new Error('the process died')) };
    await expect(createDocumentRenderer({ ...h.deps, table })(at(issued, 'CERTIFICATE'))).rejects.toThrow(
      'died',
    );
    await certify(issued);
    const { certificate } = await h.deps.applications.require(issued.applicationId);
    expect(certificate?.certificateNo).toMatch(/-000002-[0-9A-Z]$/);
    expect(
      await getCertificate(h.deps.table, certificate?.certificateNo.replace(/2-.$/, '1-F') ?? ''),
    ).toBeUndefined();
  });

  it('R13: another picture in the photo’s place is refused and told', async () => {
    const issued = await documentIssued();
    await h.deps.clean.put(cleanKey(issued.photo?.fileId ?? ''), await samplePhoto('别人'), 'image/jpeg');
    await expect(certify(issued)).rejects.toThrow('not the photo');
    const events = await h.deps.applications.events(issued.applicationId);
    expect(events.at(-1)).toMatchObject({ act: 'ESCALATE', reason: 'DOCUMENT_IMAGE_INVALID photo' });
  }, 60_000);
});
