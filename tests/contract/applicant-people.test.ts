import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ActorSchema } from '../../shared/contracts/roles.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { getFile } from '../../shared/store/files.ts';
import {
  applicant,
  approveItem,
  givenApprovedItem,
  givenProfile,
  givenUnit,
  hr,
  itemBody,
  profileBody,
  stranger,
  USCC,
  unitBody,
} from './applicant-road.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';

const Reads = z.object({ actor: ActorSchema, at: z.string(), purpose: z.string() });

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const codes = (answer: Answer) => answer.problem().errors.map((e) => e.code);
const rules = (answer: Answer) => answer.problem().errors.map((e) => e.rule);
const get = (path: string, as: Caller = applicant) => h.call('api-applicant', 'GET', path, { as });
const post = (path: string, body?: unknown, as: Caller = applicant, key?: string) =>
  h.call('api-applicant', 'POST', path, {
    as,
    ...(body === undefined ? {} : { body }),
    ...(key ? { key } : {}),
  });
const put = (path: string, body: unknown, version: number, as: Caller = applicant) =>
  h.call('api-applicant', 'PUT', path, { as, body, version });

describe('profile', () => {
  it('R3: empty with version 0 before the first save; says what is missing', async () => {
    const answer = await get('/v1/me/profile');
    expect(answer.version).toBe(0);
    const profile = answer.as('Profile');
    expect(profile).toMatchObject({ complete: false, personId: applicant.id, name: '赵某' });
    expect(profile.findings.map((f) => f.field)).toContain('/currentUnit');
  });

  it('R9: the current unit must be a bound one', async () => {
    const refused = await givenProfile(h);
    expect([refused.status, codes(refused), rules(refused)]).toEqual([422, ['CURRENT_UNIT_UNBOUND'], ['R9']]);
    await givenUnit(h);
    const saved = await givenProfile(h);
    expect(saved.as('Profile')).toMatchObject({ complete: true, unitName: unitBody.name, version: 1 });
  });

  it('L41: every identifier is checked, all findings at once; sex and birth date come from the number', async () => {
    const bad = { ...profileBody, idNumber: '330102190001010012', mobile: '12345' };
    const refused = await put('/v1/me/profile', bad, 0);
    expect(refused.status).toBe(422);
    expect(codes(refused).sort()).toEqual(['CURRENT_UNIT_UNBOUND', 'ID_CHECK', 'MOBILE_FORMAT']);
    expect(JSON.stringify(refused.body)).not.toContain('330102190001010012');
    await givenUnit(h);
    const saved = (await givenProfile(h)).as('Profile');
    expect(saved).toMatchObject({ birthDate: '1900-01-01', gender: 'MALE' });
    const differs = await put('/v1/me/profile', { ...profileBody, gender: 'FEMALE' }, 1);
    expect(codes(differs)).toEqual(['PROFILE_DIFFERS']);
  });

  it('a save on an old version is refused with 412, one without If-Match with 428', async () => {
    await givenUnit(h);
    await givenProfile(h);
    const stale = await put('/v1/me/profile', { ...profileBody, currentTitle: '工程师' }, 0);
    expect([stale.status, stale.problem().code]).toEqual([412, 'STALE_VERSION']);
    const none = await h.call('api-applicant', 'PUT', '/v1/me/profile', { as: applicant, body: profileBody });
    expect(none.status).toBe(428);
  });

  it('R2: nothing without sign-in; who acts for a unit has a profile of his own like everybody', async () => {
    expect((await h.call('api-applicant', 'GET', '/v1/me/profile')).status).toBe(401);
    expect((await get('/v1/me/profile', hr)).as('Profile').personId).toBe(hr.id);
  });
});

