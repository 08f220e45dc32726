import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DISQUALIFICATION } from '../../shared/rules/application/road/authority.ts';
import { proposalHash } from '../../shared/rules/base/proposal.ts';
import { requireSession } from '../../shared/store/sessions.ts';
import { agree, Committee, clerk, disagree, ids, MEETING, PLAN, pool, second } from './session-kit.ts';

let committee: Committee;
beforeEach(async () => {
  committee = await Committee.open();
});
afterEach(() => committee.harness.close());

describe('a session from PLANNED to SEALED', () => {
  it('§7.1: eleven members review two candidates, one passes, one does not', async () => {
    const [passes, fails] = ids(2) as [string, string];
    await committee.given(2);
    const seen: string[] = [(await committee.plan({ applicationIds: [passes, fails] })).status];
    const step = async (of: Promise<{ status: string }>) => void seen.push((await of).status);
    await step(committee.draw());
    await committee.gather(['e01']);
    seen.push((await committee.view()).status);
    await committee.gather(
      pool()
        .slice(1)
        .map((one) => one.expertId),
    );
    await step(committee.act({ type: 'CLOSE_CHECK_IN' }));
    await step(committee.assign([passes, fails]));
    expect((await committee.application(passes)).stage).toBe('GROUP_REVIEW');
    expect((await committee.application(passes)).groupId).toBe('G1');
    await step(committee.openVote(passes));
    expect((await committee.application(passes)).stage).toBe('VOTING');
    for (const { expertId } of pool()) await committee.ballot(expertId, passes, 'AGREE');
    await step(committee.act({ type: 'CLOSE_VOTE', applicationId: passes }, second));
    // L15: counted, and without effect until the presiding chair has signed.
    expect((await committee.application(passes)).stage).toBe('VOTING');
    (await committee.sign('e01', passes)).as('ExpertSession');
    expect((await committee.application(passes)).stage).toBe('PASSED_PENDING');
    await committee.vote(fails, [...agree(7), ...disagree(4)]);
    expect((await requireSession(committee.table, committee.sessionId)).status).not.toBe('SEALED');
    (await committee.sign('e01', fails)).as('ExpertSession');
    seen.push((await committee.view()).status);
    await step(committee.act({ type: 'SEAL' }));

    expect(seen).toEqual([
      ...[
        'PLANNED',
        'DRAWN',
        'CHECK_IN',
        'QUORATE',
        'GROUP_REPORTS',
        'VOTING',
        'COUNTED',
        'SIGNED',
        'SEALED',
      ],
    ]);
    expect((await requireSession(committee.table, committee.sessionId)).status).toBe('SEALED');
    const [yes, no] = await Promise.all([committee.application(passes), committee.application(fails)]);
    const { candidates, sealHash, signedBy } = await committee.view();
    expect(yes).toMatchObject({ stage: 'PASSED_PENDING', sessionId: committee.sessionId });
    expect(no.stage).toBe('NOT_PASSED');
    // C14: the date of the vote; B11: the very sheet that was signed.
    expect(yes.vote).toEqual({ passed: true, date: '2020-12-05', sheetHash: candidates[0]?.sheetHash });
    expect(candidates.map((c) => c.sheet?.agree)).toEqual([11, 7]);
    expect(sealHash).toMatch(/^[0-9a-f]{64}$/);
    expect(signedBy).toBe('e01');
  });

  it('L16: the session’s events are a chain without gaps, and none of them is about a ballot', async () => {
    await committee.given(1);
    await committee.meet(ids(1));
    await committee.vote('app-1', agree(11));
    await committee.sign('e01', 'app-1');
    await committee.act({ type: 'SEAL' });
    const events = await committee.events();
    expect(events.map((one) => one.seq)).toEqual(events.map((_, i) => i + 1));
    for (const [i, one] of events.entries()) expect(one.prevHash).toBe(events[i - 1]?.hash ?? one.prevHash);
    expect(events.filter((one) => /BALLOT|CAST/.test(String(one.act)))).toEqual([]);
    expect(events.map((one) => one.act)).toContain('SIGN_COUNT');
  });

  it('B12: the application’s own history names nobody of the committee', async () => {
    await committee.given(1);
    await committee.meet(ids(1));
    await committee.vote('app-1', agree(11));
    await committee.sign('e01', 'app-1');
    const history = JSON.stringify(await committee.harness.deps.applications.events('app-1'));
    for (const { expertId, name } of pool()) {
      expect(history).not.toContain(`"${expertId}"`);
      expect(history).not.toContain(name);
    }
    expect(history).not.toContain('EXPERT');
  });
});

