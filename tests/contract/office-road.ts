import { runBatch } from '../../shared/acts/application/run-batch.ts';
import type { Act } from '../../shared/contracts/acts.ts';
import type { ResponseOf } from '../../shared/contracts/api/index.ts';
import type { Application } from '../../shared/contracts/application.ts';
import type { Actor } from '../../shared/contracts/roles.ts';
import { mayReadFile } from '../../shared/rules/desk/scope.ts';
import { encodeBarcode } from '../../shared/rules/paper/paper.ts';
import { applicationNumber } from '../../shared/rules/people/identifiers.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { put } from '../../shared/store/base/table.ts';
import { chunksOf } from '../../shared/store/batches.ts';
import { profileWrites } from '../../shared/store/profiles.ts';
import { goodDeclaration } from '../unit/rules/declaration/fixture.ts';
import type { Answer, Caller, Harness } from './harness.ts';

/** Applications brought along the road by the rules themselves, as far as a test of a desk wants. */

export const PLAN = 'HZ-CONSTR-ENG-2020';
export const HASH = 'b'.repeat(64);
/** Where the office's tests begin: after declaring has closed. */
export const OCTOBER = '2020-10-12T02:00:00.000Z';

const staff = (id: string, role: Caller['role'], scope: string, name = id): Caller => ({
  id,
  role,
  scope,
  name,
});
export const clerk = staff('clerk-1', 'POINT_CLERK', 'P330106', '受理甲');
export const clerk2 = staff('clerk-2', 'POINT_CLERK', 'P330106', '受理乙');
export const otherClerk = staff('clerk-9', 'POINT_CLERK', 'P330102');
export const officer = staff('officer-1', 'DISTRICT_OFFICER', '330106');
export const muniOfficer = staff('muni-1', 'MUNI_UNIT_OFFICER', 'MU02');
export const office = staff('office-1', 'OFFICE_CLERK', PLAN, '办公室甲');
export const office2 = staff('office-2', 'OFFICE_CLERK', '*', '办公室乙');
export const head = staff('head-1', 'OFFICE_HEAD', PLAN, '办公室负责人');
export const otherOffice = staff('office-9', 'OFFICE_HEAD', 'DEMO-LIBRARIAN-2026');
export const hrss = staff('hrss-1', 'MUNI_HRSS', PLAN, '人社甲');
export const hrss2 = staff('hrss-2', 'MUNI_HRSS', PLAN, '人社乙');
export const commission = staff('commission-1', 'AUTHORITY', PLAN, '建委甲');
export const ops = staff('ops-1', 'PLATFORM_OPS', '');
export const ops2 = staff('ops-2', 'PLATFORM_OPS', '');
export const security = staff('ops-1', 'SECURITY_ADMIN', '');
export const security2 = staff('ops-2', 'SECURITY_ADMIN', '');

const system: Actor = { id: 'review-machine', role: 'SYSTEM' };
const asActor = ({ id, role, name = '' }: Caller): Actor => ({ id, role, name });
export const auditor: Actor = { id: 'auditor-1', role: 'OFFICE_CLERK', name: '审核人' };

type Step = [target: string, at: string, act: Act, paper?: Application['paper']['status']];

const photo = { fileId: 'photo', sha256: HASH };
/** Every act on the way, with the stage or queue that it reaches. */
const road: Step[] = [
  [
    'UNIT_PUBLICITY',
    '2020-09-02',
    { name: 'UNIT_APPROVE', actor: { id: 'hr-1', role: 'UNIT_HR' }, opinion: '同意推荐' },
  ],
  ['POINT_REVIEW', '2020-09-10', { name: 'CLOSE_UNIT_PUBLICITY', actor: system }],
  ['DISTRICT_REVIEW', '2020-09-11', { name: 'POINT_ACCEPT', actor: asActor(clerk) }],
  ['PAYMENT_DUE', '2020-09-14', { name: 'DISTRICT_APPROVE', actor: asActor(officer) }],
  [
    'FORM_DUE',
    '2020-09-15',
    {
      name: 'CONFIRM_PAYMENT',
      actor: { id: 'payment-gateway', role: 'SYSTEM' },
      paidAt: '2020-09-15T02:00:00.000Z',
      transactionId: 'tx-1',
      amountFen: 20000,
    },
  ],
  ['FORM_IN_TRANSIT', '2020-09-17', { name: 'RECEIVE_PAPER', actor: asActor(clerk) }, 'RECEIVED_POINT'],
  ['OFFICE_REVIEW', '2020-09-18', { name: 'OFFICE_RECEIVE_PAPER', actor: asActor(office) }, 'AT_OFFICE'],
  ['OFFICE_AUDITED', '2020-09-21', { name: 'OFFICE_AUDIT', actor: auditor }],
  ['PRE_PUBLICITY', '2020-09-22', { name: 'PUBLISH', actor: asActor(head), publicityId: 'pub-before' }],
  ['READY', '2020-10-11', { name: 'CLOSE_PUBLICITY', actor: system }],
  [
    'GROUP_REVIEW',
    '2020-10-11',
    { name: 'ASSIGN_SESSION', actor: asActor(office), sessionId: 's-1', groupId: 'g-1', eligibleExperts: 3 },
  ],
  ['VOTING', '2020-10-11', { name: 'OPEN_VOTING', actor: asActor(office), opinions: 3 }],
  [
    'PASSED_PENDING',
    '2020-10-11',
    { name: 'COUNT', actor: asActor(office), passed: true, date: '2020-10-11', sheetHash: HASH },
  ],
];

