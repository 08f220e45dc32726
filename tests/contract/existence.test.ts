import { afterEach, describe, expect, it } from 'vitest';
import { type Route, type RouteId, routeOf } from '../../functions/routes.ts';
import { deskOf } from '../../shared/contracts/desks.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';
import { barcodes } from './office-road.ts';
import { cases, type Keyed, type KeyedRequest } from './one-key-cases.ts';

/** V2: whether something exists is told to nobody who may not see it: somebody else's is answered as what never was. */

let h: Harness;
afterEach(() => h.close());

/** The same kind of account of another place. */
function elsewhere(as: Caller): Caller {
  const scopes: Partial<Record<string, string>> = { POINT: 'P330102', DIVISION: '330102', MUNI: 'MU01' };
  const scope = scopes[deskOf(as.role)?.scope ?? ''] ?? 'DEMO-LIBRARIAN-2026';
  return { ...as, id: 'e99', ...(as.scope ? { scope } : {}) };
}

/** The same about something that nobody has: what the route's path names, or its body. */
function unknown(route: Route, { path, body, ...request }: KeyedRequest): KeyedRequest {
  const parts = route.path.split('/');
  const nowhere = path.split('/').map((part, n) => (parts[n]?.startsWith('{') ? 'nothing' : part));
  const named = {
    ...(body as object),
    ...(route.id === 'create-report' ? { publicityId: 'nothing' } : {}),
    ...(route.id === 'scan-paper' ? { barcodes: barcodes(never) } : {}),
  };
  return { ...request, path: nowhere.join('/'), ...(body === undefined ? {} : { body: named }) };
}
const never = { applicationNo: 'HZ-CONSTR-ENG-2020-330106-999999X', paper: { formVersion: 1 } } as never;

/** What is said, without what names the request itself. */
const said = ({ status, body, headers }: Answer) => [
  status,
  { ...(body as object), instance: '', requestId: '' },
  headers,
];

/** Operations, and what everybody may write, belong to no place. */
const everywhere: readonly Keyed[] = [
  'load-calendar',
  'reopen-payment',
  'decide-correction',
  'create-objection',
  'create-own-objection',
  'create-evidence-upload',
];
const acts = Object.entries(cases).filter(
  ([id]) =>
    !everywhere.includes(id as Keyed) &&
    (routeOf(id as RouteId).path.includes('{') || ['create-report', 'scan-paper'].includes(id)),
);

describe.each(acts)('%s', (id, { given, now }) => {
  const route = routeOf(id as RouteId);
  it('V2: of another place is answered like what does not exist', async () => {
    h = await createHarness(now ? { now } : {});
    const { as, ...request } = await given(h);
    if (!as) throw new Error(`${id} has no caller`);
    const ask = (one: KeyedRequest) =>
      h.call(route.audience, 'POST', one.path, { ...one, as: elsewhere(as) });
    const answers = [await ask(request), await ask(unknown(route, request))];
    expect(answers[0]?.status).toBeGreaterThanOrEqual(400);
    expect(said(answers[0] as Answer)).toEqual(said(answers[1] as Answer));
  });
});

const reads: [RouteId, Keyed, (path: string) => string][] = [
  ['get-desk-application', 'decide-application', (path) => path.replace('/decision', '')],
  ['get-desk-file', 'decide-application', (path) => path.replace('/decision', '/files/f1')],
  ['get-authorisation-file', 'decide-authorisation', (path) => path.replace('/decision', '/file')],
  ['get-prepared-publicity', 'open-publicity', (path) => path.replace('/opening', '')],
  ['get-certificate', 'revoke-certificate', (path) => path.replace('/revocation', '')],
  ['get-session', 'act-on-session', (path) => path.replace('/acts', '')],
  ['get-own-session', 'write-opinion', (path) => path.replace('/opinions', '')],
  ['get-candidate', 'write-opinion', (path) => path.replace('/opinions', '/candidates/app-1')],
  ['get-application', 'submit-application', (path) => path.replace('/submission', '')],
  ['get-unit-application', 'decide-unit', (path) => path.replace('/decision', '')],
];

describe.each(reads)('%s', (id, from, pathOf) => {
  const route = routeOf(id);
  it('V2: of another place is answered like what does not exist', async () => {
    const { given, now } = cases[from];
    h = await createHarness(now ? { now } : {});
    const { as, path } = await given(h);
    if (!as) throw new Error(`${from} has no caller`);
    const ask = (one: KeyedRequest) => h.call(route.audience, 'GET', one.path, { as: elsewhere(as) });
    const answers = [await ask({ path: pathOf(path) }), await ask(unknown(route, { path: pathOf(path) }))];
    expect(answers[0]?.status).toBeGreaterThanOrEqual(400);
    expect(said(answers[0] as Answer)).toEqual(said(answers[1] as Answer));
  });
});
