import type { Principal } from '../../contracts/roles.ts';
import { type AccountStanding, holdersOf, standingHeldBy } from '../../store/appointments.ts';
import { getProfileRecord } from '../../store/profiles.ts';
import type { Deps } from '../base/deps.ts';
import { hashOfPerson } from './person-hash.ts';

/** D29: which accounts are one natural person’s, by what appointments and profiles tell of the identity number. */

type PersonDeps = Pick<Deps, 'table' | 'env'>;

/** The accounts of the person behind this one, that one first. */
export async function accountsOf({ table, env }: PersonDeps, accountId: string): Promise<string[]> {
  const [standing, profile] = await Promise.all([
    standingHeldBy(table, accountId),
    getProfileRecord(table, accountId),
  ]);
  const ofProfile = profile?.idNumber ? hashOfPerson(env, profile) : undefined;
  const persons = new Set([standing?.person, ofProfile].filter((one) => one !== undefined));
  const holders = await Promise.all([...persons].map((person) => holdersOf(table, person)));
  return [...new Set([accountId, ...holders.flat().map((holder) => holder.accountId)])];
}

/** The other accounts of the same person, as `Principal.alsoAs` has them. */
export async function otherAccountsOf(
  deps: PersonDeps,
  accountId: string,
): Promise<Pick<Principal, 'alsoAs'>> {
  const [, ...alsoAs] = await accountsOf(deps, accountId);
  return alsoAs.length > 0 ? { alsoAs } : {};
}

/** What the person is appointed to, under whichever account (C2). */
export async function appointedAs(deps: PersonDeps, accountId: string): Promise<AccountStanding[]> {
  const accounts = await accountsOf(deps, accountId);
  const standings = await Promise.all(accounts.map((id) => standingHeldBy(deps.table, id)));
  return standings.flatMap((one) => (one && one.status !== 'ENDED' ? [one] : []));
}
