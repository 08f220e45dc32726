import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import { type QueueName, stepsWhere } from '../../contracts/desks.ts';
import type { Principal } from '../../contracts/roles.ts';
import { deadlineInForce } from '../../rules/application/turns.ts';
import { queuesOf } from '../../rules/desk/queues.ts';
import { handlesPaper, mayReadFile } from '../../rules/desk/scope.ts';
import { deskNoticesOf } from '../../store/notices.ts';
import type { Deps } from '../base/deps.ts';
import { desksOf } from '../desk/list-queue.ts';

type DeskNotices = ResponseOf<'DeskNoticeList'>;
type NoticeDeps = Pick<Deps, 'table' | 'applications' | 'plans'>;

/** At most so many are shown; what is older stands in the queue with its date. */
const SHOWN = 50;

/**
 * C7: what this person's desk has been reminded of, newest first. Only its own queues, and of them what it may still see:
 * a file that was passed on to another desk is that desk's matter.
 */
export function deskNotices(deps: NoticeDeps, principal: Principal): Promise<DeskNotices> {
  const queues = queuesOf(principal.role).filter(isLimited);
  return noticesAt(
    deps,
    queues,
    desksOf(deps, principal),
    (one) => mayReadFile(principal, one) || handlesPaper(principal, one),
  );
}

/** C7: the same for an employing unit. */
export function unitNotices(deps: NoticeDeps, principal: Principal, uscc: string): Promise<DeskNotices> {
  const queues = stepsWhere((row) => row.desk === 'UNIT' && row.remind);
  return noticesAt(deps, queues, [uscc], (one) => mayReadFile({ ...principal, scope: uscc }, one));
}

/** Queues of steps whose desk has a time limit; OFFICE_AUDITED is the second half of the office's review. */
const isLimited = (name: QueueName): boolean =>
  name === 'OFFICE_AUDITED' || limited.some((step) => step === name);
const limited = stepsWhere((row) => row.remind === 'DESK');

async function noticesAt(
  { table, applications }: NoticeDeps,
  queues: readonly QueueName[],
  desks: readonly string[],
  mayRead: (application: Application) => boolean,
): Promise<DeskNotices> {
  const places = queues.flatMap((queue) => desks.map((desk) => [queue, desk] as const));
  const told = (await Promise.all(places.map(([queue, desk]) => deskNoticesOf(table, queue, desk)))).flat();
  const ids = [...new Set(told.flatMap((one) => one.applicationId ?? []))];
  const known = new Map((await applications.getMany(ids)).map((one) => [one.applicationId, one]));
  const items = told
    .sort((a, b) => (a.noticeId < b.noticeId ? 1 : -1))
    .flatMap(({ noticeId, at, title, body, applicationId, turn }) => {
      const application = known.get(applicationId ?? '');
      if (!application || !mayRead(application)) return [];
      return [
        {
          noticeId,
          at,
          title,
          body,
          applicationId: application.applicationId,
          done: application.turn !== turn,
          ...(application.turn === turn ? { dueAt: deadlineInForce(application) } : {}),
        },
      ];
    });
  return { items: items.slice(0, SHOWN) };
}
