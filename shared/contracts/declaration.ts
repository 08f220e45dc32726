import * as z from 'zod/mini';
import { AnswersSchema } from './answers.ts';
import { Instant, LocalDate } from './calendar.ts';
import { FileKind } from './file-verdict.ts';
import { identityKinds } from './identity.ts';
import { limits } from './limits.ts';
import { appointmentKinds, educationKinds, titleLevels } from './plan-attachments.ts';
import { DivisionCodeSchema } from './plan-directory.ts';
import { stored } from './stored.ts';
import { exact, identifier, line as lineOf, mobile, personName, prose } from './text.ts';

/**
 * A declaration as the applicant fills it in (the six pages of L12–L34), and what the rules must know beside it.
 * Everything is optional that a draft may lack: whether it is needed is the plan's business, not the schema's.
 * Lengths here only bound storage; the rules of the plan come on top.
 */

const line = (max: number) => lineOf(0, max);
const code = exact(0, 64);
const id = exact(1, 128);
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** From–to in civil dates, both inclusive; without `to` the period still runs. */
export const PeriodSchema = z.object({ from: LocalDate, to: z.optional(LocalDate) });

export const RecommenderSchema = z.object({
  /** Key inside this declaration; attachments A4a and A4b point to it. */
  recommenderId: id,
  name: personName(0),
  title: line(40),
  /** Code of the plan's specialty. */
  specialty: code,
  unitName: z.optional(line(limits.unitName)),
  /** Number of the senior-engineer certificate: tells two people of one name apart. */
  certificateNo: identifier(0, limits.certificateNo),
  /** Given only when a namesake must be told apart from the applicant. */
  idNumber: z.optional(identifier(0, limits.idNumber)),
});
export type Recommender = z.infer<typeof RecommenderSchema>;

const EducationSchema = z.object({
  kind: z.enum(educationKinds),
  school: line(limits.school),
  major: z.optional(line(limits.major)),
  level: line(limits.educationLevel),
  degree: z.optional(line(limits.degree)),
  from: z.optional(LocalDate),
  graduated: z.optional(LocalDate),
  certificateNo: z.optional(identifier(0, limits.certificateNo)),
});

/** A title that is held 现有职称 (D31): the day of the vote, and that of the document. */
const TitleHeldSchema = z.object({
  level: z.enum(titleLevels),
  name: line(60),
  passedAt: z.optional(LocalDate),
  issuedAt: z.optional(LocalDate),
  certificateNo: z.optional(identifier(0, limits.certificateNo)),
});
export type TitleHeld = z.infer<typeof TitleHeldSchema>;

const AppointmentSchema = z.object({
  level: z.enum(titleLevels),
  kind: z.enum(appointmentKinds),
  /** Name of the post or title, e.g. 助理工程师. */
  title: z.optional(line(60)),
  unitName: z.optional(line(limits.unitName)),
  /** When that level was held (R49). */
  periods: z.array(PeriodSchema).check(z.maxLength(limits.periods)),
});

/** What a declaration says to one precondition of its plan (D39): of a title that is held, or of an exam. */
const PreconditionAnswerSchema = z.object({
  /** Code of one of the series that the precondition names, likewise `exam`. */
  series: z.optional(code),
  level: z.optional(z.enum(titleLevels)),
  title: z.optional(line(60)),
  grantedOn: z.optional(LocalDate),
  grantedBy: z.optional(line(limits.unitName)),
  elsewhere: z.optional(z.boolean()),
  exam: z.optional(code),
  /** ×100. */
  score: z.optional(z.int().check(z.minimum(0), z.maximum(1_000_000))),
  validUntil: z.optional(LocalDate),
  certificateNo: z.optional(identifier(0, limits.certificateNo)),
});
export type PreconditionAnswer = z.infer<typeof PreconditionAnswerSchema>;

