import { clarificationRules } from './clarifications.ts';
import { committeeRules } from './committee.ts';
import { lawRules } from './law.ts';
import { otherRules } from './other.ts';
import { peopleRules } from './people.ts';
import type { Rule, SourceRule } from './rule.ts';
import { sourceRulesA } from './source-1-40.ts';
import { sourceRulesB } from './source-41-71.ts';

/** Every rule that the software acts on, as data. Pages quote it beside a refusal; codes.ts tells its findings. */

/** R1–R71 in the order of the source document. */
export const sourceRules: readonly SourceRule[] = [...sourceRulesA, ...sourceRulesB];

export const ruleCatalogue: readonly Rule[] = [
  ...sourceRules,
  ...lawRules,
  ...committeeRules,
  ...clarificationRules,
  ...peopleRules,
  ...otherRules,
];

const byId = new Map(ruleCatalogue.map((rule) => [rule.id, rule]));

/** The rule of an id such as `R19` or `L26`. */
export const ruleOf = (id: string): Rule | undefined => byId.get(id);

export const isSourceRule = (rule: Rule): rule is SourceRule => 'quotes' in rule;

/** Families of rules in their order on the page. */
export const ruleFamilies = [
  { letter: 'R', zh: '源文件', en: 'Source document' },
  { letter: 'L', zh: '法律法规', en: 'National law' },
  { letter: 'C', zh: '惯例（计划设置）', en: 'Conventions (plan settings)' },
  { letter: 'B', zh: '评审委员会', en: 'Committee' },
  { letter: 'K', zh: '工作日', en: 'Working days' },
  { letter: 'D', zh: '澄清', en: 'Clarifications' },
  { letter: 'G', zh: '申报计划', en: 'Plans' },
  { letter: 'V', zh: '隐私与证据', en: 'Privacy and evidence' },
  { letter: 'Q', zh: '对源文件的解读', en: 'Readings of the source document' },
] as const;
