import * as z from 'zod/mini';
import { limits } from './limits.ts';
import { certificateFields } from './plan.ts';

/**
 * What the printed documents are made of: plain data, ready to print. Nothing here knows a workflow state; the caller
 * maps a frozen snapshot and the plan's texts to these shapes. Dates are civil dates of Asia/Shanghai, instants are
 * ISO 8601 in UTC. Every text is printed literally.
 */

const line = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
const prose = (max: number) => z.string().check(z.maxLength(max));
const civilDate = z.iso.date();
/** A date or, where only the month is known, a month: `2012-07-01` or `2012-07`. */
const dateOrMonth = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/));
const instant = z.iso.datetime();
const sha256Hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
/** No field may break the barcode, whose separator is `|`, or leave printable ASCII. */
const codeText = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[\x21-\x7b\x7d\x7e]+$/));

/** From–to; a period that still runs has no `to` and is printed 至今. */
const PeriodSchema = z.object({ from: dateOrMonth, to: z.optional(dateOrMonth) });

/** The person as the form prints it: the owner's own paper, so in full (V2). What is absent and optional has no cell. */
export const FormPersonSchema = z.object({
  name: line(limits.personName),
  gender: line(10),
  birthDate: civilDate,
  identityNumber: line(limits.idNumber),
  mobile: z.optional(line(limits.mobile)),
  ethnicity: z.optional(line(20)),
  workStartDate: z.optional(dateOrMonth),
  unitName: line(limits.unitName),
  unitKind: line(40),
  unitCode: z.optional(line(30)),
  department: z.optional(line(80)),
  presentTitle: z.optional(line(60)),
  presentTitleDate: z.optional(dateOrMonth),
  practisedSpecialty: line(60),
  practisedYears: z.optional(z.int().check(z.minimum(0), z.maximum(80))),
});

export const FormEducationSchema = z.object({
  school: line(limits.school),
  major: z.optional(line(limits.major)),
  level: line(limits.educationLevel),
  degree: z.optional(line(limits.degree)),
  period: z.optional(PeriodSchema),
  graduated: z.optional(dateOrMonth),
  certificateNo: z.optional(line(limits.certificateNo)),
  verification: z.optional(line(120)),
});

export const FormAppointmentSchema = z.object({
  title: line(60),
  level: line(20),
  unitName: line(limits.unitName),
  period: PeriodSchema,
  evidence: z.optional(line(120)),
});

export const FormWorkSchema = z.object({
  period: PeriodSchema,
  unitName: line(limits.unitName),
  post: line(limits.post),
});

/** An answer of one cell, of many lines, or of rows. */
const FormAnswerSchema = z.object({
  name: line(120),
  text: z.optional(prose(limits.answer)),
  rows: z.optional(
    z.object({
      header: z.array(line(120)).check(z.minLength(1), z.maxLength(6)),
      cells: z.array(z.array(prose(limits.answer))).check(z.maxLength(limits.answerRows)),
    }),
  ),
});

const FormSectionSchema = z.object({ title: line(120), answers: z.array(FormAnswerSchema) });

export const FormAchievementSchema = z.object({
  kind: line(20),
  title: line(limits.achievementTitle),
  summary: z.optional(prose(limits.achievementText)),
  period: z.optional(PeriodSchema),
  role: line(limits.achievementRole),
  /** R39: a collective item, whose main-contributor proof is named. */
  collective: z.boolean(),
  contributionProof: z.optional(line(200)),
  /** R6: the unit that let the archive item pass. */
  approvedBy: z.optional(line(limits.unitName)),
});

/** What a desk has said in the electronic review. Absent → the block is left blank for ink. */
export const FormOpinionSchema = z.object({
  text: prose(1000),
  by: z.optional(line(limits.personName)),
  date: civilDate,
});

const UnitPublicitySchema = z.object({ from: civilDate, to: civilDate, result: line(200) });

