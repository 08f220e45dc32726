import type { Finding } from '../../contracts/finding.ts';
import type { Role } from '../../contracts/roles.ts';
import { canonicalHash, canonicalJson } from '../base/canonical-json.ts';
import { sha256Hex } from '../base/sha256.ts';
import { find } from './findings.ts';

/**
 * The audit chain (domain-spec §11 V7). Each aggregate (an application, a session, a plan …) has its own chain; every
 * event carries the hash of the one before it. A chain alone proves nothing against who can rewrite the table: once a
 * day a checkpoint over all heads is signed and published elsewhere, and that is what a chain is verified against.
 * Personal data never enter: the payload is a salted hash, and `reason` is a code or a salted hash as well.
 */

/** An event before it is chained. */
export interface AuditDraft {
  /** ISO 8601 UTC, from the act that it records. */
  readonly at: string;
  readonly actor: { readonly id: string; readonly role: Role };
  /** What was done: a transition (`T8`), or an act (`READ_FILE`). */
  readonly act: string;
  /** What it was done to: an id, never a name. */
  readonly subject: string;
  /** {@link saltedHash} of the act's content. */
  readonly payloadHash: string;
  /** Return, reject and their like (I7): a ground's code, or {@link saltedHash} of the words. */
  readonly reason?: string;
  /** SHA-256 of the submitted content that was in front of the actor (I7). */
  readonly snapshotHash?: string;
}

/** An event in its chain. `seq` counts from 1; `hash` is SHA-256 of the canonical JSON of all other fields. */
export interface AuditEvent extends AuditDraft {
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
}

/** Where a chain stands: how many events, and the hash of the last. */
export interface ChainHead {
  readonly chainId: string;
  readonly length: number;
  readonly hash: string;
}

/**
 * Hash of content with a salt (at least 16 random bytes in hexadecimal, kept beside the content): destroying both
 * leaves a hash that nobody can guess back, so erasure stays possible (L34).
 */
export function saltedHash(content: unknown, salt: string): string {
  if (!/^([0-9a-f]{2}){16,}$/.test(salt)) throw new RangeError('a salt is at least 32 hexadecimal digits');
  return canonicalHash({ content, salt });
}

/** What the first event of a chain follows: bound to the chain's id, so that no chain passes for another. */
export function genesisHead(chainId: string): ChainHead {
  return { chainId, length: 0, hash: sha256Hex(`zhiping-audit|${chainId}`) };
}

/** The fields that are hashed, and no others: what a store adds to a row does not matter. */
function content(event: Omit<AuditEvent, 'hash'>): Omit<AuditEvent, 'hash'> {
  const { seq, prevHash, at, actor, act, subject, payloadHash, reason, snapshotHash } = event;
  return {
    seq,
    prevHash,
    at,
    actor: { id: actor.id, role: actor.role },
    act,
    subject,
    payloadHash,
    reason,
    snapshotHash,
  };
}

/** The hash of an event: SHA-256 of its canonical JSON without `hash`. */
export function eventHash(event: Omit<AuditEvent, 'hash'>): string {
  return canonicalHash(content(event));
}

/** Chains an event to a head. The caller writes it only if the head has not moved. */
export function appendEvent(head: ChainHead, draft: AuditDraft): { event: AuditEvent; head: ChainHead } {
  const bare = content({ ...draft, seq: head.length + 1, prevHash: head.hash });
  const hash = eventHash(bare);
  return { event: { ...bare, hash }, head: { chainId: head.chainId, length: bare.seq, hash } };
}

/**
 * Verifies a whole chain, from its first event.
 * @param checkpoint a head published outside: the chain may be longer, never shorter, and must pass through it
 * @returns everything found wrong; empty when the chain is whole
 */
export function verifyChain(
  chainId: string,
  events: readonly AuditEvent[],
  checkpoint?: ChainHead,
): Finding[] {
  const problems: Finding[] = [];
  let before = genesisHead(chainId).hash;
  events.forEach((event, i) => {
    const seq = i + 1;
    if (event.seq !== seq)
      problems.push(find('AUDIT_SEQ', { field: `${i}`, found: event.seq, allowed: seq }));
    if (event.prevHash !== before) problems.push(find('AUDIT_PREV', { field: `${i}`, found: seq }));
    if (eventHash(event) !== event.hash) problems.push(find('AUDIT_HASH', { field: `${i}`, found: seq }));
    before = event.hash;
  });
  if (checkpoint && events.length < checkpoint.length)
    problems.push(find('AUDIT_TRUNCATED', { found: events.length, allowed: checkpoint.length }));
  else if (checkpoint) {
    const there = checkpoint.length === 0 ? genesisHead(chainId).hash : events[checkpoint.length - 1]!.hash;
    if (there !== checkpoint.hash || checkpoint.chainId !== chainId)
      problems.push(find('AUDIT_REWRITTEN', { found: checkpoint.length }));
  }
  return problems;
}

/** What a person keeps of an act: enough to show later that it was recorded, when, and as what. */
export interface AuditReceipt {
  readonly chainId: string;
  readonly seq: number;
  readonly at: string;
  readonly act: string;
  readonly hash: string;
}

export function receiptOf(chainId: string, event: AuditEvent): AuditReceipt {
  return { chainId, seq: event.seq, at: event.at, act: event.act, hash: event.hash };
}

/**
 * Does the chain still hold the event of the receipt, unchanged? The chain is verified as well.
 * @later npm run verify
 */
export function verifyReceipt(receipt: AuditReceipt, events: readonly AuditEvent[]): Finding[] {
  const problems = verifyChain(receipt.chainId, events);
  const event = events[receipt.seq - 1];
  if (!event || canonicalJson(receiptOf(receipt.chainId, event)) !== canonicalJson(receipt))
    problems.push(find('AUDIT_RECEIPT', { field: 'receipt', found: receipt.seq }));
  return problems;
}
