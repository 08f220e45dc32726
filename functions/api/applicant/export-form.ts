import { requireOwn } from '../../../shared/acts/declaration/own-application.ts';
import { exportForm as exported } from '../../../shared/acts/paper/export-form.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const exportForm: ApiHandler<'export-form'> =
  (deps) =>
  async ({ principal, params, now, remember }) => {
    const application = await requireOwn(deps, params.applicationId ?? '', principal.id);
    const { document, writes } = await exported(deps, application, { actor: actorOf(principal), at: now });
    const answer = ok(document);
    await deps.table.transact([...writes, ...remember(answer)]);
    return answer;
  };
