import { useState } from 'preact/hooks';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import { Button } from '../../../kit/button.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { ErrorSummary, ProblemSummary } from '../../../kit/errors.tsx';
import { Select, TextArea, TextField } from '../../../kit/fields.tsx';
import { errorOf, type Line, linesOf } from '../../../kit/findings.ts';
import { defineMessages } from '../../../kit/i18n.ts';
import { t as kit } from '../../../kit/messages.ts';
import { type DialogProps, useDecision } from './dialog.ts';
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
export function ReturnDialog(props: Props) {
  const { file, plan, open, returning, onClose } = props;
  const [reason, setReason] = useState('');
  const [supervisorReason, setSupervisor] = useState('');
  const [lines, setLines] = useState<readonly Line[]>([]);
  const { act, send } = useDecision({ ...props, title: '' });
  const choices = returnPaths(file, plan);
  const again = (file.returnCounts[file.stage] ?? 0) > 0;
  const submit = () => {
    const missing = problems(returning, choices);
    setLines(missing);
    if (missing.length) return;
    void send({
      decision: 'RETURN',
      items: [...returning.items],
      reason:
        reason.trim() ||
        returning.items
          .map((item) => item.remark)
          .join('；')
          .slice(0, 1000),
      ...(supervisorReason.trim() ? { supervisorReason } : {}),
    });
  };
  return (
    <Dialog
      open={open}
      title={own('title', { name: file.applicant.name })}
      onClose={onClose}
      actions={
        <Button look="primary" busy={act.busy} onClick={submit}>
          {own('send')}
        </Button>
      }
    >
      {open ? (
        <>
          <ErrorSummary lines={lines} attempt={lines} />
          <ProblemSummary problem={act.problem} />
          <p>{own('once')}</p>
          {returning.items.length === 0 ? <p class="quiet">{own('empty')}</p> : null}
          <ol class="return-items">
            {returning.items.map((item) => (
              <li key={item.path}>
                <TextField
                  name={`items${item.path}`}
                  label={pathLabel(item.path, choices)}
                  hint={own('remark')}
                  value={item.remark}
                  onInput={(text) => returning.remark(item.path, text)}
                  required
                  error={errorOf(lines, `items${item.path}`)}
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
          <TextArea
            name="reason"
            label={own('reason')}
            hint={own('reasonHint')}
            rows={2}
            value={reason}
            onInput={setReason}
            error={errorOf(linesOf(act.problem?.errors), 'reason')}
          />
          {again ? (
            <TextArea
              name="supervisorReason"
              label={own('supervisor')}
              rows={2}
              value={supervisorReason}
              onInput={setSupervisor}
              required
              error={errorOf(linesOf(act.problem?.errors), 'supervisorReason')}
            />
          ) : null}
        </>
      ) : null}
    </Dialog>
  );
}

function problems(returning: ReturnDraft, choices: ReturnType<typeof returnPaths>): Line[] {
  const line = (field: string, message: string): Line => ({ code: 'RETURN', field, message, advice: false });
  if (returning.items.length === 0) return [line('add', own('none'))];
  return returning.items
    .filter((item) => !item.remark.trim())
    .map((item) => line(`items${item.path}`, own('noRemark', { name: pathLabel(item.path, choices) })));
}
