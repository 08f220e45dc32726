import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReport, MAX_REPORTED } from '../../shared/acts/certificate/create-report.ts';
import { createCertificateWrites, getCertificate } from '../../shared/store/certificates.ts';
import { entriesOf, requirePublicity } from '../../shared/store/publicities.ts';
import { createHarness, type Harness } from './harness.ts';
import {
  act,
  asMachine,
  carryOut,
  commission,
  get,
  givenAt,
  givenSession,
  HASH,
  head,
  hrss,
  hrss2,
  OCTOBER,
  office,
  otherOffice,
  patch,
  post,
  publish,
} from './office-road.ts';
import { CLOSED, reportKit } from './report-kit.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness({ now: OCTOBER });
  await givenSession(h, 'SEALED');
});
afterEach(() => h.close());

const { next, closedList, report, reported, audit, issue, stages } = reportKit(() => h);

test('R66 T36: the unobjected of a closed list are reported; before the close nobody is', async () => {
  const one = await givenAt(h, 'PASSED_PENDING', { serial: next() });
  const open = await publish(h, 'RESULT', [one.applicationId]);
  const early = (await report(open.publicityId)).problem();
  expect(early).toMatchObject({
    status: 409,
    errors: [expect.objectContaining({ code: 'PUBLICITY_TOO_SHORT' })],
  });
  const { publicityId, applicationIds } = await closedList(2);
  const answer = await report(publicityId);
  expect(answer.status).toBe(201);
  const made = answer.as('Report');
  expect(made.applications.map((a) => a.applicationId).sort()).toEqual([...applicationIds].sort());
  const twice = (await report(publicityId)).problem();
  expect(twice.status).toBe(409);
  await carryOut(h, made.batchId);
  expect(await stages(applicationIds)).toEqual(['JOINT_AUDIT', 'JOINT_AUDIT']);
});

test('R66: a report is bounded, for it is one item; what is left goes into the next', async () => {
  const { publicityId, applicationIds } = await closedList(1);
  const [entry] = await entriesOf(h.deps.table, publicityId);
  const application = await h.deps.applications.require(applicationIds[0] ?? '');
  const many = Array.from({ length: MAX_REPORTED + 7 }, (_, i) => `copy-${i}`);
  const table = {
    ...h.deps.table,
    queryAll: async (_schema: unknown, { prefix }: { prefix?: string }) =>
      prefix === 'ENTRY#' ? many.map((applicationId) => ({ ...entry, applicationId })) : [],
  } as unknown as typeof h.deps.table;
  const applications = {
    ...h.deps.applications,
    getMany: async (ids: string[]) => ids.map((applicationId) => ({ ...application, applicationId })),
  };
  const publicity = await requirePublicity(h.deps.table, publicityId);
  const context = await h.deps.plans.context(publicity.planCode, h.clock.now());
  const by = { actor: { id: 'office-1', role: 'OFFICE_CLERK' as const }, batchId: 'b', reportId: 'r' };
  const { next } = await createReport({ table, applications }, publicity, context, { ...by, title: '上报' });
  expect(next.applications).toHaveLength(MAX_REPORTED);
});

test('R66 C15: a person still held by an objection is reported later, the rest of the list now', async () => {
  const a = await givenAt(h, 'PASSED_PENDING', { serial: next() });
  const b = await givenAt(h, 'PASSED_PENDING', { serial: next() });
  const { publicityId } = await publish(h, 'RESULT', [a.applicationId, b.applicationId]);
  const body = {
    applicationNo: b.applicationNo,
    objectorName: '王',
    contact: '139',
    content: '业绩与事实不符，请核查。',
  };
  const objection = await h.call('api-public', 'POST', `/v1/publicities/${publicityId}/objections`, { body });
  h.clock.set(CLOSED);
  await act(h, a.applicationId, asMachine('CLOSE_PUBLICITY'));
  // What the console offers to report (C15): the list, although one of it is held.
  const lists = (await get(h, office, '/v1/office/publicities')).as('OfficePublicityList').items;
  expect(lists.find((one) => one.publicityId === publicityId)).toMatchObject({
    status: 'CLOSABLE',
    reportable: true,
  });
  const first = (await report(publicityId)).as('Report');
  await carryOut(h, first.batchId);
  expect(first.applications.map((x) => x.applicationId)).toEqual([a.applicationId]);
  const { turn } = await h.deps.applications.require(b.applicationId);
  const path = `/v1/office/objections/${objection.as('Receipt').id}/decision`;
  (await post(h, office, path, { turn, decision: 'CLEAR', finding: '不成立' })).as('Receipt');
  const second = (await report(publicityId)).as('Report');
  expect(second.applications.map((x) => x.applicationId)).toEqual([b.applicationId]);
});

