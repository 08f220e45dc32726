import { type ReviewFormInput, ReviewFormInputSchema } from '../contracts/documents.ts';
import { encodeBarcode } from '../rules/paper/paper.ts';
import { assertPrintable } from './assert-printable.ts';
import {
  cell,
  chineseDate,
  chinesePeriod,
  chineseScore,
  epochSeconds,
  lineEstimate,
  paragraphs,
  shanghaiDate,
} from './format.ts';
import { assertJpeg, assertSignature } from './images.ts';
import { checked } from './input.ts';
import { packPdf } from './pack.ts';
import { qrMatrix, qrSvg } from './qr.ts';
import { type DocumentAssets, typeset } from './typst.ts';

/**
 * The review form 评审表 (R60–R62, §7.4) as one PDF that holds every copy, each with its own barcode and page count.
 * Blocks whose opinion is absent are left blank for ink; expert group, committee and issuing bodies always are.
 * Deterministic: the same input gives the same bytes. About 25 ms warm.
 *
 * Throws DocumentError: DOCUMENT_INPUT_INVALID, DOCUMENT_GLYPH_MISSING (before anything is set), DOCUMENT_IMAGE_INVALID,
 * DOCUMENT_ASSET_MISSING, DOCUMENT_COMPILE_FAILED. Whether a form may be exported at all (paid, R60) is decided before.
 */
export async function renderReviewForm(input: ReviewFormInput, assets: DocumentAssets): Promise<Uint8Array> {
  const form = checked(ReviewFormInputSchema, input);
  assertJpeg(form.photo, 'photo');
  assertSignature(form.commitment.signature, 'commitment.signature');
  assertPrintable(form);
  const signatureFile = `signature.${form.commitment.signature.format}`;
  const pdf = await typeset(
    {
      template: 'review-form.typ',
      data: view(form, signatureFile),
      files: { 'photo.jpg': form.photo, [signatureFile]: form.commitment.signature.bytes },
      timestamp: epochSeconds(form.exportedAt),
    },
    assets,
  );
  return packPdf(pdf);
}

const when = (date: string | undefined): string | null => (date === undefined ? null : chineseDate(date));
const text = (value: string | undefined, widest?: number): string | null =>
  value === undefined ? null : cell(value, widest);

/** Characters that surely fit the narrow columns of the tables. */
const narrow = 10;
/** Full-width characters to a line of a framed block. */
const blockLine = 40;

function view(form: ReviewFormInput, signatureFile: string) {
  const { person, declared } = form;
  const letter = form.commitment.paragraphs.flatMap(paragraphs);
  return {
    title: `${cell(form.formTitle)} ${form.applicationNo}`,
    watermark: cell(form.watermark),
    platformName: cell(form.platformName),
    formTitle: cell(form.formTitle),
    planName: cell(form.planName),
    applicationNo: form.applicationNo,
    versionShown: `v${form.version}`,
    sha256Prefix: form.contentSha256.slice(0, 16),
    exportedOn: chineseDate(shanghaiDate(form.exportedAt)),
    copies: Array.from({ length: form.copies }, (_one, i) => {
      const number = i + 1;
      const barcodeText = encodeBarcode({
        applicationNo: form.applicationNo,
        version: form.version,
        hashPrefix: form.contentSha256.slice(0, 16),
        copy: number,
      });
      return { number, barcodeText, barcodeSvg: qrSvg(qrMatrix(barcodeText, 'M')) };
    }),
    cover: [
      ['姓名', cell(person.name)],
      ['现工作单位', cell(person.unitName)],
      ['申报资格', cell(`${declared.series} · ${declared.qualification}（${declared.level}）`)],
      ['申报专业', cell(declared.specialty)],
      ['申报方式', cell(declared.mode)],
    ],
    destination: {
      name: cell(form.destination.name),
      address: cell(form.destination.address),
      telephone: text(form.destination.telephone),
    },
    person: {
      name: cell(person.name, narrow),
      gender: cell(person.gender, narrow),
      birthDate: chineseDate(person.birthDate),
      ethnicity: text(person.ethnicity, narrow),
      identityNumber: cell(person.identityNumber, 18),
      mobile: text(person.mobile, 18),
      workStartDate: when(person.workStartDate),
      practisedYears: person.practisedYears === undefined ? null : `${person.practisedYears}年`,
      presentTitle: text(person.presentTitle, narrow),
      presentTitleDate: when(person.presentTitleDate),
      unitName: cell(person.unitName),
      unitKind: cell(person.unitKind, narrow),
      unitCode: text(person.unitCode),
      department: text(person.department, narrow),
      practisedSpecialty: cell(person.practisedSpecialty),
    },
    declared: {
      series: cell(declared.series),
      level: cell(declared.level),
      qualification: cell(declared.qualification),
      specialty: cell(declared.specialty),
      mode: cell(declared.mode),
      category: text(declared.category),
      pointName: cell(declared.pointName),
      options: declared.options.map((option) => cell(option)),
      selfEvaluationScore:
        declared.selfEvaluationScore === undefined ? null : `${chineseScore(declared.selfEvaluationScore)}分`,
    },
    ...listings(form),
    sections: form.sections.map(section),
    statement: paragraphs(form.statement),
    commitment: {
      title: cell(form.commitment.title),
      paragraphs: letter,
      long: lineEstimate(letter, blockLine) > 20,
      signatureFile,
      signedOn: chineseDate(shanghaiDate(form.commitment.signedAt)),
    },
    unitPublicity: form.unitPublicity
      ? `单位公示：${chineseDate(form.unitPublicity.from)}至${chineseDate(form.unitPublicity.to)}，${cell(form.unitPublicity.result)}。`
      : null,
    unitOpinion: opinion(form.unitOpinion),
    municipalUnit: form.municipalUnit
      ? { name: cell(form.municipalUnit.name), opinion: opinion(form.municipalUnit.opinion) }
      : null,
    pointOpinion: opinion(form.pointOpinion),
    districtName: cell(form.districtName),
    districtOpinion: opinion(form.districtOpinion),
    committeeName: cell(form.committeeName),
    issuingBodies: form.issuingBodies.map((body) => cell(body)),
  };
}

