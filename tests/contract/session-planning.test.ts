import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyDraw } from '../../shared/rules/committee/draw.ts';
import { hash } from '../fixtures/applications.ts';
import { stoppedAt } from './interleave.ts';
import { mark } from './rewind.ts';
import { Committee, clerk, ids, PLAN, pool, second, supervisor } from './session-kit.ts';

let committee: Committee;
beforeEach(async () => {
  committee = await Committee.open();
});
afterEach(() => committee.harness.close());

describe('planning', () => {
  it('B1: an even or too small committee is refused, with everything at once', async () => {
    await committee.given(1);
    const { errors } = (await committee.create({ size: 10 })).problem();
    expect(errors.map((e) => e.code)).toEqual(['COMMITTEE_NOT_ODD', 'COMMITTEE_TOO_SMALL']);
  });

  it('L2: a date outside the filing is refused', async () => {
    await committee.given(1);
    const { code, errors } = (await committee.create({ date: '2022-07-01' })).problem();
    expect(code).toBe('GUARD');
    expect(errors.map((e) => e.code)).toEqual(['COMMITTEE_FILING_EXPIRED']);
  });

  it('R64: only applications of the plan that are ready for review are listed', async () => {
    await committee.given(1);
    await committee.givenReady('app-2', { stage: 'PRE_PUBLICITY' });
    await committee.givenReady('app-3', { planCode: 'DEMO-LIBRARIAN-2026' });
    await committee.givenReady('app-4', { stage: 'DRAFT', submittedAt: undefined });
    const applicationIds = ['app-1', 'app-2', 'app-3', 'app-4', 'app-9', 'app-1'];
    const { errors } = (await committee.create({ applicationIds })).problem();
    expect(errors.map((e) => e.code)).toEqual([
      'CANDIDATE_DOUBLE',
      'CANDIDATE_NOT_READY',
      // V2: of another plan, a draft, and what never was.
      ...['CANDIDATE_UNKNOWN', 'CANDIDATE_UNKNOWN', 'CANDIDATE_UNKNOWN'],
    ]);
  });

  it('R64: a candidate is on one list; taken off there, or left by a meeting that was not quorate, it may be on another', async () => {
    await committee.given(2);
    await committee.plan({ applicationIds: ids(2), name: '第一场' });
    const again = () => committee.create({ applicationIds: ['app-2'] });
    const { code, errors } = (await again()).problem();
    expect([code, errors.map((e) => e.code)]).toEqual(['GUARD', ['CANDIDATE_PLANNED']]);
    expect(errors[0]?.message).toContain('第一场');
    await committee.act({ type: 'SKIP', applicationId: 'app-2', reason: '改由第二场评审' });
    (await again()).as('SessionView');
    await committee.draw();
    expect((await committee.checkIn(7)).status).toBe('INQUORATE');
    (await committee.create({ applicationIds: ['app-1'] })).as('SessionView');
  });

  it('R64: a session whose day is over keeps nobody', async () => {
    await committee.given(1);
    await committee.plan({ applicationIds: ids(1), date: '2020-12-05' });
    const later = () => committee.create({ applicationIds: ids(1), date: '2020-12-12' });
    committee.harness.clock.set('2020-12-05T15:59:00.000Z');
    expect((await later()).problem().errors.map((e) => e.code)).toEqual(['CANDIDATE_PLANNED']);
    committee.harness.clock.set('2020-12-05T16:00:00.000Z');
    (await later()).as('SessionView');
  });

  it('R64: of two lists planned at the same moment one has the candidate, and the other planner reads which', async () => {
    await committee.given(2);
    const { harness } = committee;
    const rewind = await mark(harness.db);
    for (let at = 0; ; at += 1) {
      const { answers, reached } = await stoppedAt(
        harness,
        at,
        () => committee.create({ applicationIds: ids(2), name: '第一场' }),
        () => committee.create({ applicationIds: ['app-2'], name: '第二场' }),
      );
      const won = answers.filter((one) => one.status === 201);
      const [lost] = answers.filter((one) => one.status !== 201);
      expect(won, `stopped at ${at}`).toHaveLength(1);
      expect(lost?.problem().errors.map((e) => e.code)).toEqual(['CANDIDATE_PLANNED']);
      expect(lost?.problem().errors[0]?.message).toContain(won[0]?.as('SessionView').name ?? '-');
      if (!reached) break;
      await rewind();
    }
  });

  it('R64: two lists planned at the same moment that share nobody both stand', async () => {
    await committee.given(2);
    const { answers } = await stoppedAt(
      committee.harness,
      9,
      () => committee.create({ applicationIds: ['app-1'] }),
      () => committee.create({ applicationIds: ['app-2'] }),
    );
    expect(answers.map((one) => one.status)).toEqual([201, 201]);
  });

  it('R64: a session that meets again keeps its candidates from whoever plans at the same moment', async () => {
    await committee.given(1);
    await committee.plan({ applicationIds: ids(1), name: '第一场' });
    await committee.draw();
    expect((await committee.checkIn(7)).status).toBe('INQUORATE');
    const { harness } = committee;
    const rewind = await mark(harness.db);
    // Planned before the other was convened again, an inquorate session kept nobody: the answer is all that is left to read.
    let afterwards = 0;
    for (let at = 0; ; at += 1) {
      const { answers, reached } = await stoppedAt(
        harness,
        at,
        () => committee.try({ type: 'REPLAN', date: '2020-12-12' }),
        () => committee.create({ applicationIds: ids(1), name: '第二场' }),
      );
      const [first, second] = answers;
      expect(first.status, `stopped at ${at}`).toBe(200);
      if (!reached) break;
      if (second.status === 201) afterwards += 1;
      else expect(second.problem().errors.map((e) => e.code)).toEqual(['CANDIDATE_PLANNED']);
      await rewind();
    }
    expect(afterwards).toBeLessThanOrEqual(3);
  });

  it('a repeated request plans one session', async () => {
    await committee.given(1);
    const call = () =>
      committee.harness.call('api-committee', 'POST', '/v1/office/sessions', {
        as: clerk,
        key: 'once',
        body: {
          ...{ planCode: PLAN, name: '评审会', date: '2020-12-05', size: 11, pool: pool() },
          applicationIds: ids(1),
        },
      });
    const [one, again] = [await call(), await call()];
    expect(again.as('SessionView').sessionId).toBe(one.as('SessionView').sessionId);
    const { items } = (
      await committee.harness.call('api-committee', 'GET', '/v1/office/sessions', { as: clerk })
    ).as('SessionList');
    expect(items).toHaveLength(1);
  });

  it('an office of another plan neither sees nor touches it', async () => {
    await committee.given(1);
    await committee.plan();
    const other = { ...clerk, scope: 'DEMO-LIBRARIAN-2026' };
    const path = `/v1/office/sessions/${committee.sessionId}`;
    const read = await committee.harness.call('api-committee', 'GET', path, { as: other });
    expect(read.problem().code).toBe('NOT_FOUND');
    expect((await committee.refused({ type: 'DRAW' }, other)).code).toBe('NOT_FOUND');
  });

  it('an act on a version that is no longer the newest is refused', async () => {
    await committee.given(1);
    await committee.plan();
    const old = (await committee.view()).version;
    await committee.act({ type: 'COMMIT_NONCE', commitment: hash(5) });
    const late = await committee.try({ type: 'COMMIT_NONCE', commitment: hash(6) }, supervisor, {
      version: old,
    });
    expect(late.problem().code).toBe('STALE_VERSION');
  });
});

