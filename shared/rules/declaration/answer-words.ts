import type { Answer, AnswerRow } from '../../contracts/answers.ts';
import type { Declaration } from '../../contracts/declaration.ts';
import type { Bilingual } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Facts } from '../../contracts/plan-expression.ts';
import type { AskedField, Column } from '../../contracts/plan-fields.ts';
import type { PlanText } from '../../contracts/plan-text.ts';
import { isAsked } from '../plan/asked-fields.ts';

/** Answers in words: the same on the preview, at the desks, in the printed form, and where two versions differ. */

export type AnswerShown =
  | { readonly kind: 'LINE' | 'PROSE'; readonly text: Bilingual }
  | {
      readonly kind: 'ROWS';
      readonly header: readonly Bilingual[];
      readonly rows: readonly (readonly Bilingual[])[];
    };

export interface AnsweredField {
  readonly field: AskedField;
  /** As returns and findings name it. */
  readonly path: string;
  readonly names: Bilingual;
  readonly shown: AnswerShown;
}

export interface AnsweredSection {
  readonly code: string;
  readonly names: Bilingual;
  readonly fields: readonly AnsweredField[];
}

export const answerPath = (code: string): string => `/data/asked/${code}`;

const both = ({ zh, en = zh }: PlanText): Bilingual => ({ zh, en });
const literal = (text: string): Bilingual => ({ zh: text, en: text });
const joined = (list: readonly Bilingual[]): Bilingual => ({
  zh: list.map((one) => one.zh).join('、'),
  en: list.map((one) => one.en).join(', '),
});
const wordOf = (choices: readonly { code: string; names: PlanText }[], code: unknown): Bilingual => {
  const names = choices.find((one) => one.code === code)?.names;
  return names ? both(names) : literal(String(code));
};

/** What is typed of a day that is none yet, or is no answer to the field at all, is shown as it stands. */
function cellWords(field: AskedField | Column, value: AnswerRow[string]): Bilingual {
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (field.type === 'CHOICE') return wordOf(field.choices, value);
  if (field.type === 'NUMBER' && field.unit) {
    const { zh, en } = both(field.unit);
    return { zh: `${value} ${zh}`, en: `${value} ${en}` };
  }
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(String(value)) ?? [];
  if ((field.type === 'DATE' || field.type === 'MONTH') && year && month)
    return {
      zh: `${year}年${Number(month)}月${day ? `${Number(day)}日` : ''}`,
      en: [year, month, day].filter(Boolean).join('-'),
    };
  return literal(String(value));
}

/** Rows where no rows belong, as the API may be sent them: by their values. */
const oddWords = (one: string | AnswerRow): string =>
  typeof one === 'string' ? one : Object.values(one).join(' ');

/** One answer in words; undefined where there is none. */
export function answerWords(field: AskedField, answer: Answer | undefined): AnswerShown | undefined {
  if (answer === undefined || answer === '') return undefined;
  if (Array.isArray(answer)) {
    if (answer.length === 0) return undefined;
    if (field.type !== 'ROWS') {
      const choices = 'choices' in field ? field.choices : [];
      return { kind: 'LINE', text: joined(answer.map((one) => wordOf(choices, oddWords(one)))) };
    }
    return {
      kind: 'ROWS',
      header: field.columns.map((one) => both(one.names)),
      rows: answer.map((row) =>
        field.columns.map((column) => {
          const value = typeof row === 'object' && Object.hasOwn(row, column.code) ? row[column.code] : '';
          return value === undefined || value === '' ? literal('') : cellWords(column, value);
        }),
      ),
    };
  }
  const kind = field.type === 'LONG_TEXT' ? 'PROSE' : 'LINE';
  return { kind, text: cellWords(field, answer as AnswerRow[string]) };
}

/** As one text, where there is room for no table. */
export function answerText(shown: AnswerShown | undefined): Bilingual {
  if (!shown) return literal('');
  if (shown.kind !== 'ROWS') return shown.text;
  const lines = (lang: 'zh' | 'en') =>
    shown.rows
      .map(
        (row, i) => `${i + 1}. ${row.flatMap((cell) => cell[lang] || []).join(lang === 'zh' ? '，' : ', ')}`,
      )
      .join('\n');
  return { zh: lines('zh'), en: lines('en') };
}

function proved(
  document: string,
  { attachments }: Pick<Declaration, 'attachments'>,
): AnswerShown | undefined {
  const n = attachments.filter((one) => one.code === document).length;
  return n === 0
    ? undefined
    : { kind: 'LINE', text: { zh: `见附件（${n} 份）`, en: `see the attachments (${n})` } };
}

/** What the plan's own sections hold of this declaration, in the plan's order: answered, and asked of this person. */
export function answersOf(
  plan: Plan,
  declaration: Pick<Declaration, 'data' | 'attachments'>,
  facts: Facts,
): AnsweredSection[] {
  const { asked = {} } = declaration.data;
  return (plan.form.sections ?? []).flatMap((section): AnsweredSection[] => {
    const fields = section.fields.flatMap((field): AnsweredField[] => {
      if (isAsked(field, facts) === false) return [];
      const answer = Object.hasOwn(asked, field.code) ? asked[field.code] : undefined;
      const shown = field.type === 'FILE' ? proved(field.document, declaration) : answerWords(field, answer);
      return shown ? [{ field, path: answerPath(field.code), names: both(field.names), shown }] : [];
    });
    return fields.length > 0 ? [{ code: section.code, names: both(section.names), fields }] : [];
  });
}
