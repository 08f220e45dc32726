import * as z from 'zod/mini';

/** A text of a plan: Chinese required, English where somebody wrote it (G5). */
export const PlanTextSchema = z.object({
  zh: z.string().check(z.minLength(1)),
  en: z.optional(z.string().check(z.minLength(1))),
});
export type PlanText = z.infer<typeof PlanTextSchema>;

/** A code of plan data: letters, digits, `.`, `_`, `-`; stable for the life of the plan. */
export const CodeSchema = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/));

/** The id of a rule in the rule catalogue: R13, L26, C10, B3, K2, D1, G2, V1, Q9. */
export const RuleIdSchema = z.string().check(z.regex(/^[A-Z]\d{1,2}$/));
