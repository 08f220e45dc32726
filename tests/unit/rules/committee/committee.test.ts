import { describe, expect, it } from 'vitest';
import {
  type CommitteeFiling,
  type CommitteeRules,
  checkCandidateQuorum,
  checkCommitteeRules,
  checkComposition,
  checkExpertTerm,
  checkFiling,
  checkQuorum,
  checkTurnout,
  countSheet,
  countSheetHash,
  passBase,
  passes,
  quorumOf,
  votesNeeded,
} from '../../../../shared/rules/committee/committee.ts';

const rules: CommitteeRules = {
  min: 11,
  quorum: [2, 3],
  pass: [2, 3],
  denominator: 'ATTENDING',
  groupMin: 3,
  requireQuorumAfterRecusal: true,
};
const codes = (findings: readonly { code: string }[]) => findings.map((finding) => finding.code);

describe('B1 odd committee and minimum', () => {
  it.each<[number, string[]]>([
    [11, []],
    [13, []],
    [12, ['COMMITTEE_NOT_ODD']],
    [9, ['COMMITTEE_TOO_SMALL']],
    [10, ['COMMITTEE_NOT_ODD', 'COMMITTEE_TOO_SMALL']],
    [0, ['COMMITTEE_NOT_ODD', 'COMMITTEE_TOO_SMALL']],
  ])('B1: %i members', (members, expected) => {
    expect(codes(checkComposition(members, rules))).toEqual(expected);
  });
});

describe('B2 quorum', () => {
  it.each([
    [11, 8],
    [13, 9],
    [15, 10],
    [17, 12],
    [21, 14],
    [25, 17],
  ])('B2: %i members need %i attending', (members, needed) => {
    expect(quorumOf(members, rules)).toBe(needed);
    expect(checkQuorum(needed, members, rules)).toEqual([]);
    const [finding] = checkQuorum(needed - 1, members, rules);
    expect(finding).toMatchObject({ code: 'QUORUM_NOT_MET', rule: 'B2', found: needed - 1, allowed: needed });
  });

  it('B2: an empty committee is never quorate', () => {
    expect(codes(checkQuorum(0, 0, rules))).toEqual(['QUORUM_NOT_MET']);
    expect(checkQuorum(0, 0, rules)).toMatchObject([{ found: 0, allowed: 1 }]);
    expect(quorumOf(0, rules)).toBe(1);
  });
});

describe('B3 pass', () => {
  it.each([
    [8, 6],
    [9, 6],
    [10, 7],
    [11, 8],
    [15, 10],
    [16, 11],
  ])('B3: a base of %i needs %i agreeing', (base, needed) => {
    expect(votesNeeded(base, rules)).toBe(needed);
    expect(passes(needed, base, rules)).toBe(true);
    expect(passes(needed - 1, base, rules)).toBe(false);
  });

  it('B3/Q19: the base is the experts attending, or those not recused where the plan says so', () => {
    expect(passBase(10, 2, 'ATTENDING')).toBe(10);
    expect(passBase(10, 2, 'ELIGIBLE')).toBe(8);
  });

  it('B3: no base, no pass', () => {
    expect(passes(0, 0, rules)).toBe(false);
    expect(votesNeeded(0, rules)).toBe(1);
  });

  it('G2: a plan that sets less than two thirds is reported, and two thirds are counted all the same', () => {
    const lax: CommitteeRules = { ...rules, quorum: [1, 2], pass: [1, 2], groupMin: 2 };
    expect(checkCommitteeRules(rules)).toEqual([]);
    expect(checkCommitteeRules(lax).map(({ field }) => field)).toEqual(['quorum', 'pass', 'groupMin']);
    expect(passes(5, 10, lax)).toBe(false);
    expect(quorumOf(11, lax)).toBe(8);
  });

  it('G2: a plan may be stricter', () => {
    const strict: CommitteeRules = { ...rules, pass: [3, 4] };
    expect(checkCommitteeRules(strict)).toEqual([]);
    expect(votesNeeded(11, strict)).toBe(9);
  });

  it('G2: two thirds written as 4/6 is two thirds', () => {
    expect(checkCommitteeRules({ ...rules, pass: [4, 6] })).toEqual([]);
  });
});

