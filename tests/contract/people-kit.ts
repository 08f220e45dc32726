import { type AppointmentRecord, appointmentWrites, type Given } from '../../shared/store/appointments.ts';
import { type Caller, createHarness, type Harness } from './harness.ts';

/** Members of staff as the table has them. */

export const ORIGIN_OF_STAFF = 'https://staff.example';

/** A harness in which the table says who may do what; `ops-1` and `ops-2` administer. */
export const staffOnTable = () =>
  createHarness({ people: 'table', env: { FIRST_ADMINISTRATORS: 'ops-1,ops-2' } });

/** Signed in, and nothing else. */
export const signedIn = (id: string, name: string, claims: Record<string, string> = {}): Caller => ({
  // The harness asks for a role; what the account may do stands in the table.
  ...{ id, name, claims, role: 'EXPERT', issuer: ORIGIN_OF_STAFF },
});

/** An account with an appointment, `of.<id>`. */
export async function member(
  h: Harness,
  id: string,
  given: Pick<Given, 'role' | 'scope' | 'head'>,
  changes: Partial<AppointmentRecord> = {},
): Promise<Caller> {
  const now = h.clock.now();
  const actor = { id: 'configuration', role: 'SYSTEM' } as const;
  const name = changes.name ?? `成员${id}`;
  const { writes } = appointmentWrites(
    h.deps.table,
    undefined,
    {
      ...{ ...given, validFrom: '2020-01-01', status: 'ACTIVE', email: `${id}@example.cn`, name },
      ...{ appointmentId: `of.${id}`, accountId: id, issuer: ORIGIN_OF_STAFF, givenBy: actor },
      ...{ createdAt: now, updatedAt: now, version: 0, auditHash: '' },
      ...changes,
    },
    { act: 'APPOINT', actor, at: now },
  );
  await h.deps.table.transact(writes);
  return signedIn(id, name);
}
