import { useState } from 'preact/hooks';
import { Select } from '../../kit/fields.tsx';
import { say } from '../../kit/i18n.ts';
import { StatusTag } from '../../kit/notice.tsx';
import { Table } from '../../kit/table.tsx';
import { type ChangeKind, type Comparison, changesIn, kindTone, own } from './dry-run-words.ts';

type Group = Comparison['groups'][number];

/** Those whose outcome changes against the version in force, by kind of change, and why in each case. */
export function ChangedPeople({ comparison }: { comparison: Comparison }) {
  const [kind, setKind] = useState('');
  const { since, counts, groups, changed, more } = comparison;
  if (changesIn(comparison) === 0)
    return (
      <section class="panel stack tight">
        <h2>{own('changed')}</h2>
        <p class="quiet">{own('noChange')}</p>
      </section>
    );
  const kinds = (Object.keys(counts) as ChangeKind[]).filter((one) => counts[one] > 0);
  const groupOf = (place: number) => groups[place] as Group;
  const shown = changed.filter((one) => kind === '' || groupOf(one.group).kind === kind);
  return (
    <section class="stack">
      <h2>{own('changed')}</h2>
      <ul class="row plain-list">
        {kinds.map((one) => (
          <li key={one}>
            <StatusTag tone={kindTone[one]}>
              {own(one)} {counts[one]}
            </StatusTag>
          </li>
        ))}
      </ul>
      <h3>{own('groups')}</h3>
      <ul class="plain-list stack tight">
        {groups.map((group, i) => (
          <li key={i} class="panel stack tight">
            <p>
              <StatusTag tone={kindTone[group.kind]}>{own(group.kind)}</StatusTag>{' '}
              {own('groupPeople', { n: group.people })}
            </p>
            <Why group={group} since={since} />
          </li>
        ))}
      </ul>
      <Select
        name="change-kind"
        label={own('kind')}
        value={kind}
        onChange={setKind}
        placeholder={own('everyKind')}
        choices={kinds.map((one) => ({ value: one, label: `${own(one)}（${counts[one]}）` }))}
        width="middle"
        required
      />
      <Table
        caption={own('changed')}
        rows={shown}
        rowKey={({ no }) => String(no)}
        columns={[
          {
            key: 'who',
            label: own('who'),
            cell: ({ no, who, note }) => (
              <div>
                <span class="quiet">{own('person', { n: no })}</span> {say(who)}
                {note ? (
                  <>
                    <br />
                    <strong>{say(note)}</strong>
                  </>
                ) : null}
              </div>
            ),
          },
          {
            key: 'kind',
            label: own('kind'),
            cell: ({ group }) => {
              const { kind: one } = groupOf(group);
              return <StatusTag tone={kindTone[one]}>{own(one)}</StatusTag>;
            },
          },
          {
            key: 'before',
            label: own('before', { n: since }),
            cell: ({ group }) => <Findings of={groupOf(group).before} />,
          },
          {
            key: 'after',
            label: own('after'),
            cell: ({ group }) => <Findings of={groupOf(group).after} />,
          },
        ]}
      />
      {more > 0 ? <p class="quiet">{own('moreChanged', { n: more })}</p> : null}
    </section>
  );
}

function Why({ group, since }: { group: Group; since: number }) {
  return (
    <dl class="described">
      <div>
        <dt>{own('before', { n: since })}</dt>
        <dd>
          <Findings of={group.before} />
        </dd>
      </div>
      <div>
        <dt>{own('after')}</dt>
        <dd>
          <Findings of={group.after} />
        </dd>
      </div>
    </dl>
  );
}

function Findings({ of }: { of: Group['before'] }) {
  if (of.length === 0) return <span class="quiet">{own('submits')}</span>;
  return (
    <ul class="plain-list">
      {of.map((one, i) => (
        <li key={i}>{say(one.message)}</li>
      ))}
    </ul>
  );
}
