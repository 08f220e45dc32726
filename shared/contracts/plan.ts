import * as z from 'zod/mini';
import { DeadlineSpec, LocalDate } from './calendar.ts';
import { identityKinds } from './identity.ts';
import { PhotoRules } from './photo.ts';
import { AttachmentTableSchema, educationKinds, titleLevels } from './plan-attachments.ts';
import { DirectorySchema, JurisdictionSchema, RoutingSchema } from './plan-directory.ts';
import { ExclusionsSchema } from './plan-exclusions.ts';
import { ExpressionSchema } from './plan-expression.ts';
import { checkingRoles, FormSectionSchema } from './plan-fields.ts';
import { BatchSchema, PreconditionSchema, planKinds } from './plan-procedure.ts';
import { CodeSchema, PlanTextSchema, RuleIdSchema } from './plan-text.ts';
import { EvidenceWindowSchema, YearsSchema } from './plan-years.ts';
import { MAIN_LANE } from './stages.ts';

/**
 * The plan document 申报计划 (domain-spec §12): everything that a new title, city or year needs, as data.
 * Dates are civil dates of Asia/Shanghai, inclusive; money is integer 分; scores are integers ×100.
 */

const TitleSchema = z.object({
  series: z.string(),
  level: z.enum(titleLevels),
  levelName: z.string(),
  qualification: z.string(),
  field: z.string(),
  /** `close` 相近专业 counts both ways (R33). */
  specialties: z
    .array(z.object({ code: CodeSchema, name: PlanTextSchema, close: z.array(CodeSchema) }))
    .check(z.minLength(1)),
});

/** Verbatim strings of the source document (domain-spec §1); printed and shown exactly as they stand here. */
const StringsSchema = z.object({
  platformName: z.string(),
  platformUrl: z.string(),
  platformShort: z.string(),
  planName: z.string(),
  watermark: z.string(),
  commitmentTitle: z.string(),
  menuProfile: z.string(),
  menuArchive: z.string(),
  fieldCurrentUnit: z.string(),
  entry: z.string(),
  btnDeclare: z.string(),
  btnNext: z.string(),
  btnSelfEval: z.string(),
  btnSubmit: z.string(),
  /** Names of the six pages of a declaration, in order. */
  pages: z.object({
    PHOTO: z.string(),
    COMMITMENT: z.string(),
    DATA: z.string(),
    ACHIEVEMENTS: z.string(),
    ATTACHMENTS: z.string(),
    PREVIEW: z.string(),
  }),
  manual: z.string(),
});

const FixedClose = z.nullable(z.object({ close: LocalDate }));

const WindowsSchema = z.object({
  /** Both days inclusive: open from 0:00 of `open` to 24:00 of `close`. */
  declare: z.object({ open: LocalDate, close: LocalDate }),
  /** The day at which seniority is measured (Q8). */
  cutoffDate: LocalDate,
  /** D32: last day by which the unit must have reported; the person's own is that of `declare`. */
  unitReview: FixedClose,
  /** D39: rolling batches, in order; each has its own day for the unit and its own cut-off, instead of those beside. */
  batches: z.optional(z.array(BatchSchema).check(z.minLength(1), z.maxLength(24))),
  pointReview: FixedClose,
  districtReview: FixedClose,
  payment: DeadlineSpec,
  form: DeadlineSpec,
});

const CommitmentSchema = z.object({
  /** Version of the letter's text, recorded with every signature. */
  template: CodeSchema,
  /** Paragraphs; `{name}`, `{unit}`, `{plan}`, `{qualification}` are filled in. */
  paragraphs: z.array(PlanTextSchema).check(z.minLength(1)),
  qrTtlSeconds: z.int().check(z.minimum(30), z.maximum(3600)),
  /** C10: the signature covers a hash of the content; changed content must be signed again. */
  bindToContentHash: z.boolean(),
  /** Below both, a drawing is no signature at all (domain-spec §7.4); anything more is a person's judgement (R23). */
  signature: z.object({ minStrokes: z.int(), minPathPx: z.int() }),
});

