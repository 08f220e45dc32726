import type { Application } from '../../contracts/application.ts';
import type { Outcome } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Actor } from '../../contracts/roles.ts';
import { certificateCheckPath } from '../../contracts/site.ts';
import { renderCertificate } from '../../documents/certificate.ts';
import type { DocumentAssets } from '../../documents/typst.ts';
import { refuse } from '../../errors.ts';
import { photoForCertificate } from '../../files/inspect-photo.ts';
import { log } from '../../log.ts';
import { localDateOf, startOfDay, yearOf } from '../../rules/calendar/local-date.ts';
import {
  type CertificateRecord,
  formatNumber,
  generateCertificate,
  qualificationDate,
  titleDates,
} from '../../rules/certificate/certificate.ts';
import { maskIdentifier } from '../../rules/people/identifiers.ts';
import { nextNumber } from '../../store/base/counters.ts';
import { createCertificateWrites } from '../../store/certificates.ts';
import { getProfileRecord } from '../../store/profiles.ts';
import type { Deps } from '../base/deps.ts';
import { declaredPhoto, submittedSnapshot } from '../declaration/submitted.ts';

/**
 * R68, T39: the certificate from the photo of R13, numbered by the plan's pattern, entered in the register and on the
 * application in one transaction. A crash before it leaves a gap in the numbers and a PDF that no register knows.
 * @throws {ProblemError} GUARD before the document is published, or when the photo or the number does not fit
 */
export async function issueCertificate(
  deps: Deps,
  application: Application,
  assets: DocumentAssets,
  actor: Actor,
): Promise<Application> {
  const now = deps.now();
  const context = await deps.plans.contextOf(application, now);
  const record = await newRecord(deps, application, context.plan, now);
  const pdf = await renderCertificate(await input(deps, application, context.plan, record), assets);
  const documentKey = `certificates/${record.certificateNo}.pdf`;
  const { certificateNo, photoSha256 } = record;
  const act = { name: 'CERTIFY', actor, certificateNo, documentKey, photoSha256 } as const;
  const prepared = deps.applications.prepare(application, act, context);
  await deps.documents.put(documentKey, pdf, 'application/pdf');
  const { status: _active, ...entered } = record;
  const certificate = { ...entered, applicationId: application.applicationId, documentKey };
  await deps.table.transact([
    ...prepared.writes,
    ...createCertificateWrites(deps.table, certificate, actor, now),
  ]);
  log.info('certificate issued', { certificateNo, bytes: pdf.length });
  return prepared.next;
}

async function newRecord(deps: Deps, application: Application, plan: Plan, now: string) {
  const { document, photo, vote, applicantName, specialty = '' } = application;
  const facts = {
    declaredPhotoSha256: photo?.sha256 ?? '',
    now,
    ...(document ? { documentPublishedAt: document.publishedAt } : {}),
  };
  const data = {
    certificateNo: '',
    name: applicantName,
    qualification: plan.title.qualification,
    level: plan.title.levelName,
    specialty,
    qualificationDate: '',
    documentNo: document?.documentNo ?? '',
    photoSha256: photo?.sha256 ?? '',
  };
  // Asked before a number is taken: what may not be certified takes none.
  const record = value(generateCertificate(data, facts));
  const publishedAt = document?.publishedAt ?? now;
  return {
    ...record,
    qualificationDate: qualificationDate(plan.certificate.qualificationDate, {
      votedAt: vote ? startOfDay(vote.date) : publishedAt,
      documentPublishedAt: publishedAt,
    }),
    titleDates: titleDates(vote && startOfDay(vote.date), publishedAt),
    certificateNo: await newNumber(deps, plan, yearOf(localDateOf(publishedAt))),
  };
}

/** Numbered by plan and year of the document; a number is never given twice (§10.4). */
async function newNumber(deps: Deps, plan: Plan, year: number): Promise<string> {
  const { planCode, jurisdiction, title, certificate } = plan;
  const seq = await nextNumber(deps.table, `CERT#${planCode}#${year}`);
  const values = { year, division: jurisdiction.division, level: title.level, plan: planCode, seq };
  return value(formatNumber(certificate.numberPattern, values));
}

function value<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  refuse('GUARD', ...outcome.problems);
}

/** D16: the person of the snapshot. V2: the identity number masked, V4: the address of the public check. */
async function input(
  deps: Deps,
  application: Application,
  plan: Plan,
  record: Pick<
    CertificateRecord,
    'certificateNo' | 'qualificationDate' | 'titleDates' | 'documentNo' | 'issuedAt'
  >,
) {
  const { person } = await submittedSnapshot(deps.applications, application);
  const holder = person ?? (await getProfileRecord(deps.table, application.applicantId));
  const { strings, title, committee, certificate } = plan;
  const check = new URL(certificateCheckPath, deps.env.SITE_ORIGIN);
  check.searchParams.set('no', record.certificateNo);
  return {
    fields: certificate.fields,
    platformName: strings.platformName,
    title: '职称电子证书',
    name: application.applicantName,
    identityNumberMasked: maskIdentifier(holder?.idNumber ?? ''),
    photo: await photoForCertificate(await declaredPhoto(deps, application)),
    qualification: title.qualification,
    level: title.levelName,
    series: title.series,
    specialty: application.specialty ?? '',
    qualificationDate: record.qualificationDate,
    ...(record.titleDates?.passedAt ? { passedAt: record.titleDates.passedAt } : {}),
    committeeName: committee.name.zh,
    issuingBodies: certificate.issuingBodies,
    documentNo: record.documentNo,
    documentDate: localDateOf(application.document?.publishedAt ?? record.issuedAt),
    certificateNo: record.certificateNo,
    verificationUrl: check.href,
    issuedAt: record.issuedAt,
  };
}
