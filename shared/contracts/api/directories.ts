import * as z from 'zod/mini';
import { LocalDate } from '../calendar.ts';
import { CityDirectorySchema, DirectoryCommitteeSchema, DirectoryVersionFacts } from '../directory.ts';
import { Bilingual } from '../finding.ts';
import { titleLevels } from '../plan-attachments.ts';
import { PlanTextSchema } from '../plan-text.ts';
import { ActorSchema } from '../roles.ts';
import { exact, prose } from '../text.ts';
import { Count, Findings } from './common.ts';

/** A document of any shape: what is wrong with it is told, not refused. */
const Document = z.record(z.string().check(z.regex(/^[$A-Za-z]\w{0,39}$/)), z.unknown());

/** The directories of all cities as they count today. */
export const DirectoryList = z.object({
  items: z.array(z.extend(CityDirectorySchema, { city: PlanTextSchema, sample: z.boolean() })),
});

const CommitteeHit = z.extend(DirectoryCommitteeSchema, {
  city: z.object({ code: z.string(), name: PlanTextSchema }),
  regionNames: z.array(PlanTextSchema),
  state: z.enum(['RUNNING', 'COMING', 'ENDED']),
  /** The last day on which it takes the specialties that are listed. */
  until: LocalDate,
  /** In what it is not what was asked for. */
  differs: z.array(z.enum(['SPECIALTY', 'LEVEL', 'REGION', 'VALIDITY'])),
  /** Plans under which one declares to it; instants. */
  plans: z.array(
    z.object({
      planCode: z.string(),
      names: PlanTextSchema,
      openAt: z.string(),
      closeAt: z.string(),
      open: z.boolean(),
    }),
  ),
  sample: z.boolean(),
});
/** Who takes a specialty (L2); `nearest` while nobody does now. */
export const CommitteeAnswer = z.object({
  on: LocalDate,
  matches: z.array(CommitteeHit),
  nearest: z.array(CommitteeHit),
});
/** The levels that may be asked for. */
export const CommitteeLevel = z.enum(titleLevels);

export const DirectoryVersionList = z.object({
  items: z.array(
    z.extend(DirectoryVersionFacts, {
      /** Counts today. */
      inForce: z.boolean(),
    }),
  ),
  /** Cities of plans for which nobody keeps a directory yet: one can be begun from what the plans say. */
  without: z.array(z.object({ directoryCode: z.string(), name: z.string() })),
});
/** A version with its document, everything that is amiss at its JSON Pointer, and who did what to it. */
export const DirectoryVersion = z.extend(DirectoryVersionFacts, {
  inForce: z.boolean(),
  document: Document,
  findings: Findings,
  history: z.array(
    z.object({
      at: z.string(),
      act: z.string(),
      by: ActorSchema,
      reason: z.optional(z.string()),
      /** What was changed, in words. */
      changes: z.optional(z.array(Bilingual)),
    }),
  ),
});
/** `from` 0: from what the plans of the city say. */
export const DirectoryVersionBody = z.object({ from: Count });
export const DirectoryImportBody = z.object({ document: Document });
/** D26: `sha256` is what was on the screen of whoever decides. */
export const DirectoryPublicationBody = z.object({
  decision: z.enum(['PROPOSE', 'CONFIRM', 'REFUSE']),
  sha256: exact(64, 64),
  reason: z.optional(prose(2, 500)),
});
/** What a version changes since another one, in words. */
export const ChangesOfDirectory = z.object({
  since: z.number(),
  changes: z.array(z.object({ pointer: z.string(), words: Bilingual })),
  /** How many more there are than are told. */
  more: z.number(),
});
