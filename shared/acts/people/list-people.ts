import type { ResponseOf } from '../../contracts/api/index.ts';
import { inOffice } from '../../contracts/appointments.ts';
import { actorOf, type Principal } from '../../contracts/roles.ts';
import { ProblemError, refuse } from '../../errors.ts';
import { canonicalHash } from '../../rules/base/canonical-json.ts';
import { addYears, localDateOf } from '../../rules/calendar/local-date.ts';
import { administered, mayAdminister, standingOn } from '../../rules/people/appointment.ts';
import { find } from '../../rules/people/findings.ts';
import { offersOf } from '../../rules/people/posts.ts';
import {
  type AppointmentRecord,
  allAppointmentsOf,
  appointmentsOf,
  listConfirmation,
  listConfirmationWrites,
} from '../../store/appointments.ts';
import type { Table, Write } from '../../store/base/table.ts';
import { appointmentView } from '../../views/appointments.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';

/** Who may do what (D34), as those see it who administer it: operations everybody, a head those of his place. */

type ListDeps = Pick<Deps, 'table' | 'plans'>;
const PAGE = 100;

/** @throws {ProblemError} FORBIDDEN for whoever administers nobody */
function listsOf(principal: Principal) {
  const lists = administered(principal);
  if (lists.length === 0) throw new ProblemError('FORBIDDEN');
  return lists;
}

export async function listPeople(
  { table, plans }: ListDeps,
  query: { role?: string; cursor?: string },
  { principal, now }: Pick<Asked, 'principal' | 'now'>,
): Promise<ResponseOf<'PeopleList'>> {
  const { role, cursor } = query;
  const own = listsOf(principal);
  const lists =
    role === undefined
      ? own
      : own.flatMap((list) => ((list.role ?? role) === role ? [{ ...list, role }] : []));
  const [first] = lists;
  const page =
    first && lists.length === 1
      ? await appointmentsOf(table, first, { limit: PAGE, cursor })
      : { items: (await Promise.all(lists.map((list) => allAppointmentsOf(table, list)))).flat() };
  const reader = { principal, now, plans: plans.list() };
  return {
    // A unit's operators are its head's (D33).
    items: page.items
      .filter((record) => mayAdminister(principal, record))
      .map((record) => appointmentView(record, reader)),
    ...('cursor' in page && page.cursor ? { cursor: page.cursor } : {}),
    offers: offersOf(principal, reader.plans),
  };
}

/** Everybody on the list who may do something or is about to. */
async function everybody(table: Table, principal: Principal): Promise<AppointmentRecord[]> {
  const all = await Promise.all(listsOf(principal).map((list) => allAppointmentsOf(table, list)));
  return all.flat().filter((one) => one.status !== 'ENDED' && mayAdminister(principal, one));
}

/** Those of them who hold an office today: whoever never accepted, or whose time is over, is nothing to confirm. */
const holding = (records: readonly AppointmentRecord[], now: string): AppointmentRecord[] =>
  records.filter((one) => inOffice.includes(standingOn(one, localDateOf(now), now)));

/** Of what the list says, not of how it is written. */
const hashOf = (records: readonly AppointmentRecord[]): string =>
  canonicalHash(
    records.map(({ appointmentId, name, role, scope, head, validFrom, validTo = null, status }) => ({
      ...{ appointmentId, name, role, scope, head, validFrom, validTo, status },
    })),
  );

const organisationOf = ({ role, scope }: Principal) => `${role}#${scope}`;

export async function exportPeople(
  { table, plans }: ListDeps,
  { principal, now }: Pick<Asked, 'principal' | 'now'>,
): Promise<ResponseOf<'PeopleExport'>> {
  const [records, confirmed] = await Promise.all([
    everybody(table, principal),
    listConfirmation(table, organisationOf(principal)),
  ]);
  const reader = { principal, now, plans: plans.list() };
  const { by, at = '', count = 0 } = confirmed ?? {};
  const held = holding(records, now);
  const [begun = now] = held.map((one) => one.acceptedAt ?? one.createdAt).sort();
  return {
    at: now,
    items: records.map((record) => appointmentView(record, reader)),
    inOffice: held.map((one) => one.appointmentId),
    listHash: hashOf(held),
    ...(by ? { confirmation: { at, count, by: { id: by.id, ...(by.name ? { name: by.name } : {}) } } } : {}),
    confirmBy: addYears(localDateOf(confirmed ? at : begun), 1),
  };
}

/** Once a year somebody says that the list is right as it stood on his screen. @throws {ProblemError} CONFLICT */
export async function confirmPeople(
  { table }: Pick<Deps, 'table'>,
  { principal, body, now }: Asked<{ listHash: string }>,
): Promise<{ id: string; writes: Write[] }> {
  const of = organisationOf(principal);
  const [all, before] = await Promise.all([everybody(table, principal), listConfirmation(table, of)]);
  const records = holding(all, now);
  const listHash = hashOf(records);
  if (body.listHash !== listHash) refuse('CONFLICT', find('LIST_CHANGED', { field: '/listHash' }));
  const by = actorOf(principal);
  const { writes } = listConfirmationWrites(table, of, before, {
    listHash,
    count: records.length,
    by,
    at: now,
  });
  return { id: of, writes };
}
