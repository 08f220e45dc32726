import { useEffect, useState } from 'preact/hooks';
import { isVisible } from '../../../../shared/contracts/characters.ts';
import { identityKinds } from '../../../../shared/contracts/identity.ts';
import type { readCorrection } from '../../../../shared/rules/application/correction.ts';
import { Button } from '../../../kit/button.tsx';
import { DateField } from '../../../kit/date-field.tsx';
import { Select, TextArea, TextField } from '../../../kit/fields.tsx';
import { type Line, linesOf } from '../../../kit/findings.ts';
import { useFields } from '../../../kit/form.ts';
import { showInstant } from '../../../kit/format.ts';
import { defineMessages, say } from '../../../kit/i18n.ts';
import { DescriptionList } from '../../../kit/lists.tsx';
import { t as kit } from '../../../kit/messages.ts';
import { Notice } from '../../../kit/notice.tsx';
import { useAct } from '../../../kit/query.ts';
import { useToday } from '../../../kit/today.ts';
import { operator } from '../../parts/access.ts';
import { t } from '../../words.ts';
import { shownText } from './correction-words.ts';
import { type DialogProps, draftName, FileDialog } from './dialog.tsx';

const own = defineMessages({
  intro: [
    '缴费后的更正由两人办理：一人提出，另一人按原样确认。更正后打印的材料以更正后的内容为准，原版本保留；已打印的评审表作废，须重新导出、盖章、报送。',
    'After the payment a correction takes two persons: one proposes, another confirms it as it stands. What is printed afterwards has the corrected words and the older version is kept; a form that was printed is void and has to be exported, sealed and delivered again.',
  ],
  add: ['要更正的内容', 'What to correct'],
  leaveOut: ['移除：{name}', 'Remove: {name}'],
  none: ['请至少选择一项要更正的内容', 'Choose at least one thing to correct'],
  noReason: ['请写明理由', 'Give the reason'],
  second: [
    '请对照原件核对。确认即按下列内容更正，此后打印的材料以更正后的内容为准；已打印的评审表作废，须重新导出、盖章、报送。',
    'Check it against the originals. By confirming it is corrected just so, and what is printed afterwards says it; a form that was printed is void and has to be exported, sealed and delivered again.',
  ],
  refuseReason: ['不予确认的理由', 'Why it is refused'],
  withdrawReason: ['收回的理由', 'Why it is taken back'],
  now: ['现为：{value}', 'Now: {value}'],
  by: ['提出人', 'Proposed by'],
  at: ['提出时间', 'Proposed at'],
  change: ['{from} → {to}', '{from} → {to}'],
});

type Correction = NonNullable<DialogProps['file']['correction']>;
type Text = Correction['texts'][number];
export type ProposedCorrection = NonNullable<Correction['proposed']>;

const stale = ['list-queue', 'get-desk-application'] as const;

interface Change {
  path: string;
  to: string;
}

