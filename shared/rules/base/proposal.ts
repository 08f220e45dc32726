import type { Finding } from '../../contracts/finding.ts';
import { canonicalHash } from './canonical-json.ts';
import { find } from './findings.ts';

/** What one person proposes and another one confirms as it is, or refuses (D26). */

/** A proposal as it is stored: who, when, and whatever is to be confirmed. */
export interface Proposal {
  readonly actor: { readonly id: string };
  readonly at?: string | undefined;
}

/** The mark of exactly this proposal: whoever confirms names it, so that nothing else is confirmed than was seen. */
export function proposalHash(subject: string, { actor, ...content }: Proposal & object): string {
  const given = Object.entries(content).filter(([, value]) => value !== undefined);
  return canonicalHash({ subject, by: actor.id, ...Object.fromEntries(given) });
}

/** Does the second person confirm what stands? `given` are the data that came along all the same: they may not differ. */
export function checkProposal(
  subject: string,
  proposed: Proposal & object,
  { proposal, ...given }: { readonly proposal?: string | undefined } & Readonly<Record<string, unknown>>,
): Finding[] {
  const stored = proposed as Readonly<Record<string, unknown>>;
  const differs = Object.keys(given).find((key) => given[key] !== undefined && given[key] !== stored[key]);
  if (differs !== undefined) return [find('PROPOSAL_DIFFERS', { field: `/${differs}` })];
  return proposal === proposalHash(subject, proposed)
    ? []
    : [find('PROPOSAL_DIFFERS', { field: '/proposal' })];
}
