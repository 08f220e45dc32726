import { answerReexamination } from '../api/answer-reexamination.ts';
import { auditReport } from '../api/audit-report.ts';
import { createReport } from '../api/create-report.ts';
import { decideApplication } from '../api/decide-application.ts';
import { decideAuthorisation } from '../api/decide-authorisation.ts';
import { decideObjection } from '../api/decide-objection.ts';
import { getAuthorisationFile } from '../api/get-authorisation-file.ts';
import { getBatch } from '../api/get-batch.ts';
import { getDeskApplication } from '../api/get-desk-application.ts';
import { getDeskFile } from '../api/get-desk-file.ts';
import { getStaff } from '../api/get-staff.ts';
import { grantWithdrawal } from '../api/grant-withdrawal.ts';
import { issueDocument } from '../api/issue-document.ts';
import { listAuthorisations } from '../api/list-authorisations.ts';
import { listObjections } from '../api/list-objections.ts';
import { listOfficePublicities } from '../api/list-office-publicities.ts';
import { listQueue } from '../api/list-queue.ts';
import { listReports } from '../api/list-reports.ts';
import { loadCalendar } from '../api/load-calendar.ts';
import { openPublicity } from '../api/open-publicity.ts';
import { preparePublicity } from '../api/prepare-publicity.ts';
import { proposeDisqualification } from '../api/propose-disqualification.ts';
import { reopenPayment } from '../api/reopen-payment.ts';
import { rerouteApplication } from '../api/reroute-application.ts';
import { revealIdentity } from '../api/reveal-identity.ts';
import { revokeCertificate } from '../api/revoke-certificate.ts';
import { scanPaper } from '../api/scan-paper.ts';
import { createDeps } from '../deps.ts';
import { createApi, type Handlers } from '../http.ts';
import type { routes } from '../routes.ts';

type Own = Extract<(typeof routes)[number], { audience: 'api-staff' }>['id'];

/** Routes of api-staff; the type fails when one is missing. */
const handlers: Handlers<Own> = {
  'get-staff': getStaff,
  'list-queue': listQueue,
  'get-desk-application': getDeskApplication,
  'get-desk-file': getDeskFile,
  'reveal-identity': revealIdentity,
  'decide-application': decideApplication,
  'reroute-application': rerouteApplication,
  'list-authorisations': listAuthorisations,
  'decide-authorisation': decideAuthorisation,
  'get-authorisation-file': getAuthorisationFile,
  'scan-paper': scanPaper,
  'propose-disqualification': proposeDisqualification,
  'list-office-publicities': listOfficePublicities,
  'prepare-publicity': preparePublicity,
  'open-publicity': openPublicity,
  'list-objections': listObjections,
  'decide-objection': decideObjection,
  'grant-withdrawal': grantWithdrawal,
  'answer-reexamination': answerReexamination,
  'list-reports': listReports,
  'create-report': createReport,
  'audit-report': auditReport,
  'issue-document': issueDocument,
  'revoke-certificate': revokeCertificate,
  'get-batch': getBatch,
  'load-calendar': loadCalendar,
  'reopen-payment': reopenPayment,
};

export const handler = createApi(createDeps(), handlers);
