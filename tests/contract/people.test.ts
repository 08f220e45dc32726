import { afterEach, describe, expect, it } from 'vitest';
import type { AppointedRole } from '../../shared/contracts/appointments.ts';
import { appointmentWrites, getAppointment } from '../../shared/store/appointments.ts';
import { type Caller, createHarness, type Harness } from './harness.ts';
import { member, ORIGIN_OF_STAFF, staffOnTable } from './people-kit.ts';

/** Who may do what stands in the table (D34): tokens say who somebody is. */

let h: Harness;
afterEach(() => h.close());

const codes = async (as: Caller, path = '/v1/staff/me') => {
  const answer = await h.call('api-staff', 'GET', path, { as });
  return answer.status < 300 ? [] : [answer.problem().code, ...answer.problem().errors.map((e) => e.code)];
};

describe('D34: what an account may do', () => {
  const given = { role: 'POINT_CLERK' as AppointedRole, scope: 'P330106', head: false };

  it.each<[string, { validFrom?: string; validTo?: string; status?: 'SUSPENDED' | 'ENDED' }, string[]]>([
    ['in force', {}, []],
    ['on its first and last day', { validFrom: '2020-09-01', validTo: '2020-09-01' }, []],
    ['before its first day', { validFrom: '2020-09-02' }, ['FORBIDDEN', 'APPOINTMENT_NOT_YET']],
    ['after its last day', { validTo: '2020-08-31' }, ['FORBIDDEN', 'APPOINTMENT_EXPIRED']],
    ['suspended', { status: 'SUSPENDED' }, ['FORBIDDEN', 'APPOINTMENT_SUSPENDED']],
    ['ended', { status: 'ENDED' }, ['FORBIDDEN', 'NOT_APPOINTED']],
  ])('an appointment %s', async (_what, changes, said) => {
    h = await staffOnTable();
    const clerk = await member(h, 'clerk-1', given, changes);
    expect(await codes(clerk)).toEqual(said);
  });

  it('nobody may anything by his token alone: no group of it counts, and no other issuer’s account of the same name', async () => {
    h = await staffOnTable();
    const clerk = await member(h, 'clerk-1', given);
    const claims = { 'cognito:groups': '[OFFICE_HEAD]', 'custom:scope': '*' };
    expect(await codes({ ...clerk, id: 'nobody', claims })).toEqual(['FORBIDDEN', 'NOT_APPOINTED']);
    expect(await codes({ ...clerk, issuer: 'https://elsewhere.example' })).toEqual([
      'FORBIDDEN',
      'NOT_APPOINTED',
    ]);
    expect(await codes({ ...clerk, claims }, '/v1/office/publicities')).toEqual(['FORBIDDEN']);
    const self = (await h.call('api-staff', 'GET', '/v1/staff/me', { as: clerk })).as('StaffSelf');
    expect(self).toMatchObject({ role: 'POINT_CLERK', scope: 'P330106', head: false });
  });

  it('a suspension works within a minute, whatever a function remembers, and a restoration at once', async () => {
    h = await staffOnTable();
    const clerk = await member(h, 'clerk-1', given);
    expect(await codes(clerk)).toEqual([]);
    const change = async (status: 'SUSPENDED' | 'ACTIVE') => {
      const before = await getAppointment(h.deps.table, 'of.clerk-1');
      if (!before) throw new Error('no appointment');
      const event = { act: 'TEST', actor: { id: 'ops-1', role: 'PLATFORM_OPS' as const }, at: h.clock.now() };
      await h.deps.table.transact(
        appointmentWrites(h.deps.table, before, { ...before, status }, event).writes,
      );
    };
    await change('SUSPENDED');
    h.clock.advance(60);
    expect(await codes(clerk)).toEqual(['FORBIDDEN', 'APPOINTMENT_SUSPENDED']);
    await change('ACTIVE');
    expect(await codes(clerk)).toEqual([]);
  });

  it('a second factor is asked of every token where the issuer tells it', async () => {
    h = await createHarness({
      people: 'table',
      env: { SECOND_FACTOR: 'amr=otp,mfa', FIRST_ADMINISTRATORS: 'ops-1' },
    });
    const ops: Caller = { id: 'ops-1', role: 'PLATFORM_OPS', issuer: ORIGIN_OF_STAFF };
    expect(await codes(ops)).toEqual(['FORBIDDEN', 'SECOND_FACTOR']);
    expect(await codes({ ...ops, claims: { amr: '[pwd]' } })).toEqual(['FORBIDDEN', 'SECOND_FACTOR']);
    expect(await codes({ ...ops, claims: { amr: '[pwd otp]' } })).toEqual([]);
  });

  it('the first administrators are those of the configuration, on record like everybody, and only once', async () => {
    h = await createHarness({ people: 'table', env: { FIRST_ADMINISTRATORS: 'ops-1, ops-2' } });
    const ops = (id: string): Caller => ({ id, role: 'EXPERT', issuer: ORIGIN_OF_STAFF, name: '运维' });
    expect(await Promise.all(['ops-1', 'ops-1', 'ops-2', 'ops-3'].map((id) => codes(ops(id))))).toEqual([
      [],
      [],
      [],
      ['FORBIDDEN', 'NOT_APPOINTED'],
    ]);
    const self = (await h.call('api-staff', 'GET', '/v1/staff/me', { as: ops('ops-1') })).as('StaffSelf');
    expect(self.role).toBe('SECURITY_ADMIN');
  });
});
