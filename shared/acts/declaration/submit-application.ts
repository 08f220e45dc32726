import type { Act } from '../../contracts/acts.ts';
import type { BodyOf } from '../../contracts/api/index.ts';
import type { Application, ApplicationRoute } from '../../contracts/application.ts';
import { actorOf } from '../../contracts/roles.ts';
import { ProblemError, refuse } from '../../errors.ts';
import { canonicalHash } from '../../rules/base/canonical-json.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { contentHashOf } from '../../rules/declaration/commitment.ts';
import { declarationMode } from '../../rules/declaration/eligibility.ts';
import { find } from '../../rules/declaration/findings.ts';
import { groupChecked } from '../../rules/declaration/preconditions.ts';
import {
  checkSubmission,
  routeOfSubmission,
  unchangedSinceReturn,
} from '../../rules/declaration/submission.ts';
import { applicationNumber } from '../../rules/people/identifiers.ts';
import { factsOf } from '../../rules/plan/facts.ts';
import type { PreparedAct } from '../../store/applications.ts';
import { nextNumber } from '../../store/base/counters.ts';
import { keys } from '../../store/base/keys.ts';
import { create, put } from '../../store/base/table.ts';
import { requireNewest } from '../../store/plans.ts';
import { unitFacts } from '../../store/units.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { requireTurn } from '../base/stale.ts';
import { type OwnApplication, requireEditable, submissionOf } from './own-application.ts';

/**
 * 提交 (R58, T3) and handing in again after a return (T14): every page complete, signed on this very content (C10),
 * route frozen, snapshot written. The number is given once and kept.
 * @throws {ProblemError} GUARD with every finding at once
 */
export async function submitApplication(
  deps: Pick<Deps, 'table' | 'applications'>,
  own: OwnApplication,
  { principal, body }: Pick<Asked<BodyOf<'SubmissionBody'>>, 'principal' | 'body'>,
): Promise<PreparedAct> {
  const { application, declaration, plan, unit, now } = own;
  const { applicationId } = application;
  requireTurn(application, body.turn);
  requireEditable(application);
  requireSameContent(body.contentHash, contentHashOf(declaration));
  const submission = submissionOf(own);
  const problems = checkSubmission(submission);
  if (problems.length > 0 || !unit || !declaration.photo) throw new ProblemError('GUARD', problems);
  const route = routeOfSubmission(submission, unitFacts(unit), localDateOf(now));
  if (!route.ok) throw new ProblemError('GUARD', route.problems);
  const specialty = plan.title.specialties.find((s) => s.code === declaration.data.specialty);
  const facts = {
    actor: actorOf(principal),
    applicantName: declaration.person?.name ?? application.applicantName,
    snapshotHash: canonicalHash(declaration),
    contentHash: body.contentHash,
    route: route.value,
    mode: declarationMode(plan, declaration.data),
    specialty: specialty?.name.zh ?? '',
    photo: declaration.photo,
    groupCheck: groupChecked(plan, factsOf({ ...submission.steps, plan, data: declaration.data })),
  };
  const again = application.stage === 'RETURNED';
  const applicationNo = again ? undefined : await newNumber(deps, own, route.value);
  const act: Act = applicationNo
    ? { name: 'SUBMIT', applicationNo, ...facts }
    : { name: 'RESUBMIT', ...facts, unchanged: unchangedSinceReturn(submission) };
  const prepared = deps.applications.prepare(application, act, own);
  const writes = [
    ...prepared.writes,
    // Judged under one version (D30): one that is published meanwhile comes before it or after it.
    ...(again ? [] : [requireNewest(deps.table, plan.planCode, plan.version)]),
    deps.applications.putDeclaration(applicationId, declaration),
    deps.applications.putSnapshot(prepared.next, declaration),
    ...(applicationNo ? pointers(deps, application, applicationNo, now) : []),
  ];
  return { ...prepared, writes };
}

/** How the number is found, and the unit's own list of what was submitted through it. */
function pointers(deps: Pick<Deps, 'table'>, application: Application, applicationNo: string, at: string) {
  const { applicationId, unit } = application;
  return [
    create(deps.table.name, keys.applicationNo(applicationNo), { type: 'APPLICATION_NO', applicationId }),
    put(deps.table.name, keys.unitApplication(unit.uscc, applicationId), {
      type: 'UNIT_APPLICATION',
      applicationId,
      at,
    }),
  ];
}

/** `{planCode}-{district}-{6-digit}{check}` (§10.4), numbered by plan and district. */
async function newNumber(
  deps: Pick<Deps, 'table'>,
  { application }: OwnApplication,
  route: ApplicationRoute,
): Promise<string> {
  const { planCode } = application;
  const district = route.division;
  const serial = await nextNumber(deps.table, `APPNO#${planCode}#${district}`);
  return applicationNumber({ planCode, district, serial });
}

/** C10: what is handed in is what the preview showed. */
function requireSameContent(found: string, allowed: string): void {
  if (found === allowed) return;
  refuse('GUARD', find('CONTENT_CHANGED', { field: '/contentHash', found, allowed }));
}
