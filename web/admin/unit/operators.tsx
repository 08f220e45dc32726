import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type { BodyOf } from '../../../shared/contracts/api/index.ts';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { Button } from '../../kit/button.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { TextArea, TextField } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { ItemTable } from '../../kit/item-list.tsx';
import { StatusTag, toast } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { Failed } from '../../kit/states.tsx';
import { own as acts } from '../people/appointment-act.tsx';
import {
  type Appointment,
  standingName,
  standingTone,
  validity,
  own as words,
} from '../people/people-words.ts';
import { InviteeFields } from '../people/post-fields.tsx';
import { t } from '../words.ts';

const own = defineMessages({
  head: ['人事负责人：{name}', 'Head of HR: {name}'],
  onlyHead: ['经办人由人事负责人邀请和管理。', 'Operators are invited and administered by the head of HR.'],
  invite: ['邀请经办人', 'Invite an operator'],
  send: ['发出邀请', 'Invite'],
  sent: ['已向 {name} 发出邀请', '{name} is invited'],
  none: ['还没有经办人', 'No operators yet'],
  HAND_OVER: ['移交负责人', 'Hand the unit over'],
  handOverNote: [
    '移交后由 {name} 担任本单位人事负责人，您的账号不再能办理本单位业务。',
    '{name} becomes head of HR; your account can do nothing for the unit any more.',
  ],
  mobile: ['新负责人的手机号码', 'Mobile of the new head'],
});

type Act = BodyOf<'OperatorActBody'>['act'];
type ActName = Act['type'];

/** D33: who acts for the unit, and for its head of HR what is to be done about it. */
export default function Operators() {
  const query = useApi('list-operators', { every: 30_000 });
  const [inviting, setInviting] = useState(false);
  const [chosen, setChosen] = useState<{ of: Appointment; name: ActName }>();
  const head = query.data?.body.head;
  // Whoever has no part in the unit any more is told so; what stood here before is not his to see.
  if (query.error?.status === 403) return <Failed problem={query.error} />;
  return (
    <div class="stack">
      <PageTitle>{t('operators')}</PageTitle>
      {head ? <p>{own('head', { name: head.name })}</p> : null}
      {head?.mine ? (
        <div class="row">
          <Button look="primary" onClick={() => setInviting(true)}>
            {own('invite')}
          </Button>
        </div>
      ) : (
        <p class="quiet">{own('onlyHead')}</p>
      )}
      <ItemTable
        caption={t('operators')}
        query={query}
        keyOf={(row) => row.appointmentId}
        none={own('none')}
        columns={[
          { key: 'name', label: words('name'), cell: (row) => row.name },
          { key: 'validity', label: words('validity'), cell: (row) => validity(row) },
          {
            key: 'status',
            label: words('status'),
            cell: (row) => (
              <StatusTag tone={standingTone[row.standing]}>{standingName(row.standing)}</StatusTag>
            ),
          },
          {
            key: 'acts',
            label: words('acts'),
            cell: (row) => <Acts of={row} onAct={(name) => setChosen({ of: row, name })} />,
          },
        ]}
      />
      <RuleQuote rules={['D33']} />
      {inviting ? <Invite onClose={() => setInviting(false)} /> : null}
      {chosen ? <OperatorAct {...chosen} onClose={() => setChosen(undefined)} /> : null}
    </div>
  );
}

/** What the unit's head may do with an operator: a unit changes no roles, and hands over to whoever is at work. */
function Acts({ of, onAct }: { of: Appointment; onAct(name: ActName): void }) {
  const names = of.acts.map((name): ActName => (name === 'CHANGE' ? 'HAND_OVER' : (name as ActName)));
  return (
    <div class="row">
      {names.map((name) => (
        <Button key={name} look="plain" onClick={() => onAct(name)}>
          {actName(name)}
        </Button>
      ))}
    </div>
  );
}

const actName = (name: ActName): string => (name === 'HAND_OVER' ? own(name) : acts(name));

function Invite({ onClose }: { onClose(): void }) {
  const act = useAct('invite-operator', { stale: ['list-operators'] });
  const fields = useFields('invite-operator', { name: '', email: '', validTo: '' }, act);
  const send = async () => {
    const { name, email, validTo } = fields.values;
    const answer = await act.run({ body: { name, email, ...(validTo ? { validTo } : {}) } });
    if (answer) toast(own('sent', { name }));
    return answer;
  };
  // Whom somebody thought of inviting is nobody's draft.
  const leave = () => {
    fields.discard();
    onClose();
  };
  return (
    <ActDialog title={own('invite')} confirm={own('send')} act={act} send={send} onClose={leave}>
      <InviteeFields fields={fields} />
      <DateField {...fields.date('validTo')} label={words('validTo')} />
    </ActDialog>
  );
}

function OperatorAct({ of, name, onClose }: { of: Appointment; name: ActName; onClose(): void }) {
  const act = useAct('act-on-operator', { stale: ['list-operators', 'get-unit'] });
  const [, navigate] = useLocation();
  const { appointmentId, version } = of;
  const draft = `operator.${appointmentId}.${version}.${name}`;
  const fields = useFields(draft, { reason: '', hrMobile: '' }, act, undefined, '/act', (typed) => ({
    ...typed,
    hrMobile: '',
  }));
  const send = async () => {
    const body = { version, act: actOf(name, fields.values) };
    const answer = await act.run({ params: { appointmentId }, body });
    if (answer) toast(acts('done', { name: of.name }));
    if (answer && name === 'HAND_OVER') navigate('/unit');
    return answer;
  };
  const finals: Partial<Record<ActName, string>> = {
    HAND_OVER: own('handOverNote', { name: of.name }),
    END: acts('endNote'),
  };
  return (
    <ActDialog
      title={acts('heading', { act: actName(name), name: of.name })}
      confirm={actName(name)}
      act={act}
      root="/act"
      danger={name === 'SUSPEND' || name === 'END'}
      autofocus={name === 'INVITE_AGAIN'}
      final={finals[name]}
      send={send}
      onClose={onClose}
    >
      {name === 'HAND_OVER' ? (
        <TextField
          {...fields.text('hrMobile')}
          type="tel"
          inputMode="tel"
          width="middle"
          label={own('mobile')}
          required
        />
      ) : null}
      {name === 'INVITE_AGAIN' ? (
        <p>{acts('againNote')}</p>
      ) : (
        <TextArea {...fields.text('reason')} label={words('reason')} rows={3} required />
      )}
    </ActDialog>
  );
}

function actOf(name: ActName, { reason, hrMobile }: { reason: string; hrMobile: string }): Act {
  if (name === 'INVITE_AGAIN') return { type: name };
  return name === 'HAND_OVER' ? { type: name, reason, hrMobile } : { type: name, reason };
}
