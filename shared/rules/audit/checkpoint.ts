import { canonicalHash, canonicalJson } from '../base/canonical-json.ts';
import { sha256Bytes, toHex } from '../base/sha256.ts';
import { type ChainHead, genesisHead } from './chain.ts';

/**
 * The daily checkpoint (V7): a Merkle tree over the heads of all chains, hashed as RFC 6962 §2.1 does (leaf prefix 00,
 * node prefix 01).
 */

/** What is signed and published once a day. `root` is the Merkle root over the heads, sorted by chain id. */
export interface Checkpoint {
  readonly schema: 1;
  /** Civil date of Asia/Shanghai at whose end the heads were read. */
  readonly date: string;
  readonly chains: number;
  readonly events: number;
  readonly root: string;
  /** Hash of the checkpoint before it; of `genesisHead('checkpoint')` for the first. */
  readonly prev: string;
}

/** One step of an inclusion proof: the sibling's hash, and on which side it stands. */
export interface ProofStep {
  readonly side: 'L' | 'R';
  readonly hash: string;
}

function prefixed(prefix: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  all[0] = prefix;
  let at = 1;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return sha256Bytes(all);
}

const leafOf = (head: ChainHead): Uint8Array => {
  const { chainId, length, hash } = head;
  return prefixed(0, new TextEncoder().encode(canonicalJson({ chainId, length, hash })));
};
const nodeOf = (left: Uint8Array, right: Uint8Array): Uint8Array => prefixed(1, left, right);

/** The largest power of two smaller than n: where RFC 6962 splits a list. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256Bytes('');
  if (leaves.length === 1) return leaves[0]!;
  const k = split(leaves.length);
  return nodeOf(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

function pathOf(leaves: readonly Uint8Array[], index: number): ProofStep[] {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return index < k
    ? [...pathOf(left, index), { side: 'R', hash: toHex(rootOf(right)) }]
    : [...pathOf(right, index - k), { side: 'L', hash: toHex(rootOf(left)) }];
}

function sorted(heads: readonly ChainHead[]): ChainHead[] {
  const list = [...heads].sort((a, b) => (a.chainId < b.chainId ? -1 : a.chainId > b.chainId ? 1 : 0));
  list.forEach((head, i) => {
    if (list[i + 1]?.chainId === head.chainId)
      throw new RangeError(`two heads of one chain: ${head.chainId}`);
  });
  return list;
}

/**
 * The checkpoint of a day.
 * @throws {RangeError} two heads of one chain
 */
export function checkpointOf(date: string, heads: readonly ChainHead[], previous?: Checkpoint): Checkpoint {
  const list = sorted(heads);
  return {
    schema: 1,
    date,
    chains: list.length,
    events: list.reduce((sum, head) => sum + head.length, 0),
    root: toHex(rootOf(list.map(leafOf))),
    prev: previous ? checkpointHash(previous) : genesisHead('checkpoint').hash,
  };
}

/** What is signed: SHA-256 of the checkpoint's canonical JSON. */
export function checkpointHash(checkpoint: Checkpoint): string {
  return canonicalHash(checkpoint);
}

/** The proof that a chain's head is under the day's root; undefined for a chain that is not among the heads. */
export function inclusionProof(heads: readonly ChainHead[], chainId: string): ProofStep[] | undefined {
  const list = sorted(heads);
  const index = list.findIndex((head) => head.chainId === chainId);
  return index < 0 ? undefined : pathOf(list.map(leafOf), index);
}

/** Is this head under this root? Needs no access to any other chain. */
export function verifyInclusion(root: string, head: ChainHead, proof: readonly ProofStep[]): boolean {
  let hash = leafOf(head);
  for (const step of proof) {
    if (!/^[0-9a-f]{64}$/.test(step.hash)) return false;
    const sibling = Uint8Array.from(step.hash.match(/../g)!, (byte) => Number.parseInt(byte, 16));
    hash = step.side === 'L' ? nodeOf(sibling, hash) : nodeOf(hash, sibling);
  }
  return toHex(hash) === root;
}
