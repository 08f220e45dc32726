import type { Finding } from '../../../contracts/finding.ts';
import type { ProblemCode } from '../../../contracts/problem.ts';

/** How a guard says no: the problem's code and all reasons. */
export type Refusal = { code: ProblemCode; findings: Finding[] };

export function guard(
  code: string,
  rule: string,
  zh: string,
  en: string,
  facts: Pick<Finding, 'found' | 'allowed'> = {},
): Refusal {
  return { code: 'GUARD', findings: [{ ...finding(code, rule, zh, en), ...facts }] };
}

export function invalid(code: string, rule: string, field: string, zh: string, en: string): Refusal {
  return { code: 'INVALID', findings: [{ ...finding(code, rule, zh, en), field }] };
}

export function duties(rule: string, zh: string, en: string): Refusal {
  return { code: 'SEPARATION_OF_DUTIES', findings: [finding('SEPARATION_OF_DUTIES', rule, zh, en)] };
}

export function finding(code: string, rule: string, zh: string, en: string): Finding {
  return { code, rule, severity: 'error', message: { zh, en } };
}
