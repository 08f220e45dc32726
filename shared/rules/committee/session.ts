import type { sessionStates } from '../../contracts/api/committee.ts';
import { isVisible } from '../../contracts/characters.ts';
import { rolesOf } from '../../contracts/desks.ts';
import type { Finding, Outcome } from '../../contracts/finding.ts';
import type { Role } from '../../contracts/roles.ts';
import { find as common } from '../base/findings.ts';
import { type Person, samePersonAs } from '../base/person.ts';
import {
  COMMITTEE_FLOORS,
  type CommitteeRules,
  checkCandidateQuorum,
  checkComposition,
  checkQuorum,
  checkTurnout,
  type Turnout,
} from './committee.ts';
import { find } from './findings.ts';

/**
 * The review session 评审会议 (domain-spec §7.1): which act leads from which state to which, who may do it, and what
 * must hold. One vote at a time: VOTING and COUNTED are about one candidate, and the session comes back to them.
 */

export type SessionState = (typeof sessionStates)[number];

export const sessionStateNames: Record<SessionState, { zh: string; en: string }> = {
  PLANNED: { zh: '已计划', en: 'Planned' },
  DRAWN: { zh: '已抽取专家', en: 'Experts drawn' },
  CHECK_IN: { zh: '签到中', en: 'Check-in' },
  INQUORATE: { zh: '未达法定人数', en: 'Inquorate' },
  QUORATE: { zh: '已达法定人数', en: 'Quorate' },
  GROUP_REPORTS: { zh: '专业组报告', en: 'Group reports' },
  VOTING: { zh: '投票中', en: 'Voting' },
  COUNTED: { zh: '已计票', en: 'Counted' },
  SIGNED: { zh: '已签字', en: 'Signed' },
  SEALED: { zh: '已封存', en: 'Sealed' },
};

/** What an expert is in this committee. */
export type Seat = 'CHAIR' | 'VICE_CHAIR' | 'GROUP_LEADER' | 'MEMBER';

/** A natural person who does or takes part in an act. `seat` only for experts. */
export interface SessionActor extends Person {
  readonly role: Role;
  readonly seat?: Seat;
}

export type SessionAct =
  | 'DRAW'
  | 'OPEN_CHECK_IN'
  | 'CONFIRM_QUORUM'
  | 'DECLARE_INQUORATE'
  | 'REPLAN'
  | 'TAKE_REPORTS'
  | 'ADJOURN'
  | 'OPEN_VOTE'
  | 'CLOSE_AND_COUNT'
  | 'VOID_VOTE'
  | 'SIGN'
  | 'SEAL';

/** What must hold; each guard is one function over the facts. */
export type SessionGuard =
  | 'FILING'
  | 'DRAW'
  | 'COMPOSITION'
  | 'QUORUM'
  | 'NO_QUORUM'
  | 'PRESIDING'
  | 'CANDIDATE_QUORUM'
  | 'OPINIONS'
  | 'TWO_PERSONS'
  | 'TURNOUT'
  | 'COUNT'
  | 'SOME_COUNTED'
  | 'NONE_COUNTED'
  | 'ALL_DECIDED'
  | 'SIGNATURE'
  | 'REASON';

export interface SessionTransition {
  readonly act: SessionAct;
  readonly from: SessionState;
  readonly to: SessionState;
  readonly by: readonly Role[];
  readonly guards: readonly SessionGuard[];
  readonly rule: string;
}

const office: readonly Role[] = rolesOf('OFFICE');

/**
 * The whole machine. Where one act leads from one state to two, the guards NONE_COUNTED and SOME_COUNTED choose.
 * From GROUP_REPORTS nothing is counted yet; so a session that has counted somebody ends with SIGN, never ADJOURN.
 */
