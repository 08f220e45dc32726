import { afterEach, describe, expect, it } from 'vitest';
import { firstAdministrators, readConfig } from '../../infra/config.ts';
import { residentIdOf } from '../../local/demo/made-up.ts';
import type { AppointedRole } from '../../shared/contracts/appointments.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';
import { get, post } from './office-road.ts';
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

/** The three administrations 三员 (D34): who runs, who appoints, who watches, and that no natural person combines two. */

let h: Harness;
afterEach(() => h.close());

const first = signedIn('ops-1', '安全一');
const second = signedIn('ops-2', '安全二');
const pair = [first, second] as const;
const idNumber = residentIdOf('one', '330106', '1980-01-01');
const said = (answer: Answer) =>
  answer.status < 300 ? [] : [answer.problem().code, ...answer.problem().errors.map((one) => one.code)];
const roleOf = async (as: Caller) => (await get(h, as, '/v1/staff/me')).as('StaffSelf').role;
const three: readonly AppointedRole[] = ['PLATFORM_OPS', 'SECURITY_ADMIN', 'SUPERVISOR'];

describe('D34: no natural person combines two administrations', () => {
  it.each(three.flatMap((has) => three.map((wants) => [has, wants] as const)))(
    'who has %s and is invited as %s with another account',
    async (has, wants) => {
      h = await staffOnTable();
      const made = await invited(h, invitation({ role: has, scope: '*', idNumber }), pair);
      await accept(h, signedIn('new-1', '王受理'), await codeOf(h, made.appointmentId));
      const other = invitation({ role: wants, scope: '*', idNumber, email: 'other@example.cn' });
      const expected = has === wants ? 'ALREADY_INVITED' : 'ADMINISTRATIONS_APART';
      expect(said(await post(h, first, '/v1/staff/people', other))).toEqual(['INVALID', expected]);
    },
  );

  it.each(three)('%s is given with the identity number alone, and so is a change to it', async (role) => {
    h = await staffOnTable();
    const body = invitation({ role, scope: '*' });
    expect(said(await post(h, first, '/v1/staff/people', body))).toEqual(['INVALID', 'ADMINISTRATOR_NUMBER']);
    await member(h, 'clerk-1', { role: 'POINT_CLERK', scope: 'P330106', head: false });
    const one = await standing(h, first, 'of.clerk-1');
    const given = { role, scope: '*', head: false, validFrom: '2020-09-01' };
    const change = { type: 'CHANGE', ...given, reason: '轮岗' };
    expect(said(await actOn(h, first, one, change))).toEqual(['INVALID', 'ADMINISTRATOR_NUMBER']);
  });
});

describe('D34: what is whose', () => {
  const ways: [string, 'GET', string, AppointedRole][] = [
    ['the plans', 'GET', '/v1/staff/plans', 'PLATFORM_OPS'],
    ['the faults', 'GET', '/v1/ops/incidents', 'PLATFORM_OPS'],
    ['the people', 'GET', '/v1/staff/people', 'SECURITY_ADMIN'],
    ['the letters of units', 'GET', '/v1/staff/authorisations', 'SECURITY_ADMIN'],
    ['the chain of an application', 'GET', '/v1/staff/audit-chains/x', 'SUPERVISOR'],
  ];
  it.each(ways)('%s', async (_what, method, path, whose) => {
    h = await staffOnTable();
    for (const role of three) {
      const as = await member(h, role, { role, scope: '*', head: false });
      const { status } = await h.call('api-staff', method, path, { as });
      expect([role, status !== 403]).toEqual([role, role === whose]);
    }
  });
});

describe('D34: the first administrators', () => {
  it('each has the administration that the configuration names; nobody is named for two', async () => {
    const lists = { security: ['s-1', 's-2'], system: ['y-1'], audit: ['a-1'] };
    const config = { ...readConfig(), firstAdministrators: lists };
    h = await createHarness({ people: 'table', env: { FIRST_ADMINISTRATORS: firstAdministrators(config) } });
    const roles = await Promise.all(['s-1', 's-2', 'y-1', 'a-1'].map((id) => roleOf(signedIn(id, id))));
    expect(roles).toEqual(['SECURITY_ADMIN', 'SECURITY_ADMIN', 'PLATFORM_OPS', 'SUPERVISOR']);
    const twice = { ...config, firstAdministrators: { ...lists, system: ['s-1'] } };
    expect(() => firstAdministrators(twice)).toThrow(/s-1/);
    expect(firstAdministrators({ ...config, firstAdministrators: ['s-1'] })).toBe('security:s-1');
  });

  it('who administered everything before the split appoints people from now on, unless somebody has decided otherwise', async () => {
    h = await createHarness({
      people: 'table',
      env: { FIRST_ADMINISTRATORS: 'security:ops-1,security:ops-2' },
    });
    const former = { role: 'PLATFORM_OPS', scope: '*', head: false } as const;
    const configuration = { id: 'configuration', role: 'SYSTEM' } as const;
    const one = await member(h, 'ops-1', former, { givenBy: configuration });
    const invitedLater = await member(h, 'ops-2', former, { givenBy: { id: 'ops-1', role: 'PLATFORM_OPS' } });
    expect([await roleOf(one), await roleOf(invitedLater)]).toEqual(['SECURITY_ADMIN', 'PLATFORM_OPS']);
    expect((await standing(h, one, 'of.ops-1')).role).toBe('SECURITY_ADMIN');
    expect(await roleOf(one)).toBe('SECURITY_ADMIN');
  });
});
