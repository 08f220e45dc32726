import type { Application } from '../../contracts/application.ts';
import { refuse } from '../../errors.ts';
import { find } from '../../rules/certificate/findings.ts';

/** @throws {ProblemError} GUARD before there is one (R68) and after it was revoked (L24) */
export function requireCertificate(application: Application): { certificateNo: string; documentKey: string } {
  const { certificate, stage: found } = application;
  if (found === 'REVOKED') refuse('GUARD', find('CERTIFICATE_REVOKED', { found }));
  return certificate ?? refuse('GUARD', find('CERT_BEFORE_DOC', { found, allowed: 'CERTIFIED' }));
}
