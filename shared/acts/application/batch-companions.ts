import type { Act } from '../../contracts/acts.ts';
import type { Application } from '../../contracts/application.ts';
import type { Table, Write } from '../../store/base/table.ts';
import type { BatchAct } from '../../store/batches.ts';
import { objectionWrites } from '../../store/objections.ts';
import { entryStatusWrites } from '../../store/publicities.ts';

/** What an act of a batch writes beside its application. */
export function besideAct(table: Table, application: Application, act: Act, now: string): Write[] {
  if (act.name !== 'SEND_BACK' || !act.objectionId) return [];
  const { objectionId, actor } = act;
  const { applicationId, applicationNo = '', applicantName, planCode } = application;
  return objectionWrites(
    table,
    undefined,
    {
      objectionId,
      // T38: for the office it is an objection like any other, against the same list.
      publicityId: act.publicityId ?? '',
      planCode,
      applicationId,
      applicationNo,
      applicantName,
      content: act.reason ?? '',
      sentBackBy: actor,
      status: 'OPEN',
      at: now,
      version: 0,
      auditHash: '',
    },
    { act: 'SEND_BACK', actor, at: now, payload: { objectionId, applicationId } },
  );
}

/** A person who was listed and could not be published after all: the entry no longer stands. */
export function besideRefusal(table: Table, act: BatchAct, applicationId: string): Promise<Write[]> {
  if (act.name !== 'PUBLISH' && act.name !== 'PUBLISH_RESULT') return Promise.resolve([]);
  return entryStatusWrites(table, act.publicityId, applicationId, 'REMOVED');
}
