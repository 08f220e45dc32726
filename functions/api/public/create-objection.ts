import type { Deps } from '../../../shared/acts/base/deps.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { checkObjectionTime, checkObjector, notListed } from '../../../shared/rules/publicity/objection.ts';
import { againAfterRace } from '../../../shared/store/base/race.ts';
import { objectionWrites } from '../../../shared/store/objections.ts';
import { entryWrite, getEntry, requirePublicity } from '../../../shared/store/publicities.ts';
import { type ApiHandler, type ApiRequest, created } from '../../http.ts';

/** R64, R66: holds the named person only (C15, Q22). Who objects stays on the objection, which only the office reads. */
export const createObjection: ApiHandler<'create-objection'> = (deps) => (request) =>
  againAfterRace(() => object(deps, request));

async function object(deps: Deps, request: ApiRequest<'create-objection'>) {
  const { principal, body, params, now } = request;
  const publicity = await requirePublicity(deps.table, params.publicityId ?? '');
  const { publicityId, planCode } = publicity;
  if (publicity.status === 'PREPARED') throw new ProblemError('NOT_FOUND');
  const applicationNo = body.applicationNo.trim().toUpperCase();
  const application = await deps.applications.byNumber(applicationNo);
  const entry = application && (await getEntry(deps.table, publicityId, application.applicationId));
  const problems = [...checkObjector(body), ...(entry ? [] : [notListed(applicationNo)])];
  if (problems.length > 0 || !application || !entry) throw new ProblemError('INVALID', problems);
  const context = await deps.plans.context(planCode, now);
  const late = checkObjectionTime(application, publicityId, now, context.calendar);
  if (late.length > 0) throw new ProblemError('GUARD', late);

  const objectionId = deps.newId();
  const actor = actorOf(principal);
  const prepared = deps.applications.prepare(
    application,
    { name: 'OBJECT', actor, objectionId, reason: `见异议 ${objectionId}` },
    context,
  );
  const { applicationId, applicantName } = application;
  const { content, objectorName, contact } = body;
  const objection = objectionWrites(
    deps.table,
    undefined,
    {
      ...{ objectionId, publicityId, planCode, applicationId, applicationNo, applicantName },
      ...{ content, objectorName, contact, status: 'OPEN', at: now, version: 0, auditHash: '' },
    },
    { act: 'OBJECT', actor, at: now, payload: { objectionId, publicityId, applicationId } },
  );
  const answer = created({ id: objectionId, at: now });
  await deps.table.transact([
    ...prepared.writes,
    ...objection,
    entryWrite(deps.table, { ...entry, status: 'OBJECTED' }),
    ...request.remember(answer),
  ]);
  return answer;
}
