import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Committee, clerk, ids, pool, second } from './session-kit.ts';

let committee: Committee;
beforeEach(async () => {
  committee = await Committee.open();
  await committee.given(1);
});
afterEach(() => committee.harness.close());

const members = pool().map((one) => one.expertId);

describe('D19: closing a vote', () => {
  const close = { type: 'CLOSE_VOTE', applicationId: 'app-1' } as const;
  const voting = async (ballots: number) => {
    await committee.meet(ids(1));
    await committee.openVote('app-1');
    for (const id of members.slice(0, ballots)) await committee.ballot(id, 'app-1', 'AGREE');
  };

  it('is refused with one of eleven ballots in, shows no count and keeps the vote open', async () => {
    await voting(1);
    const refused = await committee.refused(close, second);
    expect(refused).toEqual({ code: 'GUARD', codes: ['TURNOUT_FEW', 'TURNOUT_OPEN'] });
    expect((await committee.candidate('app-1')).sheet).toBeUndefined();
    (await committee.ballot('e02', 'app-1', 'DISAGREE')).as('BallotReceipt');
  });

  it('is refused to the office alone while one person has not voted', async () => {
    await voting(10);
    expect((await committee.refused(close, second)).codes).toEqual(['TURNOUT_OPEN']);
    await committee.ballot('e11', 'app-1', 'DISAGREE');
    expect((await committee.act(close, second)).status).toBe('COUNTED');
  });

  it('counts no recused expert among those to wait for', async () => {
    await committee.meet(ids(1));
    await committee.recuse('e11', 'app-1');
    await committee.openVote('app-1');
    for (const id of members.slice(0, 10)) await committee.ballot(id, 'app-1', 'AGREE');
    expect((await committee.act(close, second)).status).toBe('COUNTED');
  });

  it('takes the order of the presiding chair, with a reason, and a second person', async () => {
    await voting(9);
    const other = (await committee.orderClose('app-1', 2, 'e02')).problem();
    expect([other.code, other.errors[0]?.code]).toEqual(['FORBIDDEN', 'CLOSE_PRESIDING']);
    const few = (await committee.orderClose('app-1', 1)).problem();
    expect(few.errors[0]).toMatchObject({ code: 'TURNOUT_PRESENT', found: 2, allowed: 1 });
    (await committee.orderClose('app-1', 2)).as('ExpertSession');
    expect(await committee.candidate('app-1')).toMatchObject({
      status: 'VOTING',
      closing: { left: 2, reason: '有专家因公务离席' },
    });
    // C3: whoever opened the vote may be the second person, for the chair is the first.
    expect((await committee.act(close, clerk)).status).toBe('COUNTED');
    expect((await committee.candidate('app-1')).sheet).toMatchObject({ agree: 9, notCast: 2 });
    const acts = (await committee.events()).map((one) => one.act);
    expect(acts.indexOf('ORDER_CLOSE')).toBeGreaterThan(-1);
  });

  it('D14: judges the reason of the order cleaned, and keeps what it judged', async () => {
    await voting(9);
    const order = async (reason: string) => committee.orderClose('app-1', 2, undefined, reason);
    const codes = async (reason: string) => (await order(reason)).problem().errors.map(({ code }) => code);
    expect(await codes('\u3000\u200b\u3000\u3000\u3000')).toEqual(['TEXT_BLANK']);
    expect(await codes('有专家\u202e离席')).toEqual(['TEXT_CHARACTER']);
    (await order('\u3000有专家离席\r\n')).as('ExpertSession');
    expect((await committee.candidate('app-1')).closing).toEqual({ left: 2, reason: '有专家离席' });
  });

  it('is refused with two ballots in, whoever orders it', async () => {
    await voting(2);
    expect((await committee.orderClose('app-1', 9)).problem().errors[0]?.code).toBe('TURNOUT_FEW');
    await committee.ballot('e03', 'app-1', 'AGREE');
    (await committee.orderClose('app-1', 8)).as('ExpertSession');
    expect((await committee.act(close, second)).status).toBe('COUNTED');
  });

  it('needs no order once everybody has voted, and an order is about one round', async () => {
    await voting(11);
    expect((await committee.orderClose('app-1', 1)).problem().errors[0]?.code).toBe('TURNOUT_COMPLETE');
    expect((await committee.act(close, second)).status).toBe('COUNTED');
    expect((await committee.orderClose('app-1', 1)).problem().code).toBe('WRONG_STAGE');
  });

  it('tells the chair how many are missing, and nobody who', async () => {
    await voting(8);
    const chair = (await committee.own('e01')).as('ExpertSession').candidates[0];
    expect(chair?.presides).toEqual({ missing: 3, ordered: false });
    expect((await committee.own('e02')).as('ExpertSession').candidates[0]?.presides).toBeUndefined();
    expect(JSON.stringify(await committee.candidate('app-1'))).not.toContain('e09');
  });
});
