import type { Application } from '../../contracts/application.ts';
import { refusal } from '../../errors.ts';

/** @throws {ProblemError} GUARD before there is one (R68) and after it was revoked (L24) */
export function requireCertificate(application: Application): { certificateNo: string; documentKey: string } {
  if (application.stage === 'REVOKED') {
    throw refusal('GUARD', {
      code: 'CERTIFICATE_REVOKED',
      rule: 'L24',
      found: application.stage,
      zh: '证书已撤销',
      en: 'The certificate has been revoked',
    });
  }
  if (application.certificate) return application.certificate;
  throw refusal('GUARD', {
    code: 'CERT_BEFORE_DOC',
    rule: 'R68',
    found: application.stage,
    allowed: 'CERTIFIED',
    zh: '文件公布后才能生成电子证书',
    en: 'There is no certificate before the document is published',
  });
}
