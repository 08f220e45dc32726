import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getUnitRecord } from '../../shared/store/units.ts';
import { givenUnit, hr, USCC, unitBody } from './applicant-road.ts';
import type { Answer, Caller, Harness } from './harness.ts';
import { accept, citizen, codeOf, invitedOperator, operator, signedIn, staffOnTable } from './people-kit.ts';

/** D33: who acts for a unit, on the table: its head of HR, the operators whom he invites, the point that may hold it. */

let h: Harness;
beforeEach(async () => {
  h = await staffOnTable();
  await givenUnit(h);
});
afterEach(() => h.close());

const head = citizen(hr.id, '人事甲');
const second = citizen('op-1', operator.name);
const said = (answer: Answer) => {
  const { code, errors } = answer.problem();
  return [code, ...errors.map((e) => e.code)];
};
const ask = (as: Caller, path: string, body?: unknown) =>
  h.call('api-applicant', body === undefined ? 'GET' : 'POST', path, {
    as,
    ...(body === undefined ? {} : { body }),
  });
const take = (as: Caller, code: string) => ask(as, '/v1/unit/operator-acceptances', { code });
const works = (as: Caller) => ask(as, '/v1/unit/applications');

/** An operator at work. */
async function joined(): Promise<string> {
  const { appointmentId } = await invitedOperator(h, head);
  (await take(second, await codeOf(h, appointmentId))).as('Appointment');
  return appointmentId;
}
const actOn = async (as: Caller, appointmentId: string, act: object) => {
  const { items } = (await ask(head, '/v1/unit/operators')).as('OperatorList');
  const version = items.find((one) => one.appointmentId === appointmentId)?.version ?? 0;
  return ask(as, `/v1/unit/operators/${appointmentId}/acts`, { version, act });
};

describe('D33: the operators of a unit', () => {
  it('are invited by its head, work by their own name, and invite nobody', async () => {
    expect(said(await works(second))).toEqual(['FORBIDDEN', 'UNIT_NOT_REGISTERED']);
    const id = await joined();
    expect((await works(second)).status).toBe(200);
    expect((await ask(second, '/v1/unit')).as('Unit').uscc).toBe(USCC);
    expect(said(await ask(second, '/v1/unit/operators', operator))).toEqual(['FORBIDDEN', 'UNIT_HEAD']);
    expect(said(await actOn(second, id, { type: 'END', reason: '退出' }))).toEqual([
      'FORBIDDEN',
      'UNIT_HEAD',
    ]);
    const seen = (await ask(second, '/v1/unit/operators')).as('OperatorList');
    expect(seen).toMatchObject({ head: { mine: false }, items: [{ name: operator.name, acts: [] }] });
  });

  it('are suspended, restored and ended by it, at once', async () => {
    const id = await joined();
    const reason = '离岗';
    expect((await actOn(head, id, { type: 'SUSPEND', reason })).as('Appointment').standing).toBe('SUSPENDED');
    expect(said(await works(second))).toEqual(['FORBIDDEN', 'APPOINTMENT_SUSPENDED']);
    expect((await actOn(head, id, { type: 'RESTORE', reason })).as('Appointment').standing).toBe('ACTIVE');
    expect((await works(second)).status).toBe(200);
    expect((await actOn(head, id, { type: 'END', reason })).as('Appointment').standing).toBe('ENDED');
    expect(said(await works(second))).toEqual(['FORBIDDEN', 'UNIT_OPERATOR_ENDED']);
    const { appointmentId } = await invitedOperator(h, head);
    expect((await take(second, await codeOf(h, appointmentId))).status).toBe(200);
  });

  it('the head hands the unit over: the operator is head from then on, under his mobile, and whoever was is nobody', async () => {
    const id = await joined();
    const act = { type: 'HAND_OVER', reason: '调任', hrMobile: '139 0000 0002' };
    const mistyped = await actOn(head, id, { ...act, hrMobile: '调岗' });
    expect(mistyped.problem().errors).toMatchObject([{ code: 'MOBILE_FORMAT', field: '/act/hrMobile' }]);
    expect((await actOn(head, id, act)).status).toBe(200);
    // He is told what became of it, to whom and when; a name he knows is enough of a name.
    for (const [path, code] of [
      ['/v1/unit/applications', 'FORBIDDEN'],
      ['/v1/unit', 'NOT_FOUND'],
    ] as const) {
      const answer = await ask(head, path);
      expect(said(answer)).toEqual([code, 'UNIT_HANDED_OVER']);
      const [error] = answer.problem().errors;
      expect(error?.message).toMatch(/2020-09-01.*移交给经\*\*.*邀请您为经办人/);
    }
    expect(await getUnitRecord(h.deps.table, USCC)).toMatchObject({
      ...{ accountId: second.id, hrName: operator.name, hrMobile: '13900000002' },
    });
    expect((await works(second)).status).toBe(200);
    expect((await ask(second, '/v1/unit/operators')).as('OperatorList').head).toEqual({
      ...{ name: operator.name, mine: true },
    });
  });

  it('what a former head sent ends with the hand-over: he does not invite himself back', async () => {
    const id = await joined();
    const back = { name: '人事甲', email: 'head@example.cn' };
    const { appointmentId } = (await ask(head, '/v1/unit/operators', back)).as('Appointment');
    const code = await codeOf(h, appointmentId);
    await actOn(head, id, { type: 'HAND_OVER', reason: '调任', hrMobile: '13900000002' });
    expect(said(await take(head, code))).toEqual(['CONFLICT', 'INVITATION_FORMER_HEAD']);
    expect(said(await ask(head, '/v1/unit/operators', back))).toEqual(['FORBIDDEN', 'UNIT_HANDED_OVER']);
    const { items } = (await ask(second, '/v1/unit/operators')).as('OperatorList');
    const version = items.find((one) => one.appointmentId === appointmentId)?.version ?? 0;
    const again = { version, act: { type: 'INVITE_AGAIN' } };
    await ask(second, `/v1/unit/operators/${appointmentId}/acts`, again);
    expect((await take(head, await codeOf(h, appointmentId))).status).toBe(200);
  });

  it('a unit is not handed over to somebody who is suspended, or has not accepted yet', async () => {
    const act = { type: 'HAND_OVER', reason: '调任', hrMobile: '13900000002' };
    const { appointmentId } = await invitedOperator(h, head);
    expect(said(await actOn(head, appointmentId, act))).toEqual(['WRONG_STAGE', 'APPOINTMENT_ACT']);
    await actOn(head, appointmentId, { type: 'END', reason: '误邀请' });
    const id = await joined();
    await actOn(head, id, { type: 'SUSPEND', reason: '离岗' });
    expect(said(await actOn(head, id, act))).toEqual(['WRONG_STAGE', 'APPOINTMENT_ACT']);
  });

  it('whoever acts for a unit joins no other; each pool takes its own invitations', async () => {
    const { appointmentId } = await invitedOperator(h, head);
    const code = await codeOf(h, appointmentId);
    expect(said(await accept(h, signedIn('new-1', operator.name), code))).toEqual([
      'NOT_FOUND',
      'INVITATION_UNKNOWN',
    ]);
    const rival = citizen('hr-2', operator.name);
    await givenUnit(h, { ...unitBody, uscc: '91330100MA00000029' }, rival);
    expect(said(await take(rival, code))).toEqual(['CONFLICT', 'ACCOUNT_HAS_UNIT']);
  });
});
