import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BodyOf } from '../../shared/contracts/api/index.ts';
import type { ReturnItem } from '../../shared/contracts/application.ts';
import {
  act,
  applicant,
  givenApprovedItem,
  givenCompleteDraft,
  givenSubmitted,
  givenUnit,
  hr,
  profileBody,
  read,
  sign,
  submit,
  unitBody,
} from './applicant-road.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';

/** D16: name, document, sex, birth and employer are those of the moment of handing in. */

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const codes = (answer: Answer) => answer.problem().errors.map((e) => `${e.code} ${e.field ?? ''}`.trim());

async function saveProfile(changes: Partial<BodyOf<'ProfileBody'>>, as: Caller = applicant) {
  const { version } = await h.call('api-applicant', 'GET', '/v1/me/profile', { as });
  const body = { ...profileBody, ...changes };
  return (await h.call('api-applicant', 'PUT', '/v1/me/profile', { as, body, version })).as('Profile');
}
const atUnit = async (id: string) =>
  (await h.call('api-applicant', 'GET', `/v1/unit/applications/${id}`, { as: hr })).as('DeskApplication');

const renamed = { name: '赵改名', idNumber: '330102198507040126', nameReason: '已改名，证明随附' };

describe('what was handed in', () => {
  it('D16: keeps name and number; desk and queue read them, and the profile says so', async () => {
    const { applicationId: id, applicationNo } = await givenSubmitted(h);
    const profile = await saveProfile(renamed);
    expect(profile.name).toBe('赵改名');
    expect(profile.kept).toEqual([
      { applicationId: id, applicationNo, fields: ['name', 'idNumber', 'gender', 'birthDate'] },
    ]);
    const file = await atUnit(id);
    expect(file.applicant).toMatchObject({ name: '赵某', idMasked: expect.stringMatching(/0011$/) });
    const queue = await h.call('api-applicant', 'GET', '/v1/unit/applications', { as: hr });
    expect(queue.as('Queue').items.map((i) => i.applicantName)).toEqual(['赵某']);
    // Nothing of the number goes with the declaration to a desk.
    expect(JSON.stringify(file)).not.toContain(profileBody.idNumber);
    expect(JSON.stringify(file)).not.toContain(renamed.idNumber);
  });

  it('D16: a profile that says the same keeps nobody waiting', async () => {
    await givenSubmitted(h);
    expect((await saveProfile({ mobile: '13900000000' })).kept).toEqual([]);
  });

  it('C10: a name that changes after the signature asks for a new one, and the letter bears it', async () => {
    const before = await givenCompleteDraft(h);
    await saveProfile(renamed);
    expect(codes(await submit(h, before))).toEqual(['CONTENT_CHANGED /contentHash']);
    const now = await read(h, before.applicationId);
    expect(now.commitmentValid).toBe(false);
    expect(codes(await submit(h, now))).toContain('COMMITMENT_STALE /commitment');
    const ticket = await h.call(
      'api-applicant',
      'POST',
      `/v1/me/applications/${now.applicationId}/signing-tickets`,
      { as: applicant },
    );
    expect(ticket.as('SigningTicket').paragraphs.join('')).toContain('赵改名');
    await sign(h, now.applicationId);
    (await submit(h, await read(h, now.applicationId))).as('ApplicationView');
    expect((await h.deps.applications.require(now.applicationId)).applicantName).toBe('赵改名');
  });
});

describe('the verified name of the sign-in', () => {
  it('D16: another name is refused at submit with the place where to say why, and desks read the reason', async () => {
    const { applicationId: id } = await givenCompleteDraft(h);
    await saveProfile({ name: '赵改名' });
    await sign(h, id);
    const view = await read(h, id);
    expect(view.findings.DATA?.map((f) => [f.code, f.field, f.found, f.allowed])).toContainEqual([
      'NAME_DIFFERS',
      '/profile/nameReason',
      '赵改名',
      '赵某',
    ]);
    expect(codes(await submit(h, view))).toEqual(['NAME_DIFFERS /profile/nameReason']);
    await saveProfile({ name: '赵改名', nameReason: '已改名，证明随附' });
    (await submit(h, await read(h, id))).as('ApplicationView');
    const [advice] = (await atUnit(id)).findings.filter((f) => f.code === 'NAME_EXPLAINED');
    expect(advice?.message.zh).toContain('“赵改名”与登录账号的实名“赵某”不一致。说明：已改名，证明随附');
  });

  it.each([
    ['width', '赵Ａ某', '赵A某'],
    ['middle dot', '艾力·买买提', '艾力•买买提'],
    ['compatibility form', '赵\u{f9dc}', '赵隆'],
  ])('D14, D16: a difference of %s alone is none', async (_, typed, signedIn) => {
    const { applicationId: id } = await givenCompleteDraft(h);
    const as = { ...applicant, name: signedIn };
    await saveProfile({ name: typed });
    const view = (await h.call('api-applicant', 'GET', `/v1/me/applications/${id}`, { as })).as(
      'ApplicationView',
    );
    expect(view.findings.DATA?.filter((f) => f.code === 'NAME_DIFFERS')).toEqual([]);
  });

  it('D16: a sign-in that tells no name asks for no reason', async () => {
    const { applicationId: id } = await givenCompleteDraft(h);
    const as = { ...applicant, name: '' };
    const view = (await h.call('api-applicant', 'GET', `/v1/me/applications/${id}`, { as })).as(
      'ApplicationView',
    );
    expect(view.findings.DATA).toEqual([]);
  });
});

