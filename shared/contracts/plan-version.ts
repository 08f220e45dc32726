import * as z from 'zod/mini';
import { ActorSchema } from './roles.ts';

/** A plan that goes off offer (D30): who asks for it and why; with `confirmedBy` it is off. */
export const PlanRetirement = z.object({
  proposedBy: ActorSchema,
  proposedAt: z.string(),
  reason: z.string(),
  confirmedBy: z.optional(ActorSchema),
  confirmedAt: z.optional(z.string()),
});
export type PlanRetirement = z.infer<typeof PlanRetirement>;

/** What is known of a version of a plan beside its document (G1): as it is kept, and as it is shown. */
export const PlanVersionFacts = z.object({
  planCode: z.string(),
  planVersion: z.number(),
  /** The name as the document has it; it may still lack one. */
  name: z.string(),
  status: z.enum(['DRAFT', 'PROPOSED', 'PUBLISHED']),
  /** SHA-256 of the canonical JSON of the document: what is published is what this says, for good. */
  sha256: z.string(),
  /** SHIPPED: came with the software; CONSOLE: made by people here. */
  origin: z.enum(['SHIPPED', 'CONSOLE']),
  /** The version of the same plan that it was copied from. */
  basedOn: z.optional(z.number()),
  changedBy: ActorSchema,
  changedAt: z.string(),
  /** Who asks that it be published, and who confirmed it (G3, D26). */
  proposedBy: z.optional(ActorSchema),
  publishedBy: z.optional(ActorSchema),
  publishedAt: z.optional(z.string()),
  /** Of the newest version alone. */
  retirement: z.optional(PlanRetirement),
  version: z.number(),
});
