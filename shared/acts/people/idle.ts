import type { Environment } from '../../contracts/environment.ts';
import type { Finding } from '../../contracts/finding.ts';
import { idleMinutesOf, SEEN_EVERY_MS } from '../../contracts/idle.ts';
import { find } from '../../rules/people/findings.ts';
import type { Table } from '../../store/base/table.ts';
import { lastSeen, noteSeen } from '../../store/sign-ins.ts';
import type { Presence } from '../base/deps.ts';

/**
 * D34: whether the sign-in has been without anybody for longer than its role may; once it has, it stays over. By what the
 * table says, whatever the page has counted.
 * @returns what ended it
 */
export function idleWatch(table: Table, env: Pick<Environment, 'IDLE_MINUTES'>) {
  const noted = new Map<string, number>();
  return async (of: Presence, now: string): Promise<Finding | undefined> => {
    const { accountId, role, signIn, attended } = of;
    const allowed = idleMinutesOf(role, env.IDLE_MINUTES);
    if (allowed === 0) return undefined;
    const at = Date.parse(now);
    const name = `${accountId}\n${signIn}`;
    // Written less than a minute ago by this very container: nothing can have ended since.
    if (at - (noted.get(name) ?? Number.NEGATIVE_INFINITY) < SEEN_EVERY_MS) return undefined;
    const before = await lastSeen(table, accountId, signIn);
    if (before !== undefined) {
      const idle = at - Date.parse(before);
      if (idle > allowed * 60_000) return find('SIGN_IN_IDLE', { allowed });
      if (!attended || idle < SEEN_EVERY_MS) return undefined;
    }
    await noteSeen(table, accountId, signIn, { before, now });
    if (noted.size >= MOST_NOTED) noted.clear();
    noted.set(name, at);
    return undefined;
  };
}

const MOST_NOTED = 2_000;
