import type { ApplicationRoute } from '../../contracts/application.ts';
import { isVisible } from '../../contracts/characters.ts';
import type { UnitFacts } from '../../contracts/declaration.ts';
import type { Finding, Outcome } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { IndustryDesk, MuniUnit, Point } from '../../contracts/plan-directory.ts';
import { industryOn } from '../base/plan-stage.ts';
import { find } from './findings.ts';

/** The roads of an application (domain-spec §6): electronic review, paper form, paper return. */

/** Is the point running on the civil date? Both ends inclusive. */
export const isRunning = (point: Point, date: string): boolean =>
  point.validFrom <= date && (point.validTo === null || date <= point.validTo);

/** All points that can be chosen on a date, in the directory's order (R28: with telephone and paper address). */
export const runningPoints = (plan: Plan, date: string): Point[] =>
  plan.directory.points.filter((p) => isRunning(p, date));

/** The running point that serves a division; the plan linter refuses two on one day. */
export const pointOfDivision = (plan: Plan, division: string, date: string): Point | undefined =>
  runningPoints(plan, date).find((p) => p.divisions.includes(division));

const muniUnitOf = (plan: Plan, id: string): MuniUnit | undefined =>
  plan.directory.muniUnits.find((m) => m.muniUnitId === id);

type Way = 'CHOICE' | 'AFFILIATION' | 'LOCATION';

/** Which way of the plan's routing a unit takes (domain-spec §6, first column). */
function wayOf(plan: Plan, unit: UnitFacts): Way {
  if (unit.affiliation.type === 'MUNI_DIRECT') {
    return plan.routing.muniDirect === 'BY_LOCATION' ? 'LOCATION' : 'CHOICE';
  }
  // Q17: state-owned enterprises and public institutions of a district go to their own district's point.
  if (unit.kind === 'ENTERPRISE_STATE' || unit.kind === 'PUBLIC_INSTITUTION') {
    return plan.routing.district === 'BY_AFFILIATION' ? 'AFFILIATION' : 'LOCATION';
  }
  return plan.routing.private === 'APPLICANT_BY_AFFILIATION' ? 'CHOICE' : 'LOCATION';
}

const proposedDivision = (unit: UnitFacts, way: Way): string =>
  way === 'LOCATION' || unit.affiliation.type === 'MUNI_DIRECT'
    ? unit.location.division
    : unit.affiliation.division;

/** The point that the platform proposes, and whether the applicant may choose another (R27). */
export function proposePoint(
  plan: Plan,
  unit: UnitFacts,
  date: string,
): { point: Point | undefined; free: boolean } {
  const way = wayOf(plan, unit);
  return { point: pointOfDivision(plan, proposedDivision(unit, way), date), free: way === 'CHOICE' };
}

/** What the applicant chose; nothing where the road leaves no choice. */
export interface PointChoice {
  readonly pointId?: string | undefined;
  readonly reason?: string | undefined;
}

interface Picked {
  point?: Point | undefined;
  problems: Finding[];
  differs: boolean;
}

function pickChosen(plan: Plan, unit: UnitFacts, choice: PointChoice, date: string): Picked {
  const field = '/data/pointId';
  const proposed = proposePoint(plan, unit, date).point;
  if (choice.pointId === undefined || choice.pointId === '') {
    return {
      problems: [find('POINT_REQUIRED', { field, ...(proposed ? { allowed: proposed.pointId } : {}) })],
      differs: false,
    };
  }
  const point = runningPoints(plan, date).find((p) => p.pointId === choice.pointId);
  if (!point) return { problems: [find('POINT_UNKNOWN', { field, found: choice.pointId })], differs: false };
  const differs = proposed !== undefined && proposed.pointId !== point.pointId;
  if (differs && !isVisible(choice.reason ?? '')) {
    const facts = { field: '/data/pointReason', found: point.name.zh, allowed: proposed.name.zh };
    return { point, problems: [find('POINT_REASON', facts)], differs };
  }
  return { point, problems: [], differs };
}

function pickFixed(plan: Plan, unit: UnitFacts, way: Way, choice: PointChoice, date: string): Picked {
  const division = proposedDivision(unit, way);
  const point = pointOfDivision(plan, division, date);
  if (!point) return { problems: [find('ROUTE_NO_POINT', { found: division })], differs: false };
  if (choice.pointId && choice.pointId !== point.pointId) {
    const chosen = plan.directory.points.find((p) => p.pointId === choice.pointId);
    const facts = {
      field: '/data/pointId',
      found: chosen?.name.zh ?? choice.pointId,
      allowed: point.name.zh,
    };
    return { point, problems: [find('ROUTE_MISMATCH', facts)], differs: false };
  }
  return { point, problems: [], differs: false };
}

