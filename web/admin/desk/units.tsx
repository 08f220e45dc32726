import { useState } from 'preact/hooks';
import { unitStatusNames } from '../../../shared/contracts/api/people.ts';
import type { UnitActName } from '../../../shared/contracts/api/units.ts';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { Button } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { TextArea, TextField } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { ItemTable } from '../../kit/item-list.tsx';
import { DescriptionList } from '../../kit/lists.tsx';
import { StatusTag, toast } from '../../kit/notice.tsx';
import { Pager } from '../../kit/pager.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { t } from '../words.ts';

const own = defineMessages({
  search: ['单位名称或统一社会信用代码', 'Name or credit code'],
  find: ['查找', 'Find'],
  none: ['没有符合的单位', 'No units found'],
  uscc: ['统一社会信用代码', 'Credit code'],
  status: ['状态', 'State'],
  hr: ['人事负责人', 'Head of HR'],
  acts: ['办理', 'Acts'],
  waits: ['待另一人确认：撤销注册', 'To confirm: setting aside'],
  SUSPEND: ['暂停', 'Suspend'],
  RESTORE: ['恢复', 'Restore'],
  SET_ASIDE: ['撤销注册', 'Set aside'],
  CONFIRM: ['确认撤销', 'Confirm setting aside'],
  REFUSE: ['不予撤销', 'Refuse'],
  heading: ['{act}：{name}', '{act}: {name}'],
  SUSPENDNote: [
    '即时生效：恢复前，该单位的人事负责人和经办人不能办理任何业务。职工的申报不受影响，期限照常。',
    'At once: until it is restored its head of HR and operators can do nothing. Applications of its staff stay, deadlines too.',
  ],
  RESTORENote: ['恢复为暂停前的状态。', 'It stands again as it did before.'],
  SET_ASIDENote: [
    '用于冒用信用代码的注册。提出后单位即时暂停；另一人确认后，该注册及其全部经办人失效，信用代码可由真正的单位重新注册，职工待办的业绩和申报随之转入。',
    'For a registration without right to the code. The unit is suspended at once; when another person confirms, the registration and all its operators end and the true unit can register. What its staff put before the unit waits for it.',
  ],
  CONFIRMNote: ['确认后不能恢复，须重新注册。', 'It cannot be restored; the unit must be registered again.'],
  REFUSENote: ['单位仍为暂停，可另行恢复。', 'The unit stays suspended; it can be restored.'],
  reason: ['理由', 'Reason'],
  by: ['提出人', 'Prepared by'],
  at: ['提出时间', 'Prepared at'],
  done: ['{name}：已办理', '{name}: done'],
});

type Unit = ResponseFor<'act-on-unit'>;

/** D33: the units of the desk's place: held at once, restored, set aside by two. */
export default function Units() {
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const [cursors, setCursors] = useState<string[]>([]);
  const [chosen, setChosen] = useState<{ unit: Unit; name: UnitActName }>();
  const cursor = cursors.at(-1);
  const query = useApi('list-units', {
    query: { ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) },
    every: 60_000,
  });
  const next = query.data?.body.cursor;
  return (
    <div class="stack">
      <PageTitle>{t('units')}</PageTitle>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          setQ(typed.trim());
          setCursors([]);
        }}
      >
        <TextField name="q" type="search" label={own('search')} value={typed} onInput={setTyped} />
        <Button type="submit">{own('find')}</Button>
      </form>
      <ItemTable
        caption={t('units')}
        query={query}
        keyOf={(row) => row.uscc}
        none={own('none')}
        columns={[
          { key: 'name', label: t('unitName'), cell: (row) => row.name },
          { key: 'uscc', label: own('uscc'), cell: (row) => row.uscc },
          { key: 'hr', label: own('hr'), cell: (row) => `${row.hrName} ${row.hrMobile}` },
          { key: 'status', label: own('status'), cell: (row) => <State unit={row} /> },
          {
            key: 'acts',
            label: own('acts'),
            cell: (row) => (
              <div class="row">
                {(row.acts as UnitActName[]).map((name) => (
                  <Button
                    key={name}
                    look={name === 'CONFIRM' ? 'primary' : 'plain'}
                    onClick={() => setChosen({ unit: row, name })}
                  >
                    {own(name)}
                  </Button>
                ))}
              </div>
            ),
          },
        ]}
      />
      <Pager
        label={t('units')}
        hasPrevious={cursors.length > 0}
        hasNext={next !== undefined}
        onPrevious={() => setCursors(cursors.slice(0, -1))}
        onNext={() => setCursors([...cursors, next ?? ''])}
      />
      <RuleQuote rules={['D33']} />
      {chosen ? <ActOnUnit {...chosen} onClose={() => setChosen(undefined)} /> : null}
    </div>
  );
}

function State({ unit: { status, suspended, setAside } }: { unit: Unit }) {
  const tone = status === 'BOUND' ? 'good' : suspended ? 'bad' : 'neutral';
  return (
    <span>
      <StatusTag tone={tone}>{say(unitStatusNames[status])}</StatusTag>
      {setAside ? <StatusTag tone="warn">{own('waits')}</StatusTag> : null}
      {suspended ? <span class="quiet"> {suspended.reason}</span> : null}
    </span>
  );
}

function ActOnUnit({ unit, name, onClose }: { unit: Unit; name: UnitActName; onClose(): void }) {
  const act = useAct('act-on-unit', { stale: ['list-units', 'list-authorisations'] });
  const { uscc, version, setAside } = unit;
  const fields = useFields(`unit.${uscc}.${version}.${name}`, { reason: '' }, act, undefined, '/act');
  const { reason } = fields.values;
  const proposal = setAside?.proposal ?? '';
  const send = async () => {
    const what =
      name === 'CONFIRM'
        ? { type: name, proposal }
        : name === 'REFUSE'
          ? { type: name, proposal, reason }
          : { type: name, reason };
    const answer = await act.run({ params: { uscc }, body: { version, act: what } });
    if (answer) toast(own('done', { name: unit.name }));
    return answer;
  };
  return (
    <ActDialog
      title={own('heading', { act: own(name), name: unit.name })}
      confirm={own(name)}
      act={act}
      root="/act"
      danger={name === 'SUSPEND' || name === 'SET_ASIDE'}
      autofocus={name === 'CONFIRM'}
      final={name === 'CONFIRM' ? own('CONFIRMNote') : undefined}
      send={send}
      onClose={onClose}
    >
      <p>{uscc}</p>
      {name === 'CONFIRM' ? null : <p>{own(`${name}Note`)}</p>}
      {setAside ? (
        <DescriptionList
          items={[
            { term: own('by'), value: setAside.by.name ?? setAside.by.id },
            { term: own('at'), value: showInstant(setAside.at) },
            { term: own('reason'), value: setAside.reason },
          ]}
        />
      ) : null}
      {name === 'CONFIRM' ? null : (
        <TextArea {...fields.text('reason')} label={own('reason')} rows={3} required />
      )}
    </ActDialog>
  );
}
