import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { type RouteId, routeOf } from '../../functions/routes.ts';
import { givenUnit, hr, USCC } from './applicant-road.ts';
import { createHarness, type Harness } from './harness.ts';
import { clerk, get, security as ops, PLAN } from './office-road.ts';
import { askedOfPeople, invitation, invited, invitedOperator, operator } from './people-kit.ts';
import { type Asked, accepted, addressOf, bodiesFor, mostly, text, usual } from './text-kit.ts';

/** D14 over the routes of people: whatever is accepted can be read, and nothing that is sent makes the server fail. */

let h: Harness;
let close: (() => Promise<void>) | undefined;
afterEach(() => close?.());

/** Nobody is invited twice. */
const addresses = fc.nat().map((n) => `a${n}@b.cn`);
const post = { ...usual(invitation({ role: 'EXPERT', scope: PLAN })), idNumber: mostly(undefined) };
const asks: Readonly<Record<string, () => Promise<Asked>>> = {
  'invite-person': async () => ({ as: ops, known: { ...post, name: text(60), email: addresses } }),
  'act-on-appointment': async () => {
    const { appointmentId } = await invited(h, invitation());
    return {
      as: ops,
      params: { appointmentId },
      known: { version: fc.integer({ min: 1, max: 9 }), reason: text(500) },
    };
  },
  'confirm-people': async () => ({ as: ops }),
  'accept-invitation': async () => ({ as: clerk }),
  'invite-operator': async () => ({
    as: hr,
    known: { ...usual(operator), name: text(60), email: addresses, validTo: mostly(undefined) },
  }),
  'act-on-operator': async () => {
    const { appointmentId } = await invitedOperator(h);
    return {
      as: hr,
      params: { appointmentId },
      known: { version: fc.integer({ min: 1, max: 9 }), reason: text(500) },
    };
  },
  'accept-operator': async () => ({ as: hr }),
  'act-on-unit': async () => ({
    ...{ as: clerk, params: { uscc: USCC } },
    known: { version: fc.integer({ min: 1, max: 9 }), reason: text(500) },
  }),
};

test.each(Object.keys(asks))('D14: %s', async (name) => {
  h = await createHarness();
  close = h.close;
  await givenUnit(h);
  const id = name as RouteId;
  const how = await (asks[name] as () => Promise<Asked>)();
  const { audience } = routeOf(id);
  const answers = [];
  for (const body of bodiesFor(id, how.known)) {
    const options = { body, ...(how.as ? { as: how.as } : {}) };
    const answer = await h.call(audience, 'POST', addressOf(id, how.params ?? {}), options);
    expect(answer.status, JSON.stringify(body)).toBeLessThan(500);
    answers.push(answer);
  }
  (await get(h, ops, '/v1/staff/people')).as('PeopleList');
  (await h.call('api-applicant', 'GET', '/v1/unit', { as: hr })).as('Unit');
  if (name.startsWith('invite')) expect(accepted(answers)).toBeGreaterThan(5);
});

test('D14: no route of people with a body was left out', () => {
  close = undefined;
  expect(Object.keys(asks).sort()).toEqual([...askedOfPeople].sort());
});