function paperOf(plan: Plan, unit: UnitFacts, point: Point): ApplicationRoute['paper'] {
  return unit.affiliation.type === 'MUNI_DIRECT' && plan.routing.paperMuniDirect === 'MUNI_UNIT'
    ? { kind: 'MUNI', id: unit.affiliation.muniUnitId }
    : { kind: 'POINT', id: point.pointId };
}

/** What decides which desk of an industry it is. */
export interface IndustryChoice {
  readonly specialty?: string | undefined;
  /** Credit code of the unit. */
  readonly uscc?: string | undefined;
}

/** D39: the industry's desk: that which names the unit, else that of the specialty. */
export const industryDeskOf = (plan: Plan, { specialty, uscc }: IndustryChoice): IndustryDesk | undefined => {
  const all = plan.directory.industry ?? [];
  return (
    all.find((one) => uscc !== undefined && one.units?.includes(uscc)) ??
    all.find((one) => specialty !== undefined && one.specialties.includes(specialty))
  );
};

/** Nothing where the plan has no such stage, or the specialty is not chosen yet (R25). */
function pickIndustry(plan: Plan, by: IndustryChoice): { industry?: string; problems: Finding[] } {
  if (!industryOn(plan) || by.specialty === undefined) return { problems: [] };
  const desk = industryDeskOf(plan, by);
  if (desk) return { industry: desk.deskId, problems: [] };
  return { problems: [find('ROUTE_NO_INDUSTRY', { field: '/data/specialty', found: by.specialty })] };
}

/**
 * The route to freeze at submit (domain-spec §6; R27, R30, R61, R62): electronic point, reviewing district and paper
 * road. A choice that differs from the unit's registered affiliation needs a reason and is flagged to the point.
 * `ROUTE_NO_POINT` and `ROUTE_NO_MUNI_UNIT` are for operations, never the applicant's fault.
 * @param date civil date of the submit, for the points' validity
 */
export function computeRoute(
  plan: Plan,
  unit: UnitFacts,
  choice: PointChoice & IndustryChoice,
  date: string,
): Outcome<ApplicationRoute> {
  const way = wayOf(plan, unit);
  const { point, problems, differs } =
    way === 'CHOICE' ? pickChosen(plan, unit, choice, date) : pickFixed(plan, unit, way, choice, date);
  if (unit.affiliation.type === 'MUNI_DIRECT' && !muniUnitOf(plan, unit.affiliation.muniUnitId)) {
    problems.push(find('ROUTE_NO_MUNI_UNIT', { found: unit.affiliation.muniUnitId }));
  }
  const { industry, problems: unserved } = pickIndustry(plan, choice);
  problems.push(...unserved);
  if (problems.length > 0 || !point) return { ok: false, problems };
  return {
    ok: true,
    advice: [],
    value: {
      pointId: point.pointId,
      division: point.hrss,
      ...(industry ? { industry } : {}),
      paper: paperOf(plan, unit, point),
      ...(differs ? { reason: choice.reason!, flagged: true } : {}),
    },
  };
}

/** 转办 by a point (T10): another running point, with a reason; a paper road through a point follows (§6). */
export function reroute(
  plan: Plan,
  route: ApplicationRoute,
  target: string,
  reason: string,
  date: string,
): Outcome<ApplicationRoute> {
  const problems: Finding[] = [];
  const point = runningPoints(plan, date).find((p) => p.pointId === target);
  if (!isVisible(reason)) problems.push(find('REROUTE_REASON', { field: '/reason' }));
  if (!point) problems.push(find('POINT_UNKNOWN', { field: '/pointId', found: target }));
  if (target === route.pointId) problems.push(find('REROUTE_SAME', { field: '/pointId', found: target }));
  if (problems.length > 0 || !point) return { ok: false, problems };
  const paper = route.paper.kind === 'POINT' ? ({ kind: 'POINT', id: point.pointId } as const) : route.paper;
  return {
    ok: true,
    advice: [],
    value: { ...route, pointId: point.pointId, division: point.hrss, paper, reason, flagged: true },
  };
}

/** A desk that handles paper. */
export type PaperDesk = ApplicationRoute['paper'];

/** Name, telephone and address of a paper desk, for the page and the form (R28, R61, R62). */
export function paperDesk(plan: Plan, desk: PaperDesk): Point | MuniUnit | undefined {
  return desk.kind === 'POINT'
    ? plan.directory.points.find((p) => p.pointId === desk.id)
    : muniUnitOf(plan, desk.id);
}
