import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  applicant,
  approveItem,
  attachmentsW1,
  dataBody,
  givenApprovedItem,
  givenCompleteDraft,
  givenDraft,
  givenReady,
  givenUnit,
  hr,
  itemBody,
  PLAN,
  profileBody,
  read,
  save,
  startDeclaration,
  stranger,
  unitBody,
} from './applicant-road.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const codes = (answer: Answer) => answer.problem().errors.map((e) => e.code);
const rules = (answer: Answer) => answer.problem().errors.map((e) => e.rule);
const get = (path: string, as: Caller = applicant) => h.call('api-applicant', 'GET', path, { as });
const post = (path: string, body?: unknown, as: Caller = applicant) =>
  h.call('api-applicant', 'POST', path, { as, ...(body === undefined ? {} : { body }) });
const drafts = '/v1/me/applications';

const draft = (upTo?: Parameters<typeof givenDraft>[1]) => givenDraft(h, upTo);

describe('T1 马上申报', () => {
  it('R3, R9, R10, R12, C5: everything that is missing is named at once', async () => {
    const refused = await post(drafts, { planCode: PLAN, requirementsVersion: 1 });
    expect([refused.status, refused.problem().code]).toEqual([409, 'GUARD']);
    expect(codes(refused)).toEqual([
      'PRECONDITION_PROFILE',
      'ARCHIVE_EMPTY',
      'CURRENT_UNIT_UNBOUND',
      'REQUIREMENTS_NOT_VIEWED',
    ]);
  });

  it('R12: before the window opens and after it closes there is no declaring', async () => {
    await givenReady(h);
    h.clock.set('2020-08-23T15:59:59.999Z');
    expect(codes(await startDeclaration(h))).toEqual(['WINDOW_NOT_OPEN']);
    h.clock.set('2020-09-25T16:00:00.000Z');
    expect(codes(await startDeclaration(h))).toEqual(['WINDOW_CLOSED']);
    h.clock.set('2020-09-25T15:59:59.999Z');
    expect((await startDeclaration(h)).status).toBe(201);
  });

  it('T1: opens a draft whose turn is the applicant’s until the window closes', async () => {
    await givenReady(h);
    const answer = await startDeclaration(h);
    const view = answer.as('ApplicationView');
    expect(view).toMatchObject({ stage: 'DRAFT', turn: 1, planCode: PLAN, proposedPointId: 'P330106' });
    expect(view.waiting).toMatchObject({
      role: 'APPLICANT',
      dueAt: '2020-09-25T16:00:00.000Z',
      left: { state: 'AHEAD', workingDays: 18 },
    });
    expect(view.timeline).toMatchObject([
      { act: 'CREATE', transition: 'T1', to: 'DRAFT', role: 'APPLICANT' },
    ]);
    expect(view.applicationId).not.toContain(applicant.id);
    const { items } = (await get(drafts)).as('ApplicationList');
    expect(items).toMatchObject([{ applicationId: view.applicationId, stage: 'DRAFT' }]);
  });

  it('C5: one active declaration a plan; a withdrawn one makes room', async () => {
    await givenReady(h);
    const first = (await startDeclaration(h)).as('ApplicationView');
    const second = await startDeclaration(h);
    expect([second.status, codes(second), rules(second)]).toEqual([409, ['DECLARATION_EXISTS'], ['C5']]);
    const gone = await post(`${drafts}/${first.applicationId}/withdrawal`, {
      turn: first.turn,
      reason: '重填',
    });
    expect(gone.as('ApplicationView')).toMatchObject({ stage: 'WITHDRAWN', waiting: { role: null } });
    expect((await startDeclaration(h)).status).toBe(201);
  });

  it('C5: two starts at the same time make one declaration', async () => {
    await givenReady(h);
    const answers = await Promise.all([startDeclaration(h), startDeclaration(h), startDeclaration(h)]);
    expect(answers.map((a) => a.status).sort()).toEqual([201, 409, 409]);
    expect((await get(drafts)).as('ApplicationList').items).toHaveLength(1);
  });

  it('somebody else’s application is not found, by any route', async () => {
    const { id } = await draft();
    const found = await Promise.all([
      get(`${drafts}/${id}`, stranger),
      h.call('api-applicant', 'PUT', `${drafts}/${id}/data`, { as: stranger, body: dataBody, version: 1 }),
      post(`${drafts}/${id}/signing-tickets`, undefined, stranger),
      post(`${drafts}/${id}/submission`, { turn: 1, contentHash: 'x' }, stranger),
      post(`${drafts}/${id}/withdrawal`, { turn: 1, reason: 'x' }, stranger),
      post(`${drafts}/${id}/payment`, undefined, stranger),
      post(`${drafts}/${id}/review-form`, undefined, stranger),
      post(`${drafts}/${id}/filing`, undefined, stranger),
      get(`${drafts}/${id}/certificate`, stranger),
    ]);
    expect(found.map((a) => a.status)).toEqual(Array(9).fill(404));
  });
});

