import * as z from 'zod/mini';
import { Bilingual, Finding } from './finding.ts';
import { ActorSchema } from './roles.ts';
import { stageCodes } from './stages.ts';

/** What the dry run of a plan's version tells (G3): as it is kept, and as it is shown. */

/** How a row of a plan's tables was met. SHADOWED: it would apply, but one before it always does. */
export const rowStates = ['REACHED', 'SHADOWED', 'NEVER', 'UNTRIED'] as const;

const DryRunRow = z.object({
  pointer: z.string(),
  name: Bilingual,
  state: z.enum(rowStates),
  /** How many of the people met it; of those whom a choice is for, how many were let through. */
  people: z.number(),
  /** The row before it that always applies first. */
  by: z.optional(Bilingual),
});
export type DryRunRow = z.infer<typeof DryRunRow>;

export const tableNames = [
  'WAYS',
  'EDUCATIONS',
  'SPECIALTIES',
  'OPTIONS',
  'FIELDS',
  'ATTACHMENT_ROWS',
  'ATTACHMENT_ENTRIES',
  'DOCUMENTS',
  'POINTS',
] as const;
const DryRunTable = z.object({ table: z.enum(tableNames), rows: z.array(DryRunRow) });
export type DryRunTable = z.infer<typeof DryRunTable>;

/** OFF: the plan switches it off. */
const DryRunState = z.object({
  stage: z.enum(stageCodes),
  state: z.enum(['REACHED', 'OFF', 'NEVER']),
  /** Transitions of domain-spec §7.3 that lead there under this plan. */
  via: z.array(z.string()),
});
export type DryRunState = z.infer<typeof DryRunState>;

const DryRunDate = z.object({
  name: Bilingual,
  /** FIXED: the plan names the days; COUNTED: counted from the last day of what comes before. */
  basis: z.enum(['FIXED', 'COUNTED']),
  from: z.string(),
  to: z.string(),
  /** Working days in it. */
  workingDays: z.number(),
  /** The first day that no loaded notice covers, and the years that are missing. */
  uncovered: z.optional(z.object({ from: z.string(), years: z.array(z.number()) })),
});
export type DryRunDate = z.infer<typeof DryRunDate>;

/** A code that came up, or that the plan itself names. */
const DryRunCode = z.object({ code: z.string(), message: z.optional(Bilingual), people: z.number() });
export type DryRunCode = z.infer<typeof DryRunCode>;

/** The gravest first. */
export const changeKinds = ['REFUSED_NOW', 'OTHER_REASONS', 'ACCEPTED_NOW', 'ASKED_OTHERWISE'] as const;
export type ChangeKind = (typeof changeKinds)[number];

const DryRunGroup = z.object({
  kind: z.enum(changeKinds),
  people: z.number(),
  before: z.array(Finding),
  after: z.array(Finding),
});

const DryRunComparison = z.object({
  /** The version that is published. */
  since: z.number(),
  acceptedBefore: z.number(),
  acceptedAfter: z.number(),
  counts: z.record(z.enum(changeKinds), z.number()),
  groups: z.array(DryRunGroup),
  /** Those whose outcome changes; `group` is a place in `groups`. */
  changed: z.array(
    z.object({ no: z.number(), who: Bilingual, note: z.optional(Bilingual), group: z.number() }),
  ),
  /** How many more there are than are told. */
  more: z.number(),
});
export type DryRunComparison = z.infer<typeof DryRunComparison>;

export const DryRunReport = z.object({
  people: z.number(),
  accepted: z.number(),
  /** Everything that is amiss: errors stop the publication, advice does not. */
  findings: z.array(Finding),
  tables: z.array(DryRunTable),
  states: z.array(DryRunState),
  /** The calendar that days were counted with. */
  calendar: z.object({ id: z.string(), title: z.string() }),
  dates: z.array(DryRunDate),
  codes: z.array(DryRunCode),
  comparison: z.optional(DryRunComparison),
});
export type DryRunReport = z.infer<typeof DryRunReport>;

/** A report with what it is of. */
export const DryRunRecord = z.object({
  planCode: z.string(),
  planVersion: z.number(),
  /** SHA-256 of all that it follows from: the document, the version it is compared with, the calendar, the program. */
  inputs: z.string(),
  sha256: z.string(),
  at: z.string(),
  by: ActorSchema,
  report: DryRunReport,
});