export const sessionTransitions: readonly SessionTransition[] = [
  {
    act: 'DRAW',
    from: 'PLANNED',
    to: 'DRAWN',
    by: office,
    guards: ['FILING', 'DRAW', 'COMPOSITION'],
    rule: 'L2 L5 B1 B8',
  },
  { act: 'OPEN_CHECK_IN', from: 'DRAWN', to: 'CHECK_IN', by: office, guards: ['FILING'], rule: 'L2' },
  {
    act: 'CONFIRM_QUORUM',
    from: 'CHECK_IN',
    to: 'QUORATE',
    by: office,
    guards: ['QUORUM', 'PRESIDING'],
    rule: 'B2 L12',
  },
  {
    act: 'DECLARE_INQUORATE',
    from: 'CHECK_IN',
    to: 'INQUORATE',
    by: office,
    guards: ['NO_QUORUM'],
    rule: 'B2',
  },
  { act: 'REPLAN', from: 'INQUORATE', to: 'PLANNED', by: office, guards: [], rule: '§7.1' },
  {
    act: 'TAKE_REPORTS',
    from: 'QUORATE',
    to: 'GROUP_REPORTS',
    by: office,
    guards: ['PRESIDING'],
    rule: 'L14',
  },
  { act: 'ADJOURN', from: 'QUORATE', to: 'INQUORATE', by: office, guards: ['REASON'], rule: 'T31' },
  { act: 'ADJOURN', from: 'GROUP_REPORTS', to: 'INQUORATE', by: office, guards: ['REASON'], rule: 'T31' },
  {
    act: 'OPEN_VOTE',
    from: 'GROUP_REPORTS',
    to: 'VOTING',
    by: office,
    guards: ['QUORUM', 'PRESIDING', 'CANDIDATE_QUORUM', 'OPINIONS'],
    rule: 'L12 L14 B7 B10',
  },
  {
    act: 'OPEN_VOTE',
    from: 'COUNTED',
    to: 'VOTING',
    by: office,
    guards: ['QUORUM', 'PRESIDING', 'CANDIDATE_QUORUM', 'OPINIONS'],
    rule: 'L12 L14 B7 B10',
  },
  {
    act: 'CLOSE_AND_COUNT',
    from: 'VOTING',
    to: 'COUNTED',
    by: [...office, 'EXPERT'],
    guards: ['TWO_PERSONS', 'TURNOUT', 'COUNT'],
    rule: 'C3 D19 L15',
  },
  {
    act: 'VOID_VOTE',
    from: 'VOTING',
    to: 'GROUP_REPORTS',
    by: office,
    guards: ['NONE_COUNTED', 'REASON'],
    rule: 'T31',
  },
  {
    act: 'VOID_VOTE',
    from: 'VOTING',
    to: 'COUNTED',
    by: office,
    guards: ['SOME_COUNTED', 'REASON'],
    rule: 'T31',
  },
  {
    act: 'SIGN',
    from: 'COUNTED',
    to: 'SIGNED',
    by: ['EXPERT'],
    guards: ['ALL_DECIDED', 'SIGNATURE'],
    rule: 'L15',
  },
  { act: 'SEAL', from: 'SIGNED', to: 'SEALED', by: office, guards: [], rule: 'L15 L16' },
];

/** A written opinion 评议意见 on a candidate (B10, B13). `remark` is the part written for this candidate. */
export interface Opinion {
  readonly expertId: string;
  readonly applicationNo: string;
  readonly remark: string;
}

/** What a session's guards look at. Findings of other rules (filing, draw, count) are handed in as they are. */
export interface SessionFacts {
  /** The persons who do the act together; the first asked for it. */
  readonly actors: readonly SessionActor[];
  readonly rules: CommitteeRules;
  readonly members: number;
  /** Ids of the experts checked in. */
  readonly attendance: readonly string[];
  readonly presiding?: SessionActor;
  readonly filing?: readonly Finding[];
  readonly draw?: readonly Finding[];
  readonly candidate?: {
    readonly applicationNo: string;
    readonly recused: readonly string[];
    readonly opinions: readonly Opinion[];
  };
  /** Who opened the vote that is to be closed. */
  readonly opener?: SessionActor;
  /** How far the vote that is to be closed has come. */
  readonly turnout?: Turnout;
  /** What the count of the box against the roll found wrong. */
  readonly count?: readonly Finding[];
  /** Candidates counted so far, and candidates neither counted, skipped (B7) nor released (T31). */
  readonly counted: number;
  readonly undecided: number;
  readonly reason?: string;
}

const isOffice = (actor: SessionActor): boolean => office.includes(actor.role);
const isChair = (actor: SessionActor): boolean =>
  actor.role === 'EXPERT' && (actor.seat === 'CHAIR' || actor.seat === 'VICE_CHAIR');

/**
 * C3: together, opener and closers are two different natural persons, at least one of the office, the other of the
 * office or the chair; and somebody else than the opener takes part in closing.
 */
export function checkTwoPersons(opener: SessionActor, closers: readonly SessionActor[]): Finding[] {
  const isOpener = ({ id }: SessionActor) => closers.some((who) => samePersonAs(who, id, opener.id));
  const others = closers.filter((one) => !isOpener(one) && (isOffice(one) || isChair(one)));
  const held = [opener, ...closers].some(isOffice);
  return others.length > 0 && held ? [] : [common('TWO_PERSONS', { field: 'actors', found: closers.length })];
}

/** L12: the chair or a vice-chair presides, and is in the room. */
export function checkPresiding(
  presiding: SessionActor | undefined,
  attendance: readonly string[],
): Finding[] {
  if (presiding && isChair(presiding) && attendance.includes(presiding.id)) return [];
  return [find('PRESIDING_CHAIR', { field: 'presiding' })];
}