describe('beside the main road', () => {
  it('T43: a candidate disqualified during the vote is counted and signed for the minutes, without effect', async () => {
    await committee.given(1);
    await committee.meet(ids(1));
    await committee.vote('app-1', agree(11));
    const { applications, plans } = committee.harness.deps;
    const context = await plans.context(PLAN, MEETING);
    const propose = {
      name: 'PROPOSE_DISQUALIFICATION',
      actor: { id: 'o1', role: 'OFFICE_HEAD' },
      reason: '业绩造假',
    } as const;
    const proposed = { actor: propose.actor, at: context.now, reason: '业绩造假' };
    const decide = {
      name: 'DISQUALIFY',
      actor: { id: 'o2', role: 'OFFICE_HEAD' },
      reason: '业绩造假',
      heard: true,
      proposal: proposalHash(DISQUALIFICATION, proposed),
    } as const;
    for (const act of [propose, decide])
      await committee.table.transact(
        applications.prepare(await committee.application('app-1'), act, context).writes,
      );
    (await committee.sign('e01', 'app-1')).as('ExpertSession');
    expect((await committee.act({ type: 'SEAL' })).status).toBe('SEALED');
    expect(await committee.application('app-1')).toMatchObject({ stage: 'DISQUALIFIED' });
    expect((await committee.application('app-1')).vote).toBeUndefined();
  });

  it('a session of 120 candidates is assigned and released in chunks', async () => {
    const many = ids(120);
    for (const id of many) await committee.givenReady(id);
    await committee.meet(many);
    const stages = async () =>
      new Set((await committee.harness.deps.applications.getMany(many)).map((a) => a.stage));
    expect(await stages()).toEqual(new Set(['GROUP_REVIEW']));
    const view = await committee.act({ type: 'ABORT', reason: '改期' });
    await committee.runBatches();
    expect(view.candidates.filter((one) => one.status === 'SKIPPED')).toHaveLength(120);
    expect(await stages()).toEqual(new Set(['READY']));
  });

  it('L15: taking off the last undecided candidate after the signatures makes the result signed', async () => {
    await committee.given(2);
    await committee.meet(ids(2));
    await committee.vote('app-1', agree(11));
    await committee.sign('e01', 'app-1');
    expect((await committee.view()).status).toBe('COUNTED');
    const view = await committee.act({ type: 'SKIP', applicationId: 'app-2', reason: '材料需补充核实' });
    expect([view.status, view.signedBy]).toEqual(['SIGNED', 'e01']);
    expect((await committee.application('app-2')).stage).toBe('READY');
  });

  it('two of the office at the same moment: one act goes through, the other is told', async () => {
    await committee.given(1);
    await committee.plan();
    await committee.draw();
    await committee.gather(['e03']);
    const { version } = await committee.view();
    const reason = '手机无法联网';
    const both = await Promise.all([
      committee.try({ type: 'PROPOSE_CHECK_IN', expertId: 'e01', reason }, clerk, { version }),
      committee.try({ type: 'PROPOSE_CHECK_IN', expertId: 'e02', reason }, second, { version }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 412]);
    expect((await committee.view()).handCheckIns).toHaveLength(1);
  });
});

describe('quorum', () => {
  it('B2: seven of eleven are too few; the session is convened again with a new draw', async () => {
    await committee.given(1);
    await committee.plan();
    const first = await committee.draw();
    expect((await committee.checkIn(7)).status).toBe('INQUORATE');
    expect(
      (await committee.refused({ type: 'OPEN_VOTE', applicationId: 'app-1', presiding: 'e01' })).code,
    ).toBe('WRONG_STAGE');
    const again = await committee.act({ type: 'REPLAN', date: '2020-12-12' });
    expect(again).toMatchObject({ status: 'PLANNED', date: '2020-12-12', members: [] });
    expect(again.draw.commitments).toEqual({});
    expect(again.draw.drawId).not.toBe(first.draw.drawId);
    await committee.draw();
    expect((await committee.checkIn(8)).status).toBe('QUORATE');
    expect((await committee.application('app-1')).stage).toBe('READY');
  });

  it('L12: a quorum without chair or vice-chair does not begin', async () => {
    await committee.given(1);
    await committee.plan();
    await committee.draw();
    await committee.gather(
      pool()
        .slice(3)
        .map((one) => one.expertId),
    );
    expect((await committee.refused({ type: 'CLOSE_CHECK_IN' })).codes).toEqual(['PRESIDING_CHAIR']);
    await committee.gather(['e02']);
    expect((await committee.act({ type: 'CLOSE_CHECK_IN' })).presiding).toBe('e02');
  });

  it('L13: nobody from outside the committee is checked in', async () => {
    await committee.given(1);
    await committee.plan();
    await committee.draw();
    await committee.gather([]);
    expect((await committee.enter('e99')).problem().code).toBe('NOT_FOUND');
    const byHand = { type: 'PROPOSE_CHECK_IN', expertId: 'e99', reason: '手机无法联网' } as const;
    expect((await committee.refused(byHand)).codes).toEqual(['NOT_A_MEMBER']);
  });
});

describe('recusal and groups', () => {
  it('L14, L18: a group in which recusal leaves two is refused; the office may lift a flag with a reason', async () => {
    await committee.givenReady('app-1', { unit: { uscc: '91330100MA0000003X', name: '甲公司' } });
    const { members, candidates } = await committee
      .plan({ applicationIds: ids(1) })
      .then(() => committee.draw());
    // B9: e04 works at the candidate's unit.
    expect(candidates[0]?.recused).toEqual([
      { expertId: 'e04', reason: '与申报人现在或近三年内同在一个单位' },
    ]);
    await committee.checkIn();
    const expertIds = members.slice(2, 5).map((one) => one.expertId);
    const groups = [{ groupId: 'G1', expertIds, applicationIds: ids(1) }];
    expect((await committee.refused({ type: 'ASSIGN', groups })).codes).toEqual(['GROUP_TOO_SMALL']);
    await committee.act({
      ...{ type: 'REMOVE_RECUSAL', expertId: 'e04', applicationId: 'app-1' },
      reason: '同名单位，经核实非同一单位',
    });
    expect((await committee.candidate('app-1')).recused).toEqual([]);
    expect((await committee.act({ type: 'ASSIGN', groups })).status).toBe('GROUP_REPORTS');
  });

  it('L18: the office orders a recusal; what the expert declared is not lifted', async () => {
    await committee.given(1);
    await committee.meet(ids(1));
    (await committee.recuse('e05', 'app-1')).as('ExpertSession');
    const order = { expertId: 'e06', applicationId: 'app-1', reason: '近三年共同署名项目业绩' };
    const view = await committee.act({ type: 'ORDER_RECUSAL', ...order });
    expect(view.candidates[0]?.recused.map((one) => one.expertId)).toEqual(['e05', 'e06']);
    const lift = { type: 'REMOVE_RECUSAL', applicationId: 'app-1', reason: '理由不成立' } as const;
    expect((await committee.refused({ ...lift, expertId: 'e05' })).codes).toEqual(['RECUSAL_OWN']);
    await committee.act({ ...lift, expertId: 'e06' });
    expect((await committee.candidate('app-1')).entitled).toBe(10);
  });

  it('B7: with too few left to vote the candidate is skipped and goes back to READY', async () => {
    await committee.given(2);
    await committee.meet(ids(2), 8);
    await committee.recuse('e08', 'app-1');
    await committee.opinions('app-1');
    const view = await committee.act({ type: 'OPEN_VOTE', applicationId: 'app-1', presiding: 'e01' });
    expect(view.candidates.map((one) => one.status)).toEqual(['SKIPPED', 'ASSIGNED']);
    expect(view.status).toBe('GROUP_REPORTS');
    expect(await committee.application('app-1')).toMatchObject({ stage: 'READY' });
    expect((await committee.application('app-1')).sessionId).toBeUndefined();
    await committee.vote('app-2', agree(8));
    await committee.sign('e01', 'app-2');
    expect((await committee.view()).status).toBe('SIGNED');
  });

  it('R64: an application that was objected to meanwhile is not assigned', async () => {
    await committee.given(1);
    await committee.plan();
    await committee.draw();
    await committee.checkIn();
    const before = await committee.application('app-1');
    const objected = {
      ...before,
      objections: [{ objectionId: 'o', publicityId: 'p', at: MEETING, status: 'OPEN' as const }],
    };
    const event = { act: 'SEED', actor: { id: 'test', role: 'SYSTEM' as const }, at: MEETING };
    await committee.table.transact(
      committee.harness.deps.applications.change(before, objected, event).writes,
    );
    const groups = [{ groupId: 'G1', expertIds: ['e01', 'e02', 'e03'], applicationIds: ids(1) }];
    expect((await committee.refused({ type: 'ASSIGN', groups })).codes).toEqual(['OBJECTION_OPEN']);
  });
});

describe('abort', () => {
  it('T31: with nobody counted everybody goes back to READY, and the same session may be held again', async () => {
    await committee.given(2);
    await committee.meet(ids(2));
    await committee.openVote('app-1');
    await committee.ballot('e01', 'app-1', 'AGREE');
    await committee.ballot('e02', 'app-1', 'DISAGREE');
    expect((await committee.act({ type: 'ABORT', reason: '会场停电' })).status).toBe('INQUORATE');
    await committee.runBatches();
    expect(await committee.box('app-1')).toEqual([]);
    for (const id of ids(2)) expect((await committee.application(id)).stage).toBe('READY');
    const logged = (await committee.events()).at(-1);
    expect(logged).toMatchObject({
      act: 'ABORT',
      reason: '会场停电',
      detail: { destroyed: 2, voided: 'app-1' },
    });

    await committee.act({ type: 'REPLAN', date: '2020-12-12' });
    await committee.draw();
    await committee.checkIn();
    await committee.assign(ids(2));
    // Those who had voted in the voided round vote anew, and nothing of it is counted.
    const { sheet } = await committee.vote('app-1', agree(11));
    expect(sheet).toMatchObject({ agree: 11, disagree: 0, passed: true });
  });

  it('T31: what was counted stays; the session ends with it', async () => {
    await committee.given(3);
    await committee.meet(ids(3));
    await committee.vote('app-1', agree(11));
    await committee.openVote('app-2');
    await committee.ballot('e01', 'app-2', 'AGREE');
    const view = await committee.act({ type: 'ABORT', reason: '多名专家离席' });
    await committee.runBatches();
    expect(view.status).toBe('COUNTED');
    expect(view.candidates.map((one) => one.status)).toEqual(['COUNTED', 'SKIPPED', 'SKIPPED']);
    expect(await committee.box('app-2')).toEqual([]);
    expect(await committee.box('app-1')).toHaveLength(11);
    await committee.sign('e01', 'app-1');
    expect((await committee.act({ type: 'SEAL' })).status).toBe('SEALED');
    expect((await committee.application('app-2')).stage).toBe('READY');
  });

  it('T27: a release waits until the assignment has reached every application', async () => {
    await committee.given(1);
    await committee.plan();
    await committee.draw();
    await committee.checkIn();
    const groups = [{ groupId: 'G1', expertIds: ['e01', 'e02', 'e03'], applicationIds: ids(1) }];
    await committee.act({ type: 'ASSIGN', groups });
    const skip = { type: 'SKIP', applicationId: 'app-1', reason: '改由另一次会议评审' } as const;
    expect((await committee.refused(skip)).codes).toEqual(['BATCH_PENDING']);
    await committee.runBatches();
    expect((await committee.act(skip)).candidates[0]?.status).toBe('SKIPPED');
    expect((await committee.application('app-1')).stage).toBe('READY');
  });
});
