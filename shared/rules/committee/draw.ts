import type { Finding, Outcome } from '../../contracts/finding.ts';
import { canonicalHash, canonicalJson } from '../base/canonical-json.ts';
import { isSha256Hex, sha256Bytes, sha256Hex } from '../base/sha256.ts';
import { epochMs } from '../calendar/local-date.ts';
import { find } from './findings.ts';

/**
 * The random draw of a committee from the pool of experts (domain-spec §8 B8, L5). Neither the office nor the
 * supervisor can steer it alone: the pool is frozen, both commit to a secret number, both reveal it, and the seed
 * follows from all three. Whoever holds the record can repeat the draw by hand with any SHA-256 tool.
 *
 * 1. freeze: the pool, with exclusions and their reasons, is fixed and hashed.
 * 2. commit: each side publishes SHA-256 of its nonce (64 hexadecimal digits, as ASCII text).
 * 3. reveal: each side publishes the nonce.
 * 4. seed = SHA-256 of the canonical JSON of {drawId, nonces:{office, supervisor}, pool, size}.
 * 5. Excluded experts are left out first; the others, sorted by id, are shuffled (Fisher–Yates from the end). Random
 *    words: block i is SHA-256 of the ASCII text `<seed>|<i>`, i = 0, 1 …, read as eight big-endian 32-bit words. For
 *    a choice among n, words ≥ ⌊2³²/n⌋·n are thrown away, so that every result is equally likely.
 * 6. The first `size` are the committee; the rest, in order, are the reserves.
 */

/** An expert in the frozen pool. `excluded` says why this one cannot be drawn (recusal, term, refusal). */
export interface PoolEntry {
  readonly expertId: string;
  readonly excluded?: string;
}

export type DrawParty = 'office' | 'supervisor';

/** Everything that the draw rests on: the public input, in the order in which it came about. Instants are ISO 8601. */
export interface DrawRecord {
  readonly drawId: string;
  readonly pool: readonly PoolEntry[];
  /** How many to draw: the committee's size. */
  readonly size: number;
  readonly frozenAt: string;
  readonly poolHash: string;
  readonly commitments: Readonly<Record<DrawParty, { readonly hash: string; readonly at: string }>>;
  readonly reveals: Readonly<Record<DrawParty, { readonly nonce: string; readonly at: string }>>;
}

export interface DrawResult {
  readonly seed: string;
  readonly drawn: readonly string[];
  readonly reserves: readonly string[];
}

/** The commitment to a nonce: SHA-256 of its 64 hexadecimal digits as ASCII text. */
export function commitmentOf(nonce: string): string {
  return sha256Hex(nonce);
}

/** A nonce as it is revealed: 256 bits, and the one that this side committed to. Empty when it is. */
export function checkReveal(party: DrawParty, nonce: string, commitment: string): Finding[] {
  const field = `reveals.${party}`;
  if (!isSha256Hex(nonce)) return [find('DRAW_NONCE', { field })];
  return commitmentOf(nonce) === commitment ? [] : [find('DRAW_COMMITMENT', { field })];
}

/**
 * The committee that sits: those drawn; if none of them may preside (L12), the first reserve in the order of the draw
 * who may takes the last drawn place. It follows from the draw alone, so nobody chooses.
 * @param mayPreside whether an expert is the chair or a vice-chair
 */
export function seatCommittee(
  result: Pick<DrawResult, 'drawn' | 'reserves'>,
  mayPreside: (expertId: string) => boolean,
): string[] {
  const president = result.reserves.find(mayPreside);
  if (president === undefined || result.drawn.some(mayPreside)) return [...result.drawn];
  return [...result.drawn.slice(0, -1), president];
}

const byId = (pool: readonly PoolEntry[]): PoolEntry[] =>
  [...pool].sort((a, b) => (a.expertId < b.expertId ? -1 : a.expertId > b.expertId ? 1 : 0));

/** What is fixed and published at the freeze: SHA-256 of the canonical JSON of the pool, sorted by id. */
export function poolHash(pool: readonly PoolEntry[]): string {
  return canonicalHash(byId(pool));
}

