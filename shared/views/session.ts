import type { ResponseOf } from '../contracts/api/index.ts';
import type { Plan } from '../contracts/plan.ts';
import type { CandidateRecord, SessionPool, SessionRecord } from '../contracts/session.ts';
import {
  type CandidateStatus,
  candidateStatus,
  closingOf,
  groupOf,
  mayPreside,
  recusalOf,
  recusalReason,
  turnoutOf,
} from '../rules/committee/candidates.ts';
import { handMark, type SeatState } from '../rules/committee/check-in.ts';
import { passBase, quorumOf, votesNeeded } from '../rules/committee/committee.ts';

/** Sessions as the office and as an expert see them. Names of experts never leave these two (B12, L17). */

type Rules = Plan['committee'];
type Sheet = ResponseOf<'CountSheet'>;
type Head = ResponseOf<'CandidateHead'>;

export function sessionListItem(session: SessionRecord): ResponseOf<'SessionList'>['items'][number] {
  const { sessionId, name, date, status, candidateCount } = session;
  return { sessionId, name, date, status, candidates: candidateCount };
}

function sheetView(candidate: CandidateRecord): Sheet | undefined {
  if (!candidate.sheet) return undefined;
  const { members, attending, recused, agree, disagree, abstain, notCast, base, needed, passed } =
    candidate.sheet;
  const { applicationId } = candidate;
  const tally = { agree, disagree, abstain, notCast };
  return { applicationId, members, attending, recused, ...tally, denominator: base, needed, passed };
}

function standing(session: SessionRecord, candidate: CandidateRecord) {
  const recused = session.members.flatMap((member) => {
    const decision = recusalOf(session, member, candidate);
    return decision.recused
      ? [{ expertId: member.expertId, reason: recusalReason(decision), present: isPresent(session, member) }]
      : [];
  });
  const absentees = recused.filter((one) => one.present).length;
  return { recused, entitled: session.attendance.length - absentees, recusedPresent: absentees };
}

const isPresent = (session: SessionRecord, { expertId }: { expertId: string }): boolean =>
  session.attendance.includes(expertId);

/** The roll's turnout while the vote is open, the count once it is closed; in no case who voted how (B5). */
function candidateHead(session: SessionRecord, candidate: CandidateRecord): Head {
  const { applicationId, applicationNo, name, specialty, mode, voted, openedBy, sheetHash } = candidate;
  const status: CandidateStatus = candidateStatus(session, candidate);
  const { recused, entitled } = standing(session, candidate);
  const sheet = sheetView(candidate);
  const closing = closingOf(candidate);
  const groupId = groupOf(session, applicationId)?.groupId;
  return {
    ...{ applicationId, applicationNo, name, specialty, mode, status },
    ...(groupId ? { groupId } : {}),
    opinions: candidate.opinionsIn === session.convening ? candidate.opinions : 0,
    recused: recused.map(({ expertId, reason }) => ({ expertId, reason })),
    voted: status === 'VOTING' || status === 'COUNTED' ? voted : 0,
    entitled,
    ...(sheet ? { sheet } : {}),
    ...(sheetHash ? { sheetHash } : {}),
    ...(openedBy && status === 'VOTING' ? { openedBy: openedBy.id } : {}),
    ...(closing && status === 'VOTING' ? { closing: { left: closing.left, reason: closing.reason } } : {}),
    signed: candidate.signed !== undefined,
  };
}

const byNumber = (a: CandidateRecord, b: CandidateRecord): number =>
  a.applicationNo < b.applicationNo ? -1 : 1;

