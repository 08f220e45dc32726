import { useState } from 'preact/hooks';
import type { PreconditionAnswer } from '../../../../shared/contracts/declaration.ts';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import type { Precondition } from '../../../../shared/contracts/plan-procedure.ts';
import {
  answered,
  answerFields,
  answerParts,
  checkPrecondition,
} from '../../../../shared/rules/declaration/preconditions.ts';
import { formatScore } from '../../../../shared/rules/plan/scoring.ts';
import { DateField } from '../../../kit/date-field.tsx';
import { FieldGroup, RadioCards, Select, TextField } from '../../../kit/fields.tsx';
import { fieldsOf } from '../../../kit/form.ts';
import { aside, named, say } from '../../../kit/i18n.ts';
import { StatusTag } from '../../../kit/notice.tsx';
import { titleLevelName } from '../../../kit/words.ts';
import { t } from '../../words.ts';
import type { PartProps } from './data-rows.tsx';
import { words } from './data-words.ts';

interface Props extends PartProps {
  plan: Plan;
  /** Those that are asked of this person. */
  asked: readonly Precondition[];
  today: string;
}

/** What must be so before somebody may declare (D39): each in its own frame, with where it stands as it is typed. */
export function Preconditions({ plan, asked, today, data, set, wrong, label, locked }: Props) {
  const given = data.preconditions ?? {};
  return (
    <FieldGroup name="preconditions" label={label} error={wrong('preconditions')} required>
      <div class="stack tight">
        {asked.filter(answered).map((one) => {
          const answer = given[one.code] ?? {};
          const met = checkPrecondition(plan, one, data, { today }).length === 0;
          return (
            <section key={one.code} class="panel row-panel" aria-label={say(one.names)}>
              <div class="row between">
                <strong>{say(one.names)}</strong>
                <StatusTag tone={met ? 'good' : 'warn'}>{words(met ? 'met' : 'notMetYet')}</StatusTag>
              </div>
              <Answer
                one={one}
                answer={answer}
                put={(change) => set({ preconditions: { ...given, [one.code]: { ...answer, ...change } } })}
                wrong={wrong}
                locked={locked}
              />
            </section>
          );
        })}
        {asked.flatMap((one) =>
          answered(one) ? [] : [<p key={one.code}>{named(say(one.names), answeredBy(plan, one))}</p>],
        )}
      </div>
    </FieldGroup>
  );
}

/** What answers one that asks nothing here; of a document, which. */
function answeredBy(plan: Plan, one: Exclude<Precondition, { kind: keyof typeof answerFields }>): string {
  const asked = one.kind === 'DOCUMENT' ? one.document : undefined;
  const document = plan.attachments.documents.find(({ code }) => code === asked);
  return `${words(one.kind)}${document ? aside(say(document.names)) : ''}`;
}

interface AnswerProps {
  one: Extract<Precondition, { kind: keyof typeof answerFields }>;
  answer: PreconditionAnswer;
  put(change: Partial<PreconditionAnswer>): void;
  wrong(name: string): string | undefined;
  locked: boolean;
}

function Answer({ one, answer, put, wrong, locked }: AnswerProps) {
  const at = `preconditions/${one.code}/`;
  const fields = fieldsOf(answer, put, wrong, { at, disabled: locked });
  const choices = (one.kind === 'TITLE' ? one.series : one.exams).map(({ code, names }) => ({
    value: code,
    label: say(names),
  }));
  const pass = one.kind === 'EXAM' && one.exams.find(({ code }) => code === answer.exam)?.pass;
  return (
    <>
      {answerFields[one.kind].map((part) => {
        const label = say(answerParts[part]);
        switch (part) {
          case 'series':
          case 'exam':
            return <Select key={part} {...fields.choice(part)} label={label} choices={choices} required />;
          case 'level':
            return (
              <Select
                key={part}
                {...fields.choice(part)}
                label={label}
                choices={(one.kind === 'TITLE' ? one.levels : []).map((level) => ({
                  value: level,
                  label: titleLevelName(level),
                }))}
                required
                width="middle"
              />
            );
          case 'grantedOn':
            return <DateField key={part} {...fields.date(part)} label={label} required />;
          case 'validUntil':
            return one.kind === 'EXAM' && one.validOn ? (
              <DateField key={part} {...fields.date(part)} label={label} required />
            ) : null;
          case 'score':
            return pass ? (
              <Score
                key={part}
                {...{ answer, put, locked, pass }}
                error={wrong(`${at}score`)}
                name={`${at}score`}
              />
            ) : null;
          case 'elsewhere':
            return one.kind === 'TITLE' && one.elsewhere ? (
              <RadioCards
                key={part}
                name={`${at}elsewhere`}
                label={label}
                value={answer.elsewhere === undefined ? '' : answer.elsewhere ? 'yes' : 'no'}
                onChange={(chosen) => put({ elsewhere: chosen === 'yes' })}
                choices={[
                  { value: 'yes', label: t('yes') },
                  { value: 'no', label: t('no') },
                ]}
                error={wrong(`${at}elsewhere`)}
                disabled={locked}
                required
                inline
              />
            ) : null;
          case 'certificateNo':
            return (
              <TextField
                key={part}
                {...fields.text(part)}
                label={label}
                width="middle"
                required={one.kind === 'EXAM'}
              />
            );
          default:
            return <TextField key={part} {...fields.text(part)} label={label} required />;
        }
      })}
    </>
  );
}

interface ScoreProps extends Pick<AnswerProps, 'answer' | 'put' | 'locked'> {
  pass: number;
  name: string;
  error: string | undefined;
}

/** Points with two decimals at most; kept ×100. What is no number is not taken. */
function Score({ answer, put, locked, pass, name, error }: ScoreProps) {
  const [typed, setTyped] = useState(answer.score === undefined ? '' : formatScore(answer.score));
  const take = (text: string) => {
    setTyped(text);
    put({ score: /^\d{1,4}(\.\d{1,2})?$/.test(text.trim()) ? Math.round(Number(text) * 100) : undefined });
  };
  return (
    <TextField
      name={name}
      label={say(answerParts.score)}
      hint={words('passMark', { pass: formatScore(pass) })}
      value={typed}
      onInput={take}
      inputMode="decimal"
      error={error}
      disabled={locked}
      width="short"
      required
    />
  );
}
