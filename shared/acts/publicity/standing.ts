import * as z from 'zod/mini';
import type { Application } from '../../contracts/application.ts';
import type { CalendarInForce } from '../../contracts/calendar.ts';
import { keys } from '../../store/base/keys.ts';
import type { Table } from '../../store/base/table.ts';
import { openObjections } from '../../store/objections.ts';
import type { Standing } from '../../views/publicity.ts';

/** What decides about a publicity besides the record itself. */

export async function standingOf(
  table: Table,
  planCode: string,
  context: { now: string; calendars: readonly CalendarInForce[] },
): Promise<Standing> {
  const open = await openObjections(table, planCode);
  const { now, calendars } = context;
  return { now, calendars, objected: new Set(open.map((o) => o.publicityId)) };
}

const SessionState = z.object({ status: z.string() });

/** State of the review sessions of these applications, by id (R65 "评审结束后"). */
export async function sessionStates(
  table: Table,
  applications: readonly Application[],
): Promise<Record<string, string>> {
  const ids = [...new Set(applications.flatMap((a) => (a.sessionId ? [a.sessionId] : [])))];
  const states = await Promise.all(ids.map((id) => table.get(SessionState, keys.session(id))));
  return Object.fromEntries(ids.map((id, i) => [id, states[i]?.status ?? '—']));
}
