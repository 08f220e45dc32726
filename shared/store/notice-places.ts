import * as z from 'zod/mini';
import { localDateOf, startOfDay } from '../rules/calendar/local-date.ts';
import { keys } from './base/keys.ts';
import { type Table, toItem } from './base/table.ts';

const Place = z.object({ noticeId: z.string() });

/** Longer than any event is told again. */
const KEPT_SECONDS = 45 * 86_400;

/**
 * Takes one of a day's places in a series of notices to a person, in one conditional write each. The same notice, told again,
 * finds its own; false when all are others'.
 */
export async function takeNoticePlace(
  table: Table,
  { personId, noticeId, at }: { personId: string; noticeId: string; at: string },
  series: string,
  places: number,
): Promise<boolean> {
  const day = localDateOf(at);
  const expiresAt = Date.parse(startOfDay(day)) / 1000 + KEPT_SECONDS;
  for (let place = 1; place <= places; place += 1) {
    const key = keys.noticePlace(personId, day, series, place);
    const taken = await table.putAlone(
      {
        TableName: table.name,
        Item: toItem({ ...key, type: 'NOTICE_PLACE', noticeId, expiresAt }),
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
      Place,
    );
    if (!taken || (taken !== 'BUSY' && taken.noticeId === noticeId)) return true;
  }
  return false;
}
