import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionStates } from '../../../../shared/contracts/api/committee.ts';
import {
  checkOpinions,
  checkPresiding,
  checkTwoPersons,
  type SessionAct,
  type SessionActor,
  type SessionFacts,
  type SessionState,
  sessionTransitions,
  stepSession,
} from '../../../../shared/rules/committee/session.ts';

const rules = {
  min: 11,
  quorum: [2, 3],
  pass: [2, 3],
  denominator: 'ATTENDING',
  groupMin: 3,
  requireQuorumAfterRecusal: true,
} as const;
const clerk: SessionActor = { id: 'O1', role: 'OFFICE_CLERK' };
const head: SessionActor = { id: 'O2', role: 'OFFICE_HEAD' };
const chair: SessionActor = { id: 'E1', role: 'EXPERT', seat: 'CHAIR' };
const vice: SessionActor = { id: 'E2', role: 'EXPERT', seat: 'VICE_CHAIR' };
const member: SessionActor = { id: 'E3', role: 'EXPERT', seat: 'MEMBER' };
const supervisor: SessionActor = { id: 'V1', role: 'SUPERVISOR' };
const room = (n: number) => Array.from({ length: n }, (_, i) => `E${i + 1}`);
const opinion = (expertId: string, applicationNo = 'A1', remark = '主持过三个代表性项目') => ({
  expertId,
  applicationNo,
  remark,
});
const candidate = {
  applicationNo: 'A1',
  recused: [],
  opinions: [opinion('E4'), opinion('E5'), opinion('E6')],
};

/** A session in which everything is as it should be. */
const good: SessionFacts = {
  actors: [clerk],
  rules,
  members: 11,
  attendance: room(9),
  presiding: chair,
  filing: [],
  draw: [],
  candidate,
  opener: head,
  turnout: { entitled: 9, voted: 9 },
  count: [],
  counted: 0,
  undecided: 0,
  reason: '网络中断',
};
const codes = (outcome: { ok: boolean; problems?: readonly { code: string }[] }) =>
  outcome.problems?.map((problem) => problem.code) ?? [];

describe('§7.1 the road of a session', () => {
  it('§7.1: two candidates from PLANNED to SEALED', () => {
    const road: [SessionAct, SessionState, Partial<SessionFacts>?][] = [
      ['DRAW', 'DRAWN'],
      ['OPEN_CHECK_IN', 'CHECK_IN'],
      ['CONFIRM_QUORUM', 'QUORATE'],
      ['TAKE_REPORTS', 'GROUP_REPORTS'],
      ['OPEN_VOTE', 'VOTING', { undecided: 2 }],
      ['CLOSE_AND_COUNT', 'COUNTED', { undecided: 1 }],
      ['OPEN_VOTE', 'VOTING', { counted: 1, undecided: 1 }],
      ['CLOSE_AND_COUNT', 'COUNTED', { counted: 2 }],
      ['SIGN', 'SIGNED', { actors: [chair], counted: 2 }],
      ['SEAL', 'SEALED', { counted: 2 }],
    ];
    let state: SessionState = 'PLANNED';
    for (const [act, to, change] of road) {
      const step = stepSession(state, act, { ...good, ...change });
      expect(codes(step)).toEqual([]);
      if (step.ok) state = step.value.to;
      expect(state).toBe(to);
    }
  });

  it('§7.1: an inquorate check-in leads back to PLANNED', () => {
    const few = { ...good, attendance: room(7) };
    expect(codes(stepSession('CHECK_IN', 'CONFIRM_QUORUM', few))).toEqual(['QUORUM_NOT_MET']);
    expect(stepSession('CHECK_IN', 'DECLARE_INQUORATE', few)).toMatchObject({ value: { to: 'INQUORATE' } });
    expect(stepSession('INQUORATE', 'REPLAN', few)).toMatchObject({ value: { to: 'PLANNED' } });
  });

  it('T31: a voided vote goes back to where the session was', () => {
    expect(stepSession('VOTING', 'VOID_VOTE', good)).toMatchObject({ value: { to: 'GROUP_REPORTS' } });
    expect(stepSession('VOTING', 'VOID_VOTE', { ...good, counted: 3 })).toMatchObject({
      value: { to: 'COUNTED' },
    });
  });

  it('§7.1: every state but SEALED has a way on, every state is reachable, and SEALED has none', () => {
    const reached = new Set<SessionState>(['PLANNED']);
    for (let i = 0; i < sessionStates.length; i += 1)
      for (const row of sessionTransitions) if (reached.has(row.from)) reached.add(row.to);
    expect([...reached].sort()).toEqual([...sessionStates].sort());
    for (const state of sessionStates)
      expect(sessionTransitions.some((row) => row.from === state)).toBe(state !== 'SEALED');
  });

  it('§7.1: an act outside its state is refused, whatever the facts', () => {
    const acts = [...new Set(sessionTransitions.map((row) => row.act))];
    fc.assert(
      fc.property(fc.constantFrom(...sessionStates), fc.constantFrom(...acts), (state, act) => {
        const known = sessionTransitions.some((row) => row.from === state && row.act === act);
        const problems = codes(stepSession(state, act, { ...good, actors: [supervisor] }));
        expect(problems.includes('SESSION_ACT')).toBe(!known);
        expect(problems.includes('SESSION_ROLE')).toBe(known);
      }),
    );
  });

  it('L13: there is no second count: a counted candidate is not voted on by closing again', () => {
    expect(codes(stepSession('COUNTED', 'CLOSE_AND_COUNT', good))).toEqual(['SESSION_ACT']);
  });
});

