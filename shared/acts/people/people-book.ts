import { randomUUID } from 'node:crypto';
import { APPOINTMENT_CACHE_MS, type AppointedRole, namedFirst } from '../../contracts/appointments.ts';
import type { Environment } from '../../contracts/environment.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { inForce, whyNot } from '../../rules/people/appointment.ts';
import { find } from '../../rules/people/findings.ts';
import {
  type AccountStanding,
  administratorsOf,
  administratorsWrite,
  appointmentWrites,
  getAppointment,
  holdersOf,
  standingOf,
} from '../../store/appointments.ts';
import { againAfterRace } from '../../store/base/race.ts';
import type { Table } from '../../store/base/table.ts';
import { unitOfAccount, whyNoUnit } from '../../store/units.ts';
import type { Account, PeopleBook } from '../base/deps.ts';
import { idleWatch } from './idle.ts';
import { otherAccountsOf } from './persons.ts';

/**
 * Who may do what, from the table: one read a request, kept for a minute. What is in force is kept alone, so that an
 * invitation that was just accepted, or a suspension that was lifted, works at once.
 */
export function createPeopleBook(table: Table, env: Environment): PeopleBook {
  const first = namedFirst(env.FIRST_ADMINISTRATORS);
  const known = new Map<string, Known & { until: number }>();

  const standing = async (account: Account, now: string): Promise<Known | undefined> => {
    const name = `${account.issuer}\n${account.id}`;
    const kept = known.get(name);
    if (kept && Date.parse(now) < kept.until) return kept;
    known.delete(name);
    const standing = await standingOf(table, account);
    const role = first.get(account.id);
    const asNamed = role !== undefined && (!standing || beforeSplit(standing, role));
    const found = asNamed ? await appointFirst(table, account, role, now) : standing;
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
    idle: idleWatch(table, env),
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

/** Who administered everything as operations, before security was apart (D34). */
const beforeSplit = ({ role, status }: AccountStanding, named: AppointedRole): boolean =>
  role === 'PLATFORM_OPS' && named === 'SECURITY_ADMIN' && status === 'ACTIVE';

/**
 * The first administrators come from the deployment's configuration, once; the record of it is like any other. Who was
 * appointed so before the administrations were three, and was not touched since, has from now on the one that he is named
 * for: what he gave stays given.
 */
function appointFirst(
  table: Table,
  { id, issuer, name }: Account,
  role: AppointedRole,
  now: string,
): Promise<AccountStanding | undefined> {
  const actor = { id: 'configuration', role: 'SYSTEM' } as const;
  const appointmentId = randomUUID();
  const given = { role, scope: '*', head: false, validFrom: localDateOf(now) } as const;
  return againAfterRace(async () => {
    const found = await standingOf(table, { id, issuer });
    const before = found && beforeSplit(found, role) ? await untouched(table, found) : undefined;
    if (found && !before) return found;
    const roster = await administratorsOf(table);
    const { writes } = appointmentWrites(
      table,
      before,
      before
        ? { ...before, role }
        : {
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
      {
        act: before ? 'SPLIT_ADMINISTRATIONS' : 'APPOINT_FIRST_ADMINISTRATOR',
        actor,
        at: now,
        payload: given,
      },
    );
    const one = { appointmentId: before?.appointmentId ?? appointmentId, validFrom: given.validFrom };
    const joins =
      role === 'SECURITY_ADMIN' ? [administratorsWrite(table, roster, [...roster.members, one])] : [];
    await table.transact([...writes, ...joins]);
    return standingOf(table, { id, issuer });
  });
}

/** What the configuration gave, as it gave it; whatever somebody has decided since stays. */
async function untouched(table: Table, { appointmentId }: AccountStanding) {
  const record = await getAppointment(table, appointmentId);
  return record?.givenBy.id === 'configuration' && record.version === 1 ? record : undefined;
}
