import { describe, expect, it } from 'vitest';
import type { CandidateRecord, PoolExpert } from '../../../../shared/contracts/session.ts';
import {
  candidateStatus,
  entitledTo,
  flagsBetween,
  progressOf,
  recusalOf,
  recusedFrom,
} from '../../../../shared/rules/committee/candidates.ts';
import { checkReveal, commitmentOf, seatCommittee } from '../../../../shared/rules/committee/draw.ts';

const ON = '2020-12-05';
const expert = (expertId: string, facts: Partial<PoolExpert> = {}): PoolExpert => ({
  ...{ expertId, name: expertId, office: 'MEMBER', specialty: 'S01' },
  ...{ termFrom: '2020-01-01', termTo: '2022-12-31', ...facts },
});
const candidate = (changes: Partial<CandidateRecord> = {}): CandidateRecord => ({
  ...{
    sessionId: 's',
    applicationId: 'a',
    applicationNo: 'N1',
    name: '王静',
    specialty: 'S01',
    mode: '正常申报',
  },
  facts: { personId: 'p1', uscc: 'U1', recommenders: ['李推荐'], muniUnitId: 'MU1' },
  ...{ added: [], removed: [], round: 0, roundState: 'READY', voted: 0, opinions: 0, opinionsIn: 0 },
  ...changes,
});
const members = [expert('e1'), expert('e2'), expert('e3')];
const session = {
  ...{ convening: 1, groups: [], members, attendance: ['e1', 'e2', 'e3'], date: ON },
};
const group = { groupId: 'G', expertIds: ['e1'], applicationIds: ['a'], batchId: 'b' };

describe('automatic recusal from what is known (B9)', () => {
  it.each<{ facts: Partial<PoolExpert>; kinds: string[] }>([
    { facts: {}, kinds: [] },
    { facts: { unitUscc: 'U1' }, kinds: ['SAME_UNIT'] },
    { facts: { employments: [{ uscc: 'U1', from: '2015-01-01', to: '2017-12-05' }] }, kinds: ['SAME_UNIT'] },
    { facts: { employments: [{ uscc: 'U1', from: '2015-01-01', to: '2017-12-04' }] }, kinds: [] },
    { facts: { personId: 'p1' }, kinds: ['APPLICANT'] },
    { facts: { name: '李推荐' }, kinds: ['RECOMMENDER'] },
    { facts: { kin: [{ personId: 'p1', relation: '兄妹' }] }, kinds: ['KINSHIP'] },
    { facts: { headsMuniUnits: ['MU1'] }, kinds: ['MUNI_UNIT_HEAD'] },
  ])('$facts gives $kinds', ({ facts, kinds }) => {
    expect(flagsBetween(expert('e1', facts), candidate(), ON).map((one) => one.kind)).toEqual(kinds);
  });

  it('L36: a recommender known by name alone may be a namesake, so the office may lift it; an applicant never', () => {
    const removable = (facts: Partial<PoolExpert>) =>
      flagsBetween(expert('e1', facts), candidate(), ON).map((one) => one.removable);
    expect(removable({ name: '李推荐' })).toEqual([true]);
    expect(removable({ personId: 'p1' })).toEqual([false]);
  });

  it('a flag lifted no longer stands; another ground of the same expert still does', () => {
    const both = expert('e1', { unitUscc: 'U1', headsMuniUnits: ['MU1'] });
    const lifted = { expertId: 'e1', kind: 'SAME_UNIT', fact: 'U1', actorId: 'o', reason: '已核实' };
    const decision = recusalOf(session, both, candidate({ removed: [lifted] }));
    expect(decision.flags.map((one) => one.kind)).toEqual(['MUNI_UNIT_HEAD']);
    expect(decision.recused).toBe(true);
  });

  it('L18: an added ground recuses; who is absent and recused is not taken off the attending twice', () => {
    const added = [{ expertId: 'e3', by: 'EXPERT' as const, actorId: 'e3', reason: '师生' }];
    const one = candidate({ added });
    expect(recusedFrom(session, one)).toEqual(['e3']);
    expect(entitledTo(session, one)).toEqual(['e1', 'e2']);
    expect(entitledTo({ ...session, attendance: ['e1', 'e2'] }, one)).toEqual(['e1', 'e2']);
  });
});

describe('where a candidate stands (§7.1)', () => {
  const skipped = { convening: 1, reason: '', at: '2020-12-05T00:00:00.000Z' };
  it.each([
    { of: {}, candidate: {}, status: 'WAITING' },
    { of: { groups: [group] }, candidate: {}, status: 'ASSIGNED' },
    { of: { groups: [group], votingOn: 'a' }, candidate: { roundState: 'OPEN' }, status: 'VOTING' },
    { of: { groups: [group] }, candidate: { roundState: 'COUNTED' }, status: 'COUNTED' },
    { of: { groups: [group], releasedIn: 1 }, candidate: { roundState: 'COUNTED' }, status: 'COUNTED' },
    { of: { groups: [group], releasedIn: 1 }, candidate: { roundState: 'VOID' }, status: 'SKIPPED' },
    { of: { groups: [group] }, candidate: { skipped }, status: 'SKIPPED' },
    { of: { convening: 2 }, candidate: { skipped }, status: 'WAITING' },
    { of: { convening: 2, releasedIn: 1 }, candidate: {}, status: 'WAITING' },
  ] as const)('$status', ({ of, candidate: changes, status }) => {
    const now = { ...session, ...of, groups: 'groups' in of && of.groups ? [...of.groups] : [] };
    expect(candidateStatus(now, candidate(changes))).toBe(status);
  });

  it('counted, undecided and unsigned', () => {
    const signed = { by: 'e1', at: '2020-12-05T00:00:00.000Z', applied: true };
    const all = [
      candidate({ applicationId: 'x' }),
      candidate({ roundState: 'COUNTED' }),
      candidate({ roundState: 'COUNTED', signed }),
      candidate({ skipped }),
    ];
    expect(progressOf(session, all)).toEqual({ counted: 2, undecided: 1, unsigned: 1 });
  });
});

describe('the draw’s seats (L12, B8)', () => {
  const chairs =
    (...ids: string[]) =>
    (id: string) =>
      ids.includes(id);
  it.each([
    { may: chairs('a'), seats: ['a', 'b', 'c'], what: 'somebody drawn may preside' },
    { may: chairs('e'), seats: ['a', 'b', 'e'], what: 'the only one who may is a reserve' },
    { may: chairs('d', 'e'), seats: ['a', 'b', 'd'], what: 'the first of two reserves' },
    { may: chairs(), seats: ['a', 'b', 'c'], what: 'nobody may' },
  ])('$what', ({ may, seats }) => {
    expect(seatCommittee({ drawn: ['a', 'b', 'c'], reserves: ['d', 'e'] }, may)).toEqual(seats);
  });

  it('a nonce is 256 bits and the one committed to', () => {
    const nonce = 'ab'.repeat(32);
    expect(checkReveal('office', nonce, commitmentOf(nonce))).toEqual([]);
    expect(checkReveal('office', 'cd'.repeat(32), commitmentOf(nonce)).map((f) => f.code)).toEqual([
      'DRAW_COMMITMENT',
    ]);
    expect(checkReveal('supervisor', 'guess', commitmentOf('guess')).map((f) => f.code)).toEqual([
      'DRAW_NONCE',
    ]);
  });
});
