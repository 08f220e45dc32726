import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UnitFacts } from '../../shared/contracts/declaration.ts';
import { builtInPlans } from '../../shared/plans/index.ts';
import { addDays, daysBetween } from '../../shared/rules/calendar/local-date.ts';
import { computeRoute, reroute } from '../../shared/rules/desk/routing.ts';
import { lintPlan } from '../../shared/rules/linter/plan.ts';
import { atPointer, declareWindowState, parsePlan, planForSeason } from '../../shared/rules/plan/plan.ts';
import { diffPlans } from '../../shared/rules/plan/versions.ts';
import { demoLibrarian2026, hangzhouEngineer2020 as plan } from '../fixtures/plans.ts';

const dayArb = fc.integer({ min: 0, max: 365 * 30 }).map((n) => addDays('2020-01-01', n));

describe('seasons of the plans that ship', () => {
  test('whatever the day: open, lint-clean, the same lengths', () => {
    fc.assert(
      fc.property(fc.constantFrom(...builtInPlans), dayArb, (p, today) => {
        const season = planForSeason(p, today);
        expect(declareWindowState(season, `${today}T04:00:00.000Z`)).toBe('OPEN');
        expect(lintPlan(season)).toEqual([]);
        const length = (x: typeof p) => daysBetween(x.windows.declare.open, x.windows.declare.close);
        expect(length(season)).toBe(length(p));
      }),
      { numRuns: 20 },
    );
  });
});

describe('the linter', () => {
  const pointers = (value: unknown, at = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([k, v]) => [`${at}/${k}`, ...pointers(v, `${at}/${k}`)])
      : [];
  const all = pointers(demoLibrarian2026);

  test('never throws, whatever one value of a plan becomes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.jsonValue({ maxDepth: 2 }), (pointer, value) => {
        const raw = structuredClone(demoLibrarian2026) as unknown;
        const parts = pointer.split('/');
        const last = parts.pop()!;
        const parent = atPointer(raw, parts.join('/')) as Record<string, unknown>;
        parent[last] = value;
        for (const finding of lintPlan(raw)) {
          expect(finding.code).toMatch(/^[A-Z_]+$/);
          // No place of a text is left open; `{…}` is how a group of values is named.
          expect(finding.message.zh).not.toMatch(/\{\w+\}/);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('never throws on any JSON at all', () => {
    fc.assert(fc.property(fc.jsonValue(), (raw) => void expect(Array.isArray(lintPlan(raw))).toBe(true)));
  });

  test('G1: a plan differs from itself nowhere, and parsing changes nothing', () => {
    for (const p of builtInPlans) {
      expect(diffPlans(p, structuredClone(p))).toEqual([]);
      const again = parsePlan(JSON.parse(JSON.stringify(p)));
      expect(again.ok && diffPlans(p, again.plan)).toEqual([]);
    }
  });

  test('G1: a difference names a place where the two really differ', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        for (const change of diffPlans(a, b)) {
          expect(JSON.stringify(atPointer(a, change.pointer))).toBe(JSON.stringify(change.before));
          expect(JSON.stringify(atPointer(b, change.pointer))).toBe(JSON.stringify(change.after));
        }
      }),
    );
  });
});

describe('routes', () => {
  const division = fc.constantFrom(...plan.jurisdiction.divisions.map((d) => d.code));
  const unitArb: fc.Arbitrary<UnitFacts> = fc.record({
    kind: fc.constantFrom(
      'ENTERPRISE_STATE',
      'ENTERPRISE_PRIVATE',
      'NON_PUBLIC',
      'PUBLIC_INSTITUTION',
      'OTHER',
    ),
    affiliation: fc.oneof(
      fc.record({ type: fc.constant('DIVISION' as const), division }),
      fc.record({ type: fc.constant('MUNI_DIRECT' as const), muniUnitId: fc.constantFrom('MU01', 'MU02') }),
    ),
    location: fc.record({ division }),
  });

  test('R27 R30 R61 R62 R69: every unit has a road; its paper goes out and back by one desk', () => {
    fc.assert(
      fc.property(unitArb, division, (unit, wish) => {
        const { affiliation } = unit;
        const muni = affiliation.type === 'MUNI_DIRECT';
        const fixed = computeRoute(plan, unit, {}, '2020-09-01');
        const route = fixed.ok
          ? fixed
          : computeRoute(plan, unit, { pointId: `P${wish}`, reason: '说明' }, '2020-09-01');
        if (!route.ok) return expect.unreachable(JSON.stringify(route));
        const { value } = route;
        expect(value.paper.kind).toBe(muni ? 'MUNI' : 'POINT');
        if (muni) expect(value.division).toBe(unit.location.division);
        expect(value.paper.id).toBe(muni ? affiliation.muniUnitId : value.pointId);
        const moved = reroute(
          plan,
          value,
          value.pointId === 'P330182' ? 'P330106' : 'P330182',
          '转办',
          '2020-09-01',
        );
        expect(moved.ok && moved.value.paper.kind).toBe(value.paper.kind);
        if (moved.ok && !muni) expect(moved.value.paper.id).toBe(moved.value.pointId);
      }),
    );
  });
});
