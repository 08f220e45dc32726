import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { namedFirst } from '../shared/contracts/appointments.ts';
import {
  administratorsOf,
  administratorsWrite,
  appointmentWrites,
  getAppointment,
} from '../shared/store/appointments.ts';
import { againAfterRace } from '../shared/store/base/race.ts';
import { createTable } from '../shared/store/base/table.ts';
import type { DemoAccount } from './accounts.ts';
import type { EmbeddedCloud } from './cloud/embedded-cloud.ts';

/**
 * The demonstration's members of staff stand in the table like everybody else: written when one of them first signs in, and
 * never again, so that whoever is suspended there stays suspended. The first administrators come from the configuration.
 */
export async function appoint(cloud: EmbeddedCloud, account: DemoAccount | undefined): Promise<void> {
  const { login = '', name = '', role, scope = '' } = account ?? {};
  if (!role || role === 'APPLICANT' || role === 'PUBLIC' || role === 'SYSTEM') return;
  if (namedFirst(cloud.setting('FIRST_ADMINISTRATORS')).has(login)) return;
  const db = new DynamoDBClient({
    region: 'local',
    endpoint: cloud.endpoints.dynamodb,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret' },
  });
  try {
    const table = createTable(db, cloud.setting('TABLE_NAME'));
    const now = new Date(cloud.clock.now()).toISOString();
    const actor = { id: 'demonstration', role: 'SYSTEM' } as const;
    const appointmentId = `demo.${login}`;
    const given = { role, scope, head: false, validFrom: '2000-01-01' };
    const issuer = cloud.setting('STAFF_ISSUER');
    await againAfterRace(async () => {
      if (await getAppointment(table, appointmentId)) return;
      const { writes } = appointmentWrites(
        table,
        undefined,
        {
          ...{ ...given, appointmentId, name, email: '', status: 'ACTIVE', accountId: login, issuer },
          ...{ acceptedAt: now, givenBy: actor, createdAt: now, updatedAt: now, version: 0, auditHash: '' },
        },
        { act: 'APPOINT', actor, at: now, payload: given },
      );
      const roster = role === 'SECURITY_ADMIN' ? await administratorsOf(table) : undefined;
      const joined = roster
        ? [administratorsWrite(table, roster, [...roster.members, { appointmentId }])]
        : [];
      await table.transact([...writes, ...joined]);
    });
  } finally {
    db.destroy();
  }
}
