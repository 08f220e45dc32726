import type { Finding } from '../../contracts/finding.ts';
import type { FormFieldKey, Plan } from '../../contracts/plan.ts';
import type { YearCount } from '../../contracts/plan-years.ts';
import { evaluate } from '../plan/expression.ts';
import { casesWithin } from '../plan/facts.ts';
import { find } from './findings.ts';

/** D40: what a plan asks of years can be reached, is asked of somebody, and its days are asked on the form. */

const askedAs: Readonly<Record<YearCount, FormFieldKey | undefined>> = {
  TITLE: 'titles',
  EDUCATION: 'educations',
  WORK: 'work',
  AGE: undefined,
};

/** More cases than these are the decision table's to refuse. */
const MAX_CASES = 10_000;

export function lintYears(plan: Plan): Finding[] {
  const asked = new Set(plan.form.fields.map((f) => f.key));
  const kinds = new Set(plan.educations.map((e) => e.kind));
  const since =
    plan.achievements.window?.since === 'TITLE' && !asked.has('titles')
      ? [find('PLAN_FACT_NOT_ASKED', { field: '/achievements/window', found: 'titles' })]
      : [];
  const proofs = plan.attachments.rows.flatMap((row, i) =>
    row.proof && !row.forEach ? [find('PLAN_PROOF_ALONE', { field: `/attachments/rows/${i}/proof` })] : [],
  );
  const needs = (plan.years?.needs ?? []).flatMap((need, i): Finding[] => {
    const field = `/years/needs/${i}`;
    const { of, min, max, educations = [], level, when } = need;
    const findings: Finding[] = [];
    if (min === undefined && max === undefined) findings.push(find('PLAN_YEARS_EMPTY', { field }));
    if (min !== undefined && max !== undefined && min > max)
      findings.push(find('PLAN_YEARS_ORDER', { field, found: min, allowed: max }));
    const key = askedAs[of];
    if (key && !asked.has(key)) findings.push(find('PLAN_FACT_NOT_ASKED', { field, found: key }));
    if ((of !== 'EDUCATION' && educations.length > 0) || (of !== 'TITLE' && level !== undefined))
      findings.push(find('PLAN_YEARS_PART', { field, found: of }));
    for (const found of educations)
      if (!kinds.has(found)) findings.push(find('PLAN_REFERENCE', { field: `${field}/educations`, found }));
    const cases = casesWithin(MAX_CASES, plan, [when], false) ?? [];
    if (cases.length > 0 && cases.every((facts) => evaluate(when, facts).value === false))
      findings.push(find('PLAN_ROW_NEVER', { field, found: of }));
    return findings;
  });
  return [...since, ...proofs, ...needs];
}