const StatementSchema = z.object({
  /** Code points, white space left out (R26). */
  max: z.int().check(z.minimum(1)),
});

/** Fields of a declaration's data that a plan can require (R25). Keys of `DeclarationData`. */
export const formFieldKeys = [
  'track',
  'category',
  'specialty',
  'optionCodes',
  'selfEvaluation',
  'recommenders',
  'educations',
  'established',
  'titles',
  'appointment',
  'work',
  'workStatement',
  'siOutOfProvince',
  'pointId',
  'mobile',
  'inService',
  'preconditions',
  'exclusions',
] as const;
export type FormFieldKey = (typeof formFieldKeys)[number];

const FormFieldSchema = z.object({
  key: z.enum(formFieldKeys),
  names: PlanTextSchema,
  hint: z.optional(PlanTextSchema),
  required: ExpressionSchema,
  /** The desks that check it. */
  checkedBy: z.optional(z.array(z.enum(checkingRoles)).check(z.minLength(1))),
  rule: RuleIdSchema,
});

const OptionSchema = z.object({
  code: CodeSchema,
  text: PlanTextSchema,
  /** Categories that it is for; without them everybody of the track. */
  categories: z.optional(z.array(CodeSchema).check(z.minLength(1))),
});

export const TrackSchema = z.object({
  code: CodeSchema,
  names: PlanTextSchema,
  /** How many options must be ticked (R31, R36). */
  optionsMin: z.int().check(z.minimum(0)),
  options: z.array(OptionSchema),
  /** Categories that may use this track; this alone decides R34, R35 and Q11. */
  categories: z.array(CodeSchema).check(z.minLength(1)),
  /** Self-evaluation: which table, and the pass mark ×100, inclusive (R32). */
  scoring: z.optional(z.object({ table: CodeSchema, pass: z.object({ gte: z.int() }) })),
  /** Recommenders (R33): how many, of which titles, whose specialty must be the same or a close one. */
  recommenders: z.optional(
    z.object({
      min: z.int().check(z.minimum(1)),
      titles: z.array(z.string()).check(z.minLength(1)),
      specialty: z.enum(['SAME_OR_CLOSE', 'SAME', 'ANY']),
    }),
  ),
  rules: z.array(RuleIdSchema),
});
export type Track = z.infer<typeof TrackSchema>;

const ScoreItemSchema = z.discriminatedUnion('kind', [
  z.object({
    code: CodeSchema,
    names: PlanTextSchema,
    kind: z.literal('CHOICE'),
    /** Scores ×100, one of which is chosen. */
    choices: z.array(z.object({ score: z.int(), text: PlanTextSchema })).check(z.minLength(2)),
  }),
  z.object({
    code: CodeSchema,
    names: PlanTextSchema,
    kind: z.literal('PER_UNIT'),
    /** Score ×100 of each, and the most that this item can bring. */
    each: z.int().check(z.minimum(1)),
    max: z.int().check(z.minimum(1)),
    evidence: z.optional(z.enum(['ARCHIVE', 'ATTACHMENT'])),
  }),
]);

export const ScoringTableSchema = z.object({
  note: PlanTextSchema,
  groups: z
    .array(
      z.object({
        code: CodeSchema,
        names: PlanTextSchema,
        /** The most that the whole group can bring, ×100. */
        cap: z.int().check(z.minimum(1)),
        items: z.array(ScoreItemSchema).check(z.minLength(1)),
      }),
    )
    .check(z.minLength(1)),
});
export type ScoringTable = z.infer<typeof ScoringTableSchema>;

/** Stages of the road after submit, in the order of R1. */
export const planStages = [
  'UNIT_REVIEW',
  'UNIT_PUBLICITY',
  'POINT_REVIEW',
  'INDUSTRY_REVIEW',
  'DISTRICT_REVIEW',
  'PAYMENT',
  'PAPER_FORM',
  'OFFICE_REVIEW',
  'PRE_PUBLICITY',
  'INTERVIEW',
  'EXPERT_REVIEW',
  'RESULT_PUBLICITY',
  'JOINT_AUDIT',
  'DOCUMENT',
  'CERTIFICATE',
  'PAPER_RETURN',
] as const;
export type PlanStage = (typeof planStages)[number];

