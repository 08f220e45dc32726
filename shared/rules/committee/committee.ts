import type { Finding } from '../../contracts/finding.ts';
import { canonicalHash } from '../base/canonical-json.ts';
import { addYears, dayNumber } from '../calendar/local-date.ts';
import { find } from './findings.ts';

/**
 * Committee arithmetic (domain-spec §8 B1–B3, B7, B11; 人社部令第40号 as L2–L4, L12–L15). Ratios are compared by
 * integer cross-multiplication: two thirds of eleven is eight, never 7.33 rounded somehow.
 */

/** A ratio as [numerator, denominator], both positive integers. */
export type Ratio = readonly [number, number];

/** What the pass ratio is taken of (B3, Q19): the experts attending, or those of them not recused. */
export type Denominator = 'ATTENDING' | 'ELIGIBLE';

/** The committee's part of the plan document (§12). */
export interface CommitteeRules {
  /** Least number of members (L3; for the mid level the province sets it). */
  readonly min: number;
  readonly quorum: Ratio;
  readonly pass: Ratio;
  readonly denominator: Denominator;
  /** Least number of experts who give written opinions on a candidate (B10, L14). */
  readonly groupMin: number;
  /** B7: skip a candidate when recusals take those who may vote below the quorum. */
  readonly requireQuorumAfterRecusal: boolean;
}

/** What no plan may lower (G2). */
export const COMMITTEE_FLOORS = {
  quorum: [2, 3],
  pass: [2, 3],
  groupMin: 3,
  filingYears: 3,
  termYears: 3,
  /** D19: fewer ballots than this are never counted. */
  ballots: 3,
} as const satisfies Record<'quorum' | 'pass', Ratio> &
  Record<'groupMin' | 'filingYears' | 'termYears' | 'ballots', number>;

/** The committee's filing 核准备案 (L2). Dates are civil dates of Asia/Shanghai, both inclusive. */
export interface CommitteeFiling {
  readonly filingNo: string;
  readonly series: string;
  readonly specialties: readonly string[];
  readonly level: string;
  readonly validFrom: string;
  readonly validTo: string;
}

/** What a session wants to use a filing for, and on which civil date. */
export interface FilingUse {
  readonly series: string;
  readonly specialty: string;
  readonly level: string;
  readonly on: string;
}

/** How a candidate's ballots fell. `agree + disagree + abstain` may be less than those who may vote. */
export interface Tally {
  readonly agree: number;
  readonly disagree: number;
  readonly abstain: number;
}

