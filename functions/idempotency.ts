import { ProblemError } from '../shared/errors.ts';
import { log } from '../shared/log.ts';
import { isCollision } from '../shared/store/base/race.ts';
import { TransactionRefused } from '../shared/store/base/table.ts';
import type { Earlier, IdempotencyRecord, KeptAnswer } from '../shared/store/idempotency.ts';
import { refusalOf } from './answer.ts';

/** One key, one answer: at the same moment, after a lost answer, and whichever line the other one is stored between. */

export interface Once<Answer> {
  /** `ref`: what an equal request was about that has been carried out already. Nothing is done again. */
  run(ref?: string): Promise<Answer>;
  /** A remembered answer, as it is given. */
  replay(kept: KeptAnswer): Answer;
  /** Whether the run has put its answer into its transaction. */
  remembered(): boolean;
  pause(ms: number): Promise<void>;
}

const PAUSE_MS = 40;
/** Some eight seconds: longer than a claim lasts whose process has died. */
const LOOKS = 200;
const TRIES = 8;

/**
 * Answers a request that carries a key. An equal one that is still being carried out is waited for.
 * @throws {ProblemError} IDEMPOTENCY_KEY_REUSED, REQUEST_RUNNING, and what an equal request was refused with
 */
export async function answerOnce<Answer>(record: IdempotencyRecord, once: Once<Answer>): Promise<Answer> {
  const earlier = await claimed(record, once);
  if (earlier) return said(earlier, once);
  let refused: unknown;
  try {
    const answer = await untilMet(once);
    if (!once.remembered()) await record.release();
    return answer;
  } catch (error) {
    refused = error;
  }
  // Stored all the same, or taken over while this run was slow: what stands there now is the answer.
  const other = (await mayRefuse(record, refused)) ? undefined : await settled(record, once);
  if (!other) throw refused;
  return said(other, once);
}

/** @returns what an equal request has been told; undefined when this one is to be carried out */
async function claimed(
  record: IdempotencyRecord,
  once: Pick<Once<unknown>, 'pause'>,
): Promise<Earlier | undefined> {
  let taken = await record.claim();
  for (let left = LOOKS; taken?.running; left -= 1) {
    if (left === 0) throw new ProblemError('REQUEST_RUNNING');
    await once.pause(PAUSE_MS);
    // To look gets in nobody's way; to claim is for when nobody is there any longer.
    taken = (await record.find()) ?? (await record.claim());
  }
  return taken;
}

/** What stands under the key once nobody is busy with it; undefined when that one gave it up. */
async function settled(
  record: IdempotencyRecord,
  once: Pick<Once<unknown>, 'pause'>,
): Promise<Earlier | undefined> {
  for (let left = LOOKS; left > 0; left -= 1) {
    const found = await record.find();
    if (!found?.running) return found;
    await once.pause(PAUSE_MS);
  }
  throw new ProblemError('REQUEST_RUNNING');
}

function said<Answer>({ answer, refusal }: Earlier, once: Once<Answer>): Answer | Promise<Answer> {
  if (refusal) throw refusal;
  if (!answer) throw new ProblemError('REQUEST_RUNNING');
  return answer.body === undefined && answer.ref !== undefined ? once.run(answer.ref) : once.replay(answer);
}

/** Two writes that merely met are tried again, from the first read. */
async function untilMet<Answer>(once: Once<Answer>): Promise<Answer> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await once.run();
    } catch (error) {
      if (left <= 1 || !isCollision(error)) throw error;
      await once.pause(PAUSE_MS);
    }
  }
}

/** Leaves the refusal where an equal request finds it; false when the key is this run's no longer. */
async function mayRefuse(record: IdempotencyRecord, error: unknown): Promise<boolean> {
  if (error instanceof TransactionRefused && record.isLost(error)) return false;
  const refusal = refusalOf(error);
  try {
    return await (refusal.status < 500 ? record.refuse(refusal) : record.release());
  } catch (second) {
    // The claim lapses by itself; the first reason is the one to be told.
    log.error('the key of a refused request could not be given up', second);
    return true;
  }
}
