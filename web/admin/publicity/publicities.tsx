import { useState } from 'preact/hooks';
import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { Link } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { TextArea } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { showDeadline, showInstant } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { ItemList } from '../../kit/item-list.tsx';
import { Notice, StatusTag, type Tone, toast } from '../../kit/notice.tsx';
import { PlanName } from '../../kit/plan-name.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import { OFFICE, operator } from '../parts/access.ts';
import { BatchProgress, Refused } from '../parts/batch.tsx';
import { t } from '../words.ts';

const own = defineMessages({
  new: ['拟定公示', 'Prepare a publicity'],
  none: ['还没有公示', 'No publicities yet'],
  PRE: ['评前公示', 'First publicity'],
  RESULT: ['评审结果公示', 'Result publicity'],
  PREPARED: ['待发布', 'To be opened'],
  OPEN: ['公示中', 'Open'],
  CLOSABLE: ['期满，有未处理的异议', 'Over, objections open'],
  CLOSED: ['已结束', 'Closed'],
  DISCARDED: ['已作废', 'Discarded'],
  look: ['查看名单', 'See the list'],
  discard: ['作废名单', 'Discard the list'],
  discardNote: [
    '名单不再公示；要改动请重新拟定。名单中的申报不受影响。',
    'The list is not published; to change it, prepare a new one. Its applications wait as before.',
  ],
  discarded: ['名单已作废', 'The list is discarded'],
  count: ['{n} 人', '{n} on the list'],
  preparedBy: ['{name} 拟定', 'Prepared by {name}'],
  openedBy: ['{name} 于 {at} 发布', 'Opened by {name} on {at}'],
  open: ['发布公示', 'Open the publicity'],
  openTitle: ['发布公示：{title}', 'Open the publicity: {title}'],
  openNote: [
    '将公开 {n} 人的名单，公示期从现在起计算，发布后不能撤回。',
    'The list of {n} people becomes public and the publicity period starts now. It cannot be undone.',
  ],
  otherPerson: ['由拟定人以外的另一人发布', 'Another person than the one who prepared it opens it'],
  excluded: ['{n} 份未列入，查看原因', '{n} are not listed; see why'],
  public: ['查看公示页', 'See the public page'],
  provisional: [
    '截止日期为暂定：下一年度节假日安排尚未公布',
    'Provisional: next year’s holidays are not published',
  ],
  opened: ['公示已发布', 'The publicity is open'],
});

type Publicity = ResponseFor<'list-office-publicities'>['items'][number];
const tones: Record<Publicity['status'], Tone> = {
  PREPARED: 'warn',
  OPEN: 'info',
  CLOSABLE: 'warn',
  CLOSED: 'good',
  DISCARDED: 'info',
};

/** The office's publicities (R63, R65): prepared by one person, opened by another. */
export default function Publicities() {
  const query = useApi('list-office-publicities', { every: 30_000 });
  const role = operator()?.session.role;
  return (
    <div class="stack">
      <PageTitle>{t('publicities')}</PageTitle>
      {role && OFFICE.includes(role) ? (
        <p>
          <Link href="/publicities/new" look="primary">
            {own('new')}
          </Link>
        </p>
      ) : null}
      <ItemList
        class="cards-list"
        query={query}
        keyOf={(one) => one.publicityId}
        order={newestFirst}
        none={own('none')}
      >
        {(one) => <PublicityCard publicity={one} />}
      </ItemList>
    </div>
  );
}

/** What still has to be opened comes first. */
function newestFirst(a: Publicity, b: Publicity): number {
  const at = (one: Publicity) => one.publishedAt ?? '9999';
  return at(a) < at(b) ? 1 : -1;
}

