import { useState } from 'preact/hooks';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { Button } from '../../kit/button.tsx';
import { Select } from '../../kit/fields.tsx';
import { showDate, showDay } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { ItemTable } from '../../kit/item-list.tsx';
import { Notice, StatusTag, toast } from '../../kit/notice.tsx';
import { Pager } from '../../kit/pager.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import { useToday } from '../../kit/today.ts';
import { roleName } from '../../kit/words.ts';
import { type ActName, AppointmentAct, own as acts } from './appointment-act.tsx';
import { Invite } from './invite.tsx';
import { savePeople } from './people-file.ts';
import {
  type Appointment,
  postName,
  standingName,
  standingTone,
  validity,
  own as words,
} from './people-words.ts';

const own = defineMessages({
  invite: ['邀请工作人员', 'Invite somebody'],
  export: ['导出名单', 'Export the list'],
  confirmList: ['确认名单', 'Confirm the list'],
  confirmDue: [
    '名单须每年确认一次，应于 {date} 前确认。请核对每个人的岗位、范围和有效期。',
    'The list is confirmed once a year, by {date}. Check role, place and validity of each person.',
  ],
  confirmedLast: [
    '上次确认：{date}，{name}，共 {count} 人。',
    'Last confirmed: {date}, {name}, {count} people.',
  ],
  confirmText: [
    '确认以下 {count} 人的岗位、范围和有效期均属实。',
    'The roles, places and validity of these {count} people are right.',
  ],
  confirmed: ['名单已确认', 'The list is confirmed'],
  all: ['全部岗位', 'All roles'],
  none: ['还没有人员', 'Nobody yet'],
  person: ['人员', 'Person'],
});

/** D34: who may do what, for whoever administers it. */
export default function People() {
  const [role, setRole] = useState('');
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors.at(-1);
  const query = useApi('list-people', {
    query: { ...(role ? { role } : {}), ...(cursor ? { cursor } : {}) },
    every: 30_000,
  });
  const [inviting, setInviting] = useState(false);
  const [chosen, setChosen] = useState<{ of: Appointment; name: ActName }>();
  const { items = [], offers = [], cursor: next } = query.data?.body ?? {};
  const filter = (value: string) => {
    setRole(value);
    setCursors([]);
  };
  return (
    <div class="stack">
      <PageTitle>{words('title')}</PageTitle>
      <Yearly />
      <div class="row">
        <Button look="primary" disabled={offers.length === 0} onClick={() => setInviting(true)}>
          {own('invite')}
        </Button>
      </div>
      {offers.length > 1 ? (
        <Select
          name="filter"
          label={words('role')}
          placeholder={own('all')}
          value={role}
          onChange={filter}
          choices={offers.map((offer) => ({ value: offer.role, label: roleName(offer.role) }))}
          width="middle"
          required
        />
      ) : null}
      <ItemTable
        caption={words('title')}
        query={query}
        keyOf={(row) => row.appointmentId}
        order={(a, b) => Number(a.standing === 'ENDED') - Number(b.standing === 'ENDED')}
        none={own('none')}
        columns={[
          { key: 'name', label: own('person'), cell: (row) => <Person of={row} /> },
          { key: 'role', label: words('role'), cell: (row) => postName(row) },
          { key: 'validity', label: words('validity'), cell: (row) => validity(row) },
          { key: 'status', label: words('status'), cell: (row) => <State of={row} /> },
          {
            key: 'acts',
            label: words('acts'),
            cell: (row) => <Acts of={row} onAct={(name) => setChosen({ of: row, name })} />,
          },
        ]}
      />
      <Pager
        label={words('title')}
        hasPrevious={cursors.length > 0}
        hasNext={next !== undefined}
        onPrevious={() => setCursors(cursors.slice(0, -1))}
        onNext={() => setCursors([...cursors, next ?? ''])}
      />
      <RuleQuote rules={['D34']} />
      {inviting ? <Invite offers={offers} onClose={() => setInviting(false)} /> : null}
      {chosen ? (
        <AppointmentAct
          {...chosen}
          offers={offers}
          others={items.filter((one) => couldFollow(one, chosen.of))}
          onClose={() => setChosen(undefined)}
        />
      ) : null}
    </div>
  );
}

const couldFollow = (one: Appointment, of: Appointment): boolean =>
  one.appointmentId !== of.appointmentId &&
  one.standing === 'ACTIVE' &&
  one.role === of.role &&
  one.scope === of.scope;

function Person({ of }: { of: Appointment }) {
  return (
    <span>
      {of.name}
      {of.email ? <span class="quiet"> {of.email}</span> : null}
    </span>
  );
}

function State({ of }: { of: Appointment }) {
  const waits = of.proposed && of.standing !== 'PROPOSED' ? of.proposed.act : undefined;
  return (
    <span>
      <StatusTag tone={standingTone[of.standing]}>{standingName(of.standing)}</StatusTag>
      {waits ? <StatusTag tone="info">{words(`proposed${waits}`)}</StatusTag> : null}
    </span>
  );
}

function Acts({ of, onAct }: { of: Appointment; onAct(name: ActName): void }) {
  return (
    <div class="row">
      {(of.acts as ActName[]).map((name) => (
        <Button key={name} look={name === 'CONFIRM' ? 'primary' : 'plain'} onClick={() => onAct(name)}>
          {acts(name)}
        </Button>
      ))}
    </div>
  );
}

/** The yearly confirmation, and the list as a file. */
function Yearly() {
  const query = useApi('export-people');
  const [asking, setAsking] = useState(false);
  const today = useToday();
  const act = useAct('confirm-people', { stale: ['export-people'] });
  return (
    <QueryView query={query}>
      {({ body }) => {
        const { confirmation, confirmBy, inOffice, listHash } = body;
        const items = body.items.filter((one) => inOffice.includes(one.appointmentId));
        const send = async () => {
          const answer = await act.run({ body: { listHash } });
          if (answer) toast(own('confirmed'));
          return answer;
        };
        return (
          <Notice tone={confirmBy <= today ? 'warn' : 'info'}>
            <p>{own('confirmDue', { date: showDate(confirmBy) })}</p>
            {confirmation ? (
              <p>
                {own('confirmedLast', {
                  date: showDay(confirmation.at),
                  name: confirmation.by.name ?? confirmation.by.id,
                  count: confirmation.count,
                })}
              </p>
            ) : null}
            <div class="row">
              <Button onClick={() => savePeople(body)}>{own('export')}</Button>
              <Button onClick={() => setAsking(true)}>{own('confirmList')}</Button>
            </div>
            <ActDialog
              open={asking}
              title={own('confirmList')}
              confirm={own('confirmList')}
              act={act}
              autofocus
              send={send}
              onClose={() => setAsking(false)}
            >
              <p>{own('confirmText', { count: items.length })}</p>
              <ul>
                {items.map((one) => (
                  <li key={one.appointmentId}>
                    {one.name} · {postName(one)} · {validity(one)} · {standingName(one.standing)}
                  </li>
                ))}
              </ul>
            </ActDialog>
          </Notice>
        );
      }}
    </QueryView>
  );
}
