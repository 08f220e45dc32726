import { useState } from 'preact/hooks';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import { words as kit } from '../../../kit/act-dialog.tsx';
import { CheckBox, Select, TextArea } from '../../../kit/fields.tsx';
import { useFields } from '../../../kit/form.ts';
import { showInstant } from '../../../kit/format.ts';
import { defineMessages, say } from '../../../kit/i18n.ts';
import { DescriptionList } from '../../../kit/lists.tsx';
import { Notice } from '../../../kit/notice.tsx';
import { useAct } from '../../../kit/query.ts';
import { t } from '../../words.ts';
import { type DialogProps, draftName, FileDialog } from './dialog.tsx';

const own = defineMessages({
  target: ['转到哪个受理点', 'Which point'],
  rerouteNote: [
    '电子材料和评审表都将由新的受理点办理。',
    'The new point takes over the file and the paper form.',
  ],
  heard: ['已听取申报人的陈述和申辩', 'The applicant has been heard'],
  twoPersons: [
    '取消资格由两人决定：一人提出，另一人在听取陈述申辩后确认。',
    'Two persons decide: one proposes, another confirms after hearing the applicant.',
  ],
  proposedBy: ['提出人', 'Proposed by'],
  proposedAt: ['提出时间', 'Proposed at'],
  proposedReason: ['提出的理由', 'Reason given'],
  answer: ['答复内容', 'Answer'],
  fault: ['认定评审程序有误，重新安排评审', 'The procedure was at fault; a new session follows'],
  withdrawalNote: ['撤回后本次申报结束。', 'This ends the application.'],
});

const stale = ['list-queue', 'get-desk-application'] as const;

/** 转办 (T10). */
export function RerouteDialog({ plan, ...props }: DialogProps & { plan: Plan | undefined }) {
  const { applicationId, turn, route } = props.file;
  const act = useAct('reroute-application', { stale });
  const fields = useFields(draftName(props, 'reroute'), { pointId: '', reason: '' }, act);
  const send = () => act.run({ params: { applicationId }, body: { turn, ...fields.values } });
  const points = plan?.directory.points.filter((one) => one.pointId !== route?.pointId) ?? [];
  return (
    <FileDialog {...props} act={act} send={send}>
      <p>{own('rerouteNote')}</p>
      <Select
        {...fields.choice('pointId')}
        label={own('target')}
        choices={points.map((one) => ({ value: one.pointId, label: say(one.name) }))}
        required
      />
      <TextArea {...fields.text('reason')} label={t('reason')} rows={2} required />
    </FileDialog>
  );
}

/** T42. */
export function WithdrawalDialog(props: DialogProps) {
  const { applicationId, turn, withdrawalRequested } = props.file;
  const act = useAct('grant-withdrawal', { stale });
  const send = () => act.run({ params: { applicationId }, body: { turn } });
  return (
    <FileDialog {...props} danger act={act} final={own('withdrawalNote')} send={send}>
      <p>{withdrawalRequested?.reason}</p>
    </FileDialog>
  );
}

/** T43, L24, D26: one proposes; another confirms just that, or refuses it. */
export function DisqualifyDialog({
  verdict,
  ...props
}: DialogProps & { verdict: 'PROPOSE' | 'CONFIRM' | 'REFUSE' }) {
  const { applicationId, turn, pendingDisqualification: proposed } = props.file;
  const confirm = verdict === 'CONFIRM';
  const [heard, setHeard] = useState(false);
  const act = useAct('propose-disqualification', { stale });
  const fields = useFields(draftName(props, `disqualify-${verdict}`), { reason: '' }, act);
  const send = () => {
    const mark = verdict !== 'PROPOSE' && proposed ? { proposal: proposed.proposal } : {};
    const said = confirm ? { heard } : fields.values;
    return act.run({ params: { applicationId }, body: { turn, confirm, ...said, ...mark } });
  };
  return (
    <FileDialog {...props} danger={verdict !== 'REFUSE'} act={act} send={send}>
      <Notice tone="warn" title={confirm ? kit('irreversible') : t('twoPersons')}>
        <p>{own('twoPersons')}</p>
      </Notice>
      {proposed ? (
        <DescriptionList
          items={[
            { term: own('proposedBy'), value: proposed.actor.name ?? proposed.actor.id },
            { term: own('proposedAt'), value: showInstant(proposed.at) },
            { term: own('proposedReason'), value: proposed.reason },
          ]}
        />
      ) : null}
      {confirm ? null : <TextArea {...fields.text('reason')} label={t('reason')} rows={3} required />}
      {confirm ? <CheckBox name="heard" label={own('heard')} checked={heard} onChange={setHeard} /> : null}
    </FileDialog>
  );
}

/** T45, L21: procedure only. */
export function ReexaminationDialog(props: DialogProps) {
  const { applicationId, turn, reexamination } = props.file;
  const act = useAct('answer-reexamination', { stale });
  const start = { answer: '', proceduralFault: false };
  const fields = useFields(draftName(props, 'reexamination'), start, act);
  const send = () => act.run({ params: { applicationId }, body: { turn, ...fields.values } });
  return (
    <FileDialog {...props} act={act} send={send}>
      <p>{reexamination?.reason}</p>
      <TextArea {...fields.text('answer')} label={own('answer')} rows={4} required />
      <CheckBox
        name="fault"
        label={own('fault')}
        checked={fields.values.proceduralFault}
        onChange={(proceduralFault) => fields.set({ proceduralFault })}
      />
    </FileDialog>
  );
}
