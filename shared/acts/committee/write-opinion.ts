import type { BodyOf } from '../../contracts/api/index.ts';
import type { Principal } from '../../contracts/roles.ts';
import type { CandidateRecord, SessionRecord } from '../../contracts/session.ts';
import { refuse } from '../../errors.ts';
import { candidateStatus, groupOf } from '../../rules/committee/candidates.ts';
import { find } from '../../rules/committee/findings.ts';
import { checkRemark } from '../../rules/committee/opinion.ts';
import type { Write } from '../../store/base/table.ts';
import { getOpinion, opinionWrites, ownOpinions } from '../../store/opinions.ts';
import { candidateWrite } from '../../store/sessions.ts';
import type { Deps } from '../base/deps.ts';
import { sessionActor } from './session-work.ts';

/**
 * A written opinion (L14, B10, B13), new or revised; the candidate counts it while no vote has opened.
 * @throws {ProblemError} WRONG_STAGE, FORBIDDEN for another group's candidate, GUARD for words that say nothing
 */
export async function writeOpinion(
  { table }: Pick<Deps, 'table'>,
  { session, candidate }: { session: SessionRecord; candidate: CandidateRecord },
  { verdict, remark }: BodyOf<'OpinionBody'>,
  { expert, at }: { expert: Principal; at: string },
): Promise<{ writes: Write[] }> {
  const status = candidateStatus(session, candidate);
  if (status !== 'ASSIGNED')
    refuse('WRONG_STAGE', find('OPINION_CLOSED', { found: status, allowed: 'ASSIGNED' }));
  const group = groupOf(session, candidate.applicationId);
  if (!group?.expertIds.includes(expert.id)) refuse('FORBIDDEN', find('OPINION_GROUP'));
  const mine = session.groups
    .filter((one) => one.expertIds.includes(expert.id))
    .flatMap((one) => one.applicationIds);
  const others = (await ownOpinions(table, session, expert.id, mine)).filter(
    (one) => one.applicationId !== candidate.applicationId,
  );
  const problems = checkRemark(
    remark,
    others.map((one) => one.remark),
  );
  if (problems.length > 0) refuse('GUARD', ...problems);
  const { sessionId, convening } = session;
  const of = { sessionId, applicationId: candidate.applicationId, expertId: expert.id };
  const before = await getOpinion(table, of);
  const next = { ...of, convening, verdict, remark, at, version: 0, auditHash: '' };
  const counted =
    candidate.opinionsIn === convening
      ? { add: { opinions: before?.convening === convening ? 0 : 1 }, when: { opinionsIn: convening } }
      : { set: { opinions: 1, opinionsIn: convening }, when: { opinionsIn: candidate.opinionsIn } };
  return {
    writes: [
      ...opinionWrites(table, before, next, sessionActor(expert)),
      candidateWrite(table, candidate, counted),
    ],
  };
}