test('R67 T37: both authorities, in any order, then the document', async () => {
  const { report: made, applicationIds } = await reported(2);
  expect((await issue(hrss, made)).problem()).toMatchObject({
    status: 409,
    errors: [expect.objectContaining({ code: 'JOINT_AUDIT', rule: 'R67' })],
  });
  const one = await audit(commission, made);
  expect(one).toMatchObject({ status: 'REPORTED', approvals: [{ authority: 'CONSTR_COMMISSION' }] });
  expect((await issue(hrss, one)).problem().code).toBe('GUARD');
  const both = await audit(hrss, one);
  expect(both.status).toBe('AUDITED');
  const again = await post(h, hrss, `/v1/authority/reports/${both.reportId}/audit`, {
    version: both.version,
    approve: true,
    sendBack: [],
  });
  expect(again.problem().status).toBe(409);
  expect((await issue(commission, both)).problem().code).toBe('FORBIDDEN');
  const issued = (await issue(hrss, both)).as('Report');
  expect(issued).toMatchObject({
    status: 'ISSUED',
    documents: [{ documentNo: '杭人社发〔2020〕1号', publishedAt: h.clock.now(), count: 2 }],
  });
  await carryOut(h, issued.batchId);
  expect(await stages(applicationIds)).toEqual(['DOCUMENT_ISSUED', 'DOCUMENT_ISSUED']);
  const { document } = await h.deps.applications.require(applicationIds[0]!);
  expect(document?.publishedAt).toBe(issued.documents[0]?.publishedAt);
});

test('a report that has changed since is refused (412), and only its own plan’s people see it', async () => {
  const { report: made } = await reported(1);
  await audit(hrss, made);
  const stale = await post(h, commission, `/v1/authority/reports/${made.reportId}/audit`, {
    version: made.version,
    approve: true,
    sendBack: [],
  });
  expect(stale.problem()).toMatchObject({ status: 412, code: 'STALE_VERSION' });
  const list = (await get(h, commission, '/v1/staff/reports')).as('ReportList').items;
  expect(list.map((r) => r.reportId)).toContain(made.reportId);
  expect((await get(h, otherOffice, '/v1/staff/reports')).as('ReportList').items).toEqual([]);
});

test('T38: an entry sent back goes to the office with its reason; cleared, both audit it again', async () => {
  const { report: made, applicationIds } = await reported(2);
  const [kept = '', back = ''] = applicationIds;
  const unknown = await post(h, hrss, `/v1/authority/reports/${made.reportId}/audit`, {
    version: made.version,
    approve: true,
    sendBack: [{ applicationId: 'nobody', reason: '请核查' }],
  });
  expect(unknown.problem().errors[0]?.code).toBe('REPORT_ENTRY');
  const sendBack = [{ applicationId: back, reason: '学历存疑' }];
  let current = await audit(hrss, made, { sendBack });
  expect(await stages([kept, back])).toEqual(['JOINT_AUDIT', 'RESULT_OBJECTION']);
  expect(current.applications.find((a) => a.applicationId === back)?.sentBack).toBe('学历存疑');
  const open = (await get(h, office, '/v1/office/objections')).as('ObjectionQueue').items;
  const objection = open.find((o) => o.applicationId === back);
  expect(objection).toMatchObject({ content: '学历存疑', status: 'OPEN', publicityId: made.publicityId });
  current = await audit(commission, current);
  const issued = (await issue(hrss, current)).as('Report');
  await carryOut(h, issued.batchId);
  expect(await stages([kept])).toEqual(['DOCUMENT_ISSUED']);

  const { turn } = await h.deps.applications.require(back);
  const path = `/v1/office/objections/${objection?.objectionId}/decision`;
  (await post(h, head, path, { turn, decision: 'CLEAR', finding: '学历属实' })).as('Receipt');
  expect(await stages([back])).toEqual(['JOINT_AUDIT']);
  const [listed] = (await get(h, hrss2, '/v1/staff/reports')).as('ReportList').items;
  const again = listed?.applications.find((a) => a.applicationId === back);
  expect(listed?.status).toBe('REPORTED');
  expect(again).toMatchObject({ state: 'WAITING', audited: [], round: 2, sentBack: '学历存疑' });
  current = await audit(hrss2, issued);
  expect(current.applications.find((a) => a.applicationId === back)?.sentBack).toBeUndefined();
  expect((await issue(hrss, current)).problem().code).toBe('GUARD');
  current = await audit(commission, current);
  const late = (await issue(hrss, current, '杭人社发〔2020〕2号')).as('Report');
  await carryOut(h, late.batchId);
  expect((await h.deps.applications.require(back)).document?.documentNo).toBe('杭人社发〔2020〕2号');
  expect((await h.deps.applications.require(kept)).document?.documentNo).toBe('杭人社发〔2020〕1号');
});

