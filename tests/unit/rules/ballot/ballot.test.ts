import { describe, expect, it } from 'vitest';
import {
  type Ballot,
  type CastRequest,
  castBallot,
  countBallots,
  type IssueFacts,
  issueBallot,
  markOf,
  type RollEntry,
  type Round,
  type RoundState,
} from '../../../../shared/rules/ballot/ballot.ts';
import { sha256Hex } from '../../../../shared/rules/base/sha256.ts';

const ref = { sessionId: 'S1', applicationNo: 'A-000001', round: 1 };
const open: Round = { ...ref, state: 'OPEN' };
const seat = (expertId: string) => ({ expertId, deviceHash: sha256Hex(`device of ${expertId}`) });
const tokenOf = (expertId: string) => sha256Hex(`token of ${expertId}`);
const slot = (n: number) => n.toString(16).padStart(32, '0');
const attendance = ['E1', 'E2', 'E3'].map(seat);

const line = (expertId: string, state: RollEntry['state'] = 'ISSUED'): RollEntry => ({
  ...ref,
  ...seat(expertId),
  tokenHash: tokenOf(expertId),
  state,
});
const facts: IssueFacts = {
  round: open,
  attendance,
  recused: [],
  roll: [line('E1'), line('E2'), line('E3')],
};
const request: CastRequest = { ...seat('E1'), tokenHash: tokenOf('E1'), choice: 'AGREE', slot: slot(7) };
const codes = (outcome: { ok: boolean; problems?: readonly { code: string }[] }) =>
  outcome.problems?.map((problem) => problem.code) ?? [];

describe('B4 issuing the right to a ballot', () => {
  const empty = { ...facts, roll: [] };

  it('B4: an attending, unrecused expert gets one', () => {
    expect(issueBallot(seat('E1'), tokenOf('E1'), empty)).toMatchObject({
      ok: true,
      value: { expertId: 'E1', state: 'ISSUED', ...ref },
    });
  });

  it.each<[string, Parameters<typeof issueBallot>, string[]]>([
    ['L13: absent', [seat('E9'), tokenOf('E9'), empty], ['BALLOT_ABSENT']],
    [
      'D21: on another sign-in',
      [{ ...seat('E1'), deviceHash: sha256Hex('x') }, tokenOf('E1'), empty],
      ['BALLOT_SIGN_IN'],
    ],
    ['L18: recused', [seat('E1'), tokenOf('E1'), { ...empty, recused: ['E1'] }], ['BALLOT_RECUSED']],
    [
      'B4: has voted',
      [seat('E1'), tokenOf('E1'), { ...facts, roll: [line('E1', 'VOTED')] }],
      ['BALLOT_SECOND'],
    ],
    [
      'B4: before opening',
      [seat('E1'), tokenOf('E1'), { ...empty, round: { ...ref, state: 'READY' } }],
      ['BALLOT_NOT_OPEN'],
    ],
    [
      'all reasons at once',
      [seat('E9'), tokenOf('E9'), { ...empty, round: { ...ref, state: 'CLOSED' }, recused: ['E9'] }],
      ['BALLOT_LATE', 'BALLOT_ABSENT', 'BALLOT_RECUSED'],
    ],
  ])('%s', (_name, args, expected) => {
    expect(codes(issueBallot(...args))).toEqual(expected);
  });

  it('B4: a broken device gets a fresh token, and the old one is dead', () => {
    const fresh = issueBallot(seat('E1'), sha256Hex('fresh'), facts);
    expect(fresh.ok).toBe(true);
    if (!fresh.ok) return;
    const roll = [fresh.value, line('E2')];
    expect(codes(castBallot(request, { ...facts, roll }))).toEqual(['BALLOT_TOKEN']);
    expect(castBallot({ ...request, tokenHash: sha256Hex('fresh') }, { ...facts, roll }).ok).toBe(true);
  });
});

