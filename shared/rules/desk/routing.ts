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

/**
 * The running point that serves a division; the linter refuses two on one day. A division that is part of another one
 * now, or whose point has ended, is served by the successor (§6).
 */
export function pointOfDivision(plan: Plan, division: string, date: string): Point | undefined {
  const serving = runningPoints(plan, date).find((p) => p.divisions.includes(division));
  if (serving) return serving;
  const part = plan.jurisdiction.divisions.find((d) => d.code === division);
  const now = heirOf(plan.jurisdiction.divisions, ofDivision, part, date);
  if (now && now !== part) return pointOfDivision(plan, now.code, date);
  const { points } = plan.directory;
  const ended = points.find((p) => p.divisions.includes(division) && hasEnded(p, date));
  const heir = heirOf(points, ofPoint, ended, date);
  return heir && isRunning(heir, date) ? heir : undefined;
}

const muniUnitOf = (plan: Plan, id: string): MuniUnit | undefined =>
  plan.directory.muniUnits.find((m) => m.muniUnitId === id);

interface Lasting {
  readonly validTo?: string | null | undefined;
  readonly successor?: string | undefined;
}
const ofPoint = (p: Point): string => p.pointId;
const ofUnit = (m: MuniUnit): string => m.muniUnitId;
const ofDivision = (d: { readonly code: string }): string => d.code;

const hasEnded = ({ validTo }: Lasting, date: string): boolean =>
  validTo !== undefined && validTo !== null && validTo < date;

/** Who stands in the place of an entry on a date: itself, or the end of its chain of successors. */
function heirOf<T extends Lasting>(
  all: readonly T[],
  idOf: (one: T) => string,
  from: T | undefined,
  date: string,
): T | undefined {
  let one = from;
  for (let n = 0; one && hasEnded(one, date) && n < all.length; n += 1) {
    const { successor }: Lasting = one;
    const next = all.find((other) => idOf(other) === successor);
    if (!next) return one;
    one = next;
  }
  return one;
}

/** Desks that a place has taken over: what lies with an entry that has ended is its successor's too (§6). */
export function takenOver(
  plans: readonly Plan[],
  desk: DirectoryDesk,
  scope: string,
  date: string,
): string[] {
  const found = plans.flatMap(({ directory: { points, muniUnits }, jurisdiction: { divisions } }) => {
    const from = <T extends Lasting>(all: readonly T[], idOf: (one: T) => string): string[] =>
      all
        .filter((one) => hasEnded(one, date) && idOf(one) !== scope)
        .filter((one) => {
          const heir = heirOf(all, idOf, one, date);
          return heir !== undefined && idOf(heir) === scope;
        })
        .map(idOf);
    if (desk === 'POINT') return from(points, ofPoint);
    return desk === 'MUNI' ? from(muniUnits, ofUnit) : from(divisions, ofDivision);
  });
  return [...new Set(found)];
}

/** Desks that stand in a directory. */
export const directoryDesks = ['POINT', 'DIVISION', 'MUNI'] as const;
export type DirectoryDesk = (typeof directoryDesks)[number];

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

function paperOf(plan: Plan, unit: UnitFacts, point: Point, date: string): ApplicationRoute['paper'] {
  if (unit.affiliation.type !== 'MUNI_DIRECT' || plan.routing.paperMuniDirect !== 'MUNI_UNIT')
    return { kind: 'POINT', id: point.pointId };
  const { muniUnitId } = unit.affiliation;
  const heir = heirOf(plan.directory.muniUnits, ofUnit, muniUnitOf(plan, muniUnitId), date);
  return { kind: 'MUNI', id: heir?.muniUnitId ?? muniUnitId };
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
      paper: paperOf(plan, unit, point, date),
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
