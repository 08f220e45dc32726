import { describe, expect, test } from 'vitest';
import type { UnitFacts } from '../../../../shared/contracts/declaration.ts';
import {
  computeRoute,
  paperDesk,
  pointOfDivision,
  proposePoint,
  reroute,
  runningPoints,
} from '../../../../shared/rules/desk/routing.ts';
import { demoLibrarian2026 } from '../../../fixtures/plans.ts';
import { codes, institution, muniSoe, plan, privateFirm } from '../declaration/fixture.ts';

const day = '2020-09-01';
const route = (unit: UnitFacts, choice = {}, date = day) => computeRoute(plan, unit, choice, date);
const problems = (unit: UnitFacts, choice = {}, date = day) => {
  const r = route(unit, choice, date);
  return r.ok ? [] : codes(r.problems);
};

describe('roads of domain-spec §6', () => {
  test('R27, R61: a private firm chooses its point by affiliation; the paper goes to that point', () => {
    expect(proposePoint(plan, privateFirm, day)).toMatchObject({ free: true, point: { pointId: 'P330106' } });
    expect(route(privateFirm, { pointId: 'P330106' })).toEqual({
      ok: true,
      advice: [],
      value: { pointId: 'P330106', division: '330106', paper: { kind: 'POINT', id: 'P330106' } },
    });
  });

  test('R27: without a choice → POINT_REQUIRED', () => {
    expect(problems(privateFirm)).toEqual(['POINT_REQUIRED']);
    expect(problems({ ...privateFirm, kind: 'NON_PUBLIC' })).toEqual(['POINT_REQUIRED']);
  });

  test('R27: another point than the registered one needs a reason and is flagged', () => {
    expect(problems(privateFirm, { pointId: 'P330108' })).toEqual(['POINT_REASON']);
    expect(problems(privateFirm, { pointId: 'P330108', reason: '  ' })).toEqual(['POINT_REASON']);
    expect(route(privateFirm, { pointId: 'P330108', reason: '所属关系已变更' })).toMatchObject({
      value: { pointId: 'P330108', flagged: true, reason: '所属关系已变更', paper: { id: 'P330108' } },
    });
  });

  test('R27: a point that the directory does not have, or that has ended, cannot be chosen', () => {
    expect(problems(privateFirm, { pointId: 'P999' })).toEqual(['POINT_UNKNOWN']);
    expect(problems(privateFirm, { pointId: 'P330103', reason: 'x' }, '2021-03-31')).toEqual([]);
    expect(problems(privateFirm, { pointId: 'P330103', reason: 'x' }, '2021-04-01')).toEqual([
      'POINT_UNKNOWN',
    ]);
  });

  test('R30, R62: a unit under a municipal direct unit reports where it is located; its paper goes to that municipal unit', () => {
    expect(proposePoint(plan, muniSoe, day)).toMatchObject({ free: false, point: { pointId: 'P330108' } });
    expect(route(muniSoe)).toMatchObject({
      value: { pointId: 'P330108', division: '330108', paper: { kind: 'MUNI', id: 'MU02' } },
    });
    expect(route(muniSoe, { pointId: 'P330108' }).ok).toBe(true);
  });

  test('R30: another choice → ROUTE_MISMATCH, whatever the reason', () => {
    expect(problems(muniSoe, { pointId: 'P330106', reason: '就近' })).toEqual(['ROUTE_MISMATCH']);
  });

  test("Q17: a district's own unit goes to its own district, its paper too", () => {
    expect(route(institution)).toMatchObject({
      value: { pointId: 'P330110', paper: { kind: 'POINT', id: 'P330110' } },
    });
    expect(problems(institution, { pointId: 'P330106', reason: 'x' })).toEqual(['ROUTE_MISMATCH']);
  });

  test('R27, §6: a division without a running point is for operations, and says so', () => {
    const unit: UnitFacts = { ...muniSoe, location: { division: '330104' } };
    expect(route(unit).ok).toBe(true);
    const later = computeRoute(plan, unit, {}, '2021-04-01');
    expect(later).toMatchObject({ ok: false, problems: [{ code: 'ROUTE_NO_POINT', found: '330104' }] });
    expect(problems({ ...muniSoe, affiliation: { type: 'MUNI_DIRECT', muniUnitId: 'gone' } })).toEqual([
      'ROUTE_NO_MUNI_UNIT',
    ]);
  });

  test('§13: a point serves a set of divisions; a zone has none and can still be chosen', () => {
    const nb = demoLibrarian2026;
    for (const division of ['330203', '330205', '330212']) {
      expect(pointOfDivision(nb, division, '2026-05-10')?.pointId).toBe('CENTRAL');
    }
    const unit: UnitFacts = {
      kind: 'ENTERPRISE_PRIVATE',
      affiliation: { type: 'DIVISION', division: '330206' },
      location: { division: '330206' },
    };
    expect(computeRoute(nb, unit, { pointId: 'ZONE', reason: '在开发区' }, '2026-05-10')).toMatchObject({
      value: { division: 'ZONE' },
    });
    expect(runningPoints(nb, '2026-02-28').map((p) => p.pointId)).not.toContain('ZONE');
    expect(runningPoints(nb, '2026-03-01').map((p) => p.pointId)).toContain('ZONE');
  });

  test('R28: every point, municipal unit and the office has a telephone and a paper address', () => {
    const all = [...plan.directory.points, ...plan.directory.muniUnits, plan.directory.office];
    for (const desk of all) {
      expect(desk.phone).not.toBe('');
      expect(desk.paperAddress.zh).not.toBe('');
    }
    expect(paperDesk(plan, { kind: 'POINT', id: 'P330106' })?.name.zh).toBe('西湖区受理点');
    expect(paperDesk(plan, { kind: 'MUNI', id: 'MU02' })?.phone).toBeTruthy();
  });
});

describe('passing on and paper', () => {
  const frozen = { pointId: 'P330106', division: '330106', paper: { kind: 'POINT', id: 'P330106' } } as const;

  test('T10: a point passes an application on with a reason; the paper follows', () => {
    expect(reroute(plan, frozen, 'P330108', '单位在滨江', day)).toMatchObject({
      value: {
        pointId: 'P330108',
        division: '330108',
        paper: { kind: 'POINT', id: 'P330108' },
        flagged: true,
      },
    });
  });

  test('T10: the paper of a municipal road stays with the municipal unit', () => {
    const muni = { ...frozen, paper: { kind: 'MUNI', id: 'MU02' } } as const;
    expect(reroute(plan, muni, 'P330108', '单位在滨江', day)).toMatchObject({
      value: { paper: { kind: 'MUNI', id: 'MU02' } },
    });
  });

  test('T10: all faults at once', () => {
    const r = reroute(plan, frozen, 'P330106', ' ', day);
    expect(r.ok ? [] : codes(r.problems)).toEqual(['REROUTE_REASON', 'REROUTE_SAME']);
    const unknown = reroute(plan, frozen, 'nowhere', 'x', day);
    expect(unknown.ok ? [] : codes(unknown.problems)).toEqual(['POINT_UNKNOWN']);
  });
});
