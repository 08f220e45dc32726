import { TransactionRefused } from './table.ts';

/** Did somebody else change an aggregate meanwhile? A twin of this very request is not meant: it has an answer already. */
function lostRace(error: unknown): boolean {
  if (!(error instanceof TransactionRefused)) return false;
  const { reasons } = error;
  if (reasons.some((r) => r.item?.type === 'IDEMPOTENCY')) return false;
  return reasons.some((r) => r.code === 'TransactionConflict' || (r.item && 'version' in r.item));
}

/** Two writes met, and nothing is said against this one. */
export const isCollision = (error: unknown): boolean =>
  error instanceof TransactionRefused && error.reasons.every((r) => r.code === 'TransactionConflict');

/**
 * Runs an act again from its first read when another one was faster. For acts of people who saw no version that they
 * could have been wrong about: the public, a gateway.
 */
export async function againAfterRace<T>(run: () => Promise<T>, tries = 4): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await run();
    } catch (error) {
      if (left <= 1 || !lostRace(error)) throw error;
    }
  }
}
