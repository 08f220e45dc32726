import * as z from 'zod/mini';
import { LocalDate } from './calendar.ts';
import { titleLevels } from './plan-attachments.ts';
import { ExpressionSchema } from './plan-expression.ts';
import { CodeSchema, PlanTextSchema, RuleIdSchema } from './plan-text.ts';

/** What makes a plan's procedure another one than the usual review (D39). */

/** Kinds of procedure: 评审, 初定, 认定, 确认, 转评, 兼评, 委托评审. What each may omit, and asks: rules/plan/kinds. */
export const planKinds = [
  'REVIEW',
  'FIRST_GRADING',
  'RECOGNITION',
  'CONFIRMATION',
  'CONVERSION',
  'CONCURRENT',
  'ENTRUSTED',
] as const;
export type PlanKind = (typeof planKinds)[number];

/** What may be chosen of a list that the plan gives. */
const ChoiceSchema = z.object({ code: CodeSchema, names: PlanTextSchema });

const asked = {
  code: CodeSchema,
  /** What is asked, as everybody reads it: the applicant, the desks, the experts. */
  names: PlanTextSchema,
  /** Of whom. */
  when: ExpressionSchema,
  rule: RuleIdSchema,
};

/** A title that is held already: of one of these series and levels. */
const TitleHeldSchema = z.object({
  ...asked,
  kind: z.literal('TITLE'),
  series: z.array(ChoiceSchema).check(z.minLength(1)),
  levels: z.array(z.enum(titleLevels)).check(z.minLength(1)),
  /** Granted by a body outside the plan's jurisdiction (确认). */
  elsewhere: z.optional(z.boolean()),
});

/** An exam that is passed: one of these, by score and for as long as its result holds (考评结合). */
const ExamPassedSchema = z.object({
  ...asked,
  kind: z.literal('EXAM'),
  /** `pass`: least score ×100; without it a certificate is enough. */
  exams: z
    .array(z.extend(ChoiceSchema, { pass: z.optional(z.int().check(z.minimum(1))) }))
    .check(z.minLength(1)),
  /** The day on which the result must still hold; without it a result holds for ever. */
  validOn: z.optional(z.enum(['CHECK_DATE', 'CUTOFF_DATE'])),
});

/** A document that somebody else must have given: a row of the decision table, asked of the same people. */
const DocumentGivenSchema = z.object({ ...asked, kind: z.literal('DOCUMENT'), document: CodeSchema });

/** A group of the specialty looks at the case before the committee does (破格 with a prior group check). */
const GroupCheckSchema = z.object({ ...asked, kind: z.literal('GROUP_CHECK') });

/** What must be so before somebody may declare (D39), judged by the rules alone. */
export const PreconditionSchema = z.discriminatedUnion('kind', [
  TitleHeldSchema,
  ExamPassedSchema,
  DocumentGivenSchema,
  GroupCheckSchema,
]);
export type Precondition = z.infer<typeof PreconditionSchema>;

/**
 * A rolling batch (D39): what is submitted by its day belongs to it, and is reported by the unit by another (D32). What
 * comes later is the next one's.
 */
export const BatchSchema = z.object({
  code: CodeSchema,
  names: PlanTextSchema,
  /** Last day for the person, inclusive. */
  submitBy: LocalDate,
  /** Last day for the unit, inclusive: reviewed, and published inside the unit. */
  unitReportBy: LocalDate,
  /** The day at which seniority is measured for whoever is in it. */
  cutoffDate: LocalDate,
  /** Month in which its cases are decided, `YYYY-MM`. */
  session: z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/)),
});
export type Batch = z.infer<typeof BatchSchema>;
