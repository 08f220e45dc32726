import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import { Button } from '../../../kit/button.tsx';
import type { ApiProblem } from '../../../kit/client.ts';
import { Dialog } from '../../../kit/dialog.tsx';
import { ProblemSummary } from '../../../kit/errors.tsx';
import { CheckBox, Select, TextArea } from '../../../kit/fields.tsx';
import { errorOf, linesOf } from '../../../kit/findings.ts';
import { defineMessages, say } from '../../../kit/i18n.ts';
import { Notice } from '../../../kit/notice.tsx';
import { useAct } from '../../../kit/query.ts';
import { t } from '../../words.ts';
import type { DialogProps } from './dialog.ts';

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
  answer: ['答复内容', 'Answer'],
  fault: ['认定评审程序有误，重新安排评审', 'The procedure was at fault; a new session follows'],
  withdrawalNote: ['撤回后本次申报结束。', 'This ends the application.'],
});

const stale = ['list-queue', 'get-desk-application'] as const;

interface FrameProps extends DialogProps {
  busy: boolean;
  problem: ApiProblem | undefined;
  danger?: boolean;
  onSend(): void;
  children: ComponentChildren;
}

function Frame({ file, open, title, onClose, busy, problem, danger, onSend, children }: FrameProps) {
  return (
    <Dialog
      open={open}
      title={`${title}：${file.applicant.name}`}
      onClose={onClose}
      actions={
        <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={onSend}>
          {title}
        </Button>
      }
    >
      {open ? (
        <>
          <ProblemSummary problem={problem} />
          {children}
        </>
      ) : null}
    </Dialog>
  );
}

/** 转办 (T10). */
export function RerouteDialog({ plan, ...props }: DialogProps & { plan: Plan | undefined }) {
  const { file, onDone } = props;
  const [pointId, setPoint] = useState('');
  const [reason, setReason] = useState('');
  const act = useAct('reroute-application', { stale });
  const wrong = (name: string) => errorOf(linesOf(act.problem?.errors), name);
  const send = async () => {
    const { applicationId, turn } = file;
    if (await act.run({ params: { applicationId }, body: { turn, pointId, reason } })) onDone();
  };
  const points = plan?.directory.points.filter((one) => one.pointId !== file.route?.pointId) ?? [];
  return (
    <Frame {...props} busy={act.busy} problem={act.problem} onSend={() => void send()}>
      <p>{own('rerouteNote')}</p>
      <Select
        name="pointId"
        label={own('target')}
        value={pointId}
        onChange={setPoint}
        choices={points.map((one) => ({ value: one.pointId, label: say(one.name) }))}
        required
        error={wrong('pointId')}
      />
      <TextArea
        name="reason"
        label={t('reason')}
        rows={2}
        value={reason}
        onInput={setReason}
        required
        error={wrong('reason')}
      />
    </Frame>
  );
}

/** T42. */
export function WithdrawalDialog(props: DialogProps) {
  const { file, onDone } = props;
  const act = useAct('grant-withdrawal', { stale });
  const send = async () => {
    const { applicationId, turn } = file;
    if (await act.run({ params: { applicationId }, body: { turn } })) onDone();
  };
  return (
    <Frame {...props} danger busy={act.busy} problem={act.problem} onSend={() => void send()}>
      <Notice tone="warn" title={t('irreversible')}>
        <p>{own('withdrawalNote')}</p>
      </Notice>
      <p>{file.withdrawalRequested?.reason}</p>
    </Frame>
  );
}

/** T43, L24: one proposes, another confirms. */
export function DisqualifyDialog({ confirm, ...props }: DialogProps & { confirm: boolean }) {
  const { file, onDone } = props;
  const [reason, setReason] = useState(file.pendingDisqualification?.reason ?? '');
  const [heard, setHeard] = useState(false);
  const act = useAct('propose-disqualification', { stale });
  const send = async () => {
    const { applicationId, turn } = file;
    const body = { turn, reason, confirm, ...(confirm ? { heard } : {}) };
    if (await act.run({ params: { applicationId }, body })) onDone();
  };
  return (
    <Frame {...props} danger busy={act.busy} problem={act.problem} onSend={() => void send()}>
      <Notice tone="warn" title={confirm ? t('irreversible') : t('twoPersons')}>
        <p>{own('twoPersons')}</p>
      </Notice>
      <TextArea
        name="reason"
        label={t('reason')}
        rows={3}
        value={reason}
        onInput={setReason}
        required
        error={errorOf(linesOf(act.problem?.errors), 'reason')}
      />
      {confirm ? <CheckBox name="heard" label={own('heard')} checked={heard} onChange={setHeard} /> : null}
    </Frame>
  );
}

/** T45, L21: procedure only. */
export function ReexaminationDialog(props: DialogProps) {
  const { file, onDone } = props;
  const [answer, setAnswer] = useState('');
  const [proceduralFault, setFault] = useState(false);
  const act = useAct('answer-reexamination', { stale });
  const send = async () => {
    const { applicationId, turn } = file;
    if (await act.run({ params: { applicationId }, body: { turn, answer, proceduralFault } })) onDone();
  };
  return (
    <Frame {...props} busy={act.busy} problem={act.problem} onSend={() => void send()}>
      <p>{file.reexamination?.reason}</p>
      <TextArea
        name="answer"
        label={own('answer')}
        rows={4}
        value={answer}
        onInput={setAnswer}
        required
        error={errorOf(linesOf(act.problem?.errors), 'answer')}
      />
      <CheckBox name="fault" label={own('fault')} checked={proceduralFault} onChange={setFault} />
    </Frame>
  );
}
