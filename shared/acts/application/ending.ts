import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import type { Table, Write } from '../../store/base/table.ts';
import { closeObjections } from '../../store/objections.ts';
import { entryStatusWrites } from '../../store/publicities.ts';

/** What goes with an application that leaves the road before its end: its open objections, its entry on a list. */
export async function endingWrites(
  table: Table,
  before: Application,
  ending: { actor: Actor; at: string; finding: string },
): Promise<Write[]> {
  const { applicationId, window } = before;
  return [
    ...(await closeObjections(table, before, ending)),
    ...(await entryStatusWrites(table, window?.publicityId, applicationId, 'REMOVED')),
  ];
}
