import { describe, expect, test } from 'vitest';
import { checkSelfEvaluation, formatScore } from '../../../../shared/rules/plan/scoring.ts';
import { plan } from '../declaration/fixture.ts';

const pass = plan.tracks.find((t) => t.code === 'SELF_EVAL')!.scoring!.pass.gte;
const check = (score: number) => checkSelfEvaluation(score, pass, '/data/selfEvaluation');

describe('R32: self-evaluation of 105 points', () => {
  test.each([
    [10_499, false],
    [10_500, true],
    [11_250, true],
    [0, false],
    [10_500.5, false],
  ])('score %d (×100) passes: %s', (score, passes) => {
    expect(check(score).length === 0).toBe(passes);
  });

  test('the refusal shows both numbers as points', () => {
    expect(check(10_499)).toMatchObject([
      {
        code: 'SELF_EVAL_SCORE',
        found: '104.99',
        allowed: '>=105',
        message: { zh: '自评分为104.99分，需达到105分才能申报' },
      },
    ]);
  });

  test.each([
    [10_499, '104.99'],
    [10_500, '105'],
    [10_550, '105.5'],
    [5, '0.05'],
    [1000, '10'],
  ])('%i is written %s', (score, text) => {
    expect(formatScore(score)).toBe(text);
  });
});
