import { afterEach, beforeEach, expect, test } from 'vitest';
import { routeOf } from '../../functions/routes.ts';
import { limits } from '../../shared/contracts/limits.ts';
import { type Answer, createHarness, type Harness } from './harness.ts';
import { get, givenAt, givenSession, head, OCTOBER, office, otherOffice, publish } from './office-road.ts';

/** D22: evidence that comes with an objection; nobody signs in for it, and the office alone reads it. */

let h: Harness;
let notice = '';
let applicationNo = '';
beforeEach(async () => {
  h = await createHarness({ now: OCTOBER });
  await givenSession(h, 'SEALED');
  const one = await givenAt(h, 'OFFICE_AUDITED');
  applicationNo = one.applicationNo ?? '';
  notice = `/v1/publicities/${(await publish(h, 'PRE', [one.applicationId])).publicityId}`;
});
afterEach(() => h.close());

const codes = (answer: Answer) => answer.problem().errors.map(({ code, field }) => `${code} ${field}`);
const open = (path: string, body?: object, address = '203.0.113.9') =>
  h.call('api-public', body ? 'POST' : 'GET', path, { ...(body ? { body } : {}), address });
const ask = (body: object = {}, address?: string) =>
  open(`${notice}/evidence`, { fileName: '王某的举报信.pdf', bytes: 900, ...body }, address);
const look = (fileId: string) => open(`${notice}/evidence/${fileId}`);
const object = (fileIds: string[]) =>
  open(`${notice}/objections`, {
    applicationNo,
    content: '该同志在某项目中并未担任技术负责人，附该项目的任命文件为证，请予核查。',
    fileIds,
  });
async function accepted(sha256?: string): Promise<string> {
  const { fileId } = (await ask()).as('UploadTicket');
  await h.inspect(fileId, sha256 ? { sha256 } : {});
  return fileId;
}
const queue = async () => (await get(h, office, '/v1/office/objections')).as('ObjectionQueue').items;
const fileOf = (objectionId: string, fileId: string) =>
  `/v1/office/objections/${objectionId}/files/${fileId}`;

test('D22: evidence is sent without signing in, judged, and read by the office under a name of ours', async () => {
  const [one, two] = [await accepted(), await accepted()];
  expect((await look(one)).as('FileView')).toMatchObject({ purpose: 'EVIDENCE', status: 'ACCEPTED' });
  const { id } = (await object([one, two])).as('ObjectionReceipt');
  expect((await queue())[0]?.files).toEqual([
    { fileId: one, fileName: '异议材料1.pdf', bytes: 100_000 },
    { fileId: two, fileName: '异议材料2.pdf', bytes: 100_000 },
  ]);
  expect(JSON.stringify(await queue())).not.toContain('举报信');
  const link = (await get(h, office, fileOf(id, two))).as('Link');
  expect(link.fileName).toBe('异议材料2.pdf');
  expect(link.url).not.toContain(encodeURIComponent('王某'));
});

test('D22, C15, D27: nobody but the plan’s office reads it, nor the sender once it is lodged', async () => {
  const fileId = await accepted();
  const { id } = (await object([fileId])).as('ObjectionReceipt');
  const path = fileOf(id, fileId);
  expect((await get(h, head, path)).status).toBe(200);
  expect((await get(h, otherOffice, path)).problem().status).toBe(404);
  const supervisor = { ...office, role: 'SUPERVISOR' as const };
  expect((await get(h, supervisor, path)).problem().status).toBe(403);
  expect((await look(fileId)).problem().status).toBe(404);
  expect((await get(h, office, fileOf(id, 'another'))).problem().status).toBe(404);
});

test('D22: a file belongs to one objection; unknown, unjudged, refused ones and doubles are told at once', async () => {
  const [taken, waiting, bad, one, double] = [
    await accepted(),
    (await ask()).as('UploadTicket').fileId,
    (await ask()).as('UploadTicket').fileId,
    await accepted('f0'),
    await accepted('f0'),
  ];
  await h.inspect(bad, { status: 'REFUSED' });
  const own = await h.givenFile({ ownerId: 'person-1', purpose: 'ARCHIVE' });
  (await object([taken])).as('ObjectionReceipt');
  expect(codes(await object([taken, own, waiting, bad]))).toEqual([
    'FILE_UNKNOWN /fileIds',
    'FILE_UNKNOWN /fileIds',
    'ATT_NOT_CLEAN /fileIds',
    'ATT_NOT_CLEAN /fileIds',
  ]);
  expect(codes(await object([one, double]))).toEqual(['FILE_TWICE /fileIds']);
  const many = Array.from({ length: limits.evidence + 1 }, () => one);
  expect(codes(await object(many))).toEqual(['TOO_LONG /fileIds']);
  (await object([one])).as('ObjectionReceipt');
});

test('D22: two objections that name one file at the same moment: one has it', async () => {
  const fileId = await accepted();
  const both = await Promise.all([object([fileId]), object([fileId])]);
  expect(both.map((one) => one.status).sort()).toEqual([201, 422]);
});

test('D22: nothing is sent where no publicity runs, nothing empty or too large, and not without end from one address', async () => {
  const nowhere = await open('/v1/publicities/none/evidence', { fileName: 'a.pdf', bytes: 9 });
  expect(nowhere.problem().status).toBe(404);
  expect(codes(await ask({ bytes: 0 }))).toEqual(['ATT_EMPTY /bytes']);
  expect(codes(await ask({ bytes: 1e9 }))).toEqual(['ATT_BYTES_HIGH /bytes']);
  const [hourly] = routeOf('create-evidence-upload').limits ?? [];
  for (let n = 0; n < (hourly?.times ?? 0); n += 1) (await ask()).as('UploadTicket');
  expect((await ask()).problem()).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
  (await ask({}, '203.0.113.10')).as('UploadTicket');
});

test('D22: evidence is sent by no other route', async () => {
  const body = { purpose: 'EVIDENCE', fileName: 'a.pdf', bytes: 900 };
  const as = { id: 'person-1', role: 'APPLICANT' as const };
  const answer = await h.call('api-applicant', 'POST', '/v1/uploads', { as, body });
  expect(codes(answer)).toEqual(['INVALID_VALUE /purpose']);
});
