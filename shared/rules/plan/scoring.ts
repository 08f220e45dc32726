import type { Finding } from '../../contracts/finding.ts';
import type { ScoringTable } from '../../contracts/plan.ts';
import { find } from './findings.ts';

/** Self-evaluation by the plan's scoring table (R32). Scores are integers ×100; no floating point anywhere. */

/** 10499 → 104.99, 10500 → 105, 10550 → 105.5 */
export function formatScore(score: number): string {
  const cents = String(score % 100)
    .padStart(2, '0')
    .replace(/0{1,2}$/, '');
  return `${Math.floor(score / 100)}${cents ? `.${cents}` : ''}`;
}

export interface GroupScore {
  readonly code: string;
  /** Sum of the items, each within its own maximum. */
  readonly raw: number;
  readonly cap: number;
  /** `raw`, but never above the group's cap. */
  readonly counted: number;
  readonly items: readonly { readonly code: string; readonly score: number }[];
}

export interface Score {
  readonly total: number;
  readonly groups: readonly GroupScore[];
  /** Answers that the table does not know or that are no valid choice or count; they bring nothing. */
  readonly findings: readonly Finding[];
}

type Item = ScoringTable['groups'][number]['items'][number];

/** The score of one answer; undefined when the answer is not allowed. An item not answered brings 0. */
function itemScore(item: Item, answer: number | undefined): number | undefined {
  if (answer === undefined) return 0;
  if (item.kind === 'CHOICE') return item.choices.some((c) => c.score === answer) ? answer : undefined;
  if (!Number.isSafeInteger(answer) || answer < 0) return undefined;
  // Whole units above the maximum bring no more; the division keeps the product inside safe integers.
  const useful = Math.min(answer, Math.ceil(item.max / item.each));
  return Math.min(useful * item.each, item.max);
}

const allowedAnswers = (item: Item): string =>
  item.kind === 'CHOICE' ? item.choices.map((c) => formatScore(c.score)).join(', ') : '0, 1, 2, …';

/** Evaluates all answers: item maxima first, then group caps, then the sum. */
export function evaluateScore(table: ScoringTable, answers: Readonly<Record<string, number>>): Score {
  const findings: Finding[] = [];
  const known = new Set<string>();
  const groups = table.groups.map((group) => {
    const items = group.items.map((item) => {
      known.add(item.code);
      const answer = Object.hasOwn(answers, item.code) ? answers[item.code] : undefined;
      const score = itemScore(item, answer);
      const field = `/data/selfEvaluation/${item.code}`;
      if (score === undefined) {
        findings.push(
          find('SELF_EVAL_ANSWER', { field, found: String(answer), allowed: allowedAnswers(item) }),
        );
      }
      return { code: item.code, score: score ?? 0 };
    });
    const raw = items.reduce((sum, i) => sum + i.score, 0);
    return { code: group.code, raw, cap: group.cap, counted: Math.min(raw, group.cap), items };
  });
  for (const code of Object.keys(answers)) {
    if (!known.has(code)) {
      findings.push(find('SELF_EVAL_UNKNOWN_ITEM', { field: '/data/selfEvaluation', found: code }));
    }
  }
  return { total: groups.reduce((sum, g) => sum + g.counted, 0), groups, findings };
}

/** The most that a table can bring, ×100. */
export const bestScore = (table: ScoringTable): number =>
  table.groups.reduce((sum, group) => {
    const items = group.items.map((i) =>
      i.kind === 'CHOICE' ? Math.max(...i.choices.map((c) => c.score)) : i.max,
    );
    return (
      sum +
      Math.min(
        group.cap,
        items.reduce((a, b) => a + b, 0),
      )
    );
  }, 0);

/** R32: nothing when the self-evaluation reaches the pass mark. Both are integers ×100. */
export function checkSelfEvaluation(score: number, pass: number, field: string): Finding[] {
  if (Number.isInteger(score) && score >= pass) return [];
  const [found, least] = [formatScore(score), formatScore(pass)];
  return [find('SELF_EVAL_SCORE', { field, found, allowed: `>=${least}`, words: { pass: least } })];
}