describe('B7 a candidate with many recusals', () => {
  it.each<[number, number, number, boolean]>([
    [11, 9, 1, true],
    [11, 9, 2, false],
    [11, 8, 0, true],
    [11, 8, 1, false],
    [15, 15, 5, true],
    [15, 15, 6, false],
  ])('B7: of %i members %i attend, %i recused: voted = %s', (members, attending, recused, voted) => {
    const found = checkCandidateQuorum({ members, attending, recused }, rules);
    expect(found.length === 0).toBe(voted);
  });

  it('B7: the plan may switch it off, but nobody is no electorate', () => {
    const off = { ...rules, requireQuorumAfterRecusal: false };
    expect(checkCandidateQuorum({ members: 11, attending: 9, recused: 8 }, off)).toEqual([]);
    expect(codes(checkCandidateQuorum({ members: 11, attending: 9, recused: 9 }, off))).toEqual([
      'QUORUM_AFTER_RECUSAL',
    ]);
    expect(checkCandidateQuorum({ members: 11, attending: 9, recused: 9 }, off)).toMatchObject([
      { found: 0, allowed: 1 },
    ]);
    expect(checkCandidateQuorum({ members: 11, attending: 9, recused: 2 }, rules)).toMatchObject([
      { found: 7, allowed: 8 },
    ]);
  });
});

describe('D19 turnout', () => {
  it.each([
    { entitled: 11, voted: 11, found: [] },
    { entitled: 11, voted: 10, found: ['TURNOUT_OPEN'] },
    { entitled: 11, voted: 1, found: ['TURNOUT_FEW', 'TURNOUT_OPEN'] },
    { entitled: 11, voted: 9, left: 2, found: [] },
    { entitled: 11, voted: 10, left: 2, found: [] },
    { entitled: 11, voted: 8, left: 2, found: ['TURNOUT_PRESENT'] },
    { entitled: 11, voted: 3, left: 8, found: [] },
    { entitled: 11, voted: 2, left: 9, found: ['TURNOUT_FEW'] },
    { entitled: 2, voted: 2, found: ['TURNOUT_FEW'] },
  ])('D19: $voted of $entitled, $left left → $found', ({ found, ...turnout }) => {
    expect(codes(checkTurnout(turnout))).toEqual(found);
  });
});

describe('L2 filing', () => {
  const filing: CommitteeFiling = {
    filingNo: 'SAMPLE-1',
    series: '工程',
    specialties: ['建筑施工', '市政工程'],
    level: 'MID',
    validFrom: '2019-03-01',
    validTo: '2022-03-01',
  };
  const use = { series: '工程', specialty: '建筑施工', level: 'MID', on: '2020-12-01' };

  it('L2: within validity, series, specialties and level', () => {
    expect(checkFiling(filing, use)).toEqual([]);
  });

  it.each<[string, Partial<typeof use>, string[]]>([
    ['the first day', { on: '2019-03-01' }, []],
    ['the day before', { on: '2019-02-28' }, ['COMMITTEE_FILING_NOT_YET']],
    ['the last day', { on: '2022-03-01' }, []],
    ['the day after', { on: '2022-03-02' }, ['COMMITTEE_FILING_EXPIRED']],
    ['another series', { series: '经济' }, ['COMMITTEE_SERIES']],
    ['another specialty', { specialty: '水利' }, ['COMMITTEE_SPECIALTY']],
    ['another level', { level: 'SENIOR' }, ['COMMITTEE_LEVEL']],
    [
      'everything at once',
      { on: '2023-01-01', series: '经济', specialty: '财务', level: 'SENIOR' },
      ['COMMITTEE_FILING_EXPIRED', 'COMMITTEE_SERIES', 'COMMITTEE_SPECIALTY', 'COMMITTEE_LEVEL'],
    ],
  ])('L2: %s', (_name, change, expected) => {
    expect(codes(checkFiling(filing, { ...use, ...change }))).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    ['2019-03-01', '2022-03-02', ['COMMITTEE_FILING_PERIOD']],
    ['2019-03-01', '2019-02-28', ['COMMITTEE_FILING_PERIOD', 'COMMITTEE_FILING_EXPIRED']],
    ['2020-02-29', '2023-02-28', []],
    ['2020-02-29', '2023-03-01', ['COMMITTEE_FILING_PERIOD']],
  ])('L2: a filing from %s to %s lasts three years at most', (validFrom, validTo, expected) => {
    expect(codes(checkFiling({ ...filing, validFrom, validTo }, use))).toEqual(expected);
  });

  it('L2: refuses to judge a date that is none', () => {
    expect(() => checkFiling(filing, { ...use, on: '1 Dec 2020' })).toThrow(RangeError);
  });
});