describe('units', () => {
  it('R7: one account a unit and one unit an account; a replayed key answers the same', async () => {
    const first = await post('/v1/unit', unitBody, hr, 'k1');
    expect(first.status).toBe(201);
    expect(first.as('Unit')).toMatchObject({ status: 'REGISTERED', accountId: hr.id });
    const again = await post('/v1/unit', unitBody, hr, 'k1');
    expect([again.status, again.headers['idempotent-replay'], again.body]).toEqual([201, 'true', first.body]);
    const twice = await post('/v1/unit', unitBody, hr);
    expect([twice.status, codes(twice)]).toEqual([409, ['ACCOUNT_HAS_UNIT']]);
    const taken = await post('/v1/unit', unitBody, { ...hr, id: 'hr-2' });
    expect([taken.status, codes(taken), rules(taken)]).toEqual([409, ['UNIT_REGISTERED'], ['R7']]);
  });

  it('R7: two accounts that register one unit at once: one of them gets it', async () => {
    const answers = await Promise.all(
      ['hr-1', 'hr-2', 'hr-3'].map((id) => post('/v1/unit', unitBody, { ...hr, id })),
    );
    expect(answers.filter((a) => a.status === 201)).toHaveLength(1);
    expect(answers.filter((a) => [409, 412].includes(a.status))).toHaveLength(2);
  });

  it('L41, R30, R62: bad code, division and municipal unit are named together', async () => {
    const refused = await post(
      '/v1/unit',
      {
        ...unitBody,
        uscc: '91330100MA00000150',
        location: { division: '999999' },
        affiliation: { type: 'MUNI_DIRECT', muniUnitId: 'NOBODY' },
      },
      hr,
    );
    expect(refused.status).toBe(422);
    expect(codes(refused)).toEqual(expect.arrayContaining(['DIVISION_UNKNOWN', 'MUNI_UNIT_UNKNOWN']));
    expect(refused.problem().errors.map((e) => e.field)).toContain('/uscc');
  });

  it('R7: before registration the unit is not found, and says so', async () => {
    const answer = await get('/v1/unit', hr);
    expect([answer.status, codes(answer)]).toEqual([404, ['UNIT_NOT_REGISTERED']]);
  });

  it('R8, Q3: the letter is submitted through the platform and waits; only an own, accepted letter', async () => {
    await post('/v1/unit', unitBody, hr);
    const own = await h.givenFile({ ownerId: hr.id, purpose: 'AUTHORISATION' });
    const other = await h.givenFile({ ownerId: 'hr-9', purpose: 'AUTHORISATION' });
    const refused = await h.givenFile({ ownerId: hr.id, purpose: 'AUTHORISATION', status: 'REFUSED' });
    expect((await post('/v1/unit/authorisation', { fileId: other }, hr)).status).toBe(404);
    const unclean = await post('/v1/unit/authorisation', { fileId: refused }, hr);
    expect([unclean.status, codes(unclean)]).toEqual([409, ['FILE_NOT_CLEAN']]);
    const sent = await post('/v1/unit/authorisation', { fileId: own }, hr);
    expect(sent.as('Unit')).toMatchObject({ status: 'AUTH_SUBMITTED', authorisationFileId: own });
    const twice = await post('/v1/unit/authorisation', { fileId: own }, hr);
    expect([twice.status, codes(twice), rules(twice)]).toEqual([409, ['UNIT_ACT'], ['R8']]);
  });

  it('R9: only bound units are found, by beginning, part or code', async () => {
    await post(
      '/v1/unit',
      { ...unitBody, uscc: '91110000600037341L', name: '未绑定公司' },
      { ...hr, id: 'hr-2' },
    );
    await givenUnit(h);
    const found = async (q: string) =>
      (await get(`/v1/units?q=${encodeURIComponent(q)}`)).as('UnitList').items.map((u) => u.uscc);
    expect(await found('杭州示例')).toEqual([USCC]);
    expect(await found('示例建筑')).toEqual([USCC]);
    expect(await found(USCC)).toEqual([USCC]);
    expect(await found('')).toEqual([USCC]);
    expect(await found('未绑定')).toEqual([]);
  });
});

