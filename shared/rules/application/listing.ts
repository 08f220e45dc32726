import type { Application } from '../../contracts/application.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { Actor } from '../../contracts/roles.ts';
import type { Context } from '../base/context.ts';
import { applyAct } from './apply.ts';
import { find } from './findings.ts';
import { voteOn } from './settings.ts';

/** May this application be listed (R63, R64, R65, C13)? Asked of the transition table, before anything is published. */

export interface Listing {
  readonly kind: 'PRE' | 'RESULT';
  readonly planCode: string;
  readonly publicityId: string;
  /** Who publishes; before that is known, nobody in particular. */
  readonly actor: Actor;
  /** State of each review session by id; for results only. */
  readonly sessions?: Readonly<Record<string, string>>;
}

/** Everything that keeps the application off the list; empty when nothing does. */
export function checkListing(
  application: Application | undefined,
  listing: Listing,
  context: Context,
): Finding[] {
  // Nobody learns of a draft, or of what belongs to another plan's office.
  if (!application?.submittedAt || application.planCode !== listing.planCode)
    return [find('PUBLICITY_UNKNOWN')];
  const { publicityId, actor, kind } = listing;
  const name = kind === 'PRE' ? ('PUBLISH' as const) : ('PUBLISH_RESULT' as const);
  const decision = applyAct(application, { name, publicityId, actor }, context);
  if (!decision.ok) return decision.findings;
  if (kind === 'PRE' || !voteOn(context.plan)) return [];
  const state = listing.sessions?.[application.sessionId ?? ''] ?? '—';
  return state === 'SEALED' ? [] : [find('SESSION_NOT_ENDED', { found: state })];
}
