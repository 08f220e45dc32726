import type { Act } from '../../shared/contracts/acts.ts';
import type { BodyOf, ResponseOf } from '../../shared/contracts/api/index.ts';
import type { Application } from '../../shared/contracts/application.ts';
import type { Actor } from '../../shared/contracts/roles.ts';
import { createUnitWrites, getUnitRecord, unitWrites } from '../../shared/store/units.ts';
import type { Answer, Caller, Harness } from './harness.ts';

/**
 * An applicant and his unit, brought along the road as far as a test wants: the applicant's steps through the API, those
 * of the desks through the application store.
 */

export const PLAN = 'HZ-CONSTR-ENG-2020';
export const USCC = '91330100MA0000015W';
export const applicant: Caller = { id: 'person-1', role: 'APPLICANT', name: '赵某' };
export const stranger: Caller = { id: 'person-2', role: 'APPLICANT', name: '钱某' };
export const hr: Caller = { id: 'hr-1', role: 'UNIT_HR', name: '人事甲' };
export const clerk: Actor = { id: 'clerk-1', role: 'POINT_CLERK' };
export const officer: Actor = { id: 'officer-1', role: 'DISTRICT_OFFICER' };
export const office: Actor = { id: 'office-1', role: 'OFFICE_CLERK' };
export const system: Actor = { id: 'review-machine', role: 'SYSTEM' };

export type View = ResponseOf<'ApplicationView'>;

export const unitBody: BodyOf<'UnitBody'> = {
  uscc: USCC,
  name: '杭州示例建筑有限公司',
  kind: 'ENTERPRISE_PRIVATE',
  affiliation: { type: 'DIVISION', division: '330106' },
  location: { division: '330106' },
  hrName: '人事甲',
  hrMobile: '13800000001',
};

export const profileBody: BodyOf<'ProfileBody'> = {
  name: '赵某',
  idKind: 'RESIDENT_ID',
  idNumber: '330102190001010011',
  mobile: '13800000000',
  currentUnit: USCC,
};

export const dataBody: BodyOf<'DataStepBody'> = {
  track: 'NORMAL',
  category: 'ORDINARY',
  specialty: 'S01',
  optionCodes: ['N1'],
  educations: [{ kind: 'E1', school: '某大学', level: '本科' }],
  appointment: { level: 'ASSISTANT', kind: 'APPOINTMENT', periods: [{ from: '2016-12-31' }] },
  workStatement: '主持完成多项建筑工程。',
  siOutOfProvince: false,
  pointId: 'P330106',
  mobile: '13800000000',
};

export const itemBody: BodyOf<'ArchiveItemBody'> = {
  kind: 'PROJECT',
  title: '某住宅楼',
  role: '技术负责人',
  collective: false,
  fileIds: [],
};

/** Four strokes of a name; a good 600 px of ink. */
export const signature: BodyOf<'SignatureBody'> = {
  scrolledToEnd: true,
  width: 600,
  height: 240,
  strokes: [40, 80, 120, 160].map((y, i) =>
    Array.from({ length: 12 }, (_, n) => ({
      x: (60 + n * 20 + i * 10) / 600,
      y: (y + (n % 3) * 4) / 240,
      t: i * 400 + n * 16,
    })),
  ),
};

/** A bound unit of the HR account `hr` (R7, R8). */
export async function givenUnit(h: Harness, body: BodyOf<'UnitBody'> = unitBody, account: Caller = hr) {
  const actor: Actor = { id: account.id, role: 'UNIT_HR' };
  const { table } = h.deps;
  await table.transact(createUnitWrites(table, body, { actor, at: h.clock.now() }).writes);
  const unit = await getUnitRecord(table, body.uscc);
  if (!unit) throw new Error('no unit');
  const bound = { ...unit, status: 'BOUND' as const, boundAt: h.clock.now() };
  const event = { act: 'ACCEPT_AUTHORISATION', actor: clerk, at: h.clock.now() };
  await table.transact(unitWrites(table, unit, bound, event).writes);
}

