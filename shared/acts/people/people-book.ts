import { randomUUID } from 'node:crypto';
import { APPOINTMENT_CACHE_MS } from '../../contracts/appointments.ts';
import type { Environment } from '../../contracts/environment.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { inForce, whyNot } from '../../rules/people/appointment.ts';
import { find } from '../../rules/people/findings.ts';
import {
  type AccountStanding,
  administratorsOf,
  administratorsWrite,
  appointmentWrites,
  holdersOf,
  standingOf,
} from '../../store/appointments.ts';
import { againAfterRace } from '../../store/base/race.ts';
import type { Table } from '../../store/base/table.ts';
import { unitOfAccount, whyNoUnit } from '../../store/units.ts';
import type { Account, PeopleBook } from '../base/deps.ts';
import { otherAccountsOf } from './persons.ts';

/**
 * Who may do what, from the table: one read a request, kept for a minute. What is in force is kept alone, so that an
 * invitation that was just accepted, or a suspension that was lifted, works at once.
 */
export function createPeopleBook(table: Table, env: Environment): PeopleBook {
  const first = env.FIRST_ADMINISTRATORS.split(',').map((id) => id.trim());
  const known = new Map<string, Known & { until: number }>();

  const standing = async (account: Account, now: string): Promise<Known | undefined> => {
    const name = `${account.issuer}\n${account.id}`;
    const kept = known.get(name);
    if (kept && Date.parse(now) < kept.until) return kept;
    known.delete(name);
    const found =
      (await standingOf(table, account)) ??
      (first.includes(account.id) ? await appointFirst(table, account, now) : undefined);
    if (!found) return undefined;
    const holders = found.person === undefined ? [] : await holdersOf(table, found.person);
    const alsoAs = holders.map(({ accountId }) => accountId).filter((id) => id !== account.id);
    if (inForce(found, localDateOf(now))) {
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(name, { found, alsoAs, until: Date.parse(now) + APPOINTMENT_CACHE_MS });
    }
    return { found, alsoAs };
  };

  return {
    oneFactor: find('SECOND_FACTOR'),
    async staffOf(account, now) {
      const has = await standing(account, now);
      const why = whyNot(has?.found, localDateOf(now));
      if (!has || why) return { why: why ?? find('NOT_APPOINTED') };
      const { role, scope, head } = has.found;
      const { alsoAs } = has;
      return { role, scope, ...(head ? { head: true } : {}), ...(alsoAs.length > 0 ? { alsoAs } : {}) };
    },
    async unitOf(account, now) {
      // Never kept: whoever has just registered a unit goes on at once, and few requests are about a unit.
      const [unit, found] = await Promise.all([unitOfAccount(table, account.id), standingOf(table, account)]);
      if (!unit) return { why: await whyNoUnit(table, account.id) };
      if (unit.suspended) return { why: find('UNIT_SUSPENDED') };
      const head = unit.accountId === account.id;
      const why = head ? undefined : whyNot(found, localDateOf(now));
      if (why) return { why };
      const others = await otherAccountsOf({ table, env }, account.id);
      return { role: 'UNIT_HR', scope: unit.uscc, ...(head ? { head: true } : {}), ...others };
    },
  };
}

/** What an account may do, and which other accounts its person has (D29). */
interface Known {
  readonly found: AccountStanding;
  readonly alsoAs: readonly string[];
}

/** Of one container; more than work at any desk at a time. */
const MOST_KNOWN = 2_000;

/** The first administrators come from the deployment's configuration, once; the record of it is like any other. */
function appointFirst(
  table: Table,
  { id, issuer, name }: Account,
  now: string,
): Promise<AccountStanding | undefined> {
  const actor = { id: 'configuration', role: 'SYSTEM' } as const;
  const appointmentId = randomUUID();
  const given = { role: 'PLATFORM_OPS', scope: '*', head: false, validFrom: localDateOf(now) } as const;
  return againAfterRace(async () => {
    const found = await standingOf(table, { id, issuer });
    if (found) return found;
    const roster = await administratorsOf(table);
    const { writes } = appointmentWrites(
      table,
      undefined,
      {
        ...given,
        ...{
          appointmentId,
          name: name || id,
          email: '',
          status: 'ACTIVE',
          accountId: id,
          issuer,
          acceptedAt: now,
        },
        ...{ givenBy: actor, createdAt: now, updatedAt: now, version: 0, auditHash: '' },
      },
      { act: 'APPOINT_FIRST_ADMINISTRATOR', actor, at: now, payload: given },
    );
    await table.transact([
      ...writes,
      administratorsWrite(table, roster, [...roster.members, { appointmentId }]),
    ]);
    return standingOf(table, { id, issuer });
  });
}