describe('archive', () => {
  beforeEach(async () => {
    await givenUnit(h);
    await givenProfile(h);
  });

  it('R6, §7.1: editing an approved item makes a new draft version; the approved one stays extractable', async () => {
    const item = await givenApprovedItem(h);
    expect(item).toMatchObject({ status: 'APPROVED', itemVersion: 1, approvedVersion: 1 });
    expect(item.approvedBy).toMatchObject({ uscc: USCC, name: unitBody.name });
    const path = `/v1/me/archive/${item.itemId}`;
    const edited = await put(path, { ...itemBody, title: '改名' }, item.version);
    expect(edited.as('ArchiveItem')).toMatchObject({ status: 'DRAFT', itemVersion: 2, approvedVersion: 1 });
    const stale = await put(path, { ...itemBody, title: '又改' }, item.version);
    expect(stale.status).toBe(412);
    expect(await approveItem(h, item)).toMatchObject({ itemVersion: 2, approvedVersion: 2, title: '改名' });
  });

  it('R4: only an explicit save puts the item before the unit; a draft is not in its list', async () => {
    const made = (await post('/v1/me/archive', itemBody)).as('ArchiveItem');
    expect((await get('/v1/unit/archive-items', hr)).as('ArchiveQueue').items).toEqual([]);
    await post(`/v1/me/archive/${made.itemId}/submission`);
    const [waiting] = (await get('/v1/unit/archive-items', hr)).as('ArchiveQueue').items;
    expect(waiting).toMatchObject({ itemId: made.itemId, personName: '赵某', status: 'SAVED' });
    const again = await post(`/v1/me/archive/${made.itemId}/submission`);
    expect([again.status, codes(again)]).toEqual([409, ['ARCHIVE_STATE']]);
    await put(`/v1/me/archive/${made.itemId}`, itemBody, waiting?.version ?? 0);
    expect((await get('/v1/unit/archive-items', hr)).as('ArchiveQueue').items).toEqual([]);
  });

  it('R6: a second review shows the first decision and what has changed since', async () => {
    const made = (await post('/v1/me/archive', itemBody)).as('ArchiveItem');
    const path = `/v1/me/archive/${made.itemId}`;
    const waiting = async () => (await get('/v1/unit/archive-items', hr)).as('ArchiveQueue').items[0];
    await post(`${path}/submission`);
    const first = await waiting();
    expect(first).toMatchObject({ kind: itemBody.kind, collective: itemBody.collective });
    expect(first?.earlier).toBeUndefined();
    const decision = `/v1/unit/archive-items/${applicant.id}/${made.itemId}/decision`;
    const body = { version: first?.version ?? 0, decision: 'RETURN', remark: '请补合同' };
    const back = (await post(decision, body, hr)).as('ArchiveItem');
    const changed = { ...itemBody, title: '更正后的名称', collective: !itemBody.collective };
    await put(path, changed, back.version);
    await post(`${path}/submission`);
    const again = await waiting();
    expect(again?.earlier).toMatchObject({
      ...{ decision: 'RETURNED', remark: '请补合同', changed: ['title', 'collective'] },
    });
    const seen = { version: again?.version ?? 0, decision: 'APPROVE' };
    const good = (await post(decision, seen, hr)).as('ArchiveItem');
    await put(path, { ...changed, role: '负责人二' }, good.version);
    await post(`${path}/submission`);
    expect((await waiting())?.earlier).toMatchObject({ decision: 'APPROVED', changed: ['role'] });
  });

  it('R6: a draft and what was returned may go; what waits or was approved once stays', async () => {
    const list = async () => (await get('/v1/me/archive')).as('ArchiveList').items.map((one) => one.itemId);
    const made = (await post('/v1/me/archive', itemBody)).as('ArchiveItem');
    const path = `/v1/me/archive/${made.itemId}`;
    const sent = (await post(`${path}/submission`)).as('ArchiveItem');
    expect(codes(await post(`${path}/removal`, { version: sent.version }))).toEqual(['ARCHIVE_STATE']);
    const decision = `/v1/unit/archive-items/${applicant.id}/${made.itemId}/decision`;
    const body = { version: sent.version, decision: 'RETURN', remark: '请补合同' };
    const back = (await post(decision, body, hr)).as('ArchiveItem');
    expect((await post(`${path}/removal`, { version: back.version - 1 })).status).toBe(412);
    (await post(`${path}/removal`, { version: back.version })).as('Receipt');
    expect(await list()).not.toContain(made.itemId);
    expect((await put(path, itemBody, back.version)).status).toBe(404);
    const good = await approveItem(h, (await post('/v1/me/archive', itemBody)).as('ArchiveItem'));
    const edited = (await put(`/v1/me/archive/${good.itemId}`, itemBody, good.version)).as('ArchiveItem');
    const kept = await post(`/v1/me/archive/${good.itemId}/removal`, { version: edited.version });
    expect(kept.status).toBe(409);
    expect(await list()).toContain(good.itemId);
  });

  it('R6: a return needs a remark and goes back to the person; the decision is on the version that was seen', async () => {
    const made = (await post('/v1/me/archive', itemBody)).as('ArchiveItem');
    const sent = (await post(`/v1/me/archive/${made.itemId}/submission`)).as('ArchiveItem');
    const path = `/v1/unit/archive-items/${applicant.id}/${made.itemId}/decision`;
    const bare = await post(path, { version: sent.version, decision: 'RETURN' }, hr);
    expect([bare.status, codes(bare)]).toEqual([422, ['REMARK_REQUIRED']]);
    const stale = await post(path, { version: sent.version - 1, decision: 'APPROVE' }, hr);
    expect(stale.status).toBe(412);
    const back = await post(path, { version: sent.version, decision: 'RETURN', remark: '请补合同' }, hr);
    expect(back.as('ArchiveItem')).toMatchObject({
      status: 'RETURNED',
      remark: '请补合同',
      approvedVersion: null,
    });
    const late = await post(path, { version: sent.version + 1, decision: 'APPROVE' }, hr);
    expect([late.status, codes(late)]).toEqual([409, ['ARCHIVE_STATE']]);
  });

  it('C1: nobody reviews an own item; another unit does not find it', async () => {
    const self: Caller = { id: hr.id, role: 'APPLICANT' };
    await givenProfile(h, self);
    const made = (await post('/v1/me/archive', itemBody, self)).as('ArchiveItem');
    const sent = (await post(`/v1/me/archive/${made.itemId}/submission`, undefined, self)).as('ArchiveItem');
    const path = `/v1/unit/archive-items/${hr.id}/${made.itemId}/decision`;
    const own = await post(path, { version: sent.version, decision: 'APPROVE' }, hr);
    expect([own.status, rules(own)]).toEqual([403, ['C1']]);
    const rival: Caller = { id: 'hr-2', role: 'UNIT_HR' };
    await givenUnit(h, { ...unitBody, uscc: '91110000600037341L', name: '别的单位' }, rival);
    expect((await post(path, { version: sent.version, decision: 'APPROVE' }, rival)).status).toBe(404);
  });

  it('R3: the same file twice in one item is refused, by its content, when it is saved and when it is sent', async () => {
    const given = (fileName: string, sha256?: string) =>
      h.givenFile({ ownerId: applicant.id, purpose: 'ARCHIVE', fileName, ...(sha256 ? { sha256 } : {}) });
    const [one, again, other] = [
      await given('a.pdf', 'f0'),
      await given('b.pdf', 'f0'),
      await given('c.pdf'),
    ];
    const saved = (fileIds: string[]) => post('/v1/me/archive', { ...itemBody, fileIds });
    expect((await saved([one, one])).problem().errors).toMatchObject([
      { code: 'FILE_TWICE', rule: 'R3', field: '/fileIds', found: 'a.pdf' },
    ]);
    const refused = (await saved([one, other, again])).problem();
    expect(refused.errors[0]?.message).toBe('“b.pdf”与“a.pdf”是同一份文件，请移除其中一份');
    const ticket = { purpose: 'ARCHIVE', fileName: 'd.pdf', bytes: 900 };
    const waits = async () => (await post('/v1/uploads', ticket)).as('UploadTicket').fileId;
    const [late, later] = [await waits(), await waits()];
    const { itemId } = (await saved([late, later])).as('ArchiveItem');
    for (const fileId of [late, later]) await h.inspect(fileId, { sha256: 'f1' });
    expect(codes(await post(`/v1/me/archive/${itemId}/submission`))).toContain('FILE_TWICE');
  });

  it('R3: somebody else’s files and items are not found', async () => {
    const theirs = await h.givenFile({ ownerId: stranger.id, purpose: 'ARCHIVE' });
    const refused = await post('/v1/me/archive', { ...itemBody, fileIds: [theirs] });
    expect([refused.status, codes(refused)]).toEqual([422, ['FILE_UNKNOWN']]);
    const item = await givenApprovedItem(h);
    expect((await put(`/v1/me/archive/${item.itemId}`, itemBody, 1, stranger)).status).toBe(404);
  });
});

