import { Link } from '../kit/button.tsx';
import { showDeadline } from '../kit/format.ts';
import { defineMessages } from '../kit/i18n.ts';
import { StatusTag } from '../kit/notice.tsx';
import { useApi } from '../kit/query.ts';
import { type NavItem, PageTitle } from '../kit/shell.tsx';
import { Empty, QueryView } from '../kit/states.tsx';
import { queueName, roleName } from '../kit/words.ts';
import { may, operator } from './parts/access.ts';
import { Reminders } from './parts/reminders.tsx';
import { deskName } from './words.ts';

const own = defineMessages({
  hello: ['{role} · {name}', '{role} · {name}'],
  late: ['逾期', 'Late'],
  closes: ['最近的期限', 'What closes next'],
  more: ['{n}+', '{n}+'],
  go: ['去办理', 'Go to the queue'],
});

/** The first page of a desk: where files wait, who is late, what closes next. */
export default function Overview({ links }: { links: readonly NavItem[] }) {
  const who = operator();
  const role = who?.session.role;
  const self = useApi('get-staff');
  const title = own('hello', {
    role: self.data ? deskName(self.data.body) : roleName(role ?? ''),
    name: who?.session.name ?? '',
  });
  return (
    <div class="stack">
      <PageTitle>{title}</PageTitle>
      {may('queue', role) ? <Queues /> : <Links links={links} />}
    </div>
  );
}

/** One look at each queue; a desk has few. */
function Queues() {
  const first = useApi('list-queue', { query: { limit: 100 }, every: 60_000 });
  const told = useApi('list-desk-notices', { every: 60_000 });
  return (
    <QueryView query={first}>
      {({ body }) => (
        <>
          <div class="queue-cards">
            {body.stages.map((stage) => (
              <QueueCard key={stage} stage={stage} />
            ))}
          </div>
          <Reminders items={told.data?.body.items} path="/desk" />
        </>
      )}
    </QueryView>
  );
}

function QueueCard({ stage }: { stage: string }) {
  const query = useApi('list-queue', { query: { stage, limit: 100 }, every: 60_000 });
  const items = query.data?.body.items;
  const late = items?.filter((one) => one.overdue).length ?? 0;
  const next = items
    ?.flatMap((one) => (one.dueAt && !one.overdue ? [one.dueAt] : []))
    .sort()
    .at(0);
  return (
    <section class="panel queue-card">
      <h2>{queueName(stage)}</h2>
      <p class="queue-count">
        {items ? (query.data?.body.cursor ? own('more', { n: items.length }) : items.length) : '…'}
      </p>
      {late ? (
        <p>
          <StatusTag tone="bad">
            {own('late')} {late}
          </StatusTag>
        </p>
      ) : null}
      {next ? (
        <p class="quiet">
          {own('closes')}：{showDeadline(next)}
        </p>
      ) : null}
      <Link href={`/desk?stage=${stage}`}>{own('go')}</Link>
    </section>
  );
}

/** The pages of a desk without a queue: those that the navigation shows. */
function Links({ links }: { links: readonly NavItem[] }) {
  if (links.length === 0) return <Empty />;
  return (
    <ul class="plain-list">
      {links.map((link) => (
        <li key={link.href}>
          <Link href={link.href}>{link.label}</Link>
        </li>
      ))}
    </ul>
  );
}