export const givenProfile = (h: Harness, as: Caller = applicant, body: BodyOf<'ProfileBody'> = profileBody) =>
  h.call('api-applicant', 'PUT', '/v1/me/profile', { as, body, version: 0 });

/** An archive item that the unit has approved (R6). */
export async function givenApprovedItem(
  h: Harness,
  body: Partial<BodyOf<'ArchiveItemBody'>> = {},
  as: Caller = applicant,
): Promise<ResponseOf<'ArchiveItem'>> {
  const made = await h.call('api-applicant', 'POST', '/v1/me/archive', {
    as,
    body: { ...itemBody, ...body },
  });
  return approveItem(h, made.as('ArchiveItem'), as);
}

export async function approveItem(
  h: Harness,
  { itemId, personId }: { itemId: string; personId: string },
  as: Caller = applicant,
): Promise<ResponseOf<'ArchiveItem'>> {
  const sent = await h.call('api-applicant', 'POST', `/v1/me/archive/${itemId}/submission`, { as });
  const { version } = sent.as('ArchiveItem');
  const path = `/v1/unit/archive-items/${personId}/${itemId}/decision`;
  const decided = await h.call('api-applicant', 'POST', path, {
    as: hr,
    body: { version, decision: 'APPROVE' },
  });
  return decided.as('ArchiveItem');
}

/** Unit, profile and one approved item: all that 马上申报 asks. */
export async function givenReady(h: Harness): Promise<ResponseOf<'ArchiveItem'>> {
  await givenUnit(h);
  (await givenProfile(h)).as('Profile');
  return givenApprovedItem(h);
}

export const startDeclaration = (h: Harness, as: Caller = applicant): Promise<Answer> =>
  h.call('api-applicant', 'POST', '/v1/me/applications', {
    as,
    body: { planCode: PLAN, requirementsVersion: h.deps.plans.get(PLAN).version },
  });

export const read = async (h: Harness, id: string, as: Caller = applicant): Promise<View> =>
  (await h.call('api-applicant', 'GET', `/v1/me/applications/${id}`, { as })).as('ApplicationView');

/** Saves a page on the version that is there now. */
export async function save(h: Harness, id: string, page: string, body: unknown): Promise<Answer> {
  const { version } = await read(h, id);
  const path = `/v1/me/applications/${id}/${page}`;
  return h.call('api-applicant', 'PUT', path, { as: applicant, body, version });
}

export async function sign(h: Harness, id: string): Promise<Answer> {
  const path = `/v1/me/applications/${id}/signing-tickets`;
  const ticket = (await h.call('api-applicant', 'POST', path, { as: applicant })).as('SigningTicket');
  return h.call('api-applicant', 'POST', `/v1/me/signing-tickets/${ticket.ticketId}/signature`, {
    as: applicant,
    body: signature,
  });
}

/** Attachments of W1 (domain-spec §5.4): private firm, ordinary, bachelor. */
export async function attachmentsW1(h: Harness): Promise<BodyOf<'AttachmentsStepBody'>> {
  const file = () => h.givenFile({ ownerId: applicant.id, purpose: 'ATTACHMENT' });
  return {
    attachments: [
      { code: 'A1', fileId: await file() },
      { code: 'A1a', fileId: await file(), validUntil: '2020-12-01' },
      { code: 'A2', fileId: await file(), kind: 'APPOINTMENT' },
      { code: 'A6', fileId: await file() },
    ],
    confirmed: true,
  };
}

/** A draft with all six pages complete and signed last of all (C10). */
export async function givenCompleteDraft(h: Harness): Promise<View> {
  const item = await givenReady(h);
  const { applicationId: id } = (await startDeclaration(h)).as('ApplicationView');
  const photo = await h.givenFile({ ownerId: applicant.id, purpose: 'PHOTO' });
  (await save(h, id, 'photo', { fileId: photo })).as('ApplicationView');
  (await sign(h, id)).as('SigningTicket');
  (await save(h, id, 'data', dataBody)).as('ApplicationView');
  const achievements = [{ itemId: item.itemId, version: 1, contributionFileIds: [] }];
  (await save(h, id, 'achievements', { achievements })).as('ApplicationView');
  (await save(h, id, 'attachments', await attachmentsW1(h))).as('ApplicationView');
  (await sign(h, id)).as('SigningTicket');
  return read(h, id);
}

