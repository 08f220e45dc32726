import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import { computeRoute, reroute } from '../../../../shared/rules/desk/routing.ts';
import { lintPlan } from '../../../../shared/rules/linter/plan.ts';
import { hangzhouEngineer2020 } from '../../../fixtures/plans.ts';

/** D39: which desk of an industry an application goes by, frozen with its route. */

const contact = { phone: '0571-1', paperAddress: { zh: '示例地址' } };
function planWith(change: (plan: Plan) => void = () => undefined): Plan {
  const plan = structuredClone(hangzhouEngineer2020);
  const at = plan.stages.findIndex(({ code }) => code === 'DISTRICT_REVIEW');
  plan.stages.splice(at, 0, { code: 'INDUSTRY_REVIEW', on: true, limitWorkingDays: 10 });
  const [first, ...others] = plan.title.specialties.map(({ code }) => code);
  plan.directory.industry = [
    { ...contact, deskId: 'BUILD', name: { zh: '市建设局' }, specialties: others },
    {
      ...contact,
      deskId: 'WATER',
      name: { zh: '市水利局' },
      specialties: [first!],
      units: ['91330100MA0000022X'],
    },
  ];
  // Marks point at stages by their place.
  plan.sampleData = [];
  change(plan);
  return plan;
}
const unit = {
  kind: 'ENTERPRISE_PRIVATE',
  affiliation: { type: 'DIVISION', division: '330106' },
  location: { division: '330106' },
} as const;
const routed = (plan: Plan, by: { specialty?: string; uscc?: string }) => {
  const found = computeRoute(plan, unit, { pointId: 'P330106', ...by }, '2020-09-10');
  return found.ok ? found.value.industry : found.problems.map(({ code }) => code);
};

describe('the desk of an industry (D39)', () => {
  test.each<[string, Parameters<typeof routed>[1], ReturnType<typeof routed>]>([
    ['by specialty', { specialty: 'S01' }, 'WATER'],
    ['by another specialty', { specialty: 'S02' }, 'BUILD'],
    ['by the unit, whatever the specialty', { specialty: 'S02', uscc: '91330100MA0000022X' }, 'WATER'],
    ['a unit that none names: by specialty', { specialty: 'S02', uscc: '91330100MA0000015W' }, 'BUILD'],
    ['not before there is a specialty (R25)', {}, undefined],
    ['a specialty of no industry', { specialty: 'S99' }, ['ROUTE_NO_INDUSTRY']],
  ])('%s', (_, by, expected) => {
    expect(routed(planWith(), by)).toEqual(expected);
  });

  test('no plan without the stage asks for one', () => {
    expect(routed(hangzhouEngineer2020, { specialty: 'S99' })).toBeUndefined();
  });

  test('T10: passed on to another point, it stays with its industry', () => {
    const plan = planWith();
    const route = computeRoute(plan, unit, { pointId: 'P330106', specialty: 'S01' }, '2020-09-10');
    if (!route.ok) throw new Error('no route');
    const on = reroute(plan, route.value, 'P330102', '属地', '2020-09-10');
    expect(on).toMatchObject({ ok: true, value: { pointId: 'P330102', industry: 'WATER' } });
  });

  test.each<[string, (plan: Plan) => void, string[]]>([
    ['every specialty served', () => undefined, []],
    ['one that none has', (p) => void p.directory.industry?.pop(), ['PLAN_INDUSTRY_UNSERVED']],
    [
      'a specialty that does not exist',
      (p) => void p.directory.industry?.[0]?.specialties.push('S99'),
      ['PLAN_REFERENCE'],
    ],
    [
      'after the district',
      (p) =>
        void p.stages.splice(
          p.stages.findIndex(({ code }) => code === 'DISTRICT_REVIEW') + 1,
          0,
          ...p.stages.splice(
            p.stages.findIndex(({ code }) => code === 'INDUSTRY_REVIEW'),
            1,
          ),
        ),
      ['PLAN_STAGE_ORDER'],
    ],
    [
      'off, whoever serves',
      (p) => {
        for (const s of p.stages) if (s.code === 'INDUSTRY_REVIEW') s.on = false;
        p.directory.industry = [];
      },
      [],
    ],
  ])('G4: the linter on %s', (_, change, expected) => {
    expect([...new Set(lintPlan(planWith(change)).map(({ code }) => code))]).toEqual(expected);
  });
});
