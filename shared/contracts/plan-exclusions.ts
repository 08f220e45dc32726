import * as z from 'zod/mini';
import { ExpressionSchema } from './plan-expression.ts';
import { CodeSchema, PlanTextSchema, RuleIdSchema } from './plan-text.ts';

/** Who may not declare (L6): asked in plain words, refused with the rule that it rests on and until when. */
const ExclusionSchema = z.object({
  code: CodeSchema,
  /** What it is called in a refusal: 公务员、处分期内. */
  names: PlanTextSchema,
  /** The question, answered by yes or no. */
  ask: PlanTextSchema,
  /** The rule that it rests on, by its name and article. */
  basis: PlanTextSchema,
  rule: RuleIdSchema,
  /** Who is asked. */
  when: ExpressionSchema,
  /** How long it excludes, from the day of the decision; without it as long as it is so. */
  lasts: z.optional(
    z
      .array(
        z.object({
          code: CodeSchema,
          names: PlanTextSchema,
          months: z.int().check(z.minimum(1), z.maximum(600)),
        }),
      )
      .check(z.minLength(1)),
  ),
});
export type Exclusion = z.infer<typeof ExclusionSchema>;
export const ExclusionsSchema = z.array(ExclusionSchema);
