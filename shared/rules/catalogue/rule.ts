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

/** The ids in what a finding names: `R60–R62` is R60, R61, R62, `R61 R62` both of them. */
export function rulesIn(named: string): string[] {
  const [, from, to] = /^R(\d+)–R(\d+)$/.exec(named) ?? [];
  if (!from || !to) return named.split(' ');
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => `R${Number(from) + i}`);
}
