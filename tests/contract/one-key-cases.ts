import type { routes } from '../../functions/routes.ts';
import type { Application } from '../../shared/contracts/application.ts';
import type { Actor } from '../../shared/contracts/roles.ts';
import { createCertificateWrites } from '../../shared/store/certificates.ts';
import { getUnitRecord, unitWrites } from '../../shared/store/units.ts';
import * as road from './applicant-road.ts';
import type { Caller, Harness } from './harness.ts';
import * as desks from './office-road.ts';
import { planCases } from './one-key-plans.ts';
import { peopleCases } from './people-kit.ts';
import { reportKit } from './report-kit.ts';
import { agree, Committee, expert, ids, MEETING, pool, clerk as sessions } from './session-kit.ts';

/** Each route that takes a key, with everything that its act needs, and the act. */
export interface KeyedRequest {
  as?: Caller;
  path: string;
  body?: unknown;
}
export interface Case {
  now?: string;
  given(h: Harness): Promise<KeyedRequest>;
}
/** A ballot is remembered nowhere (B5); its own tests are in ballot.test.ts. */
export type Keyed = Exclude<Extract<(typeof routes)[number], { idempotent: true }>['id'], 'cast-ballot'>;

const [{ applicant, hr, USCC }, { OCTOBER }] = [road, desks];
const as = (id: string): Caller => ({ ...applicant, id });
const mine = (id: string, act: string) => `/v1/me/applications/${id}/${act}`;

/** At a stage of the road, on that day. */
const at = (
  now: string | undefined,
  stage: string,
  ask: (
    application: Awaited<ReturnType<typeof desks.givenAt>>,
    h: Harness,
  ) => KeyedRequest | Promise<KeyedRequest>,
): Case => ({
  ...(now ? { now } : {}),
  given: async (h) => ask(await desks.givenAt(h, stage, { passed: stage !== 'NOT_PASSED' }), h),
});
/** A complete draft of the applicant's. */
const draft = (ask: (view: road.View, h: Harness) => KeyedRequest | Promise<KeyedRequest>): Case => ({
  given: async (h) => ask(await road.givenCompleteDraft(h), h),
});
const reports = (ask: (kit: ReturnType<typeof reportKit>, h: Harness) => Promise<KeyedRequest>): Case => ({
  now: OCTOBER,
  async given(h) {
    await desks.givenSession(h, 'SEALED');
    return ask(
      reportKit(() => h),
      h,
    );
  },
});
const meeting = (
  applications: number,
  ask: (committee: Committee) => KeyedRequest | Promise<KeyedRequest>,
): Case => ({
  now: MEETING,
  async given(h) {
    const committee = new Committee(h);
    await committee.given(1);
    if (applications > 0) await committee.meet(ids(applications));
    return ask(committee);
  },
});
async function person(h: Harness): Promise<string> {
  await road.givenUnit(h);
  await road.givenProfile(h);
  const body = road.itemBody;
  const made = await h.call('api-applicant', 'POST', '/v1/me/archive', { as: applicant, body });
  return made.as('ArchiveItem').itemId;
}
async function listed(h: Harness, applicationId: string) {
  const body = { kind: 'PRE', planCode: desks.PLAN, title: '公示', applicationIds: [applicationId] };
  return (await desks.post(h, desks.office, '/v1/office/publicities', body)).as('OfficePublicity');
}
async function objected(h: Harness, applicationId: string) {
  const { publicityId } = await desks.publish(h, 'PRE', [applicationId]);
  const { applicationNo } = await h.deps.applications.require(applicationId);
  const body = { ...objection, applicationNo };
  return { path: `/v1/publicities/${publicityId}/objections`, body };
}
const objection = {
  objectorName: '王某',
  contact: '13900000000',
  content: '该同志业绩与事实不符，请核查。',
};
async function correction({ applicationId, applicantId, turn }: Application, h: Harness) {
  await desks.givenProfile(h, applicantId);
  const changes = [{ path: '/person/name', to: '赵更正' }];
  const path = `/v1/staff/applications/${applicationId}/correction`;
  return { as: desks.clerk, path, body: { turn, changes, reason: '更名' } };
}
const certificateNo = 'SAMPLE-2020-330100-000001';

