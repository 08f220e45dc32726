import { describe, expect, test } from 'vitest';
import type { DeclarationData } from '../../../../shared/contracts/declaration.ts';
import type { ScoringTable } from '../../../../shared/contracts/plan.ts';
import {
  checkEligibility,
  checkRecommenders,
  checkSelfEvaluation,
  checkStanding,
  checkTrack,
  declarationMode,
  isCloseSpecialty,
  tracksFor,
} from '../../../../shared/rules/declaration/eligibility.ts';
import { bestScore, evaluateScore } from '../../../../shared/rules/plan/scoring.ts';
import { answers112, codes, goodData, institution, plan, privateFirm, recommenders } from './fixture.ts';

const applicant = { name: '赵某' };

describe('tracks and categories', () => {
  const tracks = ['NORMAL', 'SELF_EVAL', 'LANDMARK'];
  test.each([
    ['R34 DIRECT', 'DIRECT', ['NORMAL']],
    ['R35 SKILLED', 'SKILLED', ['NORMAL']],
    ['R35 HIGH_SKILLED', 'HIGH_SKILLED', ['NORMAL']],
    ['Q11 CONVERSION', 'CONVERSION', ['NORMAL']],
    ['ORDINARY', 'ORDINARY', tracks],
  ] as const)('%s: %s may use %j only', (_, category, allowed) => {
    expect(tracksFor(plan, category).map((t) => t.code)).toEqual(allowed);
    for (const track of tracks) {
      const found = codes(checkTrack(plan, { track, category, optionCodes: ['N1', 'M1'] }));
      expect(found.includes('TRACK_FOR_CATEGORY')).toBe(!(allowed as readonly string[]).includes(track));
    }
  });

  test('R34, R35: the finding carries the rule of the category and names the right track', () => {
    const rule = (category: string) => checkTrack(plan, { track: 'SELF_EVAL', category })[0];
    expect(rule('DIRECT')).toMatchObject({ rule: 'R34', allowed: '正常申报' });
    expect(rule('SKILLED')).toMatchObject({ rule: 'R35', allowed: '正常申报' });
    expect(rule('HIGH_SKILLED')).toMatchObject({ rule: 'R35' });
  });

  test('R31: 正常申报 needs one option ticked, R36: so does 标志性业绩直接申报, 自评申报 none', () => {
    const tick = (track: string, optionCodes: string[]) => checkTrack(plan, { track, optionCodes });
    expect(tick('NORMAL', [])).toMatchObject([
      { code: 'OPTION_REQUIRED', rule: 'R31', found: 0, allowed: 1 },
    ]);
    expect(tick('NORMAL', ['N1'])).toEqual([]);
    expect(tick('LANDMARK', [])).toMatchObject([{ code: 'OPTION_REQUIRED', rule: 'R36' }]);
    expect(tick('LANDMARK', ['M2'])).toEqual([]);
    expect(tick('SELF_EVAL', [])).toEqual([]);
    expect(codes(tick('NORMAL', ['M1']))).toEqual(['OPTION_UNKNOWN', 'OPTION_REQUIRED']);
  });

  test('what the plan does not know is named', () => {
    expect(codes(checkTrack(plan, { track: 'X', category: 'Y' }))).toEqual([
      'TRACK_UNKNOWN',
      'CATEGORY_UNKNOWN',
    ]);
    const odd = checkEligibility(plan, { specialty: 'S99' }, applicant, privateFirm, '2020-09-01');
    expect(codes(odd)).toEqual(['SPECIALTY_UNKNOWN']);
  });

  test('Q11, V1: the public label of a conversion is its own, of others the name of the track', () => {
    expect(declarationMode(plan, { track: 'NORMAL', category: 'CONVERSION' })).toBe('转评人员');
    expect(declarationMode(plan, { track: 'LANDMARK', category: 'ORDINARY' })).toBe('标志性业绩直接申报');
  });
});

