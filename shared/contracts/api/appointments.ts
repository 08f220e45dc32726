import * as z from 'zod/mini';
import { AppointedRoleSchema, standings } from '../appointments.ts';
import { LocalDate } from '../calendar.ts';
import { identityKinds } from '../identity.ts';
import { limits } from '../limits.ts';
import { email, exact, identifier, mobile, personName, prose } from '../text.ts';
import { Count, Cursor, Id } from './common.ts';

/** Who may do what (D34): appointments, as those who administer people see them. */

const Scope = exact(1, 40);

/** What an appointment gives: first and last day are days in China; without a last day until it ends. */
const given = {
  role: AppointedRoleSchema,
  /** A point, division, municipal unit or plan; `*` for all plans and for operations. */
  scope: Scope,
  /** Administers the people of the same role and scope. */
  head: z.boolean(),
  validFrom: LocalDate,
  validTo: z.optional(LocalDate),
};

export const InvitationBody = z.object({
  ...given,
  name: personName(),
  email: email.check(z.minLength(3)),
  /** Kept as a keyed hash alone, to compare persons (D29); of the identity card unless the kind says otherwise (D17). */
  idKind: z.optional(z.enum(identityKinds)),
  idNumber: z.optional(identifier(1, limits.idNumber)),
});

const reason = prose(2, 500);
export const AppointmentActBody = z.object({
  version: Count,
  act: z.discriminatedUnion('type', [
    z.object({ type: z.literal('CHANGE'), ...given, reason }),
    z.object({ type: z.literal('SUSPEND'), reason }),
    z.object({ type: z.literal('RESTORE'), reason }),
    /** For good; open work stays with the desk, and `successorId` names who goes on with it. */
    z.object({ type: z.literal('END'), reason, successorId: z.optional(Id) }),
    z.object({ type: z.literal('INVITE_AGAIN') }),
    /** D26: another person confirms exactly what was prepared, or refuses it. */
    z.object({ type: z.literal('CONFIRM'), proposal: exact(64, 64) }),
    z.object({ type: z.literal('REFUSE'), proposal: exact(64, 64), reason }),
  ]),
});
export type AppointmentActName = z.infer<typeof AppointmentActBody>['act']['type'];

const Given = z.object({
  role: AppointedRoleSchema,
  scope: z.string(),
  scopeName: z.string(),
  head: z.boolean(),
  validFrom: z.string(),
  validTo: z.optional(z.string()),
});
const Person = z.object({ id: z.string(), name: z.optional(z.string()) });

export const Appointment = z.object({
  appointmentId: z.string(),
  ...Given.shape,
  name: z.string(),
  /** Masked. */
  email: z.string(),
  standing: z.enum(standings),
  /** Until when the invitation may be accepted: an instant. */
  invitedUntil: z.optional(z.string()),
  acceptedAt: z.optional(z.string()),
  givenBy: Person,
  confirmedBy: z.optional(Person),
  reason: z.optional(z.string()),
  /** Who goes on with the work. */
  successorId: z.optional(z.string()),
  /** What one person has prepared and another one is to confirm (D26). */
  proposed: z.optional(
    z.object({
      act: z.enum(['APPOINT', 'CHANGE', 'RESTORE']),
      by: Person,
      at: z.string(),
      reason: z.optional(z.string()),
      given: Given,
      /** Whom, of an invitation: the whole address, for it is what is confirmed, and whether an identity number was given. */
      invitee: z.optional(z.object({ name: z.string(), email: z.string(), idGiven: z.boolean() })),
      proposal: z.string(),
    }),
  ),
  /** What the reader may do with it now. */
  acts: z.array(z.string()),
  version: z.number(),
});

export const PeopleList = z.object({
  items: z.array(Appointment),
  cursor: Cursor,
  /** What the reader may give: roles, and each one's scopes. */
  offers: z.array(
    z.object({
      role: AppointedRoleSchema,
      twoPersons: z.boolean(),
      scopes: z.array(z.object({ scope: z.string(), name: z.string() })),
    }),
  ),
});

/** Everybody on the reader's list: for a file, and for the yearly confirmation of it. */
export const PeopleExport = z.object({
  at: z.string(),
  items: z.array(Appointment),
  /** Those of them who hold an office: whom a confirmation is about. */
  inOffice: z.array(z.string()),
  /** Of what the list says of those; a confirmation names it. */
  listHash: z.string(),
  confirmation: z.optional(z.object({ at: z.string(), by: Person, count: z.number() })),
  /** The day by which the list is to be confirmed: a year after the last time, or after the first of them took office. */
  confirmBy: z.string(),
});

export const PeopleConfirmationBody = z.object({ listHash: exact(64, 64) });

/** D33: an operator of the reader's own unit; the scope is the unit. */
export const OperatorBody = z.object({
  name: personName(),
  email: email.check(z.minLength(3)),
  validTo: z.optional(LocalDate),
});
export const OperatorActBody = z.object({
  version: Count,
  act: z.discriminatedUnion('type', [
    z.object({ type: z.literal('SUSPEND'), reason }),
    z.object({ type: z.literal('RESTORE'), reason }),
    z.object({ type: z.literal('END'), reason }),
    z.object({ type: z.literal('INVITE_AGAIN') }),
    /** The operator is head of HR from now on, under this mobile; whoever was has no part in the unit any more. */
    z.object({ type: z.literal('HAND_OVER'), reason, hrMobile: mobile(1) }),
  ]),
});
export const OperatorList = z.object({
  /** Who registered the unit or took it over. */
  head: z.object({ name: z.string(), mine: z.boolean() }),
  items: z.array(Appointment),
});

/** What the mail's link carries. */
export const AcceptanceBody = z.object({ code: exact(20, 200) });
