import type { BodyOf, ResponseOf } from '../../shared/contracts/api/index.ts';
import {
  type AppointmentRecord,
  appointmentWrites,
  type Given,
  getAppointment,
} from '../../shared/store/appointments.ts';
import { getUnitRecord } from '../../shared/store/units.ts';
import { givenUnit, hr, USCC } from './applicant-road.ts';
import { type Caller, createHarness, type Harness } from './harness.ts';
import { clerk, get, security as ops, security2 as ops2, post } from './office-road.ts';

/** Members of staff as the table has them. */

export const ORIGIN_OF_STAFF = 'https://staff.example';

/** A harness in which the table says who may do what; `ops-1` and `ops-2` administer people. */
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

/** A clerk of the point in the Xihu district; a role that decides. */
export const invitation = (more: Partial<BodyOf<'InvitationBody'>> = {}): BodyOf<'InvitationBody'> => ({
  ...{ name: '王受理', email: 'clerk@example.cn', role: 'POINT_CLERK', scope: 'P330106', head: false },
  ...{ validFrom: '2020-09-01', ...more },
});

type Appointment = ResponseOf<'Appointment'>;

export const actOn = (h: Harness, as: Caller, of: Appointment, act: object) =>
  post(h, as, `/v1/staff/people/${of.appointmentId}/acts`, { version: of.version, act });

/** What the list says of an appointment now. */
export async function standing(h: Harness, as: Caller, appointmentId: string): Promise<Appointment> {
  const { items } = (await get(h, as, '/v1/staff/people')).as('PeopleList');
  const found = items.find((one) => one.appointmentId === appointmentId);
  if (!found) throw new Error(`${appointmentId} is not on the list`);
  return found;
}

/** Invited by one of operations and, where it takes two, confirmed by another. */
export async function invited(
  h: Harness,
  body: BodyOf<'InvitationBody'>,
  [first, second]: readonly [Caller, Caller] = [ops, ops2],
): Promise<Appointment> {
  const made = (await post(h, first, '/v1/staff/people', body)).as('Appointment');
  if (!made.proposed) return made;
  const { proposal } = made.proposed;
  return (await actOn(h, second, made, { type: 'CONFIRM', proposal })).as('Appointment');
}

/** What the mail's link carries. */
export async function codeOf(h: Harness, appointmentId: string): Promise<string> {
  const { invitation: sent } = (await getAppointment(h.deps.table, appointmentId)) ?? {};
  if (!sent?.secret) throw new Error('no invitation is open');
  return `${appointmentId}.${sent.secret}`;
}

export const accept = (h: Harness, as: Caller, code: string) =>
  post(h, as, '/v1/staff/invitations/acceptance', { code });

/** Signed in at the people's issuer. */
export const citizen = (id: string, name: string): Caller => ({
  ...{ id, name, role: 'APPLICANT', issuer: 'https://people.example' },
});

export const operator = { name: '经办乙', email: 'operator@example.cn' };

/** An operator whom the head of HR has invited. */
export const invitedOperator = async (h: Harness, as: Caller = hr): Promise<Appointment> =>
  (await h.call('api-applicant', 'POST', '/v1/unit/operators', { as, body: operator })).as('Appointment');

/** Of one-key-cases: each route of people that takes a key. */
export const peopleCases = {
  'invite-person': {
    given: async () => ({ as: ops, path: '/v1/staff/people', body: invitation() }),
  },
  'act-on-appointment': {
    async given(h: Harness) {
      const { appointmentId, version } = await invited(h, invitation());
      const path = `/v1/staff/people/${appointmentId}/acts`;
      const as = { id: 'head-1', role: 'POINT_CLERK', scope: 'P330106', head: true } as const;
      return { as, path, body: { version, act: { type: 'END', reason: '误邀请' } } };
    },
  },
  'confirm-people': {
    async given(h: Harness) {
      await invited(h, invitation());
      const { listHash } = (await get(h, ops, '/v1/staff/people-export')).as('PeopleExport');
      return { as: ops, path: '/v1/staff/people-confirmations', body: { listHash } };
    },
  },
  'accept-invitation': {
    async given(h: Harness) {
      const { appointmentId } = await invited(h, invitation());
      const code = await codeOf(h, appointmentId);
      const as = signedIn('new-1', '王受理');
      return { as, path: '/v1/staff/invitations/acceptance', body: { code } };
    },
  },
  'invite-operator': {
    async given(h: Harness) {
      await givenUnit(h);
      return { as: hr, path: '/v1/unit/operators', body: operator };
    },
  },
  'act-on-operator': {
    async given(h: Harness) {
      await givenUnit(h);
      const { appointmentId, version } = await invitedOperator(h);
      const path = `/v1/unit/operators/${appointmentId}/acts`;
      return { as: hr, path, body: { version, act: { type: 'END', reason: '误邀请' } } };
    },
  },
  'accept-operator': {
    async given(h: Harness) {
      await givenUnit(h);
      const { appointmentId } = await invitedOperator(h);
      const body = { code: await codeOf(h, appointmentId) };
      return { as: citizen('op-1', '经办乙'), path: '/v1/unit/operator-acceptances', body };
    },
  },
  'act-on-unit': {
    async given(h: Harness) {
      await givenUnit(h);
      const version = (await getUnitRecord(h.deps.table, USCC))?.version ?? 0;
      const body = { version, act: { type: 'SUSPEND', reason: '冒用信用代码' } };
      return { as: clerk, path: `/v1/staff/units/${USCC}/acts`, body };
    },
  },
} as const;

/** The routes of people with a body: their texts are tried in people-texts.test. */
export const askedOfPeople: readonly string[] = [...Object.keys(peopleCases)];
