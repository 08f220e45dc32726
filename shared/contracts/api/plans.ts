import * as z from 'zod/mini';
import { HolidayCalendar } from '../calendar.ts';
import { PlanSchema } from '../plan.ts';
import { titleLevels } from '../plan-attachments.ts';
import { PlanTextSchema } from '../plan-text.ts';

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
export const CalendarList = z.object({ current: HolidayCalendar, versions: z.array(z.string()) });

/** Loading takes two persons: the first call proposes, the same calendar by another person puts it in force (D9). */
export const CalendarBody = z.object({ calendar: HolidayCalendar });
export const CalendarLoad = z.object({
  version: z.string(),
  status: z.enum(['PROPOSED', 'IN_FORCE']),
  workingDays: z.array(z.object({ year: z.number(), workingDays: z.number() })),
});
