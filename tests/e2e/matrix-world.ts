import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeJwt, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import type { Route } from '../../functions/routes.ts';
import {
  achievementsPage,
  attachmentsPage,
  dataPage,
  photoPage,
  readPlan,
  sign,
  startApplication,
  submit,
  viewOf,
} from '../../local/demo/acts-declare.ts';
import * as people from '../../local/demo/acts-people.ts';
import { deskApprove, unitApprove, windowCloses } from '../../local/demo/acts-road.ts';
import { createClient } from '../../local/demo/client.ts';
import { createLocalStack } from '../../local/demo/local-stack.ts';
import { samplePerson, sampleUnit } from '../../local/demo/samples.ts';
import { signIn } from '../../local/demo/sign-in.ts';
import { createWorld, type World } from '../../local/demo/world.ts';
import type { Stack } from './stack.ts';

/** The world that the matrix is asked in: two units, two people of one of them, an application at the district's desk. */

export const POINT = 'point.P330106';
export const DISTRICT = 'district.330106';
/** Who has to do with the application: its person, its unit, the desk that it is at, the one that has passed it on. */
export const OWN = 'applicant.own';
export const UNIT = 'unit.own';

export type Pool = 'public' | 'staff';
export const poolOf = (login: string): Pool => (/^(applicant|unit)\./.test(login) ? 'public' : 'staff');

export interface Asking {
  route: Route;
  token?: string | undefined;
  params?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** What is said, without what names the request itself. */
export interface Said {
  status: number;
  codes: string[];
  body: unknown;
}

export interface MatrixWorld {
  /** The token of a fresh or an earlier sign-in. */
  token(login: string): Promise<string>;
  /** A token of that pool's issuer, by its own key, with other claims: undefined takes one away. */
  forged(login: string, claims: JWTPayload, key?: 'own' | 'other'): Promise<string>;
  ask(asking: Asking): Promise<Said>;
  /** By the names of path parameters: what the application has. */
  readonly ids: Readonly<Record<string, string>>;
}

/** Units bound, one application submitted, recommended, accepted by its point. */
export async function matrixWorld({ origin, data }: Stack): Promise<MatrixWorld> {
  const client = createClient(origin);
  const world = createWorld(client, createLocalStack(origin), 'matrix');
  const config = await client.anyone.call('get-config');
  const tokens = new Map<string, Promise<string>>();
  const fresh = (login: string) => {
    const pool = poolOf(login);
    const redirectUri = `${origin}${pool === 'public' ? '/' : '/admin/'}`;
    return signIn({ ...config.signIn[pool], redirectUri }, login);
  };
  const token = (login: string) => {
    const known = tokens.get(login) ?? fresh(login);
    tokens.set(login, known);
    return known;
  };
  return {
    token,
    async forged(login, claims, key = 'own') {
      const pools: Pool[] = [poolOf(login), poolOf(login) === 'public' ? 'staff' : 'public'];
      const of = (pool: Pool | undefined) =>
        JSON.parse(readFileSync(join(data, `identity-${pool}`, 'signing-key.json'), 'utf8')) as JWK;
      const [named, used] = [of(pools[0]), of(pools[key === 'own' ? 0 : 1])];
      const payload = { ...decodeJwt(await token(login)), ...claims };
      const left = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
      return new SignJWT(left)
        .setProtectedHeader({ alg: 'RS256', kid: named.kid ?? '' })
        .sign(await importJWK(used, 'RS256'));
    },
    ask: (asking) => ask(origin, asking),
    ids: await application(world),
  };
}

async function ask(origin: string, asking: Asking): Promise<Said> {
  const { route, token, params = {}, body } = asking;
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? 'x'));
  const answer = await fetch(`${origin}${path}`, {
    method: route.method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(route.body ? { 'content-type': 'application/json' } : {}),
      ...(route.idempotent ? { 'idempotency-key': crypto.randomUUID() } : {}),
      ...(route.ifMatch ? { 'if-match': '"0"' } : {}),
    },
    ...(route.body ? { body: JSON.stringify(body ?? {}) } : {}),
  });
  const text = await answer.text();
  // The gateway's throttle for everybody together says nothing of who asks; a limit of ours is a problem document.
  if (answer.status === 429 && !/problem/.test(answer.headers.get('content-type') ?? '')) {
    await pause(200);
    return ask(origin, asking);
  }
  const json = /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
  const { code, errors = [] } = (json ?? {}) as { code?: string; errors?: { code: string }[] };
  return {
    status: answer.status,
    codes: [...(code ? [code] : []), ...errors.map((one) => one.code)],
    body: typeof json === 'object' ? { ...json, instance: '', requestId: '' } : json,
  };
}

async function application(world: World): Promise<Record<string, string>> {
  const [unit, other] = [sampleUnit('own', UNIT), sampleUnit('other', 'unit.other')];
  await Promise.all(
    [unit, other].map(async (one) => {
      await people.registerUnit(world, one);
      await people.submitAuthorisation(world, one);
      await people.acceptAuthorisation(world, one, POINT);
    }),
  );
  const person = samplePerson('own', OWN);
  await people.saveProfile(world, person, unit.body.uscc);
  await people.saveProfile(world, samplePerson('other', 'applicant.other'), unit.body.uscc);
  const year = Number((await readPlan(world)).windows.cutoffDate.slice(0, 4));
  const [item] = people.sampleItems;
  const itemId = item ? await people.addArchiveItem(world, person, item, year) : '';
  await people.approveArchive(world, unit, person);
  const applicationId = await startApplication(world, person);
  const d = { person, unitName: unit.body.name, applicationId };
  for (const page of [photoPage, sign, dataPage, achievementsPage, attachmentsPage, sign])
    await page(world, d);
  await submit(world, d);
  await unitApprove(world, d, unit);
  await windowCloses(world, d, 'UNIT_PUBLICITY');
  await deskApprove(world, d, 'POINT_REVIEW', POINT);
  await world.stack.settle();
  const { declaration, stage } = await viewOf(world, d);
  if (stage !== 'DISTRICT_REVIEW') throw new Error(`the application is at ${stage}`);
  return {
    ...{ applicationId, itemId, personId: OWN, uscc: unit.body.uscc },
    fileId: declaration.attachments[0]?.fileId ?? '',
  };
}

/** Everything of the list, a few at a time: the stack has few cores. */
export async function each<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...items.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await run(next[1]);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return results;
}
