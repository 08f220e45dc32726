import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../functions/routes.ts';
import type { Application } from '../../shared/contracts/application.ts';
import type { Stage } from '../../shared/contracts/stages.ts';
import { verifyChain } from '../../shared/rules/audit/chain.ts';
import { mayReadFile } from '../../shared/rules/desk/scope.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { put } from '../../shared/store/base/table.ts';
import { actor, mainRoad, system, Walker } from '../fixtures/applications.ts';
import { goodDeclaration as declaration } from '../unit/rules/declaration/fixture.ts';
import { givenUnit, hr, PLAN, unitBody } from './applicant-road.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';

/** D27: who may read a file, from when. Every role at every stage, by each route, against what its text says. */

let h: Harness;
beforeAll(async () => {
  h = await createHarness();
  await givenUnit(h);
  await givenUnit(h, { ...unitBody, uscc: '91330100MA0000022X', name: '杭州别家建筑有限公司' }, otherHr);
  await h.givenFile({ ownerId: OWNER, purpose: 'ATTACHMENT', fileId: FILE });
});
afterAll(() => h.close());

const OWNER = 'applicant-1';
const FILE = 'file-of-d27';
const staff = (role: Caller['role'], scope: string): Caller => ({
  id: `${role}-${scope}`,
  role,
  scope,
  name: '甲',
});
const otherHr: Caller = { ...hr, id: 'hr-other' };

/** Who is asked for; `place` says whether the application is in the account's jurisdiction. */
const readers: readonly { as: Caller; who: Who; place: boolean }[] = [
  { as: { id: OWNER, role: 'APPLICANT', name: '王静' }, who: 'owner', place: true },
  { as: { id: 'somebody', role: 'APPLICANT', name: '别人' }, who: 'owner', place: false },
  { as: hr, who: 'unit', place: true },
  { as: otherHr, who: 'unit', place: false },
  { as: staff('POINT_CLERK', 'P330106'), who: 'point', place: true },
  { as: staff('POINT_CLERK', 'P330102'), who: 'point', place: false },
  { as: staff('INDUSTRY_OFFICER', 'IND-1'), who: 'never', place: true },
  { as: staff('DISTRICT_OFFICER', '330106'), who: 'district', place: true },
  { as: staff('DISTRICT_OFFICER', '330102'), who: 'district', place: false },
  { as: staff('MUNI_UNIT_OFFICER', 'MU01'), who: 'muni', place: true },
  { as: staff('MUNI_UNIT_OFFICER', 'MU02'), who: 'muni', place: false },
  { as: staff('OFFICE_CLERK', PLAN), who: 'office', place: true },
  { as: staff('OFFICE_HEAD', '*'), who: 'office', place: true },
  { as: staff('OFFICE_CLERK', 'ANOTHER-PLAN'), who: 'office', place: false },
  { as: staff('MUNI_HRSS', PLAN), who: 'authority', place: true },
  { as: staff('AUTHORITY', '*'), who: 'authority', place: true },
  { as: staff('MUNI_HRSS', 'ANOTHER-PLAN'), who: 'authority', place: false },
  { as: staff('SUPERVISOR', '*'), who: 'never', place: true },
  { as: staff('PLATFORM_OPS', '*'), who: 'never', place: true },
  { as: staff('SECURITY_ADMIN', '*'), who: 'never', place: true },
  { as: staff('EXPERT', '*'), who: 'never', place: true },
];
type Who = 'owner' | 'unit' | 'point' | 'district' | 'muni' | 'office' | 'authority' | 'never';

/** The text of D27, and nothing of the code: the stage from which on it is each reader's. */
const from: Record<Exclude<Who, 'owner' | 'never'>, Stage> = {
  unit: 'UNIT_REVIEW',
  point: 'POINT_REVIEW',
  district: 'DISTRICT_REVIEW',
  muni: 'FORM_DUE',
  office: 'OFFICE_REVIEW',
  authority: 'JOINT_AUDIT',
};
function allowed(who: Who, place: boolean, visited: readonly Stage[], paper: 'POINT' | 'MUNI'): boolean {
  if (!place || who === 'never') return false;
  if (who === 'owner') return true;
  if (who === 'muni' && paper !== 'MUNI') return false;
  return visited.includes(from[who]);
}

interface Story {
  readonly stage: Stage;
  readonly visited: readonly Stage[];
  readonly application: Application;
}

