import { type IdentityKind, identityKinds } from '../../../shared/contracts/identity.ts';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { Select, TextField } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { toast } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { useToday } from '../../kit/today.ts';
import { identityKindName } from '../../kit/words.ts';
import { InviteeFields, type Offers, PostFields, postOf } from './post-fields.tsx';

const own = defineMessages({
  title: ['邀请工作人员', 'Invite somebody'],
  confirm: ['发出邀请', 'Invite'],
  idKind: ['证件类型', 'Kind of document'],
  idNumber: ['证件号码', 'Identity number'],
  idHint: [
    '用于核对同一人的不同账号和利益冲突，平台只保存其校验值',
    'To know other accounts of the same person; only a keyed hash of it is kept',
  ],
  sent: ['已向 {name} 发出邀请', '{name} is invited'],
  waits: ['{name}：待另一人确认后发出邀请', '{name}: invited once another person confirms'],
});

/** D34: the window of an invitation. */
export function Invite({ offers, onClose }: { offers: Offers; onClose(): void }) {
  const today = useToday();
  const act = useAct('invite-person', { stale: ['list-people', 'export-people'] });
  const start = {
    name: '',
    email: '',
    idKind: 'RESIDENT_ID' as string,
    idNumber: '',
    role: '',
    scope: '',
    head: false,
    validFrom: today,
    validTo: '',
  };
  // The number of a person's document stays in the window: no draft has it.
  const fields = useFields('invite', start, act, undefined, '', (typed) => ({ ...typed, idNumber: '' }));
  const send = async () => {
    const { name, email, idKind, idNumber, ...post } = fields.values;
    const identity = idNumber ? { idKind: idKind as IdentityKind, idNumber } : {};
    const body = { ...postOf(post), name, email, ...identity };
    const answer = await act.run({ body });
    if (answer) toast(own(answer.body.proposed ? 'waits' : 'sent', { name }));
    return answer;
  };
  const leave = () => {
    fields.discard();
    onClose();
  };
  return (
    <ActDialog title={own('title')} confirm={own('confirm')} act={act} send={send} onClose={leave}>
      <InviteeFields fields={fields} />
      <PostFields fields={fields} offers={offers} />
      <Select
        {...fields.choice('idKind')}
        label={own('idKind')}
        choices={identityKinds.map((kind) => ({ value: kind, label: identityKindName(kind) }))}
        required
      />
      <TextField {...fields.text('idNumber')} label={own('idNumber')} hint={own('idHint')} />
    </ActDialog>
  );
}