describe('uploads', () => {
  const photo = {
    purpose: 'PHOTO',
    fileName: '证件照.jpg',
    contentType: 'image/jpeg',
    planCode: 'HZ-CONSTR-ENG-2020',
  };

  it.each([
    [30_720, 422, ['PHOTO_BYTES_LOW']],
    [30_721, 201, []],
    [1_048_575, 201, []],
    [1_048_576, 422, ['PHOTO_BYTES_HIGH']],
  ])('R17: %i bytes → %i, before the ticket', async (bytes, status, expected) => {
    const answer = await post('/v1/uploads', { ...photo, bytes });
    expect(answer.status).toBe(status);
    if (status === 422) expect(codes(answer)).toEqual(expected);
  });

  it.each([
    'application/octet-stream',
    '',
    'image/jpeg; charset=binary',
    'image/png',
    'IMAGE/JPG',
    'text/html',
    undefined,
  ])('D13: the declared type %j decides nothing', async (contentType) => {
    expect((await post('/v1/uploads', { ...photo, contentType, bytes: 50_000 })).status).toBe(201);
    const answer = await post('/v1/uploads', { ...photo, contentType, bytes: 2_000_000 });
    expect(codes(answer)).toEqual(['PHOTO_BYTES_HIGH']);
  });

  it('R41: limits of the plan’s own document', async () => {
    const body = { purpose: 'ATTACHMENT', fileName: 'a.exe', contentType: 'application/x-msdownload' };
    const answer = await post('/v1/uploads', {
      ...body,
      bytes: 30_000_000,
      planCode: photo.planCode,
      documentCode: 'A6',
    });
    expect(codes(answer)).toEqual(['ATT_BYTES_HIGH']);
    expect(answer.problem().errors[0]?.message).toBe('文件为 28.6 MB，最大 10 MB，请压缩或降低扫描分辨率');
    const unknown = await post('/v1/uploads', {
      ...body,
      bytes: 0,
      planCode: photo.planCode,
      documentCode: 'ZZ',
    });
    expect(codes(unknown)).toEqual(['ATT_UNKNOWN', 'ATT_EMPTY']);
  });

  it('the form of the ticket uploads to its key and nothing of the person is in it; the verdict is then shown', async () => {
    const bytes = 50_000;
    const ticket = (await post('/v1/uploads', { ...photo, bytes })).as('UploadTicket');
    expect(ticket.fields.key).toBe(`up/${ticket.fileId}`);
    expect(JSON.stringify(ticket)).not.toContain('证件照');
    const form = new FormData();
    for (const [name, value] of Object.entries(ticket.fields)) form.append(name, value);
    form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'x.jpg');
    const sent = await fetch(ticket.url, { method: 'POST', body: form });
    expect(sent.status).toBeLessThan(300);
    expect((await h.deps.quarantine.get(`up/${ticket.fileId}`)).bytes.length).toBe(bytes);
    const path = `/v1/uploads/${ticket.fileId}`;
    expect((await get(path)).as('FileView')).toMatchObject({ status: 'AWAITED', fileName: '证件照' });
    expect(codes(await get(`${path}/link`))).toEqual(['FILE_NOT_READY']);
    await h.inspect(ticket.fileId);
    expect((await get(path)).as('FileView')).toMatchObject({ status: 'ACCEPTED' });
  });

  it('V5: a link to an own file gives the cleaned copy as an attachment, and is logged', async () => {
    const fileId = await h.givenFile({ ownerId: applicant.id, purpose: 'ATTACHMENT', fileName: '合同.pdf' });
    const link = (await get(`/v1/uploads/${fileId}/link`)).as('Link');
    const answer = await fetch(link.url);
    expect(await answer.text()).toBe(`content of ${fileId}`);
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    const reads = await h.deps.table.queryAll(Reads, { partition: `FILE#${fileId}`, prefix: 'READ#' });
    expect(reads).toMatchObject([{ actor: { id: applicant.id }, at: h.clock.now() }]);
    expect((await getFile(h.deps.table, fileId))?.version).toBe(2);
  });

  it('somebody else’s file is not found; a unit opens those of items that were put before it', async () => {
    await givenUnit(h);
    await givenProfile(h);
    const fileId = await h.givenFile({ ownerId: applicant.id, purpose: 'ARCHIVE' });
    expect((await get(`/v1/uploads/${fileId}`, stranger)).status).toBe(404);
    const made = (await post('/v1/me/archive', { ...itemBody, fileIds: [fileId] })).as('ArchiveItem');
    expect((await get(`/v1/uploads/${fileId}/link`, hr)).status).toBe(404);
    await post(`/v1/me/archive/${made.itemId}/submission`);
    expect((await get(`/v1/uploads/${fileId}/link`, hr)).status).toBe(200);
  });
});

describe('notices', () => {
  it('C18: the own box only, and empty at first', async () => {
    expect((await get('/v1/me/notices')).as('NoticeList').items).toEqual([]);
    expect((await get('/v1/me/notices?cursor=nonsense')).status).toBe(422);
    const { pk } = keys.profile(applicant.id);
    for (const made of [{ pk }, { pk, sk: 'PROFILE' }, { pk, sk: 7 }, { pk, sk: 'NOTICE#1', x: 1 }, []]) {
      const cursor = Buffer.from(JSON.stringify(made)).toString('base64url');
      expect((await get(`/v1/me/notices?cursor=${cursor}`)).status, JSON.stringify(made)).toBe(422);
    }
  });
});
