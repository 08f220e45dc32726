import * as z from 'zod/mini';

/** A text for people: Chinese first, English beside it. */
export const Bilingual = z.object({ zh: z.string(), en: z.string() });
export type Bilingual = z.infer<typeof Bilingual>;

/**
 * One thing that a rule found. All findings of a form are reported together, never one at a time.
 * `code` is stable (domain-spec §3, e.g. `PHOTO_RATIO_LOW`), `rule` is the id of its source (R19, L26, D2 …);
 * `found` and `allowed` are what was measured and what the rule asks for, ready to be shown.
 */
export const Finding = z.object({
  code: z.string(),
  rule: z.string(),
  field: z.optional(z.string()),
  found: z.optional(z.union([z.string(), z.number()])),
  allowed: z.optional(z.union([z.string(), z.number()])),
  message: Bilingual,
  /** `error` stops the act; `advice` is shown to the person and to the reviewer, and stops nothing (L36). */
  severity: z.enum(['error', 'advice']),
});
export type Finding = z.infer<typeof Finding>;

/** What a pure rule answers: a value with advice, or all problems at once. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly advice: readonly Finding[] }
  | { readonly ok: false; readonly problems: readonly Finding[] };
