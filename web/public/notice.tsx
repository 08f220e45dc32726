import { useState } from 'preact/hooks';
import { foldName } from '../../shared/rules/people/privacy.ts';
import { Button, Link } from '../kit/button.tsx';
import type { ResponseFor } from '../kit/client.ts';
import { showDeadline, showInstant } from '../kit/format.ts';
import { defineMessages, say } from '../kit/i18n.ts';
import { DescriptionList } from '../kit/lists.tsx';
import { Notice, StatusTag } from '../kit/notice.tsx';
import { PlanName } from '../kit/plan-name.tsx';
import { useApi } from '../kit/query.ts';
import { RuleQuote } from '../kit/rule-quote.tsx';
import { saveJson } from '../kit/save-json.ts';
import { PageTitle } from '../kit/shell.tsx';
import { QueryView } from '../kit/states.tsx';
import { Table } from '../kit/table.tsx';
import { useToday } from '../kit/today.ts';
import { DayStrip } from './day-strip.tsx';
import { ObjectionForm, objecting, UnsentObjection } from './objection.tsx';
import { t } from './words.ts';

const own = defineMessages({
  back: ['返回公示列表', 'Back to the notices'],
  published: ['{at} 发布', 'Published {at}'],
  provisional: ['截止日期为暂定', 'The close is provisional'],
  days: ['共 {n} 个工作日，按 {version} 版节假日安排计算', '{n} working days, counted by calendar {version}'],
  list: ['公示名单', 'List'],
  search: ['在名单中查找', 'Find in the list'],
  unlisted: [
    '公示已结束，名单已按规定撤下；公示证明仍可下载。',
    'The period is over and the list has been taken down; the proof can still be downloaded.',
  ],
  removed: ['已移出', 'Removed'],
  how: ['如何提出异议', 'How to object'],
  howText: [
    '公示期内，对名单中的人员有异议的，可以在本页提出，也可以致电或来函。应当实名并留下联系方式；不具名的，须提供具体线索。',
    'While the period runs, anybody may object to a person on the list: here, by telephone or by letter. Give your name and a contact; without them, give concrete leads.',
  ],
  office: ['受理单位', 'Received by'],
  phone: ['电话', 'Telephone'],
  address: ['地址', 'Address'],
  object: ['提出异议', 'Object'],
  over: ['公示期已结束，不再受理异议。', 'The period is over; objections are no longer taken.'],
  proof: ['下载公示证明（JSON）', 'Download the proof (JSON)'],
  proofText: [
    '公示证明包含起止时间、计入的工作日、节假日安排版本和名单摘要，任何人都可以据此核算。',
    'The proof holds start, close, counted days, calendar version and the hash of the list; anybody can compute it again.',
  ],
  print: ['打印', 'Print'],
});

type Document = ResponseFor<'get-publicity'>;

/** One notice (look.md §h, page 6): the list, the counted days, the closing instant, how to object, the proof. */
export function NoticePage({ params }: { params: { id?: string | undefined } }) {
  const query = useApi('get-publicity', { params: { publicityId: params.id ?? '' }, every: 60_000 });
  return <QueryView query={query}>{({ body }) => <NoticeOf notice={body} />}</QueryView>;
}

function NoticeOf({ notice }: { notice: Document }) {
  const today = useToday('');
  const { window, status } = notice;
  return (
    <article class="stack">
      <PageTitle before={<Link href="/">{own('back')}</Link>}>{notice.title}</PageTitle>
      <p class="row">
        <StatusTag tone={status === 'OPEN' ? 'info' : 'neutral'}>{t(status)}</StatusTag>
        <StatusTag>{t(notice.kind)}</StatusTag>
        <span>{t('people', { n: notice.count })}</span>
      </p>
      <p class="quiet">
        <PlanName of={notice} />
      </p>
      {window ? (
        <section class="stack tight">
          <p class="closing">{showDeadline(window.closeAt)}</p>
          {notice.publishedAt ? (
            <p class="quiet">
              {own('published', { at: showInstant(notice.publishedAt) })} ·{' '}
              {own('days', { n: window.countedDays.length, version: window.calendarVersion })}
            </p>
          ) : null}
          {window.provisional ? (
            <Notice tone="warn" title={own('provisional')}>
              <p>{say(window.provisionalNote)}</p>
            </Notice>
          ) : null}
          {window.note ? <Notice>{say(window.note)}</Notice> : null}
          <DayStrip window={window} today={today} />
        </section>
      ) : null}
      <List notice={notice} />
      <HowToObject notice={notice} />
      <section class="stack tight no-print">
        <p class="read">{own('proofText')}</p>
        <div class="row">
          {notice.proof ? <Button onClick={() => downloadProof(notice)}>{own('proof')}</Button> : null}
          <Button onClick={() => globalThis.print()}>{own('print')}</Button>
        </div>
        <RuleQuote rules={notice.kind === 'PRE' ? ['R63', 'R64'] : ['R65', 'R66']} />
      </section>
    </article>
  );
}

/** Lists of hundreds are searched; every row of the white list is a column (V1). */
function List({ notice }: { notice: Document }) {
  const [text, setText] = useState('');
  if (notice.entries.length === 0) return <Notice>{own('unlisted')}</Notice>;
  const wanted = foldName(text);
  const rows = notice.entries.filter(
    (one) =>
      !wanted || [one.name, one.unit, one.applicationNo].some((part) => foldName(part).includes(wanted)),
  );
  return (
    <section class="stack tight">
      <h2>{own('list')}</h2>
      {notice.entries.length > 10 ? (
        <label class="find no-print">
          <span>{own('search')}</span>
          <input
            class="input middle"
            type="search"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
      ) : null}
      <Table
        caption={own('list')}
        rows={rows}
        rowKey={(row) => row.applicationNo}
        columns={[
          {
            key: 'name',
            label: t('name'),
            cell: (row) => (
              <>
                {row.name}{' '}
                {row.status === 'REMOVED' ? <StatusTag tone="warn">{own('removed')}</StatusTag> : null}
              </>
            ),
          },
          { key: 'unit', label: t('unit'), cell: (row) => row.unit },
          { key: 'title', label: t('title'), cell: (row) => row.title },
          { key: 'specialty', label: t('specialty'), cell: (row) => row.specialty },
          { key: 'level', label: t('level'), cell: (row) => row.level },
          { key: 'mode', label: t('mode'), cell: (row) => row.mode },
          { key: 'no', label: t('applicationNo'), cell: (row) => row.applicationNo },
        ]}
      />
    </section>
  );
}

function HowToObject({ notice }: { notice: Document }) {
  const [open, setOpen] = useState(location.hash === `#${objecting}`);
  const { office, status } = notice;
  return (
    <section class="stack tight">
      <h2>{own('how')}</h2>
      <p class="read">{own('howText')}</p>
      <DescriptionList
        items={[
          { term: own('office'), value: office.name },
          { term: own('phone'), value: office.phone },
          { term: own('address'), value: office.address },
        ]}
      />
      <div class="no-print">
        {status !== 'OPEN' ? (
          <div class="stack tight">
            <p>{own('over')}</p>
            <UnsentObjection publicityId={notice.publicityId} />
          </div>
        ) : open ? (
          <ObjectionForm notice={notice} />
        ) : (
          <Button look="primary" onClick={() => setOpen(true)}>
            {own('object')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** K4: what anybody needs to compute the period again, as a file. */
function downloadProof(notice: Document): void {
  const { proof, publicityId, title, entries } = notice;
  saveJson({ publicityId, title, proof, entries }, `${publicityId}.json`);
}
