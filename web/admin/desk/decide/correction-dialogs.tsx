import { useState } from 'preact/hooks';
import { identityKinds } from '../../../../shared/contracts/identity.ts';
import { Button } from '../../../kit/button.tsx';
import { DateField } from '../../../kit/date-field.tsx';
import { Select, TextArea, TextField } from '../../../kit/fields.tsx';
import { errorOf, linesOf } from '../../../kit/findings.ts';
import { useFields } from '../../../kit/form.ts';
import { showInstant } from '../../../kit/format.ts';
import { defineMessages, say } from '../../../kit/i18n.ts';
import { DescriptionList } from '../../../kit/lists.tsx';
import { t as kit } from '../../../kit/messages.ts';
import { Notice } from '../../../kit/notice.tsx';
import { useAct } from '../../../kit/query.ts';
import { t } from '../../words.ts';
import { shownText } from './correction-words.ts';
import { type DialogProps, draftName, FileDialog } from './dialog.tsx';

const own = defineMessages({
  intro: [
    '缴费后的更正由两人办理：一人提出，另一人按原样确认。更正后打印的材料以更正后的内容为准，原版本保留；已打印的评审表作废，须重新导出、盖章、报送。',
    'After the payment a correction takes two persons: one proposes, another confirms it as it stands. What is printed afterwards has the corrected words and the older version is kept; a form that was printed is void and has to be exported, sealed and delivered again.',
  ],
  add: ['要更正的内容', 'What to correct'],
  now: ['现为：{value}', 'Now: {value}'],
  by: ['提出人', 'Proposed by'],
  at: ['提出时间', 'Proposed at'],
  change: ['{from} → {to}', '{from} → {to}'],
});

type Correction = NonNullable<DialogProps['file']['correction']>;
type Text = Correction['texts'][number];
export type ProposedCorrection = NonNullable<Correction['proposed']>;

const stale = ['list-queue', 'get-desk-application'] as const;

/** D16, D15: the first person. */
export function ProposeCorrectionDialog(props: DialogProps) {
  const { applicationId, turn, correction } = props.file;
  const texts = correction?.texts ?? [];
  const act = useAct('correct-application', { stale });
  const fields = useFields(draftName(props, 'correct'), { reason: '' }, act);
  const [chosen, setChosen] = useState<readonly { path: string; to: string }[]>([]);
  const lines = linesOf(act.problem?.errors);
  const send = () =>
    act.run({ params: { applicationId }, body: { turn, changes: [...chosen], ...fields.values } });
  const set = (path: string, to: string) =>
    setChosen((now) => now.map((one) => (one.path === path ? { path, to } : one)));
  return (
    <FileDialog {...props} act={act} send={send}>
      <p>{own('intro')}</p>
      {chosen.map(({ path, to }, i) => {
        const text = texts.find((one) => one.path === path);
        if (!text) return null;
        const error = errorOf(lines, `changes/${i}`) ?? errorOf(lines, path.replace('/person/', ''));
        return (
          <div key={path} class="stack tight">
            <CorrectedField
              name={`changes/${i}`}
              text={text}
              to={to}
              error={error}
              onInput={(next) => set(path, next)}
            />
            <Button look="plain" onClick={() => setChosen((now) => now.filter((one) => one.path !== path))}>
              {kit('remove')}
            </Button>
          </div>
        );
      })}
      <Select
        name="changes"
        label={own('add')}
        value=""
        onChange={(path) => {
          const text = texts.find((one) => one.path === path);
          if (text) setChosen((now) => [...now, { path, to: text.kind === 'ID_NUMBER' ? '' : text.value }]);
        }}
        choices={texts
          .filter((text) => !chosen.some((one) => one.path === text.path))
          .map((text) => ({ value: text.path, label: say(text.label) }))}
        error={chosen.length === 0 ? errorOf(lines, 'changes') : undefined}
        required={chosen.length === 0}
      />
      <TextArea {...fields.text('reason')} label={t('reason')} rows={2} required />
    </FileDialog>
  );
}

function CorrectedField({
  name,
  text,
  to,
  error,
  onInput,
}: {
  /** Its place in what is sent: what is found there leads here. */
  name: string;
  text: Text;
  to: string;
  error: string | undefined;
  onInput(to: string): void;
}) {
  const field = {
    name,
    label: say(text.label),
    hint: own('now', { value: shownText(text.path, text.value) }),
    value: to,
    error,
    required: true,
  };
  if (text.kind === 'PROSE') return <TextArea {...field} rows={4} onInput={onInput} />;
  if (text.kind === 'DATE') return <DateField {...field} onChange={(date) => onInput(date ?? '')} />;
  if (text.kind === 'ID_KIND' || text.kind === 'GENDER') {
    const codes = text.kind === 'GENDER' ? (['MALE', 'FEMALE'] as const) : identityKinds;
    return (
      <Select
        {...field}
        onChange={onInput}
        choices={codes.map((code) => ({ value: code, label: shownText(text.path, code) }))}
      />
    );
  }
  return <TextField {...field} onInput={onInput} />;
}

/** Exactly what the first person proposed (D26). */
export function ProposedChanges({ proposed }: { proposed: ProposedCorrection }) {
  return (
    <DescriptionList
      items={[
        { term: own('by'), value: proposed.by.name ?? proposed.by.id },
        { term: own('at'), value: showInstant(proposed.at) },
        { term: t('reason'), value: proposed.reason },
        ...proposed.changes.map(({ path, label, from, to }) => ({
          term: say(label),
          value: (
            <span class="prose">
              {own('change', { from: shownText(path, from), to: shownText(path, to) })}
            </span>
          ),
        })),
      ]}
    />
  );
}

/** D26: the second person confirms just that, or refuses it. */
export function DecideCorrectionDialog({ confirm, ...props }: DialogProps & { confirm: boolean }) {
  const { applicationId, turn, correction } = props.file;
  const proposed = correction?.proposed;
  const act = useAct('correct-application', { stale });
  const fields = useFields(draftName(props, `correction-${confirm}`), { reason: '' }, act);
  if (!proposed) return null;
  const send = () =>
    act.run({
      params: { applicationId },
      body: { turn, proposal: proposed.proposal, confirm, ...(confirm ? {} : fields.values) },
    });
  return (
    <FileDialog {...props} act={act} send={send}>
      <Notice tone="warn" title={t('twoPersons')}>
        <p>{own('intro')}</p>
      </Notice>
      <ProposedChanges proposed={proposed} />
      {confirm ? null : <TextArea {...fields.text('reason')} label={t('reason')} rows={2} required />}
    </FileDialog>
  );
}
