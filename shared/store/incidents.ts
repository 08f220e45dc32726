import * as z from 'zod/mini';
import { keys, queuePartition, queueSort } from './base/keys.ts';
import { type Page, put, type Table } from './base/table.ts';

/** A step of the review machine that fails for good: it stands in operations' queue until the application moves on. */

export const IncidentSchema = z.object({
  applicationId: z.string(),
  turn: z.number(),
  step: z.string(),
  /** Name of the error; what it said is in the log of the function, under the application's id. */
  reason: z.string(),
  since: z.string(),
  lastAt: z.string(),
  times: z.number(),
  closedAt: z.optional(z.string()),
});
export type Incident = z.infer<typeof IncidentSchema>;

const OPEN = queuePartition('INCIDENT', '-');

export const getIncident = (table: Table, applicationId: string): Promise<Incident | undefined> =>
  table.get(IncidentSchema, keys.incident(applicationId));

/** Open incidents, oldest first. */
export const openIncidents = (
  table: Table,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<Incident>> => table.query(IncidentSchema, { index: 'queue', partition: OPEN, ...page });

/** One item an application; a closed one keeps its last words and leaves the queue. */
export function putIncident(table: Table, incident: Incident): Promise<void> {
  const { applicationId, since, closedAt } = incident;
  const place = closedAt ? {} : { queuePk: OPEN, queueSk: queueSort(since, applicationId) };
  return table.transact([
    put(table.name, keys.incident(applicationId), { ...incident, ...place, type: 'INCIDENT' }),
  ]);
}
