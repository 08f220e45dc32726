import { useState } from 'preact/hooks';
import { reviewerRoles } from '../../../shared/contracts/desks.ts';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { Button } from '../../kit/button.tsx';
import { TextField } from '../../kit/fields.tsx';
import { defineMessages } from '../../kit/i18n.ts';
import { useAct } from '../../kit/query.ts';
import { operator } from '../parts/access.ts';
import type { DeskFile, DeskSource } from './source.ts';

const own = defineMessages({
  reveal: ['查看完整证件号码', 'Show the full number'],
  purpose: ['查看目的', 'What for'],
  hint: [
    '本次查看连同目的会记入办理记录。至少 4 个字。',
    'The look-up and its purpose go on record. At least 4 characters.',
  ],
  hide: ['隐藏', 'Hide'],
});

/** V2: masked until somebody asks for it with a purpose; forgotten when the page is left. */
export function IdentityNumber({ source, file }: { source: DeskSource; file: DeskFile }) {
  const [open, setOpen] = useState(false);
  const [purpose, setPurpose] = useState('');
  const [full, setFull] = useState<string>();
  const act = useAct('reveal-identity');
  const mayAsk =
    source.kind === 'staff' && (reviewerRoles as readonly string[]).includes(operator()?.session.role ?? '');
  const ask = async () => {
    const answer = await act.run({ params: { applicationId: file.applicationId }, body: { purpose } });
    if (answer) setFull(answer.body.idNumber);
    return answer;
  };
  return (
    <span class="identity">
      <span class="figures-inline">{full ?? file.applicant.idMasked}</span>
      {mayAsk ? (
        <Button look="plain" onClick={() => (full ? setFull(undefined) : setOpen(true))}>
          {full ? own('hide') : own('reveal')}
        </Button>
      ) : null}
      <ActDialog
        open={open}
        title={own('reveal')}
        confirm={own('reveal')}
        act={act}
        send={ask}
        onClose={() => setOpen(false)}
      >
        <TextField
          name="purpose"
          label={own('purpose')}
          hint={own('hint')}
          value={purpose}
          onInput={setPurpose}
          required
        />
      </ActDialog>
    </span>
  );
}
