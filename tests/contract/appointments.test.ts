import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tellOfEvent } from '../../shared/acts/notice/tell-of-event.ts';
import { StoredEventSchema } from '../../shared/store/base/audited.ts';
import { givenCompleteDraft, givenProfile, givenUnit, profileBody } from './applicant-road.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';
import { startMailbox } from './mailbox.ts';
import { get, givenAt, PLAN, post } from './office-road.ts';
import {
  accept,
  actOn,
  codeOf,
  invitation,
  invited,
  member,
  signedIn,
  staffOnTable,
  standing,
} from './people-kit.ts';

/** Giving, changing and taking rights (D34): by whom, to whom, with a second person, on record. */

let h: Harness;
beforeEach(async () => {
  h = await staffOnTable();
});
afterEach(() => h.close());

const first = signedIn('ops-1', '运维一');
const second = signedIn('ops-2', '运维二');
const pair = [first, second] as const;
const clerk = signedIn('new-1', '王受理');
const said = (answer: Answer) => {
  const { code, errors } = answer.problem();
  return [code, ...errors.map((e) => e.code)];
};
const self = (as: Caller) => get(h, as, '/v1/staff/me');

describe('D34, D26: an invitation', () => {
  it('to a role that decides is confirmed by a second person, mailed, accepted once by whom it is for', async () => {
    const made = (await post(h, first, '/v1/staff/people', invitation())).as('Appointment');
    expect(made).toMatchObject({
      standing: 'PROPOSED',
      email: 'c***@example.cn',
      scopeName: expect.any(String),
    });
    const { proposal = '' } = made.proposed ?? {};
    const confirm = { type: 'CONFIRM', proposal };
    expect(said(await actOn(h, first, made, confirm))).toEqual(['SEPARATION_OF_DUTIES', 'SECOND_PERSON']);
    const other = { type: 'CONFIRM', proposal: '0'.repeat(64) };
    expect(said(await actOn(h, second, made, other))).toEqual(['CONFLICT', 'PROPOSAL_DIFFERS']);
    const sent = (await actOn(h, second, made, confirm)).as('Appointment');
    expect(sent).toMatchObject({
      standing: 'INVITED',
      confirmedBy: { id: 'ops-2' },
      acts: ['INVITE_AGAIN', 'END'],
    });
    expect(said(await self(clerk))).toEqual(['FORBIDDEN', 'NOT_APPOINTED']);
    const code = await codeOf(h, made.appointmentId);
    const wrong = `${made.appointmentId}.${'x'.repeat(32)}`;
    expect(said(await accept(h, clerk, wrong))).toEqual(['NOT_FOUND', 'INVITATION_UNKNOWN']);
    const stranger = signedIn('new-2', '李某');
    expect(said(await accept(h, stranger, code))).toEqual(['FORBIDDEN', 'INVITATION_OTHER_PERSON']);
    expect((await accept(h, clerk, code)).as('Appointment').standing).toBe('ACTIVE');
    expect((await self(clerk)).as('StaffSelf')).toMatchObject({ role: 'POINT_CLERK', scope: 'P330106' });
    expect(said(await accept(h, clerk, code))).toEqual(['CONFLICT', 'INVITATION_USED']);
  });

  it('is bound to its address where the sign-in tells one, whatever the names', async () => {
    const { appointmentId } = await invited(h, invitation(), pair);
    const code = await codeOf(h, appointmentId);
    const wrong = signedIn('new-1', '王受理', { email: 'other@example.cn' });
    expect(said(await accept(h, wrong, code))).toEqual(['FORBIDDEN', 'INVITATION_OTHER_PERSON']);
    const right = signedIn('new-1', '王 受理', { email: 'Clerk@Example.cn' });
    expect((await accept(h, right, code)).status).toBe(200);
  });

  it('ends with its term; sent again, the first link is dead', async () => {
    const made = await invited(h, invitation(), pair);
    const old = await codeOf(h, made.appointmentId);
    h.clock.advance(7 * 24 * 3600);
    expect(said(await accept(h, clerk, old))).toEqual(['GUARD', 'INVITATION_EXPIRED']);
    const late = await standing(h, first, made.appointmentId);
    expect(late.standing).toBe('INVITATION_EXPIRED');
    expect((await actOn(h, first, late, { type: 'INVITE_AGAIN' })).as('Appointment').standing).toBe(
      'INVITED',
    );
    expect(said(await accept(h, clerk, old))).toEqual(['NOT_FOUND', 'INVITATION_UNKNOWN']);
    expect((await accept(h, clerk, await codeOf(h, made.appointmentId))).status).toBe(200);
  });

  it('of two who accept at once for one account, one is refused; an account has one appointment', async () => {
    const one = await invited(h, invitation(), pair);
    const two = await invited(h, invitation({ scope: 'P330102' }), pair);
    const codes = [await codeOf(h, one.appointmentId), await codeOf(h, two.appointmentId)];
    const answers = await Promise.all(codes.map((code) => accept(h, clerk, code)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const left = answers[0]?.status === 200 ? codes[1] : codes[0];
    expect(said(await accept(h, clerk, left ?? ''))).toEqual(['CONFLICT', 'ACCOUNT_APPOINTED']);
  });

  it('tells all that is wrong with it at once', async () => {
    const body = invitation({ scope: 'P999', validFrom: '2020-09-02', validTo: '2020-09-01' });
    expect(said(await post(h, first, '/v1/staff/people', body))).toEqual([
      ...['INVALID', 'SCOPE_UNKNOWN', 'VALIDITY_ORDER'],
    ]);
  });
});

describe('D34: who administers whom', () => {
  it.each<[string, Parameters<typeof member>[2], Partial<Parameters<typeof invitation>[0]>, number]>([
    ['a point’s head his clerks', { role: 'POINT_CLERK', scope: 'P330106', head: true }, {}, 201],
    ['not those of another point', { role: 'POINT_CLERK', scope: 'P330102', head: true }, {}, 403],
    ['nobody without being a head', { role: 'POINT_CLERK', scope: 'P330106', head: false }, {}, 403],
    [
      'the office’s head his experts',
      { role: 'OFFICE_HEAD', scope: PLAN, head: false },
      { role: 'EXPERT', scope: PLAN },
      201,
    ],
    [
      'not for every plan',
      { role: 'OFFICE_HEAD', scope: PLAN, head: false },
      { role: 'EXPERT', scope: '*' },
      403,
    ],
    [
      'no authority',
      { role: 'OFFICE_HEAD', scope: '*', head: false },
      { role: 'MUNI_HRSS', scope: '*' },
      403,
    ],
  ])('%s', async (_what, given, body, status) => {
    const head = await member(h, 'head-1', given);
    expect((await post(h, head, '/v1/staff/people', invitation(body))).status).toBe(status);
  });

  it('a list shows one’s own people alone, and another’s are as if they were not there', async () => {
    const head = await member(h, 'head-1', { role: 'POINT_CLERK', scope: 'P330106', head: true });
    const other = await member(h, 'clerk-2', { role: 'POINT_CLERK', scope: 'P330102', head: false });
    const { items, offers } = (await get(h, head, '/v1/staff/people')).as('PeopleList');
    expect(items.map((one) => one.appointmentId)).toEqual(['of.head-1']);
    expect(offers).toMatchObject([{ role: 'POINT_CLERK', twoPersons: true, scopes: [{ scope: 'P330106' }] }]);
    const theirs = await standing(h, first, 'of.clerk-2');
    const act = { type: 'SUSPEND', reason: '离岗' };
    const hidden = await actOn(h, head, theirs, act);
    const nowhere = await actOn(h, head, { ...theirs, appointmentId: 'none' }, act);
    expect([hidden.status, said(hidden)]).toEqual([nowhere.status, said(nowhere)]);
    expect((await get(h, other, '/v1/staff/people')).status).toBe(403);
    expect((await get(h, other, '/v1/staff/people-export')).status).toBe(403);
  });
});

describe('D34: in force', () => {
  it('suspended by one, restored by two, ended with a successor; each act is on record with its reason', async () => {
    const as = await member(h, 'clerk-1', { role: 'POINT_CLERK', scope: 'P330106', head: false });
    await member(h, 'clerk-2', { role: 'POINT_CLERK', scope: 'P330106', head: false });
    const now = () => standing(h, first, 'of.clerk-1');
    const reason = '离岗审查';
    expect((await actOn(h, first, await now(), { type: 'SUSPEND', reason })).as('Appointment')).toMatchObject(
      {
        ...{ standing: 'SUSPENDED', reason, acts: ['RESTORE', 'END'] },
      },
    );
    expect(said(await self(as))).toEqual(['FORBIDDEN', 'APPOINTMENT_SUSPENDED']);
    expect(said(await actOn(h, first, await now(), { type: 'SUSPEND', reason }))).toEqual([
      ...['WRONG_STAGE', 'APPOINTMENT_ACT'],
    ]);
    const waiting = (await actOn(h, first, await now(), { type: 'RESTORE', reason: '审查完毕' })).as(
      'Appointment',
    );
    expect(said(await self(as))).toEqual(['FORBIDDEN', 'APPOINTMENT_SUSPENDED']);
    const { proposal = '' } = waiting.proposed ?? {};
    expect((await actOn(h, second, waiting, { type: 'CONFIRM', proposal })).as('Appointment').standing).toBe(
      'ACTIVE',
    );
    expect((await self(as)).status).toBe(200);
    const end = { type: 'END', reason: '调离' };
    const nobody = { ...end, successorId: 'of.clerk-1' };
    expect(said(await actOn(h, first, await now(), nobody))).toEqual(['GUARD', 'SUCCESSOR']);
    const gone = await actOn(h, first, await now(), { ...end, successorId: 'of.clerk-2' });
    expect(gone.as('Appointment')).toMatchObject({ standing: 'ENDED', successorId: 'of.clerk-2', acts: [] });
    const events = await h.deps.table.queryAll(StoredEventSchema, {
      partition: 'APPOINTMENT#of.clerk-1',
      prefix: 'EVENT#',
    });
    expect(events.map((event) => [event.act, event.actor.id, event.reason])).toEqual([
      ['APPOINT', 'configuration', undefined],
      ['SUSPEND', 'ops-1', reason],
      ['PROPOSE_RESTORE', 'ops-1', '审查完毕'],
      ['RESTORE', 'ops-2', undefined],
      ['HAND_OVER', 'ops-1', '调离'],
    ]);
  });

  it('nobody changes, restores or confirms his own rights; what was refused is gone', async () => {
    const head = await member(h, 'head-1', { role: 'POINT_CLERK', scope: 'P330106', head: true });
    const change = { type: 'CHANGE', ...invitation({ validTo: '2020-12-31' }), head: false, reason: '期限' };
    expect(said(await actOn(h, head, await standing(h, head, 'of.head-1'), change))).toEqual([
      ...['SEPARATION_OF_DUTIES', 'OWN_APPOINTMENT'],
    ]);
    const waiting = (await actOn(h, first, await standing(h, first, 'of.head-1'), change)).as('Appointment');
    expect(waiting).toMatchObject({
      head: true,
      proposed: { given: { head: false, validTo: '2020-12-31' } },
    });
    const { proposal = '' } = waiting.proposed ?? {};
    expect(said(await actOn(h, head, waiting, { type: 'CONFIRM', proposal }))).toEqual([
      ...['SEPARATION_OF_DUTIES', 'OWN_APPOINTMENT'],
    ]);
    const refused = (await actOn(h, second, waiting, { type: 'REFUSE', proposal, reason: '仍任负责人' })).as(
      'Appointment',
    );
    expect(refused).toMatchObject({ head: true, standing: 'ACTIVE' });
    expect(refused.proposed).toBeUndefined();
  });

  it('the list is exported with its hash and confirmed as it stood on the screen, once a year', async () => {
    const head = await member(h, 'head-1', { role: 'POINT_CLERK', scope: 'P330106', head: true });
    const list = async () => (await get(h, head, '/v1/staff/people-export')).as('PeopleExport');
    const seen = await list();
    expect(seen).toMatchObject({ items: [{ appointmentId: 'of.head-1' }], confirmBy: '2021-09-01' });
    await member(h, 'clerk-2', { role: 'POINT_CLERK', scope: 'P330106', head: false });
    // Nobody to confirm: one who has not accepted, one whose time is over, one who is gone.
    await post(h, first, '/v1/staff/people', invitation());
    await member(
      h,
      'clerk-3',
      { role: 'POINT_CLERK', scope: 'P330106', head: false },
      { validTo: '2020-08-31' },
    );
    await member(h, 'clerk-4', { role: 'POINT_CLERK', scope: 'P330106', head: false }, { status: 'ENDED' });
    const path = '/v1/staff/people-confirmations';
    expect(said(await post(h, head, path, { listHash: seen.listHash }))).toEqual([
      'CONFLICT',
      'LIST_CHANGED',
    ]);
    expect((await post(h, head, path, { listHash: (await list()).listHash })).status).toBe(201);
    expect((await list()).items).toHaveLength(4);
    expect(await list()).toMatchObject({
      inOffice: ['of.clerk-2', 'of.head-1'],
      confirmation: { count: 2, by: { id: 'head-1' } },
      confirmBy: '2021-09-01',
    });
  });
});

describe('D29: natural persons', () => {
  const { idNumber } = profileBody;

  it('an applicant of a plan is given no part in its review, under whichever account', async () => {
    await givenCompleteDraft(h);
    const expert = invitation({ role: 'EXPERT', scope: PLAN, idNumber });
    expect(said(await post(h, first, '/v1/staff/people', expert))).toEqual(['INVALID', 'APPLICANT_OF_PLAN']);
    expect((await post(h, first, '/v1/staff/people', { ...expert, idNumber: undefined })).status).toBe(201);
  });

  it('D34: nobody both runs the platform and watches over it, with two accounts neither', async () => {
    const made = await invited(h, invitation({ role: 'SUPERVISOR', scope: '*', idNumber }), pair);
    await accept(h, clerk, await codeOf(h, made.appointmentId));
    const admin = invitation({ role: 'PLATFORM_OPS', scope: '*', idNumber });
    expect(said(await post(h, first, '/v1/staff/people', admin))).toEqual([
      'INVALID',
      'ADMINISTRATIONS_APART',
    ]);
  });

  it('C1: nobody accepts his own declaration with another account', async () => {
    await givenUnit(h);
    (await givenProfile(h)).as('Profile');
    const made = await invited(h, invitation({ idNumber }), pair);
    await accept(h, clerk, await codeOf(h, made.appointmentId));
    const { applicationId, turn } = await givenAt(h, 'POINT_REVIEW', { applicantId: 'person-1' });
    const path = `/v1/staff/applications/${applicationId}/decision`;
    const own = await post(h, clerk, path, { turn, decision: 'APPROVE' });
    expect(said(own)).toEqual(['SEPARATION_OF_DUTIES', 'SEPARATION_OF_DUTIES']);
    const other = await member(h, 'clerk-2', { role: 'POINT_CLERK', scope: 'P330106', head: false });
    expect((await post(h, other, path, { turn, decision: 'APPROVE' })).as('DeskApplication').stage).toBe(
      'DISTRICT_REVIEW',
    );
  });
});

it('C18, D34: the link goes by mail to the address that was given, once, and is dead when another was sent', async () => {
  const mailbox = await startMailbox(() => Date.parse(h.clock.now()));
  const own = await createHarness({
    people: 'table',
    env: { FIRST_ADMINISTRATORS: 'ops-1,ops-2', NOTICE_URL: mailbox.url },
  });
  try {
    const { appointmentId, version } = await invited(own, invitation(), pair);
    const tell = (seq: number) => tellOfEvent(own.deps, `APPOINTMENT#${appointmentId}`, seq);
    for (const seq of [1, version, version]) await tell(seq);
    const code = await codeOf(own, appointmentId);
    const [mail, ...more] = mailbox.messages('clerk@example.cn');
    expect(more).toEqual([]);
    expect(mail?.body).toContain(`http://127.0.0.1:8787/admin/invitation#${code}`);
    expect(mail?.subject).not.toContain('王受理');
    const late = await standing(own, first, appointmentId);
    await actOn(own, first, late, { type: 'INVITE_AGAIN' });
    await tell(version);
    expect(mailbox.messages()).toHaveLength(1);
    await tell(version + 1);
    expect(mailbox.messages()).toHaveLength(2);
  } finally {
    await Promise.all([own.close(), mailbox.close()]);
  }
});
