import { Link } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { StatusTag } from '../../kit/notice.tsx';
import { useApi } from '../../kit/query.ts';

const own = defineMessages({
  title: ['办理提醒', 'Reminders'],
  none: ['没有办理提醒。', 'No reminders.'],
  open: ['待办', 'Waiting'],
  overdue: ['已逾期', 'Overdue'],
  done: ['已办', 'Done'],
  again: ['已提醒 {n} 次，最近一次 {at}', 'Told {n} times, last on {at}'],
  go: ['去办理', 'Open the file'],
});

type Items = ResponseFor<'list-desk-notices'>['items'];

/** One entry a file and turn, by its newest reminder: what is told three times is one thing to do. */
function byFile(items: Items): { newest: Items[number]; times: number }[] {
  const files = new Map<string, { newest: Items[number]; times: number }>();
  for (const one of items) {
    const key = `${one.applicationId} ${one.done}`;
    const known = files.get(key);
    files.set(key, known ? { ...known, times: known.times + 1 } : { newest: one, times: 1 });
  }
  return [...files.values()];
}

/** C7: files that are near or past their time, as this desk was told; it decides, nothing passes by itself. */
export function Reminders({ items, path }: { items: Items | undefined; path: string }) {
  const now = useApi('get-health').data?.body.now;
  if (!items) return null;
  const late = ({ dueAt }: Items[number]) => dueAt !== undefined && now !== undefined && dueAt <= now;
  const stateOf = (one: Items[number]) => (one.done ? 'done' : late(one) ? 'overdue' : 'open');
  const tones = { done: 'neutral', overdue: 'bad', open: 'warn' } as const;
  return (
    <section class="stack tight">
      <h2>{own('title')}</h2>
      {items.length === 0 ? <p class="quiet">{own('none')}</p> : null}
      <ul class="cards-list">
        {byFile(items).map(({ newest: one, times }) => (
          <li key={one.noticeId}>
            <p class="quiet">
              <StatusTag tone={tones[stateOf(one)]}>{own(stateOf(one))}</StatusTag>{' '}
              {times > 1 ? own('again', { n: times, at: showInstant(one.at) }) : showInstant(one.at)}
            </p>
            <p>{say(one.body)}</p>
            {one.done ? null : (
              <p>
                <Link href={`${path}/${one.applicationId}`}>{own('go')}</Link>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
