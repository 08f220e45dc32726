import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { residentIdOf } from '../../local/demo/made-up.ts';
import { profileBody } from './applicant-road.ts';
import type { Answer, Caller, Harness } from './harness.ts';
import { get, post } from './office-road.ts';
import { accept, actOn, codeOf, invitation, invited, signedIn, staffOnTable } from './people-kit.ts';

/** Who administers everything (D34, D26): never so few that what takes two persons finds only one. */

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
const self = (as: Caller) => get(h, as, '/v1/staff/me');

describe('the administrators', () => {
  const admins = async (as: Caller) =>
    (await get(h, as, '/v1/staff/people?role=SECURITY_ADMIN')).as('PeopleList').items;
  const leave = { type: 'SUSPEND', reason: '离岗' };
  const admin = { role: 'SECURITY_ADMIN', scope: '*', head: false } as const;
  /** Through the product: invited by one, confirmed by the other. */
  async function appointed(id: string, more: Partial<Parameters<typeof invitation>[0]> = {}) {
    const name = `运维${id}`;
    const idNumber = residentIdOf(id, '330106', '1980-01-01');
    const body = invitation({ ...admin, name, email: `${id}@example.cn`, idNumber, ...more });
    const made = await invited(h, body, pair);
    const as = signedIn(id, name);
    expect((await accept(h, as, await codeOf(h, made.appointmentId))).status).toBe(200);
    return { as, appointmentId: made.appointmentId };
  }

  it('D34, D26: two administrators stay, so that one can always confirm what the other prepared', async () => {
    await Promise.all([self(first), self(second)]);
    const two = await admins(first);
    for (const [i, one] of two.entries())
      for (const act of [leave, { type: 'END', reason: '离职' }])
        expect(said(await actOn(h, pair[1 - i] ?? first, one, act))).toEqual(['GUARD', 'LAST_ADMINISTRATOR']);
    const third = await appointed('ops-3');
    const answers = await Promise.all(two.map((one) => actOn(h, third.as, one, leave)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
    const invite = invitation({ name: '新受理', email: 'next@example.cn' });
    const left = answers[0]?.status === 200 ? second : first;
    h.clock.advance(60);
    expect((await invited(h, invite, [third.as, left])).standing).toBe('INVITED');
  });

  it.each<[string, Partial<Parameters<typeof invitation>[0]>, boolean]>([
    ['who stays without a last day counts', {}, true],
    ['who has a last day does not', { validTo: '2020-12-31' }, false],
    ['who has not begun does not', { validFrom: '2020-10-01' }, false],
  ])('D34: of those who must stay, %s', async (_what, more, may) => {
    await Promise.all([self(first), self(second)]);
    await appointed('ops-3', more);
    const [one] = (await admins(first)).filter((of) => of.name === '运维一');
    if (!one) throw new Error('nobody');
    const answer = await actOn(h, second, one, leave);
    expect(answer.status === 200).toBe(may);
    if (!may)
      expect(answer.problem().errors).toMatchObject([{ code: 'LAST_ADMINISTRATOR', found: 1, allowed: 2 }]);
  });

  it('D34, D29: two accounts of one natural person are one administrator', async () => {
    await Promise.all([self(first), self(second)]);
    const { idNumber } = profileBody;
    await appointed('ops-3', { idNumber });
    const twin = { ...admin, status: 'ACTIVE', person: 'x' } as const;
    expect(
      said(
        await post(
          h,
          first,
          '/v1/staff/people',
          invitation({ ...twin, idNumber, email: 'again@example.cn' }),
        ),
      ),
    ).toEqual([...['INVALID', 'ALREADY_INVITED']]);
  });
});
