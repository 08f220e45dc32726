import { useState } from 'preact/hooks';
import type { Answer, AnswerRow, Answers } from '../../../../shared/contracts/answers.ts';
import type { Finding } from '../../../../shared/contracts/finding.ts';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import type { Facts } from '../../../../shared/contracts/plan-expression.ts';
import type { AskedField, Column, FormSection } from '../../../../shared/contracts/plan-fields.ts';
import {
  checkAnswer,
  limitsOf,
  normaliseMonth,
  numberOf,
} from '../../../../shared/rules/declaration/answers.ts';
import { isAsked } from '../../../../shared/rules/plan/asked-fields.ts';
import { evaluate } from '../../../../shared/rules/plan/expression.ts';
import { DateField } from '../../../kit/date-field.tsx';
import { CheckBoxes, FieldGroup, RadioCards, Select, TextArea, TextField } from '../../../kit/fields.tsx';
import { fieldName } from '../../../kit/findings.ts';
import { lang, say } from '../../../kit/i18n.ts';
import { t } from '../../words.ts';
import { Rows } from './data-rows.tsx';
import { words } from './data-words.ts';

/** The fields of a plan's own sections, each made from its description (R25): nothing here knows any of them. */

interface Props {
  plan: Plan;
  answers: Answers;
  facts: Facts;
  today: string;
  set(code: string, answer: Answer | undefined): void;
  /** What is wrong by the last attempt, by the path below the answers. */
  wrong(name: string): string | undefined;
  locked(code: string): boolean;
}

export function AskedSections(props: Props) {
  return (
    <>
      {(props.plan.form.sections ?? []).map((section) => (
        <AskedSection key={section.code} section={section} {...props} />
      ))}
    </>
  );
}

/** A field is on the page once it is known to be asked, or when a check has named it. */
const isShown = (field: AskedField, { facts, wrong }: Props): boolean =>
  isAsked(field, facts) === true || wrong(field.code) !== undefined;

function AskedSection({ section, ...props }: Props & { section: FormSection }) {
  const fields = section.fields.filter((field) => isShown(field, props));
  if (fields.length === 0) return null;
  return (
    <section class="stack" aria-label={say(section.names)}>
      <h3>{say(section.names)}</h3>
      {fields.map((field) => (
        <Asked key={field.code} field={field} {...props} />
      ))}
    </section>
  );
}

/** Path of an answer on the page, and of a cell in it. */
const at = (...parts: (string | number)[]) => ['asked', ...parts].join('/');

function Asked({ field, ...props }: Props & { field: AskedField }) {
  const { answers, facts, today, set, wrong, locked } = props;
  const { code } = field;
  const [left, setLeft] = useState(false);
  const answer = Object.hasOwn(answers, code) ? answers[code] : undefined;
  // What is typed is judged as the server does; while the first answer is typed it is not yet reproached.
  const found = left ? checkAnswer(field, answer, { limits: limitsOf(field, facts), today }, code) : [];
  const told = (name: string) => wrong(name) ?? messageAt(found, name);
  const common = {
    name: at(code),
    label: say(field.names),
    hint: say(field.hint) || undefined,
    error: told(code),
    required: evaluate(field.required ?? false, facts).value === true,
    disabled: locked(code),
  };
  return (
    <div onFocusOut={() => setLeft(true)}>
      {field.type === 'ROWS' ? (
        <AnswerRows {...{ field, answer, common, told }} set={(rows) => set(code, rows)} />
      ) : field.type === 'LONG_TEXT' ? (
        <TextArea
          {...common}
          value={typeof answer === 'string' ? answer : ''}
          onInput={(text) => set(code, text)}
          rows={6}
          printed
          count={{ of: (text) => [...text].length, max: field.max }}
        />
      ) : field.type === 'CHOICES' ? (
        <CheckBoxes
          {...common}
          values={Array.isArray(answer) ? answer.filter((one) => typeof one === 'string') : []}
          onChange={(codes) => set(code, codes)}
          choices={choicesOf(field)}
        />
      ) : field.type === 'FILE' ? (
        <p id={`f-${at(code).replaceAll('/', '-')}`} class="quiet">
          {words('askedFile', { name: say(field.names) })}
        </p>
      ) : (
        <Cell {...{ field, common }} value={answer as AnswerRow[string]} set={(value) => set(code, value)} />
      )}
    </div>
  );
}

