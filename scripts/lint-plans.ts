import { nationalCalendars } from '../shared/plans/calendars/index.ts';
import { builtInPlans } from '../shared/plans/index.ts';
import { lintPlan } from '../shared/rules/linter/plan.ts';

/** The plan linter (G1–G5) over the plans that ship; part of `npm run check`. */
const calendarYears = nationalCalendars.flatMap((calendar) => calendar.years);
let errors = 0;
for (const plan of builtInPlans) {
  const findings = lintPlan(plan, { calendarYears });
  for (const { severity, code, field, message } of findings)
    console.log(`${plan.planCode} ${severity} ${code} ${field ?? ''}: ${message.zh}`);
  errors += findings.filter((finding) => finding.severity === 'error').length;
}
console.log(`${builtInPlans.length} plans, ${errors} errors`);
process.exit(errors === 0 ? 0 : 1);
