import { type CertificateInput, CertificateInputSchema } from '../contracts/documents.ts';
import { assertPrintable } from './assert-printable.ts';
import { cell, chineseDate, epochSeconds, shanghaiDate } from './format.ts';
import { assertJpeg } from './images.ts';
import { checked } from './input.ts';
import { qrMatrix, qrSvg } from './qr.ts';
import { type DocumentAssets, typeset } from './typst.ts';

/**
 * The e-certificate 职称电子证书 (R68; fields of the plan's `certificate.fields`) as a PDF of one page, A4 landscape.
 * It carries the very photo of R13 and the QR code of the check page (V4). No seal is drawn: its place is marked.
 * Deterministic: the same input gives the same bytes. About 15 ms warm.
 *
 * Throws DocumentError: DOCUMENT_INPUT_INVALID, DOCUMENT_GLYPH_MISSING (before anything is set), DOCUMENT_IMAGE_INVALID,
 * DOCUMENT_ASSET_MISSING, DOCUMENT_COMPILE_FAILED. That the document is published (R68) is decided before.
 */
export async function renderCertificate(
  input: CertificateInput,
  assets: DocumentAssets,
): Promise<Uint8Array> {
  const certificate = checked(CertificateInputSchema, input);
  assertJpeg(certificate.photo, 'photo');
  assertPrintable(certificate);
  return typeset(
    {
      template: 'certificate.typ',
      data: view(certificate),
      files: { 'photo.jpg': certificate.photo },
      timestamp: epochSeconds(certificate.issuedAt),
    },
    assets,
  );
}

/** What the plan does not print (`certificate.fields`) is null, and an issuer's place is not there. */
function view(certificate: CertificateInput) {
  const shown = <T>(field: CertificateInput['fields'][number], value: T): T | null =>
    certificate.fields.includes(field) ? value : null;
  return {
    photo: shown('photo', true) ?? false,
    documentTitle: `${cell(certificate.title)} ${certificate.certificateNo}`,
    platformName: cell(certificate.platformName),
    title: cell(certificate.title),
    name: shown('name', cell(certificate.name, 20)),
    identityNumberMasked: shown('idMasked', cell(certificate.identityNumberMasked, 20)),
    qualification: shown('qualification', cell(certificate.qualification)),
    level: shown('level', cell(certificate.level)),
    series: shown('level', cell(certificate.series)),
    specialty: shown('specialty', cell(certificate.specialty)),
    qualificationDate: shown('date', chineseDate(certificate.qualificationDate)),
    passedOn: certificate.passedAt === undefined ? null : shown('date', chineseDate(certificate.passedAt)),
    documentOn: shown('date', chineseDate(certificate.documentDate)),
    committeeName: shown('committee', cell(certificate.committeeName)),
    issuingBodies:
      shown(
        'issuer',
        certificate.issuingBodies.map((body) => cell(body)),
      ) ?? [],
    longBodies: certificate.issuingBodies.some((body) => body.length > 24),
    documentNo: shown('documentNo', cell(certificate.documentNo)),
    documentDate: shown('issuer', chineseDate(certificate.documentDate)),
    certificateNo: shown('certNo', cell(certificate.certificateNo, 24)),
    verificationUrl: certificate.verificationUrl,
    verificationShown: cell(certificate.verificationUrl, 100),
    verificationSvg: qrSvg(qrMatrix(certificate.verificationUrl, 'M')),
    offlineSvg:
      certificate.offlineProof === undefined ? null : qrSvg(qrMatrix(certificate.offlineProof, 'L')),
    issuedOn: chineseDate(shanghaiDate(certificate.issuedAt)),
  };
}
