import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { givenCompleteDraft, profileBody } from './applicant-road.ts';
import type { Answer, Harness } from './harness.ts';
import { PLAN, post } from './office-road.ts';
import {
  accept,
  actOn,
  codeOf,
  invitation,
  invited,
  signedIn,
  staffOnTable,
  standing,
} from './people-kit.ts';

/** Whom an invitation goes to (D34): an address, a name, a number, each judged as it is kept; once. */

let h: Harness;
beforeEach(async () => {
  h = await staffOnTable();
});
afterEach(() => h.close());

const first = signedIn('ops-1', '运维一');
const second = signedIn('ops-2', '运维二');
const pair = [first, second] as const;
const said = (answer: Answer) => {
  const { code, errors } = answer.problem();
  return [code, ...errors.map((e) => e.code)];
};
const clerk = signedIn('new-1', '王受理');

describe('an invitation', () => {
  it.each<[string, string, string | undefined]>([
    ['a full-width sign', 'clerk＠example.cn', 'clerk@example.cn'],
    ['full-width letters and blanks around', ' ｃlerk@ｅxample.cn　', 'clerk@example.cn'],
    ['capitals, kept', 'Wang.SL@Example.cn', 'Wang.SL@Example.cn'],
    ['a name of another script', '王@例子.中国', '王@例子.中国'],
    ['two addresses', 'a@example.cn;b@example.cn', undefined],
    ['two addresses and a blank', 'a@example.cn b@example.cn', undefined],
    ['two addresses and a comma of Chinese', 'a@example.cn，b@example.cn', undefined],
    ['an address and a mark of enumeration', 'a@example.cn、', undefined],
    ['no domain with a dot', 'a@b', undefined],
    ['a name beside it', '王<a@example.cn>', undefined],
    ['two dots', 'a..b@example.cn', undefined],
    ['a domain that ends with a hyphen', 'a@example-.cn', undefined],
  ])('D34, R3: its address is normalised, judged and kept: %s', async (_what, email, kept) => {
    const answer = await post(h, first, '/v1/staff/people', invitation({ email }));
    if (kept === undefined) return expect(said(answer)).toEqual(['INVALID', 'EMAIL_FORMAT']);
    const { proposed, appointmentId } = answer.as('Appointment');
    expect(proposed?.invitee).toEqual({ name: '王受理', email: kept, idGiven: false });
    // D26: the second person reads what the first wrote, to the letter.
    expect((await standing(h, second, appointmentId)).proposed?.invitee?.email).toBe(kept);
  });

  it.each<[string, object, string[]]>([
    ['a picture in the name', { name: '王😀' }, ['TEXT_UNPRINTABLE']],
    ['a number with a picture', { idNumber: '😀' }, ['ID_FORMAT']],
    ['a number that does not fit', { idNumber: '110101199003070019' }, ['ID_CHECK']],
    ['a passport as an identity card', { idNumber: 'E12345678' }, ['ID_FORMAT']],
    ['a passport without digits', { idKind: 'PASSPORT', idNumber: 'ABCDE' }, ['PASSPORT_FORMAT']],
    [
      'all of it at once',
      { name: '王😀', idNumber: '1', email: 'a@b' },
      ['TEXT_UNPRINTABLE', 'EMAIL_FORMAT', 'ID_FORMAT'],
    ],
  ])('D14, D15, D17: name and number are judged as an applicant’s: %s', async (_what, more, codes) => {
    const answer = await post(h, first, '/v1/staff/people', { ...invitation(), ...more });
    expect(
      answer
        .problem()
        .errors.map((e) => e.code)
        .sort(),
    ).toEqual([...codes].sort());
  });

  it('D14, D29: what cannot be seen is no part of name or number, and one person is one however typed', async () => {
    await givenCompleteDraft(h);
    const [typed] = [[...profileBody.idNumber].join('\u200b').toLowerCase()];
    const body = invitation({ role: 'EXPERT', scope: PLAN, name: '王\u202e受理', idNumber: ` ${typed} ` });
    expect(said(await post(h, first, '/v1/staff/people', body))).toEqual(['INVALID', 'APPLICANT_OF_PLAN']);
    const plain = { ...body, idNumber: undefined };
    expect((await post(h, first, '/v1/staff/people', plain)).as('Appointment').name).toBe('王受理');
  });

  it('D34: nobody is invited twice to the same role and place; elsewhere he is, and after an end again', async () => {
    const made = await invited(h, invitation(), pair);
    const again = () => post(h, second, '/v1/staff/people', invitation({ email: 'CLERK@example.cn' }));
    expect((await again()).problem().errors).toMatchObject([
      { code: 'ALREADY_INVITED', field: '/email', message: expect.stringContaining('已邀请，待接受') },
    ]);
    await accept(h, clerk, await codeOf(h, made.appointmentId));
    expect(await standing(h, second, made.appointmentId)).toMatchObject({ standing: 'ACTIVE' });
    expect(said(await again())).toEqual(['INVALID', 'ALREADY_INVITED']);
    expect((await post(h, second, '/v1/staff/people', invitation({ scope: 'P330102' }))).status).toBe(201);
    await actOn(h, first, await standing(h, first, made.appointmentId), { type: 'END', reason: '调离' });
    expect((await again()).status).toBe(201);
  });

  it('D34: of two invitations of one person that are sent at once one is refused', async () => {
    const answers = await Promise.all(pair.map((as) => post(h, as, '/v1/staff/people', invitation())));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  });

  it('D34: a refusal speaks of roles by their names', async () => {
    const one = await invited(h, invitation(), pair);
    const two = await invited(h, invitation({ scope: 'P330102' }), pair);
    await accept(h, clerk, await codeOf(h, one.appointmentId));
    const [error] = (await accept(h, clerk, await codeOf(h, two.appointmentId))).problem().errors;
    expect(error?.message).toContain('受理点');
    expect(error?.message).not.toMatch(/[A-Z]{3}/);
  });
});
