import type { ResponseOf } from '../../contracts/api/index.ts';
import { limitOf } from '../../store/base/pages.ts';
import { openIncidents } from '../../store/incidents.ts';
import type { Deps } from '../base/deps.ts';

/** Steps of the review machine that fail for good, oldest first: ids and codes, nothing of what was declared. */
export function listIncidents(
  { table }: Pick<Deps, 'table'>,
  query: Readonly<Record<string, string | undefined>>,
): Promise<ResponseOf<'IncidentList'>> {
  return openIncidents(table, { limit: limitOf(query.limit), cursor: query.cursor });
}
