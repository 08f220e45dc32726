import type { Plan } from '../../contracts/plan.ts';
import { find as application } from '../application/findings.ts';
import { find as audit } from '../audit/findings.ts';
import { find as ballot } from '../ballot/findings.ts';
import type { FindingRow } from '../base/finding.ts';
import { find as base } from '../base/findings.ts';
import { find as calendar } from '../calendar/findings.ts';
import { find as certificate } from '../certificate/findings.ts';
import { find as committee } from '../committee/findings.ts';
import { find as declaration } from '../declaration/findings.ts';
import { find as desk } from '../desk/findings.ts';
import { find as directory } from '../directory/findings.ts';
import { find as dryRun } from '../dryrun/findings.ts';
import { find as files } from '../files/findings.ts';
import { find as linter } from '../linter/findings.ts';
import { find as paper } from '../paper/findings.ts';
import { find as payment } from '../payment/findings.ts';
import { find as people } from '../people/findings.ts';
import { find as plan } from '../plan/findings.ts';
import { find as publicity } from '../publicity/findings.ts';
import { isSourceRule, ruleCatalogue, ruleFamilies } from './catalogue.ts';
import { type OtherRule, type Rule, rulesIn, type SourceRule } from './rule.ts';

/** Every code of a finding and the rules that it names. For docs and tests: pages take the catalogue without codes. */

/** The tables of the topics, one a topic. */
export const codeTables: readonly Readonly<Record<string, FindingRow>>[] = [
  base.table,
  calendar.table,
  people.table,
  files.table,
  paper.table,
  audit.table,
  plan.table,
  desk.table,
  payment.table,
  publicity.table,
  committee.table,
  certificate.table,
  declaration.table,
  application.table,
  ballot.table,
  linter.table,
  dryRun.table,
  directory.table,
];

type Named = readonly [code: string, rules: readonly string[]];

/** Codes that a plan's attachments name themselves, each with the rules of its row. */
function plannedCodes({ attachments }: Plan): Named[] {
  return attachments.rows.flatMap(({ rules, failing, kinds = [], level = [] }) => [
    ...Object.values(failing).map((code): Named => [code, rules]),
    ...[...kinds, ...level].flatMap((entry): Named[] =>
      'failing' in entry && entry.failing ? [[entry.failing, entry.rules ?? rules]] : [],
    ),
  ]);
}

/** Readings of the source document that stand behind such a code, though no row of a plan names them. */
const readings: readonly Named[] = [
  ['ATT_APPOINT_4Y', ['Q8']],
  ['ATT_EDU_EXPIRED', ['Q9']],
  ['ATT_SI_OUT', ['Q12']],
  ['ATT_RECOMMENDER_CERT', ['Q13']],
  ['ATT_REQUIRED', ['R41', 'Q10']],
  ['ATT_APPOINT_KIND', ['R51']],
  ['ATT_CONTRACT_CONTENT', ['R52']],
  // A problem's code and no finding's: who is not signed in reaches no rule.
  ['AUTH', ['R2']],
];

/** Codes by the rule that they name, in the order of the tables. */
export function codesByRule(plans: readonly Plan[]): ReadonlyMap<string, readonly string[]> {
  const named: Named[] = [
    ...codeTables.flatMap((table) => Object.entries(table).map(([code, { rules }]): Named => [code, rules])),
    ...plans.flatMap(plannedCodes),
    ...readings,
  ];
  const byRule = new Map<string, string[]>();
  for (const [code, rules] of named) {
    for (const rule of rules.flatMap(rulesIn)) {
      const codes = byRule.get(rule) ?? [];
      if (!codes.includes(code)) byRule.set(rule, [...codes, code]);
    }
  }
  return byRule;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
type Codes = ReadonlyMap<string, readonly string[]>;
const codesOf = ({ id }: Rule, codes: Codes): string =>
  (codes.get(id) ?? []).map((code) => `\`${code}\``).join(' ');

function sourceTable(rules: readonly SourceRule[], codes: Codes): string[] {
  return [
    '| Id | Line | Source document | Meaning | Findings |',
    '|---|---|---|---|---|',
    ...rules.map((r) => {
      const lines = [...new Set(r.quotes.map((q) => q.line))].join(', ');
      const quotes = r.quotes.map((q) => `「${cell(q.text)}」`).join(' ');
      return `| ${r.id} | ${lines} | ${quotes} | ${cell(r.meaning.zh)}<br>${cell(r.meaning.en)} | ${codesOf(r, codes)} |`;
    }),
  ];
}

function otherTable(rules: readonly OtherRule[], codes: Codes): string[] {
  return [
    '| Id | Source | Meaning | Findings |',
    '|---|---|---|---|',
    ...rules.map(
      (r) =>
        `| ${r.id} | ${cell(r.source)} | ${cell(r.meaning.zh)}<br>${cell(r.meaning.en)} | ${codesOf(r, codes)} |`,
    ),
  ];
}

/** The text of `docs/rules.md`. @param plans those whose codes it names */
export function rulesMarkdown(plans: readonly Plan[]): string {
  const codes = codesByRule(plans);
  const sections = ruleFamilies.flatMap(({ letter, zh, en }) => {
    const rules = ruleCatalogue.filter((r) => r.id.startsWith(letter));
    const table =
      letter === 'R'
        ? sourceTable(rules.filter(isSourceRule), codes)
        : otherTable(
            rules.filter((r): r is OtherRule => !isSourceRule(r)),
            codes,
          );
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