/**
 * An authority that audits the results (R67). The bureau of human resources has the code of its role, MUNI_HRSS, and also
 * publishes the document; every other one is worked by the role AUTHORITY, whose scope names this code.
 */
export const AuthoritySchema = z.object({
  code: CodeSchema.check(z.refine((code) => code !== MAIN_LANE, { error: 'MAIN is no authority' })),
  names: PlanTextSchema,
});
export type Authority = z.infer<typeof AuthoritySchema>;

const StageSchema = z.object({
  code: z.enum(planStages),
  on: z.boolean(),
  /** Publicity stages: length of the window; five at least (R63, R65, L9, G2). */
  minWorkingDays: z.optional(z.int()),
  /** Paper form: how many identical copies (R60). */
  copies: z.optional(z.int().check(z.minimum(1), z.maximum(4))),
  /** Joint audit: who must approve, in the order of their seals (R67). */
  approvers: z.optional(z.array(AuthoritySchema).check(z.minLength(1), z.maxLength(4))),
  /** Reviews: time limit in working days (C7). Passing it reminds people and decides nothing. */
  limitWorkingDays: z.optional(z.int().check(z.minimum(1))),
});

/** Fields that a publicity list may show (V1); nothing else is ever public. */
export const publicityFields = [
  'name',
  'unit',
  'title',
  'specialty',
  'level',
  'mode',
  'applicationNo',
] as const;

const FractionSchema = z.tuple([z.int().check(z.minimum(1)), z.int().check(z.minimum(1))]);

const CommitteeSchema = z.object({
  name: PlanTextSchema,
  filingNo: z.string(),
  /** L2: approved scope and validity, three years at most. */
  series: z.string(),
  specialties: z.array(CodeSchema).check(z.minLength(1)),
  level: z.enum(titleLevels),
  validFrom: LocalDate,
  validTo: LocalDate,
  /** B1: least number of members, odd. */
  min: z.int(),
  quorum: FractionSchema,
  pass: FractionSchema,
  /** Base of the pass rule: experts attending, or those of them not recused (Q19). */
  denominator: z.enum(['ATTENDING', 'ELIGIBLE']),
  groupMin: z.int(),
  requireQuorumAfterRecusal: z.boolean(),
});

export const certificateFields = [
  'name',
  'idMasked',
  'photo',
  'qualification',
  'level',
  'specialty',
  'date',
  'committee',
  'issuer',
  'documentNo',
  'certNo',
] as const;

export const noticeOccasions = [
  'UNIT_BOUND',
  'ARCHIVE_RESULT',
  'STAGE_RESULT',
  'RETURNED',
  'PAYMENT_OPEN',
  'PAYMENT_CLOSING',
  'FORM_RECEIVED',
  'PUBLICITY_OPENED',
  'PUBLICITY_CLOSED',
  'RESULT',
  'DOCUMENT',
  'CERTIFICATE',
  'FORM_RETURNED',
  'OVERDUE',
] as const;

