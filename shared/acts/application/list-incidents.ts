import type { ResponseOf } from '../../contracts/api/index.ts';
import { limitOf } from '../../store/base/pages.ts';
import { openIncidents } from '../../store/incidents.ts';
import { proposedCorrection } from '../../views/desk-file.ts';
import { unprintedFindings } from '../../views/unprinted.ts';
import type { Deps } from '../base/deps.ts';

/**
 * Steps of the review machine that fail for good, oldest first: ids, codes and fields, nothing of what was declared but
 * the texts of a correction that waits for a second person (D15).
 */
export async function listIncidents(
  { table, applications }: Pick<Deps, 'table' | 'applications'>,
  query: Readonly<Record<string, string | undefined>>,
): Promise<ResponseOf<'IncidentList'>> {
  const { items, cursor } = await openIncidents(table, { limit: limitOf(query.limit), cursor: query.cursor });
  const found = await applications.getMany(items.map((one) => one.applicationId));
  return {
    items: items.flatMap((incident) => {
      const application = found.find((one) => one.applicationId === incident.applicationId);
      if (!application) return [];
      const { applicationNo, stage, turn: currentTurn, pendingCorrection } = application;
      const findings = unprintedFindings(application);
      const { closedAt: _open, ...shown } = incident;
      return [
        {
          ...shown,
          ...(applicationNo ? { applicationNo } : {}),
          ...{ stage, currentTurn, findings },
          ...(pendingCorrection && findings.length > 0
            ? { proposed: proposedCorrection(pendingCorrection) }
            : {}),
        },
      ];
    }),
    ...(cursor ? { cursor } : {}),
  };
}