export interface Given {
  serial?: number;
  applicantId?: string;
  name?: string;
  route?: Application['route'];
  /** The vote of the last step. */
  passed?: boolean;
  sessionId?: string;
}

const at = (day: string) => `${day}T02:00:00.000Z`;

/** An application at that stage, or OFFICE_AUDITED. Everything on the way stands in its history. */
export async function givenAt(h: Harness, target: string, given: Given = {}): Promise<Application> {
  const { serial = 1, applicantId = `person-${serial}`, name = `申报人${serial}` } = given;
  let application = await submitted(h, serial, applicantId, name, given.route);
  for (const [reached, day, act, paper] of road) {
    if (reachedIt(application, target)) break;
    const here = paper ? { ...application, paper: { ...application.paper, status: paper } } : application;
    application = await apply(h, here, adjusted(act, given), at(day));
    if (reached === target) break;
  }
  return application;
}

const reachedIt = ({ stage }: Application, target: string): boolean => stage === target;

function adjusted(act: Act, { passed = true, sessionId = 's-1' }: Given): Act {
  if (act.name === 'COUNT') return { ...act, passed };
  return act.name === 'ASSIGN_SESSION' ? { ...act, sessionId } : act;
}

async function submitted(
  h: Harness,
  serial: number,
  applicantId: string,
  applicantName: string,
  route: Application['route'],
): Promise<Application> {
  const applicationId = `app-${serial}`;
  const applicationNo = numberOf(serial);
  const draft = draftOf(h, applicationId, applicantId, applicantName);
  const { applications, table } = h.deps;
  const created = applications.change(undefined, draft, {
    act: 'CREATE',
    actor: { id: applicantId, role: 'APPLICANT' },
    at: at('2020-09-01'),
  });
  await table.transact(created.writes);
  await table.transact([
    put(table.name, keys.applicationNo(applicationNo), { applicationId }),
    applications.putSnapshot({ applicationId, revision: 1 }, goodDeclaration),
    applications.putDeclaration(applicationId, goodDeclaration),
  ]);
  return apply(
    h,
    created.next,
    {
      name: 'SUBMIT',
      actor: { id: applicantId, role: 'APPLICANT' },
      applicantName,
      snapshotHash: HASH,
      contentHash: HASH,
      applicationNo,
      route: route ?? {
        pointId: 'P330106',
        division: '330106',
        paper: { kind: 'POINT', id: 'P330106' },
      },
      mode: '正常申报',
      specialty: 'S01',
      photo,
    },
    at('2020-09-01'),
  );
}

export const numberOf = (serial: number): string =>
  applicationNumber({ planCode: PLAN, district: '330106', serial });

function draftOf(h: Harness, applicationId: string, applicantId: string, applicantName: string): Application {
  const plan = h.deps.plans.get(PLAN);
  const createdAt = at('2020-09-01');
  return {
    applicationId,
    planCode: PLAN,
    planVersion: plan.version,
    applicantId,
    applicantName,
    unit: { uscc: '91330100MA0000015W', name: '杭州示例建筑有限公司' },
    stage: 'DRAFT',
    turn: 1,
    turns: [{ turn: 1, stage: 'DRAFT', step: 'DRAFTING', enteredAt: createdAt, via: 'T1', revision: 0 }],
    revision: 0,
    revisionTurn: 1,
    version: 0,
    auditHash: '',
    requirementsSeen: { planVersion: plan.version, at: createdAt },
    returnCounts: {},
    approvals: [],
    payment: { status: 'NONE', amountFen: 20000, attempt: 0 },
    paper: { status: 'NOT_AVAILABLE', formVersion: 0, custody: [] },
    objections: [],
    jointAudit: {},
    appliedBatches: [],
    createdAt,
    updatedAt: createdAt,
  };
}

