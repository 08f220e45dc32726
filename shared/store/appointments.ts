import * as z from 'zod/mini';
import { AppointedRoleSchema, appointmentStatuses } from '../contracts/appointments.ts';
import { type Actor, ActorSchema } from '../contracts/roles.ts';
import { ProblemError } from '../errors.ts';
import { auditedWrites } from './base/audited.ts';
import { keys, listPartition } from './base/keys.ts';
import { type Page, put, type Table, toItem, type Write } from './base/table.ts';

/** Appointments: who may do what, where, from when to when (D34), and who gave it. */

/** What an appointment gives. `scope` as Principal has it; dates are days in China, both included. */
const given = {
  role: AppointedRoleSchema,
  scope: z.string(),
  head: z.boolean(),
  validFrom: z.string(),
  validTo: z.optional(z.string()),
};
const GivenSchema = z.object(given);
export type Given = z.infer<typeof GivenSchema>;

/** What one person has prepared and another one confirms as it is (D26). */
const ProposedSchema = z.object({
  act: z.enum(['APPOINT', 'CHANGE', 'RESTORE']),
  actor: ActorSchema,
  at: z.string(),
  reason: z.optional(z.string()),
  given: GivenSchema,
  /** Whom, of an invitation: so that the mark of what is confirmed covers it. */
  invitee: z.optional(z.object({ name: z.string(), email: z.string(), idGiven: z.boolean() })),
});

