import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BodyOf } from '../../shared/contracts/api/index.ts';
import { getUnitRecord } from '../../shared/store/units.ts';
import { givenUnit, hr, USCC, unitBody } from './applicant-road.ts';
import type { Answer, Caller, Harness } from './harness.ts';
import { get, post } from './office-road.ts';
import { citizen, member, staffOnTable } from './people-kit.ts';

/** D33, R8: a letter of authorisation ends and is renewed; a bound unit takes a new name, and never another's. */

let h: Harness;
let clerk: Caller;
beforeEach(async () => {
  h = await staffOnTable();
  clerk = await member(h, 'clerk-1', { role: 'POINT_CLERK', scope: 'P330106', head: false });
});
afterEach(() => h.close());

const head = citizen(hr.id, '人事甲');
const said = (answer: Answer) => {
  const { code, errors } = answer.problem();
  return [code, ...errors.map((e) => e.code)];
};
const ask = (path: string, body?: unknown) =>
  h.call('api-applicant', body === undefined ? 'GET' : 'POST', path, {
    as: head,
    ...(body === undefined ? {} : { body }),
  });
const unit = async () => (await ask('/v1/unit')).as('Unit');
async function submit(more: Omit<BodyOf<'AuthorisationBody'>, 'fileId'> = {}): Promise<Answer> {
  const fileId = await h.givenFile({ ownerId: hr.id, purpose: 'AUTHORISATION' });
  return ask('/v1/unit/authorisation', { fileId, ...more });
}
const decide = async (more: object = { decision: 'ACCEPT' }) => {
  const version = (await getUnitRecord(h.deps.table, USCC))?.version;
  return post(h, clerk, `/v1/staff/authorisations/${USCC}/decision`, { version, ...more });
};
/** An act on an application that is not there: nothing else stands against it. */
const works = () =>
  ask('/v1/unit/applications/none/decision', { turn: 1, decision: 'APPROVE', opinion: '同意' });
const DAY = 24 * 3600;

describe('D33: an authorisation', () => {
  beforeEach(async () => {
    (await ask('/v1/unit', { ...unitBody, hrName: head.name })).as('Unit');
  });

  it('holds to the day that its letter names, is warned of a month before, and refused after it', async () => {
    (await submit({ validTo: '2020-11-30' })).as('Unit');
    const [waiting] = (await get(h, clerk, '/v1/staff/authorisations')).as('AuthorisationQueue').items;
    expect(waiting).toMatchObject({ uscc: USCC, validTo: '2020-11-30' });
    expect((await decide()).as('Unit')).toMatchObject({ status: 'BOUND', authorisedTo: '2020-11-30' });
    expect((await unit()).advice).toEqual([]);
    expect(said(await works())).toEqual(['NOT_FOUND']);
    h.clock.advance(70 * DAY);
    expect((await unit()).advice).toMatchObject([{ code: 'AUTHORISATION_ENDS', allowed: '2020-11-30' }]);
    expect(said(await works())).toEqual(['NOT_FOUND']);
    h.clock.advance(30 * DAY);
    expect(said(await works())).toEqual(['GUARD', 'AUTHORISATION_EXPIRED']);
    expect((await unit()).advice).toMatchObject([{ code: 'AUTHORISATION_EXPIRED' }]);
    // The way on: a new letter; work goes on once it is accepted.
    expect((await submit({ validTo: '2021-11-30' })).as('Unit').letter).toMatchObject({ kind: 'RENEWAL' });
    expect(said(await works())).toEqual(['GUARD', 'AUTHORISATION_EXPIRED']);
    expect((await decide()).as('Unit')).toMatchObject({ authorisedTo: '2021-11-30' });
    expect(said(await works())).toEqual(['NOT_FOUND']);
  });

  it('holds three years where the letter names no day', async () => {
    await submit();
    expect((await decide()).as('Unit').authorisedTo).toBe('2023-09-01');
  });

  it.each([['2020-08-31'], ['2023-09-02']])(
    'of a term to %s is refused with what is allowed',
    async (validTo) => {
      const answer = await submit({ validTo });
      expect(answer.problem().errors).toMatchObject([
        { code: 'AUTHORISATION_TERM', field: '/validTo', found: validTo, allowed: '2023-09-01' },
      ]);
    },
  );
});

describe('D33: a bound unit', () => {
  beforeEach(() => givenUnit(h));

  it('works on while a renewal is checked, and when it is returned', async () => {
    await submit({ validTo: '2021-09-01' });
    expect((await unit()).status).toBe('BOUND');
    expect(said(await submit())).toEqual(['GUARD', 'UNIT_ACT']);
    expect(said(await works())).toEqual(['NOT_FOUND']);
    expect((await decide({ decision: 'RETURN', remark: '公章不清' })).as('Unit')).toMatchObject({
      ...{ status: 'BOUND', remark: '公章不清' },
    });
    expect((await unit()).letter).toBeUndefined();
    expect(said(await decide())).toEqual(['WRONG_STAGE', 'UNIT_AUTHORISATION']);
  });

  it('takes a new name once its point has accepted the letter; the old one is kept', async () => {
    const name = '杭州新名建设有限公司';
    const sent = (await submit({ name, reason: '企业更名' })).as('Unit');
    expect(sent).toMatchObject({ name: unitBody.name, letter: { kind: 'RENAME', name, reason: '企业更名' } });
    const [waiting] = (await get(h, clerk, '/v1/staff/authorisations')).as('AuthorisationQueue').items;
    expect(waiting).toMatchObject({ unitName: unitBody.name, letter: { name } });
    const formerNames = [{ name: unitBody.name, until: '2020-09-01' }];
    expect((await decide()).as('Unit')).toMatchObject({ name, status: 'BOUND', formerNames });
    const found = await ask(`/v1/units?q=${encodeURIComponent(name)}`);
    expect(found.as('UnitList').items).toMatchObject([{ uscc: USCC, name }]);
  });

  it('takes no name of another unit, however it is written, neither when it is asked nor when it is accepted', async () => {
    const rival = { ...unitBody, uscc: '91330100MA00000029', name: '某（杭州）建设有限公司' };
    const name = '某(杭州)建设有限公司';
    await submit({ name, reason: '企业更名' });
    await givenUnit(h, rival, citizen('hr-2', '人事乙'));
    expect(said(await decide())).toEqual(['GUARD', 'UNIT_NAME_OF_ANOTHER']);
    await decide({ decision: 'RETURN', remark: '名称已被使用' });
    const again = await submit({ name, reason: '企业更名' });
    expect(again.problem().errors).toMatchObject([{ code: 'UNIT_NAME_OF_ANOTHER', field: '/name' }]);
  });

  it.each<[string, { name: string; reason?: string }, string]>([
    ['without a reason', { name: '杭州新名建设有限公司' }, 'RENAME_REASON'],
    ['that it has already', { name: unitBody.name, reason: '更名' }, 'UNIT_NAME_SAME'],
  ])('takes no name %s', async (_what, more, code) => {
    expect(said(await submit(more))).toEqual(['GUARD', code]);
  });
});