export const submit = (h: Harness, view: View, options: { key?: string } = {}): Promise<Answer> =>
  h.call('api-applicant', 'POST', `/v1/me/applications/${view.applicationId}/submission`, {
    as: applicant,
    body: { turn: view.turn, contentHash: view.contentHash },
    ...options,
  });

export async function givenSubmitted(h: Harness): Promise<View> {
  return (await submit(h, await givenCompleteDraft(h))).as('ApplicationView');
}

/** Acts of desks and system, one after the other. */
export async function act(h: Harness, id: string, ...acts: Act[]): Promise<Application> {
  let application = await h.deps.applications.require(id);
  for (const one of acts) {
    const context = await h.deps.plans.contextOf(application, h.clock.now());
    const prepared = h.deps.applications.prepare(application, one, context);
    await h.deps.table.transact(prepared.writes);
    application = prepared.next;
  }
  return application;
}

/** Up to the district's approval: the unit's window of five working days passes on the way (L9). */
export async function givenPaymentDue(h: Harness): Promise<Application> {
  const { applicationId: id } = await givenSubmitted(h);
  const hrActor: Actor = { id: hr.id, role: 'UNIT_HR' };
  const { window } = await act(h, id, { name: 'UNIT_APPROVE', actor: hrActor, opinion: '同意推荐' });
  h.clock.set(window?.closeAt ?? '');
  return act(
    h,
    id,
    { name: 'CLOSE_UNIT_PUBLICITY', actor: system },
    { name: 'POINT_ACCEPT', actor: clerk },
    { name: 'DISTRICT_APPROVE', actor: officer },
  );
}

/** Paid, with the form rendered as the machine does it. */
export async function givenFormDue(h: Harness): Promise<Application> {
  const due = await givenPaymentDue(h);
  const paidAt = h.clock.now();
  const { amountFen } = due.payment;
  return act(h, due.applicationId, {
    name: 'CONFIRM_PAYMENT',
    actor: system,
    paidAt,
    transactionId: 'tx-1',
    amountFen,
  });
}

/** Any change of the state item that a test needs, audited like one. */
export async function change(
  h: Harness,
  id: string,
  edit: (before: Application) => Application,
): Promise<Application> {
  const before = await h.deps.applications.require(id);
  const event = { act: 'TEST', actor: system, at: h.clock.now() };
  const { next, writes } = h.deps.applications.change(before, edit(before), event);
  await h.deps.table.transact(writes);
  return next;
}

/** A draft with the first pages done as far as named. */
export async function givenDraft(
  h: Harness,
  upTo: 'START' | 'PHOTO' | 'COMMITMENT' | 'DATA' | 'ACHIEVEMENTS' = 'START',
) {
  const item = await givenReady(h);
  const { applicationId: id } = (await startDeclaration(h)).as('ApplicationView');
  const pages = ['START', 'PHOTO', 'COMMITMENT', 'DATA', 'ACHIEVEMENTS'];
  const steps = [
    async () =>
      save(h, id, 'photo', { fileId: await h.givenFile({ ownerId: applicant.id, purpose: 'PHOTO' }) }),
    () => sign(h, id),
    () => save(h, id, 'data', dataBody),
    () =>
      save(h, id, 'achievements', {
        achievements: [{ itemId: item.itemId, version: 1, contributionFileIds: [] }],
      }),
  ];
  for (const step of steps.slice(0, pages.indexOf(upTo))) {
    const saved = await step();
    if (saved.status !== 200) throw new Error(JSON.stringify(saved.problem()));
  }
  return { id, item };
}
