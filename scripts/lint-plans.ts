import { nationalCalendars } from '../shared/plans/calendars/index.ts';
import { builtInPlans } from '../shared/plans/index.ts';
import { dryRun } from '../shared/rules/dryrun/dry-run.ts';

/** The linter and the dry run (G1–G5) over the plans that ship, under the newest calendar; part of `npm run check`. */
const calendar = nationalCalendars.at(-1);
if (!calendar) throw new Error('No calendar ships.');
let errors = 0;
for (const plan of builtInPlans) {
  const { planCode, version: planVersion } = plan;
  const { people, accepted, findings } = dryRun({ document: plan, planCode, planVersion, calendar });
  for (const { severity, code, field, message } of findings)
    console.log(`${planCode} ${severity} ${code} ${field ?? ''}: ${message.zh}`);
  console.log(`${planCode}: ${people} people, ${accepted} accepted`);
  errors += findings.filter((finding) => finding.severity === 'error').length;
}
console.log(`${builtInPlans.length} plans, ${errors} errors`);
process.exit(errors === 0 ? 0 : 1);
