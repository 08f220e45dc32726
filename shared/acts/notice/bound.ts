import { log } from '../../log.ts';
import { mergedNotice, tellsDeadline } from '../../rules/notice/bound.ts';
import type { Table } from '../../store/base/table.ts';
import { takeNoticePlace } from '../../store/notice-places.ts';
import type { StoredNotice } from '../../store/notices.ts';

type Untold = Omit<StoredNotice, 'deliveries'>;

/** Of one kind about one matter to one person, a day. */
const ABOUT_ONE = 3;
/** Text messages and e-mails of one kind to one person, a day. */
const OUTWARD = 10;

/**
 * D22, C18: how much of a notice is told. Beyond a few of its kind about one matter a day it is merged into one that says so;
 * beyond more of its kind it stays in the box and is not sent. Deadlines are always told. A notice told twice counts once.
 */
export async function bounded(table: Table, notice: Untold): Promise<{ told: Untold; send: boolean }> {
  if (tellsDeadline(notice.event)) return { told: notice, send: true };
  const { event, applicationId = '-' } = notice;
  const own = await takeNoticePlace(table, notice, `${event}#${applicationId}`, ABOUT_ONE);
  const told = own ? notice : mergedNotice(notice);
  const send = await takeNoticePlace(table, told, event, OUTWARD);
  if (!own || !send) log.info('a notice was held back', { event, merged: !own, sent: send });
  return { told, send };
}
