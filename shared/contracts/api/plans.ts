import * as z from 'zod/mini';
import { HolidayCalendar } from '../calendar.ts';
import { Bilingual } from '../finding.ts';
import { PlanSchema } from '../plan.ts';
import { titleLevels } from '../plan-attachments.ts';
import { DryRunRecord } from '../plan-dry-run.ts';
import { PlanTextSchema } from '../plan-text.ts';
import { PlanVersionFacts } from '../plan-version.ts';
import { exact, prose } from '../text.ts';
import { Count, Findings } from './common.ts';

/** A plan document of any shape: what is wrong with it is told, not refused. */
const Document = z.record(z.string().check(z.regex(/^[$A-Za-z]\w{0,39}$/)), z.unknown());

/** One place where two versions differ, in words; a side that has nothing there is absent. */
export const PlanChangeView = z.object({
  section: Bilingual,
  /** JSON Pointer; elements of a list that have a code are named by it. */
  pointer: z.string(),
  before: z.optional(z.unknown()),
  after: z.optional(z.unknown()),
  /** Where in its section; empty when it is all of it. */
  place: Bilingual,
  /** Before and after, as people say it; of a list instead what it has lost and gained. */
  was: z.optional(Bilingual),
  now: z.optional(Bilingual),
  gone: z.optional(Bilingual),
  come: z.optional(Bilingual),
});
export const ChangesOfPlan = z.object({
  changes: z.array(PlanChangeView),
  /** How many more there are than are told. */
  more: z.number(),
});

export const PlanList = z.object({
  items: z.array(
    z.object({
      planCode: z.string(),
      version: z.number(),
      /** As in the notice; English where somebody wrote it. */
      names: PlanTextSchema,
      level: z.enum(titleLevels),
      yearLabel: z.string(),
      openAt: z.string(),
      closeAt: z.string(),
      open: z.boolean(),
      sample: z.boolean(),
    }),
  ),
});
export const PlanDocument = z.object({
  plan: PlanSchema,
  openAt: z.string(),
  closeAt: z.string(),
  open: z.boolean(),
});
export const PlanVersionList = z.object({ items: z.array(PlanVersionFacts) });
/** A version with its document, and everything that the linter has against it, each at its JSON Pointer. */
export const PlanVersion = z.extend(PlanVersionFacts, { document: Document, findings: Findings });
export const PlanVersionBody = z.object({ from: Count });
/** A draft is given up as it was on the screen. */
export const PlanRemovalBody = z.object({ version: Count });
export const PlanImportBody = z.object({ document: Document });
export const PlanFindings = z.object({ sha256: z.string(), findings: Findings });
/** G3: the newest dry run of a version, and whether it is one of what the version, the one in force and the calendar are now. */
export const PlanDryRun = z.object({
  state: z.enum(['NONE', 'CURRENT', 'OUTDATED']),
  run: z.optional(DryRunRecord),
});
/** D26: `sha256` is what was on the screen of whoever decides. */
export const PlanPublicationBody = z.object({
  decision: z.enum(['PROPOSE', 'CONFIRM', 'REFUSE']),
  sha256: exact(64, 64),
  reason: z.optional(prose(2, 500)),
});
/** A reason comes with what is proposed. */
export const PlanRetirementBody = z.object({
  decision: z.enum(['PROPOSE', 'CONFIRM', 'REFUSE']),
  reason: z.optional(prose(2, 500)),
});

export const CalendarList = z.object({ current: HolidayCalendar, versions: z.array(z.string()) });

/** Loading takes two persons: the first call proposes, the same calendar by another person puts it in force (D9). */
export const CalendarBody = z.object({ calendar: HolidayCalendar });
export const CalendarLoad = z.object({
  version: z.string(),
  status: z.enum(['PROPOSED', 'IN_FORCE']),
  workingDays: z.array(z.object({ year: z.number(), workingDays: z.number() })),
});
