import type { Act } from '../../contracts/acts.ts';
import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import type { Declaration } from '../../contracts/declaration.ts';
import { type Actor, actorOf, type Principal } from '../../contracts/roles.ts';
import type { Write } from '../../store/base/table.ts';
import { requireTurn } from '../base/stale.ts';
import { type DeskDeps, deskAnswer, type LoadedDesk, loadDesk } from './desk-file.ts';
import { requireReadable } from './readable.ts';

/** What an act at a desk needs of its request. */
export interface DeskRequest {
  principal: Principal;
  now: string;
  /** Of a repeated request: nothing is done again. */
  ref?: string;
  rememberRef(ref: string): Write[];
}

export interface DeskAct {
  applicationId: string;
  /** The turn that was on the screen. */
  turn: number;
  act(loaded: LoadedDesk, actor: Actor): Act;
  /** What is written beside the application, from what it becomes. */
  beside?(
    change: { before: Application; next: Application; snapshot: Declaration; loaded: LoadedDesk },
    actor: Actor,
  ): Promise<Write[]> | Write[];
}

/**
 * One act of a desk on one application, from scope and turn to the stored change and the view after it. The view is
 * not kept for repeated requests: it is large and full of personal data.
 * @throws {ProblemError} NOT_FOUND, STALE_TURN, and what the transition table has against it
 */
export async function deskAct(
  deps: DeskDeps,
  request: DeskRequest,
  { applicationId, turn, act, beside }: DeskAct,
): Promise<{ status: number; body: ResponseOf<'DeskApplication'>; version: number }> {
  const { principal, now, ref } = request;
  const application =
    ref === undefined
      ? await requireReadable(deps, applicationId, principal)
      : await deps.applications.require(ref);
  if (ref === undefined) requireTurn(application, turn);
  const loaded = await loadDesk(deps, application, now);
  if (ref !== undefined)
    return { status: 200, body: deskAnswer(loaded, principal), version: application.version };
  const actor = actorOf(principal);
  const { alsoAs } = principal;
  const prepared = deps.applications.prepare(application, act(loaded, actor), { ...loaded, alsoAs });
  const { next, event } = prepared;
  const change = { before: application, next, snapshot: loaded.snapshot, loaded };
  await deps.table.transact([
    ...prepared.writes,
    ...((await beside?.(change, actor)) ?? []),
    ...request.rememberRef(applicationId),
  ]);
  // A correction (T46) changes the very content that was loaded.
  const corrected = next.snapshotHash !== application.snapshotHash;
  const body = corrected
    ? deskAnswer(await loadDesk(deps, next, now), principal)
    : deskAnswer(loaded, principal, { application: next, event });
  return { status: 200, body, version: next.version };
}
