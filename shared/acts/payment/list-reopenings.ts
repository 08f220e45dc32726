import type { ResponseOf } from '../../contracts/api/index.ts';
import { ApplicationSchema } from '../../contracts/application.ts';
import { reopenUntil } from '../../rules/application/settings.ts';
import { queuePartition } from '../../store/base/keys.ts';
import { limitOf, pageOver } from '../../store/base/pages.ts';
import type { Deps } from '../base/deps.ts';

/** Q16, T17c: requests that can still be granted. One whose grace is over needs nobody any more: a page may be short. */
export async function listReopenings(
  { table, plans }: Pick<Deps, 'table' | 'plans'>,
  query: Readonly<Record<string, string | undefined>>,
  now: string,
): Promise<ResponseOf<'ReopeningList'>> {
  const options = { limit: limitOf(query.limit), cursor: query.cursor };
  const page = await pageOver(table, ApplicationSchema, [queuePartition('PAYMENT_REOPENING', '-')], options);
  const items = page.items.flatMap((application) => {
    const { applicationId, applicationNo, planCode, turn, reopeningRequested: asked } = application;
    const plan = plans.list().find((one) => one.planCode === planCode);
    const until = plan ? reopenUntil(application, plan) : '';
    if (!plan || !asked || asked.refused || now >= until) return [];
    const { zh, en = zh } = plan.names;
    return [
      {
        applicationId,
        applicationNo,
        planName: { zh, en },
        turn,
        reason: asked.reason,
        askedAt: asked.at,
        until,
      },
    ];
  });
  return { items, ...(page.cursor ? { cursor: page.cursor } : {}) };
}