/** D16, D15: the first person. What was chosen and typed is a draft, like the reason. */
export function ProposeCorrectionDialog(props: DialogProps) {
  const { applicationId, turn, correction } = props.file;
  const texts = correction?.texts ?? [];
  const act = useAct('correct-application', { stale });
  const judge = useJudge(props.open, texts);
  const start = { changes: [] as readonly Change[], reason: '' };
  const fields = useFields(draftName(props, 'correct'), start, act, judge, '', withoutNumber);
  const { changes, reason } = fields.values;
  const put = (next: readonly Change[]) => fields.set({ changes: next });
  const send = async () =>
    fields.early.passes()
      ? act.run({ params: { applicationId }, body: { turn, changes: [...changes], reason } })
      : undefined;
  return (
    <FileDialog {...props} act={act} early={fields.early} send={send}>
      <p>{own('intro')}</p>
      {changes.map(({ path, to }, i) => {
        const text = texts.find((one) => one.path === path);
        if (!text) return null;
        return (
          <div key={path} class="corrected">
            <CorrectedField
              name={`changes/${i}/to`}
              text={text}
              to={to}
              error={fields.wrong(`changes/${i}/to`)}
              onInput={(next) => put(changes.map((one, at) => (at === i ? { path, to: next } : one)))}
            />
            <Button
              look="plain"
              aria-label={own('leaveOut', { name: say(text.label) })}
              onClick={() => put(changes.filter((one) => one.path !== path))}
            >
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
          if (text) put([...changes, { path, to: text.kind === 'ID_NUMBER' ? '' : text.value }]);
        }}
        choices={texts
          .filter((text) => !changes.some((one) => one.path === text.path))
          .map((text) => ({ value: text.path, label: say(text.label) }))}
        error={fields.wrong('changes')}
        required={changes.length === 0}
      />
      <TextArea {...fields.text('reason')} label={t('reason')} rows={2} required />
    </FileDialog>
  );
}

/** The number of a person's document stays in the window. */
const withoutNumber = <T extends { changes: readonly Change[] }>(typed: T): T => ({
  ...typed,
  changes: typed.changes.map((one) => (one.path === '/person/idNumber' ? { ...one, to: '' } : one)),
});

const identity = ['idKind', 'idNumber', 'gender', 'birthDate'] as const;

/**
 * Everything that this page can tell is wrong with a proposal, by the rules that the API judges it by; they come with the
 * window. The number of the document is not known here: what must agree with it is told by the API.
 */
function useJudge(open: boolean, texts: readonly Text[]) {
  const today = useToday();
  const [read, setRead] = useState<typeof readCorrection>();
  useEffect(() => {
    if (!open) return;
    // Without them the API alone judges.
    import('../../../../shared/rules/application/correction.ts').then(
      (rules) => setRead(() => rules.readCorrection),
      () => undefined,
    );
  }, [open]);
  return ({ changes, reason }: { changes: readonly Change[]; reason: string }): Line[] => {
    const line = (field: string, message: string): Line => ({
      code: 'CORRECT',
      field,
      message,
      advice: false,
    });
    const said = Object.fromEntries(
      identity.map((key) => [key, texts.find(({ path }) => path === `/person/${key}`)?.value]),
    );
    const numbered = changes.some(({ path }) => path === '/person/idNumber');
    const person = numbered ? (said as Parameters<typeof readCorrection>[1]) : undefined;
    return [
      ...(changes.length === 0
        ? [line('changes', own('none'))]
        : linesOf(read?.(texts, person, changes, today).problems)),
      ...(isVisible(reason) ? [] : [line('reason', own('noReason'))]),
    ];
  };
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

/** A proposal can be answered by a second person, and taken back by the first. */
export const isOwn = (proposed: Pick<ProposedCorrection, 'by'> | undefined): boolean =>
  proposed !== undefined && operator()?.session.id === proposed.by.id;

/** D26: the second person confirms just that, or refuses it. */
export function DecideCorrectionDialog({ confirm, ...props }: DialogProps & { confirm: boolean }) {
  const { applicationId, turn, correction } = props.file;
  const proposed = correction?.proposed;
  const act = useAct('correct-application', { stale });
  const fields = useFields(draftName(props, `correction-${confirm}`), { reason: '' }, act);
  const mine = isOwn(proposed);
  if (!proposed) return null;
  const send = () =>
    act.run({
      params: { applicationId },
      body: { turn, proposal: proposed.proposal, confirm, ...(confirm ? {} : fields.values) },
    });
  return (
    <FileDialog {...props} act={act} send={send}>
      {confirm ? <Notice tone="warn">{own('second')}</Notice> : null}
      <ProposedChanges proposed={proposed} />
      {confirm ? null : (
        <TextArea
          {...fields.text('reason')}
          label={own(mine ? 'withdrawReason' : 'refuseReason')}
          rows={2}
          required
        />
      )}
    </FileDialog>
  );
}
