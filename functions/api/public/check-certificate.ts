import { answerCheck } from '../../../shared/rules/certificate/certificate.ts';
import { getCertificate, recordOf } from '../../../shared/store/certificates.ts';
import { type ApiHandler, ok } from '../../http.ts';

/**
 * L22, V4: always 200, and the same answer for a wrong name as for no certificate at all. The gateway limits how often
 * one may ask.
 */
export const checkCertificate: ApiHandler<'check-certificate'> = (deps) => async (request) => {
  const certificateNo = request.body.certificateNo.trim().toUpperCase();
  const name = request.body.name?.trim();
  const found = certificateNo ? await getCertificate(deps.table, certificateNo) : undefined;
  return ok(answerCheck({ certificateNo, ...(name ? { name } : {}) }, found && recordOf(found)));
};
