import type { BodyOf, ResponseOf } from '../../contracts/api/index.ts';
import type { Actor } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import {
  checkObjection,
  checkObjectionTime,
  notListed,
  receiptNumber,
} from '../../rules/publicity/objection.ts';
import type { Write } from '../../store/base/table.ts';
import { objectionWrites, receiptWrite } from '../../store/objections.ts';
import { entryWrite, getEntry, requirePublicity } from '../../store/publicities.ts';
import type { Deps } from '../base/deps.ts';
import { attachWrites, evidenceOf } from './evidence.ts';

/**
 * R64, R66: holds the named person only (C15, Q22). Who objects stays on the objection, which only the office reads.
 *
 * @throws {ProblemError} NOT_FOUND, INVALID with every fault of the text, GUARD when the window is over
 */
export async function createObjection(
  deps: Pick<Deps, 'table' | 'applications' | 'plans' | 'newId'>,
  publicityId: string,
  body: BodyOf<'ObjectionBody'>,
  by: { actor: Actor; at: string },
): Promise<{ receipt: ResponseOf<'ObjectionReceipt'>; writes: Write[] }> {
  const { actor, at } = by;
  const { applicationNo } = body;
  const { planCode, status } = await requirePublicity(deps.table, publicityId);
  if (status !== 'OPEN') throw new ProblemError('NOT_FOUND');
  const faults = checkObjection(body);
  const mistyped = faults.some((fault) => fault.field === '/applicationNo');
  const application = mistyped ? undefined : await deps.applications.byNumber(applicationNo);
  const entry = application && (await getEntry(deps.table, publicityId, application.applicationId));
  const evidence = await evidenceOf(deps.table, publicityId, body.fileIds);
  const problems = [
    ...faults,
    ...(entry || mistyped ? [] : [notListed(applicationNo)]),
    ...evidence.problems,
  ];
  if (problems.length > 0 || !application || !entry) throw new ProblemError('INVALID', problems);
  const context = await deps.plans.context(planCode, at);
  const late = checkObjectionTime(application, publicityId, at, context.calendars);
  if (late.length > 0) throw new ProblemError('GUARD', late);

  const objectionId = deps.newId();
  const act = { name: 'OBJECT', actor, objectionId, reason: `见异议 ${objectionId}` } as const;
  const prepared = deps.applications.prepare(application, act, context);
  const { applicationId, applicantName } = application;
  const { content, objectorName, contact } = body;
  const objection = objectionWrites(
    deps.table,
    undefined,
    {
      ...{ objectionId, publicityId, planCode, applicationId, applicationNo, applicantName },
      ...(body.fileIds?.length ? { fileIds: body.fileIds } : {}),
      ...{ content, objectorName, contact, status: 'OPEN', at, version: 0, auditHash: '' },
    },
    { act: 'OBJECT', actor, at, payload: { objectionId, publicityId, applicationId } },
  );
  const objected = entryWrite(deps.table, { ...entry, status: 'OBJECTED' });
  const attached = attachWrites(deps.table, evidence.files, { objectionId, actor, at });
  const receiptNo = receiptNumber(deps.newId());
  const receipt = { id: objectionId, at, receiptNo };
  const kept = receiptWrite(deps.table, receiptNo, objectionId);
  return { receipt, writes: [...prepared.writes, ...objection, objected, kept, ...attached] };
}