describe('guards of a session', () => {
  const two = { entitled: 2, voted: 2 };
  const open = { entitled: 9, voted: 8 };
  const late = { entitled: 9, voted: 6, left: 2 };
  const left = { entitled: 9, voted: 8, left: 1 };
  it.each<[string, SessionState, SessionAct, Partial<SessionFacts>, string[]]>([
    ['B1: an even committee', 'PLANNED', 'DRAW', { members: 12 }, ['COMMITTEE_NOT_ODD']],
    ['a draw nobody verified', 'PLANNED', 'DRAW', { draw: undefined }, ['SESSION_FACT']],
    ['B2: a quorate room', 'CHECK_IN', 'DECLARE_INQUORATE', {}, ['SESSION_IS_QUORATE']],
    ['L12: nobody presides', 'CHECK_IN', 'CONFIRM_QUORUM', { presiding: undefined }, ['PRESIDING_CHAIR']],
    ['L12: a member presides', 'CHECK_IN', 'CONFIRM_QUORUM', { presiding: member }, ['PRESIDING_CHAIR']],
    [
      'L12: the quorum has left',
      'GROUP_REPORTS',
      'OPEN_VOTE',
      { attendance: room(7) },
      ['QUORUM_NOT_MET', 'QUORUM_AFTER_RECUSAL'],
    ],
    [
      'B10: two opinions',
      'GROUP_REPORTS',
      'OPEN_VOTE',
      { candidate: { ...candidate, opinions: candidate.opinions.slice(1) } },
      ['OPINIONS_TOO_FEW'],
    ],
    [
      'B7: too many recused',
      'GROUP_REPORTS',
      'OPEN_VOTE',
      { candidate: { ...candidate, recused: ['E1', 'E2'] } },
      ['QUORUM_AFTER_RECUSAL'],
    ],
    ['C3: the opener alone', 'VOTING', 'CLOSE_AND_COUNT', { opener: clerk }, ['TWO_PERSONS']],
    ['D19: two ballots', 'VOTING', 'CLOSE_AND_COUNT', { turnout: two }, ['TURNOUT_FEW']],
    ['D19: one has not voted', 'VOTING', 'CLOSE_AND_COUNT', { turnout: open }, ['TURNOUT_OPEN']],
    ['D19: more left out than left', 'VOTING', 'CLOSE_AND_COUNT', { turnout: late }, ['TURNOUT_PRESENT']],
    ['D19: whoever left is not waited for', 'VOTING', 'CLOSE_AND_COUNT', { turnout: left }, []],
    ['T31: no reason', 'VOTING', 'VOID_VOTE', { reason: ' ' }, ['SESSION_REASON']],
    ['L15: the office signs', 'COUNTED', 'SIGN', {}, ['SESSION_ROLE', 'SIGN_PRESIDING']],
    ['L15: another chair signs', 'COUNTED', 'SIGN', { actors: [vice] }, ['SIGN_PRESIDING']],
    ['L15: a candidate is open', 'COUNTED', 'SIGN', { actors: [chair], undecided: 1 }, ['SESSION_UNDECIDED']],
    [
      '§2: the supervisor changes nothing',
      'CHECK_IN',
      'CONFIRM_QUORUM',
      { actors: [supervisor] },
      ['SESSION_ROLE'],
    ],
    ['nobody', 'CHECK_IN', 'CONFIRM_QUORUM', { actors: [] }, ['SESSION_ROLE']],
  ])('%s', (_name, state, act, change, expected) => {
    expect(codes(stepSession(state, act, { ...good, ...change }))).toEqual(expected);
  });

  it('B7: a recused expert who is not in the room takes nothing from the electorate', () => {
    const away = { ...candidate, recused: ['E10', 'E11'] };
    expect(stepSession('GROUP_REPORTS', 'OPEN_VOTE', { ...good, candidate: away }).ok).toBe(true);
  });

  it('B2: an expert on the list twice counts once', () => {
    const twice = { ...good, attendance: [...room(7), 'E7'] };
    expect(codes(stepSession('CHECK_IN', 'CONFIRM_QUORUM', twice))).toEqual(['QUORUM_NOT_MET']);
  });
});

