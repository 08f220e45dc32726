import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Plan } from '../../shared/contracts/plan.ts';
import { frozenPlans } from '../fixtures/plans.ts';
import { createHarness, type Harness } from './harness.ts';
import { clerk, givenAt, OCTOBER, PLAN, post } from './office-road.ts';

/** L6: a desk records the plan's own ground; the refusal names its rule and its term, and never a text alone. */

const exclusions: Plan['exclusions'] = [
  {
    code: 'SANCTION',
    names: { zh: '处分期内' },
    ask: { zh: '您是否受过处分？' },
    basis: { zh: '《某条例》第二十九条' },
    rule: 'L6',
    when: true,
    lasts: [{ code: 'DEMERIT', names: { zh: '记过' }, months: 12 }],
  },
];
const asked = { key: 'exclusions', names: { zh: '不得申报的情形' }, required: true, rule: 'L6' } as const;
const plans = frozenPlans.map((plan) =>
  plan.planCode === PLAN ? { ...plan, exclusions, form: { fields: [...plan.form.fields, asked] } } : plan,
);

let h: Harness;
beforeEach(async () => {
  h = await createHarness({ now: OCTOBER, plans });
});
afterEach(() => h.close());

const rejecting = async (exclusion: object, reason?: string) => {
  const { applicationId, turn } = await givenAt(h, 'POINT_REVIEW', { serial: 1 });
  const body = {
    turn,
    decision: 'REJECT',
    remedy: '可向市人社局申请复核',
    exclusion,
    ...(reason ? { reason } : {}),
  };
  return post(h, clerk, `/v1/staff/applications/${applicationId}/decision`, body);
};

test('L6: the ground, its rule and the end of its term are the reason, with what the desk adds', async () => {
  const answer = await rejecting(
    { code: 'SANCTION', kind: 'DEMERIT', decidedOn: '2020-03-01' },
    '见单位来函',
  );
  const view = answer.as('DeskApplication');
  expect(view.stage).toBe('REJECTED');
  expect(view.ended?.reason).toBe(
    '属于“处分期内”（记过，2020-03-01 决定），依据《某条例》第二十九条，2021-03-01 以前不得申报\n见单位来函\n可向市人社局申请复核',
  );
  const events = await h.deps.applications.events(view.applicationId);
  expect(JSON.stringify(events.at(-1))).toContain('"until":"2021-03-01"');
});

test.each<[string, object, string, string]>([
  ['none of the plan', { code: 'CIVIL_SERVANT' }, 'INVALID_VALUE', '/exclusion/code'],
  ['without its day', { code: 'SANCTION', kind: 'DEMERIT' }, 'FIELD_REQUIRED', '/exclusion/decidedOn'],
  [
    'whose term is over',
    { code: 'SANCTION', kind: 'DEMERIT', decidedOn: '2019-03-01' },
    'EXCLUSION_OVER',
    '/exclusion/decidedOn',
  ],
  [
    'of a day to come',
    { code: 'SANCTION', kind: 'DEMERIT', decidedOn: '2031-03-01' },
    'DATE_FUTURE',
    '/exclusion/decidedOn',
  ],
])('L6: a ground %s is refused, and nothing has ended', async (_, exclusion, code, field) => {
  const answer = await rejecting(exclusion);
  expect([answer.status, answer.problem().errors]).toMatchObject([422, [{ code, field }]]);
});
