import type { BodyOf } from '../../../shared/contracts/api/index.ts';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { Select, TextArea } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { DescriptionList } from '../../kit/lists.tsx';
import { toast } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { type Appointment, postName, validity, own as words } from './people-words.ts';
import { type Offers, PostFields, postOf } from './post-fields.tsx';

export const own = defineMessages({
  CONFIRM: ['确认', 'Confirm'],
  REFUSE: ['不予确认', 'Refuse'],
  CHANGE: ['变更', 'Change'],
  SUSPEND: ['暂停', 'Suspend'],
  RESTORE: ['恢复', 'Restore'],
  INVITE_AGAIN: ['重新发送邀请', 'Invite again'],
  END: ['终止', 'End'],
  heading: ['{act}：{name}', '{act}: {name}'],
  suspendNote: [
    '暂停后一分钟内，此人不能再办理任何业务；待办仍留在原岗位。',
    'Within a minute this person can do nothing any more; open work stays with the desk.',
  ],
  endNote: ['终止后不能恢复，须重新邀请。', 'It cannot be restored; a new invitation is needed.'],
  againNote: ['先前发出的链接随即失效。', 'The link that was sent before stops working.'],
  successor: ['接手人', 'Who goes on with the work'],
  nobody: ['不指定', 'Nobody in particular'],
  idNumber: ['证件号码', 'Identity number'],
  idGiven: ['已提供，只存校验值', 'Given; only a keyed hash of it is kept'],
  idNone: ['未提供', 'Not given'],
  by: ['提出人', 'Prepared by'],
  at: ['提出时间', 'Prepared at'],
  now: ['现在', 'Now'],
  after: ['确认后', 'Once confirmed'],
  done: ['{name}：已办理', '{name}: done'],
  waits: ['{name}：已提出，待另一人确认', '{name}: waits for another person'],
});

export type ActName = BodyOf<'AppointmentActBody'>['act']['type'];

interface Props {
  of: Appointment;
  name: ActName;
  offers: Offers;
  /** Who could go on with the work. */
  others: readonly Appointment[];
  onClose(): void;
}

const withReason: readonly ActName[] = ['CHANGE', 'SUSPEND', 'RESTORE', 'END', 'REFUSE'];

/** D34, D26: one act on one appointment. */
export function AppointmentAct({ of, name, offers, others, onClose }: Props) {
  const act = useAct('act-on-appointment', { stale: ['list-people', 'export-people'] });
  const { role, scope, head, validFrom, validTo = '', version, appointmentId } = of;
  const start = { reason: '', successorId: '', role: role as string, scope, head, validFrom, validTo };
  const fields = useFields(`appointment.${appointmentId}.${version}.${name}`, start, act, () => [], '/act');
  const send = async () => {
    const answer = await act.run({
      params: { appointmentId },
      body: { version, act: actOf(name, fields.values, of) },
    });
    if (answer) toast(own(answer.body.proposed ? 'waits' : 'done', { name: of.name }));
    return answer;
  };
  return (
    <ActDialog
      title={own('heading', { act: own(name), name: of.name })}
      confirm={own(name)}
      act={act}
      root="/act"
      danger={name === 'SUSPEND' || name === 'END'}
      autofocus={name === 'CONFIRM' || name === 'INVITE_AGAIN'}
      final={name === 'END' ? own('endNote') : undefined}
      send={send}
      onClose={onClose}
    >
      {name === 'CONFIRM' || name === 'REFUSE' ? <Prepared of={of} /> : <p>{postName(of)}</p>}
      {name === 'SUSPEND' ? <p>{own('suspendNote')}</p> : null}
      {name === 'INVITE_AGAIN' ? <p>{own('againNote')}</p> : null}
      {name === 'CHANGE' ? <PostFields fields={fields} offers={offers} /> : null}
      {name === 'END' && others.length > 0 ? (
        <Select
          {...fields.choice('successorId')}
          label={own('successor')}
          placeholder={own('nobody')}
          choices={others.map((other) => ({ value: other.appointmentId, label: other.name }))}
        />
      ) : null}
      {withReason.includes(name) ? (
        <TextArea {...fields.text('reason')} label={words('reason')} rows={3} required />
      ) : null}
    </ActDialog>
  );
}

/** Exactly what another person prepared. */
function Prepared({ of }: { of: Appointment }) {
  const { proposed } = of;
  if (!proposed) return null;
  const { by, at, reason, given, invitee } = proposed;
  const changes = proposed.act === 'CHANGE';
  return (
    <DescriptionList
      items={[
        { term: own('by'), value: by.name ?? by.id },
        { term: own('at'), value: showInstant(at) },
        invitee && { term: words('name'), value: invitee.name },
        invitee && { term: words('email'), value: invitee.email },
        invitee && { term: own('idNumber'), value: own(invitee.idGiven ? 'idGiven' : 'idNone') },
        changes && { term: own('now'), value: `${postName(of)} · ${validity(of)}` },
        { term: own('after'), value: `${postName(given)} · ${validity(given)}` },
        reason ? { term: words('reason'), value: reason } : null,
      ]}
    />
  );
}

type Draft = Parameters<typeof postOf>[0] & { reason: string; successorId: string };

function actOf(name: ActName, values: Draft, { proposed }: Appointment): BodyOf<'AppointmentActBody'>['act'] {
  const { reason, successorId } = values;
  const proposal = proposed?.proposal ?? '';
  switch (name) {
    case 'CHANGE':
      return { type: name, ...postOf(values), reason };
    case 'END':
      return { type: name, reason, ...(successorId ? { successorId } : {}) };
    case 'INVITE_AGAIN':
      return { type: name };
    case 'CONFIRM':
      return { type: name, proposal };
    case 'REFUSE':
      return { type: name, proposal, reason };
    default:
      return { type: name, reason };
  }
}
