import { useEffect, useState } from 'preact/hooks';
import { useLocation, useSearch } from 'wouter-preact';
import { Button, Link } from '../../kit/button.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { defineMessages } from '../../kit/i18n.ts';
import { DescriptionList } from '../../kit/lists.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { Empty, QueryView } from '../../kit/states.tsx';
import { may, operator } from '../parts/access.ts';
import { t } from '../words.ts';
import type { DeskCommand } from './decide/decisions.tsx';
import { DeskFileView } from './file.tsx';
import { useDeskKeys } from './keys.ts';
import { QueueList, type QueueRow, StageChoice } from './queue.tsx';
import type { DeskSource, Queue } from './source.ts';

const own = defineMessages({
  scan: ['这些评审表的交接在“评审表扫码”办理', 'These forms are handed on at “Scan review forms”'],
  nothing: ['没有待办', 'Nothing is waiting'],
  nothingHint: ['新的申报到达后会出现在这里。', 'New applications appear here when they arrive.'],
  choose: ['请从左侧选择一份申报', 'Choose an application on the left'],
  help: ['键盘操作', 'Keyboard'],
  helpOpen: ['键盘操作（?）', 'Keyboard (?)'],
  next: ['下一份', 'Next file'],
  previous: ['上一份', 'Previous file'],
  approve: ['通过', 'Approve'],
  return: ['退回补正', 'Return'],
  showHelp: ['显示本说明', 'Show this help'],
  toQueue: ['返回列表', 'Back to the list'],
  paperFirst: [
    '评审表送达并扫码接收后，可查阅申报材料',
    'The file can be read once its paper form has arrived and is scanned in',
  ],
  enter: ['确认窗口中的操作', 'Confirm in the window'],
});

interface Props {
  source: DeskSource;
  title: string;
  id: string | undefined;
}

/** A desk: the queue on the left, the file on the right. On a phone one of the two. */
export function Desk({ source, title, id }: Props) {
  const search = useSearch();
  const [, navigate] = useLocation();
  const stage = new URLSearchParams(search).get('stage') ?? undefined;
  const queue = source.useQueue({ stage, limit: 50 });
  const place = (applicationId?: string, inStage = stage) =>
    `${source.path}${applicationId ? `/${applicationId}` : ''}${inStage ? `?stage=${inStage}` : ''}`;
  return (
    <div class="desk-page">
      <PageTitle>{title}</PageTitle>
      <QueryView query={queue}>
        {({ body }) => (
          <Workplace
            key={body.stage}
            source={source}
            queue={body}
            id={id}
            go={(to, replace) => navigate(place(to), { replace: replace ?? false })}
            onStage={(next) => navigate(place(undefined, next))}
          />
        )}
      </QueryView>
    </div>
  );
}

interface WorkProps {
  source: DeskSource;
  queue: Queue;
  id: string | undefined;
  go(id: string | undefined, replace?: boolean): void;
  onStage(stage: string): void;
}

const isWide = () => window.matchMedia('(min-width: 60em)').matches;

