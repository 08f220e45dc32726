import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tellOfEvent } from '../../shared/acts/notice/tell-of-event.ts';
import { getUnitRecord } from '../../shared/store/units.ts';
import { applicant, givenProfile, givenUnit, hr, itemBody, USCC, unitBody } from './applicant-road.ts';
import type { Answer, Caller, Harness } from './harness.ts';
import { get, post } from './office-road.ts';
import { citizen, codeOf, invitedOperator, member, operator, staffOnTable } from './people-kit.ts';

/** D33: a unit that its point holds, restores, or whose registration it sets aside, because a stranger squats on the code. */

let h: Harness;
let clerk: Caller;
let second: Caller;
let elsewhere: Caller;
beforeEach(async () => {
  h = await staffOnTable();
  await givenUnit(h);
  const at = { role: 'POINT_CLERK', scope: 'P330106', head: false } as const;
  clerk = await member(h, 'clerk-1', at);
  second = await member(h, 'clerk-2', at);
  elsewhere = await member(h, 'clerk-3', { ...at, scope: 'P330102' });
});
afterEach(() => h.close());

const stranger = citizen(hr.id, '人事甲');
const helper = citizen('op-1', operator.name);
const reason = '冒用信用代码';
const said = (answer: Answer) => {
  const { code, errors } = answer.problem();
  return [code, ...errors.map((e) => e.code)];
};
const ask = (as: Caller, path: string, body?: unknown) =>
  h.call('api-applicant', body === undefined ? 'GET' : 'POST', path, {
    as,
    ...(body === undefined ? {} : { body }),
  });
const works = (as: Caller) => ask(as, '/v1/unit/applications');
const unit = async (as: Caller = clerk) =>
  (await get(h, as, `/v1/staff/units?q=${USCC}`)).as('UnitDeskList').items[0];
const actOn = async (as: Caller, act: object) =>
  post(h, as, `/v1/staff/units/${USCC}/acts`, {
    version: (await getUnitRecord(h.deps.table, USCC))?.version,
    act,
  });

describe('D33: the units of a place', () => {
  it('are found by name and code at their own point alone, with what may be done', async () => {
    const name = unitBody.name.slice(0, 3);
    const found = (await get(h, clerk, `/v1/staff/units?q=${encodeURIComponent(name)}`)).as('UnitDeskList');
    expect(found.items).toMatchObject([{ uscc: USCC, status: 'BOUND', acts: ['SUSPEND', 'SET_ASIDE'] }]);
    expect((await get(h, clerk, '/v1/staff/units?q=没有')).as('UnitDeskList').items).toEqual([]);
    for (const q of ['', `?q=${USCC}`])
      expect((await get(h, elsewhere, `/v1/staff/units${q}`)).as('UnitDeskList').items).toEqual([]);
  });

  it('are held at once, with a reason, and restored; another point has no say', async () => {
    expect(said(await actOn(elsewhere, { type: 'SUSPEND', reason }))).toEqual(['NOT_FOUND']);
    expect((await actOn(clerk, { type: 'SUSPEND', reason })).as('UnitAtDesk')).toMatchObject({
      ...{ suspended: { reason }, acts: ['RESTORE', 'SET_ASIDE'] },
    });
    expect(said(await actOn(clerk, { type: 'SUSPEND', reason }))).toEqual(['WRONG_STAGE', 'UNIT_SUSPENSION']);
    expect(said(await works(stranger))).toEqual(['FORBIDDEN', 'UNIT_SUSPENDED']);
    expect((await ask(stranger, '/v1/unit')).as('Unit').suspended).toMatchObject({ reason });
    expect((await actOn(clerk, { type: 'RESTORE', reason: '核实无误' })).as('UnitAtDesk')).toMatchObject({
      ...{ status: 'BOUND', acts: ['SUSPEND', 'SET_ASIDE'] },
    });
    expect((await works(stranger)).status).toBe(200);
  });
});

