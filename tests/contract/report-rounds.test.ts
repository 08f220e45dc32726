import { afterEach, beforeEach, expect, test } from 'vitest';
import { keys } from '../../shared/store/base/keys.ts';
import { put } from '../../shared/store/base/table.ts';
import { requireReport } from '../../shared/store/reports.ts';
import { reportView } from '../../shared/views/reports.ts';
import { createHarness, type Harness } from './harness.ts';
import {
  act,
  asMachine,
  carryOut,
  commission,
  givenSession,
  hrss,
  hrss2,
  OCTOBER,
  PLAN,
  post,
} from './office-road.ts';
import { reportKit } from './report-kit.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness({ now: OCTOBER });
  await givenSession(h, 'SEALED');
});
afterEach(() => h.close());

const { report, reported, audit, issue, stages, cleared, listedReport, entryOf, documentNoOf } = reportKit(
  () => h,
);

test('D25: sent back before the document, cleared before it too – still two documents, two numbers', async () => {
  const { report: made, applicationIds } = await reported(3);
  const [a = '', b = '', back = ''] = applicationIds;
  let current = await audit(commission, made);
  current = await audit(hrss, current, { sendBack: [{ applicationId: back, reason: '学历存疑' }] });
  expect(entryOf(await listedReport(), back)).toMatchObject({ state: 'SENT_BACK', round: 2 });
  await cleared(back);
  // Cleared, it waits for both; the list of the others waits for nobody.
  current = await listedReport();
  expect(current.status).toBe('AUDITED');
  expect(entryOf(current, back)).toMatchObject({ state: 'WAITING', audited: [] });
  current = await audit(hrss, current, { applicationIds: [back] });
  current = await audit(commission, current, { applicationIds: [back] });
  expect(current.applications.map((e) => e.state)).toEqual(['AUDITED', 'AUDITED', 'AUDITED']);
  const first = (await issue(hrss, current)).as('Report');
  await carryOut(h, first.batchId);
  expect(await stages([a, b, back])).toEqual(['DOCUMENT_ISSUED', 'DOCUMENT_ISSUED', 'JOINT_AUDIT']);
  expect(first.status).toBe('AUDITED');
  const same = (await issue(hrss, first)).problem();
  expect(same.errors[0]).toMatchObject({ code: 'DOCUMENT_NO', rule: 'D25', field: '/documentNo' });
  const second = (await issue(hrss, first, '杭人社发〔2020〕2号')).as('Report');
  await carryOut(h, second.batchId);
  expect([await documentNoOf(a), await documentNoOf(b), await documentNoOf(back)]).toEqual([
    '杭人社发〔2020〕1号',
    '杭人社发〔2020〕1号',
    '杭人社发〔2020〕2号',
  ]);
  const ended = await listedReport();
  expect(ended.status).toBe('ISSUED');
  expect(ended.documents.map((d) => [d.documentNo, d.count])).toEqual([
    ['杭人社发〔2020〕1号', 2],
    ['杭人社发〔2020〕2号', 1],
  ]);
  expect(entryOf(ended, back)).toMatchObject({ state: 'ISSUED', documentNo: '杭人社发〔2020〕2号' });
});

test('D25: an approval is of the entries that were on the screen; one that came back meanwhile is not among them', async () => {
  const { report: made, applicationIds } = await reported(2);
  const [kept = '', back = ''] = applicationIds;
  const seen = await audit(hrss, made, {
    approve: false,
    sendBack: [{ applicationId: back, reason: '核实' }],
  });
  await cleared(back);
  const next = await audit(commission, seen, { applicationIds: [kept] });
  expect(entryOf(next, kept)?.audited).toEqual(['CONSTR_COMMISSION']);
  expect(entryOf(next, back)).toMatchObject({ state: 'WAITING', audited: [], sentBack: '核实' });
});

