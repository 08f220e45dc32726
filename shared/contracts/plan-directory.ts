import * as z from 'zod/mini';
import { LocalDate } from './calendar.ts';
import { CodeSchema, PlanTextSchema } from './plan-text.ts';

/** GB/T 2260 code of a division. */
export const DivisionCodeSchema = z.string().check(z.regex(/^\d{6}$/));

/** A place that people telephone and bring paper to (R28). */
const ContactSchema = z.object({
  phone: z.string(),
  paperAddress: PlanTextSchema,
  hours: z.optional(PlanTextSchema),
});

/**
 * A district acceptance point 受理点: an entity with dates and a *set* of divisions, not a member of an enumeration
 * (§13): districts merge, and a management zone may run its own point with no division at all.
 */
export const PointSchema = z.extend(ContactSchema, {
  pointId: CodeSchema,
  name: PlanTextSchema,
  divisions: z.array(DivisionCodeSchema),
  /** Desk of the district HRSS that reviews after this point: a division code, or the zone's own. */
  hrss: CodeSchema,
  validFrom: LocalDate,
  /** Last day, inclusive; null: still running. */
  validTo: z.nullable(LocalDate),
  /** The point that takes over, once this one has ended, its divisions and what still lies there (§6). */
  successor: z.optional(CodeSchema),
});
export type Point = z.infer<typeof PointSchema>;

/** A municipal direct unit 市直单位: takes the paper forms of its subordinate units (R62). */
export const MuniUnitSchema = z.extend(ContactSchema, {
  muniUnitId: CodeSchema,
  name: PlanTextSchema,
  /** Last day, inclusive; absent or null: still running. */
  validTo: z.optional(z.nullable(LocalDate)),
  /** The unit that takes over once this one has ended. */
  successor: z.optional(CodeSchema),
});
export type MuniUnit = z.infer<typeof MuniUnitSchema>;

/** A desk of an industry's authority 行业主管部门 (D39): of some units by their credit codes, or of specialties. */
export const IndustryDeskSchema = z.extend(ContactSchema, {
  deskId: CodeSchema,
  name: PlanTextSchema,
  specialties: z.array(CodeSchema),
  units: z.optional(z.array(z.string()).check(z.maxLength(500))),
});
export type IndustryDesk = z.infer<typeof IndustryDeskSchema>;

export const DirectorySchema = z.object({
  points: z.array(PointSchema).check(z.minLength(1)),
  muniUnits: z.array(MuniUnitSchema),
  industry: z.optional(z.array(IndustryDeskSchema)),
  office: z.extend(ContactSchema, { name: PlanTextSchema }),
});

export const JurisdictionSchema = z.object({
  division: DivisionCodeSchema,
  name: PlanTextSchema,
  divisions: z
    .array(
      z.object({
        code: DivisionCodeSchema,
        name: PlanTextSchema,
        /** Last day, inclusive; absent or null: still there. */
        validTo: z.optional(z.nullable(LocalDate)),
        /** The division that it became part of. */
        successor: z.optional(CodeSchema),
      }),
    )
    .check(z.minLength(1)),
});

/** How a unit's electronic and paper road is found (domain-spec §6). */
export const RoutingSchema = z.object({
  /** Private enterprises and other non-public units (R27). */
  private: z.enum(['APPLICANT_BY_AFFILIATION', 'BY_LOCATION']),
  /** Units under a municipal direct unit (R30). */
  muniDirect: z.enum(['BY_LOCATION', 'APPLICANT_BY_AFFILIATION']),
  /** Public units under a district or county (Q17). */
  district: z.enum(['BY_AFFILIATION', 'BY_LOCATION']),
  /** Paper form of units under a municipal direct unit (R62). */
  paperMuniDirect: z.enum(['MUNI_UNIT', 'POINT']),
});
