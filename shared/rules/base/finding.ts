import type { Finding } from '../../contracts/finding.ts';

/** A finding as a table row: its rule id and its words; `{found}` and `{allowed}` in a text are filled in. */
export interface FindingRow {
  readonly rule: string;
  readonly zh: string;
  readonly en: string;
  readonly severity?: Finding['severity'];
}

/** What was measured, where, and what the rule asks for. */
export interface FindingFacts {
  readonly field?: string;
  readonly found?: string | number;
  readonly allowed?: string | number;
}

const fill = (text: string, facts: FindingFacts): string =>
  text.replace(/\{(found|allowed)\}/g, (_, name: 'found' | 'allowed') => String(facts[name] ?? ''));

/**
 * Turns a module's table of codes into a maker of findings, so that a code has one rule and one wording.
 * @returns a function of a code and the facts
 */
export function findingTable<const T extends Record<string, FindingRow>>(
  table: T,
): (code: keyof T & string, facts?: FindingFacts) => Finding {
  return (code, facts = {}) => {
    const row: FindingRow = table[code]!;
    return {
      code,
      rule: row.rule,
      ...facts,
      message: { zh: fill(row.zh, facts), en: fill(row.en, facts) },
      severity: row.severity ?? 'error',
    };
  };
}
