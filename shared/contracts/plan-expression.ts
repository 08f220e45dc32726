import * as z from 'zod/mini';
import { LocalDate } from './calendar.ts';

/** A single fact value. `null` means "known not to apply" (an enterprise has no establishment), never "not known yet". */
export const ScalarSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Scalar = z.infer<typeof ScalarSchema>;

/**
 * What the rules of a plan look at. A list is a fact with several values at once (two educations relied on):
 * a comparison holds when it holds for one of them. A missing key is a fact not known yet.
 */
export type Facts = Readonly<Record<string, Scalar | readonly Scalar[] | undefined>>;

/** A fact and what its order is compared with: a number, an age in full years, or a civil date. */
type Bound = readonly [string, number | string];

/** The `when` language of plans (domain-spec §5.4): data, never code. */
export type Expression =
  | boolean
  | { readonly eq: readonly [string, Scalar] }
  | { readonly ne: readonly [string, Scalar] }
  | { readonly in: readonly [string, readonly Scalar[]] }
  | { readonly gt: Bound }
  | { readonly gte: Bound }
  | { readonly lt: Bound }
  | { readonly lte: Bound }
  | { readonly all: readonly Expression[] }
  | { readonly any: readonly Expression[] }
  | { readonly not: Expression };

const fact = z.string().check(z.minLength(1));
const bound = z.tuple([fact, z.union([z.number(), LocalDate])]);

export const ExpressionSchema: z.ZodMiniType<Expression> = z.lazy(() =>
  z.union([
    z.boolean(),
    z.strictObject({ eq: z.tuple([fact, ScalarSchema]) }),
    z.strictObject({ ne: z.tuple([fact, ScalarSchema]) }),
    z.strictObject({ in: z.tuple([fact, z.array(ScalarSchema).check(z.minLength(1))]) }),
    z.strictObject({ gt: bound }),
    z.strictObject({ gte: bound }),
    z.strictObject({ lt: bound }),
    z.strictObject({ lte: bound }),
    z.strictObject({ all: z.array(ExpressionSchema).check(z.minLength(1)) }),
    z.strictObject({ any: z.array(ExpressionSchema).check(z.minLength(1)) }),
    z.strictObject({ not: ExpressionSchema }),
  ]),
);