/** The office's and the supervisor's view: the whole session, with the inputs of the draw (B8). */
export function sessionView(
  session: SessionRecord,
  pool: SessionPool,
  candidates: readonly CandidateRecord[],
  rules: Rules,
): ResponseOf<'SessionView'> {
  const { sessionId, planCode, name, date, status, size, draw, groups, version } = session;
  const { votingOn, presiding, signedBy, sealedAt, sealHash } = session;
  const { drawId, frozenAt, poolHash, commitments, reveals, seed, drawn, reserves } = draw;
  return {
    ...{ sessionId, planCode, name, date, status, size, version },
    quorum: quorumOf(size, rules),
    pool: pool.experts,
    members: session.members.map((member) => ({
      expertId: member.expertId,
      name: member.name,
      office: member.office,
      checkedIn: isPresent(session, member),
    })),
    draw: {
      ...{ drawId, frozenAt, poolHash },
      excluded: Object.entries(pool.excluded).map(([expertId, reason]) => ({ expertId, reason })),
      commitments: bySide(commitments, ({ hash, at }) => ({ hash, at })),
      nonces: bySide(reveals, ({ nonce, at }) => ({ nonce, at })),
      ...(seed ? { seed, drawn: drawn ?? [], reserves: reserves ?? [] } : {}),
    },
    candidates: [...candidates].sort(byNumber).map((one) => candidateHead(session, one)),
    groups: groups.map(({ groupId, expertIds, applicationIds }) => ({ groupId, expertIds, applicationIds })),
    handCheckIns: (session.handCheckIns ?? []).map((one) => ({
      ...{ expertId: one.expertId, reason: one.reason, at: one.at },
      by: { id: one.actor.id, name: one.actor.name ?? '' },
      proposal: handMark(session, one),
    })),
    ...(votingOn ? { votingOn } : {}),
    ...(presiding ? { presiding } : {}),
    ...(signedBy ? { signedBy } : {}),
    ...(sealedAt ? { sealedAt } : {}),
    ...(sealHash ? { sealHash } : {}),
  };
}

function bySide<T, V>(sides: Record<string, T | undefined>, shown: (one: T) => V): Record<string, V> {
  return Object.fromEntries(
    Object.entries(sides).flatMap(([side, one]) => (one === undefined ? [] : [[side, shown(one)]])),
  );
}

/** What an expert has done in a session: the seat of the present sign-in (D21); the rest by application id. */
export interface OwnTraces {
  readonly seat: SeatState;
  readonly opinions: ReadonlySet<string>;
  readonly votes: ReadonlySet<string>;
}

/** What the presiding chair needs to know of the vote under way (D19): a number, never a name. */
function presidesView(session: SessionRecord, candidate: CandidateRecord) {
  const { entitled, voted } = turnoutOf(session, candidate);
  return { missing: entitled - voted, ordered: closingOf(candidate) !== undefined };
}

/** An expert's view: candidates, the own recusals, opinions and line of the roll; nothing of the other experts. */
export function expertSessionView(
  session: SessionRecord,
  expertId: string,
  candidates: readonly CandidateRecord[],
  own: OwnTraces,
  rules: Rules,
): ResponseOf<'ExpertSession'> {
  const { sessionId, name, date, status, size, attendance, votingOn, version } = session;
  const member = session.members.find((one) => one.expertId === expertId);
  if (!member) throw new Error('an expert sees only sessions in which he sits');
  const signer = session.members.find((one) => one.expertId === session.signedBy);
  return {
    ...{ sessionId, name, date, status, size, version },
    office: member.office,
    checkedIn: isPresent(session, member),
    seat: own.seat,
    attending: attendance.length,
    quorum: quorumOf(size, rules),
    candidates: [...candidates].sort(byNumber).map((one) => {
      const { applicationId, applicationNo, specialty, mode } = one;
      const candidate = candidateStatus(session, one);
      const { recusedPresent } = standing(session, one);
      const base = passBase(attendance.length, recusedPresent, rules.denominator);
      const sheet = sheetView(one);
      return {
        ...{ applicationId, applicationNo, name: one.name, specialty, mode },
        inOwnGroup: groupOf(session, applicationId)?.expertIds.includes(expertId) ?? false,
        recused: recusalOf(session, member, one).recused,
        status: candidate,
        opinionWritten: own.opinions.has(applicationId),
        voted: own.votes.has(applicationId),
        denominator: base,
        needed: votesNeeded(base, rules),
        ...(sheet ? { sheet } : {}),
        mayStillSign: candidate === 'COUNTED' && !one.signed && one.presiding === expertId,
        ...(candidate === 'VOTING' && one.presiding === expertId
          ? { presides: presidesView(session, one) }
          : {}),
      };
    }),
    mayPreside: mayPreside(member),
    ...(votingOn ? { votingOn } : {}),
    ...(signer ? { signedBy: signer.name } : {}),
  };
}