/** Whether a ground of exclusion applies (L6); of one that ends, its kind and the day of its decision. */
export const ExclusionAnswerSchema = z.object({
  applies: z.boolean(),
  kind: z.optional(code),
  decidedOn: z.optional(LocalDate),
});
export type ExclusionAnswer = z.infer<typeof ExclusionAnswerSchema>;

export const DeclarationDataSchema = z.object({
  track: z.optional(code),
  category: z.optional(code),
  specialty: z.optional(code),
  /** Ticked options of the track (R31, R36). */
  optionCodes: z.optional(z.array(code).check(z.maxLength(50))),
  /** Answers of the self-evaluation by item code: the chosen score ×100, or a count (R32). */
  selfEvaluation: z.optional(z.record(code, z.number().check(z.minimum(-1_000_000), z.maximum(1_000_000)))),
  recommenders: z.optional(z.array(RecommenderSchema).check(z.maxLength(10))),
  /** Every education that the applicant relies on; each asks for its own proof (§5.1). */
  educations: z.optional(z.array(EducationSchema).check(z.maxLength(10))),
  /** 事业单位编制: asked only of staff of public institutions (R51, R53). */
  established: z.optional(z.boolean()),
  titles: z.optional(z.array(TitleHeldSchema).check(z.maxLength(10))),
  appointment: z.optional(AppointmentSchema),
  work: z.optional(
    z
      .array(z.object({ period: PeriodSchema, unitName: line(limits.unitName), post: line(limits.post) }))
      .check(z.maxLength(limits.employments)),
  ),
  /** 本人述职 (R26). */
  workStatement: z.optional(prose(0, limits.statement)),
  siOutOfProvince: z.optional(z.boolean()),
  /** The acceptance point chosen (R27), and why when it is not the proposed one. */
  pointId: z.optional(code),
  pointReason: z.optional(prose(0, 500)),
  mobile: z.optional(mobile(0)),
  /** L6: in service with the unit; retired people may not apply. */
  inService: z.optional(z.boolean()),
  /** Answers to the fields of the plan's own sections. */
  asked: z.optional(AnswersSchema),
  /** By the precondition's code (D39). */
  preconditions: z.optional(z.record(code, PreconditionAnswerSchema)),
  /** By the ground's code (L6). */
  exclusions: z.optional(z.record(code, ExclusionAnswerSchema)),
  /** L6: a sanction of 记过 or heavier, staff of public institutions only. */
  sanction: z.optional(
    z.object({ kind: z.enum(['DEMERIT', 'DEMOTION_OR_DISMISSAL']), decidedOn: LocalDate }),
  ),
});
export type DeclarationData = z.infer<typeof DeclarationDataSchema>;

/** An achievement taken from the archive (R37): a reference to one version, with what it said then. */
export const DeclaredAchievementSchema = z.object({
  itemId: id,
  version: z.int().check(z.minimum(1)),
  kind: code,
  title: line(limits.achievementTitle),
  role: line(limits.achievementRole),
  collective: z.boolean(),
  /** As the archive had them: whether it lies in the evidence window (D40). */
  from: z.optional(LocalDate),
  to: z.optional(LocalDate),
  /** What is printed in place of the archive's description, where that could not be (D15). */
  description: z.optional(prose(0, limits.achievementText)),
  /** Files that prove the applicant a main contributor (R39). */
  contributionFileIds: z.array(id).check(z.maxLength(limits.proofs)),
});
export type DeclaredAchievement = z.infer<typeof DeclaredAchievementSchema>;

export const DeclaredAttachmentSchema = z.object({
  code: code,
  fileId: id,
  sha256: z.optional(sha256),
  /** R44: fetched by the platform or uploaded. */
  source: z.optional(z.enum(['UPLOADED', 'FETCHED'])),
  /** A2: what the document is. */
  kind: z.optional(z.enum(appointmentKinds)),
  recommenderId: z.optional(id),
  /** Last day of an online verification (Q9). */
  validUntil: z.optional(LocalDate),
  /** A9: the achievement that this proves (R39). */
  forAchievement: z.optional(id),
});
export type DeclaredAttachment = z.infer<typeof DeclaredAttachmentSchema>;

