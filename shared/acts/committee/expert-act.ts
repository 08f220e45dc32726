import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Principal } from '../../contracts/roles.ts';
import type { Write } from '../../store/base/table.ts';
import type { Deps } from '../base/deps.ts';
import type { Standing } from '../base/edit.ts';
import { expertAnswer, requireSeat } from './expert-seat.ts';
import {
  changeWrites,
  openWork,
  requireSessionVersion,
  type SessionChange,
  type SessionWork,
} from './session-work.ts';

/** What an expert's act on a session needs of its request. */
interface ExpertRequest {
  principal: Principal;
  now: string;
  /** The session's version that was on the screen. */
  body: { version: number };
  /** Of a repeated request: nothing is done again. */
  ref?: string;
  rememberRef(ref: string): Write[];
}

/** The session as it stands now, for somebody who sits in it. @throws {ProblemError} NOT_FOUND without a seat */
export async function standingSession(
  deps: Deps,
  { principal, params }: { principal: Principal; params: Record<string, string> },
): Promise<Omit<Standing<ResponseOf<'ExpertSession'>>, 'same'>> {
  const view = await expertAnswer(deps, params.sessionId ?? '', principal);
  return { view, version: view.version };
}

/**
 * One act of somebody who sits in the session, from the seat to the stored change and the session as he sees it after it.
 * @throws {ProblemError} NOT_FOUND without a seat, STALE_VERSION, and what the act has against it
 */
export async function expertAct(
  deps: Deps,
  sessionId: string,
  { principal, now, body, ref, rememberRef }: ExpertRequest,
  act: (work: SessionWork) => SessionChange | Promise<SessionChange>,
): Promise<ResponseOf<'ExpertSession'>> {
  const session = await requireSeat(deps, sessionId, principal);
  if (ref === undefined) {
    requireSessionVersion(session, body.version);
    const work = await openWork(deps, session, principal, now);
    const writes = changeWrites(deps.table, work, await act(work));
    await deps.table.transact([...writes, ...rememberRef(sessionId)]);
  }
  return expertAnswer(deps, sessionId, principal);
}