/** Rows of the tables, in the order of their columns. */
function listings(form: ReviewFormInput) {
  const lines = (parts: (string | undefined)[], widest = narrow): string[] =>
    parts.filter((part) => part !== undefined).map((part) => cell(part, widest));
  return {
    education: form.education.map((e) => [
      e.period ? chinesePeriod(e.period) : null,
      lines([e.school, e.major], 16),
      lines([e.level, e.degree]),
      when(e.graduated),
      lines([e.certificateNo ?? '—', e.verification], 18),
    ]),
    appointments: form.appointments.map((a) => [
      chinesePeriod(a.period),
      cell(a.title, narrow),
      cell(a.level, 5),
      cell(a.unitName, narrow),
      text(a.evidence, narrow),
    ]),
    work: form.work.map((w) => [chinesePeriod(w.period), cell(w.unitName), cell(w.post, 16)]),
    achievements: form.achievements.map(achievement),
  };
}

/** Short answers two to a row, what is longer over the whole width, lists as tables of their own. */
function section({ title, answers }: ReviewFormInput['sections'][number]) {
  const texts = answers.flatMap(({ name, text }) =>
    text === undefined ? [] : [{ name, lines: paragraphs(text) }],
  );
  const short = (lines: readonly string[]) => lines.length < 2 && lineEstimate(lines, 16) < 3;
  return {
    title: cell(title),
    cells: texts.map(({ name, lines }) => ({
      name: cell(name, narrow),
      lines,
      wide: !short(lines),
      long: lineEstimate(lines, blockLine) > 18,
    })),
    tables: answers.flatMap(({ name, rows }) =>
      rows
        ? [
            {
              name: cell(name),
              header: rows.header.map((one) => cell(one, narrow)),
              rows: rows.cells.map((row) => row.map((one) => cell(one, narrow))),
            },
          ]
        : [],
    ),
  };
}

function achievement(a: ReviewFormInput['achievements'][number]) {
  const summary = paragraphs(a.summary ?? '').map((paragraph) => cell(paragraph, 16));
  return {
    kind: cell(a.kind, 5),
    title: cell(a.title, 16),
    summary,
    long: lineEstimate(summary, 21) > 16,
    period: a.period ? chinesePeriod(a.period) : null,
    role: cell(a.role, narrow),
    collective: a.collective,
    contributionProof: text(a.contributionProof, narrow),
    approvedBy: text(a.approvedBy, 16),
  };
}

function opinion(given: ReviewFormInput['unitOpinion']) {
  if (!given) return null;
  const lines = paragraphs(given.text);
  return {
    paragraphs: lines,
    by: text(given.by),
    date: chineseDate(given.date),
    // A short opinion stays on one page with its seal; a long one may run over.
    long: lineEstimate(lines, blockLine) > 18,
  };
}
