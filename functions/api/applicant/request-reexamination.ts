import { requireTurn } from '../../../shared/acts/base/stale.ts';
import { loadOwn, ownView } from '../../../shared/acts/declaration/own-application.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { refusal } from '../../../shared/errors.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** L21, T45: 复查 of a result that was not passed; one at a time. */
export const requestReexamination: ApiHandler<'request-reexamination'> =
  (deps) =>
  async ({ principal, params, body, now, ref, rememberRef }) => {
    const own = await loadOwn(deps, params.applicationId ?? '', principal.id, now);
    if (ref !== undefined) return ok(ownView(own), own.application.version);
    requireTurn(own.application, body.turn);
    const open = own.application.reexamination;
    if (open && !open.answeredAt) {
      throw refusal('CONFLICT', {
        code: 'REEXAMINATION_OPEN',
        rule: 'L21',
        found: open.at,
        zh: '您已申请复查，请等待答复',
        en: 'You have asked for re-examination already; the answer is to come',
      });
    }
    const { next, event, writes } = deps.applications.prepare(
      own.application,
      { name: 'REQUEST_REEXAMINATION', actor: actorOf(principal), reason: body.reason },
      own,
    );
    await deps.table.transact([...writes, ...rememberRef(next.applicationId)]);
    return ok(ownView(own, { application: next, event }), next.version);
  };
