import type { Bilingual, Finding } from '../../contracts/finding.ts';

/** The id of a rule: R source document, L law, and so on (docs/rules.md); T a transition, § the specification. */
export type RuleId =
  | `${'R' | 'L' | 'C' | 'B' | 'K' | 'D' | 'G' | 'V' | 'Q' | 'N' | 'T'}${number}`
  // Findings that stand on several rules, or on a section, are stored and read under these very words.
  | `R${number}–R${number}`
  | `R${number} R${number}`
  | `§${number}`;

/** A code as a row of its topic's table: the rules that it may name and its words, with `{places}` to fill in. */
export interface FindingRow {
  /** The first is the usual one. */
  readonly rules: readonly [RuleId, ...RuleId[]];
  readonly zh: string;
  readonly en: string;
  readonly severity?: 'advice';
}

/** What was measured, where, and what the rule asks for. */
export interface FindingFacts {
  readonly field?: string | undefined;
  readonly found?: string | number | undefined;
  readonly allowed?: string | number | undefined;
  /** One of the row's rules other than the usual one. */
  readonly rule?: RuleId | undefined;
  /** Values of the row's own places, and of `{found}` and `{allowed}` where a language needs its own. */
  readonly words?: Readonly<Record<string, Bilingual | string | number>>;
}

export interface Find<Code extends string> {
  (code: Code, facts?: FindingFacts): Finding;
  readonly table: Readonly<Record<Code, FindingRow>>;
}

/**
 * The only way to make a finding: a topic's table of codes as a maker, so that a code has one place and one wording.
 *
 * A table's call is marked `@__PURE__`, so that a page or function takes it only with a check that uses it: the bundler of
 * the functions knows no mark of a function that another file calls.
 *
 * @param table the topic's codes; a code stands in one table of the house (tests/unit/rules/findings.test.ts)
 */
export function findings<const T extends Record<string, FindingRow>>(table: T): Find<keyof T & string> {
  const find = (code: keyof T & string, { words, rule, ...facts }: FindingFacts = {}): Finding => {
    const row: FindingRow = table[code]!;
    const given = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
    const text = (lang: 'zh' | 'en') =>
      row[lang].replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = words?.[name] ?? given[name] ?? '';
        return String(typeof value === 'object' ? value[lang] : value);
      });
    return {
      code,
      rule: rule ?? row.rules[0],
      ...given,
      message: { zh: text('zh'), en: text('en') },
      severity: row.severity ?? 'error',
    };
  };
  return Object.assign(find, { table });
}

/** The same finding under a code that the plan's data names. */
export const codedBy = (code: string, like: Finding): Finding => ({ ...like, code });

/** The same finding where it only advises. */
export const asAdvice = (like: Finding): Finding => ({ ...like, severity: 'advice' });
