import { startFacts } from '../../../shared/acts/declaration/create-application.ts';
import { loadOwn, ownView } from '../../../shared/acts/declaration/own-application.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { newApplication } from '../../../shared/rules/application/begin.ts';
import { holdWrites } from '../../../shared/store/active-declarations.ts';
import { type ApiHandler, created } from '../../http.ts';

/** T1 马上申报: plan open, profile and unit in order, requirements read (R10–R12), no other declaration (C5). */
export const createApplication: ApiHandler<'create-application'> =
  (deps) =>
  async ({ principal, body, now, ref, rememberRef }) => {
    if (ref !== undefined) {
      const own = await loadOwn(deps, ref, principal.id, now);
      return created(ownView(own), own.application.version);
    }
    const context = await deps.plans.context(body.planCode, now);
    const start = await startFacts(deps, principal.id, context, body.requirementsVersion);
    const { problems, unit, profile, holdings, archive } = start;
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
      payload: { planCode: body.planCode, requirementsVersion: body.requirementsVersion },
    });
    const none = { events: [], files: [], submitted: undefined };
    const own = { ...context, ...opened, ...none, application: next, profile, unit, archive };
    await deps.table.transact([
      ...writes,
      deps.applications.putDeclaration(applicationId, opened.declaration),
      ...holdWrites(deps.table, holdings, applicationId, now),
      ...rememberRef(applicationId),
    ]);
    return created(ownView(own, { event }), next.version);
  };
