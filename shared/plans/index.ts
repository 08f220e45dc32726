import type { Plan } from '../contracts/plan.ts';
import { parsePlan } from '../rules/plan/plan.ts';
import librarian from './demo-librarian-2026.json' with { type: 'json' };
import engineer from './hz-constr-eng-2020.json' with { type: 'json' };
import seniorEngineer from './nb-constr-senior-2021.json' with { type: 'json' };
import firstGrading from './sx-first-grading-2026.json' with { type: 'json' };

/** A built-in plan that does not parse is a fault of the build; it stops the start, with every place named. */
function parsed(raw: unknown): Plan {
  const result = parsePlan(raw);
  if (result.ok) return result.plan;
  const places = result.problems.map((p) => `${p.field}: ${p.message.en}`).join('; ');
  throw new TypeError(`A built-in plan is not well formed: ${places}`);
}

/** The reference plan: 2020度杭州市建设工程专业技术人员工程师资格评审申报计划. */
export const hangzhouEngineer2020: Plan = parsed(engineer);

/** A second city and title with its own rules, all of it sample data: shows that nothing of it is code. */
export const demoLibrarian2026: Plan = parsed(librarian);

/** Sample data: another city, a higher title; no paper, an interview, one authority, a larger quorum. */
export const ningboSenior2021: Plan = parsed(seniorEngineer);

/** Sample data: a first grading, on which no committee votes; worked and published as it comes. */
export const shaoxingFirstGrading2026: Plan = parsed(firstGrading);

/** The plans that ship with the platform, the reference plan first. */
export const builtInPlans: readonly Plan[] = [
  hangzhouEngineer2020,
  demoLibrarian2026,
  ningboSenior2021,
  shaoxingFirstGrading2026,
];