describe('a return', () => {
  const unit = { id: hr.id, role: 'UNIT_HR' as const };
  const returned = async (...items: ReturnItem[]) => {
    const { applicationId: id } = await givenSubmitted(h);
    await act(h, id, { name: 'RETURN', actor: unit, reason: '请补正', items });
    await saveProfile(renamed);
    return id;
  };

  it('D16, C9: one that does not name the person leaves the person as it was handed in', async () => {
    const id = await returned({ path: '/commitment', remark: '字迹不清' });
    await sign(h, id);
    (await submit(h, await read(h, id))).as('ApplicationView');
    const application = await h.deps.applications.require(id);
    expect(application).toMatchObject({ revision: 2, applicantName: '赵某' });
    expect((await h.deps.applications.snapshotOf(application)).person?.idNumber).toBe(profileBody.idNumber);
  });

  it('D16: one that names the person takes the profile’s, signed anew, and the first snapshot stays', async () => {
    const id = await returned({ path: '/person', remark: '姓名与证件不符' });
    expect(codes(await submit(h, await read(h, id)))).toContain('COMMITMENT_STALE /commitment');
    await sign(h, id);
    (await submit(h, await read(h, id))).as('ApplicationView');
    const application = await h.deps.applications.require(id);
    expect(application.applicantName).toBe('赵改名');
    const { snapshotOf } = h.deps.applications;
    expect((await snapshotOf(application)).person).toMatchObject({
      name: '赵改名',
      idNumber: renamed.idNumber,
    });
    expect((await snapshotOf({ applicationId: id, revision: 1 })).person?.name).toBe('赵某');
  });
});

describe('the unit’s reviewer', () => {
  const register = (body: BodyOf<'UnitBody'>) =>
    h.call('api-applicant', 'POST', '/v1/unit', { as: hr, body });

  it('D15, D16: a name that cannot be printed hides nothing else that is amiss', async () => {
    const body = { ...unitBody, name: '示例😀公司', hrName: '另一人', hrMobile: '138' };
    const told = codes(await register(body));
    expect(told.sort()).toEqual([
      'MOBILE_FORMAT /hrMobile',
      'NAME_DIFFERS /hrNameReason',
      'TEXT_UNPRINTABLE /name',
    ]);
  });

  it('D16: a head of HR who is not who signed in gives a reason, which the point reads with the letter', async () => {
    const body = { ...unitBody, hrName: '另一人' };
    expect(codes(await register(body))).toEqual(['NAME_DIFFERS /hrNameReason']);
    (await register({ ...body, hrNameReason: '负责人委托经办人办理' })).as('Unit');
    const fileId = await h.givenFile({ ownerId: hr.id, purpose: 'AUTHORISATION' });
    await h.call('api-applicant', 'POST', '/v1/unit/authorisation', { as: hr, body: { fileId } });
    const clerk: Caller = { id: 'clerk-1', role: 'POINT_CLERK', scope: 'P330106', name: '受理' };
    const letters = await h.call('api-staff', 'GET', '/v1/staff/authorisations', { as: clerk });
    expect(letters.as('AuthorisationQueue').items).toMatchObject([
      { hrName: '另一人', accountName: '人事甲', hrNameReason: '负责人委托经办人办理' },
    ]);
  });

  it('D16: an opinion under another name than the registered one is pointed out to the desks', async () => {
    const { applicationId: id } = await givenSubmitted(h);
    const actor = { id: hr.id, role: 'UNIT_HR' as const, name: '人事乙' };
    await act(h, id, { name: 'UNIT_APPROVE', actor, opinion: '同意推荐' });
    const advice = (await atUnit(id)).findings.filter((f) => f.code === 'REVIEWER_NAME');
    expect(advice.map((f) => [f.found, f.allowed, f.severity])).toEqual([['人事乙', '人事甲', 'advice']]);
  });
});

it('D16: a declaration begun before its person was kept gets it when it is handed in', async () => {
  await givenUnit(h);
  await saveProfile({});
  await givenApprovedItem(h);
  const started = await h.call('api-applicant', 'POST', '/v1/me/applications', {
    as: applicant,
    body: {
      planCode: 'HZ-CONSTR-ENG-2020',
      requirementsVersion: h.deps.plans.get('HZ-CONSTR-ENG-2020').version,
    },
  });
  const { applicationId: id } = started.as('ApplicationView');
  const { person: _none, ...older } = await h.deps.applications.declaration(id);
  await h.deps.table.transact([h.deps.applications.putDeclaration(id, older)]);
  expect((await read(h, id)).declaration.person).toMatchObject({
    name: '赵某',
    idNumber: profileBody.idNumber,
  });
});
