import { useState } from 'preact/hooks';
import { CheckBox } from '../../kit/fields.tsx';
import { showDate } from '../../kit/format.ts';
import { say } from '../../kit/i18n.ts';
import { StatusTag } from '../../kit/notice.tsx';
import { Table } from '../../kit/table.tsx';
import { stageName } from '../../kit/words.ts';
import { own, type Report, rowTone } from './dry-run-words.ts';

type TableOf = Report['tables'][number];
type Row = TableOf['rows'][number];

const isOpen = ({ state }: Row) => state !== 'REACHED';

/** Every row of the plan's tables, with how many people met it; first of all those that nobody meets. */
export function RuleTables({ tables }: { tables: Report['tables'] }) {
  const [onlyOpen, setOnlyOpen] = useState(false);
  return (
    <section class="stack tight">
      <h2>{own('rows')}</h2>
      <CheckBox name="only-open" label={own('onlyOpen')} checked={onlyOpen} onChange={setOnlyOpen} />
      {tables.map(({ table, rows }) => (
        <RuleTable key={table} table={table} rows={onlyOpen ? rows.filter(isOpen) : rows} all={rows} />
      ))}
    </section>
  );
}

function RuleTable({ table, rows, all }: TableOf & { all: readonly Row[] }) {
  const open = all.filter(isOpen).length;
  const name = own(table);
  if (all.length === 0) return null;
  return (
    <details class="panel" open={open > 0}>
      <summary>
        {name} <span class="quiet">{own('rowsText', { n: all.length, m: all.length - open })}</span>
      </summary>
      <Table<Row>
        caption={name}
        rows={rows}
        rowKey={({ pointer }) => pointer}
        empty={<p class="quiet">{own('allReached')}</p>}
        columns={[
          {
            key: 'row',
            label: own('row'),
            cell: (row) => (
              <div>
                {say(row.name)}
                {row.by ? <p class="quiet">{own('by', { name: say(row.by) })}</p> : null}
              </div>
            ),
          },
          {
            key: 'state',
            label: own('state'),
            cell: ({ state }) => <StatusTag tone={rowTone[state]}>{own(state)}</StatusTag>,
          },
          { key: 'people', label: own('count'), cell: ({ people }) => people, figures: true },
        ]}
      />
    </details>
  );
}

/** The plan's dates under the calendar, and which days no notice covers yet. */
export function Dates({ dates }: { dates: Report['dates'] }) {
  if (dates.length === 0) return null;
  return (
    <section class="stack tight">
      <h2>{own('dates')}</h2>
      <Table
        caption={own('dates')}
        rows={dates}
        rowKey={({ name, from }) => `${name.zh} ${from}`}
        columns={[
          { key: 'date', label: own('date'), cell: ({ name }) => say(name) },
          { key: 'from', label: own('from'), cell: ({ from }) => showDate(from), figures: true },
          { key: 'to', label: own('to'), cell: ({ to }) => showDate(to), figures: true },
          {
            key: 'days',
            label: own('workingDays'),
            cell: ({ workingDays }) => workingDays,
            figures: true,
          },
          {
            key: 'basis',
            label: own('basis'),
            cell: ({ basis, uncovered }) => (
              <div>
                {own(basis)}
                {uncovered ? (
                  <p>
                    <StatusTag tone="warn">
                      {own('uncovered', {
                        day: showDate(uncovered.from),
                        years: uncovered.years.join(', '),
                      })}
                    </StatusTag>
                  </p>
                ) : null}
              </div>
            ),
          },
        ]}
      />
    </section>
  );
}

/** Every state of the road under the plan's switches. */
export function States({ states }: { states: Report['states'] }) {
  if (states.length === 0) return null;
  return (
    <details class="panel" open={states.some(({ state }) => state === 'NEVER')}>
      <summary>{own('states')}</summary>
      <Table
        caption={own('states')}
        rows={states}
        rowKey={({ stage }) => stage}
        columns={[
          { key: 'stage', label: own('states'), cell: ({ stage }) => stageName(stage) },
          {
            key: 'state',
            label: own('state'),
            cell: ({ state }) => <StatusTag tone={rowTone[state]}>{own(state)}</StatusTag>,
          },
          { key: 'via', label: own('via'), cell: ({ via }) => via.join(' ') || '—' },
        ]}
      />
    </details>
  );
}

/** What came up, in the words that people read. */
export function Codes({ codes }: { codes: Report['codes'] }) {
  if (codes.length === 0) return null;
  return (
    <details class="panel">
      <summary>{own('codes')}</summary>
      <Table
        caption={own('codes')}
        rows={codes}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'words',
            label: own('words'),
            cell: ({ message }) => (message ? say(message) : <span class="quiet">{own('planned')}</span>),
          },
          { key: 'code', label: own('code'), cell: ({ code }) => <code>{code}</code> },
          { key: 'people', label: own('count'), cell: ({ people }) => people, figures: true },
        ]}
      />
    </details>
  );
}
