import type { Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { find } from './findings.ts';
import { twice } from './twice.ts';

/** L6: whoever is excluded is asked, and each ground has one code. */
export function lintExclusions(plan: Plan): Finding[] {
  const { exclusions = [] } = plan;
  const asked = plan.form.fields.some(({ key }) => key === 'exclusions');
  const codes = exclusions.map(({ code }) => code);
  return [
    ...(exclusions.length > 0 && !asked
      ? [find('PLAN_FACT_NOT_ASKED', { field: '/exclusions', found: 'exclusions' })]
      : []),
    ...twice(codes, '/exclusions'),
    ...exclusions.flatMap(({ lasts = [] }, i) =>
      twice(
        lasts.map(({ code }) => code),
        `/exclusions/${i}/lasts`,
      ),
    ),
  ];
}