/** R60–R62, §7.4 "Review form". */
export const ReviewFormInputSchema = z.object({
  /** `STR.watermark` of the plan, printed literally on every page (R60). */
  watermark: line(60),
  platformName: line(60),
  formTitle: line(60),
  planName: line(120),
  applicationNo: codeText,
  /** Version of the snapshot; a return after export bumps it and voids the old paper. */
  version: z.int().check(z.minimum(1), z.maximum(9999)),
  /** SHA-256 of the snapshot's canonical JSON: a PDF cannot hold its own hash. */
  contentSha256: sha256Hex,
  exportedAt: instant,
  declared: z.object({
    qualification: line(40),
    level: line(20),
    series: line(40),
    specialty: line(60),
    mode: line(40),
    category: z.optional(line(40)),
    /** The ticked options of the track (R31, R36). */
    options: z.array(line(300)).check(z.maxLength(30)),
    /** Score ×100 of the system self-evaluation (R32). */
    selfEvaluationScore: z.optional(z.int().check(z.minimum(0), z.maximum(1_000_000))),
    pointName: line(80),
  }),
  /** Cleaned JPEG bytes (R13), grey or RGB. Embedded as they are: give a print-sized rendering of a large original. */
  photo: bytes,
  person: FormPersonSchema,
  education: z.array(FormEducationSchema).check(z.maxLength(20)),
  appointments: z.array(FormAppointmentSchema).check(z.maxLength(limits.periods)),
  work: z.array(FormWorkSchema).check(z.maxLength(limits.employments)),
  /** The plan's own sections: fields with their answers, and answers that are lists. */
  sections: z.array(FormSectionSchema).check(z.maxLength(20)),
  /** 本人述职 (R26). The limit of 1000 characters is the rules' business. */
  statement: prose(limits.statement),
  achievements: z.array(FormAchievementSchema).check(z.maxLength(limits.achievements)),
  commitment: z.object({
    title: line(60),
    paragraphs: z.array(prose(2000)).check(z.maxLength(20)),
    /** Drawn signature (R22, R23). SVG may hold shapes only: no text, links, scripts or entities. */
    signature: z.object({ format: z.enum(['png', 'svg']), bytes }),
    signedAt: instant,
  }),
  unitPublicity: z.optional(UnitPublicitySchema),
  unitOpinion: z.optional(FormOpinionSchema),
  /** Present only on the municipal road (R62): the block, with its seal place, is printed only then. */
  municipalUnit: z.optional(z.object({ name: line(120), opinion: z.optional(FormOpinionSchema) })),
  pointOpinion: z.optional(FormOpinionSchema),
  districtName: line(80),
  districtOpinion: z.optional(FormOpinionSchema),
  committeeName: line(120),
  /** The bodies that audit the result and issue the document (R67), in the order of their seals. */
  issuingBodies: z.array(line(80)).check(z.minLength(1), z.maxLength(4)),
  /** How many identical copies (R60). */
  copies: z.int().check(z.minimum(1), z.maximum(4)),
  /** Where all copies are to be handed in (R28, R61, R62). */
  destination: z.object({ name: line(120), address: line(200), telephone: z.optional(line(60)) }),
});
export type ReviewFormInput = z.infer<typeof ReviewFormInputSchema>;

/** R68. */
export const CertificateInputSchema = z.object({
  /** Which of the particulars the plan prints. */
  fields: z.array(z.enum(certificateFields)).check(z.minLength(1)),
  platformName: line(60),
  title: line(40),
  name: line(limits.personName),
  /** Already masked by the caller (V2). */
  identityNumberMasked: line(40),
  /** The very photo of R13: its cleaned JPEG bytes, or the sRGB rendering of a CMYK one (D2). */
  photo: bytes,
  qualification: line(40),
  level: line(20),
  series: line(40),
  specialty: line(60),
  /** 取得时间 (C14). */
  qualificationDate: civilDate,
  /** 评审通过 (D31); not there where nobody votes. */
  passedAt: z.optional(civilDate),
  committeeName: line(120),
  issuingBodies: z.array(line(80)).check(z.minLength(1), z.maxLength(3)),
  /** 发文文号 and the day the document was published (R67). */
  documentNo: line(80),
  documentDate: civilDate,
  certificateNo: codeText,
  /** HTTPS address that answers valid, revoked or not found (V4); printed as a QR code and as text. */
  verificationUrl: z.url({ protocol: /^https?$/ }).check(z.maxLength(200)),
  /** Compact JWS for verification without a network; printed as a second QR code when given. */
  offlineProof: z.optional(z.string().check(z.regex(/^[\w-]+\.[\w-]+\.[\w-]+$/), z.maxLength(900))),
  issuedAt: instant,
});
export type CertificateInput = z.infer<typeof CertificateInputSchema>;

/**
 * What a deployment package of the documents function has to hold beside the code. Folders are handed to the renderer
 * (`DocumentAssets`), so files keep their paths below them.
 */
export const documentAssetFiles = {
  /** In the order in which they are asked for a character. Packages of one scope, each with its licence (SIL OFL 1.1). */
  fonts: {
    scope: '@expo-google-fonts',
    families: [
      [
        'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
        'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
      ],
      ['noto-serif/400Regular/NotoSerif_400Regular.ttf', 'noto-serif/700Bold/NotoSerif_700Bold.ttf'],
      ['noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf'],
    ],
    licences: ['noto-serif-sc', 'noto-serif', 'noto-sans-symbols-2'].map((name) => `${name}/LICENSE_FONT`),
  },
  /** Beside the templates: what those lack. The extension is 30 MB and loaded only for a document that needs it. */
  ownFonts: {
    symbols: 'fonts/symbols/ZhipingSymbols.ttf',
    extension: 'fonts/han/ZhipingHanExtension.ttf',
    licence: 'fonts/LICENCE',
  },
  templates: { folder: 'shared/documents', files: ['review-form.typ', 'certificate.typ'] },
  /**
   * Left out of the bundle and installed into the output folder: `npm i <package>@<version> --os --cpu --libc`. The
   * function runs on x86_64: version 0.7.0 has no published build for arm64 Linux (the newest there is 0.6.0,
   * another typst), and npm leaves an absent optional package out without a word.
   */
  native: {
    package: '@myriaddreamin/typst-ts-node-compiler',
    binary: '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu',
    os: 'linux',
    cpu: 'x64',
    libc: 'glibc',
  },
} as const;