describe('B4 casting', () => {
  it('B4/B5: gives a roll line that does not know the choice and a ballot that does not know the voter', () => {
    const outcome = castBallot(request, facts);
    expect(outcome).toEqual({
      ok: true,
      advice: [],
      value: { roll: line('E1', 'VOTED'), ballot: { ...ref, slot: slot(7), choice: 'AGREE' } },
    });
  });

  it.each<[string, Partial<CastRequest>, Partial<IssueFacts>, string[]]>([
    ['B4: before opening', {}, { round: { ...ref, state: 'READY' } }, ['BALLOT_NOT_OPEN']],
    ['L13: late', {}, { round: { ...ref, state: 'CLOSED' } }, ['BALLOT_LATE']],
    ['L13: after the count', {}, { round: { ...ref, state: 'COUNTED' } }, ['BALLOT_LATE']],
    ['B4: in a voided round', {}, { round: { ...ref, state: 'VOID' } }, ['BALLOT_VOID']],
    ['L13: with the token of another', { tokenHash: tokenOf('E2') }, {}, ['BALLOT_PROXY']],
    ['D21: from another sign-in', { deviceHash: sha256Hex('phone of a friend') }, {}, ['BALLOT_SIGN_IN']],
    ['L13: absent', seat('E9'), {}, ['BALLOT_ABSENT', 'BALLOT_PROXY']],
    ['B4: with a made-up token', { tokenHash: sha256Hex('?') }, {}, ['BALLOT_TOKEN']],
    [
      'B4: with the token of another round',
      {},
      { round: { ...open, round: 2 }, roll: [line('E1')] },
      ['BALLOT_TOKEN'],
    ],
    ['B4: a second time', {}, { roll: [line('E1', 'VOTED')] }, ['BALLOT_SECOND']],
    ['L18: recused after the ballot was issued', {}, { recused: ['E1'] }, ['BALLOT_RECUSED']],
    ['B4: saying nothing', { choice: '' }, {}, ['BALLOT_CHOICE']],
    ['B4: saying two things', { choice: 'AGREE,DISAGREE' }, {}, ['BALLOT_CHOICE']],
    [
      'late, recused, second and empty together',
      { choice: 'x' },
      { round: { ...ref, state: 'CLOSED' }, recused: ['E1'], roll: [line('E1', 'VOTED')] },
      ['BALLOT_LATE', 'BALLOT_RECUSED', 'BALLOT_SECOND', 'BALLOT_CHOICE'],
    ],
  ])('%s is refused', (_name, change, world, expected) => {
    expect(codes(castBallot({ ...request, ...change }, { ...facts, ...world }))).toEqual(expected);
  });

  it.each(['1', '2020-12-01T08:00:00.000Z', '01JDEX5Z5C9Q8W3T4R6Y7P0KMN'])(
    'B5: a slot that could hold an order of arrival is refused: %s',
    (bad) => {
      expect(() => castBallot({ ...request, slot: bad }, facts)).toThrow(RangeError);
    },
  );
});

describe('B5 counting an unlinked box against a roll', () => {
  const closed: Round = { ...ref, state: 'CLOSED' };
  const roll = [line('E1', 'VOTED'), line('E2', 'VOTED'), line('E3')];
  const box: Ballot[] = [
    { ...ref, slot: slot(9), choice: 'AGREE' },
    { ...ref, slot: slot(3), choice: 'ABSTAIN' },
  ];

  it('B3/C20: counts agree, disagree and abstain apart', () => {
    expect(countBallots(closed, roll, box)).toEqual({
      ok: true,
      advice: [],
      value: { agree: 1, disagree: 0, abstain: 1, cast: 2 },
    });
  });

  it.each<[RoundState, string]>([
    ['READY', 'BALLOT_COUNT_OPEN'],
    ['OPEN', 'BALLOT_COUNT_OPEN'],
    ['VOID', 'BALLOT_VOID'],
  ])('B5: a round that is %s shows no count', (state, code) => {
    expect(codes(countBallots({ ...ref, state }, roll, box))).toEqual([code]);
  });

  it.each<[string, RollEntry[], Ballot[], string[]]>([
    [
      'a ballot too many',
      roll,
      [...box, { ...ref, slot: slot(4), choice: 'AGREE' }],
      ['BALLOT_ROLL_MISMATCH'],
    ],
    ['a ballot missing', roll, box.slice(1), ['BALLOT_ROLL_MISMATCH']],
    [
      'a ballot of another candidate',
      roll,
      [box[0]!, { ...box[1]!, applicationNo: 'B' }],
      ['BALLOT_FOREIGN'],
    ],
    ['a ballot of an earlier round', roll, [box[0]!, { ...box[1]!, round: 0 }], ['BALLOT_FOREIGN']],
    ['a ballot twice', roll, [box[0]!, box[0]!], ['BALLOT_DOUBLE']],
    ['a voter twice', [roll[0]!, roll[0]!], box, ['BALLOT_DOUBLE']],
  ])('B5: %s is noticed', (_name, someRoll, someBox, expected) => {
    expect(codes(countBallots(closed, someRoll, someBox))).toEqual(expected);
  });
});

describe('D19 the mark of a ballot', () => {
  const key = '0b8a4f5e-6c1d-4e0a-9f3b-2d7c81a0e546';

  it('D19: is the same for the same request, another for another choice, key, round or candidate', () => {
    const marks = [
      markOf(open, key, 'AGREE'),
      markOf(open, key, 'DISAGREE'),
      markOf(open, key.replace('0b', '1b'), 'AGREE'),
      markOf({ ...ref, round: 2 }, key, 'AGREE'),
      markOf({ ...ref, applicationNo: 'A-000002' }, key, 'AGREE'),
    ];
    const later: Round = { ...ref, state: 'CLOSED' };
    expect(markOf(later, key, 'AGREE')).toBe(marks[0]);
    expect(new Set(marks).size).toBe(5);
    for (const mark of marks) expect(mark).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(['', 'click', 'ballot-E1', '2020-12-05T02:00:00.000Z', '12345678'])(
    'B5: none for %o, which somebody could guess',
    (guessable) => {
      expect(markOf(open, guessable, 'AGREE')).toBeUndefined();
    },
  );
});
