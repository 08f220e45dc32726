import { afterEach, describe, expect, it } from 'vitest';
import type { AppointedRole } from '../../shared/contracts/appointments.ts';
import { idleMinutesOf, UNATTENDED } from '../../shared/contracts/idle.ts';
import { lastSeen } from '../../shared/store/sign-ins.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';
import {
  accept,
  codeOf,
  invitation,
  invited,
  member,
  ORIGIN_OF_STAFF,
  signedIn,
  staffOnTable,
} from './people-kit.ts';

/** A sign-in of staff ends when nobody is there, and whoever fails again and again is told when to try again (D34). */

let h: Harness;
afterEach(() => h.close());

const said = (answer: Answer) =>
  answer.status < 300 ? [] : [answer.problem().code, ...answer.problem().errors.map((one) => one.code)];
const ask = (as: Caller, headers: Record<string, string> = {}) =>
  h.call('api-staff', 'GET', '/v1/staff/me', { as, headers });
const open = async (env: Record<string, string> = {}) => {
  h = await createHarness({ people: 'table', env: { IDLE_MINUTES: '', ...env } });
};
const clerk = { role: 'POINT_CLERK', scope: 'P330106', head: false } as const;
const over = ['AUTH', 'SIGN_IN_IDLE'];

describe('D34: a sign-in that nobody uses', () => {
  it.each<[AppointedRole, number]>([
    ['POINT_CLERK', 30],
    ['PLATFORM_OPS', 15],
    ['SECURITY_ADMIN', 15],
    ['SUPERVISOR', 15],
    ['EXPERT', 60],
  ])('of %s ends after %i minutes', async (role, minutes) => {
    await open();
    const as = await member(h, 'one', { role, scope: '*', head: false });
    expect((await ask(as)).as('StaffSelf').idleMinutes).toBe(minutes);
    h.clock.advance(minutes * 60);
    expect(said(await ask(as))).toEqual([]);
    h.clock.advance(minutes * 60 + 1);
    const refused = await ask(as);
    expect([refused.status, ...said(refused)]).toEqual([401, ...over]);
    expect(refused.problem().errors[0]).toMatchObject({ allowed: minutes });
  });

  it('stays over; another sign-in of the same person is another one', async () => {
    await open();
    const as = await member(h, 'one', clerk);
    await ask(as);
    h.clock.advance(31 * 60);
    for (let i = 0; i < 3; i++) expect(said(await ask(as))).toEqual(over);
    expect(said(await ask({ ...as, signIn: 'second' }))).toEqual([]);
    expect(said(await ask(as))).toEqual(over);
  });

  it('is kept by a person, not by a page that asks by itself', async () => {
    await open();
    const as = await member(h, 'one', clerk);
    await ask(as);
    for (let i = 0; i < 15; i++) {
      h.clock.advance(120);
      expect(said(await ask(as, { [UNATTENDED]: '1' }))).toEqual([]);
    }
    h.clock.advance(1);
    expect(said(await ask(as, { [UNATTENDED]: '1' }))).toEqual(over);
  });

  it('is written down once a minute at most', async () => {
    await open();
    const as = await member(h, 'one', clerk);
    const seen = () => lastSeen(h.deps.table, as.id, 'origin_jti first of one');
    await ask(as);
    const first = await seen();
    h.clock.advance(59);
    await ask(as);
    expect(await seen()).toBe(first);
    h.clock.advance(1);
    await ask(as);
    expect(await seen()).toBe(h.clock.now());
  });

  it('lasts as long as the stage says where it says so', async () => {
    expect(
      ['EXPERT', 'POINT_CLERK', 'SUPERVISOR'].map((r) =>
        idleMinutesOf(r as AppointedRole, 'EXPERT=90, *=20'),
      ),
    ).toEqual([90, 20, 20]);
    expect(() => idleMinutesOf('EXPERT', 'EXPERT=soon')).toThrow(TypeError);
    await open({ IDLE_MINUTES: '*=0' });
    const as = await member(h, 'one', clerk);
    await ask(as);
    h.clock.advance(86_400);
    expect(said(await ask(as))).toEqual([]);
  });
});

describe('D34: failures are limited', () => {
  it('ten refused invitations an hour; what is accepted is no failure, and the hour goes by', async () => {
    h = await staffOnTable();
    const security = [signedIn('ops-1', '安全一'), signedIn('ops-2', '安全二')] as const;
    const made = await invited(h, invitation(), security);
    const code = await codeOf(h, made.appointmentId);
    const stranger = signedIn('stranger', '陌生人');
    for (let i = 0; i < 10; i++) expect((await accept(h, stranger, `${code}x`)).status).toBe(404);
    const limited = await accept(h, stranger, code);
    expect([limited.status, ...said(limited)]).toEqual([429, 'TOO_MANY_REQUESTS', 'RATE_LIMIT']);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    // Nobody else is kept from anything by it.
    expect((await accept(h, signedIn('new-1', '王受理'), code)).status).toBe(200);
    h.clock.advance(3600);
    expect((await accept(h, stranger, `${code}x`)).status).toBe(404);
  });

  it('sign-ins by one factor, over and over', async () => {
    h = await createHarness({
      people: 'table',
      env: { SECOND_FACTOR: 'amr=otp', FIRST_ADMINISTRATORS: 'ops-1' },
    });
    const one: Caller = { id: 'ops-1', role: 'EXPERT', issuer: ORIGIN_OF_STAFF };
    for (let i = 0; i < 30; i++) expect(said(await ask(one))).toEqual(['FORBIDDEN', 'SECOND_FACTOR']);
    expect((await ask(one)).status).toBe(429);
    expect(said(await ask({ ...one, claims: { amr: '[otp]' } }))).toEqual([]);
  });
});
