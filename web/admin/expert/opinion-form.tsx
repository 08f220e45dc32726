import { useState } from 'preact/hooks';
import { opinionVerdicts } from '../../../shared/contracts/api/committee.ts';
import { checkRemark, type OpinionVerdict, opinionPhrases } from '../../../shared/rules/committee/opinion.ts';
import { Button } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { Conflicts } from '../../kit/conflict.tsx';
import { type FormPart, type Held, part, useDraft } from '../../kit/draft.ts';
import { ErrorSummary, ProblemSummary } from '../../kit/errors.tsx';
import { RadioCards, TextArea } from '../../kit/fields.tsx';
import { type Line, linesOf } from '../../kit/findings.ts';
import { useWrong } from '../../kit/form.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { StatusTag, toast } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { Block } from '../desk/block.tsx';
import { verdictName } from './verdicts.ts';

const own = defineMessages({
  title: ['评议意见', 'Opinion'],
  verdict: ['结论', 'Verdict'],
  remark: ['具体意见', 'About this candidate'],
  remarkHint: [
    '针对该申报人写明，10 字以上；常用语不计入。',
    'About this candidate, 10 characters or more; phrases do not count.',
  ],
  phrases: ['常用语', 'Phrases'],
  save: ['提交意见', 'Submit the opinion'],
  saved: ['意见已提交', 'The opinion is submitted'],
  written: ['{at} 提交', 'Submitted {at}'],
  noVerdict: ['请选择结论', 'Choose a verdict'],
});

type File = ResponseFor<'get-candidate'>;
interface Form {
  verdict: string;
  remark: string;
}

const opinionOf = ({ ownOpinion }: File): Held<Form> => ({
  value: { verdict: ownOpinion?.verdict ?? '', remark: ownOpinion?.remark ?? '' },
});

const opinionParts: readonly FormPart[] = [
  part<OpinionVerdict>('verdict', () => own('verdict'), verdictName),
  part('remark', () => own('remark')),
];

/** L14, B13: three verdicts, and a remark that is about this candidate; checked here by the rule of the server. */
export function OpinionForm({ sessionId, file }: { sessionId: string; file: File }) {
  const { applicationId, ownOpinion } = file;
  const draft = useDraft<Form>(`opinion.${sessionId}.${applicationId}`, opinionOf(file), opinionParts);
  const [early, setEarly] = useState<readonly Line[]>([]);
  const [asked, setAsked] = useState(0);
  const act = useAct('write-opinion', { stale: ['get-candidate', 'get-own-session'] });
  const { verdict, remark } = draft.value;
  const lines = [...early, ...linesOf(act.problem?.errors)];
  const wrong = useWrong(draft.value, lines, [act.problem, early]);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (draft.conflicts.length > 0) return setAsked((n) => n + 1);
    const found = problemsOf(draft.value);
    setEarly(found);
    if (found.length) return;
    const body = { applicationId, verdict: verdict as OpinionVerdict, remark };
    if (!(await act.run({ params: { sessionId }, body }))) return;
    draft.discard();
    toast(own('saved'));
  };
  return (
    <Block
      title={own('title')}
      aside={
        ownOpinion ? (
          <StatusTag tone="good">{own('written', { at: showInstant(ownOpinion.at) })}</StatusTag>
        ) : null
      }
    >
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Conflicts draft={draft} asked={asked} />
        <ErrorSummary lines={early} attempt={early} />
        <ProblemSummary problem={act.problem} />
        <RadioCards
          name="verdict"
          label={own('verdict')}
          value={verdict}
          onChange={(next) => draft.set({ verdict: next })}
          choices={opinionVerdicts.map((one) => ({ value: one, label: verdictName(one) }))}
          error={wrong('verdict')}
          required
        />
        {verdict ? (
          <Phrases
            verdict={verdict as OpinionVerdict}
            onPick={(text) => draft.set((now) => ({ ...now, remark: `${now.remark}${text}` }))}
          />
        ) : null}
        <TextArea
          name="remark"
          label={own('remark')}
          hint={own('remarkHint')}
          rows={5}
          printed
          value={remark}
          onInput={(next) => draft.set({ remark: next })}
          count={{ of: (text) => [...text].length, max: 1000 }}
          error={wrong('remark')}
          required
        />
        <Button look={draft.conflicts.length > 0 ? 'secondary' : 'primary'} type="submit" busy={act.busy}>
          {own('save')}
        </Button>
      </form>
    </Block>
  );
}

function Phrases({ verdict, onPick }: { verdict: OpinionVerdict; onPick(text: string): void }) {
  return (
    <details class="phrases">
      <summary>{own('phrases')}</summary>
      <ul class="plain-list">
        {opinionPhrases[verdict].map((phrase) => (
          <li key={phrase.zh}>
            <Button look="plain" onClick={() => onPick(say(phrase))}>
              ＋ {say(phrase)}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function problemsOf({ verdict, remark }: Form): Line[] {
  const missing: Line[] = verdict
    ? []
    : [{ code: 'REQUIRED', field: 'verdict', message: own('noVerdict'), advice: false }];
  return [...missing, ...linesOf(checkRemark(remark, []))];
}
