import * as z from 'zod/mini';
import { LocalDate } from './calendar.ts';
import { titleLevels } from './plan-attachments.ts';
import { DivisionCodeSchema, MuniUnitSchema, PointSchema } from './plan-directory.ts';
import { CodeSchema, PlanTextSchema } from './plan-text.ts';
import { ActorSchema } from './roles.ts';

/**
 * The directory 名录 of a city (R28, L2): its districts, acceptance points, municipal direct units and committees, each
 * with the days on which it counts, both inclusive. It is versioned like a plan (G1), and counts for every plan of the city.
 */

/** Ends without `validTo`. `successor` is the entry that takes over what still lies there once it has ended. */
const Validity = {
  validFrom: LocalDate,
  validTo: z.nullable(LocalDate),
  successor: z.optional(CodeSchema),
};

/** A district or county, and the bureau of human resources that reviews for it. */
export const DistrictSchema = z.object({
  code: DivisionCodeSchema,
  name: PlanTextSchema,
  hrss: z.optional(z.object({ name: PlanTextSchema, phone: z.optional(z.string()) })),
  ...Validity,
});

/** A mobile is called where nobody answers the telephone; it is kept as every mobile is (D11). */
export const DirectoryPointSchema = z.extend(PointSchema, { mobile: z.optional(z.string()) });
export type DirectoryPoint = z.infer<typeof DirectoryPointSchema>;

export const DirectoryUnitSchema = z.extend(MuniUnitSchema, {
  uscc: z.optional(z.string()),
  ...Validity,
});

/** A committee as it is approved and filed 核准备案 (L2), and whom to ask about it. */
export const DirectoryCommitteeSchema = z.object({
  committeeId: CodeSchema,
  name: PlanTextSchema,
  series: z.string().check(z.minLength(1)),
  level: z.enum(titleLevels),
  /** `validTo`: the last day on which the committee takes this specialty; without it as long as the filing. */
  specialties: z
    .array(z.object({ code: CodeSchema, name: PlanTextSchema, validTo: z.optional(LocalDate) }))
    .check(z.minLength(1)),
  /** Divisions whose people it takes: the city's code for all of the city. */
  regions: z.array(DivisionCodeSchema).check(z.minLength(1)),
  filingNo: z.string().check(z.minLength(1)),
  filingAuthority: z.optional(PlanTextSchema),
  /** 届次. */
  term: z.optional(PlanTextSchema),
  validFrom: LocalDate,
  validTo: LocalDate,
  office: z.object({
    name: PlanTextSchema,
    phone: z.string(),
    paperAddress: PlanTextSchema,
    hours: z.optional(PlanTextSchema),
  }),
});
export type DirectoryCommittee = z.infer<typeof DirectoryCommitteeSchema>;

export const CityDirectorySchema = z.object({
  /** The division of the city: that of `jurisdiction.division` of its plans. */
  directoryCode: DivisionCodeSchema,
  version: z.int().check(z.minimum(1)),
  names: PlanTextSchema,
  /** The day from which this version counts, once it is published. */
  effectiveFrom: LocalDate,
  districts: z.array(DistrictSchema).check(z.minLength(1)),
  points: z.array(DirectoryPointSchema).check(z.minLength(1)),
  muniUnits: z.array(DirectoryUnitSchema),
  committees: z.array(DirectoryCommitteeSchema),
  /** JSON Pointers of what is sample data; '' is all of it. */
  sampleData: z.array(z.string()),
});
export type CityDirectory = z.infer<typeof CityDirectorySchema>;

/** What is known of a version beside its document (G1): as it is kept, and as it is shown. */
export const DirectoryVersionFacts = z.object({
  directoryCode: z.string(),
  directoryVersion: z.number(),
  /** As the document has it; it may still lack one. */
  name: z.string(),
  /** As the document has it; empty while it has none. */
  effectiveFrom: z.string(),
  status: z.enum(['DRAFT', 'PROPOSED', 'PUBLISHED']),
  /** SHA-256 of the canonical JSON of the document. */
  sha256: z.string(),
  /** SHIPPED: made of the plans that came with the software; CONSOLE: made by people here. */
  origin: z.enum(['SHIPPED', 'CONSOLE']),
  basedOn: z.optional(z.number()),
  changedBy: ActorSchema,
  changedAt: z.string(),
  proposedBy: z.optional(ActorSchema),
  publishedBy: z.optional(ActorSchema),
  publishedAt: z.optional(z.string()),
  version: z.number(),
});
