import type { Bilingual } from '../../contracts/finding.ts';

/** A rule as data: where it comes from, what it means. Its findings: codes.ts. */
interface RuleBase {
  readonly id: string;
  /** What the software does, in both languages. */
  readonly meaning: Bilingual;
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
