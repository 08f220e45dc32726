import type { Act } from '../../contracts/acts.ts';
import type { BodyOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import type { Declaration } from '../../contracts/declaration.ts';
import { type Actor, actorOf } from '../../contracts/roles.ts';
import { ProblemError, refuse } from '../../errors.ts';
import {
  correctableTexts,
  correctedDeclaration,
  isAsFound,
  readCorrection,
} from '../../rules/application/correction.ts';
import { canonicalHash } from '../../rules/base/canonical-json.ts';
import { find } from '../../rules/base/findings.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import type { Write } from '../../store/base/table.ts';
import { contentOf } from '../../views/desk-file.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { requireTurn } from '../base/stale.ts';
import { type DeskDeps, type LoadedDesk, loadDesk } from './desk-file.ts';

/** D16, D15: corrections after the payment, by two persons. */

/**
 * The act that a body means: a proposal, or the answer to the one that stands.
 * @throws {ProblemError} INVALID with everything that is wrong with the changes, CONFLICT where the file says something else by now
 */
export function correctionAct(loaded: LoadedDesk, body: BodyOf<'CorrectionBody'>, actor: Actor): Act {
  const { application, person, now } = loaded;
  const { proposal, confirm = false, reason, changes: asked = [] } = body;
  const said = reason === undefined ? {} : { reason };
  if (proposal !== undefined && !confirm) return { name: 'REFUSE_CORRECTION', actor, proposal, ...said };
  const texts = correctableTexts(application, contentOf(loaded));
  if (proposal === undefined) {
    const { changes, problems } = readCorrection(texts, person, asked, localDateOf(now));
    // That one stands already is said first: its changes are not judged again.
    if (problems.length > 0 && !application.pendingCorrection) throw new ProblemError('INVALID', problems);
    return { name: 'PROPOSE_CORRECTION', actor, changes, ...said };
  }
  const changes = application.pendingCorrection?.changes ?? [];
  if (!isAsFound(texts, changes)) refuse('CONFLICT', find('PROPOSAL_DIFFERS', { field: '/changes' }));
  const snapshotHash = canonicalHash(corrected(loaded, application));
  return { name: 'CONFIRM_CORRECTION', actor, proposal, snapshotHash };
}

const corrected = ({ snapshot, person }: LoadedDesk, { pendingCorrection }: Application): Declaration =>
  correctedDeclaration(snapshot, person, pendingCorrection?.changes ?? []);

/** The snapshot with the changes beside the older ones, and the working copy that a later return would begin from. */
export function correctionWrites(
  { applications }: Pick<Deps, 'applications'>,
  loaded: LoadedDesk,
  { before, next }: { before: Application; next: Application },
): Write[] {
  if ((next.corrections?.length ?? 0) === (before.corrections?.length ?? 0)) return [];
  const declaration = corrected(loaded, before);
  return [
    applications.putSnapshot(next, declaration),
    applications.putDeclaration(next.applicationId, declaration),
  ];
}

/** D15: operations as the second person, where a document cannot be printed. */
export async function decideCorrection(
  deps: DeskDeps,
  applicationId: string,
  { principal, body, now }: Asked<BodyOf<'CorrectionDecisionBody'>>,
): Promise<Write[]> {
  const application = await deps.applications.require(applicationId);
  requireTurn(application, body.turn);
  const loaded = await loadDesk(deps, application, now);
  const prepared = deps.applications.prepare(application, correctionAct(loaded, body, actorOf(principal)), {
    ...loaded,
    alsoAs: principal.alsoAs,
  });
  return [
    ...prepared.writes,
    ...correctionWrites(deps, loaded, { before: application, next: prepared.next }),
  ];
}
