import type { ResponseOf } from '../contracts/api/index.ts';
import type { Application } from '../contracts/application.ts';
import type { StoredEvent } from '../store/base/audited.ts';

/** The chained part of the events alone (V7): names, words of reasons and what acts brought along are not in it. */
export function auditChain(
  { applicationNo, stage }: Application,
  chainId: string,
  events: readonly StoredEvent[],
): ResponseOf<'AuditChain'> {
  return {
    applicationNo: applicationNo ?? '',
    stage,
    chainId,
    events: events.map(({ seq, prevHash, hash, at, actor, act, subject, payloadHash, ...more }) => ({
      ...{ seq, prevHash, hash, at, act, subject, payloadHash },
      actor: { id: actor.id, role: actor.role },
      ...(more.reasonHash === undefined ? {} : { reason: more.reasonHash }),
      ...(more.snapshotHash === undefined ? {} : { snapshotHash: more.snapshotHash }),
    })),
  };
}
