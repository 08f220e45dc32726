import type { DeclarationData } from '../../../../shared/contracts/declaration.ts';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import type { Facts } from '../../../../shared/contracts/plan-expression.ts';
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
  const options = plan.tracks.find((t) => t.code === track)?.options.map((o) => o.code) ?? [];
  return { ...data, track, optionCodes: (data.optionCodes ?? []).filter((code) => options.includes(code)) };
}

/** A change of category: the track goes when the category may not use it. */
export function withCategory(plan: Plan, data: Data, category: string): Data {
  const keep = data.track !== undefined && trackAllowed(plan, data.track, category);
  const { track: _track, optionCodes: _codes, ...rest } = data;
  return keep ? { ...data, category } : { ...rest, category };
}

/** What is sent: empty texts, empty lists and what is undefined are absent, at any depth. */
export function cleanData(data: Data): Data {
  return (prune(data) ?? {}) as Data;
}

function prune(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (Array.isArray(value)) {
    const kept = value.map(prune).filter((one) => one !== undefined);
    return kept.length ? kept : undefined;
  }
  if (typeof value === 'object' && value !== null) {
    const kept = Object.entries(value).flatMap(([key, one]) => {
      const pruned = prune(one);
      return pruned === undefined ? [] : [[key, pruned] as const];
    });
    return kept.length ? Object.fromEntries(kept) : undefined;
  }
  return value;
}

/**
 * Required members of the parts of a list, filled with empty texts so that the API names what is missing rather than
 * the whole part.
 */
export function completeData(data: Data): Data {
  const clean = cleanData(data);
  return {
    ...clean,
    ...(clean.educations
      ? { educations: clean.educations.map((e) => ({ ...e, school: e.school ?? '', level: e.level ?? '' })) }
      : {}),
    ...(clean.work
      ? { work: clean.work.map((w) => ({ ...w, unitName: w.unitName ?? '', post: w.post ?? '' })) }
      : {}),
    ...(clean.appointment
      ? { appointment: { ...clean.appointment, periods: clean.appointment.periods ?? [] } }
      : {}),
    ...(clean.recommenders
      ? {
          recommenders: clean.recommenders.map((r) => ({
            ...r,
            name: r.name ?? '',
            title: r.title ?? '',
            specialty: r.specialty ?? '',
            certificateNo: r.certificateNo ?? '',
          })),
        }
      : {}),
  };
}
