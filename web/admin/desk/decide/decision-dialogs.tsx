import type { Plan } from '../../../../shared/contracts/plan.ts';
import { exclusionParts } from '../../../../shared/rules/declaration/exclusions.ts';
import { DateField } from '../../../kit/date-field.tsx';
import { Select, TextArea } from '../../../kit/fields.tsx';
import { errorOf, type Line, linesOf } from '../../../kit/findings.ts';
import { useFields } from '../../../kit/form.ts';
import { showDeadline } from '../../../kit/format.ts';
import { defineMessages, say } from '../../../kit/i18n.ts';
import { Notice } from '../../../kit/notice.tsx';
import { type DialogProps, draftName, FileDialog, useDecision } from './dialog.tsx';

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
  besides: ['补充说明', 'What is to be added'],
  ground: ['不得申报的情形', 'Ground of exclusion'],
  groundHint: [
    '属于申报计划所列情形的，请选择，理由按规定写明依据和期限。',
    'Where the plan names the ground, choose it: the reason is then written with its rule and its term.',
  ],
  groundBasis: ['依据：{basis}', 'By {basis}'],
  noGround: ['不属于所列情形', 'none of these'],
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
  const { source, file, unchecked } = props;
  const { act, send } = useDecision(props);
  const unit = source.kind === 'unit';
  const noOpinion: Line = { code: 'OPINION', field: 'opinion', message: own('noOpinion'), advice: false };
  const fields = useFields(draftName(props, 'approve'), { opinion: '' }, act, (typed) =>
    unit && !typed.opinion.trim() ? [noOpinion] : [],
  );
  const { opinion } = fields.values;
  const approve = async () =>
    fields.early.passes() ? send({ decision: 'APPROVE', ...(opinion.trim() ? { opinion } : {}) }) : undefined;
  return (
    <FileDialog {...props} act={act} early={fields.early} autofocus={!unit} send={approve}>
      <p>
        {file.unit.name} · {file.applicationNo}
      </p>
      {unchecked > 0 ? <Notice tone="warn">{own('unchecked', { n: unchecked })}</Notice> : null}
      <TextArea
        {...fields.text('opinion')}
        printed
        label={own(unit ? 'unitOpinion' : 'opinion')}
        hint={unit ? own('unitOpinionHint') : undefined}
        rows={3}
        required={unit}
      />
    </FileDialog>
  );
}

const noGround = { reason: '', remedy: '', code: '', kind: '', decidedOn: '' };

export function RejectDialog(props: DialogProps & { plan: Plan | undefined }) {
  const { act, send } = useDecision(props);
  const grounds = props.plan?.exclusions ?? [];
  const fields = useFields(draftName(props, 'reject'), noGround, act);
  const { reason, remedy, code, kind, decidedOn } = fields.values;
  const ground = grounds.find((one) => one.code === code);
  const exclusion = { code, ...(kind ? { kind } : {}), ...(decidedOn ? { decidedOn } : {}) };
  const wrong = (part: string) => errorOf(linesOf(act.problem?.errors), `exclusion/${part}`);
  const reject = () =>
    send({
      decision: 'REJECT',
      ...(reason.trim() ? { reason } : {}),
      ...(remedy.trim() ? { remedy } : {}),
      ...(ground ? { exclusion } : {}),
    });
  return (
    <FileDialog {...props} danger act={act} final={own('rejectNote')} send={reject}>
      {grounds.length > 0 ? (
        <Select
          {...fields.choice('code')}
          label={own('ground')}
          hint={ground ? own('groundBasis', { basis: say(ground.basis) }) : own('groundHint')}
          placeholder={own('noGround')}
          choices={grounds.map((one) => ({ value: one.code, label: say(one.names) }))}
        />
      ) : null}
      {ground?.lasts ? (
        <>
          <Select
            {...fields.choice('kind')}
            name="exclusion/kind"
            label={say(exclusionParts.kind)}
            choices={ground.lasts.map((one) => ({ value: one.code, label: say(one.names) }))}
            error={wrong('kind')}
            required
          />
          <DateField
            {...fields.date('decidedOn')}
            name="exclusion/decidedOn"
            label={say(exclusionParts.decidedOn)}
            error={wrong('decidedOn')}
            required
          />
        </>
      ) : null}
      <TextArea
        {...fields.text('reason')}
        label={own(ground ? 'besides' : 'reason')}
        rows={3}
        required={!ground}
      />
      <TextArea {...fields.text('remedy')} label={own('remedy')} hint={own('remedyHint')} rows={2} required />
    </FileDialog>
  );
}

export function ClosePublicityDialog(props: DialogProps) {
  const { window } = props.file;
  const { act, send } = useDecision(props);
  return (
    <FileDialog {...props} act={act} autofocus send={() => send({ decision: 'CLOSE_PUBLICITY' })}>
      <p>{own('closeNote')}</p>
      {window ? <p>{own('until', { until: showDeadline(window.closeAt) })}</p> : null}
    </FileDialog>
  );
}
