import type { AppointmentActName } from '../../contracts/api/appointments.ts';
import {
  ADMINISTRATORS_AT_LEAST,
  type AppointmentStatus,
  administrations,
  appointedByOne,
  type Standing,
  standingNames,
} from '../../contracts/appointments.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { ProblemCode } from '../../contracts/problem.ts';
import { type Principal, type Role, roleNames } from '../../contracts/roles.ts';
import { isPerson, type Person } from '../base/person.ts';
import { find } from './findings.ts';

/** Appointments (D29, D33, D34): what is in force, who gives what, what goes with what. Days are days in China. */

interface Validity {
  readonly status: AppointmentStatus;
  readonly validFrom: string;
  readonly validTo?: string | undefined;
}

/** The status, and what time has made of it. `now` is an instant, `today` its day in China. */
export function standingOn(
  of: Validity & { readonly invitation?: { readonly expiresAt: string } | undefined },
  today: string,
  now: string,
): Standing {
  if (of.status === 'INVITED' && of.invitation && of.invitation.expiresAt <= now) return 'INVITATION_EXPIRED';
  if (of.status !== 'ACTIVE') return of.status;
  if (today < of.validFrom) return 'NOT_YET';
  return of.validTo !== undefined && today > of.validTo ? 'EXPIRED' : 'ACTIVE';
}

export const inForce = (of: Validity, today: string): boolean => whyNot(of, today) === undefined;

/** Why somebody may not work now; undefined when he may. */
export function whyNot(of: Validity | undefined, today: string): Finding | undefined {
  if (!of || of.status === 'ENDED') return find('NOT_APPOINTED');
  if (of.status === 'SUSPENDED') return find('APPOINTMENT_SUSPENDED');
  if (of.status !== 'ACTIVE') return find('NOT_APPOINTED');
  if (today < of.validFrom) return find('APPOINTMENT_NOT_YET', { found: today, allowed: of.validFrom });
  if (of.validTo !== undefined && today > of.validTo)
    return find('APPOINTMENT_EXPIRED', { found: today, allowed: of.validTo });
  return undefined;
}

/** What an appointment is about: a role at a scope. */
export interface Post {
  readonly role: Role;
  readonly scope: string;
}

const covers = (own: string, other: string) => own === '*' || own === other;

/** Whom the head of the committee's office administers. */
const ofOffice: readonly Role[] = ['OFFICE_CLERK', 'OFFICE_HEAD', 'EXPERT'];

/** Security administers all staff, a head the people of his own place. */
export function mayAdminister(by: Pick<Principal, 'role' | 'scope' | 'head'>, of: Post): boolean {
  if (by.role === 'SECURITY_ADMIN') return of.role !== 'UNIT_HR';
  if (by.role === 'OFFICE_HEAD') return ofOffice.includes(of.role) && covers(by.scope, of.scope);
  return by.head === true && by.role === of.role && by.scope === of.scope;
}

/** The lists that somebody administers: of a role, at a scope or everywhere. */
export function administered(
  by: Pick<Principal, 'role' | 'scope' | 'head'>,
): { role?: Role; scope?: string }[] {
  if (by.role === 'SECURITY_ADMIN') return [{}];
  if (by.role === 'OFFICE_HEAD')
    return ofOffice.map((role) => (by.scope === '*' ? { role } : { role, scope: by.scope }));
  return by.head ? [{ role: by.role, scope: by.scope }] : [];
}

/** Roles that decide or administer are given by two persons (D34, D26). */
export const takesTwo = (of: { readonly role: Role; readonly head: boolean }): boolean =>
  of.head || !appointedByOne.includes(of.role);

/** Which of the three a role is of. */
const administrationOf = (role: Role) =>
  Object.entries(administrations).find(([, roles]) => roles.includes(role))?.[0];

/** D34, D29: the three are kept apart by person, so whoever comes to one of them is known by his number. */
export function checkNumberGiven(role: Role, had: Role | undefined, person: string | undefined): Finding[] {
  const mine = administrationOf(role);
  if (mine === undefined || person !== undefined) return [];
  return had !== undefined && administrationOf(had) === mine
    ? []
    : [find('ADMINISTRATOR_NUMBER', { field: '/idNumber' })];
}

/** D34: what one natural person already has, besides what he is to be given. */
export function checkAdministrations(role: Role, held: readonly Role[]): Finding[] {
  const mine = administrationOf(role);
  const differs = (one: Role) => ![undefined, mine].includes(administrationOf(one));
  const other = mine && held.find(differs);
  if (!other) return [];
  const words = { found: roleNames[other], allowed: roleNames[role] };
  return [find('ADMINISTRATIONS_APART', { field: '/role', found: other, allowed: role, words })];
}

