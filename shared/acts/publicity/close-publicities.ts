import type { Actor } from '../../contracts/roles.ts';
import { recomputeWindow } from '../../rules/publicity/window.ts';
import { TransactionRefused } from '../../store/base/table.ts';
import { type Publicity, publicitiesOf, publicityWrites } from '../../store/publicities.ts';
import { type Standing, stateOf } from '../../views/publicity.ts';
import type { Attempt, OutOfTime } from '../base/attempt.ts';
import type { Deps } from '../base/deps.ts';
import { standingOf } from './standing.ts';

/**
 * Records that a publicity has closed (R63–R66, §7.1): all working days over under the newest calendar (K2), nothing
 * provisional (K3), nothing objected to. What anybody sees is computed from the same facts and needs no record; the
 * event in the audit chain says when the platform found it so.
 */
export async function closePublicities(
  deps: Deps,
  actor: Actor,
  stop: OutOfTime,
  attempt: Attempt,
): Promise<number> {
  let closed = 0;
  for (const { planCode } of deps.plans.list()) {
    const open = (await publicitiesOf(deps.table, planCode)).filter((p) => p.status === 'OPEN');
    if (open.length === 0) continue;
    const { now, calendar } = await deps.plans.context(planCode, deps.now());
    const standing = await standingOf(deps.table, planCode, { now, calendar });
    for (const publicity of open) {
      if (stop()) return closed;
      if (await attempt(() => closeDue(deps, actor, publicity, standing))) closed += 1;
    }
  }
  return closed;
}

const windowsOf = ({ window, reopened }: Publicity, { calendar }: Standing) =>
  [...(window ? [window] : []), ...(reopened ?? []).map((r) => r.window)].map((w) =>
    recomputeWindow(w, calendar),
  );

/** An entry that was corrected opens a window of its own, and the list closes again after it (T24, T34). */
function isToClose(publicity: Publicity, standing: Standing): boolean {
  if (stateOf(publicity, standing) !== 'CLOSED') return false;
  const { closedAt } = publicity;
  return closedAt === undefined || windowsOf(publicity, standing).some((w) => w.closeAt > closedAt);
}

/** False when it is not to be closed, or somebody was faster with it. */
async function closeDue(
  deps: Deps,
  actor: Actor,
  publicity: Publicity,
  standing: Standing,
): Promise<boolean> {
  if (!isToClose(publicity, standing)) return false;
  const { now: closedAt } = standing;
  const closeAt = windowsOf(publicity, standing)
    .map((w) => w.closeAt)
    .sort()
    .at(-1);
  const event = {
    act: 'CLOSE_PUBLICITY',
    actor,
    at: closedAt,
    payload: { listHash: publicity.listHash, closeAt, calendarVersion: standing.calendar.id },
  };
  try {
    await deps.table.transact(
      publicityWrites(deps.table, publicity, { ...publicity, closedAt }, event).writes,
    );
    return true;
  } catch (error) {
    if (error instanceof TransactionRefused) return false;
    throw error;
  }
}
