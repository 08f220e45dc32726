import type { Role } from '../../../shared/contracts/roles.ts';
import { sessions } from '../../kit/auth.ts';
import type { Pool } from '../../kit/client.ts';
import type { Session } from '../../kit/session.ts';

/** Who works at the console now. Staff first: an employing unit's account lives in the applicants' pool. */
export function operator(): { session: Session; pool: Pool } | undefined {
  const staff = sessions.staff.value;
  if (staff) return { session: staff, pool: 'staff' };
  const person = sessions.public.value;
  return person ? { session: person, pool: 'public' } : undefined;
}

export const OFFICE: readonly Role[] = ['OFFICE_CLERK', 'OFFICE_HEAD'];
export const AUTHORITIES: readonly Role[] = ['MUNI_HRSS', 'CONSTR_COMMISSION'];

/** Which pages a role has; the API decides again, on every call. */
export const pages = {
  queue: ['POINT_CLERK', 'DISTRICT_OFFICER', 'MUNI_UNIT_OFFICER', ...OFFICE, ...AUTHORITIES, 'SUPERVISOR'],
  letters: ['POINT_CLERK', 'PLATFORM_OPS'],
  scan: ['POINT_CLERK', 'MUNI_UNIT_OFFICER', ...OFFICE],
  publicities: [...OFFICE, 'SUPERVISOR'],
  objections: [...OFFICE, 'SUPERVISOR'],
  sessions: [...OFFICE, 'SUPERVISOR'],
  reports: [...OFFICE, ...AUTHORITIES, 'SUPERVISOR'],
  certificates: ['MUNI_HRSS'],
  calendar: ['PLATFORM_OPS'],
  payments: ['PLATFORM_OPS'],
  expert: ['EXPERT'],
  unit: ['UNIT_HR'],
} as const satisfies Record<string, readonly Role[]>;
export type PageKey = keyof typeof pages;

export const may = (page: PageKey, role: Role | undefined): boolean =>
  role !== undefined && (pages[page] as readonly Role[]).includes(role);