describe('L4 expert term', () => {
  it.each<[string, string, string, string[]]>([
    ['2019-01-01', '2022-01-01', '2020-12-01', []],
    ['2019-01-01', '2022-01-02', '2020-12-01', ['EXPERT_TERM_PERIOD']],
    ['2019-01-01', '2020-11-30', '2020-12-01', ['EXPERT_TERM_OUTSIDE']],
    ['2020-12-02', '2021-12-01', '2020-12-01', ['EXPERT_TERM_OUTSIDE']],
    ['2020-12-01', '2020-12-01', '2020-12-01', []],
  ])('L4: term %s to %s, session on %s', (from, to, on, expected) => {
    expect(codes(checkExpertTerm({ from, to }, on))).toEqual(expected);
  });
});

describe('B11 count sheet', () => {
  const head = {
    sessionId: 'S1',
    filingNo: 'SAMPLE-1',
    applicationNo: 'HZ-CONSTR-ENG-2020-330106-000001X',
    round: 1,
    date: '2020-12-01',
    members: 11,
    attending: 10,
    recused: 1,
  };

  it('B11/C20: abstentions and ballots not cast are not agreement', () => {
    const sheet = countSheet({ ...head, tally: { agree: 6, disagree: 1, abstain: 1 } }, rules);
    expect(sheet).toMatchObject({ base: 10, needed: 7, notCast: 1, passed: false });
  });

  it('B3/Q19: six of nine pass only where the plan subtracts the recused', () => {
    const tally = { agree: 6, disagree: 3, abstain: 0 };
    expect(countSheet({ ...head, tally }, rules).passed).toBe(false);
    const byEligible = countSheet({ ...head, tally }, { ...rules, denominator: 'ELIGIBLE' });
    expect(byEligible).toMatchObject({ base: 9, needed: 6, passed: true, denominator: 'ELIGIBLE' });
  });

  it('B11: the hash changes with every number and with nothing else', () => {
    const tally = { agree: 7, disagree: 1, abstain: 1 };
    const sheet = countSheet({ ...head, tally }, rules);
    const { passed, ...rest } = sheet;
    expect(countSheetHash({ passed, ...rest })).toBe(countSheetHash(sheet));
    expect(countSheetHash({ ...sheet, agree: 8, disagree: 0 })).not.toBe(countSheetHash(sheet));
  });

  it.each([
    ['more ballots than voters', { ...head, tally: { agree: 9, disagree: 1, abstain: 0 } }],
    ['more attending than members', { ...head, attending: 12, tally: { agree: 9, disagree: 0, abstain: 0 } }],
    ['a negative number', { ...head, tally: { agree: -1, disagree: 0, abstain: 0 } }],
    ['half a vote', { ...head, tally: { agree: 6.5, disagree: 0, abstain: 0 } }],
  ])('B11: %s cannot be counted', (_name, input) => {
    expect(() => countSheet(input, rules)).toThrow(RangeError);
  });
});
