import type { Plan } from '../../../../shared/contracts/plan.ts';
import { Button } from '../../../kit/button.tsx';
import { Select, TextArea, TextField } from '../../../kit/fields.tsx';
import { errorAt, type Line, linesOf } from '../../../kit/findings.ts';
import { useFields } from '../../../kit/form.ts';
import { defineMessages } from '../../../kit/i18n.ts';
import { t as kit } from '../../../kit/messages.ts';
import { type DialogProps, draftName, FileDialog, useDecision } from './dialog.tsx';
import { pathLabel, type ReturnDraft, returnPaths } from './return-draft.ts';

const own = defineMessages({
  title: ['退回补正：{name}', 'Return: {name}'],
  once: [
    '请一次性告知全部需要补正的内容。申报人只能修改列出的部分。',
    'Name everything at once: the applicant can change only what is listed.',
  ],
  add: ['添加需要补正的内容', 'Add what is to be corrected'],
  remark: ['问题和改正方法', 'What is wrong and how to mend it'],
  reason: ['总体说明', 'In general'],
  reasonHint: ['会写在退回通知的开头。', 'It opens the notice.'],
  supervisor: ['再次退回的理由（经负责人同意）', 'Why it is returned again (with a supervisor’s consent)'],
  send: ['退回补正', 'Return'],
  none: ['请至少列出一项', 'List at least one thing'],
  noRemark: ['请写明“{name}”的问题', 'Say what is wrong with: {name}'],
  empty: [
    '还没有列出内容。可以从下面选择，也可以在材料旁点“列入退回”。',
    'Nothing is listed yet; choose below, or mark parts of the file.',
  ],
});

interface Props extends Omit<DialogProps, 'title'> {
  plan: Plan | undefined;
  returning: ReturnDraft;
}

/** Everything that was marked while reading, with a remark each; more can be picked here (L11). */
export function ReturnDialog({ plan, returning, ...rest }: Props) {
  const props = { ...rest, title: own('send') };
  const { file } = props;
  const { act, send } = useDecision(props);
  const choices = returnPaths(file, plan);
  const start = { reason: '', supervisorReason: '' };
  const fields = useFields(draftName(props, 'return-words'), start, act, () => problems(returning, choices));
  const again = (file.returnCounts[file.stage] ?? 0) >= (plan ? plan.returns.maxPerStage : 1);
  const told = [...fields.early.lines, ...linesOf(act.problem?.errors)];
  const submit = async () => {
    if (!fields.early.passes()) return undefined;
    const { reason, supervisorReason } = fields.values;
    const remarks = returning.items.map((item) => item.remark).join('；');
    return send({
      decision: 'RETURN',
      items: [...returning.items],
      reason: reason.trim() || [...remarks].slice(0, 1000).join(''),
      ...(supervisorReason.trim() ? { supervisorReason } : {}),
    });
  };
  return (
    <FileDialog
      {...props}
      heading={own('title', { name: file.applicant.name })}
      act={act}
      early={fields.early}
      send={submit}
    >
      <p>{own('once')}</p>
      {returning.items.length === 0 ? <p class="quiet">{own('empty')}</p> : null}
      <ol class="return-items">
        {returning.items.map((item, i) => (
          <li key={item.path}>
            <TextField
              name={`items/${i}/remark`}
              prose
              label={pathLabel(item.path, choices)}
              hint={own('remark')}
              value={item.remark}
              onInput={(text) => returning.remark(item.path, text)}
              required
              error={errorAt(told, `items/${i}/remark`)}
            />
            <Button look="plain" onClick={() => returning.toggle(item.path)}>
              {kit('remove')}
            </Button>
          </li>
        ))}
      </ol>
      <Select
        name="add"
        label={own('add')}
        value=""
        onChange={(path) => path && returning.toggle(path)}
        choices={choices.filter((choice) => !returning.has(choice.value))}
        required
      />
      <TextArea {...fields.text('reason')} label={own('reason')} hint={own('reasonHint')} rows={2} />
      {again ? (
        <TextArea {...fields.text('supervisorReason')} label={own('supervisor')} rows={2} required />
      ) : null}
    </FileDialog>
  );
}

function problems(returning: ReturnDraft, choices: ReturnType<typeof returnPaths>): Line[] {
  const line = (field: string, message: string): Line => ({ code: 'RETURN', field, message, advice: false });
  if (returning.items.length === 0) return [line('add', own('none'))];
  return returning.items.flatMap((item, i) =>
    item.remark.trim()
      ? []
      : [line(`items/${i}/remark`, own('noRemark', { name: pathLabel(item.path, choices) }))],
  );
}