describe('T2: the pages', () => {
  it('R20, R24, R29, R40: a page is saved only when all before it are complete', async () => {
    const { id } = await draft();
    const data = await save(h, id, 'data', dataBody);
    expect([data.status, codes(data)]).toEqual([409, ['STEP_ORDER']]);
    const ticket = await post(`${drafts}/${id}/signing-tickets`);
    expect([ticket.status, rules(ticket)]).toEqual([409, ['R20']]);
  });

  it('R14: a refused photo is refused here too, with its defects; one being checked has to wait', async () => {
    const { id } = await draft();
    const findings = [
      {
        code: 'PHOTO_WIDTH',
        rule: 'R18',
        found: 215,
        allowed: '> 215',
        message: { zh: '宽度不足', en: 'too narrow' },
        severity: 'error' as const,
      },
    ];
    const bad = await h.givenFile({ ownerId: applicant.id, purpose: 'PHOTO', status: 'REFUSED', findings });
    const refused = await save(h, id, 'photo', { fileId: bad });
    expect([refused.status, codes(refused)]).toEqual([422, ['PHOTO_WIDTH']]);
    const scan = await h.givenFile({ ownerId: applicant.id, purpose: 'ATTACHMENT' });
    expect(codes(await save(h, id, 'photo', { fileId: scan }))).toEqual(['FILE_PURPOSE']);
    const theirs = await h.givenFile({ ownerId: stranger.id, purpose: 'PHOTO' });
    expect(codes(await save(h, id, 'photo', { fileId: theirs }))).toEqual(['FILE_UNKNOWN']);
    const { fileId } = (
      await post('/v1/uploads', {
        purpose: 'PHOTO',
        planCode: PLAN,
        fileName: 'a.jpg',
        contentType: 'image/jpeg',
        bytes: 50_000,
      })
    ).as('UploadTicket');
    const waiting = await save(h, id, 'photo', { fileId });
    expect([waiting.status, codes(waiting)]).toEqual([409, ['PHOTO_NOT_CHECKED']]);
    await h.inspect(fileId, { sha256: 'c'.repeat(64) });
    const saved = (await save(h, id, 'photo', { fileId })).as('ApplicationView');
    expect(saved.declaration.photo).toEqual({ fileId, sha256: 'c'.repeat(64) });
  });

  it('a stale If-Match is refused with both versions', async () => {
    const { id } = await draft('COMMITMENT');
    const path = `${drafts}/${id}/data`;
    const stale = await h.call('api-applicant', 'PUT', path, { as: applicant, body: dataBody, version: 1 });
    expect([stale.status, stale.problem().code]).toEqual([412, 'STALE_VERSION']);
    expect(stale.problem().errors[0]).toMatchObject({ found: 1, allowed: (await read(h, id)).version });
  });

  it('T2: what is amiss on the page itself is saved and told; the next page stays shut (R26, R31)', async () => {
    const { id, item } = await draft('COMMITMENT');
    const body = { ...dataBody, optionCodes: [], workStatement: '字'.repeat(1001) };
    const saved = (await save(h, id, 'data', body)).as('ApplicationView');
    expect(saved.declaration.data.workStatement).toHaveLength(1001);
    expect(saved.findings.DATA?.map((f) => f.code)).toEqual(
      expect.arrayContaining(['STATEMENT_TOO_LONG', 'OPTION_REQUIRED']),
    );
    const next = await save(h, id, 'achievements', {
      achievements: [{ itemId: item.itemId, version: 1, contributionFileIds: [] }],
    });
    expect([next.status, codes(next)]).toEqual([409, ['STEP_ORDER']]);
  });

  it('errors of shape refuse the page, with the field', async () => {
    const { id } = await draft('COMMITMENT');
    const refused = await save(h, id, 'data', { ...dataBody, educations: [{ kind: 'E9' }] });
    expect([refused.status, refused.problem().code]).toEqual([422, 'INVALID']);
    expect(refused.problem().errors.map((e) => e.field)).toContain('/educations/0/kind');
  });

  it('R41: the requirements come with their reasons', async () => {
    const { id } = await draft('COMMITMENT');
    const saved = (await save(h, id, 'data', { ...dataBody, siOutOfProvince: true })).as('ApplicationView');
    const a5 = saved.requirements.find((r) => r.code === 'A5');
    expect(a5?.why.zh).toBe('因为省外社保记录为“是”');
    expect(saved.requirements.map((r) => r.code)).toEqual(expect.arrayContaining(['A1', 'A1a', 'A2', 'A6']));
  });

  it('R32: a number that no evaluation has is refused, not stumbled over', async () => {
    const { id } = await draft('DATA');
    const answer = await save(h, id, 'data', { ...dataBody, selfEvaluation: { A: 1e300 } });
    expect([answer.status, codes(answer)]).toEqual([422, ['NUMBER_RANGE']]);
  });

  it('R6, R37: only approved versions of own items', async () => {
    const { id, item } = await draft('DATA');
    const pick = (itemId: string, version: number) =>
      save(h, id, 'achievements', { achievements: [{ itemId, version, contributionFileIds: [] }] });
    const raw = (await post('/v1/me/archive', itemBody)).as('ArchiveItem');
    const unapproved = await pick(raw.itemId, 1);
    expect([unapproved.status, codes(unapproved), rules(unapproved)]).toEqual([
      409,
      ['ARCHIVE_NOT_APPROVED'],
      ['R6'],
    ]);
    expect(codes(await pick('nothing', 1))).toEqual(['ACHIEVEMENT_SOURCE']);
    const edited = await h.call('api-applicant', 'PUT', `/v1/me/archive/${item.itemId}`, {
      as: applicant,
      body: { ...itemBody, title: '第二版' },
      version: item.version,
    });
    expect(edited.status).toBe(200);
    const old = (await pick(item.itemId, 1)).as('ApplicationView');
    expect(old.declaration.achievements[0]).toMatchObject({ version: 1, title: '某住宅楼' });
    await approveItem(h, item);
    const superseded = (await read(h, id)).findings.ACHIEVEMENTS?.map((f) => f.code);
    expect(superseded).toContain('ARCHIVE_NOT_APPROVED');
    expect(codes(await pick(item.itemId, 1))).toEqual(['ARCHIVE_NOT_APPROVED']);
    expect((await pick(item.itemId, 2)).as('ApplicationView').declaration.achievements[0]?.title).toBe(
      '第二版',
    );
  });

  it('R39: a collective project needs its proof', async () => {
    const { id } = await draft('DATA');
    const item = await givenApprovedItem(h, { collective: true });
    const one = { itemId: item.itemId, version: 1 };
    const bare = await save(h, id, 'achievements', { achievements: [{ ...one, contributionFileIds: [] }] });
    const found = (view: Answer) => view.as('ApplicationView').findings.ACHIEVEMENTS?.map((f) => f.code);
    expect(found(bare)).toContain('ACHIEVEMENT_CONTRIBUTION');
    const proof = await h.givenFile({ ownerId: applicant.id, purpose: 'ATTACHMENT' });
    const proved = await save(h, id, 'achievements', {
      achievements: [{ ...one, contributionFileIds: [proof] }],
    });
    expect(found(proved)).not.toContain('ACHIEVEMENT_CONTRIBUTION');
  });

  it('R57: attachments are own accepted files; the platform adds their hashes and says where they came from', async () => {
    const { id } = await draft('ACHIEVEMENTS');
    const body = await attachmentsW1(h);
    const theirs = await h.givenFile({ ownerId: stranger.id, purpose: 'ATTACHMENT' });
    const infected = await h.givenFile({ ownerId: applicant.id, purpose: 'ATTACHMENT', status: 'REFUSED' });
    const foreign = await save(h, id, 'attachments', {
      ...body,
      attachments: [
        { code: 'A6', fileId: theirs },
        { code: 'A1', fileId: infected },
      ],
    });
    expect([foreign.status, codes(foreign)]).toEqual([422, ['FILE_UNKNOWN', 'ATT_NOT_CLEAN']]);
    const claimed = body.attachments.map((a) => ({ ...a, source: 'FETCHED' as const }));
    const saved = await save(h, id, 'attachments', { attachments: claimed, confirmed: false });
    const view = saved.as('ApplicationView');
    expect(view.declaration.attachments[0]).toMatchObject({
      source: 'UPLOADED',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(view.findings.ATTACHMENTS?.map((f) => f.code)).toEqual(['ATT_NOT_CONFIRMED']);
  });

  it('R58: a draft follows the profile to another unit when its data are saved again', async () => {
    const { id } = await draft('DATA');
    const other = { ...unitBody, uscc: '91110000600037341L', name: '新单位' };
    await givenUnit(h, other, { ...hr, id: 'hr-2' });
    const body = { ...profileBody, currentUnit: other.uscc };
    await h.call('api-applicant', 'PUT', '/v1/me/profile', { as: applicant, body, version: 1 });
    expect((await read(h, id)).findings.DATA?.map((f) => f.code)).toContain('UNIT_CHANGED');
    const saved = (await save(h, id, 'data', dataBody)).as('ApplicationView');
    expect(saved.findings.DATA?.map((f) => f.code) ?? []).not.toContain('UNIT_CHANGED');
    expect((await h.deps.applications.require(id)).unit.name).toBe('新单位');
  });

  it('V7: each saved page is an event of an unbroken chain', async () => {
    const { applicationId } = await givenCompleteDraft(h);
    const events = await h.deps.applications.events(applicationId);
    expect(events.map((e) => e.act)).toEqual([
      'CREATE',
      'SAVE_PHOTO',
      'SIGN_COMMITMENT',
      'SAVE_DATA',
      'SAVE_ACHIEVEMENTS',
      'SAVE_ATTACHMENTS',
      'SIGN_COMMITMENT',
    ]);
    for (const [i, event] of events.entries())
      expect(event.prevHash).toBe(events[i - 1]?.hash ?? event.prevHash);
  });
});
