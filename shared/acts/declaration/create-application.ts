import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { newApplication } from '../../rules/application/begin.ts';
import type { Context } from '../../rules/base/context.ts';
import { find, whose } from '../../rules/declaration/findings.ts';
import { checkDocument, withPerson } from '../../rules/declaration/person.ts';
import { checkStart } from '../../rules/declaration/steps.ts';
import { reviews } from '../../rules/desk/scope.ts';
import { missingInProfile } from '../../rules/people/profile.ts';
import { holdingsOf, holdWrites } from '../../store/active-declarations.ts';
import { archiveOf } from '../../store/archive.ts';
import type { StoredEvent } from '../../store/base/audited.ts';
import type { Write } from '../../store/base/table.ts';
import { requireNewest } from '../../store/plans.ts';
import { getProfileRecord } from '../../store/profiles.ts';
import { getUnitRecord } from '../../store/units.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { appointedAs } from '../people/persons.ts';
import type { OwnApplication } from './own-application.ts';

/** T1 马上申报: plan open, profile and unit in order, requirements read (R10–R12), no other declaration (C5). */
export async function createApplication(
  deps: Pick<Deps, 'table' | 'env' | 'applications' | 'plans' | 'newId'>,
  { principal, body, now }: Asked<BodyOf<'ApplicationBody'>>,
): Promise<{ own: OwnApplication; event: StoredEvent; writes: Write[] }> {
  const { planCode, requirementsVersion } = body;
  const context = await deps.plans.context(planCode, now);
  const start = await startFacts(deps, principal.id, context, requirementsVersion);
  const { unit, profile, holdings, archive } = start;
  const offered = deps.plans.offered().some((plan) => plan.planCode === planCode);
  const problems = [
    ...(offered ? [] : [find('PLAN_NOT_OFFERED', { field: '/planCode', found: planCode })]),
    ...start.problems,
  ];
  if (problems.length > 0 || !unit || !profile) throw new ProblemError('GUARD', problems);
  const applicationId = deps.newId();
  const opened = newApplication(
    {
      applicationId,
      applicantId: principal.id,
      applicantName: profile.name,
      unit: { uscc: unit.uscc, name: unit.name },
    },
    context,
  );
  const { next, event, writes } = deps.applications.change(undefined, opened.application, {
    act: 'CREATE',
    actor: actorOf(principal),
    at: now,
    transition: 'T1',
    to: 'DRAFT',
    payload: { planCode, requirementsVersion },
  });
  const none = { events: [], files: [], submitted: undefined };
  const source = { profile, unit, signInName: principal.name };
  const declaration = withPerson(opened.declaration, next, source, undefined);
  return {
    own: { ...context, ...none, ...source, application: next, declaration, profile, unit, archive },
    event,
    writes: [
      ...writes,
      requireNewest(deps.table, planCode, context.plan.version),
      deps.applications.putDeclaration(applicationId, declaration),
      ...holdWrites(deps.table, holdings, applicationId, now),
    ],
  };
}

/** What it asks (R3, R9, R10, R12, C5), every finding at once. */
async function startFacts(
  deps: Pick<Deps, 'table' | 'env' | 'applications'>,
  personId: string,
  { plan, now }: Context,
  requirementsSeenVersion: number,
) {
  const [profile, archive, holdings, appointed] = await Promise.all([
    getProfileRecord(deps.table, personId),
    archiveOf(deps.table, personId),
    holdingsOf(deps, personId, plan, whose.OWN),
    appointedAs(deps, personId),
  ]);
  const unit = profile?.currentUnit ? await getUnitRecord(deps.table, profile.currentUnit) : undefined;
  // The first guard that is taken says why; a declaration in this plan also holds the one of its level.
  const taken = holdings.find((h) => h.active);
  const problems = checkStart(plan, {
    profileComplete: profile !== undefined && missingInProfile(profile).length === 0,
    archiveItems: archive.length,
    unitBound: unit?.status === 'BOUND',
    requirementsSeenVersion,
    activeDeclarations: 0,
    reviewsPlan: appointed.some((one) => reviews(one, plan.planCode)),
    now,
  });
  return {
    problems: [
      ...problems,
      ...(profile ? checkDocument(profile, plan) : []),
      ...(taken ? [{ ...taken.finding, found: taken.active?.applicationId ?? '' }] : []),
    ],
    profile,
    unit,
    archive,
    holdings,
  };
}
