import type { Answer, Answers } from '../../../../shared/contracts/answers.ts';
import type { DeclarationData } from '../../../../shared/contracts/declaration.ts';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import type { Facts } from '../../../../shared/contracts/plan-expression.ts';
import { optionsFor } from '../../../../shared/rules/declaration/eligibility.ts';
import { exclusionsFor } from '../../../../shared/rules/declaration/exclusions.ts';
import { preconditionsFor } from '../../../../shared/rules/declaration/preconditions.ts';
import { askedFields } from '../../../../shared/rules/plan/asked-fields.ts';
import { evaluate } from '../../../../shared/rules/plan/expression.ts';

/** The data page as pure functions: what is shown, what is sent. */

export type Data = DeclarationData;
export type FieldKey = Plan['form']['fields'][number]['key'];

const dependent: readonly FieldKey[] = ['optionCodes', 'selfEvaluation', 'recommenders', 'established'];

/**
 * Is the field on the page? Most always are; those that hang on the track or the unit appear only when they are asked
 * for (L8), or when a check has named them.
 */
export function isShown(plan: Plan, key: FieldKey, facts: Facts, named: boolean): boolean {
  const field = plan.form.fields.find((f) => f.key === key);
  if (!field) return false;
  if (key === 'preconditions') return named || preconditionsFor(plan, facts).length > 0;
  if (key === 'exclusions') return named || exclusionsFor(plan, facts).length > 0;
  if (!dependent.includes(key)) return true;
  return named || evaluate(field.required, facts).value === true;
}

/** Tracks that the category may not use (R34, R35): shown, disabled. */
export function trackAllowed(plan: Plan, track: string, category: string | undefined): boolean {
  const found = plan.tracks.find((t) => t.code === track);
  return !category || found?.categories.includes(category) === true;
}

/** A change of track takes along what belonged to the old one only. */
export function withTrack(plan: Plan, data: Data, track: string): Data {
  const next = plan.tracks.find((t) => t.code === track);
  const options = next?.options.map((o) => o.code) ?? [];
  const table = next?.scoring && plan.scoringTables[next.scoring.table];
  const items = table?.groups.flatMap((group) => group.items.map((item) => item.code));
  const answers = Object.entries(data.selfEvaluation ?? {});
  return {
    ...data,
    track,
    optionCodes: (data.optionCodes ?? []).filter((code) => options.includes(code)),
    ...(items
      ? { selfEvaluation: Object.fromEntries(answers.filter(([code]) => items.includes(code))) }
      : {}),
  };
}

/** A change of category: the track goes when the category may not use it. */
export function withCategory(plan: Plan, data: Data, category: string): Data {
  const keep = data.track !== undefined && trackAllowed(plan, data.track, category);
  const { track: _track, optionCodes: _codes, ...rest } = data;
  if (!keep) return { ...rest, category };
  const found = plan.tracks.find((t) => t.code === data.track);
  const open = found ? optionsFor(found, category).map((o) => o.code) : [];
  const optionCodes = data.optionCodes?.filter((code) => open.includes(code));
  return { ...data, category, ...(optionCodes ? { optionCodes } : {}) };
}

/** The answers with this one; an empty one is none. */
export function withAnswer(answers: Answers | undefined, code: string, answer: Answer | undefined): Answers {
  const { [code]: _old, ...rest } = answers ?? {};
  return answer === undefined ? rest : { ...rest, [code]: answer };
}

/** Answers to fields that the plan has: a newer version may ask less. */
export function askedOnly(plan: Plan, data: Data): Data {
  const { asked, ...rest } = data;
  const kept = Object.entries(asked ?? {}).filter(([code]) =>
    askedFields(plan).some((field) => field.code === code),
  );
  return kept.length > 0 ? { ...rest, asked: Object.fromEntries(kept) } : rest;
}

/** What is sent: empty texts and lists and what is undefined are absent, at any depth; a row that was begun stays. */
export function cleanData(data: Data): Data {
  return (prune(data) ?? {}) as Data;
}

function prune(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (Array.isArray(value)) {
    const kept = value.map((one) => (isTree(one) ? (prune(one) ?? {}) : prune(one)));
    return kept.length ? kept.filter((one) => one !== undefined) : undefined;
  }
  if (!isTree(value)) return value;
  const kept = Object.entries(value)
    .map(([key, one]) => [key, prune(one)] as const)
    .filter(([, one]) => one !== undefined);
  return kept.length ? Object.fromEntries(kept) : undefined;
}

const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Members that a row has, empty or not, so that the API names what is missing in it rather than the whole row. */
export function completeData(data: Data): Data {
  const { educations, work, titles, appointment, recommenders, ...rest } = cleanData(data);
  return {
    ...rest,
    ...(educations ? { educations: educations.map((row) => ({ ...blanks.education, ...row })) } : {}),
    ...(work ? { work: work.map((row) => ({ ...blanks.work, ...row })) } : {}),
    ...(titles ? { titles: titles.map((row) => ({ ...blanks.title, ...row })) } : {}),
    ...(appointment ? { appointment: { ...appointment, periods: appointment.periods ?? [] } } : {}),
    ...(recommenders ? { recommenders: recommenders.map((row) => ({ ...blanks.recommender, ...row })) } : {}),
  };
}

const blanks = {
  education: { school: '', level: '' },
  title: { name: '' },
  work: { period: {} as { from: string }, unitName: '', post: '' },
  recommender: { name: '', title: '', specialty: '', certificateNo: '' },
};
