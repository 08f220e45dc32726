import { useState } from 'preact/hooks';
import type { Plan, Track } from '../../../../shared/contracts/plan.ts';
import { evaluateScore, formatScore } from '../../../../shared/rules/plan/scoring.ts';
import { Button } from '../../../kit/button.tsx';
import { digitsOf } from '../../../kit/date-parts.ts';
import { FieldGroup, Select, TextField } from '../../../kit/fields.tsx';
import { aside, listed, say } from '../../../kit/i18n.ts';
import { ProgressBar } from '../../../kit/lists.tsx';
import { t as kit } from '../../../kit/messages.ts';
import { StatusTag } from '../../../kit/notice.tsx';
import { planWords } from '../../words.ts';
import { words } from './data-words.ts';

interface Props {
  plan: Plan;
  track: Track;
  answers: Readonly<Record<string, number>>;
  onChange(answers: Record<string, number>): void;
  label: string;
  wrong(name: string): string | undefined;
  locked: boolean;
}

/** 开始自评 (R32): the plan's table, scored by the rule that the server uses, with the pass mark in sight. */
export function SelfEvaluation({ plan, track, answers, onChange, label, wrong, locked }: Props) {
  const [started, setStarted] = useState(Object.keys(answers).length > 0);
  const table = track.scoring ? plan.scoringTables[track.scoring.table] : undefined;
  if (!table || !track.scoring) return null;
  const pass = track.scoring.pass.gte;
  const score = evaluateScore(table, answers);
  const short = pass - score.total;
  const put = (code: string, value: number | undefined) => {
    const { [code]: _old, ...rest } = answers;
    onChange(value === undefined ? rest : { ...rest, [code]: value });
  };
  return (
    <FieldGroup
      name="selfEvaluation"
      label={label}
      hint={`${say(table.note)}${aside(kit('sample'))}`}
      error={wrong('selfEvaluation')}
      required
    >
      {started ? null : (
        <Button look="primary" onClick={() => setStarted(true)}>
          {planWords(plan).selfEval}
        </Button>
      )}
      {started ? (
        <div class="stack tight">
          <div class="score" aria-live="polite">
            <ProgressBar
              value={Math.min(100, (score.total / pass) * 100)}
              label={words('selfEvalScore', { score: formatScore(score.total), pass: formatScore(pass) })}
            />
            <StatusTag tone={short <= 0 ? 'good' : 'warn'}>
              {short <= 0 ? words('selfEvalPass') : words('selfEvalShort', { n: formatScore(short) })}
            </StatusTag>
          </div>
          {table.groups.map((group, i) => (
            <section key={group.code} class="panel row-panel" aria-label={say(group.names)}>
              <div class="row between">
                <strong>{say(group.names)}</strong>
                <span class="quiet">
                  {words('groupScore', {
                    counted: formatScore(score.groups[i]?.counted ?? 0),
                    cap: formatScore(group.cap),
                  })}
                </span>
              </div>
              {group.items.map((item) => {
                const name = `selfEvaluation/${item.code}`;
                const answer = answers[item.code];
                return item.kind === 'CHOICE' ? (
                  <Select
                    key={item.code}
                    name={name}
                    label={say(item.names)}
                    error={wrong(name)}
                    value={answer === undefined ? '' : String(answer)}
                    onChange={(value) => put(item.code, value === '' ? undefined : Number(value))}
                    choices={item.choices.map((c) => ({
                      value: String(c.score),
                      label: `${say(c.text)}${aside(formatScore(c.score))}`,
                    }))}
                    required
                    disabled={locked}
                    width="middle"
                  />
                ) : (
                  <TextField
                    key={item.code}
                    name={name}
                    label={say(item.names)}
                    hint={listed([
                      words('each', { each: formatScore(item.each), max: formatScore(item.max) }),
                      item.evidence && words(item.evidence),
                    ])}
                    error={wrong(name)}
                    rewritten
                    value={answer === undefined ? '' : String(answer)}
                    onInput={(value) => {
                      const digits = digitsOf(value, 3);
                      put(item.code, digits === '' ? undefined : Number(digits));
                    }}
                    inputMode="numeric"
                    required
                    disabled={locked}
                    width="short"
                  />
                );
              })}
            </section>
          ))}
        </div>
      ) : null}
    </FieldGroup>
  );
}
