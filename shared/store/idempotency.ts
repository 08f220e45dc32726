import * as z from 'zod/mini';
import { ProblemError } from '../errors.ts';
import { keys } from './base/keys.ts';
import { create, type Table, type TransactionRefused, type Write } from './base/table.ts';

/** What is kept of a request under its Idempotency-Key, for a day: the answer, or only the id of what it was about. */

const TTL_SECONDS = 24 * 3600;

const Kept = z.object({
  requestHash: z.string(),
  status: z.number(),
  body: z.optional(z.string()),
  version: z.optional(z.number()),
  ref: z.optional(z.string()),
});
export type KeptAnswer = Omit<z.infer<typeof Kept>, 'requestHash'>;

export interface IdempotencyRecord {
  /** @throws {ProblemError} IDEMPOTENCY_KEY_REUSED when the key belongs to another request */
  find(): Promise<KeptAnswer | undefined>;
  keep(answer: KeptAnswer): Write[];
  /** Whether a transaction failed because the same request was faster. */
  isTwin(error: TransactionRefused): boolean;
}

export function idempotencyRecord(
  table: Table,
  request: { principalId: string; key: string; hash: string; now: string },
): IdempotencyRecord {
  const key = keys.idempotency(request.principalId || 'public', request.key);
  return {
    async find() {
      const found = await table.get(Kept, key);
      if (!found) return undefined;
      const { requestHash, ...kept } = found;
      if (requestHash !== request.hash) throw new ProblemError('IDEMPOTENCY_KEY_REUSED');
      return kept;
    },
    keep(answer) {
      const { Put } = create(table.name, key, {
        ...answer,
        type: 'IDEMPOTENCY',
        requestHash: request.hash,
        expiresAt: Math.floor(Date.parse(request.now) / 1000) + TTL_SECONDS,
      });
      // The twin's item comes back with the refusal: that is how `isTwin` knows why.
      return Put ? [{ Put: { ...Put, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } }] : [];
    },
    isTwin: (error) => error.reasons.some((r) => r.item?.pk === key.pk && r.item?.sk === key.sk),
  };
}