export const PlanSchema = z.object({
  planCode: CodeSchema.check(z.maxLength(40)),
  version: z.int().check(z.minimum(1)),
  /** CLOSED: nobody declares under it any more, whatever its window says (D30). */
  status: z.enum(['DRAFT', 'PUBLISHED', 'CLOSED']),
  names: PlanTextSchema,
  /** D39: a review 评审 by a committee, unless it says otherwise. */
  kind: z.optional(z.enum(planKinds)),
  /** D39: what must be so before somebody may declare. */
  preconditions: z.optional(z.array(PreconditionSchema).check(z.maxLength(20))),
  /** The year shown beside the name (Q1: the name itself stays literal). */
  yearLabel: z.string(),
  /** The document that orders this plan (R71). */
  source: z.object({ attachmentNo: z.string(), title: z.string(), missing: z.array(PlanTextSchema) }),
  title: TitleSchema,
  jurisdiction: JurisdictionSchema,
  strings: StringsSchema,
  /** All that is to be read before 马上申报 (R12). */
  requirements: z.array(
    z.object({ heading: PlanTextSchema, body: PlanTextSchema, rules: z.array(RuleIdSchema) }),
  ),
  /** Who may not declare (L6). */
  exclusions: z.optional(ExclusionsSchema),
  windows: WindowsSchema,
  /** D40: how years are counted, and how many it takes; without it by anniversary, and none beside the table's. */
  years: z.optional(YearsSchema),
  /** The documents of identity that it takes (D17); without them every kind. */
  identityKinds: z.optional(z.array(z.enum(identityKinds)).check(z.minLength(1))),
  photo: PhotoRules,
  commitment: CommitmentSchema,
  statement: StatementSchema,
  form: z.object({
    /** What rules read and documents place. */
    fields: z.array(FormFieldSchema).check(z.minLength(1)),
    /** What is asked, checked and printed besides, by its description alone. */
    sections: z.optional(z.array(FormSectionSchema).check(z.maxLength(20))),
  }),
  educations: z
    .array(z.object({ kind: z.enum(educationKinds), names: PlanTextSchema, rules: z.array(RuleIdSchema) }))
    .check(z.minLength(1)),
  categories: z.array(z.object({ code: CodeSchema, names: PlanTextSchema })).check(z.minLength(1)),
  tracks: z.array(TrackSchema).check(z.minLength(1)),
  scoringTables: z.record(CodeSchema, ScoringTableSchema),
  archiveKinds: z.array(z.object({ code: CodeSchema, names: PlanTextSchema })).check(z.minLength(1)),
  achievements: z.object({
    min: z.int().check(z.minimum(0)),
    /** Above it a warning, never more (R38, Q26). */
    softMax: z.int().check(z.minimum(1)),
    collectiveProof: z.boolean(),
    /** D40: what counts lies in it; without it every day does. */
    window: z.optional(EvidenceWindowSchema),
  }),
  attachments: AttachmentTableSchema,
  routing: RoutingSchema,
  directory: DirectorySchema,
  stages: z.array(StageSchema).check(z.minLength(1)),
  publicity: z.object({
    countStartDay: z.boolean(),
    fields: z.array(z.enum(publicityFields)).check(z.minLength(1)),
    /** Days after close until a list leaves the public site (V3). */
    unlistDays: z.int().check(z.minimum(0)),
  }),
  returns: z.object({
    dueWorkingDays: z.int().check(z.minimum(1)),
    maxPerStage: z.int().check(z.minimum(1)),
  }),
  committee: CommitteeSchema,
  certificate: z.object({
    /** `{year}`, `{division}`, `{seq6}`, `{check}` are filled in (§10.4). */
    numberPattern: z.string(),
    qualificationDate: z.enum(['VOTE_DATE', 'DOCUMENT_DATE']),
    issuingBodies: z.array(z.string()).check(z.minLength(1)),
    fields: z.array(z.enum(certificateFields)).check(z.minLength(1)),
  }),
  fee: z.object({
    /** 分; 0 skips the payment stage (Q15). */
    amountFen: z.int().check(z.minimum(0)),
    /** The approved standard that the fee rests on (L23). */
    basis: PlanTextSchema,
    /** A payment begun before the close may end this much later (§7.4). */
    inProgressMinutes: z.int().check(z.minimum(0)),
    /** One re-opening by operations within so many days after the close (Q16). */
    reopenGraceDays: z.int().check(z.minimum(0)),
  }),
  notifications: z.array(z.enum(noticeOccasions)),
  /** JSON Pointers (RFC 6901) of everything that the source document does not give: shown as sample data. */
  sampleData: z.array(z.string()),
  /** Present on a plan whose sample windows were moved for a demonstration (`planForSeason`). */
  season: z.optional(z.object({ originalOpen: LocalDate, shiftedDays: z.int() })),
});
export type Plan = z.infer<typeof PlanSchema>;
