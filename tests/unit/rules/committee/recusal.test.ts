import { describe, expect, it } from 'vitest';
import {
  type ApplicantFacts,
  checkExpertIsNotApplicant,
  decideRecusal,
  type Employment,
  type ExpertFacts,
  recusalFlags,
} from '../../../../shared/rules/committee/recusal.ts';

const on = '2020-12-01';
const [mine, yours, third] = ['91330100MA0000015W', '12330100000000019B', '12330100123456788M'];
const at = (uscc: string, from = '2010-01-01', to?: string): Employment => ({
  uscc,
  from,
  ...(to ? { to } : {}),
});
const expert: ExpertFacts = { personId: 'P-expert', employments: [at(mine)], kin: [], headsMuniUnits: [] };
const applicant: ApplicantFacts = {
  personId: 'P-applicant',
  employments: [at(yours)],
  recommenderIds: [],
  achievements: [{ id: 'ACH1', coListed: ['P-other'] }],
  muniUnitId: 'MUNI1',
};
const kinds = (e: Partial<ExpertFacts>, a: Partial<ApplicantFacts> = {}) =>
  recusalFlags({ ...expert, ...e }, { ...applicant, ...a }, on).map((one) => `${one.kind} ${one.fact}`);

describe('B9 automatic flags', () => {
  it('B9: strangers are not flagged', () => {
    expect(kinds({})).toEqual([]);
  });

  it.each<[string, Partial<ExpertFacts>, Partial<ApplicantFacts>, string[]]>([
    ['C1: the applicant himself', { personId: 'P-applicant' }, {}, ['APPLICANT P-applicant']],
    ['C1: a recommender', {}, { recommenderIds: ['P-x', 'P-expert'] }, ['RECOMMENDER P-expert']],
    ['B9: the same unit now', { employments: [at(yours)] }, {}, [`SAME_UNIT ${yours}`]],
    [
      'B9: left exactly three years ago',
      { employments: [at(yours, '2000-01-01', '2017-12-01')] },
      {},
      [`SAME_UNIT ${yours}`],
    ],
    ['B9: left three years and a day ago', { employments: [at(yours, '2000-01-01', '2017-11-30')] }, {}, []],
    ['B9: begins tomorrow', { employments: [at(yours, '2020-12-02')] }, {}, []],
    [
      'B9: both were at a third unit within three years',
      { employments: [at(mine), at(third, '2015-01-01', '2018-06-30')] },
      { employments: [at(third, '2018-07-01', '2019-01-01'), at(yours, '2019-01-02')] },
      [`SAME_UNIT ${third}`],
    ],
    [
      'B9: kinship declared by the expert',
      { kin: [{ personId: 'P-applicant', relation: '舅甥' }] },
      {},
      ['KINSHIP 舅甥'],
    ],
    [
      'B9: kinship declared by the applicant',
      {},
      { kin: [{ personId: 'P-expert', relation: '舅甥' }] },
      ['KINSHIP 舅甥'],
    ],
    [
      'B9: kinship declared by both is one flag',
      { kin: [{ personId: 'P-applicant', relation: '舅甥' }] },
      { kin: [{ personId: 'P-expert', relation: '舅甥' }] },
      ['KINSHIP 舅甥'],
    ],
    ['B9: kin of somebody else', { kin: [{ personId: 'P-z', relation: '父子' }] }, {}, []],
    [
      'B9: together on two achievements',
      {},
      {
        achievements: [
          { id: 'A1', coListed: ['P-expert'] },
          { id: 'A2', coListed: ['P-z', 'P-expert'] },
        ],
      },
      ['CO_LISTED A1', 'CO_LISTED A2'],
    ],
    ['B9: head of the same municipal unit', { headsMuniUnits: ['MUNI1'] }, {}, ['MUNI_UNIT_HEAD MUNI1']],
    ['B9: head of another municipal unit', { headsMuniUnits: ['MUNI2'] }, {}, []],
    [
      'B9: head, applicant under no municipal unit',
      { headsMuniUnits: ['MUNI1'] },
      { muniUnitId: undefined },
      [],
    ],
  ])('%s', (_name, e, a, expected) => {
    expect(kinds(e, a)).toEqual(expected);
  });

  it('B9: every flag says why, in both languages, and by which rule', () => {
    for (const one of recusalFlags(
      { ...expert, personId: 'P-applicant', employments: [at(yours)] },
      applicant,
      on,
    )) {
      expect(one.reason.zh).not.toBe('');
      expect(one.reason.en).not.toBe('');
      expect(one.rule).toMatch(/^(B9|C1)$/);
    }
  });
});

