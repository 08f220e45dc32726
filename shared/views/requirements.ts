import type { ResponseOf } from '../contracts/api/index.ts';
import type { Bilingual } from '../contracts/finding.ts';
import type { Plan } from '../contracts/plan.ts';
import type { Scalar } from '../contracts/plan-expression.ts';
import type { PlanText } from '../contracts/plan-text.ts';
import type { Requirement, Requirements } from '../rules/declaration/attachments.ts';
import type { Decision } from '../rules/plan/expression.ts';
import { factOf, valueWords } from '../rules/plan/facts.ts';

export type RequirementView = ResponseOf<'RequirementView'>;

/** Every attachment that is asked of this person, with the reason (R41–R57, L8). */
export function requirementViews(plan: Plan, asked: Requirements): RequirementView[] {
  return asked.required.map((requirement) => requirementView(plan, requirement));
}

function requirementView(plan: Plan, requirement: Requirement): RequirementView {
  const { codes, documents, row, level, instance } = requirement;
  const fetched = row.fetch ?? row.fetchInProvince;
  return {
    code: codes[0] ?? '',
    names: namesOf(documents.map((d) => d.names)),
    min: requirement.min,
    ...(codes.length > 1 ? { oneOf: [...codes] } : {}),
    ...(instance ? { instance } : {}),
    ...(requirement.acceptKinds ? { accept: [...requirement.acceptKinds] } : {}),
    ...(level
      ? {
          need: needOf(
            level,
            row.level?.some((e) => e.at),
          ),
        }
      : {}),
    ...(fetched ? { fetch: fetched } : {}),
    ...(row.proof ? { thirdParty: true as const } : {}),
    rules: [...requirement.rules],
    why: whyOf(plan, requirement.because),
    humanChecks: documents.flatMap((d) => (d.humanChecks ?? []).map(({ text, rule }) => ({ text, rule }))),
  };
}

function needOf(level: NonNullable<Requirement['level']>, atCutoff: boolean | undefined) {
  const { need, minYears } = level;
  return {
    level: need,
    ...(minYears === undefined ? {} : { minYears, ...(atCutoff ? { at: 'cutoffDate' } : {}) }),
  };
}

function namesOf(names: readonly PlanText[]): PlanText {
  const en = names.map((n) => n.en ?? n.zh).join(' or ');
  return { zh: names.map((n) => n.zh).join('或'), ...(en ? { en } : {}) };
}

/** The facts that made a row apply, in the plan's own words. */
export function whyOf(plan: Plan, because: readonly Decision[]): Bilingual {
  if (because.length === 0) return { zh: '所有申报人员均须提供', en: 'Everybody gives this' };
  const parts = because.map((one) => factText(plan, one));
  return {
    zh: `因为${parts.map((p) => p.zh).join('，')}`,
    en: `Because ${parts.map((p) => p.en).join(', and ')}`,
  };
}

function factText(plan: Plan, { fact, found }: Decision): Bilingual {
  const name = factOf(plan, fact)?.words ?? { zh: fact, en: fact };
  const values = (Array.isArray(found) ? found : [found]) as readonly Scalar[];
  const texts = values.map((value) => valueWords(plan, fact, value));
  return {
    zh: `${name.zh}为“${texts.map((t) => t.zh).join('、')}”`,
    en: `${name.en} is “${texts.map((t) => t.en).join(', ')}”`,
  };
}