/** B10, L14: written opinions by three different experts, none of them recused, each with words on this candidate. */
export function checkOpinions(
  candidate: NonNullable<SessionFacts['candidate']>,
  rules: Pick<CommitteeRules, 'groupMin'>,
): Finding[] {
  const writers = new Set(
    candidate.opinions
      .filter((one) => one.applicationNo === candidate.applicationNo && isVisible(one.remark))
      .map((one) => one.expertId)
      .filter((id) => !candidate.recused.includes(id)),
  );
  const allowed = Math.max(rules.groupMin, COMMITTEE_FLOORS.groupMin);
  return writers.size >= allowed
    ? []
    : [find('OPINIONS_TOO_FEW', { field: 'opinions', found: writers.size, allowed })];
}

const missing = (name: string): Finding[] => [find('SESSION_FACT', { field: name, allowed: name })];
const quorumOf = ({ attendance, members, rules }: SessionFacts): Finding[] =>
  checkQuorum(new Set(attendance).size, members, rules);

const guards: Record<SessionGuard, (facts: SessionFacts) => readonly Finding[]> = {
  FILING: (facts) => facts.filing ?? missing('filing'),
  DRAW: (facts) => facts.draw ?? missing('draw'),
  COMPOSITION: ({ members, rules }) => checkComposition(members, rules),
  QUORUM: quorumOf,
  NO_QUORUM: (facts) =>
    quorumOf(facts).length > 0
      ? []
      : [find('SESSION_IS_QUORATE', { found: facts.attendance.length, allowed: facts.members })],
  PRESIDING: ({ presiding, attendance }) => checkPresiding(presiding, attendance),
  CANDIDATE_QUORUM: ({ candidate, attendance, members, rules }) => {
    if (!candidate) return missing('candidate');
    const present = new Set(attendance);
    const recused = new Set(candidate.recused.filter((id) => present.has(id))).size;
    return checkCandidateQuorum({ members, attending: present.size, recused }, rules);
  },
  OPINIONS: ({ candidate, rules }) => (candidate ? checkOpinions(candidate, rules) : missing('candidate')),
  TWO_PERSONS: ({ opener, actors }) => (opener ? checkTwoPersons(opener, actors) : missing('opener')),
  TURNOUT: ({ turnout }) => (turnout ? checkTurnout(turnout) : missing('turnout')),
  COUNT: (facts) => facts.count ?? missing('count'),
  SOME_COUNTED: ({ counted }) => (counted > 0 ? [] : missing('counted')),
  NONE_COUNTED: ({ counted }) => (counted === 0 ? [] : missing('counted')),
  ALL_DECIDED: ({ undecided }) =>
    undecided === 0 ? [] : [find('SESSION_UNDECIDED', { found: undecided, allowed: 0 })],
  SIGNATURE: ({ presiding, actors }) =>
    presiding && actors.length === 1 && actors[0]!.id === presiding.id && isChair(presiding)
      ? []
      : [find('SIGN_PRESIDING', { field: 'actors' })],
  REASON: ({ reason }) => (isVisible(reason ?? '') ? [] : [find('SESSION_REASON', { field: 'reason' })]),
};

const choice: readonly SessionGuard[] = ['SOME_COUNTED', 'NONE_COUNTED'];

/**
 * One step of a session.
 * @returns the row taken, whose `to` is the new state; or everything that stands against the act
 */
export function stepSession(
  state: SessionState,
  act: SessionAct,
  facts: SessionFacts,
): Outcome<SessionTransition> {
  const rows = sessionTransitions.filter((row) => row.act === act && row.from === state);
  const row = rows.find((one) =>
    one.guards.every((guard) => !choice.includes(guard) || guards[guard](facts).length === 0),
  );
  if (!row) {
    const found = sessionStateNames[state].zh;
    const allowed = [
      ...new Set(sessionTransitions.filter((one) => one.act === act).map((one) => one.from)),
    ].join(', ');
    return { ok: false, problems: [find('SESSION_ACT', { field: 'state', found, allowed })] };
  }
  const problems: Finding[] = [];
  const strangers = facts.actors.filter((actor) => !row.by.includes(actor.role));
  if (facts.actors.length === 0 || strangers.length > 0)
    problems.push(
      find('SESSION_ROLE', {
        field: 'actors',
        found: strangers.map((actor) => actor.role).join(', '),
        allowed: row.by.join(', '),
      }),
    );
  for (const guard of row.guards)
    problems.push(...guards[guard](facts).filter((one) => one.severity === 'error'));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: row, advice: [] };
}
