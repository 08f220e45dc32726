import { actorOf, type Principal } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { find } from '../../rules/declaration/findings.ts';
import type { PreparedAct } from '../../store/applications.ts';
import { requireNewest } from '../../store/plans.ts';
import type { Deps } from '../base/deps.ts';
import type { OwnApplication } from './own-application.ts';

/**
 * D30, R12: the applicant of a draft has read what the newest version of the plan changed.
 * @throws {ProblemError} WRONG_STAGE once it is handed in, STALE_VERSION when that version is not the newest
 */
export function followPlan(
  deps: Pick<Deps, 'table' | 'applications'>,
  own: OwnApplication,
  { principal, planVersion: read }: { principal: Principal; planVersion: number },
): PreparedAct & Pick<OwnApplication, 'declaration'> {
  const { application, declaration, plan, now } = own;
  const { stage } = application;
  if (stage !== 'DRAFT') refuse('WRONG_STAGE', find('PLAN_PINNED', { found: plan.version }));
  if (read !== plan.version)
    refuse(
      'STALE_VERSION',
      find('PLAN_CHANGED', { field: '/planVersion', found: read, allowed: plan.version }),
    );
  const requirementsSeen = { planVersion: plan.version, at: now };
  const seen = { ...declaration, requirementsSeen };
  const prepared = deps.applications.change(
    application,
    { ...application, requirementsSeen, updatedAt: now },
    {
      act: 'FOLLOW_PLAN',
      actor: actorOf(principal),
      at: now,
      transition: 'T2',
      from: stage,
      to: stage,
      payload: { from: application.requirementsSeen.planVersion, to: plan.version },
    },
  );
  const writes = [
    ...prepared.writes,
    requireNewest(deps.table, plan.planCode, plan.version),
    deps.applications.putDeclaration(application.applicationId, seen),
  ];
  return { ...prepared, writes, declaration: seen };
}
