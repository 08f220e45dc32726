import { answerCheck } from '../../../shared/rules/certificate/certificate.ts';
import { checkFits } from '../../../shared/rules/people/identifiers.ts';
import { getCertificate, recordOf } from '../../../shared/store/certificates.ts';
import { type ApiHandler, ok } from '../../http.ts';

/**
 * L22, V4: always 200, and the same answer for a wrong name as for no certificate at all; for a number whose check
 * character does not fit as well, without a look at the register.
 */
export const checkCertificate: ApiHandler<'check-certificate'> = (deps) => async (request) => {
  const { body, now } = request;
  const found = checkFits(body.certificateNo)
    ? await getCertificate(deps.table, body.certificateNo)
    : undefined;
  return ok(answerCheck(body, found && recordOf(found), now));
};
