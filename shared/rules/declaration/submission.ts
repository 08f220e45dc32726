import type { Application, ApplicationRoute, ReturnItem } from '../../contracts/application.ts';
import type { Declaration, UnitFacts } from '../../contracts/declaration.ts';
import type { Finding, Outcome } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { industryOn } from '../base/plan-stage.ts';
import { checkPrintable } from '../base/printable.ts';
import { computeRoute, industryDeskOf } from '../desk/routing.ts';
import { find as findPerson } from '../people/findings.ts';
import { newlyAskedFields } from './answers.ts';
import { requirementsOf } from './attachment-check.ts';
import { find } from './findings.ts';
import { checkPerson } from './person.ts';
import { checkReturnScope, unchangedItems } from './return-scope.ts';
import { checkSubmit, declarationProgress, hasErrors, type StepContext } from './steps.ts';

/** What is asked before a declaration is handed in, for the first time (T3) or after a return (T14). */

export interface Submission {
  readonly plan: Plan;
  readonly application: Application;
  readonly declaration: Declaration;
  readonly steps: StepContext;
  /** Current unit of the profile (R58 "the current unit"). */
  readonly currentUnit: { readonly uscc: string; readonly name: string } | undefined;
  /** Whether the unit of the declaration has a bound account now (R9). */
  readonly unitBound: boolean;
  /** The snapshot that was returned; undefined before the first submit. */
  readonly submitted?: Declaration | undefined;
}

/** Findings that the pages themselves do not have, by page. */
export function besidePages(submission: Submission): Record<string, Finding[]> {
  const { application, declaration, currentUnit, submitted, unitBound } = submission;
  if (application.stage === 'DRAFT') {
    const changed = checkFollowed(submission);
    const { name, uscc } = application.unit;
    const field = '/unit';
    const moved = currentUnit !== undefined && currentUnit.uscc !== uscc;
    const findings = [
      ...(moved ? [find('UNIT_CHANGED', { field, found: name, allowed: currentUnit.name })] : []),
      ...(unitBound ? [] : [findPerson('CURRENT_UNIT_UNBOUND', { field, found: name })]),
      // Profile and unit may have been kept before D15 was asked of them.
      ...checkPrintable(submission.steps.applicant.name, '/profile/name'),
      ...checkPrintable(name, field),
      ...(declaration.person ? checkPerson(declaration.person, submission.plan) : []),
    ];
    return {
      ...(findings.length > 0 ? { DATA: findings } : {}),
      ...(changed.length > 0 ? { PREVIEW: changed } : {}),
    };
  }
  const person = declaration.person ? checkPerson(declaration.person, submission.plan) : [];
  const asked = application.returned?.items.some((i) => i.path.startsWith('/commitment'));
  const again = asked && declaration.commitment?.signatureId === submitted?.commitment?.signatureId;
  const preview = [
    ...(again ? [find('SIGNATURE_RETURNED', { field: '/commitment' })] : []),
    ...unchangedSinceReturn(submission).map(({ path, remark }) =>
      find('RETURN_UNCHANGED', { field: path, words: { remark } }),
    ),
  ];
  return {
    ...(person.length > 0 ? { DATA: person } : {}),
    ...(preview.length > 0 ? { PREVIEW: preview } : {}),
  };
}

/** D30, R12: a newer version of the plan has come out, and its applicant has not yet read what it changes. */
function checkFollowed({ declaration, plan }: Submission): Finding[] {
  const seen = declaration.requirementsSeen?.planVersion ?? plan.version;
  return seen === plan.version
    ? []
    : [find('PLAN_CHANGED', { field: '/requirementsSeen', found: seen, allowed: plan.version })];
}

/** What the return names and the person has left as it was: told to both, refused by nobody. */
export function unchangedSinceReturn({ application, submitted, declaration }: Submission): ReturnItem[] {
  if (application.stage !== 'RETURNED' || !application.returned || !submitted) return [];
  return unchangedItems(application.returned.items, submitted, declaration);
}

/** C9: what changed beside what the return names; nothing before the first submit. */
export function outsideReturn(submission: Submission, next: Declaration): Finding[] {
  const { application, submitted, plan, steps } = submission;
  if (application.stage !== 'RETURNED' || !application.returned || !submitted) return [];
  const codes = (d: Declaration) => requirementsOf(plan, d, steps).required.flatMap((r) => r.codes);
  const before = codes(submitted);
  const newlyAsked = [
    ...codes(next)
      .filter((code) => !before.includes(code))
      .map((code) => `/attachments/${code}`),
    ...newlyAskedFields(plan, submitted.data, next.data, steps).map((code) => `/data/asked/${code}`),
  ];
  return checkReturnScope(application.returned.items, submitted, next, newlyAsked);
}

/** All errors that stand in the way, at once. The declaration window binds the first submit only (T14 has its own). */
export function checkSubmission(submission: Submission): Finding[] {
  const { plan, application, declaration, steps } = submission;
  const beside = Object.values(besidePages(submission)).flat();
  if (application.stage !== 'RETURNED') {
    const findings = [...checkSubmit(plan, declaration, steps), ...beside];
    return findings.filter((f) => f.severity === 'error');
  }
  const findings = [
    ...declarationProgress(plan, declaration, steps).flatMap((s) => s.findings),
    ...beside,
    ...outsideReturn(submission, declaration),
  ].filter((f) => f.severity === 'error');
  return hasErrors(findings) ? [find('SUBMIT_INCOMPLETE', { found: findings.length }), ...findings] : [];
}

/**
 * The route to freeze (§6). After a return it stays as it is, re-routed by a point perhaps, unless the applicant was
 * let to choose another point and did.
 */
export function routeOfSubmission(
  submission: Submission,
  unit: UnitFacts,
  today: string,
): Outcome<ApplicationRoute> {
  const { plan, application, declaration, submitted } = submission;
  const { pointId, pointReason: reason, specialty } = declaration.data;
  const { route } = application;
  const by = { specialty, uscc: application.unit.uscc };
  const asBefore = submitted?.data.pointId === pointId;
  if (route && asBefore && submitted?.data.specialty === specialty)
    return { ok: true, value: route, advice: [] };
  // Another specialty may be another industry's, at the point where it was.
  const desk = industryOn(plan) ? industryDeskOf(plan, by) : undefined;
  if (route && asBefore && (desk || !industryOn(plan)))
    return { ok: true, value: { ...route, ...(desk ? { industry: desk.deskId } : {}) }, advice: [] };
  return computeRoute(plan, unit, { pointId, reason, ...by }, today);
}
