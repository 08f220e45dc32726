import { requireTurn } from '../../../shared/acts/base/stale.ts';
import { loadOwn, ownView } from '../../../shared/acts/declaration/own-application.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { refusal } from '../../../shared/errors.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** C11: freely until the first publicity opens (T41); after that it is asked for, and the office grants it (T42a). */
export const withdrawApplication: ApiHandler<'withdraw-application'> =
  (deps) =>
  async ({ principal, params, body, now, ref, rememberRef }) => {
    const own = await loadOwn(deps, params.applicationId ?? '', principal.id, now);
    if (ref !== undefined) return ok(ownView(own), own.application.version);
    requireTurn(own.application, body.turn);
    const asks = ['PRE_PUBLICITY', 'PRE_OBJECTION', 'READY'].includes(own.application.stage);
    if (asks && own.application.withdrawalRequested) {
      throw refusal('CONFLICT', {
        code: 'WITHDRAWAL_REQUESTED',
        rule: 'C11',
        found: own.application.withdrawalRequested.at,
        zh: '您已申请撤回，请等待评委会办公室答复',
        en: 'You have asked to withdraw already; the office will answer',
      });
    }
    const name = asks ? 'REQUEST_WITHDRAWAL' : 'WITHDRAW';
    const { next, event, writes } = deps.applications.prepare(
      own.application,
      { name, actor: actorOf(principal), reason: body.reason },
      own,
    );
    await deps.table.transact([...writes, ...rememberRef(next.applicationId)]);
    return ok(ownView(own, { application: next, event }), next.version);
  };
