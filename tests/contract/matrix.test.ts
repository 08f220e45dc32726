import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Route, routes } from '../../functions/routes.ts';
import { deskOf } from '../../shared/contracts/desks.ts';
import { givenUnit } from './applicant-road.ts';
import type { Caller, CallOptions, Harness } from './harness.ts';
import { letters, rows } from './matrix-rows.ts';
import { PLAN } from './office-road.ts';
import { invitation, member, signedIn, staffOnTable } from './people-kit.ts';

/**
 * D34: every route, asked by everybody there is: each role in force, each way in which an appointment is not in force, an
 * account without one, another issuer's account of the same name, nobody. Everything comes from the table.
 */

let h: Harness;
const staff: [letter: string, as: Caller][] = [];
/** Signed in at the staff's issuer, and without a right: what each of them hears. */
const without: [why: string, as: Caller][] = [];
const citizen: Caller = { id: 'person-1', role: 'APPLICANT', name: '赵某' };
const hr: Caller = { id: 'hr-1', role: 'APPLICANT', name: '人事甲' };

const scopes: Partial<Record<string, string>> = {
  POINT: 'P330106',
  DIVISION: '330106',
  MUNI: 'MU01',
  NONE: '*',
};
const clerk = { role: 'POINT_CLERK', scope: 'P330106', head: false } as const;

beforeAll(async () => {
  h = await staffOnTable();
  await givenUnit(h);
  for (const [letter, role] of Object.entries(letters)) {
    if (letter === 'U') continue;
    const scope = scopes[deskOf(role)?.scope ?? ''] ?? PLAN;
    staff.push([letter, await member(h, `in-force-${letter}`, { role, scope, head: false })]);
  }
  without.push(
    ['APPOINTMENT_SUSPENDED', await member(h, 'suspended', clerk, { status: 'SUSPENDED' })],
    ['APPOINTMENT_EXPIRED', await member(h, 'expired', clerk, { validTo: '2020-08-31' })],
    ['APPOINTMENT_NOT_YET', await member(h, 'not-yet', clerk, { validFrom: '2020-09-02' })],
    ['NOT_APPOINTED', await member(h, 'ended', clerk, { status: 'ENDED' })],
    ['NOT_APPOINTED', signedIn('nobody', '无')],
    ['NOT_APPOINTED', { ...(staff[0]?.[1] as Caller), issuer: 'https://elsewhere.example' }],
    // The other pool's account, whoever lets it in.
    ['NOT_APPOINTED', hr],
  );
});
afterAll(() => h.close());

/** Bodies that get as far as the question who asks; all others are wrong, and that is told later. */
const bodies: Partial<Record<string, unknown>> = {
  'invite-person': invitation({ role: 'EXPERT', scope: PLAN, validTo: '2020-08-01' }),
  'confirm-people': { listHash: '0'.repeat(64) },
};

async function asked(route: Route, as?: Caller): Promise<{ status: number; codes: string[] }> {
  const path = route.path.replace(/\{\w+\}/g, 'x');
  const options: CallOptions = {
    ...(as ? { as } : {}),
    ...(route.body ? { body: bodies[route.id] ?? {} } : {}),
    ...(route.ifMatch ? { version: 0 } : {}),
  };
  const answer = await h.call(route.audience, route.method, path, options);
  if (answer.status < 300) return { status: answer.status, codes: [] };
  const { code, errors } = answer.problem();
  return { status: answer.status, codes: [code, ...errors.map((e) => e.code)] };
}

const letIn = ({ status }: { status: number }) => status !== 401 && status !== 403;

describe.each(routes.map((route) => [route.id, route as Route] as const))('%s', (id, route) => {
  const row = rows[id];
  const may = (letter: string) =>
    ['open', 'signed in', 'all'].includes(row) || row.split(' ').includes(letter);

  it('D34: answers each role as its row says, and nobody else', async () => {
    const nobody = await asked(route);
    if (row === 'open') return expect(letIn(nobody) || route.signed === true).toBe(true);
    expect([nobody.status, nobody.codes]).toEqual([401, ['AUTH']]);
    if (route.auth === 'public') {
      const answers = [await asked(route, citizen), await asked(route, hr)];
      expect(answers.map(letIn)).toEqual([may('A'), may('U')]);
      return;
    }
    const answers = await Promise.all(
      staff.map(async ([letter, as]) => [letter, letIn(await asked(route, as))]),
    );
    expect(answers).toEqual(staff.map(([letter]) => [letter, may(letter)]));
    for (const [why, as] of without) {
      const { codes, status } = await asked(route, as);
      if (row === 'signed in') expect(status).not.toBe(403);
      else expect([as.id, codes]).toEqual([as.id, ['FORBIDDEN', why]]);
    }
  });
});
