import type { Answer, Answers } from '../../contracts/answers.ts';
import { isLocalDate } from '../../contracts/local-date.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Facts, Scalar } from '../../contracts/plan-expression.ts';
import type { AskedField } from '../../contracts/plan-fields.ts';
import { evaluate } from './expression.ts';

/** The fields that a plan asks by description, and what their answers tell its conditions. */

export const askedFields = ({ form }: Pick<Plan, 'form'>): readonly AskedField[] =>
  (form.sections ?? []).flatMap((section) => section.fields);

/** The fact that a field's answer is: `asked.<code>`. */
export const askedFact = (code: string): string => `asked.${code}`;

/** Texts, rows and files are no values that a condition could compare. */
export const factTypes = {
  CHOICE: 'code',
  CHOICES: 'code',
  YESNO: 'yesno',
  NUMBER: 'number',
  DATE: 'date',
} as const satisfies Partial<Record<AskedField['type'], string>>;

export const tellsFact = (field: AskedField): boolean => Object.hasOwn(factTypes, field.type);

/** Is it asked of this person? Undefined while that hangs on what is not known yet. */
export const isAsked = ({ when }: AskedField, facts: Facts): boolean | undefined =>
  when === undefined ? true : evaluate(when, facts).value;

/** Undefined: not answered, or by nothing that is an answer. */
function answeredValue(
  field: AskedField,
  answer: Answer | undefined,
): Scalar | readonly Scalar[] | undefined {
  switch (field.type) {
    case 'CHOICE':
      return field.choices.find((one) => one.code === answer)?.code;
    case 'CHOICES': {
      const given = Array.isArray(answer) ? answer : [];
      return field.choices.filter((one) => given.includes(one.code)).map((one) => one.code);
    }
    case 'YESNO':
      return typeof answer === 'boolean' ? answer : undefined;
    case 'NUMBER':
      return typeof answer === 'number' ? answer : undefined;
    case 'DATE':
      return typeof answer === 'string' && isLocalDate(answer) ? answer : undefined;
    default:
      return undefined;
  }
}

/**
 * The facts with those of the answers. A field may hang on the ones before it, so they are read in their order; one that
 * is not asked cannot apply, whatever was answered before.
 */
export function withAnswers(plan: Plan, answers: Answers | undefined, facts: Facts): Facts {
  const known: Record<string, Scalar | readonly Scalar[] | undefined> = { ...facts };
  for (const field of askedFields(plan).filter(tellsFact)) {
    const asked = isAsked(field, known);
    const answer = answers && Object.hasOwn(answers, field.code) ? answers[field.code] : undefined;
    known[askedFact(field.code)] =
      asked === undefined ? undefined : asked ? answeredValue(field, answer) : null;
  }
  return known;
}
