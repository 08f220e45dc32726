import { loadOwn, ownView } from '../../../shared/acts/declaration/own-application.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { paperFormOf, withPaper } from '../../../shared/rules/paper/custody.ts';
import { stepPaper } from '../../../shared/rules/paper/paper.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R70: 申报人自行将评审表放入个人档案. With a certificate this ends the process (T40); without one only the paper. */
export const confirmFiling: ApiHandler<'confirm-filing'> =
  (deps) =>
  async ({ principal, params, now, ref, rememberRef }) => {
    const own = await loadOwn(deps, params.applicationId ?? '', principal.id, now);
    const { application } = own;
    if (ref !== undefined) return ok(ownView(own), application.version);
    const actor = actorOf(principal);
    const step = stepPaper(paperFormOf(application), 'FILE', { actor });
    if (step.kind !== 'MOVED') throw new ProblemError('GUARD', step.findings);
    const { next, event, writes } =
      application.stage === 'CERTIFIED'
        ? deps.applications.prepare(application, { name: 'ARCHIVE', actor }, own)
        : deps.applications.change(application, withPaper(application, step.form, { actor, at: now }), {
            act: 'PAPER_FILE',
            actor,
            at: now,
            from: application.stage,
            to: application.stage,
            payload: { formVersion: application.paper.formVersion },
          });
    await deps.table.transact([...writes, ...rememberRef(next.applicationId)]);
    return ok(ownView(own, { application: next, event }), next.version);
  };
