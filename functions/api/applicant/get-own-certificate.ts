import { requireCertificate } from '../../../shared/acts/certificate/own-certificate.ts';
import { requireOwn } from '../../../shared/acts/declaration/own-application.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { keys } from '../../../shared/store/base/keys.ts';
import { readWrite } from '../../../shared/store/reads.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R68: a short-lived link to the own certificate, logged. */
export const getOwnCertificate: ApiHandler<'get-own-certificate'> =
  (deps) =>
  async ({ principal, params, now }) => {
    const application = await requireOwn(deps, params.applicationId ?? '', principal.id);
    const { certificateNo, documentKey } = requireCertificate(application);
    const fileName = `职称电子证书-${certificateNo}.pdf`;
    await deps.table.transact([
      readWrite(deps.table, {
        pk: keys.certificate(certificateNo).pk,
        id: deps.newId(),
        at: now,
        actor: actorOf(principal),
        purpose: 'OWN_CERTIFICATE',
        applicationId: application.applicationId,
      }),
    ]);
    const contentType = 'application/pdf';
    const link = await deps.documents.link({ key: documentKey, fileName, contentType, now });
    return ok({ ...link, fileName });
  };
