import type { CandidateRecord, PoolExpert, SessionGroup, SessionRecord } from '../../contracts/session.ts';
import type { Turnout } from './committee.ts';
import { decideRecusal, type RecusalDecision, type RecusalFlag, recusalFlags } from './recusal.ts';

/** Where a candidate of a session stands, and who may vote on it (domain-spec §8). Everything follows from what is stored. */

export type CandidateStatus = 'WAITING' | 'ASSIGNED' | 'VOTING' | 'COUNTED' | 'SKIPPED';

type Candidate = CandidateRecord;
type Session = Pick<
  SessionRecord,
  'convening' | 'releasedIn' | 'groups' | 'votingOn' | 'members' | 'attendance' | 'date'
>;

/** The group that gives opinions on this candidate (L14). */
export function groupOf(session: Pick<Session, 'groups'>, applicationId: string): SessionGroup | undefined {
  return session.groups.find((group) => group.applicationIds.includes(applicationId));
}

export function candidateStatus(session: Session, candidate: Candidate): CandidateStatus {
  if (candidate.roundState === 'COUNTED') return 'COUNTED';
  if (session.releasedIn === session.convening) return 'SKIPPED';
  if (candidate.skipped?.convening === session.convening) return 'SKIPPED';
  if (session.votingOn === candidate.applicationId) return 'VOTING';
  return groupOf(session, candidate.applicationId) ? 'ASSIGNED' : 'WAITING';
}

/** How many are counted, how many are neither counted nor released, and how many counted ones are not signed yet. */
export function progressOf(session: Session, candidates: readonly Candidate[]) {
  const statuses = candidates.map((one) => candidateStatus(session, one));
  const counted = candidates.filter((_, i) => statuses[i] === 'COUNTED');
  return {
    counted: counted.length,
    undecided: statuses.filter((one) => one !== 'COUNTED' && one !== 'SKIPPED').length,
    unsigned: counted.filter((one) => !one.signed).length,
  };
}

/**
 * Automatic grounds between an expert and a candidate (B9), from what is known of both. A recommender is known by name
 * only, so that flag may be a namesake: the office may lift it, with a reason (L36).
 */
export function flagsBetween(expert: PoolExpert, candidate: Candidate, on: string): RecusalFlag[] {
  const { facts } = candidate;
  const personId = expert.personId ?? expert.expertId;
  const flags = recusalFlags(
    {
      personId,
      employments: [
        ...(expert.unitUscc ? [{ uscc: expert.unitUscc, from: on }] : []),
        ...(expert.employments ?? []).map(({ uscc, from, to }) => ({ uscc, from, ...(to ? { to } : {}) })),
      ],
      kin: expert.kin ?? [],
      headsMuniUnits: expert.headsMuniUnits ?? [],
    },
    {
      personId: facts.personId,
      employments: [{ uscc: facts.uscc, from: on }],
      recommenderIds: facts.recommenders.includes(expert.name) ? [personId] : [],
      achievements: [],
      ...(facts.muniUnitId ? { muniUnitId: facts.muniUnitId } : {}),
    },
    on,
  );
  return flags.map((flag) => (flag.kind === 'RECOMMENDER' ? { ...flag, removable: true } : flag));
}

/** What holds between an expert and a candidate now: flags less those lifted, and what was added (B9, L18). */
export function recusalOf(session: Session, expert: PoolExpert, candidate: Candidate): RecusalDecision {
  const flags = flagsBetween(expert, candidate, session.date);
  const mine = (one: { expertId: string }) => one.expertId === expert.expertId;
  // A fact may have gone since its flag was lifted: what no longer applies needs no lifting.
  const removed = candidate.removed
    .filter(mine)
    .flatMap((one) => flags.filter((flag) => flag.kind === one.kind && flag.fact === one.fact))
    .map(({ kind, fact }) => ({ kind, fact }));
  const standing = flags.filter(
    (flag) => !removed.some((one) => one.kind === flag.kind && one.fact === flag.fact),
  );
  const decided = decideRecusal(standing, candidate.added.filter(mine), []);
  if (!decided.ok) throw new Error(`a stored recusal has no reason: ${candidate.applicationId}`);
  return decided.value;
}

/** Members recused from a candidate, by id. */
export function recusedFrom(session: Session, candidate: Candidate): string[] {
  return session.members
    .filter((member) => recusalOf(session, member, candidate).recused)
    .map((member) => member.expertId);
}

/** Those of the attending who may vote on it: Vc = A \ Rc. */
export function entitledTo(session: Session, candidate: Candidate): string[] {
  const recused = new Set(recusedFrom(session, candidate));
  return session.attendance.filter((id) => !recused.has(id));
}

/** D19: the chair's order to close, if it is about the present round. */
export const closingOf = ({ closing, round }: Pick<Candidate, 'closing' | 'round'>) =>
  closing?.round === round ? closing : undefined;

/** How far the vote on a candidate has come (D19): numbers alone. */
export function turnoutOf(session: Session, candidate: Candidate): Turnout {
  const left = closingOf(candidate)?.left;
  const entitled = entitledTo(session, candidate).length;
  return { entitled, voted: candidate.voted, ...(left === undefined ? {} : { left }) };
}

/** The grounds in words, for the office and for the expert concerned. */
export function recusalReason({ flags, added }: RecusalDecision): string {
  return [...flags.map((flag) => flag.reason.zh), ...added.map((one) => one.reason)].join('；');
}

export const mayPreside = (expert: Pick<PoolExpert, 'office'>): boolean =>
  expert.office === 'CHAIR' || expert.office === 'VICE_CHAIR';
