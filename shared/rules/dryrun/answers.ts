import type { Answer, AnswerRow, Answers } from '../../contracts/answers.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { AskedField, Column } from '../../contracts/plan-fields.ts';
import { limitsOf } from '../declaration/answers.ts';
import { askedFields, isAsked, withAnswers } from '../plan/asked-fields.ts';
import { evaluate } from '../plan/expression.ts';
import { type FactSource, factsOf } from '../plan/facts.ts';

/** Answers that pass, to whatever a plan asks of this person by description: nothing here knows a field. */

const cell = (field: AskedField | Column, plan: Plan, i: number): AnswerRow[string] => {
  const year = Number(plan.windows.cutoffDate.slice(0, 4));
  switch (field.type) {
    case 'NUMBER': {
      const { min = 0, max = 100 } = field;
      // What begins above a thousand counts years.
      return min > 1000 ? Math.min(max, Math.max(min, year - 1 - i)) : Math.round((min + max) / 2);
    }
    case 'DATE':
      return `${year - 2}-06-30`;
    case 'MONTH':
      return `${year - 2}-06`;
    case 'CHOICE':
      return field.choices[0]?.code ?? '';
    case 'YESNO':
      return false;
    default:
      return `${field.names.zh}（示例）`.slice(0, 'max' in field ? field.max : undefined);
  }
};

function answer(
  field: AskedField,
  plan: Plan,
  { min = 0, max }: ReturnType<typeof limitsOf>,
): Answer | undefined {
  if (field.type === 'FILE') return undefined;
  if (field.type === 'CHOICES') return field.choices.slice(0, Math.max(1, min)).map((one) => one.code);
  if (field.type !== 'ROWS')
    return field.type === 'NUMBER'
      ? cell({ ...field, min, ...(max === undefined ? {} : { max }) }, plan, 0)
      : cell(field, plan, 0);
  return Array.from({ length: Math.max(1, min) }, (_, i) =>
    Object.fromEntries(field.columns.map((column) => [column.code, cell(column, plan, i)])),
  );
}

/** One after the other, since some hang on those before; what nobody must answer is left open. */
export function sampleAnswers(source: FactSource): Answers {
  const { plan } = source;
  const given: Answers = {};
  for (const field of askedFields(plan)) {
    const facts = withAnswers(plan, given, factsOf({ ...source, data: { ...source.data, asked: given } }));
    if (isAsked(field, facts) !== true || evaluate(field.required ?? false, facts).value !== true) continue;
    const value = answer(field, plan, limitsOf(field, facts));
    if (value !== undefined) given[field.code] = value;
  }
  return given;
}
