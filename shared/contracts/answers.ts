import * as z from 'zod/mini';
import { limits } from './limits.ts';
import { exact, prose } from './text.ts';

/**
 * Answers to the fields that a plan asks (`plan-fields.ts`), by the field's code. The shape only bounds storage: whether
 * an answer is one to that field is judged by the plan's description. Numbers are numbers, days and months texts, a
 * choice its code, several choices a list of codes, rows a list of groups by column.
 */

const code = exact(1, 64);
/** To a millionth, which the table can hold: it refuses what is nearer to nothing than 1E-130. */
const Figure = z.number().check(
  z.overwrite((n) => Math.round(n * 1e6) / 1e6 + 0),
  z.minimum(-1e9),
  z.maximum(1e9),
);
const Cell = z.union([prose(0, limits.answer), Figure, z.boolean()]);
const Row = z.record(code, Cell);
const AnswerSchema = z.union([
  prose(0, limits.answer),
  Figure,
  z.boolean(),
  z.array(z.union([prose(0, 64), Row])).check(z.maxLength(limits.answerRows)),
]);

export const AnswersSchema = z.record(code, AnswerSchema);
export type Answers = z.infer<typeof AnswersSchema>;
export type Answer = Answers[string];
export type AnswerRow = z.infer<typeof Row>;
