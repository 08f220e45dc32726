import { answerCheck } from '../../../shared/rules/certificate/certificate.ts';
import { getCertificate, recordOf } from '../../../shared/store/certificates.ts';
import { type ApiHandler, ok } from '../../http.ts';

/**
 * L22, V4: always 200, and the same answer for a wrong name as for no certificate at all. The gateway limits how often
 * one may ask.
 */
export const checkCertificate: ApiHandler<'check-certificate'> = (deps) => async (request) => {
  const { certificateNo, name } = request.body;
  const found = await getCertificate(deps.table, certificateNo);
  return ok(answerCheck({ certificateNo, ...(name ? { name } : {}) }, found && recordOf(found)));
};
