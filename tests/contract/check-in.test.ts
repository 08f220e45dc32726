import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BALLOTS, TABLE } from './harness.ts';
import { agree, Committee, clerk, expert, ids, pool, second, supervisor } from './session-kit.ts';

let committee: Committee;
beforeEach(async () => {
  committee = await Committee.open();
  await committee.given(1);
  await committee.plan();
  await committee.draw();
});
afterEach(() => committee.harness.close());

type Answer = Awaited<ReturnType<Committee['own']>>;
const codes = (answer: Answer) => {
  const { code, errors } = answer.problem();
  return [code, ...errors.map((one) => one.code)];
};
const all = pool().map((one) => one.expertId);
const seatOf = (answer: Answer) => answer.as('ExpertSession').seat;
const wrongOne = (code: string) => (code === '000000' ? '000001' : '000000');
const reason = '手机无法联网，本人在场';

describe('the code in the room', () => {
  it('D21: nobody checks in before the office has opened the check-in', async () => {
    expect((await committee.room()).code).toBeUndefined();
    expect(codes(await committee.enter('e01'))).toEqual(['WRONG_STAGE', 'CHECK_IN_CLOSED']);
    await committee.gather([]);
    expect((await committee.room()).code?.digits).toMatch(/^[0-9]{6}$/);
    expect(seatOf(await committee.enter('e01'))).toBe('HERE');
  });

  it.each([
    ['as shown', (code: string) => code],
    ['grouped', (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`],
    [
      'in full width',
      (code: string) => [...code].map((d) => String.fromCodePoint(0xff10 + Number(d))).join(''),
    ],
  ])('D21: the code is taken %s', async (_how, typed) => {
    await committee.gather([]);
    expect(seatOf(await committee.enter('e01', { code: typed(await committee.code()) }))).toBe('HERE');
    expect((await committee.room()).attending).toBe(1);
  });

  it('D21: a wrong code, or none, is refused at its field, and nobody is there', async () => {
    await committee.gather([]);
    const code = wrongOne(await committee.code());
    const { errors } = (await committee.enter('e01', { code })).problem();
    expect(errors).toMatchObject([{ code: 'CHECK_IN_CODE', field: '/code' }]);
    expect(codes(await committee.enter('e01', { code: null }))).toEqual(['INVALID', 'CHECK_IN_CODE']);
    expect((await committee.room()).attending).toBe(0);
  });

  it('D21: a code is taken until the one after it is over, and never again', async () => {
    await committee.gather([]);
    const code = await committee.code();
    committee.harness.clock.advance(60);
    expect(await committee.code()).not.toBe(code);
    expect(seatOf(await committee.enter('e01', { code }))).toBe('HERE');
    committee.harness.clock.advance(60);
    expect(codes(await committee.enter('e02', { code }))).toEqual(['INVALID', 'CHECK_IN_CODE']);
  });

  it('D21: codes of a renewed key make those that went out of the room worthless', async () => {
    await committee.gather([]);
    const code = await committee.code();
    await committee.act({ type: 'OPEN_CHECK_IN' });
    expect(codes(await committee.enter('e01', { code }))).toEqual(['INVALID', 'CHECK_IN_CODE']);
    expect(seatOf(await committee.enter('e01'))).toBe('HERE');
  });

  it('D21: one person has ten tries a minute, and takes none from another', async () => {
    await committee.gather([]);
    const code = wrongOne(await committee.code());
    for (let n = 0; n < 10; n++) expect((await committee.enter('e01', { code })).status).toBe(422);
    expect((await committee.enter('e01')).problem().code).toBe('TOO_MANY_REQUESTS');
    expect(seatOf(await committee.enter('e02'))).toBe('HERE');
    committee.harness.clock.advance(60);
    expect(seatOf(await committee.enter('e01'))).toBe('HERE');
  });

  it('D21: the screen is the office’s, shows no name, and no other answer or event has the code', async () => {
    await committee.gather(['e01']);
    const path = `/v1/office/sessions/${committee.sessionId}/room`;
    for (const as of [expert('e01'), supervisor])
      expect((await committee.harness.call('api-committee', 'GET', path, { as })).problem().code).toBe(
        'FORBIDDEN',
      );
    const room = await committee.room();
    for (const { name, expertId } of pool()) {
      expect(JSON.stringify(room)).not.toContain(name);
      expect(JSON.stringify(room)).not.toContain(expertId);
    }
    const key = (await committee.dump()).find((item) => item.type === 'SESSION_CODE')?.key as string;
    const shown = JSON.stringify([await committee.view(), (await committee.own('e01')).body]);
    const kept = JSON.stringify((await committee.dump()).filter((item) => item.type !== 'SESSION_CODE'));
    for (const text of [shown, kept])
      for (const secret of [key, room.code?.digits ?? '']) expect(text).not.toContain(`"${secret}"`);
  });
});

describe('the seat and its sign-in', () => {
  const vote = (signIn?: string, key?: string) => committee.ballot('e03', 'app-1', 'AGREE', key, signIn);

  it('D21, B4: another sign-in of the same person does not vote until it has entered the code', async () => {
    await committee.checkIn();
    await committee.assign(ids(1));
    await committee.openVote('app-1');
    expect(codes(await vote('other'))).toEqual(['FORBIDDEN', 'BALLOT_SIGN_IN']);
    expect(await committee.box('app-1')).toEqual([]);
    expect(seatOf(await committee.enter('e03', { signIn: 'other' }))).toBe('HERE');
    expect(codes(await vote())).toEqual(['FORBIDDEN', 'BALLOT_SIGN_IN']);
    (await vote('other')).as('BallotReceipt');
    // Taking the seat again gives no second ballot.
    expect(seatOf(await committee.enter('e03'))).toBe('HERE');
    expect(codes(await vote())).toEqual(['CONFLICT', 'BALLOT_SECOND']);
    expect((await committee.candidate('app-1')).voted).toBe(1);
  });

  it('D21: the new sign-in is on record, by act and person, without anything of the sign-in', async () => {
    await committee.checkIn();
    expect(seatOf(await committee.enter('e03', { signIn: 'other' }))).toBe('HERE');
    const last = (await committee.events()).at(-1);
    expect(last).toMatchObject({ act: 'CHECK_IN_AGAIN', actor: { id: 'e03' }, detail: { expertId: 'e03' } });
    expect(JSON.stringify(await committee.dump())).not.toMatch(/(first|other) of e03/);
  });

  it('D21: the page knows whose the seat is', async () => {
    await committee.gather(['e01']);
    const path = `/v1/expert/sessions/${committee.sessionId}`;
    const seen = (signIn: string) =>
      committee.harness.call('api-committee', 'GET', path, { as: expert('e01', signIn) });
    expect(seatOf(await seen('first'))).toBe('HERE');
    expect(seatOf(await seen('other'))).toBe('ELSEWHERE');
    expect(seatOf(await committee.own('e02'))).toBe('NONE');
  });

  it('B2: once the roll is closed nobody comes in, and those who are in may take their seats again', async () => {
    await committee.checkIn(10);
    expect(codes(await committee.enter('e11'))).toEqual(['WRONG_STAGE', 'CHECK_IN_CLOSED']);
    expect(seatOf(await committee.enter('e10', { signIn: 'other' }))).toBe('HERE');
    expect((await committee.room()).attending).toBe(10);
  });

  it('D21: a meeting that is convened again starts with empty seats and other codes', async () => {
    await committee.checkIn(7);
    await committee.act({ type: 'REPLAN', date: '2020-12-12' });
    await committee.draw();
    expect((await committee.room()).code).toBeUndefined();
    expect(seatOf(await committee.own('e01'))).toBe('NONE');
    await committee.gather(['e01']);
    expect(seatOf(await committee.own('e01'))).toBe('HERE');
  });

  it('B5: nothing that is kept pairs a voter or a sign-in with a choice', async () => {
    await committee.checkIn();
    await committee.assign(ids(1));
    await committee.openVote('app-1');
    for (const id of all) await committee.ballot(id, 'app-1', id < 'e04' ? 'DISAGREE' : 'AGREE');
    const marks = ((await committee.dump()).find((item) => item.type === 'SESSION')?.seats ?? []) as {
      signIn: string;
    }[];
    expect(marks).toHaveLength(11);
    const box = JSON.stringify(await committee.dump(BALLOTS));
    for (const text of [...all, ...marks.map((one) => one.signIn)]) expect(box).not.toContain(`"${text}"`);
    expect(JSON.stringify(await committee.dump(TABLE))).not.toMatch(/"(AGREE|DISAGREE)"/);
  });
});

describe('by hand', () => {
  const propose = { type: 'PROPOSE_CHECK_IN', expertId: 'e05', reason } as const;
  const proposalOf = async () => (await committee.view()).handCheckIns[0]?.proposal ?? '';

  it('D21, D26: two persons of the office; the second sees person, reason and proposer, and confirms just that', async () => {
    await committee.gather([]);
    const [waiting] = (await committee.act(propose)).handCheckIns;
    expect(waiting).toMatchObject({ expertId: 'e05', reason, by: { id: clerk.id } });
    expect((await committee.room()).attending).toBe(0);
    const confirm = { type: 'CONFIRM_CHECK_IN', expertId: 'e05', proposal: waiting?.proposal ?? '' } as const;
    const alone = await committee.refused(confirm);
    expect(alone).toEqual({ code: 'SEPARATION_OF_DUTIES', codes: ['CHECK_IN_SECOND'] });
    const other = { ...confirm, proposal: 'f'.repeat(64) };
    expect((await committee.refused(other, second)).codes).toEqual(['PROPOSAL_DIFFERS']);
    expect((await committee.act(confirm, second)).handCheckIns).toEqual([]);
    expect((await committee.room()).attending).toBe(1);
    expect((await committee.events()).at(-1)).toMatchObject({ act: 'CHECK_IN_BY_HAND', reason });
  });

  it('D21: the seat given by hand is taken once, by a sign-in of that person, without a code', async () => {
    await committee.gather([]);
    await committee.act(propose);
    const proposal = await proposalOf();
    await committee.act({ type: 'CONFIRM_CHECK_IN', expertId: 'e05', proposal }, second);
    expect(seatOf(await committee.own('e05'))).toBe('FREE');
    expect(codes(await committee.enter('e06', { code: null }))).toEqual(['INVALID', 'CHECK_IN_CODE']);
    expect(seatOf(await committee.enter('e05', { code: null }))).toBe('HERE');
    expect(codes(await committee.enter('e05', { code: null, signIn: 'other' }))).toEqual([
      'INVALID',
      'CHECK_IN_CODE',
    ]);
  });

  it('D21: no sign-in votes from a seat that nobody has taken', async () => {
    await committee.gather(all.filter((id) => id !== 'e05'));
    await committee.act(propose);
    const proposal = await proposalOf();
    await committee.act({ type: 'CONFIRM_CHECK_IN', expertId: 'e05', proposal }, second);
    await committee.act({ type: 'CLOSE_CHECK_IN' });
    await committee.assign(ids(1));
    await committee.enter('e05', { code: null });
    await committee.openVote('app-1');
    // The device fails in the middle of the vote: by hand again, and the old sign-in votes no more.
    await committee.act(propose);
    const again = await proposalOf();
    await committee.act({ type: 'CONFIRM_CHECK_IN', expertId: 'e05', proposal: again }, second);
    expect(codes(await committee.ballot('e05', 'app-1', 'AGREE'))).toEqual(['FORBIDDEN', 'BALLOT_SIGN_IN']);
    await committee.enter('e05', { code: null, signIn: 'spare' });
    (await committee.ballot('e05', 'app-1', 'AGREE', undefined, 'spare')).as('BallotReceipt');
  });

  it('D26: one proposal a person; either takes it back with a reason; the person’s own check-in ends it', async () => {
    await committee.gather([]);
    await committee.act(propose);
    expect((await committee.refused({ ...propose, reason: '另一理由' }, second)).codes).toEqual([
      'PROPOSAL_STANDS',
    ]);
    const gone = { type: 'REFUSE_CHECK_IN', expertId: 'e05', reason: '本人未到场' } as const;
    const proposal = await proposalOf();
    expect((await committee.act({ ...gone, proposal }, second)).handCheckIns).toEqual([]);
    await committee.act(propose);
    const next = await proposalOf();
    expect(next).not.toBe('');
    await committee.enter('e05');
    expect(await proposalOf()).toBe('');
    const late = { type: 'CONFIRM_CHECK_IN', expertId: 'e05', proposal: next } as const;
    expect((await committee.refused(late, second)).codes).toEqual(['PROPOSAL_NONE']);
    expect(seatOf(await committee.own('e05'))).toBe('HERE');
  });
});

describe('races and crashes', () => {
  it('D21: everybody at the same moment, each twice: eleven seats, one event each', async () => {
    await committee.gather([]);
    const code = await committee.code();
    const answers = await Promise.all([...all, ...all].map((id) => committee.enter(id, { code })));
    expect(answers.map(seatOf)).toEqual(answers.map(() => 'HERE'));
    expect((await committee.room()).attending).toBe(11);
    const acts = (await committee.events()).filter((one) => one.act === 'CHECK_IN');
    expect(acts.map((one) => (one.actor as { id: string }).id).sort()).toEqual(all);
  });

  it('D21: of two sign-ins of one person at once the last one has the seat, alone', async () => {
    await committee.gather([]);
    const code = await committee.code();
    await Promise.all(['a', 'b'].map((signIn) => committee.enter('e01', { code, signIn })));
    const path = `/v1/expert/sessions/${committee.sessionId}`;
    const seats = await Promise.all(
      ['a', 'b'].map(async (signIn) =>
        seatOf(await committee.harness.call('api-committee', 'GET', path, { as: expert('e01', signIn) })),
      ),
    );
    expect(seats.sort()).toEqual(['ELSEWHERE', 'HERE']);
  });

  it.each(['BEFORE', 'AFTER'] as const)(
    'D21: a process that dies %s the seat is stored leaves one check-in, sent again',
    async (when) => {
      await committee.gather([]);
      const { table } = committee;
      const { transact } = table;
      table.transact = async (writes) => {
        table.transact = transact;
        if (when === 'AFTER') await transact(writes);
        throw new Error('the process died');
      };
      expect((await committee.enter('e01')).status).toBe(500);
      expect((await committee.room()).attending).toBe(when === 'AFTER' ? 1 : 0);
      expect(seatOf(await committee.enter('e01'))).toBe('HERE');
      expect((await committee.events()).filter((one) => one.act === 'CHECK_IN')).toHaveLength(1);
    },
  );

  it('D19, D21: a seat taken again while the vote is being closed loses no ballot', async () => {
    await committee.checkIn();
    await committee.assign(ids(1));
    await committee.openVote('app-1');
    for (const [i, id] of all.entries()) await committee.ballot(id, 'app-1', agree(11)[i] ?? 'AGREE');
    const close = { type: 'CLOSE_VOTE', applicationId: 'app-1' } as const;
    await Promise.all([committee.try(close, second), committee.enter('e07', { signIn: 'other' })]);
    const { status } = await committee.candidate('app-1');
    if (status === 'VOTING') await committee.act(close, second);
    expect((await committee.candidate('app-1')).sheet).toMatchObject({ agree: 11, notCast: 0 });
  });
});