/** Kinds of employing unit that the decision table tells apart (domain-spec §5). */
export const unitKinds = [
  'ENTERPRISE_STATE',
  'ENTERPRISE_PRIVATE',
  'NON_PUBLIC',
  'PUBLIC_INSTITUTION',
  'OTHER',
] as const;
export type UnitKind = (typeof unitKinds)[number];

/** D16: who declares, frozen with the snapshot. Form, notice and certificate print this and never the profile. */
export const DeclaredPersonSchema = z.object({
  name: personName(0),
  idKind: z.enum(identityKinds),
  idNumber: identifier(0, limits.idNumber),
  gender: z.optional(z.enum(['MALE', 'FEMALE'])),
  birthDate: z.optional(LocalDate),
  unit: z.object({ uscc: code, name: line(limits.unitName), kind: z.optional(z.enum(unitKinds)) }),
  mobile: z.optional(identifier(0, limits.mobile)),
  highestEducation: z.optional(line(60)),
  currentTitle: z.optional(line(60)),
  /** The verified name of the sign-in, and why the name differs from it. */
  signInName: z.optional(personName(0)),
  nameReason: z.optional(prose(0, limits.nameReason)),
});
export type DeclaredPerson = z.infer<typeof DeclaredPersonSchema>;

/** As it is stored and shown; what a body may hold is judged by the schemas of its parts. */
export const DeclarationSchema = stored(
  z.object({
    planCode: code,
    planVersion: z.int().check(z.minimum(1)),
    /** R12: which version of the requirements was read, and when. */
    requirementsSeen: z.optional(z.object({ planVersion: z.int(), at: Instant })),
    /** Set by the platform, from the profile until it is handed in. */
    person: z.optional(DeclaredPersonSchema),
    photo: z.optional(z.object({ fileId: id, sha256 })),
    commitment: z.optional(
      z.object({
        signedHash: sha256,
        signedAt: Instant,
        template: z.optional(code),
        /** The drawn signature (R22): key of its item. */
        signatureId: z.optional(id),
      }),
    ),
    data: DeclarationDataSchema,
    achievements: z.array(DeclaredAchievementSchema).check(z.maxLength(limits.achievements)),
    attachments: z.array(DeclaredAttachmentSchema).check(z.maxLength(limits.attachments)),
    /** R57 「所有附件确认上传无误」: the files that the applicant confirmed; a file added later is not among them. */
    confirmedFileIds: z.array(id).check(z.maxLength(limits.attachments)),
  }),
);
export type Declaration = z.infer<typeof DeclarationSchema>;

/** Whom a unit is under: a municipal direct unit (R30, R62), or a district or county (its registered affiliation, R27). */
export const AffiliationSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('MUNI_DIRECT'), muniUnitId: id }),
  z.object({ type: z.literal('DIVISION'), division: DivisionCodeSchema }),
]);

/** What the rules know of the employing unit; from its registration, never from the applicant. */
export const UnitFactsSchema = z.object({
  kind: z.enum(unitKinds),
  affiliation: AffiliationSchema,
  /** Where the unit is located 属地 (R30). */
  location: z.object({ division: DivisionCodeSchema }),
});
export type UnitFacts = z.infer<typeof UnitFactsSchema>;

/** What is known of an uploaded file: the verdict of its inspection by content, `PENDING` until there is one. */
export const FileStateSchema = z.object({
  status: z.enum(['PENDING', 'ACCEPTED', 'REFUSED']),
  kind: z.optional(FileKind),
  bytes: z.optional(z.int()),
});
export type FileState = z.infer<typeof FileStateSchema>;

/** What the archive says of an item now (R6): its newest approved version, and what became of the newest one. */
export const ArchiveFactsSchema = z.object({
  approvedVersion: z.nullable(z.int()),
  latestStatus: z.enum(['DRAFT', 'SAVED', 'APPROVED', 'RETURNED']),
});
export type ArchiveFacts = z.infer<typeof ArchiveFactsSchema>;