const messageAt = (found: readonly Finding[], name: string): string | undefined =>
  found.find((one) => fieldName(one.field) === name)?.message[lang.value];

const choicesOf = (field: { choices: readonly { code: string; names: { zh: string; en?: string } }[] }) =>
  field.choices.map((one) => ({ value: one.code, label: say(one.names) }));

interface Common {
  name: string;
  label: string;
  hint?: string | undefined;
  error: string | undefined;
  required: boolean;
  disabled: boolean;
}

interface CellProps {
  field: Column | Exclude<AskedField, { type: 'ROWS' | 'LONG_TEXT' | 'CHOICES' | 'FILE' }>;
  common: Common;
  value: AnswerRow[string] | undefined;
  set(value: AnswerRow[string] | undefined): void;
}

/** Choices that are few enough to be seen at once. */
const FEW = 5;

function Cell({ field, common, value, set }: CellProps) {
  const typed = value === undefined || typeof value === 'boolean' ? '' : String(value);
  switch (field.type) {
    case 'YESNO':
      return (
        <RadioCards
          {...common}
          value={typeof value === 'boolean' ? (value ? 'yes' : 'no') : ''}
          onChange={(chosen) => set(chosen === 'yes')}
          choices={[
            { value: 'yes', label: t('yes') },
            { value: 'no', label: t('no') },
          ]}
          inline
        />
      );
    case 'CHOICE':
      return field.choices.length > FEW ? (
        <Select
          {...common}
          value={typed}
          onChange={(code) => set(code || undefined)}
          choices={choicesOf(field)}
          width="middle"
        />
      ) : (
        <RadioCards {...common} value={typed} onChange={set} choices={choicesOf(field)} inline />
      );
    case 'DATE':
      return <DateField {...common} value={typed || undefined} onChange={set} />;
    case 'NUMBER':
      return (
        <TextField
          {...common}
          label={field.unit ? words('withUnit', { name: common.label, unit: say(field.unit) }) : common.label}
          value={typed}
          onInput={(text) => set(numberTyped(text))}
          inputMode={field.decimals ? 'decimal' : 'numeric'}
          width="short"
        />
      );
    case 'MONTH':
      return (
        <TextField
          {...common}
          hint={common.hint ?? words('monthHint')}
          value={typed}
          onInput={set}
          onBlur={() => typed && set(normaliseMonth(typed))}
          inputMode="numeric"
          width="short"
        />
      );
    default:
      return (
        <TextField
          {...common}
          value={typed}
          onInput={set}
          printed
          width={field.max > 30 ? 'full' : 'middle'}
        />
      );
  }
}

/** `1.` and `1.0` are on their way to a number: kept as they are typed until they read the same again. */
function numberTyped(text: string): number | string | undefined {
  if (text.trim() === '') return undefined;
  const number = numberOf(text);
  return String(number) === text ? number : text;
}

interface RowsProps {
  field: Extract<AskedField, { type: 'ROWS' }>;
  answer: Answer | undefined;
  common: Common;
  told(name: string): string | undefined;
  set(rows: AnswerRow[]): void;
}

function AnswerRows({ field, answer, common, told, set }: RowsProps) {
  const rows = Array.isArray(answer) ? answer.filter((one) => typeof one === 'object') : [];
  return (
    <FieldGroup {...common}>
      <Rows<AnswerRow>
        rows={rows}
        title={(n) => words('rowOf', { name: common.label, n })}
        add={rows.length < field.max ? words('addRow', { name: common.label }) : undefined}
        blank={{}}
        onChange={set}
        locked={common.disabled}
      >
        {(row, i, put) =>
          field.columns.map((column) => (
            <Cell
              key={column.code}
              field={column}
              value={row[column.code]}
              set={(value) => put({ [column.code]: value } as Partial<AnswerRow>)}
              common={{
                name: at(field.code, i, column.code),
                label: say(column.names),
                error: told(`${field.code}/${i}/${column.code}`),
                required: !column.optional,
                disabled: common.disabled,
              }}
            />
          ))
        }
      </Rows>
    </FieldGroup>
  );
}