/** The main road to each of its stages, and the ways that leave it. */
function stories(paper: 'POINT' | 'MUNI'): Story[] {
  const told: Story[] = [];
  const walked = () => {
    const walker = new Walker();
    const visited: Stage[] = ['DRAFT'];
    const tell = (stage: Stage, w = walker) =>
      told.push({ stage, visited: [...visited, stage], application: w.app });
    return { walker, visited, tell };
  };
  const aside = (w: Walker, go: (one: Walker) => Walker) => go(new Walker({ app: w.app, now: w.now }));
  const { walker, visited, tell } = walked();
  tell('DRAFT');
  const off: Partial<Record<Stage, [Stage, (w: Walker) => Walker][]>> = {
    UNIT_REVIEW: [
      ['REJECTED', (w) => w.do({ name: 'REJECT', actor: actor('UNIT_HR'), reason: '不符' })],
      ['WITHDRAWN', (w) => w.do({ name: 'WITHDRAW', actor: actor('APPLICANT', OWNER) })],
    ],
    POINT_REVIEW: [
      [
        'RETURNED',
        (w) =>
          w.do({
            name: 'RETURN',
            actor: actor('POINT_CLERK'),
            reason: '补正',
            items: [{ path: '/photo', remark: '重传' }],
          }),
      ],
    ],
    PAYMENT_DUE: [['LAPSED', (w) => w.at(w.app.payment.closeAt ?? '').do({ name: 'LAPSE', actor: system })]],
    PRE_PUBLICITY: [
      [
        'PRE_OBJECTION',
        (w) => w.do({ name: 'OBJECT', actor: actor('PUBLIC', 'x'), reason: '不实', objectionId: 'o' }),
      ],
    ],
    VOTING: [
      [
        'NOT_PASSED',
        (w) =>
          w.do({
            ...{ name: 'COUNT', actor: actor('OFFICE_HEAD'), passed: false, date: '2020-12-01' },
            sheetHash: 'a'.repeat(64),
          }),
      ],
    ],
    JOINT_AUDIT: [
      [
        'RESULT_OBJECTION',
        (w) => w.do({ name: 'SEND_BACK', actor: actor('MUNI_HRSS'), lane: 'MUNI_HRSS', reason: '再核' }),
      ],
    ],
    CERTIFIED: [
      [
        'REVOKED',
        (w) => w.do({ name: 'REVOKE', actor: actor('MUNI_HRSS'), reason: '造假', documentNo: '1' }),
      ],
    ],
  };
  for (const { to, go } of mainRoad) {
    go(walker);
    visited.push(to);
    tell(to);
    for (const [stage, leave] of off[to] ?? []) tell(stage, aside(walker, leave));
  }
  if (paper === 'POINT') return told;
  return told.map((one) => ({ ...one, application: onMuniRoad(one.application) }));
}
const onMuniRoad = (application: Application): Application =>
  application.route
    ? { ...application, route: { ...application.route, paper: { kind: 'MUNI', id: 'MU01' } } }
    : application;

let serial = 0;
async function given({ application }: Story): Promise<Application> {
  const applicationId = `d27-${++serial}`;
  const { applications, table } = h.deps;
  const own = { ...application, applicationId, version: 0, auditHash: '' };
  const numbered = own.applicationNo ? { applicationNo: `${own.applicationNo}${serial}` } : {};
  const stored: Application = { ...own, ...numbered };
  const attachments = [{ code: 'A1', fileId: FILE }];
  const person = { name: own.applicantName, idKind: 'RESIDENT_ID' as const, idNumber: '330102190001010011' };
  const snapshot = { ...declaration, attachments, person: { ...person, unit: own.unit } };
  const event = { act: 'TEST', actor: system, at: h.clock.now() };
  await table.transact([
    ...applications.change(undefined, stored, event).writes,
    applications.putDeclaration(applicationId, snapshot),
    ...(stored.revision > 0 ? [applications.putSnapshot(stored, snapshot)] : []),
    put(table.name, keys.applicationNo(stored.applicationNo ?? '-'), { applicationId }),
  ]);
  return stored;
}

