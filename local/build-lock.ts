import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Names the process whose build this one is a part of: it holds the lock for all of them. */
const HOLDER = 'ZHIPING_BUILD_LOCK';
const LONGEST_WAIT_MS = 10 * 60_000;
/** Kept here too: a handle that nobody names would be collected, and the lock with it. */
let held: DatabaseSync | undefined;

/**
 * One build at a time in a checkout: whoever comes second waits. The operating system holds the lock, so a build that was
 * killed leaves nothing behind. Parts of a build that were started by its holder go on at once.
 * @returns gives it back; the end of the process does so too
 */
export function holdBuildLock(dist: string, report: (line: string) => void): () => void {
  if (process.env[HOLDER] === dist) return () => {};
  mkdirSync(dist, { recursive: true });
  const lock = new DatabaseSync(join(dist, '.lock'));
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch {
    report('另一处正在构建，等待其完成 … Another build is under way; waiting for its end.');
    try {
      lock.exec(`PRAGMA busy_timeout = ${LONGEST_WAIT_MS}; BEGIN EXCLUSIVE`);
    } catch (error) {
      lock.close();
      throw new Error(
        `${dist} 一直被另一处构建占用；请结束它后再试。Another build has held ${dist} for ten minutes: end it and try again. (${(error as Error).message})`,
      );
    }
  }
  held = lock;
  process.env[HOLDER] = dist;
  return () => {
    delete process.env[HOLDER];
    held?.close();
    held = undefined;
  };
}
