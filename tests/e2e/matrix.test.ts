import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Route, type RouteId, routes } from '../../functions/routes.ts';
import { letters, rows } from '../contract/matrix-rows.ts';
import {
  DISTRICT,
  each,
  type MatrixWorld,
  matrixWorld,
  OWN,
  POINT,
  poolOf,
  type Said,
  UNIT,
} from './matrix-world.ts';
import { type Stack, startStack } from './stack.ts';

/**
 * D34, V2: the matrix of tests/contract, asked of the running stack over HTTP with the tokens of its issuers: each route by
 * each role, with every token that is none, and about things of each relation to whoever asks.
 */

let stack: Stack;
let world: MatrixWorld;

/** An account of each letter; those that the application of the world has nothing to do with. */
const logins: Readonly<Record<string, string>> = {
  ...{ A: 'applicant.other', U: 'unit.other', P: 'point.P330102', D: 'district.330102' },
  ...{ M: 'muni.MU01', O: 'office.all', H: 'head.all', E: 'expert.all.1', R: 'hrss.all' },
  ...{ C: 'authority.all', S: 'supervisor.all', X: 'ops.all', Y: 'security.all' },
  ...{ I: 'industry.IND01' },
};
const all = routes as readonly Route[];
const closed = all.filter(({ id }) => rows[id as RouteId] !== 'open');
const of = (pool: 'public' | 'staff') => closed.filter(({ auth }) => auth === pool);

/** Bodies without which a route would be refused to its own people for what they say. */
const bodies: Partial<Record<string, unknown>> = {
  'confirm-people': { listHash: '0'.repeat(64) },
  'invite-person': {
    ...{
      name: '王受理',
      email: 'clerk@example.cn',
      role: 'EXPERT',
      scope: 'HZ-CONSTR-ENG-2020',
      head: false,
    },
    ...{ validFrom: '2020-01-01', validTo: '2020-08-01' },
  },
};

beforeAll(async () => {
  stack = await startStack({ empty: true });
  world = await matrixWorld(stack);
}, 180_000);
afterAll(() => stack?.close());

const tell = ({ id }: Route, who: string, { status, codes }: Said) => `${id} ${who}: ${status} ${codes}`;

describe('the matrix on the running stack', () => {
  it('D34: every letter of the rows has an account here', () => {
    expect(Object.keys(logins).sort()).toEqual(['A', ...Object.keys(letters)].sort());
  });

  it('D34: each route answers each role as its row says', async () => {
    const asked = closed.flatMap((route) =>
      Object.entries(logins).flatMap(([letter, login]) =>
        poolOf(login) === route.auth ? [{ route, letter, login }] : [],
      ),
    );
    const wrong = await each(asked, async ({ route, letter, login }) => {
      const row = rows[route.id as RouteId];
      const may = row === 'signed in' || row === 'all' || row.split(' ').includes(letter);
      const said = await world.ask({ route, token: await world.token(login), body: bodies[route.id] });
      const letIn = said.status !== 401 && said.status !== 403 && said.status < 500;
      return letIn === may ? [] : [tell(route, letter, said)];
    });
    expect(asked.length).toBeGreaterThan(500);
    expect(wrong.flat()).toEqual([]);
  });

  it('D34: no other token opens a door: none, another pool’s, tampered, run out, endless, another client’s', async () => {
    const hour = Math.floor(Date.now() / 1000) - 3600;
    const changed = async (login: string, change: (parts: string[]) => string[]) =>
      change((await world.token(login)).split('.')).join('.');
    const claims = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
    const payload = async (login: string) =>
      JSON.parse(
        Buffer.from((await world.token(login)).split('.')[1] ?? '', 'base64url').toString(),
      ) as object;
    const tokensOf = async (own: string, other: string): Promise<[string, string | undefined][]> => [
      ['signed out', undefined],
      ['another pool’s', await world.token(other)],
      [
        'other claims',
        await changed(own, ([head = '', , sign = '']) => [head, claims({ sub: 'ops.all' }), sign]),
      ],
      [
        'a cut signature',
        await changed(own, ([head = '', body = '', sign = '']) => [head, body, sign.slice(0, -8)]),
      ],
      ['no signature', `${claims({ alg: 'none' })}.${claims(await payload(own))}.`],
      ['by another key', await world.forged(own, {}, 'other')],
      ['run out', await world.forged(own, { exp: hour })],
      ['endless', await world.forged(own, { exp: undefined })],
      ['another client’s', await world.forged(own, { aud: 'elsewhere' })],
      ['another issuer’s', await world.forged(own, { iss: 'https://elsewhere.example' })],
    ];
    const doors = [
      ...(await tokensOf(POINT, OWN)).map((one) => [of('staff'), ...one] as const),
      ...(await tokensOf(OWN, POINT)).map((one) => [of('public'), ...one] as const),
    ].flatMap(([theirs, why, token]) => theirs.map((route) => ({ route, why, token })));
    const wrong = await each(doors, async ({ route, why, token }) => {
      const said = await world.ask({ route, token });
      return said.status === 401 ? [] : [tell(route, why, said)];
    });
    expect(doors.length).toBeGreaterThan(1_000);
    expect(wrong.flat()).toEqual([]);
    // And the key is good: what it signs with the claims of a sign-in is taken.
    const [route] = of('staff').filter(({ id }) => id === 'get-staff');
    expect((await world.ask({ route: route as Route, token: await world.forged(POINT, {}) })).status).toBe(
      200,
    );
  });

  it('D34: whoever is suspended hears so on every route, and nothing else', async () => {
    const login = 'point.P330106.9';
    const token = await world.token(login);
    const route = (id: RouteId) => all.find((one) => one.id === id) as Route;
    const administrator = await world.token('security.all');
    const listed = await world.ask({ route: route('list-people'), token: administrator });
    const { items } = listed.body as { items: { appointmentId: string; version: number }[] };
    const own = items.find(({ appointmentId }) => appointmentId === `demo.${login}`);
    const act = { type: 'SUSPEND', reason: '调离岗位' };
    const suspended = await world.ask({
      ...{ route: route('act-on-appointment'), token: administrator },
      ...{ params: { appointmentId: own?.appointmentId ?? '' }, body: { version: own?.version, act } },
    });
    expect(suspended.status).toBe(200);
    const wrong = await each(of('staff'), async (one) => {
      const said = await world.ask({ route: one, token });
      if (rows[one.id as RouteId] === 'signed in') return said.status === 403 ? [tell(one, login, said)] : [];
      return String(said.codes) === 'FORBIDDEN,APPOINTMENT_SUSPENDED' ? [] : [tell(one, login, said)];
    });
    expect(wrong.flat()).toEqual([]);
  });
});

