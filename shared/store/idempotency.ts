import * as z from 'zod/mini';
import { Finding } from '../contracts/finding.ts';
import type { ProblemCode } from '../contracts/problem.ts';
import { ProblemError } from '../errors.ts';
import { keys } from './base/keys.ts';
import { type Item, type Table, type TransactionRefused, toItem, type Write } from './base/table.ts';

/**
 * What is kept of a request under its Idempotency-Key. Before anything is done the key is claimed, so that of two equal
 * requests one alone is carried out, and the other hears what the first one heard. The answer, or only the id of what it
 * was about, takes the claim's place in the transaction of the act, and stays for a day. A refusal takes it for some
 * seconds: those who asked at once hear the same, and whoever asks later is judged anew. A claim whose process has died
 * lapses; whoever is only slow finds its transaction refused.
 */

const TTL_SECONDS = 24 * 3600;
const CLAIM_MS = 2000;
const REFUSAL_MS = 5000;

const Kept = z.object({
  requestHash: z.string(),
  /** The answer. */
  status: z.optional(z.number()),
  body: z.optional(z.string()),
  version: z.optional(z.number()),
  ref: z.optional(z.string()),
  /** Of a claim: whose it is; of a claim or a refusal: how long it counts. */
  by: z.optional(z.string()),
  until: z.optional(z.string()),
  refusal: z.optional(z.string()),
});
type Kept = z.infer<typeof Kept>;
const Refusal = z.object({
  code: z.string(),
  findings: z.array(Finding),
  retryAfter: z.optional(z.number()),
});

export interface KeptAnswer {
  status: number;
  body?: string | undefined;
  version?: number | undefined;
  ref?: string | undefined;
}

/** What an equal request has left so far. */
export interface Earlier {
  answer?: KeptAnswer;
  refusal?: ProblemError;
  /** It is still being carried out. */
  running?: boolean;
}

export interface IdempotencyRecord {
  /**
   * Takes the key for this run.
   * @returns what stands there already; undefined when the key is ours
   * @throws {ProblemError} IDEMPOTENCY_KEY_REUSED when it belongs to another request
   */
  claim(): Promise<Earlier | undefined>;
  /** The same without taking it; undefined when nobody has it, or nobody any longer. */
  find(): Promise<Earlier | undefined>;
  /** The writes that put the answer in the claim's place; they fail when the claim has gone to somebody else. */
  keep(answer: KeptAnswer): Write[];
  /** Whether a transaction failed because of just that. */
  isLost(error: TransactionRefused): boolean;
  /** Puts a refusal in the claim's place; false when the claim has gone to somebody else. */
  refuse(refusal: ProblemError): Promise<boolean>;
  /** Gives the key up, so that the next one may try at once; false as above. */
  release(): Promise<boolean>;
}

export function idempotencyRecord(
  table: Table,
  request: { principalId: string; key: string; hash: string; by: string },
  now: () => string,
): IdempotencyRecord {
  const key = keys.idempotency(request.principalId || 'public', request.key);
  const { hash: requestHash, by } = request;
  const put = (what: Item, seconds: number, condition: string, values: Item): NonNullable<Write['Put']> => ({
    TableName: table.name,
    Item: toItem({
      ...what,
      ...key,
      type: 'IDEMPOTENCY',
      requestHash,
      expiresAt: Math.floor(Date.parse(now()) / 1000) + seconds,
    }),
    ConditionExpression: condition,
    ExpressionAttributeNames: Object.fromEntries(
      ['by', 'until', 'requestHash'].filter((n) => condition.includes(`#${n}`)).map((n) => [`#${n}`, n]),
    ),
    ExpressionAttributeValues: toItem(values),
    // What stands in the way comes back with the refusal.
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  const instead = (what: Item, seconds: number) => put(what, seconds, '#by = :by', { ':by': by });
  const after = (ms: number) => new Date(Date.parse(now()) + ms).toISOString();
  const earlier = (kept: Kept): Earlier => earlierOf(kept, requestHash);
  return {
    async claim() {
      const free = 'attribute_not_exists(pk) OR (#until < :now AND #requestHash = :hash)';
      const values = { ':now': now(), ':hash': requestHash };
      const taken = await table.putAlone(
        put({ by, until: after(CLAIM_MS) }, TTL_SECONDS, free, values),
        Kept,
      );
      if (!taken) return undefined;
      if (taken === 'BUSY') return { running: true };
      // The client sends a write again whose answer was lost: then what stands there is our own claim.
      return taken.by === by ? undefined : earlier(taken);
    },
    async find() {
      const kept = await table.get(Kept, key);
      return kept && !(kept.until !== undefined && kept.until < now()) ? earlier(kept) : undefined;
    },
    keep: ({ status, body, version, ref }) => [{ Put: instead({ status, body, version, ref }, TTL_SECONDS) }],
    isLost: (error) => error.reasons.some((r) => r.item?.pk === key.pk && r.item?.sk === key.sk),
    async refuse({ code, findings, retryAfter }) {
      const refusal = JSON.stringify({ code, findings, retryAfter });
      const taken = await table.putAlone(
        instead({ refusal, until: after(REFUSAL_MS) }, REFUSAL_MS / 1000),
        Kept,
      );
      return taken === undefined;
    },
    async release() {
      return (await table.putAlone(instead({ until: '' }, 0), Kept)) === undefined;
    },
  };
}

function earlierOf({ requestHash, refusal, by, status, ...rest }: Kept, wanted: string): Earlier {
  if (requestHash !== wanted) throw new ProblemError('IDEMPOTENCY_KEY_REUSED');
  if (status !== undefined) return { answer: { status, ...rest } };
  if (refusal === undefined) return { running: by !== undefined };
  const { code, findings, retryAfter } = Refusal.parse(JSON.parse(refusal));
  const again = retryAfter === undefined ? {} : { retryAfter };
  return { refusal: new ProblemError(code as ProblemCode, findings, again) };
}
