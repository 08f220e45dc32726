import { useState } from 'preact/hooks';
import { Button } from '../../../kit/button.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { ErrorSummary, ProblemSummary } from '../../../kit/errors.tsx';
import { TextArea } from '../../../kit/fields.tsx';
import { errorOf, type Line, linesOf } from '../../../kit/findings.ts';
import { showDeadline } from '../../../kit/format.ts';
import { defineMessages } from '../../../kit/i18n.ts';
import { Notice } from '../../../kit/notice.tsx';
import { t } from '../../words.ts';
import { type DialogProps, useDecision } from './dialog.ts';

const own = defineMessages({
  opinion: ['审核意见', 'Opinion'],
  unitOpinion: ['单位推荐意见', 'The unit’s opinion'],
  unitOpinionHint: ['将印在评审表上。', 'It is printed on the review form.'],
  noOpinion: ['请填写单位推荐意见', 'Please write the unit’s opinion'],
  unchecked: [
    '还有 {n} 项人工核对没有勾选，请确认已看过原件。',
    '{n} checks are not ticked; please make sure that you have looked.',
  ],
  reason: ['不通过的理由', 'Reason'],
  remedy: ['申报人可以怎么办（救济途径）', 'What the applicant can do (remedy)'],
  remedyHint: [
    '如：对结果有异议的，可向哪个部门、在什么期限内申请复核。',
    'Where and until when a review can be asked for.',
  ],
  rejectNote: [
    '不通过后本次申报结束，申报人不能再补正。材料可以改好的，请用“退回补正”。',
    'This ends the application. If it can be corrected, return it instead.',
  ],
  closeNote: [
    '公示期满且无异议，申报将报受理点审核。',
    'The publicity is over; the application goes to the acceptance point.',
  ],
  until: ['公示期：{until}', 'Publicity: {until}'],
});

export function ApproveDialog(props: DialogProps & { unchecked: number }) {
  const { source, file, open, title, onClose, unchecked } = props;
  const [opinion, setOpinion] = useState('');
  const { act, send } = useDecision(props);
  const unit = source.kind === 'unit';
  const [early, setEarly] = useState<readonly Line[]>([]);
  const approve = () => {
    const missing = unit && !opinion.trim();
    setEarly(
      missing ? [{ code: 'OPINION', field: 'opinion', message: own('noOpinion'), advice: false }] : [],
    );
    if (!missing) void send({ decision: 'APPROVE', ...(opinion.trim() ? { opinion } : {}) });
  };
  return (
    <Dialog
      open={open}
      title={`${title}：${file.applicant.name}`}
      onClose={onClose}
      actions={
        <Button look="primary" busy={act.busy} autofocus={!unit} onClick={approve}>
          {title}
        </Button>
      }
    >
      {open ? (
        <>
          <ErrorSummary lines={early} attempt={early} />
          <ProblemSummary problem={act.problem} />
          <p>
            {file.unit.name} · {file.applicationNo}
          </p>
          {unchecked > 0 ? <Notice tone="warn">{own('unchecked', { n: unchecked })}</Notice> : null}
          <TextArea
            name="opinion"
            label={own(unit ? 'unitOpinion' : 'opinion')}
            hint={unit ? own('unitOpinionHint') : undefined}
            rows={3}
            value={opinion}
            onInput={setOpinion}
            required={unit}
            error={errorOf([...early, ...linesOf(act.problem?.errors)], 'opinion')}
          />
        </>
      ) : null}
    </Dialog>
  );
}

export function RejectDialog(props: DialogProps) {
  const { file, open, title, onClose } = props;
  const [reason, setReason] = useState('');
  const [remedy, setRemedy] = useState('');
  const { act, send } = useDecision(props);
  const wrong = (name: string) => errorOf(linesOf(act.problem?.errors), name);
  return (
    <Dialog
      open={open}
      title={`${title}：${file.applicant.name}`}
      onClose={onClose}
      actions={
        <Button
          look="danger"
          busy={act.busy}
          onClick={() =>
            void send({
              decision: 'REJECT',
              ...(reason.trim() ? { reason } : {}),
              ...(remedy.trim() ? { remedy } : {}),
            })
          }
        >
          {title}
        </Button>
      }
    >
      {open ? (
        <>
          <ProblemSummary problem={act.problem} />
          <Notice tone="warn" title={t('irreversible')}>
            <p>{own('rejectNote')}</p>
          </Notice>
          <TextArea
            name="reason"
            label={own('reason')}
            rows={3}
            value={reason}
            onInput={setReason}
            required
            error={wrong('reason')}
          />
          <TextArea
            name="remedy"
            label={own('remedy')}
            hint={own('remedyHint')}
            rows={2}
            value={remedy}
            onInput={setRemedy}
            required
            error={wrong('remedy')}
          />
        </>
      ) : null}
    </Dialog>
  );
}

export function ClosePublicityDialog(props: DialogProps) {
  const { file, open, title, onClose } = props;
  const { act, send } = useDecision(props);
  return (
    <Dialog
      open={open}
      title={`${title}：${file.applicant.name}`}
      onClose={onClose}
      actions={
        <Button
          look="primary"
          busy={act.busy}
          autofocus
          onClick={() => void send({ decision: 'CLOSE_PUBLICITY' })}
        >
          {title}
        </Button>
      }
    >
      {open ? (
        <>
          <ProblemSummary problem={act.problem} />
          <p>{own('closeNote')}</p>
          {file.window ? <p>{own('until', { until: showDeadline(file.window.closeAt) })}</p> : null}
        </>
      ) : null}
    </Dialog>
  );
}
