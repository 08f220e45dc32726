import { signal } from '@preact/signals';
import type { ResponseOf } from '../../../shared/contracts/api/index.ts';
import { queueRoles, rolesOf } from '../../../shared/contracts/desks.ts';
import type { Role } from '../../../shared/contracts/roles.ts';
import { sessions } from '../../kit/auth.ts';
import type { Pool } from '../../kit/client.ts';
import type { Session } from '../../kit/session.ts';

/** What the member of staff who is signed in may do, as the API said it last; undefined before, and without an appointment. */
export const appointment = signal<ResponseOf<'StaffSelf'> | undefined>(undefined);

/** Who works at the console now. Staff first: people of the other pool work here for their unit alone. */
export function operator(): { session: Session; pool: Pool } | undefined {
  const staff = sessions.staff.value;
  if (staff) return { session: { ...staff, role: appointment.value?.role }, pool: 'staff' };
  const person = sessions.public.value;
  return person ? { session: { ...person, role: 'UNIT_HR' }, pool: 'public' } : undefined;
}

export const OFFICE: readonly Role[] = rolesOf('OFFICE');
export const AUTHORITIES: readonly Role[] = rolesOf('AUTHORITIES');

/** Which pages a role has; the API decides again, on every call. */
export const pages = {
  queue: queueRoles,
  letters: rolesOf('POINT', 'SECURITY'),
  scan: rolesOf('POINT', 'MUNI', 'OFFICE'),
  publicities: rolesOf('OFFICE'),
  objections: rolesOf('OFFICE', 'SUPERVISOR'),
  sessions: rolesOf('OFFICE', 'SUPERVISOR'),
  room: rolesOf('OFFICE'),
  reports: rolesOf('OFFICE', 'AUTHORITIES'),
  chain: rolesOf('SUPERVISOR'),
  certificates: ['MUNI_HRSS'],
  plans: rolesOf('OFFICE', 'OPS'),
  directories: rolesOf('OFFICE', 'OPS'),
  calendar: rolesOf('OPS'),
  payments: rolesOf('OPS'),
  incidents: rolesOf('OPS'),
  /** And the heads of every place. */
  people: [...rolesOf('SECURITY'), 'OFFICE_HEAD'],
  expert: rolesOf('EXPERTS'),
  unit: rolesOf('UNIT'),
} as const satisfies Record<string, readonly Role[]>;
export type PageKey = keyof typeof pages;

export const may = (page: PageKey, role: Role | undefined): boolean =>
  role !== undefined &&
  ((pages[page] as readonly Role[]).includes(role) ||
    (page === 'people' && appointment.value?.head === true));