/** The seed of the draw, 64 hexadecimal digits. */
export function drawSeed(
  record: Pick<DrawRecord, 'drawId' | 'pool' | 'size'>,
  nonces: Readonly<Record<DrawParty, string>>,
): string {
  const { drawId, size } = record;
  const { office, supervisor } = nonces;
  return sha256Hex(canonicalJson({ drawId, pool: byId(record.pool), size, nonces: { office, supervisor } }));
}

/** A maker of uniform choices 0 … n−1 (1 ≤ n ≤ 2³²) from the seed's counter blocks, by rejection (step 5). */
export function chooser(seed: string): (n: number) => number {
  let block: DataView = new DataView(new ArrayBuffer(0));
  let [counter, at] = [0, 0];
  const word = (): number => {
    if (at === block.byteLength) {
      block = new DataView(sha256Bytes(`${seed}|${counter}`).buffer);
      counter += 1;
      at = 0;
    }
    at += 4;
    return block.getUint32(at - 4);
  };
  return (n) => {
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % n);
    let value = word();
    while (value >= limit) value = word();
    return value % n;
  };
}

/** The list in random order, by the seed alone (step 5). The input is not changed. */
export function shuffle<T>(items: readonly T[], seed: string): T[] {
  const order = [...items];
  const choose = chooser(seed);
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = choose(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** May a draw be held with this pool? Asked before the freeze. */
export function checkPool(pool: readonly PoolEntry[], size: number): Finding[] {
  const problems: Finding[] = [];
  const doubled = pool.length - new Set(pool.map((entry) => entry.expertId)).size;
  if (doubled > 0) problems.push(find('DRAW_POOL_DOUBLE', { field: 'pool', found: doubled, allowed: 0 }));
  const free = pool.filter((entry) => entry.excluded === undefined).length;
  if (free < size) problems.push(find('DRAW_POOL_SMALL', { field: 'pool', found: free, allowed: size }));
  return problems;
}

function checkRecord(record: DrawRecord): Finding[] {
  const problems = checkPool(record.pool, record.size);
  if (poolHash(record.pool) !== record.poolHash) problems.push(find('DRAW_POOL_CHANGED', { field: 'pool' }));
  const { commitments, reveals } = record;
  for (const party of ['office', 'supervisor'] as const) {
    const field = `reveals.${party}`;
    if (!isSha256Hex(reveals[party].nonce)) problems.push(find('DRAW_NONCE', { field }));
    if (commitmentOf(reveals[party].nonce) !== commitments[party].hash)
      problems.push(find('DRAW_COMMITMENT', { field }));
  }
  // A copied commitment would leave the seed to the one who made it.
  if (commitments.office.hash === commitments.supervisor.hash)
    problems.push(find('DRAW_COMMITMENT_COPIED', { field: 'commitments' }));
  const frozen = epochMs(record.frozenAt);
  const committed = [commitments.office.at, commitments.supervisor.at].map(epochMs);
  const revealed = [reveals.office.at, reveals.supervisor.at].map(epochMs);
  if (committed.some((at) => at < frozen) || revealed.some((at) => at < Math.max(...committed)))
    problems.push(find('DRAW_ORDER', { field: 'frozenAt' }));
  return problems;
}

/**
 * Holds the draw that a complete record describes.
 * @returns the committee and its reserves; or everything that is wrong with the record
 */
export function holdDraw(record: DrawRecord): Outcome<DrawResult> {
  const problems = checkRecord(record);
  if (problems.length > 0) return { ok: false, problems };
  const { office, supervisor } = record.reveals;
  const seed = drawSeed(record, { office: office.nonce, supervisor: supervisor.nonce });
  const free = byId(record.pool).filter((entry) => entry.excluded === undefined);
  const order = shuffle(free, seed).map((entry) => entry.expertId);
  const value = { seed, drawn: order.slice(0, record.size), reserves: order.slice(record.size) };
  return { ok: true, value, advice: [] };
}

/**
 * Repeats a draw from its record and compares: empty when the published result is the only possible one.
 * @later npm run verify
 */
export function verifyDraw(record: DrawRecord, published: DrawResult): Finding[] {
  const again = holdDraw(record);
  if (!again.ok) return [...again.problems];
  return canonicalJson(again.value) === canonicalJson(published)
    ? []
    : [find('DRAW_RESULT', { field: 'drawn' })];
}
