import { afterEach, describe, expect, it } from 'vitest';
import { openApiDocument } from '../../functions/openapi.ts';
import { type RouteId, routeOf, routes } from '../../functions/routes.ts';
import { schemaOf } from '../../shared/contracts/api/index.ts';
import { createHarness, type Harness } from './harness.ts';
import { cases } from './one-key-cases.ts';

/** Issue 6, lost updates: an act on the version that was on the screen, when that one has moved on. */

let h: Harness;
afterEach(() => h.close());

const named = (body: unknown): body is { version: number } =>
  typeof (body as { version?: unknown } | undefined)?.version === 'number';
const acts = routes.filter((route) => {
  if (route.method !== 'POST' || !('body' in route)) return false;
  const { shape } = schemaOf(route.body) as { shape?: object };
  return shape !== undefined && 'version' in shape;
});
const { paths } = openApiDocument(routes, '/');

describe.each(acts.map(({ id }) => id as RouteId & keyof typeof cases))('%s', (id) => {
  it('R6, D26: an act on a version that has moved on is refused (412) with what stands there, and the same key is told the same', async () => {
    const { given, now } = cases[id];
    h = await createHarness(now ? { now } : {});
    const { body, path, ...who } = await given(h);
    if (!named(body)) throw new Error(`${id} names no version`);
    const { audience, standing, response, method } = routeOf(id);
    const ask = (version: number, key: string) =>
      h.call(audience, method, path, { ...who, key, body: { ...body, version } });
    const first = await ask(body.version + 1, 'late');
    const refused = first.problem();
    expect(refused).toMatchObject({ status: 412, code: 'STALE_VERSION' });
    expect(refused.errors).toMatchObject([
      { code: 'VERSION', found: body.version + 1, allowed: body.version },
    ]);
    expect(schemaOf(standing ?? response).safeParse(refused.current).success).toBe(true);
    expect(first.version).toBe(body.version);
    const again = await ask(body.version + 1, 'late');
    expect([again.status, again.version, again.problem().current]).toEqual([
      412,
      body.version,
      refused.current,
    ]);
    expect((await ask(first.version ?? 0, 'then')).status).toBeLessThan(300);
    const told = JSON.stringify(paths[routeOf(id).path]?.post?.responses['412']);
    expect(told).toContain(`"current":{"$ref":"#/components/schemas/${standing ?? response}"}`);
  });
});

it('R6: whoever may not act on it is not shown it', async () => {
  h = await createHarness();
  const { body, path, as } = await cases['remove-archive-item'].given(h);
  const stranger = { ...as, id: 'somebody-else', role: 'APPLICANT' as const };
  const answer = await h.call('api-applicant', 'POST', path, {
    as: stranger,
    body: { ...(body as object), version: 99 },
  });
  expect(answer.problem()).toMatchObject({ status: 404 });
  expect(answer.problem().current).toBeUndefined();
});
