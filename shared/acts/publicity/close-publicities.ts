import type { Actor } from '../../contracts/roles.ts';
import { closedWindow, isRunning, windowInForce } from '../../rules/publicity/window.ts';
import { TransactionRefused } from '../../store/base/table.ts';
import { type Publicity, publicitiesOf, publicityWrites } from '../../store/publicities.ts';
import { publicityProof, type Standing, stateOf } from '../../views/publicity.ts';
import type { Attempt, OutOfTime } from '../base/attempt.ts';
import type { Deps } from '../base/deps.ts';
import { standingOf } from './standing.ts';

/**
 * Records that a publicity has closed (R63–R66, §7.1): all working days over under every calendar of its time (K2),
 * nothing provisional (K3), nothing objected to. Until then what anybody sees is computed from the same facts; from then
 * on windows and proof stand as they are stored (D18).
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
    const standing = await standingOf(deps.table, planCode, await deps.plans.context(planCode, deps.now()));
    for (const publicity of open) {
      if (stop()) return closed;
      if (await attempt(() => closeDue(deps, actor, publicity, standing))) closed += 1;
    }
  }
  return closed;
}

/** An entry that was corrected opens a window of its own, and the list closes again after it (T24, T34). */
function isToClose(publicity: Publicity, standing: Standing): boolean {
  if (stateOf(publicity, standing) !== 'CLOSED') return false;
  const { closedAt, window, reopened = [] } = publicity;
  const windows = [...(window ? [window] : []), ...reopened.map((r) => r.window)];
  return closedAt === undefined || windows.some((w) => isRunning(w, closedAt));
}

/** Every window and, unless this very list has been proved before, its proof: for good. */
function closedPublicity(publicity: Publicity, standing: Standing): Publicity {
  const { now: closedAt, calendars } = standing;
  const close = <W extends NonNullable<Publicity['window']>>(window: W) =>
    closedWindow(windowInForce(window, calendars), closedAt);
  const { window, reopened, listHash, proofs = [] } = publicity;
  const closed = {
    ...publicity,
    closedAt,
    ...(window ? { window: close(window) } : {}),
    ...(reopened ? { reopened: reopened.map((r) => ({ ...r, window: close(r.window) })) } : {}),
  };
  const proof = publicityProof(closed, standing);
  const proved = !proof || proofs.some((p) => p.listHash === listHash);
  return { ...closed, proofs: proved ? proofs : [...proofs, proof] };
}

/** False when it is not to be closed, or somebody was faster with it. */
async function closeDue(
  deps: Deps,
  actor: Actor,
  publicity: Publicity,
  standing: Standing,
): Promise<boolean> {
  if (!isToClose(publicity, standing)) return false;
  const next = closedPublicity(publicity, standing);
  const { listHash, window, reopened = [] } = next;
  const windows = [...(window ? [window] : []), ...reopened.map((r) => r.window)];
  const last = windows.sort((a, b) => (a.closeAt < b.closeAt ? -1 : 1)).at(-1);
  const event = {
    act: 'CLOSE_PUBLICITY',
    actor,
    at: standing.now,
    payload: { listHash, closeAt: last?.closeAt, calendarVersion: last?.calendarVersion },
  };
  try {
    await deps.table.transact(publicityWrites(deps.table, publicity, next, event).writes);
    return true;
  } catch (error) {
    if (error instanceof TransactionRefused) return false;
    throw error;
  }
}