/** Days from which and to which, in this order and not over. */
export function checkValidity(
  of: { validFrom: string; validTo?: string | undefined },
  today: string,
): Finding[] {
  const { validFrom, validTo } = of;
  if (validTo === undefined) return [];
  const earliest = validFrom > today ? validFrom : today;
  return validTo < earliest
    ? [find('VALIDITY_ORDER', { field: '/validTo', found: validTo, allowed: earliest })]
    : [];
}

/** One of those who administer everything, as the roster keeps him. */
export interface Administrator {
  readonly appointmentId: string;
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
  /** Hash of the natural person, where it is known (D29). */
  readonly person?: string | undefined;
}

/**
 * May this administrator leave? So many other persons must stay that each act of two persons has its two, and no day may
 * come by itself on which there are fewer: who has a last day, or has not begun, does not count.
 */
export function checkLastAdministrator(
  members: readonly Administrator[],
  leaving: string,
  today: string,
): Finding[] {
  const others = members.filter(
    (m) => m.appointmentId !== leaving && m.validTo === undefined && (m.validFrom ?? '') <= today,
  );
  const found = new Set(others.map((m) => m.person ?? m.appointmentId)).size;
  const allowed = ADMINISTRATORS_AT_LEAST;
  return found >= allowed ? [] : [find('LAST_ADMINISTRATOR', { found, allowed })];
}

/** One invitation of a person to a role at a scope: whoever is on the list already is not invited beside himself. */
export function checkInvitedOnce(
  others: readonly (Validity & {
    readonly email: string;
    readonly person?: string | undefined;
    readonly invitation?: { readonly expiresAt: string } | undefined;
  })[],
  who: { readonly email?: string | undefined; readonly person?: string | undefined },
  today: string,
  now: string,
): Finding[] {
  const address = who.email?.toLowerCase();
  const twin = others.find(
    (one) =>
      one.status !== 'ENDED' &&
      ((address && one.email.toLowerCase() === address) ||
        (who.person !== undefined && one.person === who.person)),
  );
  if (!twin) return [];
  const found = standingOn(twin, today, now);
  return [find('ALREADY_INVITED', { field: '/email', found, words: { found: standingNames[found] } })];
}

interface Held {
  readonly status: AppointmentStatus;
  readonly accountId?: string | undefined;
  readonly proposed?: { readonly actor: { readonly id: string } } | undefined;
}

/** What may be done with an appointment in each status; what waits for a second person may besides be decided. */
const possible: Readonly<Record<AppointmentStatus, readonly AppointmentActName[]>> = {
  PROPOSED: [],
  INVITED: ['INVITE_AGAIN', 'END'],
  ACTIVE: ['CHANGE', 'SUSPEND', 'END'],
  SUSPENDED: ['RESTORE', 'END'],
  ENDED: [],
};

/** What stands against this act of somebody who administers it: the status, or that another person must do it (D26). */
export function refusalOf(
  name: AppointmentActName,
  of: Held,
  by: Person,
): { code: ProblemCode; finding: Finding } | undefined {
  const decides = name === 'CONFIRM' || name === 'REFUSE';
  if (decides ? !of.proposed : !possible[of.status].includes(name))
    return { code: 'WRONG_STAGE', finding: findAct(of.status) };
  const gives = name === 'CHANGE' || name === 'RESTORE' || name === 'CONFIRM';
  if (gives && isPerson(by, of.accountId))
    return { code: 'SEPARATION_OF_DUTIES', finding: find('OWN_APPOINTMENT') };
  if (name === 'CONFIRM' && isPerson(by, of.proposed?.actor.id))
    return { code: 'SEPARATION_OF_DUTIES', finding: find('SECOND_PERSON') };
  return undefined;
}

/** APPOINTMENT_ACT, with the word for where it stands. */
export const findAct = (found: AppointmentStatus): Finding =>
  find('APPOINTMENT_ACT', { found, words: { found: standingNames[found] } });

const all: readonly AppointmentActName[] = [
  ...(['CONFIRM', 'REFUSE', 'CHANGE', 'SUSPEND', 'RESTORE', 'INVITE_AGAIN', 'END'] as const),
];

/** What the reader may do with it now. */
export const actsOn = (of: Held, by: Person): AppointmentActName[] =>
  all.filter((name) => refusalOf(name, of, by) === undefined);