test('L24 T44 D26: two persons revoke; the register answers REVOKED, the application is REVOKED', async () => {
  const application = await givenAt(h, 'PASSED_PENDING', { serial: next() });
  await patch(h, application, { stage: 'CERTIFIED' });
  const certificateNo = 'SAMPLE-2020-330100-000001';
  await h.deps.table.transact(
    createCertificateWrites(
      h.deps.table,
      {
        certificateNo,
        applicationId: application.applicationId,
        name: '赵某某',
        qualification: '工程师',
        specialty: '建筑工程',
        level: '中级',
        qualificationDate: '2020-10-11',
        documentNo: '杭人社发〔2020〕1号',
        issuedAt: OCTOBER,
        photoSha256: HASH,
        documentKey: 'c/1.pdf',
      },
      { id: 'documents', role: 'SYSTEM' },
      OCTOBER,
    ),
  );
  const path = `/v1/authority/certificates/${certificateNo}/revocation`;
  const body = { reason: '以虚假材料取得', documentNo: '杭人社撤〔2021〕1号' };
  const proposed = await post(h, hrss, path, body);
  expect([proposed.status, proposed.as('CertificateAnswer').status]).toEqual([202, 'VALID']);
  expect((await post(h, hrss, path, body)).problem()).toMatchObject({
    status: 403,
    code: 'SEPARATION_OF_DUTIES',
  });
  // D26: the second sees what the first proposed, and confirms just that, or refuses it.
  const file = async () =>
    (await get(h, hrss2, `/v1/authority/certificates/${certificateNo}`)).as('CertificateFile');
  const { proposed: seen } = await file();
  // D11: as somebody types the number into the address.
  const typed = certificateNo.toLowerCase().replace('-', ' － ');
  const found = await get(h, hrss2, `/v1/authority/certificates/${encodeURIComponent(typed)}`);
  expect(found.as('CertificateFile').certificateNo).toBe(certificateNo);
  expect(seen).toMatchObject({ by: { id: 'hrss-1', name: '人社甲' }, ...body });
  const mark = { proposal: seen?.proposal };
  const refusals = [
    body,
    { ...body, ...mark, documentNo: '杭人社撤〔2021〕9号' },
    { proposal: 'f'.repeat(64) },
  ];
  for (const other of refusals)
    expect((await post(h, hrss2, path, other)).problem()).toMatchObject({ status: 409, code: 'CONFLICT' });
  const no = await post(h, hrss2, path, { ...mark, refuse: true, reason: '事实不清' });
  expect([no.status, no.as('CertificateAnswer').status]).toEqual([202, 'VALID']);
  expect((await file()).proposed).toBeUndefined();
  expect((await post(h, hrss2, path, mark)).problem().errors[0]?.code).toBe('PROPOSAL_NONE');
  expect((await post(h, hrss, path, { reason: body.reason })).problem().errors).toMatchObject([
    { code: 'CERT_DOCUMENT_NO', field: '/documentNo' },
  ]);
  const changed = { ...body, documentNo: '杭人社撤〔2021〕2号' };
  expect((await post(h, hrss, path, changed)).status).toBe(202);
  const stands = { proposal: (await file()).proposed?.proposal };
  expect((await post(h, hrss2, path, stands)).as('CertificateAnswer').status).toBe('REVOKED');
  expect((await getCertificate(h.deps.table, certificateNo))?.revoked).toMatchObject({ ...changed });
  expect(await stages([application.applicationId])).toEqual(['REVOKED']);
  const name = '赵某某';
  const check = await h.call('api-public', 'POST', '/v1/certificate-checks', {
    body: { certificateNo, name },
  });
  expect(check.as('CertificateAnswer')).toMatchObject({ status: 'REVOKED', revokedAt: h.clock.now() });
  expect((await post(h, hrss2, path, body)).problem().status).toBe(409);
  const unknown = await post(h, hrss, '/v1/authority/certificates/none/revocation', body);
  expect(unknown.problem().status).toBe(404);
});