describe('C3 two persons close a vote', () => {
  it.each<[string, SessionActor, SessionActor[], boolean]>([
    ['clerk opens, clerk closes', clerk, [clerk], false],
    ['clerk opens, head closes', clerk, [head], true],
    ['clerk opens, clerk and head close', clerk, [clerk, head], true],
    ['clerk opens, clerk and chair close', clerk, [clerk, chair], true],
    ['clerk opens, vice-chair closes', clerk, [vice], true],
    ['clerk opens, clerk and a member close', clerk, [clerk, member], false],
    ['clerk opens, clerk and the supervisor close', clerk, [clerk, supervisor], false],
    ['the same person under two roles', clerk, [{ ...head, id: clerk.id }], false],
    ['D29: head and clerk are one person', clerk, [{ ...head, alsoAs: [clerk.id] }], false],
    ['D29: clerk and chair are one person', clerk, [{ ...clerk, alsoAs: [chair.id] }, chair], false],
    ['D29: another person with two accounts', clerk, [{ ...head, alsoAs: ['other'] }], true],
    ['nobody closes', clerk, [], false],
    ['chair opens, vice-chair closes: no office', chair, [vice], false],
  ])('C3: %s: %s', (_name, opener, closers, fine) => {
    expect(checkTwoPersons(opener, closers).length === 0).toBe(fine);
  });
});

describe('L12 and B10', () => {
  it.each<[SessionActor | undefined, string[], boolean]>([
    [chair, ['E1'], true],
    [vice, ['E2'], true],
    [chair, ['E2'], false],
    [{ ...chair, role: 'OFFICE_HEAD' }, ['E1'], false],
    [{ ...member, seat: 'GROUP_LEADER' }, ['E3'], false],
    [undefined, ['E1'], false],
  ])('L12: %j presides over %j: %s', (presiding, attendance, fine) => {
    expect(checkPresiding(presiding, attendance).length === 0).toBe(fine);
  });

  it.each<[string, ReturnType<typeof opinion>[], string[], number]>([
    ['one expert three times', [opinion('E4'), opinion('E4'), opinion('E4')], [], 1],
    ['an opinion on somebody else', [opinion('E4'), opinion('E5'), opinion('E6', 'A2')], [], 2],
    ['an opinion without words', [opinion('E4'), opinion('E5'), opinion('E6', 'A1', '  ')], [], 2],
    ['an opinion of a recused expert', [opinion('E4'), opinion('E5'), opinion('E6')], ['E6'], 2],
  ])('B10: %s does not make three', (_name, opinions, recused, found) => {
    const [finding] = checkOpinions({ applicationNo: 'A1', recused, opinions }, rules);
    expect(finding).toMatchObject({ code: 'OPINIONS_TOO_FEW', found, allowed: 3 });
  });

  it('L14/G2: a plan cannot ask for fewer than three', () => {
    expect(
      checkOpinions({ ...candidate, opinions: candidate.opinions.slice(1) }, { groupMin: 1 }),
    ).toHaveLength(1);
    expect(checkOpinions(candidate, { groupMin: 4 })[0]).toMatchObject({ allowed: 4 });
  });
});