/** What each of these reads of the application that its district has before it: GET answers with it, or as if it were not. */
const relations: readonly [who: string, login: string, reads: readonly RouteId[]][] = [
  ['its own person', OWN, ['get-application', 'get-own-file', 'get-upload']],
  ['another person of the same unit', 'applicant.other', []],
  ['its unit', UNIT, ['get-unit-application', 'get-unit-file']],
  ['another unit', 'unit.other', []],
  [
    'the desk after its responsibility',
    POINT,
    ['get-desk-application', 'get-desk-file', 'get-authorisation-file'],
  ],
  ['the same desk', 'point.P330106.2', ['get-desk-application', 'get-desk-file', 'get-authorisation-file']],
  ['the desk that has it', DISTRICT, ['get-desk-application', 'get-desk-file']],
  ['the same desk of the district', 'district.330106.2', ['get-desk-application', 'get-desk-file']],
  ['the point of another district', 'point.P330102', []],
  ['another district', 'district.330102', []],
  ['another place of the city', 'muni.MU01', []],
  ['the office before its responsibility', 'office.all', []],
  ['its head, before', 'head.all', []],
  ['the bureau before its responsibility', 'hrss.all', []],
  ['an authority before its responsibility', 'authority.all', []],
  ['an expert without a seat', 'expert.all.1', []],
  ['the supervisor, who has no file', 'supervisor.all', []],
  ['operations, who have no file', 'ops.all', []],
  ['security, who has the letters of units alone', 'security.all', ['get-authorisation-file']],
];

describe('V2: outsiders get one answer for “not yours” and “not there”', () => {
  const about = (route: Route) => /\{(applicationId|fileId|itemId|uscc)\}/.test(route.path);
  const nowhere = {
    applicationId: 'nothing',
    fileId: 'nothing',
    itemId: 'nothing',
    uscc: '91330106MA2B000000',
  };

  it.each(relations)('%s', async (_who, login, reads) => {
    const token = await world.token(login);
    const mine = of(poolOf(login)).filter(about);
    const found = await each(mine, async (route) => {
      const params = world.ids;
      const here = await world.ask({ route, token, params });
      const there = await world.ask({ route, token, params: { ...params, ...nowhere } });
      if (route.method === 'GET' && here.status === 200) return { read: route.id };
      return JSON.stringify(here) === JSON.stringify(there) ? {} : { told: tell(route, login, here) };
    });
    const read = found.flatMap((one) => one.read ?? []);
    expect(read.sort()).toEqual([...reads].sort());
    // Whoever may read it may be told more of what he asks for.
    if (reads.length === 0) expect(found.flatMap((one) => one.told ?? [])).toEqual([]);
  });

  it('D27: who has passed it on reads it, and decides no more', async () => {
    const route = all.find(({ id }) => id === 'decide-application') as Route;
    const token = await world.token(POINT);
    const body = { turn: 1, decision: 'APPROVE' };
    const said = await world.ask({ route, token, params: world.ids, body });
    expect([said.status, said.codes[0]]).toEqual([409, 'STALE_TURN']);
  });
});