test('D25: a decision that is still being carried out is not taken twice, and no document overtakes it', async () => {
  const { report: made, applicationIds } = await reported(2);
  const [kept = '', back = ''] = applicationIds;
  const path = `/v1/authority/reports/${made.reportId}`;
  const sendBack = [{ applicationId: back, reason: '核实' }];
  let current = await audit(commission, made);
  // Nothing of this batch has reached the applications.
  current = (await post(h, hrss, `${path}/audit`, { version: current.version, approve: true, sendBack })).as(
    'Report',
  );
  expect([entryOf(current, kept)?.state, entryOf(current, back)?.state]).toEqual(['AUDITED', 'SENT_BACK']);
  expect((await issue(hrss, current)).problem().code).toBe('GUARD');
  const twice = await post(h, hrss2, `${path}/audit`, {
    version: current.version,
    approve: true,
    sendBack: [],
  });
  expect(twice.problem().code).toBe('GUARD');
  const thrice = await post(h, hrss2, `${path}/audit`, {
    version: current.version,
    approve: false,
    sendBack,
  });
  expect(thrice.problem().errors[0]?.code).toBe('REPORT_ENTRY');
  await carryOut(h, current.batchId);
  const issued = (await issue(hrss, current)).as('Report');
  await carryOut(h, issued.batchId);
  expect(await stages([kept, back])).toEqual(['DOCUMENT_ISSUED', 'RESULT_OBJECTION']);
  expect(issued.documents).toMatchObject([{ count: 1 }]);
});

test('D25 T34: sent back and corrected, it is published anew and reported anew, never back into the old report', async () => {
  const { report: made, applicationIds, publicityId } = await reported(2);
  const [kept = '', back = ''] = applicationIds;
  const sent = await audit(hrss, made, { sendBack: [{ applicationId: back, reason: '专业有误' }] });
  await cleared(back, { entryCorrected: true });
  expect(await stages([back])).toEqual(['RESULT_PUBLICITY']);
  expect((await h.deps.applications.require(back)).reportId).toBeUndefined();
  expect(entryOf(await listedReport(), back)?.state).toBe('GONE');
  h.clock.set('2020-11-20T02:00:00.000Z');
  await act(h, back, asMachine('CLOSE_PUBLICITY'));
  const second = (await report(publicityId)).as('Report');
  expect(second.applications.map((e) => e.applicationId)).toEqual([back]);
  await carryOut(h, second.batchId);
  await audit(commission, sent);
  const both = await audit(hrss, await audit(commission, second));
  expect((await issue(hrss, both, '杭人社发〔2020〕3号')).status).toBe(200);
  expect(await stages([kept])).toEqual(['JOINT_AUDIT']);
});

test('D25: a report stored before documents were counted is read, and its number stands', async () => {
  const { report: made, applicationIds } = await reported(2);
  const [kept = '', back = ''] = applicationIds;
  let current = await audit(
    commission,
    await audit(hrss, made, { sendBack: [{ applicationId: back, reason: '核实' }] }),
  );
  current = (await issue(hrss, current)).as('Report');
  await carryOut(h, current.batchId);
  await cleared(back);
  const stored = await requireReport(h.deps.table, made.reportId);
  const [document] = stored.documents ?? [];
  const old = {
    ...stored,
    documents: undefined,
    document,
    applications: stored.applications.map(({ round, turn, audits, documentNo, ...entry }) => entry),
  };
  await h.deps.table.transact([
    put(h.deps.table.name, keys.report(made.reportId), { ...old, type: 'REPORT' }),
  ]);
  const view = reportView(old, await h.deps.applications.getMany(applicationIds), h.deps.plans.get(PLAN), {
    role: 'MUNI_HRSS',
    scope: PLAN,
  });
  expect(entryOf(view, kept)).toMatchObject({ state: 'ISSUED', documentNo: '杭人社发〔2020〕1号' });
  expect(entryOf(view, back)).toMatchObject({ state: 'WAITING', round: 2 });
  const next = (
    await issue(hrss, await audit(commission, await audit(hrss, view)), '杭人社发〔2020〕2号')
  ).as('Report');
  expect(next.documents.map((d) => [d.documentNo, d.count])).toEqual([
    ['杭人社发〔2020〕1号', 1],
    ['杭人社发〔2020〕2号', 1],
  ]);
});