describe('L18 what holds in the end', () => {
  const sameUnit = recusalFlags({ ...expert, employments: [at(yours)] }, applicant, on);
  const recommender = recusalFlags(expert, { ...applicant, recommenderIds: ['P-expert'] }, on);
  const remove = {
    kind: 'SAME_UNIT',
    fact: yours,
    by: 'OFFICE',
    actorId: 'O1',
    reason: '同名单位，代码录错',
  } as const;
  const codes = (outcome: ReturnType<typeof decideRecusal>) =>
    outcome.ok ? [] : outcome.problems.map((problem) => problem.code);

  it('L18: a flag recuses, without anybody asking', () => {
    expect(decideRecusal(sameUnit, [], [])).toMatchObject({ ok: true, value: { recused: true } });
    expect(decideRecusal([], [], [])).toMatchObject({ ok: true, value: { recused: false } });
  });

  it('B9: the office removes a flag with a reason, and the removal stays on record', () => {
    expect(decideRecusal(sameUnit, [], [remove])).toMatchObject({
      ok: true,
      value: { recused: false, flags: [], removed: [{ reason: '同名单位，代码录错' }] },
    });
  });

  it('B9: removing one of two flags does not lift the recusal', () => {
    const two = [...sameUnit, ...recusalFlags({ ...expert, headsMuniUnits: ['MUNI1'] }, applicant, on)];
    expect(decideRecusal(two, [], [remove])).toMatchObject({ ok: true, value: { recused: true } });
  });

  it('L18: the expert applies, or the office orders', () => {
    for (const by of ['EXPERT', 'OFFICE'] as const)
      expect(decideRecusal([], [{ by, actorId: 'X', reason: '师生关系' }], [])).toMatchObject({
        value: { recused: true },
      });
  });

  it.each<[string, Parameters<typeof decideRecusal>, string[]]>([
    ['B9: no reason', [sameUnit, [], [{ ...remove, reason: '  ' }]], ['RECUSAL_REASON']],
    [
      'L18: by the expert himself',
      [sameUnit, [], [{ ...remove, by: 'EXPERT' }]],
      ['RECUSAL_REMOVED_BY_EXPERT'],
    ],
    ['B9: a flag that is not there', [sameUnit, [], [{ ...remove, fact: mine }]], ['RECUSAL_UNKNOWN']],
    [
      'C1: a recommender',
      [recommender, [], [{ ...remove, kind: 'RECOMMENDER', fact: 'P-expert' }]],
      ['RECUSAL_NOT_REMOVABLE'],
    ],
    [
      'L18: an addition without a reason',
      [sameUnit, [{ by: 'OFFICE', actorId: 'O1', reason: '' }], []],
      ['RECUSAL_REASON'],
    ],
  ])('%s is refused', (_name, args, expected) => {
    expect(codes(decideRecusal(...args))).toEqual(expected);
  });

  it('C2: an expert of a plan is no applicant of it', () => {
    expect(checkExpertIsNotApplicant(['P1'], ['P2', 'P1']).map((one) => one.code)).toEqual([
      'EXPERT_IS_APPLICANT',
    ]);
    expect(checkExpertIsNotApplicant(['P1'], ['P2'])).toEqual([]);
    expect(checkExpertIsNotApplicant(['P1', 'P2'], ['P2'])).toHaveLength(1);
  });
});
