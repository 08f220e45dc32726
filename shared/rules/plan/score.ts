import type { Finding } from '../../contracts/finding.ts';

/** 105分 as an integer ×100 (R32); `≥` includes it. */
export const SELF_EVALUATION_PASS = 10_500;

/**
 * Points as people write them → integer ×100, without floating point: `104.99` → 10499.
 * Undefined when it is no number of points with at most two decimals.
 */
export function parseScore(text: string): number | undefined {
  const match = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(text.normalize('NFKC').trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}

/** 10499 → 104.99, 10500 → 105, 10550 → 105.5 */
export function formatScore(score: number): string {
  const cents = String(score % 100)
    .padStart(2, '0')
    .replace(/0{1,2}$/, '');
  return `${Math.floor(score / 100)}${cents ? `.${cents}` : ''}`;
}

/** R32: nothing when the self-evaluation reaches the pass mark. Both are integers ×100. */
export function checkSelfEvaluation(
  score: number,
  pass: number = SELF_EVALUATION_PASS,
  field = 'selfEvaluation',
): Finding[] {
  if (Number.isInteger(score) && score >= pass) return [];
  const [found, allowed] = [formatScore(score), formatScore(pass)];
  return [
    {
      code: 'SELF_EVAL_SCORE',
      rule: 'R32',
      field,
      found,
      allowed: `>=${allowed}`,
      message: {
        zh: `自评分为${found}分，需达到${allowed}分才能申报`,
        en: `The self-evaluation comes to ${found}; ${allowed} points are needed to declare`,
      },
      severity: 'error',
    },
  ];
}
