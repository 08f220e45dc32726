import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { getHealth } from '../../functions/api/public/get-health.ts';
import { createApi } from '../../functions/http.ts';
import { routes } from '../../functions/routes.ts';
import { createCertificateWrites } from '../../shared/store/certificates.ts';
import { getUnitRecord, unitWrites } from '../../shared/store/units.ts';
import { givenUnit, hr, USCC } from './applicant-road.ts';
import { eventOf } from './events.ts';
import { type Caller, createHarness, type Harness } from './harness.ts';
import { get, HASH, OCTOBER, otherClerk, PLAN, post, security } from './office-road.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness({
    now: '2020-09-01T02:00:00.000Z',
    env: { PUBLIC_ISSUER: 'http://id/public', PUBLIC_CLIENT_ID: 'pages' },
  });
});
afterEach(() => h.close());
const open = (path: string) => h.call('api-public', 'GET', path);

test('health answers without touching the table', async () => {
  expect((await open('/v1/health')).as('Health')).toEqual({
    status: 'ok',
    stage: 'local',
    now: h.clock.now(),
  });
  const untouchable = new Proxy(h.deps.table, {
    get: () => {
      throw new Error('the table was touched');
    },
  });
  const api = createApi({ ...h.deps, table: untouchable }, { 'get-health': getHealth });
  const answer = await api(eventOf('api-public', 'GET', '/v1/health', {}), {
    functionName: 'api-public',
  } as Context);
  expect(answer.statusCode).toBe(200);
});

test('R10 R11: plans on offer, open while their window is; R12 R28: one with all its requirements', async () => {
  const list = (await open('/v1/plans')).as('PlanList').items;
  const plan = list.find((p) => p.planCode === PLAN);
  expect(plan).toMatchObject({
    names: {
      zh: '2020度杭州市建设工程专业技术人员工程师资格评审申报计划',
      en: 'Hangzhou 2020 construction engineering: qualification of engineer',
    },
    level: 'MID',
    open: true,
    sample: true,
    closeAt: '2020-09-25T16:00:00.000Z',
  });
  h.clock.set('2020-09-25T16:00:00.000Z');
  const { open: still, plan: document } = (await open(`/v1/plans/${PLAN}`)).as('PlanDocument');
  expect(still).toBe(false);
  expect(document.directory.points.length).toBeGreaterThan(10);
  expect(document.requirements.length).toBeGreaterThan(0);
  expect((await open('/v1/plans/NONE')).problem().status).toBe(404);
});

test('configuration tells the pages where to sign in, and no secret', async () => {
  const answer = await open('/v1/config');
  expect(answer.as('SiteConfig').signIn.public).toEqual({ issuer: 'http://id/public', clientId: 'pages' });
  expect(JSON.stringify(answer.body)).not.toContain('payment-secret');
});

test('V4 L22: number and name together are answered; anything else was never there', async () => {
  const certificateNo = 'SAMPLE-2020-330100-000009';
  await h.deps.table.transact(
    createCertificateWrites(
      h.deps.table,
      {
        certificateNo,
        applicationId: 'app-9',
        name: '欧阳小文',
        qualification: '工程师',
        specialty: '建筑工程',
        level: '中级',
        qualificationDate: '2020-10-11',
        titleDates: { passedAt: '2020-10-11', issuedAt: '2020-10-20' },
        documentNo: '杭人社发〔2020〕1号',
        issuedAt: OCTOBER,
        photoSha256: HASH,
        documentKey: 'c/9.pdf',
      },
      { id: 'documents', role: 'SYSTEM' },
      OCTOBER,
    ),
  );
  const ask = (no: string, name?: string) =>
    h.call('api-public', 'POST', '/v1/certificate-checks', { body: { certificateNo: no, name } });
  const check = async (no: string, name: string) => (await ask(no, name)).as('CertificateAnswer');
  // The number alone says nothing, whether there is such a certificate or not.
  for (const no of [certificateNo, 'SAMPLE-2020-330100-000008'])
    for (const name of [undefined, ' '])
      expect((await ask(no, name)).problem()).toMatchObject({ status: 422, errors: [{ field: '/name' }] });
  expect(await check(certificateNo, ' 欧阳小文 ')).toMatchObject({
    ...{ status: 'VALID', name: '欧阳小文', qualification: '工程师', askedAt: h.clock.now() },
    ...{ passedAt: '2020-10-11', documentDate: '2020-10-20' },
  });
  // D11, D14: as people type numbers and names
  const wide = [...certificateNo].map((one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join('');
  for (const typed of [
    wide,
    `\u202d${certificateNo.toLowerCase()}\u202c`,
    certificateNo.replaceAll('-', ' — '),
  ])
    expect(await check(typed, '\u200b欧阳　小文')).toMatchObject({ status: 'VALID', name: '欧阳小文' });
  const wrongName = await check(certificateNo, '欧阳大文');
  expect(wrongName).toEqual({ status: 'NOT_FOUND', certificateNo, askedAt: h.clock.now() });
  // No such number; one whose check character is wrong; what is no number at all.
  for (const no of ['SAMPLE-2020-330100-000008', 'SAMPLE-2020-330100-000009-A', '证书'])
    expect({ ...(await check(no, '欧阳大文')), certificateNo }).toEqual(wrongName);
});

interface Operation {
  operationId: string;
  parameters: { name: string }[];
  security?: object[];
  responses: Record<string, unknown>;
}

test('OpenAPI 3.1: every route with its headers, refusals and resolvable schemas', async () => {
  const document = (await open('/v1/openapi.json')).as('Json') as unknown as {
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, unknown>; headers: Record<string, unknown> };
  };
  expect(document.openapi).toBe('3.1.0');
  const operations = Object.values(document.paths).flatMap((p) => Object.values(p));
  expect(operations.map((o) => o.operationId).sort()).toEqual(routes.map((r) => r.id).sort());
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)];
  expect(references.length).toBeGreaterThan(100);
  for (const [, kind, name] of references)
    expect(document.components[kind as 'schemas'], `${kind}/${name}`).toHaveProperty([name ?? '']);
  const objection = document.paths['/v1/publicities/{publicityId}/objections']?.post;
  const limited = document.paths['/v1/certificate-checks']?.post as unknown as {
    responses: Record<string, { description: string; headers?: object; content: object }>;
  };
  expect(limited.responses['429']).toMatchObject({
    headers: { 'Retry-After': {} },
    content: { 'application/problem+json': {}, 'application/json': {} },
  });
  expect(limited.responses['429']?.description).toContain('30 a minute per address');
  expect(objection?.parameters.map((p) => p.name)).toEqual([
    'publicityId',
    'Idempotency-Key',
    'Accept-Language',
  ]);
  expect(objection?.security).toEqual([]);
  const profile = document.paths['/v1/me/profile']?.put;
  expect(profile?.parameters.map((p) => p.name)).toContain('If-Match');
  expect(profile?.security).toEqual([{ public: [] }]);
  // Refusals too; that none is missing is looked at with every answer that the harness gets.
  const codes = (path: string, method: 'get' | 'post' | 'put') =>
    Object.keys(document.paths[path]?.[method]?.responses ?? {});
  expect(codes('/v1/payments/callback', 'post')).toContain('401');
  expect(codes('/v1/staff/queue', 'get')).toContain('422');
  expect(codes('/v1/staff/paper-scans', 'post')).toContain('404');
  expect(codes('/v1/unit', 'get')).toContain('404');
  const conflict = JSON.stringify(profile?.responses['412']);
  expect(conflict).toContain('"current":{"$ref":"#/components/schemas/Profile"}');
  expect(conflict).toContain('ETag');
});

