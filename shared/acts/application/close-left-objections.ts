import { stages } from '../../contracts/stages.ts';
import { CLOSED_AT_ONCE, closingWrites, openObjectionsOf } from '../../store/objections.ts';
import type { Deps } from '../base/deps.ts';

/**
 * Closes what one transaction had no room for when the application ended. Called for every change of an application; each
 * objection is closed on its version, so that a repeat, or a death between two, leaves nothing behind and does nothing twice.
 */
export async function closeLeftObjections(deps: Deps, applicationId: string): Promise<void> {
  const application = await deps.applications.require(applicationId);
  if (!('end' in stages[application.stage]) || application.objections.length <= CLOSED_AT_ONCE) return;
  const actor = { id: 'dispatch-changes', role: 'SYSTEM' } as const;
  const closing = { actor, at: deps.now(), finding: application.ended?.reason ?? '申报已终止' };
  for (const open of await openObjectionsOf(deps.table, application))
    await deps.table.transact(closingWrites(deps.table, open, closing));
}
