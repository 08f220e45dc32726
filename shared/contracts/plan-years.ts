import * as z from 'zod/mini';
import { educationKinds, titleLevels } from './plan-attachments.ts';
import { ExpressionSchema } from './plan-expression.ts';
import { RuleIdSchema } from './plan-text.ts';

/**
 * The date functions of a plan (D40), a closed set: full years by anniversary at the cut-off date; to the end of its
 * year; from 1 January of the year after; to the last day of the batch. What they mean: rules/plan/year-counts.
 */
export const dateFunctions = ['ANNIVERSARY', 'YEAR_END', 'NEXT_YEAR', 'BATCH_END'] as const;
export type DateFunction = (typeof dateFunctions)[number];

/** Ages are reached on a day: no year after is waited for. */
export const ageFunctions = ['ANNIVERSARY', 'YEAR_END', 'BATCH_END'] as const;

/** What years are counted of: the title held, the work since graduation, all work, the person. */
export const yearCounts = ['TITLE', 'EDUCATION', 'WORK', 'AGE'] as const;
export type YearCount = (typeof yearCounts)[number];

const count = z.int().check(z.minimum(0), z.maximum(100));

/** Full years that must be reached, or not be exceeded, by those whom `when` names. At least one of `min` and `max`. */
const YearNeedSchema = z.object({
  of: z.enum(yearCounts),
  min: z.optional(count),
  max: z.optional(count),
  /** TITLE: the least level that counts; without it the highest one held. */
  level: z.optional(z.enum(titleLevels)),
  /** EDUCATION: the kinds that this row is for; without them all. One education that suffices is enough. */
  educations: z.optional(z.array(z.enum(educationKinds)).check(z.minLength(1))),
  when: ExpressionSchema,
  rule: RuleIdSchema,
});
export type YearNeed = z.infer<typeof YearNeedSchema>;

/** The evidence window (D40): since the present title, or so many years up to the cut-off date. */
export const EvidenceWindowSchema = z.discriminatedUnion('since', [
  z.object({ since: z.literal('TITLE') }),
  z.object({ since: z.literal('YEARS'), years: z.int().check(z.minimum(1), z.maximum(50)) }),
]);

export const YearsSchema = z.object({
  /** Which function computes which count. Which of a title's two days counts is C14's (`certificate.qualificationDate`). */
  by: z.object({
    appointment: z.enum(dateFunctions),
    title: z.enum(dateFunctions),
    education: z.enum(dateFunctions),
    work: z.enum(dateFunctions),
    age: z.enum(ageFunctions),
  }),
  needs: z.array(YearNeedSchema),
});
export type Years = z.infer<typeof YearsSchema>;