function Workplace({ source, queue, id, go, onStage }: WorkProps) {
  const more = useMore(source, queue);
  const rows = more.rows;
  const [help, setHelp] = useState(false);
  const [command, setCommand] = useState<DeskCommand>();
  const index = rows.findIndex((row) => row.applicationId === id);
  const after = rows[index + 1] ?? rows[index - 1];
  // The file that comes next is read while this one is looked at.
  source.useFile(index >= 0 ? (after?.applicationId ?? '') : '');
  const first = rows[0]?.applicationId;
  useEffect(() => {
    if (!id && first && isWide()) go(first, true);
  }, [id, first, go]);
  const step = (by: number) => {
    const target = rows[index < 0 ? 0 : index + by];
    if (target) go(target.applicationId);
  };
  useDeskKeys({
    j: () => step(1),
    k: () => step(-1),
    a: () => setCommand('APPROVE'),
    r: () => setCommand('RETURN'),
    '?': () => setHelp(true),
  });
  return (
    <div class={`desk ${id ? 'has-file' : ''}`}>
      <section class="desk-queue" aria-label={t('desk')}>
        <StageChoice stages={queue.stages} stage={queue.stage} onStage={onStage} />
        {queue.stage.startsWith('PAPER_') && may('scan', operator()?.session.role) ? (
          <p>
            <Link href="/scan">{own('scan')}</Link>
          </p>
        ) : null}
        {rows.length === 0 ? (
          <Empty title={own('nothing')}>
            <p>{own('nothingHint')}</p>
          </Empty>
        ) : (
          <QueueList rows={rows} current={id} onOpen={(row) => go(row)} />
        )}
        {more.cursor ? (
          <Button busy={more.busy} onClick={() => void more.load()}>
            {t('more')}
          </Button>
        ) : null}
        <p class="desk-help">
          <Button look="plain" onClick={() => setHelp(true)}>
            {own('helpOpen')}
          </Button>
        </p>
      </section>
      <div class="desk-file">
        {id ? (
          <>
            <p class="desk-back">
              <Link href={`${source.path}?stage=${queue.stage}`}>{own('toQueue')}</Link>
            </p>
            <FileOf
              key={id}
              source={source}
              id={id}
              stage={queue.stage}
              command={command}
              onCommand={setCommand}
              onDecided={() => {
                setCommand(undefined);
                go(after?.applicationId, true);
              }}
            />
          </>
        ) : rows.length ? (
          <Empty title={own('choose')} />
        ) : null}
      </div>
      <Help open={help} onClose={() => setHelp(false)} />
    </div>
  );
}

interface FileProps {
  source: DeskSource;
  id: string;
  stage: string;
  command: DeskCommand | undefined;
  onCommand(command: DeskCommand | undefined): void;
  onDecided(): void;
}

function FileOf({ source, id, stage, ...rest }: FileProps) {
  const query = source.useFile(id);
  // D27: of a form that is on its way the office has the paper to take in, and not the file yet.
  if (query.error?.status === 404 && stage === 'PAPER_TRANSIT')
    return (
      <Empty title={own('paperFirst')}>
        <Link href="/scan">{t('scan')}</Link>
      </Empty>
    );
  return (
    <QueryView query={query}>
      {({ body }) => <DeskFileView source={source} file={body} {...rest} />}
    </QueryView>
  );
}

/** The first page follows the server; further pages are added as they are asked for. */
function useMore(source: DeskSource, queue: Queue) {
  const [extra, setExtra] = useState<{ rows: readonly QueueRow[]; cursor: string | undefined }>();
  const [busy, setBusy] = useState(false);
  const cursor = extra ? extra.cursor : queue.cursor;
  const known = new Set(queue.items.map((row) => row.applicationId));
  return {
    rows: [...queue.items, ...(extra?.rows ?? []).filter((row) => !known.has(row.applicationId))],
    cursor,
    busy,
    async load() {
      setBusy(true);
      try {
        const { body } = await source.page({ stage: queue.stage, limit: 50, cursor });
        setExtra((now) => ({ rows: [...(now?.rows ?? []), ...body.items], cursor: body.cursor }));
      } finally {
        setBusy(false);
      }
    },
  };
}

function Help({ open, onClose }: { open: boolean; onClose(): void }) {
  const key = (name: string) => <kbd>{name}</kbd>;
  return (
    <Dialog open={open} title={own('help')} onClose={onClose}>
      {open ? (
        <DescriptionList
          items={[
            { term: key('j'), value: own('next') },
            { term: key('k'), value: own('previous') },
            { term: key('a'), value: own('approve') },
            { term: key('r'), value: own('return') },
            { term: key('Enter'), value: own('enter') },
            { term: key('?'), value: own('showHelp') },
          ]}
        />
      ) : null}
    </Dialog>
  );
}
