import * as z from 'zod/mini';
import { desks } from './desks.ts';
import type { Bilingual } from './finding.ts';
import { type Role, roleNames } from './roles.ts';

/** Who may do what: appointments of accounts, in our table and in no token (D34, D29, D33). */

export type AppointedRole = Exclude<Role, 'APPLICANT' | 'PUBLIC' | 'SYSTEM'>;

const appointed = Object.keys(roleNames).filter(
  (role) => !['APPLICANT', 'PUBLIC', 'SYSTEM'].includes(role),
) as [AppointedRole, ...AppointedRole[]];
/** Every role that somebody must be given. */
export const AppointedRoleSchema = z.enum(appointed);

/** PROPOSED waits for a second person, INVITED for the person, who accepts after sign-in. */
export const appointmentStatuses = ['PROPOSED', 'INVITED', 'ACTIVE', 'SUSPENDED', 'ENDED'] as const;
export type AppointmentStatus = (typeof appointmentStatuses)[number];

/** What the list shows: the status, and what time has made of it. */
export const standings = [...appointmentStatuses, 'NOT_YET', 'EXPIRED', 'INVITATION_EXPIRED'] as const;
export type Standing = (typeof standings)[number];

/** What each is called, in lists and in refusals. */
export const standingNames: Readonly<Record<Standing, Bilingual>> = {
  PROPOSED: { zh: '待另一人确认', en: 'Waits for a second person' },
  INVITED: { zh: '已邀请，待接受', en: 'Invited' },
  ACTIVE: { zh: '在任', en: 'In force' },
  SUSPENDED: { zh: '已暂停', en: 'Suspended' },
  ENDED: { zh: '已终止', en: 'Ended' },
  NOT_YET: { zh: '尚未生效', en: 'Not yet in force' },
  EXPIRED: { zh: '已到期', en: 'Expired' },
  INVITATION_EXPIRED: { zh: '邀请已过期', en: 'Invitation expired' },
};

/** Who holds an office, whether he may work today or not: the yearly confirmation is of these (D34). */
export const inOffice: readonly Standing[] = ['ACTIVE', 'NOT_YET', 'SUSPENDED'];

/** Persons who administer the platform at least, without a last day: what takes two must stay possible (D34, D26). */
export const ADMINISTRATORS_AT_LEAST = 2;

/** Roles whose work decides nothing and gives nobody a right: one person alone appoints to them. */
export const appointedByOne: readonly Role[] = ['MUNI_UNIT_OFFICER', 'UNIT_HR'];

/**
 * The three administrations 三员 that no person combines (D34, GB/T 22239 8.1.5): who runs the platform (plans, calendars,
 * faults), who says what people may do (appointments, accounts of units), who watches both (audit chain).
 */
export const administrations: Readonly<Record<'SYSTEM' | 'SECURITY' | 'AUDIT', readonly Role[]>> = {
  SYSTEM: desks.OPS.roles,
  SECURITY: desks.SECURITY.roles,
  AUDIT: desks.SUPERVISOR.roles,
};

/** Operators of a unit, open invitations included: all of them can be ended in one transaction (D33). */
export const OPERATORS_AT_MOST = 12;

/** Days that an invitation may be accepted. */
export const INVITATION_DAYS = 7;

/** Milliseconds that a function may go by what it last read of an appointment: a suspension works within a minute. */
export const APPOINTMENT_CACHE_MS = 60_000;

/** The first administrators of the configuration, `security:sub,system:sub`, by subject; without a word, of security. */
export function namedFirst(setting: string): ReadonlyMap<string, AppointedRole> {
  const kinds = { security: 'SECURITY_ADMIN', system: 'PLATFORM_OPS', audit: 'SUPERVISOR' } as const;
  const named = setting.split(',').flatMap((one): [string, AppointedRole][] => {
    const [, kind = 'security', sub = ''] = /^(?:(security|system|audit):)?(.*)$/.exec(one.trim()) ?? [];
    return sub === '' ? [] : [[sub, kinds[kind as keyof typeof kinds]]];
  });
  return new Map(named);
}