function count(value: number, what: string): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${what} is not a count: ${value}`);
  return value;
}

/** Is `part / whole ≥ ratio`, exactly? A part of nothing reaches no ratio. */
export function reaches(part: number, whole: number, ratio: Ratio): boolean {
  return count(whole, 'whole') > 0 && count(part, 'part') * ratio[1] >= whole * ratio[0];
}

/** The least number of `whole` that reaches the ratio: ⌈whole·n/d⌉ in integers, at least 1. */
export function leastReaching(whole: number, ratio: Ratio): number {
  const product = count(whole, 'whole') * ratio[0];
  return Math.max(1, (product - (product % ratio[1])) / ratio[1] + (product % ratio[1] === 0 ? 0 : 1));
}

/** The stricter of a plan's ratio and its statutory floor (G2). */
function notBelow(ratio: Ratio, floor: Ratio): Ratio {
  return ratio[0] * floor[1] >= floor[0] * ratio[1] ? ratio : floor;
}

/** G2: what a plan sets below a statutory floor. Counting uses the floor in any case. */
export function checkCommitteeRules(rules: CommitteeRules): Finding[] {
  const found: Finding[] = [];
  for (const field of ['quorum', 'pass'] as const) {
    const floor = COMMITTEE_FLOORS[field];
    const [n, d] = rules[field];
    if (n * floor[1] < floor[0] * d)
      found.push(find('COMMITTEE_FLOOR', { field, found: `${n}/${d}`, allowed: floor.join('/') }));
  }
  if (rules.groupMin < COMMITTEE_FLOORS.groupMin)
    found.push(
      find('COMMITTEE_FLOOR', {
        field: 'groupMin',
        found: rules.groupMin,
        allowed: COMMITTEE_FLOORS.groupMin,
      }),
    );
  return found;
}

/** B1: odd, and not fewer than the plan's minimum. Both are reported together. */
export function checkComposition(members: number, rules: Pick<CommitteeRules, 'min'>): Finding[] {
  const found: Finding[] = [];
  if (count(members, 'members') % 2 === 0)
    found.push(find('COMMITTEE_NOT_ODD', { field: 'members', found: members }));
  if (members < rules.min)
    found.push(find('COMMITTEE_TOO_SMALL', { field: 'members', found: members, allowed: rules.min }));
  return found;
}

/** How many of `members` must attend (B2, L12). */
export function quorumOf(members: number, rules: Pick<CommitteeRules, 'quorum'>): number {
  return leastReaching(members, notBelow(rules.quorum, COMMITTEE_FLOORS.quorum));
}

/** B2: 3·|A| ≥ 2·|M|, taken from the roll of those checked in (B6). Empty when the session is quorate. */
export function checkQuorum(
  attending: number,
  members: number,
  rules: Pick<CommitteeRules, 'quorum'>,
): Finding[] {
  const ratio = notBelow(rules.quorum, COMMITTEE_FLOORS.quorum);
  if (reaches(attending, members, ratio)) return [];
  return [
    find('QUORUM_NOT_MET', { field: 'attending', found: attending, allowed: quorumOf(members, rules) }),
  ];
}

/** B7: may this candidate be voted on with so many recused? Empty when yes; the finding sends it elsewhere. */
export function checkCandidateQuorum(
  head: { readonly members: number; readonly attending: number; readonly recused: number },
  rules: Pick<CommitteeRules, 'quorum' | 'requireQuorumAfterRecusal'>,
): Finding[] {
  const eligible = count(head.attending - head.recused, 'eligible');
  const ratio = notBelow(rules.quorum, COMMITTEE_FLOORS.quorum);
  // Nobody left to vote is never a vote, whatever the plan says.
  if (eligible > 0 && (!rules.requireQuorumAfterRecusal || reaches(eligible, head.members, ratio))) return [];
  const allowed = rules.requireQuorumAfterRecusal ? quorumOf(head.members, rules) : 1;
  return [find('QUORUM_AFTER_RECUSAL', { field: 'eligible', found: eligible, allowed })];
}

/** The base D of the pass rule (B3, Q19). */
export function passBase(attending: number, recused: number, denominator: Denominator): number {
  return count(denominator === 'ATTENDING' ? attending : attending - recused, 'base');
}

/** How many agreeing votes pass a candidate when the base is `base` (B3, L13). */
export function votesNeeded(base: number, rules: Pick<CommitteeRules, 'pass'>): number {
  return leastReaching(base, notBelow(rules.pass, COMMITTEE_FLOORS.pass));
}

/** B3: 3·agree ≥ 2·D. Abstentions and ballots not cast count as not agreeing (C20). */
export function passes(agree: number, base: number, rules: Pick<CommitteeRules, 'pass'>): boolean {
  return reaches(agree, base, notBelow(rules.pass, COMMITTEE_FLOORS.pass));
}

/**
 * L2: a session outside the filing's validity, series, specialties or level has no recognised result.
 * @throws {RangeError} a date that is none; so do the other rules on dates here
 */
export function checkFiling(filing: CommitteeFiling, use: FilingUse): Finding[] {
  const found: Finding[] = [];
  const [from, to, on] = [filing.validFrom, filing.validTo, use.on];
  for (const date of [from, to, on]) dayNumber(date);
  const latest = addYears(from, COMMITTEE_FLOORS.filingYears);
  if (to < from || to > latest)
    found.push(find('COMMITTEE_FILING_PERIOD', { field: 'validTo', found: to, allowed: latest }));
  if (on < from) found.push(find('COMMITTEE_FILING_NOT_YET', { field: 'on', found: on, allowed: from }));
  if (on > to) found.push(find('COMMITTEE_FILING_EXPIRED', { field: 'on', found: on, allowed: to }));
  if (use.series !== filing.series)
    found.push(find('COMMITTEE_SERIES', { field: 'series', found: use.series, allowed: filing.series }));
  if (!filing.specialties.includes(use.specialty))
    found.push(
      find('COMMITTEE_SPECIALTY', {
        field: 'specialty',
        found: use.specialty,
        allowed: filing.specialties.join('、'),
      }),
    );
  if (use.level !== filing.level)
    found.push(find('COMMITTEE_LEVEL', { field: 'level', found: use.level, allowed: filing.level }));
  return found;
}

/** L4: an expert serves at most three years, and only within the term. Civil dates, both inclusive. */
export function checkExpertTerm(
  term: { readonly from: string; readonly to: string },
  onDate: string,
): Finding[] {
  const found: Finding[] = [];
  const [from, to, on] = [term.from, term.to, onDate];
  for (const date of [from, to, on]) dayNumber(date);
  const latest = addYears(from, COMMITTEE_FLOORS.termYears);
  if (to < from || to > latest)
    found.push(find('EXPERT_TERM_PERIOD', { field: 'to', found: to, allowed: latest }));
  if (on < from || on > to)
    found.push(find('EXPERT_TERM_OUTSIDE', { field: 'on', found: on, allowed: `${from}～${to}` }));
  return found;
}

/** How far a vote has come: numbers alone, never who and never how. */
export interface Turnout {
  readonly entitled: number;
  readonly voted: number;
  /** How many left the room without voting, as the presiding chair declared with his reason. */
  readonly left?: number;
}

/**
 * D19: may the vote be closed? It looks at the turnout alone: a refusal that depended on the box would tell what is in
 * it. Nobody who is still in the room is left out, and the few are not counted.
 */
export function checkTurnout({ entitled, voted, left }: Turnout): Finding[] {
  const missing = entitled - voted;
  const found: Finding[] = [];
  const few = { field: 'voted', found: voted, allowed: COMMITTEE_FLOORS.ballots };
  if (voted < COMMITTEE_FLOORS.ballots) found.push(find('TURNOUT_FEW', few));
  if (missing > 0 && left === undefined) found.push(find('TURNOUT_OPEN', { field: 'voted', found: missing }));
  else if (left !== undefined && missing > left)
    found.push(find('TURNOUT_PRESENT', { field: 'left', found: missing, allowed: left }));
  return found;
}

/** A candidate's count sheet 计票单 (B11, L15): only numbers, no names; the presiding chair signs its hash. */
export interface CountSheet {
  readonly schema: 1;
  readonly sessionId: string;
  readonly filingNo: string;
  readonly applicationNo: string;
  readonly round: number;
  /** Civil date of the vote, the qualification date of those who pass (C14). */
  readonly date: string;
  readonly members: number;
  readonly attending: number;
  readonly recused: number;
  readonly agree: number;
  readonly disagree: number;
  readonly abstain: number;
  /** Experts who might vote and did not. */
  readonly notCast: number;
  readonly denominator: Denominator;
  /** D of the pass rule. */
  readonly base: number;
  readonly needed: number;
  readonly passed: boolean;
}

/** What a count sheet is made from. */
export interface CountInput
  extends Pick<
    CountSheet,
    'sessionId' | 'filingNo' | 'applicationNo' | 'round' | 'date' | 'members' | 'attending' | 'recused'
  > {
  readonly tally: Tally;
}

/**
 * Counts one candidate.
 * @throws {RangeError} numbers that cannot be: more ballots than voters, more attending than members
 */
export function countSheet(
  input: CountInput,
  rules: Pick<CommitteeRules, 'pass' | 'denominator'>,
): CountSheet {
  const { tally, ...head } = input;
  const cast =
    count(tally.agree, 'agree') + count(tally.disagree, 'disagree') + count(tally.abstain, 'abstain');
  const notCast = count(head.attending - head.recused - cast, 'ballots not cast');
  count(head.members - head.attending, 'absent members');
  dayNumber(head.date);
  const base = passBase(head.attending, head.recused, rules.denominator);
  return {
    schema: 1,
    ...head,
    ...tally,
    notCast,
    denominator: rules.denominator,
    base,
    needed: votesNeeded(base, rules),
    passed: passes(tally.agree, base, rules),
  };
}

/** SHA-256 of the sheet's canonical JSON: what the chair signs and what goes into the audit chain (B11). */
export function countSheetHash(sheet: CountSheet): string {
  return canonicalHash(sheet);
}