export const cases: Readonly<Record<Keyed, Case>> = {
  'register-unit': { given: async () => ({ as: hr, path: '/v1/unit', body: road.unitBody }) },
  'submit-authorisation': {
    async given(h) {
      await h.call('api-applicant', 'POST', '/v1/unit', { as: hr, body: road.unitBody });
      const fileId = await h.givenFile({ ownerId: hr.id, purpose: 'AUTHORISATION' });
      return { as: hr, path: '/v1/unit/authorisation', body: { fileId } };
    },
  },
  'decide-authorisation': {
    async given(h) {
      await road.givenUnit(h);
      const unit = await getUnitRecord(h.deps.table, USCC);
      if (!unit) throw new Error('no unit');
      const event = { act: 'TEST', actor: { id: hr.id, role: 'UNIT_HR' as const }, at: h.clock.now() };
      const waiting = unitWrites(h.deps.table, unit, { ...unit, status: 'AUTH_SUBMITTED' }, event);
      await h.deps.table.transact(waiting.writes);
      const body = { version: waiting.next.version, decision: 'ACCEPT' };
      return { as: desks.clerk, path: `/v1/staff/authorisations/${USCC}/decision`, body };
    },
  },
  'create-archive-item': {
    given: async () => ({ as: applicant, path: '/v1/me/archive', body: road.itemBody }),
  },
  'submit-archive-item': {
    given: async (h) => ({ as: applicant, path: `/v1/me/archive/${await person(h)}/submission` }),
  },
  'remove-archive-item': {
    async given(h) {
      const itemId = await person(h);
      const list = await h.call('api-applicant', 'GET', '/v1/me/archive', { as: applicant });
      const { version = 0 } = list.as('ArchiveList').items.find((one) => one.itemId === itemId) ?? {};
      return { as: applicant, path: `/v1/me/archive/${itemId}/removal`, body: { version } };
    },
  },
  'decide-archive-item': {
    async given(h) {
      const itemId = await person(h);
      const path = `/v1/me/archive/${itemId}/submission`;
      const sent = (await h.call('api-applicant', 'POST', path, { as: applicant })).as('ArchiveItem');
      return {
        as: hr,
        path: `/v1/unit/archive-items/${applicant.id}/${itemId}/decision`,
        body: { version: sent.version, decision: 'APPROVE' },
      };
    },
  },
  'create-upload': {
    given: async () => ({
      as: applicant,
      path: '/v1/uploads',
      body: { purpose: 'ARCHIVE', fileName: '合同.pdf', contentType: 'application/pdf', bytes: 1000 },
    }),
  },
  'create-application': {
    async given(h) {
      await road.givenReady(h);
      const requirementsVersion = h.deps.plans.get(road.PLAN).version;
      return {
        as: applicant,
        path: '/v1/me/applications',
        body: { planCode: road.PLAN, requirementsVersion },
      };
    },
  },
  'create-signing-ticket': draft(({ applicationId }) => ({
    as: applicant,
    path: mine(applicationId, 'signing-tickets'),
  })),
  'sign-commitment': draft(async ({ applicationId }, h) => {
    const path = mine(applicationId, 'signing-tickets');
    const ticket = (await h.call('api-applicant', 'POST', path, { as: applicant })).as('SigningTicket');
    return {
      as: applicant,
      path: `/v1/me/signing-tickets/${ticket.ticketId}/signature`,
      body: road.signature,
    };
  }),
  'submit-application': draft(({ applicationId, turn, contentHash }) => ({
    as: applicant,
    path: mine(applicationId, 'submission'),
    body: { turn, contentHash },
  })),
  'withdraw-application': at(undefined, 'POINT_REVIEW', ({ applicationId, applicantId, turn }) => ({
    as: as(applicantId),
    path: mine(applicationId, 'withdrawal'),
    body: { turn, reason: '个人原因' },
  })),
  'correct-application': at(OCTOBER, 'FORM_DUE', (application, h) => correction(application, h)),
  'decide-correction': at(OCTOBER, 'FORM_DUE', async (application, h) => {
    const { applicationId, turn } = application;
    const unprinted = { turn, at: h.clock.now(), reason: 'DOCUMENT_GLYPH_MISSING person.name' };
    const { as: clerk, path, body } = await correction(await desks.patch(h, application, { unprinted }), h);
    const proposed = (await desks.post(h, clerk, path, body)).as('DeskApplication').correction?.proposed;
    return {
      as: desks.ops,
      path: `/v1/ops/applications/${applicationId}/correction`,
      body: { turn, proposal: proposed?.proposal, confirm: true },
    };
  }),
  'start-payment': at('2020-09-14T03:00:00.000Z', 'PAYMENT_DUE', ({ applicationId, applicantId }) => ({
    as: as(applicantId),
    path: mine(applicationId, 'payment'),
  })),
  'request-reopening': at('2020-09-14T03:00:00.000Z', 'PAYMENT_DUE', async (application, h) => {
    h.clock.set('2020-09-22T16:31:00.000Z');
    const { applicationId, applicantId, turn } = await desks.act(
      h,
      application.applicationId,
      desks.asMachine('LAPSE'),
    );
    const body = { turn, reason: '当时住院' };
    return { as: as(applicantId), path: mine(applicationId, 'payment-reopening'), body };
  }),
  'export-form': at(OCTOBER, 'FORM_DUE', async (application, h) => {
    await h.deps.documents.put('forms/a.pdf', new TextEncoder().encode('%PDF-form'), 'application/pdf');
    const { paper, snapshotHash: formHash = '' } = application;
    await desks.patch(h, application, { paper: { ...paper, documentKey: 'forms/a.pdf', formHash } });
    return { as: as(application.applicantId), path: mine(application.applicationId, 'review-form') };
  }),
  'confirm-filing': at(OCTOBER, 'NOT_PASSED', async (application, h) => {
    await desks.patch(h, application, { paper: { ...application.paper, status: 'HANDED_OVER' } });
    return { as: as(application.applicantId), path: mine(application.applicationId, 'filing') };
  }),
  'request-reexamination': at(OCTOBER, 'NOT_PASSED', ({ applicationId, applicantId, turn }) => ({
    as: as(applicantId),
    path: mine(applicationId, 'reexamination'),
    body: { turn, reason: '请复查' },
  })),
  'decide-unit': at('2020-09-02T02:00:00.000Z', 'UNIT_REVIEW', async ({ applicationId, turn }, h) => {
    await road.givenUnit(h);
    const path = `/v1/unit/applications/${applicationId}/decision`;
    return { as: hr, path, body: { turn, decision: 'APPROVE', opinion: '同意推荐' } };
  }),
  'seal-form': at('2020-09-16T02:00:00.000Z', 'FORM_DUE', async (application, h) => {
    await road.givenUnit(h);
    const printed = await desks.exported(h, application);
    const path = `/v1/unit/applications/${printed.applicationId}/seal`;
    return { as: hr, path, body: { barcodes: desks.barcodes(printed), unitSeal: true } };
  }),
  'decide-application': at('2020-09-11T01:00:00.000Z', 'POINT_REVIEW', ({ applicationId, turn }) => ({
    as: desks.clerk,
    path: `/v1/staff/applications/${applicationId}/decision`,
    body: { turn, decision: 'APPROVE', opinion: '材料齐全' },
  })),
  'reroute-application': at('2020-09-11T01:00:00.000Z', 'POINT_REVIEW', ({ applicationId, turn }) => ({
    as: desks.clerk,
    path: `/v1/staff/applications/${applicationId}/route`,
    body: { turn, pointId: 'P330102', reason: '属地变更' },
  })),
  'reveal-identity': at('2020-09-11T01:00:00.000Z', 'POINT_REVIEW', async (application, h) => {
    await desks.givenProfile(h, application.applicantId);
    const path = `/v1/staff/applications/${application.applicationId}/identity`;
    return { as: desks.clerk, path, body: { purpose: '核对证件' } };
  }),
  'scan-paper': at(OCTOBER, 'FORM_DUE', async (application, h) => ({
    as: desks.clerk,
    path: '/v1/staff/paper-scans',
    body: { barcodes: desks.barcodes(await desks.exported(h, application)), unitSeal: true },
  })),
  'propose-disqualification': at(OCTOBER, 'READY', ({ applicationId, turn }) => ({
    as: desks.office,
    path: `/v1/staff/applications/${applicationId}/disqualification`,
    body: { turn, reason: '材料造假', confirm: false },
  })),
  'prepare-publicity': at(OCTOBER, 'OFFICE_AUDITED', ({ applicationId, planCode }) => ({
    as: desks.office,
    path: '/v1/office/publicities',
    body: { kind: 'PRE', planCode, title: '公示', applicationIds: [applicationId] },
  })),
  'discard-publicity': at(OCTOBER, 'OFFICE_AUDITED', async ({ applicationId }, h) => ({
    as: desks.head,
    path: `/v1/office/publicities/${(await listed(h, applicationId)).publicityId}/discarding`,
    body: { reason: '名单有误' },
  })),
  'open-publicity': at(OCTOBER, 'OFFICE_AUDITED', async ({ applicationId }, h) => ({
    as: desks.head,
    path: `/v1/office/publicities/${(await listed(h, applicationId)).publicityId}/opening`,
  })),
  'create-objection': at(OCTOBER, 'OFFICE_AUDITED', ({ applicationId }, h) => objected(h, applicationId)),
  'create-evidence-upload': at(OCTOBER, 'OFFICE_AUDITED', async ({ applicationId }, h) => {
    const { path } = await objected(h, applicationId);
    return { path: path.replace('objections', 'evidence'), body: { fileName: '合同.pdf', bytes: 1000 } };
  }),
  'create-own-objection': at(OCTOBER, 'OFFICE_AUDITED', async ({ applicationId }, h) => {
    const { path, body } = await objected(h, applicationId);
    return { as: hr, path: path.replace('/v1/', '/v1/me/'), body };
  }),
  'decide-objection': at(OCTOBER, 'OFFICE_AUDITED', async ({ applicationId }, h) => {
    const { path, body } = await objected(h, applicationId);
    const { id } = (await h.call('api-public', 'POST', path, { body })).as('Receipt');
    const { turn } = await h.deps.applications.require(applicationId);
    return {
      as: desks.office,
      path: `/v1/office/objections/${id}/decision`,
      body: { turn, decision: 'CLEAR', finding: '经核查' },
    };
  }),
  'grant-withdrawal': at(OCTOBER, 'READY', async ({ applicationId, applicantId }, h) => {
    const actor: Actor = { id: applicantId, role: 'APPLICANT' };
    const { turn } = await desks.act(h, applicationId, { name: 'REQUEST_WITHDRAWAL', actor, reason: '调动' });
    return { as: desks.office, path: `/v1/office/applications/${applicationId}/withdrawal`, body: { turn } };
  }),
  'answer-reexamination': at(OCTOBER, 'NOT_PASSED', async ({ applicationId, applicantId }, h) => {
    const actor: Actor = { id: applicantId, role: 'APPLICANT' };
    const asked = { name: 'REQUEST_REEXAMINATION', actor, reason: '请复查' } as const;
    const { turn } = await desks.act(h, applicationId, asked);
    const body = { turn, answer: '经核查', proceduralFault: true };
    return { as: desks.office, path: `/v1/office/applications/${applicationId}/reexamination`, body };
  }),
  'create-report': reports(async ({ closedList }) => {
    const { publicityId } = await closedList(1);
    return { as: desks.office, path: '/v1/office/reports', body: { publicityId, title: '评审结果报告' } };
  }),
  'audit-report': reports(async ({ reported }) => {
    const { reportId, version } = (await reported(1)).report;
    const body = { version, approve: true, sendBack: [] };
    return { as: desks.hrss, path: `/v1/authority/reports/${reportId}/audit`, body };
  }),
  'issue-document': reports(async ({ reported, audit }) => {
    const { report } = await reported(1);
    const once = await audit(desks.hrss, report);
    const { reportId, version } = await audit(desks.commission, once);
    const body = { version, documentNo: '杭人社发〔2020〕1号' };
    return { as: desks.hrss, path: `/v1/authority/reports/${reportId}/document`, body };
  }),
  'revoke-certificate': at(OCTOBER, 'PASSED_PENDING', async (application, h) => {
    await desks.patch(h, application, { stage: 'CERTIFIED' });
    const certificate = {
      ...{ certificateNo, applicationId: application.applicationId, name: '赵某某' },
      ...{ qualification: '工程师', specialty: '建筑工程', level: '中级', qualificationDate: '2020-10-11' },
      ...{ documentNo: '杭人社发〔2020〕1号', issuedAt: OCTOBER, photoSha256: desks.HASH },
      documentKey: 'c/1.pdf',
    };
    const { table } = h.deps;
    const maker = { id: 'documents', role: 'SYSTEM' } as const;
    await table.transact(createCertificateWrites(table, certificate, maker, OCTOBER));
    return {
      as: desks.hrss,
      path: `/v1/authority/certificates/${certificateNo}/revocation`,
      body: { reason: '以虚假材料取得', documentNo: '杭人社撤〔2021〕1号' },
    };
  }),
  ...planCases,
  ...peopleCases,
  'load-calendar': {
    now: OCTOBER,
    async given(h) {
      const calendar = {
        ...{ id: 'cn-amendment-1', jurisdiction: 'CN', years: [] },
        notices: [{ title: '调整', url: 'https://example.invalid/1', publishedAt: '2020-10-01' }],
        days: { '2020-11-03': 'OFF' },
      };
      const proposed = await desks.post(h, desks.ops, '/v1/ops/calendars', { calendar });
      proposed.as('CalendarLoad');
      return { as: desks.ops2, path: '/v1/ops/calendars', body: { calendar } };
    },
  },
  'reopen-payment': at('2020-09-14T03:00:00.000Z', 'PAYMENT_DUE', async ({ applicationId }, h) => {
    h.clock.set('2020-09-22T16:31:00.000Z');
    const { turn } = await desks.act(h, applicationId, desks.asMachine('LAPSE'));
    const path = `/v1/ops/applications/${applicationId}/payment-reopening`;
    return { as: desks.ops, path, body: { turn, reason: '网关故障' } };
  }),
  'create-session': meeting(0, () => ({
    as: sessions,
    path: '/v1/office/sessions',
    body: {
      ...{ planCode: desks.PLAN, name: '2020年评审会', date: '2020-12-05', size: 11 },
      ...{ pool: pool(), applicationIds: ids(1) },
    },
  })),
  'act-on-session': meeting(1, async (committee) => {
    await committee.opinions('app-1');
    const act = { type: 'OPEN_VOTE', applicationId: 'app-1', presiding: await committee.chair() };
    const { sessionId, version } = await committee.view();
    return { as: sessions, path: `/v1/office/sessions/${sessionId}/acts`, body: { version, act } };
  }),
  'declare-recusal': meeting(1, ({ sessionId }) => ({
    as: expert('e07'),
    path: `/v1/expert/sessions/${sessionId}/recusals`,
    body: { applicationId: 'app-1', reason: '与申报人有师生关系' },
  })),
  'write-opinion': meeting(1, ({ sessionId }) => ({
    as: expert('e02'),
    path: `/v1/expert/sessions/${sessionId}/opinions`,
    body: { applicationId: 'app-1', verdict: 'MEETS', remark: 'app-1的深基坑支护方案由本人主持并通过论证' },
  })),
  'order-close': meeting(1, async (committee) => {
    await committee.openVote('app-1');
    for (const { expertId } of pool().slice(0, 9)) await committee.ballot(expertId, 'app-1', 'AGREE');
    const { version, sessionId: id } = await committee.view();
    const body = { version, applicationId: 'app-1', left: 2, reason: '有专家因公务离席' };
    return { as: expert(await committee.chair()), path: `/v1/expert/sessions/${id}/close-order`, body };
  }),
  'sign-count': meeting(1, async (committee) => {
    await committee.vote('app-1', agree(11));
    const { version, sessionId: id } = await committee.view();
    const body = { version, applicationId: 'app-1' };
    return { as: expert('e01'), path: `/v1/expert/sessions/${id}/signature`, body };
  }),
};