export const AppointmentSchema = z.object({
  appointmentId: z.string(),
  ...given,
  /** Of the person, as whoever invited gave them. */
  name: z.string(),
  email: z.string(),
  status: z.enum(appointmentStatuses),
  proposed: z.optional(ProposedSchema),
  /** The secret stands here until it is used, for it goes out by mail; then only its hash. */
  invitation: z.optional(
    z.object({
      secret: z.optional(z.string()),
      hash: z.string(),
      number: z.number(),
      expiresAt: z.string(),
      /** Who sent it again; else whoever gave the appointment. */
      by: z.optional(z.string()),
    }),
  ),
  /** The account that accepted: subject and issuer of its tokens. */
  accountId: z.optional(z.string()),
  issuer: z.optional(z.string()),
  acceptedAt: z.optional(z.string()),
  /** Keyed hash of the identity number (D29). */
  person: z.optional(z.string()),
  givenBy: ActorSchema,
  confirmedBy: z.optional(ActorSchema),
  /** Why it stands as it stands: of a suspension, an end. */
  reason: z.optional(z.string()),
  /** Whose open work it took over, or who took over its own. */
  successorId: z.optional(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
  auditHash: z.string(),
});
export type AppointmentRecord = z.infer<typeof AppointmentSchema>;

/** What an account may do, as every request reads it: one small item, written with each change of the appointment. */
const StandingSchema = z.object({
  appointmentId: z.string(),
  ...given,
  status: z.enum(appointmentStatuses),
  name: z.string(),
  issuer: z.string(),
  person: z.optional(z.string()),
});
export type AccountStanding = z.infer<typeof StandingSchema>;

/** Of an account of that issuer; another issuer's subject of the same name is somebody else. */
export async function standingOf(
  table: Table,
  account: { id: string; issuer: string },
): Promise<AccountStanding | undefined> {
  const standing = await standingHeldBy(table, account.id);
  return standing?.issuer === account.issuer ? standing : undefined;
}

/** The same of a subject alone: for what is asked of a person, not of a sign-in (D29). */
export const standingHeldBy = (table: Table, accountId: string): Promise<AccountStanding | undefined> =>
  table.get(StandingSchema, keys.standing(accountId));

/** @throws {ProblemError} NOT_FOUND */
export async function requireAppointment(table: Table, appointmentId: string): Promise<AppointmentRecord> {
  const found = await getAppointment(table, appointmentId);
  if (!found) throw new ProblemError('NOT_FOUND');
  return found;
}

export function getAppointment(table: Table, appointmentId: string): Promise<AppointmentRecord | undefined> {
  return table.get(AppointmentSchema, keys.appointment(appointmentId));
}

const LIST = listPartition('APPOINTMENTS', 'ALL');

/** By role, scope and name; of one role, or one role at one scope. `*` is a scope like another one. */
export function appointmentsOf(
  table: Table,
  of: { role?: string; scope?: string },
  page: { limit?: number; cursor?: string | undefined } = {},
): Promise<Page<AppointmentRecord>> {
  const { role = '', scope } = of;
  const prefix = role && `${role}#${scope === undefined ? '' : `${scope}#`}`;
  return table.query(AppointmentSchema, {
    index: 'owner',
    partition: LIST,
    ...(prefix ? { prefix } : {}),
    ...(page.limit === undefined ? {} : { limit: page.limit }),
    ...(page.cursor ? { cursor: page.cursor } : {}),
  });
}

/** The same, all of them. */
export async function allAppointmentsOf(
  table: Table,
  of: { role?: string; scope?: string },
): Promise<AppointmentRecord[]> {
  const all: AppointmentRecord[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<AppointmentRecord> = await appointmentsOf(table, of, { cursor });
    all.push(...page.items);
    cursor = page.cursor;
  } while (cursor);
  return all;
}

/**
 * A change of an appointment, with what its account may do from now on. Of two that give one account an appointment,
 * one is refused by the table.
 */
export function appointmentWrites(
  table: Table,
  before: AppointmentRecord | undefined,
  next: AppointmentRecord,
  event: { act: string; actor: Actor; at: string; reason?: string; payload?: unknown },
): { next: AppointmentRecord; writes: Write[] } {
  const changed = auditedWrites({
    tableName: table.name,
    key: keys.appointment(next.appointmentId),
    type: 'APPOINTMENT',
    before,
    next: { ...next, updatedAt: event.at },
    indexes: {
      ownerPk: LIST,
      ownerSk: `${next.role}#${next.scope}#${next.name}#${next.appointmentId}`,
    },
    event,
  });
  const claims = placeClaims(table, before, next);
  const { accountId, issuer } = next;
  if (accountId === undefined || issuer === undefined)
    return { ...changed, writes: [...changed.writes, ...claims] };
  const { appointmentId, role, scope, head, validFrom, validTo, status, name, person } = next;
  const standing: AccountStanding = {
    ...{ appointmentId, role, scope, head, validFrom, validTo, status, name, issuer, person },
  };
  const item = toItem({ ...standing, ...keys.standing(accountId), type: 'STANDING' });
  const free = 'attribute_not_exists(pk) OR appointmentId = :own OR #status = :ended';
  return {
    ...changed,
    writes: [
      ...changed.writes,
      ...claims,
      {
        Put: {
          TableName: table.name,
          Item: item,
          ConditionExpression: free,
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: toItem({ ':own': appointmentId, ':ended': 'ENDED' }),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
    ],
  };
}

/** An address has one appointment that is not ended in a role at a scope: of two that are given at once one is refused. */
function placeClaims(table: Table, before: AppointmentRecord | undefined, next: AppointmentRecord): Write[] {
  const placeOf = (one: AppointmentRecord | undefined) =>
    one && one.email !== '' && one.status !== 'ENDED'
      ? keys.invitee(one.role, one.scope, one.email.toLowerCase())
      : undefined;
  const [old, own] = [placeOf(before), placeOf(next)];
  if (old?.pk === own?.pk) return [];
  const { appointmentId } = next;
  const mine = {
    TableName: table.name,
    ConditionExpression: 'attribute_not_exists(pk) OR appointmentId = :own',
    ExpressionAttributeValues: toItem({ ':own': appointmentId }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
  return [
    ...(old ? [{ Delete: { ...mine, Key: toItem({ ...old }) } }] : []),
    ...(own ? [{ Put: { ...mine, Item: toItem({ ...own, appointmentId, type: 'INVITEE' }) } }] : []),
  ];
}

const RosterSchema = z.object({
  members: z.array(
    z.object({
      appointmentId: z.string(),
      validFrom: z.optional(z.string()),
      validTo: z.optional(z.string()),
      person: z.optional(z.string()),
    }),
  ),
  version: z.number(),
});
type Roster = z.infer<typeof RosterSchema>;

/** Those who administer everything, in one item, so that of two who would leave too few behind one is refused. */
export async function administratorsOf(table: Table): Promise<Roster> {
  return (await table.get(RosterSchema, keys.administrators)) ?? { members: [], version: 0 };
}

export function administratorsWrite(table: Table, before: Roster, members: Roster['members']): Write {
  const item = { ...keys.administrators, members, version: before.version + 1, type: 'ADMINISTRATORS' };
  return {
    Put: {
      TableName: table.name,
      Item: toItem(item),
      ConditionExpression: 'attribute_not_exists(pk) OR version = :version',
      ExpressionAttributeValues: toItem({ ':version': before.version }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

/** The accounts of one natural person (D29): of his appointments and of his profile. */
const HolderSchema = z.object({
  accountId: z.string(),
  appointmentId: z.optional(z.string()),
});
type Holder = z.infer<typeof HolderSchema>;

export function holdersOf(table: Table, person: string): Promise<Holder[]> {
  return table.queryAll(HolderSchema, { partition: keys.holder(person, '').pk });
}

/** That this account is the person's. */
export function holderWrite(table: Table, person: string, holder: Holder): Write {
  return put(table.name, keys.holder(person, holder.accountId), { ...holder, type: 'HOLDER' });
}

/** That it is not any more: the number was another one. */
export const holderRemoval = (table: Table, person: string, { accountId }: Holder): Write => ({
  Delete: { TableName: table.name, Key: toItem({ ...keys.holder(person, accountId) }) },
});

const ConfirmationSchema = z.object({
  /** What was confirmed: hash of the list as it was on the screen. */
  listHash: z.string(),
  count: z.number(),
  by: ActorSchema,
  at: z.string(),
  version: z.number(),
  auditHash: z.string(),
});
export type ListConfirmation = z.infer<typeof ConfirmationSchema>;

/** The last yearly confirmation of an organisation's list: `of` is its role and scope. */
export function listConfirmation(table: Table, of: string): Promise<ListConfirmation | undefined> {
  return table.get(ConfirmationSchema, keys.listConfirmation(of));
}

export function listConfirmationWrites(
  table: Table,
  of: string,
  before: ListConfirmation | undefined,
  { listHash, count, by, at }: Pick<ListConfirmation, 'listHash' | 'count' | 'by' | 'at'>,
) {
  return auditedWrites({
    tableName: table.name,
    key: keys.listConfirmation(of),
    type: 'LIST_CONFIRMATION',
    before,
    next: { listHash, count, by, at, version: 0, auditHash: '' },
    event: { act: 'CONFIRM_PEOPLE', actor: by, at, payload: { listHash, count } },
  });
}