describe('the draw', () => {
  it('B8: can be repeated from what the session shows; the seed is neither side’s alone', async () => {
    await committee.given(1);
    await committee.plan({ pool: pool(20) });
    const { draw, size, pool: experts, members } = await committee.draw();
    const record = {
      ...{ drawId: draw.drawId, size, frozenAt: draw.frozenAt, poolHash: draw.poolHash },
      pool: experts.map(({ expertId }) => {
        const excluded = draw.excluded.find((one) => one.expertId === expertId)?.reason;
        return excluded ? { expertId, excluded } : { expertId };
      }),
      commitments: draw.commitments as Parameters<typeof verifyDraw>[0]['commitments'],
      reveals: draw.nonces as Parameters<typeof verifyDraw>[0]['reveals'],
    };
    const result = { seed: draw.seed ?? '', drawn: draw.drawn ?? [], reserves: draw.reserves ?? [] };
    expect(verifyDraw(record, result)).toEqual([]);
    expect(members).toHaveLength(11);
    expect(members.some((one) => one.office !== 'MEMBER')).toBe(true);
  });

  it('L12: when nobody who may preside is drawn, the first such reserve takes the last place', async () => {
    await committee.given(1);
    // Of sixty experts the only chair is nearly always a reserve.
    const experts = pool(60, (_, n) => ({ office: n === 59 ? 'CHAIR' : 'MEMBER' }));
    await committee.plan({ pool: experts });
    const { members, draw } = await committee.draw();
    expect(members.map((one) => one.expertId)).toContain('e60');
    const kept = (draw.drawn ?? []).filter((id) => members.some((one) => one.expertId === id));
    expect(kept.length).toBe(draw.drawn?.includes('e60') ? 11 : 10);
  });

  it('B8: nonces come after both commitments, fit them, and are never changed', async () => {
    await committee.given(1);
    await committee.plan();
    await committee.act({ type: 'COMMIT_NONCE', commitment: hash(1) });
    expect((await committee.refused({ type: 'REVEAL_NONCE', nonce: hash(1) })).codes).toEqual([
      'DRAW_NOT_COMMITTED',
    ]);
    expect((await committee.refused({ type: 'COMMIT_NONCE', commitment: hash(3) }, second)).codes).toEqual([
      'DRAW_COMMITTED',
    ]);
    await committee.act({ type: 'COMMIT_NONCE', commitment: hash(2) }, supervisor);
    expect((await committee.refused({ type: 'REVEAL_NONCE', nonce: hash(9) })).codes).toEqual([
      'DRAW_COMMITMENT',
    ]);
    expect((await committee.refused({ type: 'DRAW' })).codes).toEqual(['DRAW_NOT_REVEALED']);
  });

  it('§2: the supervisor adds a nonce and reads, and does nothing else', async () => {
    await committee.given(1);
    await committee.plan();
    for (const act of [{ type: 'DRAW' }, { type: 'SEAL' }, { type: 'CLOSE_CHECK_IN' }] as const)
      expect((await committee.refused(act, supervisor)).code).toBe('FORBIDDEN');
    expect((await committee.view(supervisor)).status).toBe('PLANNED');
  });

  it('C1, C2, L4: applicants of the plan, recommenders and ended terms are out before the draw', async () => {
    await committee.given(1);
    const change: Parameters<typeof pool>[1] = (_, n) =>
      n === 5
        ? { personId: 'applicant-1' }
        : n === 6
          ? { name: '推荐人甲' }
          : n === 7
            ? { termTo: '2020-12-04' }
            : {};
    await committee.plan({ pool: pool(14, change) });
    const { draw, members } = await committee.draw();
    expect(draw.excluded).toEqual([
      { expertId: 'e06', reason: 'EXPERT_IS_APPLICANT' },
      { expertId: 'e07', reason: 'RECOMMENDER' },
      { expertId: 'e08', reason: 'EXPERT_TERM_OUTSIDE' },
    ]);
    expect(members).toHaveLength(11);
  });
});
