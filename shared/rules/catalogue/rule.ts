import type { Bilingual } from '../../contracts/finding.ts';

/** A rule as data: where it comes from, what it means, which findings it gives. */
interface RuleBase {
  readonly id: string;
  /** What the software does, in both languages. */
  readonly meaning: Bilingual;
  /** Codes of the findings that name this rule; empty where a rule shapes pages or data rather than refusing. */
  readonly codes: readonly string[];
}

/** A sentence of the source document, verbatim, and its line there. */
export interface Quote {
  readonly line: number;
  readonly text: string;
}

/** R: stated by the source document. */
export interface SourceRule extends RuleBase {
  readonly quotes: readonly Quote[];
}

/** L, C, B, K, D, G, V, Q: law, convention or reading; `source` says which. */
export interface OtherRule extends RuleBase {
  readonly source: string;
}

export type Rule = SourceRule | OtherRule;
