import type { DeclarationData, ExclusionAnswer } from '../../contracts/declaration.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import { isLocalDate } from '../../contracts/local-date.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Exclusion } from '../../contracts/plan-exclusions.ts';
import type { Facts } from '../../contracts/plan-expression.ts';
import type { PlanText } from '../../contracts/plan-text.ts';
import type { RuleId } from '../base/finding.ts';
import { find as findField } from '../base/findings.ts';
import { addMonths } from '../calendar/local-date.ts';
import { evaluate } from '../plan/expression.ts';
import { find } from './findings.ts';

/** Who may not declare (L6), by the plan's data alone: declared by the applicant, or recorded by a desk. */

/** Those that are asked of a person with these facts. */
export const exclusionsFor = (plan: Plan, facts: Facts): readonly Exclusion[] =>
  (plan.exclusions ?? []).filter((one) => evaluate(one.when, facts).value === true);

const both = ({ zh, en }: PlanText): Bilingual => ({ zh, en: en ?? zh });

/** What the parts of an answer are called. */
export const exclusionParts = {
  kind: { zh: '种类', en: 'Kind' },
  decidedOn: { zh: '决定日期', en: 'Day of the decision' },
} as const satisfies Record<string, Bilingual>;

/** Everything against declaring on this day; what is asked and not answered is missing. Only where the form asks it. */
export function checkExclusions(plan: Plan, data: DeclarationData, facts: Facts, today: string): Finding[] {
  if (!plan.form.fields.some(({ key }) => key === 'exclusions')) return [];
  const given = data.exclusions ?? {};
  return exclusionsFor(plan, facts).flatMap((one): Finding[] => {
    const answer = Object.hasOwn(given, one.code) ? given[one.code] : undefined;
    if (answer === undefined) {
      const field = `/data/exclusions/${one.code}/applies`;
      return [findField('FIELD_REQUIRED', { field, words: { what: quoted(one) } })];
    }
    return answer.applies ? judgeExclusion(one, answer, today, `/data/exclusions/${one.code}`) : [];
  });
}

const quoted = (one: Exclusion): Bilingual => {
  const { zh, en } = both(one.names);
  return { zh: `“${zh}”`, en: `“${en}”` };
};

/** One ground that applies: what is missing of it, or the refusal that it makes; nothing once its term is over. */
export function judgeExclusion(
  one: Exclusion,
  { kind, decidedOn }: Pick<ExclusionAnswer, 'kind' | 'decidedOn'>,
  today: string,
  field: string,
): Finding[] {
  const words = { name: both(one.names), basis: both(one.basis) };
  const rule = one.rule as RuleId;
  if (!one.lasts) return [find('EXCLUDED', { field: `${field}/applies`, rule, words })];
  const missing = (part: keyof typeof exclusionParts) => {
    const name = quoted(one);
    const what = {
      zh: `${name.zh}的${exclusionParts[part].zh}`,
      en: `${exclusionParts[part].en} of ${name.en}`,
    };
    return findField('FIELD_REQUIRED', { field: `${field}/${part}`, words: { what } });
  };
  const term = one.lasts.find(({ code }) => code === kind);
  const dated = decidedOn !== undefined && isLocalDate(decidedOn);
  if (!term || !dated) return [...(term ? [] : [missing('kind')]), ...(dated ? [] : [missing('decidedOn')])];
  if (decidedOn > today)
    return [
      findField('DATE_FUTURE', {
        field: `${field}/decidedOn`,
        found: decidedOn,
        allowed: today,
        words: { what: exclusionParts.decidedOn },
      }),
    ];
  const until = addMonths(decidedOn, term.months);
  if (today >= until) return [];
  return [
    find('EXCLUDED_UNTIL', {
      field: `${field}/decidedOn`,
      found: decidedOn,
      allowed: until,
      rule,
      words: { ...words, kind: both(term.names) },
    }),
  ];
}

/** A question with its answer, as one line. */
export function exclusionLine(
  plan: Plan,
  code: string,
  { applies, kind, decidedOn }: ExclusionAnswer,
): Bilingual {
  const one = plan.exclusions?.find((ground) => ground.code === code);
  const name = one ? both(one.names) : { zh: code, en: code };
  if (!applies) return { zh: `${name.zh}：否`, en: `${name.en}: no` };
  const term = one?.lasts?.find((each) => each.code === kind);
  const parts = [term && both(term.names), decidedOn ? { zh: decidedOn, en: decidedOn } : undefined];
  const tail = (lang: 'zh' | 'en') => parts.flatMap((part) => (part ? [part[lang]] : [])).join(' ');
  return { zh: `${name.zh}：是 ${tail('zh')}`.trim(), en: `${name.en}: yes ${tail('en')}`.trim() };
}
