import { Link } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { StatusTag } from '../../kit/notice.tsx';

const own = defineMessages({
  title: ['办理提醒', 'Reminders'],
  none: ['没有办理提醒。', 'No reminders.'],
  open: ['待办', 'Waiting'],
  done: ['已办', 'Done'],
  go: ['去办理', 'Open the file'],
});

type Items = ResponseFor<'list-desk-notices'>['items'];

/** C7: files that are near or past their time, as this desk was told; it decides, nothing passes by itself. */
export function Reminders({ items, path }: { items: Items | undefined; path: string }) {
  if (!items) return null;
  return (
    <section class="stack tight">
      <h2>{own('title')}</h2>
      {items.length === 0 ? <p class="quiet">{own('none')}</p> : null}
      <ul class="cards-list">
        {items.map((one) => (
          <li key={one.noticeId}>
            <p class="quiet">
              {showInstant(one.at)}{' '}
              <StatusTag tone={one.done ? 'neutral' : 'warn'}>{own(one.done ? 'done' : 'open')}</StatusTag>
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