test('the reference page has neither script nor style inside, and lists every route', async () => {
  const answer = await open('/v1/docs');
  expect(answer.headers['content-type']).toContain('text/html');
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  const page = String(answer.body);
  expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=/i);
  for (const { id } of routes) expect(page).toContain(`id="${id}"`);
});

test('R8 Q3: a letter waits at the point of the unit’s place; accepted it binds, returned it says why', async () => {
  await givenUnit(h);
  const unit = await getUnitRecord(h.deps.table, USCC);
  const fileId = await h.givenFile({ ownerId: hr.id, purpose: 'AUTHORISATION' });
  const submitted = unitWrites(
    h.deps.table,
    unit,
    { ...unit!, status: 'AUTH_SUBMITTED', authorisationFileId: fileId },
    { act: 'SUBMIT_AUTHORISATION', actor: { id: hr.id, role: 'UNIT_HR' }, at: h.clock.now() },
  );
  await h.deps.table.transact(submitted.writes);
  const clerk = { ...otherClerk, scope: 'P330106' };
  const list = async (as: Caller) =>
    (await get(h, as, '/v1/staff/authorisations')).as('AuthorisationQueue').items.map((i) => i.uscc);
  expect([await list(clerk), await list(security), await list(otherClerk)]).toEqual([[USCC], [USCC], []]);
  const path = `/v1/staff/authorisations/${USCC}/decision`;
  const version = submitted.next.version;
  expect((await get(h, otherClerk, `/v1/staff/authorisations/${USCC}/file`)).problem().code).toBe(
    'NOT_FOUND',
  );
  expect((await get(h, clerk, `/v1/staff/authorisations/${USCC}/file`)).as('Link').fileName).toBe('材料.pdf');
  expect((await post(h, otherClerk, path, { version, decision: 'ACCEPT' })).problem().code).toBe('NOT_FOUND');
  expect((await post(h, clerk, path, { version: version - 1, decision: 'ACCEPT' })).problem().status).toBe(
    412,
  );
  expect((await post(h, clerk, path, { version, decision: 'RETURN' })).problem().errors[0]?.field).toBe(
    '/remark',
  );
  const bound = (await post(h, clerk, path, { version, decision: 'ACCEPT' })).as('Unit');
  expect(bound).toMatchObject({ status: 'BOUND', name: unit?.name });
  expect((await post(h, clerk, path, { version: bound.version, decision: 'ACCEPT' })).problem().code).toBe(
    'WRONG_STAGE',
  );
  expect(await list(security)).toEqual([]);
});

test('an id that nothing can have is not found, however long', async () => {
  for (const path of ['/v1/publicities/', '/v1/plans/'])
    expect((await h.call('api-public', 'GET', `${path}${'9'.repeat(5000)}`)).problem().code).toBe(
      'NOT_FOUND',
    );
});

test('D34: who signs in with the people’s issuer may declare and register a unit, whatever his token says of groups', async () => {
  const as = { id: 'new-1', role: 'APPLICANT', name: '孙某' } as const;
  expect((await h.call('api-applicant', 'GET', '/v1/me/profile', { as })).status).toBe(200);
  const unit = await h.call('api-applicant', 'GET', '/v1/unit', { as });
  expect(unit.problem().errors.map((e) => e.code)).toEqual(['UNIT_NOT_REGISTERED']);
  const archive = await h.call('api-applicant', 'GET', '/v1/unit/archive-items', { as });
  expect([archive.status, archive.problem().errors.map((e) => e.code)]).toEqual([
    403,
    ['UNIT_NOT_REGISTERED'],
  ]);
});
