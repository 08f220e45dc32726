import { committeeRules } from './committee.ts';
import { lawRules } from './law.ts';
import { otherRules } from './other.ts';
import type { OtherRule, Rule, SourceRule } from './rule.ts';
import { sourceRulesA } from './source-1-40.ts';
import { sourceRulesB } from './source-41-71.ts';

/** Every rule that the software acts on, as data. Pages quote it beside a refusal; `docs/rules.md` is generated from it. */

/** R1–R71 in the order of the source document. */
export const sourceRules: readonly SourceRule[] = [...sourceRulesA, ...sourceRulesB];

export const ruleCatalogue: readonly Rule[] = [...sourceRules, ...lawRules, ...committeeRules, ...otherRules];

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

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const codesOf = (rule: Rule): string => rule.codes.map((code) => `\`${code}\``).join(' ');

function sourceTable(rules: readonly SourceRule[]): string[] {
  return [
    '| Id | Line | Source document | Meaning | Findings |',
    '|---|---|---|---|---|',
    ...rules.map((r) => {
      const lines = [...new Set(r.quotes.map((q) => q.line))].join(', ');
      const quotes = r.quotes.map((q) => `「${cell(q.text)}」`).join(' ');
      return `| ${r.id} | ${lines} | ${quotes} | ${cell(r.meaning.zh)}<br>${cell(r.meaning.en)} | ${codesOf(r)} |`;
    }),
  ];
}

function otherTable(rules: readonly OtherRule[]): string[] {
  return [
    '| Id | Source | Meaning | Findings |',
    '|---|---|---|---|',
    ...rules.map(
      (r) =>
        `| ${r.id} | ${cell(r.source)} | ${cell(r.meaning.zh)}<br>${cell(r.meaning.en)} | ${codesOf(r)} |`,
    ),
  ];
}

/** The text of `docs/rules.md`. */
export function rulesMarkdown(): string {
  const sections = ruleFamilies.flatMap(({ letter, zh, en }) => {
    const rules = ruleCatalogue.filter((r) => r.id.startsWith(letter));
    const table =
      letter === 'R'
        ? sourceTable(rules.filter(isSourceRule))
        : otherTable(rules.filter((r): r is OtherRule => !isSourceRule(r)));
    return [`## ${zh} · ${en}`, '', ...table, ''];
  });
  return [
    '# 规则目录 · Rules',
    '',
    'Generated from the rule catalogue in `shared/rules/catalogue` by `scripts/generate-rules.ts`; a test checks',
    'that it is up to date. Quotes are verbatim from [source-document.txt](source-document.txt), lines are lines of that file.',
    '',
    ...sections,
  ].join('\n');
}
