import type { Finding } from '../../contracts/finding.ts';
import { find } from './findings.ts';

/** Codes that a list names more than once. */
export function twice(codes: readonly string[], field: string): Finding[] {
  const doubled = codes.filter((code, i) => codes.indexOf(code) !== i);
  return [...new Set(doubled)].map((found) => find('PLAN_CODE_TWICE', { field, found }));
}
