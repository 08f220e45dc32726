import * as z from 'zod/mini';
import { exact, prose } from '../text.ts';
import { Count, Cursor } from './common.ts';
import { unitStatuses } from './people.ts';

/** D33: units as the point of their place holds, restores and sets them aside. */

const reason = prose(2, 500);
export const UnitActBody = z.object({
  version: Count,
  act: z.discriminatedUnion('type', [
    /** At once: its people can do nothing until it is restored. */
    z.object({ type: z.literal('SUSPEND'), reason }),
    z.object({ type: z.literal('RESTORE'), reason }),
    /** Whoever registered had no right to the code: suspends at once, and frees the code once another person confirms. */
    z.object({ type: z.literal('SET_ASIDE'), reason }),
    /** D26: exactly what another person prepared. */
    z.object({ type: z.literal('CONFIRM'), proposal: exact(64, 64) }),
    z.object({ type: z.literal('REFUSE'), proposal: exact(64, 64), reason }),
  ]),
});
export type UnitActName = z.infer<typeof UnitActBody>['act']['type'];

export const UnitAtDesk = z.object({
  uscc: z.string(),
  name: z.string(),
  division: z.string(),
  status: z.enum(unitStatuses),
  hrName: z.string(),
  hrMobile: z.string(),
  suspended: z.optional(z.object({ at: z.string(), reason: z.string() })),
  /** What waits for a second person. */
  setAside: z.optional(
    z.object({
      by: z.object({ id: z.string(), name: z.optional(z.string()) }),
      at: z.string(),
      reason: z.string(),
      proposal: z.string(),
    }),
  ),
  /** What the reader may do with it now. */
  acts: z.array(z.string()),
  version: z.number(),
});
export const UnitDeskList = z.object({ items: z.array(UnitAtDesk), cursor: Cursor });