describe('self-evaluation', () => {
  const table: ScoringTable = {
    note: { zh: '表' },
    groups: [
      {
        code: 'G',
        names: { zh: '组' },
        cap: 10_500,
        items: [
          {
            code: 'c',
            names: { zh: '选' },
            kind: 'CHOICE',
            choices: [10_400, 10_499, 10_500, 11_250].map((score) => ({ score, text: { zh: '项' } })),
          },
          { code: 'u', names: { zh: '计' }, kind: 'PER_UNIT', each: 33, max: 100 },
        ],
      },
      {
        code: 'H',
        names: { zh: '组' },
        cap: 20_000,
        items: [{ code: 'h', names: { zh: '计' }, kind: 'PER_UNIT', each: 1, max: 20_000 }],
      },
    ],
  };
  const own = { ...plan, scoringTables: { 'SE-HZ-2020': table } };
  const check = (selfEvaluation: Record<string, number>) =>
    checkSelfEvaluation(own, { track: 'SELF_EVAL', selfEvaluation });

  test.each([
    ['W7, R32: 104.99 fails', { h: 10_499 }, ['SELF_EVAL_SCORE']],
    ['R32: 105.00 passes', { h: 10_500 }, []],
    ['R32: 105.01 passes', { h: 10_501 }, []],
    ['R32: no answers fail', {}, ['SELF_EVAL_SCORE']],
  ])('%s', (_, answers: Record<string, number>, expected) => {
    expect(codes(check(answers))).toEqual(expected);
  });

  test('R32: says the score found and the one needed', () => {
    expect(check({ h: 10_499 })).toMatchObject([{ found: '104.99', rule: 'R32', severity: 'error' }]);
  });

  test('items end at their maximum, groups at their cap, sums are exact integers', () => {
    expect(evaluateScore(table, { u: 3 }).total).toBe(99);
    expect(evaluateScore(table, { u: 4 }).total).toBe(100);
    expect(evaluateScore(table, { u: Number.MAX_SAFE_INTEGER }).total).toBe(100);
    expect(evaluateScore(table, { c: 10_499, u: 4 }).total).toBe(10_500);
    expect(evaluateScore(table, { c: 10_400, u: 2, h: 1 }).total).toBe(10_467);
    expect(bestScore(table)).toBe(30_500);
  });

  test.each([
    [{ c: 10_450 }, 'SELF_EVAL_ANSWER'],
    [{ u: -1 }, 'SELF_EVAL_ANSWER'],
    [{ u: 0.5 }, 'SELF_EVAL_ANSWER'],
    [{ u: Number.NaN }, 'SELF_EVAL_ANSWER'],
    [{ z: 1 }, 'SELF_EVAL_UNKNOWN_ITEM'],
    [{ constructor: 1 }, 'SELF_EVAL_UNKNOWN_ITEM'],
  ])('an answer that the table does not allow brings nothing and is named: %j', (answers, code) => {
    const score = evaluateScore(table, answers as Record<string, number>);
    expect(score.total).toBe(0);
    expect(codes(score.findings)).toEqual([code]);
  });

  test('W3: the sample table gives 112.5 for the demonstration answers', () => {
    const sample = plan.scoringTables['SE-HZ-2020']!;
    expect(evaluateScore(sample, answers112).total).toBe(11_250);
  });

  test('R32: other tracks need no self-evaluation', () => {
    expect(checkSelfEvaluation(own, { track: 'NORMAL' })).toEqual([]);
  });
});

describe('recommenders (R33, Q13)', () => {
  const [r1, r2] = recommenders as [(typeof recommenders)[0], (typeof recommenders)[0]];
  const data = (list: DeclarationData['recommenders']): DeclarationData => ({
    ...goodData,
    track: 'SELF_EVAL',
    recommenders: list,
  });
  const check = (
    list: DeclarationData['recommenders'],
    who: { name: string; idNumber?: string } = applicant,
  ) => checkRecommenders(plan, data(list), who);

  test('R33: two senior engineers of the same and a close specialty pass', () =>
    expect(check([r1, r2])).toEqual([]));
  test('R33: one is too few', () =>
    expect(check([r1])).toMatchObject([{ code: 'SELF_EVAL_RECOMMENDERS', found: 1, allowed: 2 }]));
  test('R33: none is too few', () => expect(check(undefined)).toMatchObject([{ found: 0, allowed: 2 }]));

  test('R33: the same person twice counts once', () => {
    expect(check([r1, { ...r1, recommenderId: 'r9', name: '钱 一' }])).toMatchObject([
      { field: '/data/recommenders/1/name', rule: 'R33' },
      { field: '/data/recommenders', found: 1 },
    ]);
    expect(check([r1, { ...r2, certificateNo: ' gj-001' }])).toHaveLength(2);
  });

  test('R33: two people of one name with different certificates are two', () => {
    expect(check([r1, { ...r2, name: r1.name }])).toEqual([]);
  });

  test('R33: nobody recommends themselves; a namesake shows it by the identity number', () => {
    expect(codes(check([r1, { ...r2, name: '赵某' }]))).toHaveLength(2);
    const me = { name: '赵某', idNumber: '330102190001010011' };
    expect(check([r1, { ...r2, name: '赵某', idNumber: '330106190006150027' }], me)).toEqual([]);
    expect(check([r1, { ...r2, name: '赵木', idNumber: '330102190001010011' }], me)).toHaveLength(2);
  });

  test('R33: another title, or a specialty that is neither the same nor close, does not count', () => {
    expect(check([r1, { ...r2, title: '工程师' }])[0]).toMatchObject({ found: '工程师' });
    expect(check([r1, { ...r2, specialty: 'S06' }])[0]).toMatchObject({ found: 'S06' });
  });

  test('R33: closeness counts both ways', () => {
    expect(isCloseSpecialty(plan, 'S01', 'S03')).toBe(true);
    expect(isCloseSpecialty(plan, 'S03', 'S01')).toBe(true);
    expect(isCloseSpecialty(plan, 'S02', 'S03')).toBe(false);
  });

  test('R33: other tracks need none', () => expect(checkRecommenders(plan, goodData, applicant)).toEqual([]));
});

describe('standing (L6)', () => {
  test('L6: retired people may not apply', () => {
    expect(codes(checkStanding({ inService: false }, privateFirm, '2020-09-01'))).toEqual(['NOT_IN_SERVICE']);
  });
  test.each([
    ['DEMERIT', '2020-09-01', '2021-08-31', true],
    ['DEMERIT', '2020-09-01', '2021-09-01', false],
    ['DEMOTION_OR_DISMISSAL', '2019-09-01', '2021-08-31', true],
    ['DEMOTION_OR_DISMISSAL', '2019-09-01', '2021-09-01', false],
  ] as const)('L6: %s of %s bars on %s: %s', (kind, decidedOn, today, bars) => {
    expect(codes(checkStanding({ sanction: { kind, decidedOn } }, institution, today))).toEqual(
      bars ? ['UNDER_SANCTION'] : [],
    );
    expect(checkStanding({ sanction: { kind, decidedOn } }, privateFirm, today)).toEqual([]);
  });
});
