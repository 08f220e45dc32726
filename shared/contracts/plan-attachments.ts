import * as z from 'zod/mini';
import { limits } from './limits.ts';
import { ExpressionSchema } from './plan-expression.ts';
import { CodeSchema, PlanTextSchema, RuleIdSchema } from './plan-text.ts';

/** What a scan may be; judged by content, never by the name. */
export const scanKinds = ['PDF', 'JPEG', 'PNG'] as const;
export type ScanKind = (typeof scanKinds)[number];

/** Levels of professional titles, lowest first: 助理级, 中级, 副高级, 正高级. */
export const titleLevels = ['ASSISTANT', 'MID', 'ASSOCIATE_SENIOR', 'SENIOR'] as const;
export type TitleLevel = (typeof titleLevels)[number];

/** Kinds of education that the table tells apart (domain-spec §5.1). */
export const educationKinds = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7'] as const;

/** Document of a present post (R49–R52): 聘任文件或聘书, 劳动合同. */
export const appointmentKinds = ['APPOINTMENT', 'LABOUR_CONTRACT'] as const;
export type AppointmentKind = (typeof appointmentKinds)[number];

/** A document that the table may ask for: what it is called, what files it may be, what a person looks at. */
export const AttachmentDocumentSchema = z.object({
  code: CodeSchema,
  names: PlanTextSchema,
  /** Where it comes from and what it must show, beside the upload. */
  hint: z.optional(PlanTextSchema),
  files: z.array(z.enum(scanKinds)).check(z.minLength(1)),
  /** Inclusive. */
  maxBytes: z.int().check(z.minimum(1), z.maximum(limits.attachmentBytes)),
  /** What no program can judge (a seal, a signature, a text's content): shown to reviewers. */
  humanChecks: z.optional(z.array(z.object({ text: PlanTextSchema, rule: RuleIdSchema }))),
});
export type AttachmentDocument = z.infer<typeof AttachmentDocumentSchema>;

/** First matching entry wins: which kinds of document are accepted. */
const KindEntrySchema = z.object({
  accept: z.array(z.enum(appointmentKinds)).check(z.minLength(1)),
  when: ExpressionSchema,
  rules: z.optional(z.array(RuleIdSchema)),
});

/** First matching entry wins: the level that must be shown, held for `minYears` full years at `at`. */
const LevelEntrySchema = z.object({
  need: z.enum(['ANY', ...titleLevels]),
  minYears: z.optional(z.int().check(z.minimum(1), z.maximum(40))),
  at: z.optional(z.literal('cutoffDate')),
  when: ExpressionSchema,
  rules: z.optional(z.array(RuleIdSchema)),
  /** Code of the finding when level or years fall short. */
  failing: z.optional(CodeSchema),
});

/** One row of the decision table (domain-spec §5.4). Exactly one of `code` and `oneOf`. */
export const AttachmentRowSchema = z.object({
  code: z.optional(CodeSchema),
  /** Any one of these documents will do (R48). */
  oneOf: z.optional(z.array(CodeSchema).check(z.minLength(2))),
  min: z.int().check(z.minimum(1), z.maximum(20)),
  when: ExpressionSchema,
  rules: z.array(RuleIdSchema).check(z.minLength(1)),
  /** Codes of the findings that this row gives. */
  failing: z.object({ missing: CodeSchema, expired: z.optional(CodeSchema), kind: z.optional(CodeSchema) }),
  /** The `min` documents must be of different recommenders (R33). */
  distinctBy: z.optional(z.literal('recommenderId')),
  /** One instance for each selected achievement; `when` then also sees that achievement's facts (R39). */
  forEach: z.optional(z.literal('achievements')),
  /** Of `forEach`: given by a third party; what the unit or the applicant says of the work does not count. */
  proof: z.optional(z.literal('THIRD_PARTY')),
  /** Tried first; an upload is asked for only when it fails (R44). */
  fetch: z.optional(z.enum(['CHSI'])),
  /** The in-province part is fetched, so only the rest is asked for (R55). */
  fetchInProvince: z.optional(z.enum(['SI'])),
  /** The document shows an end of its validity, which must not lie before the day of the check (Q9). */
  validUntil: z.optional(z.literal('checkDate')),
  kinds: z.optional(z.array(KindEntrySchema).check(z.minLength(1))),
  level: z.optional(z.array(LevelEntrySchema).check(z.minLength(1))),
});
export type AttachmentRow = z.infer<typeof AttachmentRowSchema>;

export const AttachmentTableSchema = z.object({
  documents: z.array(AttachmentDocumentSchema).check(z.minLength(1)),
  rows: z.array(AttachmentRowSchema).check(z.minLength(1)),
});