async function apply(h: Harness, application: Application, act: Act, now: string): Promise<Application> {
  const context = await h.deps.plans.contextOf(application, now);
  const prepared = h.deps.applications.prepare(application, act, context);
  await h.deps.table.transact(prepared.writes);
  return prepared.next;
}

/** An act of somebody else, now: the machine, an applicant, a committee. */
export async function act(h: Harness, applicationId: string, what: Act): Promise<Application> {
  return apply(h, await h.deps.applications.require(applicationId), what, h.clock.now());
}

export const asMachine = (name: 'CLOSE_PUBLICITY' | 'LAPSE'): Act => ({ name, actor: system });

/** Changes facts that no act of this part sets (paper printed, money going). */
export async function patch(
  h: Harness,
  application: Application,
  changes: Partial<Application>,
): Promise<Application> {
  const next = { ...application, ...changes };
  const changed = h.deps.applications.change(application, next, {
    act: 'TEST',
    actor: system,
    at: h.clock.now(),
  });
  await h.deps.table.transact(changed.writes);
  return changed.next;
}

/** The paper as its applicant has printed it: exported, version 1 of this content. */
export const exported = (h: Harness, application: Application): Promise<Application> =>
  patch(h, application, {
    paper: { ...application.paper, status: 'EXPORTED', formHash: HASH, custody: [] },
  });

/** Both copies of the form, as the scanner reads them. */
export const barcodes = (application: Application, version = application.paper.formVersion): string[] =>
  ([1, 2] as const).map((copy) =>
    encodeBarcode({
      applicationNo: application.applicationNo ?? '',
      version,
      hashPrefix: HASH.slice(0, 16),
      copy,
    }),
  );

export async function givenProfile(h: Harness, applicantId: string): Promise<void> {
  const { writes } = profileWrites(
    h.deps.table,
    undefined,
    { name: '赵某', idKind: 'RESIDENT_ID', idNumber: '330102190001010011', mobile: '13800001234' },
    { actor: { id: applicantId, role: 'APPLICANT' }, unitName: undefined, at: h.clock.now() },
  );
  await h.deps.table.transact(writes);
}

/** A review session of that state, as far as a publicity looks at it. */
export const givenSession = (h: Harness, status: string, sessionId = 's-1'): Promise<void> =>
  h.deps.table.transact([
    put(h.deps.table.name, keys.session(sessionId), { sessionId, status, type: 'TEST' }),
  ]);

/** What the stream consumer does with every chunk of a batch. */
export async function carryOut(h: Harness, batchId: string | undefined): Promise<void> {
  if (!batchId) throw new Error('no batch');
  for (const { chunk } of await chunksOf(h.deps.table, batchId))
    await runBatch(h.deps, keys.batch(batchId, chunk));
}

/** The desks of this road that may read the file now (D27). */
export async function readersOf(h: Harness, { applicationId }: { applicationId: string }): Promise<Caller[]> {
  const now = await h.deps.applications.require(applicationId);
  return [clerk, otherClerk, officer, head].filter((desk) => mayReadFile({ scope: '', ...desk }, now));
}

export const post = (h: Harness, as: Caller, path: string, body?: unknown, key?: string): Promise<Answer> =>
  h.call('api-staff', 'POST', path, {
    as,
    ...(body === undefined ? {} : { body }),
    ...(key ? { key } : {}),
  });

export const get = (h: Harness, as: Caller, path: string): Promise<Answer> =>
  h.call('api-staff', 'GET', path, { as });

export const desk = async (h: Harness, as: Caller, id: string): Promise<ResponseOf<'DeskApplication'>> =>
  (await get(h, as, `/v1/staff/applications/${id}`)).as('DeskApplication');

/** A list prepared by one person of the office, opened by another, and carried out. */
export async function publish(
  h: Harness,
  kind: 'PRE' | 'RESULT',
  applicationIds: string[],
): Promise<ResponseOf<'OfficePublicity'>> {
  const body = { kind, planCode: PLAN, title: '公示', applicationIds };
  const prepared = (await post(h, office, '/v1/office/publicities', body)).as('OfficePublicity');
  const path = `/v1/office/publicities/${prepared.publicityId}/opening`;
  const opened = (await post(h, head, path)).as('OfficePublicity');
  await carryOut(h, opened.batchId);
  return opened;
}
