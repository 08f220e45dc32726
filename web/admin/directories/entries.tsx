import { useState } from 'preact/hooks';
import { sections } from '../../../shared/rules/directory/names.ts';
import { Button } from '../../kit/button.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { FindingList, ProblemSummary } from '../../kit/errors.tsx';
import { TextField } from '../../kit/fields.tsx';
import { showLifeDate } from '../../kit/format.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { StatusTag, toast } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { Table } from '../../kit/table.tsx';
import { type Entry, linesAt, paramsOf, stale, type Version, words } from './directory-words.ts';
import { idOf, type Section, sectionKeys, valueAt } from './entry-fields.ts';
import { EntryWindow } from './entry-window.tsx';

const own = defineMessages({
  content: ['名录内容', 'What it says'],
  shut: [
    '此版已不能修改；如需更改，请由它新建一版。',
    'This version cannot be edited any more; make a new one from it.',
  ],
  proposed: ['已提请发布，退回后方可修改。', 'It is proposed; refuse it first to edit it.'],
  find: ['查找', 'Search'],
  name: ['名称', 'Name'],
  code: ['代码', 'Code'],
  contact: ['电话', 'Telephone'],
  validity: ['有效期', 'Valid'],
  days: ['{from} 至 {to}', '{from} to {to}'],
  open: ['{from} 起', 'from {from}'],
  state: ['检查', 'Check'],
  places: ['{n} 处', '{n} found'],
  edit: ['修改', 'Change'],
  see: ['查看', 'See'],
  add: ['添加{what}', 'Add: {what}'],
  saved: ['已保存', 'Saved'],
  saveDay: ['保存生效日期', 'Save the day'],
  count: ['{what}（{n}）', '{what} ({n})'],
});

interface Props {
  version: Version;
  etag: number;
}

const listOf = (version: Version, section: Section): Entry[] => {
  const list = version.document[section];
  return Array.isArray(list) ? (list as Entry[]) : [];
};

/** The entries by section, each with what is amiss and a window to change it; read only once it is proposed. */
export function Entries({ version, etag }: Props) {
  const [wanted, setWanted] = useState('');
  const { status } = version;
  const editable = status === 'DRAFT';
  return (
    <section class="stack">
      <h2>{own('content')}</h2>
      {editable ? (
        <EffectiveDay version={version} etag={etag} />
      ) : (
        <p class="hint">{own(status === 'PROPOSED' ? 'proposed' : 'shut')}</p>
      )}
      <TextField
        name="find"
        label={own('find')}
        type="search"
        value={wanted}
        onInput={setWanted}
        width="middle"
      />
      {sectionKeys.map((section) => (
        <EntryTable key={section} section={section} version={version} etag={etag} wanted={wanted} />
      ))}
    </section>
  );
}

function useSaved(version: Version, etag: number) {
  const act = useAct('save-directory-version', { stale: [...stale] });
  const save = async (change: Readonly<Record<string, unknown>>) => {
    const document = { ...version.document, ...change };
    const answer = await act.run({ params: paramsOf(version), body: { document }, ifMatch: etag });
    if (answer) toast(own('saved'));
    return answer;
  };
  return { act, save };
}

function EffectiveDay({ version, etag }: Props) {
  const { act, save } = useSaved(version, etag);
  const [day, setDay] = useState<string | undefined>(version.effectiveFrom);
  const lines = linesAt(version.findings, '/effectiveFrom');
  return (
    <form
      class="panel stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        void save({ effectiveFrom: day ?? '' });
      }}
    >
      <ProblemSummary problem={act.problem} />
      <DateField
        name="effectiveFrom"
        label={words('effective')}
        value={day}
        onChange={setDay}
        error={lines[0]?.message}
        required
      />
      <p>
        <Button type="submit" busy={act.busy}>
          {own('saveDay')}
        </Button>
      </p>
    </form>
  );
}

interface Row {
  readonly entry: Entry;
  readonly at: number;
}

function EntryTable({ section, version, etag, wanted }: Props & { section: Section; wanted: string }) {
  const { act, save } = useSaved(version, etag);
  const [open, setOpen] = useState<number>();
  const entries = listOf(version, section);
  const editable = version.status === 'DRAFT';
  const { all, one } = sections[section]!;
  const rows: Row[] = entries
    .map((entry, at) => ({ entry, at }))
    .filter(({ entry }) => wanted.trim() === '' || JSON.stringify(entry).includes(wanted.trim()));
  const put = (entry: Entry) =>
    save({ [section]: entries.toSpliced(open ?? entries.length, open === entries.length ? 0 : 1, entry) });
  return (
    <section class="stack tight">
      <h3>{own('count', { what: say(all), n: entries.length })}</h3>
      <Table<Row>
        caption={say(all)}
        rows={rows}
        rowKey={({ at }) => String(at)}
        columns={[
          { key: 'name', label: own('name'), cell: ({ entry }) => nameOf(entry) },
          { key: 'code', label: own('code'), cell: ({ entry }) => textOf(entry[idOf[section]]) },
          {
            key: 'phone',
            label: own('contact'),
            cell: ({ entry }) =>
              textOf(entry.phone ?? valueAt(entry, 'office.phone') ?? valueAt(entry, 'hrss.phone')),
          },
          { key: 'validity', label: own('validity'), cell: ({ entry }) => validityOf(entry) },
          {
            key: 'state',
            label: own('state'),
            cell: ({ at }) => <Check version={version} pointer={`/${section}/${at}`} />,
          },
          {
            key: 'edit',
            label: own(editable ? 'edit' : 'see'),
            cell: ({ entry, at }) => (
              <Button onClick={() => setOpen(at)}>
                {own(editable ? 'edit' : 'see')}
                <span class="visually-hidden"> {nameOf(entry)}</span>
              </Button>
            ),
          },
        ]}
      />
      <FindingList lines={linesAt(version.findings, `/${section}`).slice(0, 6)} />
      {editable ? (
        <p>
          <Button onClick={() => setOpen(entries.length)}>{own('add', { what: say(one) })}</Button>
        </p>
      ) : null}
      {open === undefined ? null : (
        <EntryWindow
          key={open}
          section={section}
          entry={entries[open]}
          editable={editable}
          districts={listOf(version, 'districts')}
          city={textOf(version.document.directoryCode)}
          heirs={entries}
          lines={linesAt(version.findings, `/${section}/${open}`)}
          act={act}
          send={put}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}

function Check({ version, pointer }: { version: Version; pointer: string }) {
  const lines = linesAt(version.findings, pointer);
  if (lines.length === 0) return <>—</>;
  const amiss = lines.some((line) => !line.advice);
  return <StatusTag tone={amiss ? 'bad' : 'warn'}>{own('places', { n: lines.length })}</StatusTag>;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const nameOf = (entry: Entry): string => {
  const name = entry.name as { zh?: string; en?: string } | undefined;
  return say({ zh: name?.zh ?? '—', ...(name?.en ? { en: name.en } : {}) });
};

function validityOf({ validFrom, validTo }: Entry) {
  const [from, to] = [textOf(validFrom), textOf(validTo)];
  if (!/^\d{4}-\d{2}-\d{2}$/.test(from)) return '—';
  const day = { from: showLifeDate(from) };
  return <span class="nb">{to ? own('days', { ...day, to: showLifeDate(to) }) : own('open', day)}</span>;
}
