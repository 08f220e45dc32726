import { requireOwn } from '../../../shared/acts/declaration/own-application.ts';
import { exportStep, formFileName } from '../../../shared/acts/paper/export-form.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { keys } from '../../../shared/store/base/keys.ts';
import { readWrite } from '../../../shared/store/reads.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R60: the watermarked form, once the fee is paid; the first export of a version is a step of the paper's custody. */
export const exportForm: ApiHandler<'export-form'> =
  (deps) =>
  async ({ principal, params, now, remember }) => {
    const application = await requireOwn(deps, params.applicationId ?? '', principal.id);
    const actor = actorOf(principal);
    const { key, next } = exportStep(application, actor, now);
    const writes = next
      ? deps.applications.change(application, next, {
          act: 'PAPER_EXPORT',
          actor,
          at: now,
          from: application.stage,
          to: application.stage,
          payload: { formVersion: next.paper.formVersion, formHash: next.paper.formHash },
        }).writes
      : [];
    const fileName = formFileName(application);
    const link = await deps.documents.link({ key, fileName, contentType: 'application/pdf', now });
    const answer = ok({ ...link, fileName });
    const { pk } = keys.application(application.applicationId);
    const read = readWrite(deps.table, { pk, id: deps.newId(), at: now, actor, purpose: 'REVIEW_FORM' });
    await deps.table.transact([...writes, read, ...remember(answer)]);
    return answer;
  };
