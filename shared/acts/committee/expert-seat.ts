import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Principal } from '../../contracts/roles.ts';
import type { CandidateRecord, SessionRecord } from '../../contracts/session.ts';
import type { Stage } from '../../contracts/stages.ts';
import { refuse } from '../../errors.ts';
import { candidateStatus, recusalOf, recusalReason } from '../../rules/committee/candidates.ts';
import { meetingStates, seatState, signInMark } from '../../rules/committee/check-in.ts';
import { find } from '../../rules/committee/findings.ts';
import { linesOf } from '../../store/ballots.ts';
import { getFile } from '../../store/files.ts';
import { opinionsOn, ownOpinions } from '../../store/opinions.ts';
import { candidatesOf, requireCandidate, requireSession } from '../../store/sessions.ts';
import { deskView } from '../../views/desk-file.ts';
import { expertSessionView } from '../../views/session.ts';
import type { Deps } from '../base/deps.ts';
import { filesOfSnapshot, loadDesk } from '../desk/desk-file.ts';
import { cleanLink } from '../files/read-file.ts';
import type { SessionDeps } from './session-work.ts';

/** What an expert may see of a session: own seat, own traces, candidates' files while the meeting lasts (L17, L18, B12). */

/** @throws {ProblemError} NOT_FOUND for an expert who does not sit in it, whether or not it exists */
export async function requireSeat(
  deps: Pick<SessionDeps, 'table'>,
  sessionId: string,
  expert: Principal,
): Promise<SessionRecord> {
  const session = await requireSession(deps.table, sessionId);
  if (!session.members.some((one) => one.expertId === expert.id)) refuse('NOT_FOUND');
  return session;
}

/** @throws {ProblemError} FORBIDDEN (NOT_CHECKED_IN, SESSION_OVER, RECUSED), NOT_FOUND */
export async function requireReading(
  deps: Pick<SessionDeps, 'table'>,
  sessionId: string,
  applicationId: string,
  expert: Principal,
): Promise<{ session: SessionRecord; candidate: CandidateRecord }> {
  const session = await requireSeat(deps, sessionId, expert);
  const candidate = await requireCandidate(deps.table, sessionId, applicationId);
  if (!session.attendance.includes(expert.id))
    refuse('FORBIDDEN', find('NOT_CHECKED_IN', { rule: 'L17', words: { found: { zh: '您', en: 'you' } } }));
  if (!meetingStates.includes(session.status))
    refuse('FORBIDDEN', find('SESSION_OVER', { found: session.status }));
  requireFree(session, candidate, expert);
  return { session, candidate };
}

/** @throws {ProblemError} FORBIDDEN (RECUSED) */
function requireFree(session: SessionRecord, candidate: CandidateRecord, expert: Principal): void {
  const member = session.members.find((one) => one.expertId === expert.id);
  const decision = member && recusalOf(session, member, candidate);
  if (decision?.recused) refuse('FORBIDDEN', find('RECUSED', { found: recusalReason(decision) }));
}

/** The response body for an expert, from what is stored now. */
export async function expertAnswer(
  deps: SessionDeps,
  sessionId: string,
  expert: Principal,
): Promise<ResponseOf<'ExpertSession'>> {
  const session = await requireSeat(deps, sessionId, expert);
  const candidates = await candidatesOf(deps.table, sessionId);
  const mine = session.groups
    .filter((group) => group.expertIds.includes(expert.id))
    .flatMap((group) => group.applicationIds);
  const begun = candidates.filter((one) => one.round > 0);
  const [opinions, votes] = await Promise.all([
    ownOpinions(deps.table, session, expert.id, mine),
    linesOf(deps.table, expert.id, begun),
  ]);
  const own = {
    seat: seatState(session, expert.id, signInMark(session, expert.id, expert.signIn)),
    opinions: new Set(opinions.map((one) => one.applicationId)),
    votes: new Set(votes.map((one) => one.applicationId)),
  };
  const { committee } = deps.plans.of(session);
  return expertSessionView(session, expert.id, candidates, own, committee);
}

/**
 * A candidate's file: what was submitted, with numbers of people masked. Other experts' opinions come when the vote is
 * closed, without names and in an order that tells nothing.
 */
export async function candidateFile(
  deps: SessionDeps,
  sessionId: string,
  applicationId: string,
  expert: Principal,
  now: string,
): Promise<ResponseOf<'CandidateFile'>> {
  const { session, candidate } = await requireReading(deps, sessionId, applicationId, expert);
  const application = await deps.applications.require(applicationId);
  const loaded = await loadDesk(deps, application, now);
  const { declaration, achievements, files, findings } = deskView(loaded);
  const opinions = await opinionsOn(deps.table, session, candidate);
  const own = opinions.find((one) => one.expertId === expert.id);
  const closed = candidateStatus(session, candidate) === 'COUNTED';
  const { applicationNo, name, specialty, mode } = candidate;
  const record = (stage: Stage) => application.approvals.findLast((one) => one.stage === stage)?.opinion;
  const [groupCheck, interview] = [record('GROUP_CHECK'), record('INTERVIEW')];
  return {
    ...{ applicationId, applicationNo, name, specialty, mode },
    unit: application.unit.name,
    ...{ declaration, achievements, files, findings },
    ...(groupCheck ? { groupCheck } : {}),
    ...(interview ? { interview } : {}),
    ...(own ? { ownOpinion: { verdict: own.verdict, remark: own.remark, at: own.at } } : {}),
    opinions: closed
      ? opinions
          .map(({ verdict, remark }) => ({ verdict, remark }))
          .sort((a, b) => (a.remark < b.remark ? -1 : 1))
      : [],
  };
}

/** A short-lived link to one of the candidate's files; the reading is logged without the expert's name (V5, B12). */
export async function candidateFileLink(
  deps: SessionDeps & Pick<Deps, 'clean'>,
  where: { sessionId: string; applicationId: string; fileId: string },
  expert: Principal,
  now: string,
): Promise<ResponseOf<'Link'>> {
  const { sessionId, applicationId, fileId } = where;
  await requireReading(deps, sessionId, applicationId, expert);
  const application = await deps.applications.require(applicationId);
  const files = await filesOfSnapshot(deps, application);
  const file = files.includes(fileId) ? await getFile(deps.table, fileId) : undefined;
  if (!file) refuse('NOT_FOUND');
  const reader = { principal: { ...expert, name: '' }, now, purpose: `SESSION ${sessionId}`, applicationId };
  return cleanLink(deps, file, reader);
}