function PublicityCard({ publicity }: { publicity: Publicity }) {
  const { status, window, openedBy, preparedBy, publishedAt, excluded, batchId } = publicity;
  const me = operator()?.session;
  const mayOpen = status === 'PREPARED' && me?.role !== undefined && OFFICE.includes(me.role);
  return (
    <div class="stack tight">
      <div class="row">
        <h2>{publicity.title}</h2>
        <StatusTag tone={tones[status]}>{own(status)}</StatusTag>
        <StatusTag>{own(publicity.kind)}</StatusTag>
      </div>
      <p class="quiet">
        <PlanName of={publicity} /> · {own('count', { n: publicity.count })} ·{' '}
        {own('preparedBy', { name: preparedBy.name ?? preparedBy.id })}
        {openedBy && publishedAt
          ? ` · ${own('openedBy', { name: openedBy.name ?? openedBy.id, at: showInstant(publishedAt) })}`
          : ''}
      </p>
      {window ? <p>{showDeadline(window.closeAt)}</p> : null}
      {window?.provisional ? <Notice tone="warn">{own('provisional')}</Notice> : null}
      <Excluded excluded={excluded} />
      {batchId ? <BatchProgress batchId={batchId} /> : null}
      {mayOpen ? (
        preparedBy.id === me?.id ? (
          <Notice>{own('otherPerson')}</Notice>
        ) : (
          <OpenPublicity publicity={publicity} />
        )
      ) : null}
      {status === 'PREPARED' ? <PreparedList publicityId={publicity.publicityId} /> : null}
      {mayOpen ? <DiscardPublicity publicity={publicity} /> : null}
      {status !== 'PREPARED' && status !== 'DISCARDED' ? (
        <p>
          <a class="link" href={`/public/notices/${publicity.publicityId}`}>
            {own('public')}
          </a>
        </p>
      ) : null}
    </div>
  );
}

export function Excluded({ excluded }: Pick<Publicity, 'excluded'>) {
  return <Refused summary={own('excluded', { n: excluded.length })} refused={excluded} />;
}

/** D26: what opening would publish, before it is published. */
function PreparedList({ publicityId }: { publicityId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{own('look')}</summary>
      {open ? <PreparedRows publicityId={publicityId} /> : null}
    </details>
  );
}

function PreparedRows({ publicityId }: { publicityId: string }) {
  const query = useApi('get-prepared-publicity', { params: { publicityId } });
  return (
    <QueryView query={query}>
      {({ body }) => (
        <ol class="confirm-list">
          {body.entries.map((row) => (
            <li key={row.applicationNo}>
              {row.applicationNo} · {row.name} · {row.unit} · {row.specialty} · {row.mode}
            </li>
          ))}
        </ol>
      )}
    </QueryView>
  );
}

function DiscardPublicity({ publicity }: { publicity: Publicity }) {
  const stale = ['list-office-publicities'] as const;
  const act = useAct('discard-publicity', { stale, onDone: () => toast(own('discarded')) });
  const { publicityId, title } = publicity;
  const fields = useFields(`discard.${publicityId}`, { reason: '' }, act);
  return (
    <div class="row">
      <AskButton look="secondary" label={own('discard')}>
        {(window) => (
          <ActDialog
            {...window}
            title={`${own('discard')}：${title}`}
            confirm={own('discard')}
            danger
            act={act}
            final={own('discardNote')}
            send={() => act.run({ params: { publicityId }, body: fields.values })}
          >
            <TextArea {...fields.text('reason')} label={t('reason')} rows={2} required />
          </ActDialog>
        )}
      </AskButton>
    </div>
  );
}

function OpenPublicity({ publicity }: { publicity: Publicity }) {
  const stale = ['list-office-publicities', 'list-queue'] as const;
  const act = useAct('open-publicity', { stale, onDone: () => toast(own('opened')) });
  const { publicityId, title, count } = publicity;
  return (
    <div class="row">
      <AskButton label={own('open')}>
        {(window) => (
          <ActDialog
            {...window}
            title={own('openTitle', { title })}
            confirm={own('open')}
            act={act}
            final={own('openNote', { n: count })}
            send={() => act.run({ params: { publicityId } })}
          />
        )}
      </AskButton>
    </div>
  );
}