/** Every route by which a reader of this kind reads of an application; the experts' are those of their session. */
async function reading(as: Caller, id: string): Promise<Answer[]> {
  const own = `/v1/me/applications/${id}`;
  const unit = `/v1/unit/applications/${id}`;
  const desk = `/v1/staff/applications/${id}`;
  const meeting = `/v1/expert/sessions/s-1/candidates/${id}`;
  if (as.role === 'APPLICANT') return [await h.call('api-applicant', 'GET', own, { as })];
  if (as.role === 'EXPERT')
    return [
      await h.call('api-committee', 'GET', meeting, { as }),
      await h.call('api-committee', 'GET', `${meeting}/files/${FILE}`, { as }),
    ];
  if (as.role === 'UNIT_HR')
    return [
      await h.call('api-applicant', 'GET', unit, { as }),
      await h.call('api-applicant', 'GET', `${unit}/files/${FILE}`, { as }),
    ];
  const asks = ['POINT_CLERK', 'DISTRICT_OFFICER', 'OFFICE_CLERK', 'OFFICE_HEAD'].includes(as.role);
  const body = { purpose: '核对身份证件' };
  return [
    await h.call('api-staff', 'GET', desk, { as }),
    await h.call('api-staff', 'GET', `${desk}/files/${FILE}`, { as }),
    ...(asks ? [await h.call('api-staff', 'POST', `${desk}/identity`, { as, body })] : []),
  ];
}

const toldOf = (answer: Answer) => {
  const { instance: _i, requestId: _r, ...told } = answer.problem();
  return told;
};

describe.each(['POINT', 'MUNI'] as const)('paper by way of a %s', (paper) => {
  it('D27: every role at every stage reads exactly what its text allows; the rest is as if it were not there', async () => {
    for (const story of stories(paper)) {
      const { applicationId, stage } = await given(story);
      for (const { as, who, place } of readers) {
        const answers = await reading(as, applicationId);
        const may = allowed(who, place, story.visited, paper);
        const seen = answers.map((answer) => answer.status < 300);
        expect([stage, as.role, as.scope, seen]).toEqual([stage, as.role, as.scope, seen.map(() => may)]);
        if (may) continue;
        const unknown = await reading(as, 'there-is-no-such-application');
        expect(answers.map(toldOf)).toEqual(unknown.map(toldOf));
      }
    }
  }, 60_000);
});

it('D27: an authority that does not audit the plan’s results reads none of them', () => {
  const { application } = stories('POINT').find((one) => one.stage === 'JOINT_AUDIT') as Story;
  const reader = { id: 'x', role: 'AUTHORITY', scope: '*' } as const;
  expect(mayReadFile({ ...reader, audits: true }, application)).toBe(true);
  expect(mayReadFile({ ...reader, audits: false }, application)).toBe(false);
});

it('V7, D27: the supervisor has the chain of every application of his plans by its number, and nobody else', async () => {
  const application = await given(stories('POINT').find((one) => one.stage === 'JOINT_AUDIT') as Story);
  const path = `/v1/staff/audit-chains/${application.applicationNo}`;
  const chain = await h.call('api-staff', 'GET', path, { as: staff('SUPERVISOR', PLAN) });
  const { events, chainId } = chain.as('AuditChain');
  expect(verifyChain(chainId, events)).toEqual([]);
  expect(JSON.stringify(chain.body)).not.toContain(application.applicantName);
  const elsewhere = await h.call('api-staff', 'GET', path, { as: staff('SUPERVISOR', 'ANOTHER-PLAN') });
  const nowhere = await h.call('api-staff', 'GET', `${path}9`, { as: staff('SUPERVISOR', PLAN) });
  expect(toldOf(elsewhere)).toEqual(toldOf(nowhere));
  for (const { as } of readers.filter(({ as: one }) => one.role !== 'SUPERVISOR')) {
    if (as.role === 'APPLICANT' || as.role === 'UNIT_HR') continue;
    expect((await h.call('api-staff', 'GET', path, { as })).status).toBe(403);
  }
});

it('D27: every route that reads of one application is asked here, or is its owner’s alone', () => {
  const asked = ['get-application', 'get-unit-application', 'get-unit-file', 'get-desk-application'];
  const experts = ['get-candidate', 'get-candidate-file'];
  const files = ['get-desk-file', 'get-own-certificate'];
  const reads = routes.filter((r) => r.method === 'GET' && /\{application(Id|No)\}/.test(r.path));
  expect(reads.map((r) => r.id).sort()).toEqual([...asked, ...experts, ...files, 'get-audit-chain'].sort());
  // Supervisors and operations have no queue and no reports either.
  const open = routes.filter((r) => (r.roles as readonly string[]).includes('SUPERVISOR')).map((r) => r.id);
  expect(open.sort()).toEqual([
    'act-on-session',
    'get-audit-chain',
    'get-session',
    'list-objections',
    'list-sessions',
  ]);
});