describe('D33, D26: a registration without right to the code', () => {
  const confirm = async (as: Caller) =>
    actOn(as, { type: 'CONFIRM', proposal: (await unit())?.setAside?.proposal ?? '' });

  it('holds the unit at once, and is set aside by a second person who sees just that', async () => {
    expect((await actOn(clerk, { type: 'SET_ASIDE', reason })).as('UnitAtDesk')).toMatchObject({
      ...{ status: 'SUSPENDED', setAside: { by: { id: 'clerk-1' }, reason }, acts: ['REFUSE'] },
    });
    expect(said(await works(stranger))).toEqual(['FORBIDDEN', 'UNIT_SUSPENDED']);
    expect(said(await actOn(second, { type: 'RESTORE', reason: '恢复' }))).toEqual([
      ...['WRONG_STAGE', 'UNIT_SUSPENSION'],
    ]);
    expect(said(await confirm(clerk))).toEqual(['SEPARATION_OF_DUTIES', 'SECOND_PERSON']);
    const other = { type: 'CONFIRM', proposal: '0'.repeat(64) };
    expect(said(await actOn(second, other))).toEqual(['CONFLICT', 'PROPOSAL_DIFFERS']);
    expect((await confirm(second)).as('UnitAtDesk')).toMatchObject({ status: 'SET_ASIDE', acts: [] });
  });

  it('is refused by the second person: the unit stays held, and may be restored', async () => {
    await actOn(clerk, { type: 'SET_ASIDE', reason });
    const proposal = (await unit())?.setAside?.proposal ?? '';
    const kept = await actOn(second, { type: 'REFUSE', proposal, reason: '证照齐全' });
    expect(kept.as('UnitAtDesk')).toMatchObject({ status: 'SUSPENDED', acts: ['RESTORE', 'SET_ASIDE'] });
    await actOn(second, { type: 'RESTORE', reason: '证照齐全' });
    expect((await works(stranger)).status).toBe(200);
  });

  it('takes its operators along; the true unit registers, and what waits there is its own', async () => {
    const { appointmentId } = await invitedOperator(h, stranger);
    await ask(helper, '/v1/unit/operator-acceptances', { code: await codeOf(h, appointmentId) });
    const late = { name: '经办丙', email: 'late@example.cn' };
    const open = (await ask(stranger, '/v1/unit/operators', late)).as('Appointment');
    const code = await codeOf(h, open.appointmentId);
    await givenProfile(h);
    const made = await h.call('api-applicant', 'POST', '/v1/me/archive', { as: applicant, body: itemBody });
    const { itemId, version } = made.as('ArchiveItem');
    const sent = await ask(applicant, `/v1/me/archive/${itemId}/submission`, { version });
    expect(sent.status).toBe(200);

    await actOn(clerk, { type: 'SET_ASIDE', reason });
    await confirm(second);
    const { version: seq = 0 } = (await getUnitRecord(h.deps.table, USCC)) ?? {};
    for (let twice = 0; twice < 2; twice++) await tellOfEvent(h.deps, `UNIT#${USCC}`, seq);
    const told = async (as: Caller) => (await ask(as, '/v1/me/notices')).as('NoticeList').items;
    expect((await told(applicant)).filter((one) => one.body.zh.includes('重新注册'))).toHaveLength(1);
    expect((await told(stranger)).filter((one) => one.body.zh.includes('撤销'))).toHaveLength(1);

    for (const gone of [stranger, helper])
      expect(said(await works(gone))).toEqual(['FORBIDDEN', 'UNIT_SET_ASIDE']);
    const joiner = citizen('op-2', late.name);
    expect(said(await ask(joiner, '/v1/unit/operator-acceptances', { code }))[0]).toBe('NOT_FOUND');
    const register = (as: Caller) => ask(as, '/v1/unit', { ...unitBody, hrName: as.name });
    expect(said(await register(stranger))).toEqual(['CONFLICT', 'UNIT_SET_ASIDE_OWN']);

    const owner = citizen('hr-true', '人事真');
    expect((await register(owner)).as('Unit')).toMatchObject({ status: 'REGISTERED', uscc: USCC });
    const twin = citizen('hr-late', '人事迟');
    expect(said(await register(twin))).toEqual(['CONFLICT', 'UNIT_REGISTERED']);
    expect(
      (await ask(owner, '/v1/unit/operators')).as('OperatorList').items.map((one) => one.standing),
    ).toEqual([...['ENDED', 'ENDED']]);
    const queue = (await ask(owner, '/v1/unit/archive-items')).as('ArchiveQueue').items;
    expect(queue.map((one) => one.itemId)).toEqual([itemId]);
  });

  it('of two true units that register at once one is refused', async () => {
    await actOn(clerk, { type: 'SET_ASIDE', reason });
    await confirm(second);
    const both = [citizen('hr-a', '人事真'), citizen('hr-b', '人事假')];
    const answers = await Promise.all(
      both.map((as) => ask(as, '/v1/unit', { ...unitBody, hrName: as.name })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 412]);
  });

  it('a unit has so many operators that all of them end in one write', async () => {
    const invite = (n: number) =>
      ask(stranger, '/v1/unit/operators', { name: `经办${n}`, email: `o${n}@example.cn` });
    for (let n = 0; n < 12; n++) {
      const { appointmentId } = (await invite(n)).as('Appointment');
      const code = await codeOf(h, appointmentId);
      const as = citizen(`many-${n}`, `经办${n}`);
      expect((await ask(as, '/v1/unit/operator-acceptances', { code })).status).toBe(200);
    }
    expect(said(await invite(12))).toEqual(['GUARD', 'OPERATORS_MOST']);
    await actOn(clerk, { type: 'SET_ASIDE', reason });
    expect((await confirm(second)).status).toBe(200);
    expect(said(await works(citizen('many-3', '经办3')))).toEqual(['FORBIDDEN', 'UNIT_SET_ASIDE']);
  });
});
