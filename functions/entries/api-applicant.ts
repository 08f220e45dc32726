import { confirmFiling } from '../api/confirm-filing.ts';
import { createApplication } from '../api/create-application.ts';
import { createArchiveItem } from '../api/create-archive-item.ts';
import { createSigningTicket } from '../api/create-signing-ticket.ts';
import { createUpload } from '../api/create-upload.ts';
import { decideArchiveItem } from '../api/decide-archive-item.ts';
import { decideUnit } from '../api/decide-unit.ts';
import { exportForm } from '../api/export-form.ts';
import { findUnits } from '../api/find-units.ts';
import { getApplication } from '../api/get-application.ts';
import { getOwnCertificate } from '../api/get-own-certificate.ts';
import { getOwnFile } from '../api/get-own-file.ts';
import { getProfile } from '../api/get-profile.ts';
import { getSigningTicket } from '../api/get-signing-ticket.ts';
import { getUnit } from '../api/get-unit.ts';
import { getUnitApplication } from '../api/get-unit-application.ts';
import { getUnitFile } from '../api/get-unit-file.ts';
import { getUpload } from '../api/get-upload.ts';
import { listApplications } from '../api/list-applications.ts';
import { listArchive } from '../api/list-archive.ts';
import { listNotices } from '../api/list-notices.ts';
import { listUnitApplications } from '../api/list-unit-applications.ts';
import { listUnitArchive } from '../api/list-unit-archive.ts';
import { registerUnit } from '../api/register-unit.ts';
import { requestReexamination } from '../api/request-reexamination.ts';
import { saveAchievements } from '../api/save-achievements.ts';
import { saveArchiveItem } from '../api/save-archive-item.ts';
import { saveAttachments } from '../api/save-attachments.ts';
import { saveData } from '../api/save-data.ts';
import { savePhoto } from '../api/save-photo.ts';
import { saveProfile } from '../api/save-profile.ts';
import { sealForm } from '../api/seal-form.ts';
import { signCommitment } from '../api/sign-commitment.ts';
import { startPayment } from '../api/start-payment.ts';
import { submitApplication } from '../api/submit-application.ts';
import { submitArchiveItem } from '../api/submit-archive-item.ts';
import { submitAuthorisation } from '../api/submit-authorisation.ts';
import { withdrawApplication } from '../api/withdraw-application.ts';
import { createDeps } from '../deps.ts';
import { createApi, type Handlers } from '../http.ts';
import type { routes } from '../routes.ts';

type Own = Extract<(typeof routes)[number], { audience: 'api-applicant' }>['id'];

/** Routes of api-applicant; the type fails when one is missing. */
const handlers: Handlers<Own> = {
  'get-profile': getProfile,
  'save-profile': saveProfile,
  'find-units': findUnits,
  'list-archive': listArchive,
  'create-archive-item': createArchiveItem,
  'save-archive-item': saveArchiveItem,
  'submit-archive-item': submitArchiveItem,
  'create-upload': createUpload,
  'get-upload': getUpload,
  'get-own-file': getOwnFile,
  'list-notices': listNotices,
  'list-applications': listApplications,
  'create-application': createApplication,
  'get-application': getApplication,
  'save-photo': savePhoto,
  'create-signing-ticket': createSigningTicket,
  'get-signing-ticket': getSigningTicket,
  'sign-commitment': signCommitment,
  'save-data': saveData,
  'save-achievements': saveAchievements,
  'save-attachments': saveAttachments,
  'submit-application': submitApplication,
  'withdraw-application': withdrawApplication,
  'start-payment': startPayment,
  'export-form': exportForm,
  'confirm-filing': confirmFiling,
  'get-own-certificate': getOwnCertificate,
  'request-reexamination': requestReexamination,
  'get-unit': getUnit,
  'register-unit': registerUnit,
  'submit-authorisation': submitAuthorisation,
  'list-unit-archive': listUnitArchive,
  'decide-archive-item': decideArchiveItem,
  'list-unit-applications': listUnitApplications,
  'get-unit-application': getUnitApplication,
  'get-unit-file': getUnitFile,
  'decide-unit': decideUnit,
  'seal-form': sealForm,
};

export const handler = createApi(createDeps(), handlers);
