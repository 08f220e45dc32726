import type { Expression, Facts, Scalar } from '../../contracts/plan-expression.ts';

export const orders = ['gt', 'gte', 'lt', 'lte'] as const;
const operators = ['eq', 'ne', 'in', ...orders] as const;
type Operator = (typeof operators)[number];

/** One comparison that decided a result: which fact, what was asked of it, what was found, whether it held. */
export interface Decision {
  readonly fact: string;
  readonly op: Operator;
  readonly asked: Scalar | readonly Scalar[];
  readonly found: Scalar | readonly Scalar[];
  readonly holds: boolean;
}

/**
 * Answer of an expression. `value` is undefined while it hangs on facts not known yet; those are in `missing`.
 * `because` holds only the comparisons that decided: of an `all` that fails, the failing ones; of an `any` that
 * holds, the holding ones.
 */
export interface Verdict {
  readonly value: boolean | undefined;
  readonly because: readonly Decision[];
  readonly missing: readonly string[];
}

type Comparison = Exclude<Expression, boolean | { all: unknown } | { any: unknown } | { not: unknown }>;

/** A comparison taken apart: its operator, the fact, what it is compared with. */
function partsOf(expression: Comparison): [Operator, string, Scalar | readonly Scalar[]] {
  const op = operators.find((one) => one in expression)!;
  const [name, asked] = (expression as Record<Operator, [string, Scalar | readonly Scalar[]]>)[op];
  return [op, name, asked];
}

/** Numbers by size, civil dates by their text; what is of two kinds, or cannot apply, has no order. */
function inOrder(op: Operator, value: Scalar, asked: Scalar): boolean {
  if (value === null || asked === null || typeof value !== typeof asked) return false;
  if (op === 'gt') return value > asked;
  if (op === 'gte') return value >= asked;
  return op === 'lt' ? value < asked : value <= asked;
}

function compare(expression: Comparison, facts: Facts): Verdict {
  const [op, name, asked] = partsOf(expression);
  // Own keys only: a fact named `constructor` must not be found on the prototype.
  const found = Object.hasOwn(facts, name) ? facts[name] : undefined;
  if (found === undefined) return { value: undefined, because: [], missing: [name] };
  const wanted: readonly Scalar[] = isList(asked) ? asked : [asked];
  const values: readonly Scalar[] = isList(found) ? found : [found];
  const equal = op === 'eq' || op === 'ne' || op === 'in';
  const some = values.some((v) => (equal ? wanted.includes(v) : inOrder(op, v, wanted[0] ?? null)));
  const holds = op === 'ne' ? !some : some;
  return { value: holds, because: [{ fact: name, op, asked, found, holds }], missing: [] };
}

const isList = (value: Scalar | readonly Scalar[]): value is readonly Scalar[] => Array.isArray(value);

const gather = (parts: readonly Verdict[]): Pick<Verdict, 'because' | 'missing'> => ({
  because: parts.flatMap((p) => p.because),
  missing: [...new Set(parts.flatMap((p) => p.missing))],
});

/** `all` is decided by one false, `any` by one true; otherwise one unknown leaves it open (Kleene's logic). */
function combine(parts: readonly Verdict[], deciding: boolean): Verdict {
  const decided = parts.filter((p) => p.value === deciding);
  if (decided.length > 0) return { value: deciding, because: gather(decided).because, missing: [] };
  const open = parts.filter((p) => p.value === undefined);
  if (open.length > 0) return { value: undefined, ...gather(open) };
  return { value: !deciding, because: gather(parts).because, missing: [] };
}

/** Evaluates a plan's `when` and says which facts decided. Total: no expression and no facts make it throw. */
export function evaluate(expression: Expression, facts: Facts): Verdict {
  if (typeof expression === 'boolean') return { value: expression, because: [], missing: [] };
  if ('all' in expression)
    return combine(
      expression.all.map((e) => evaluate(e, facts)),
      false,
    );
  if ('any' in expression)
    return combine(
      expression.any.map((e) => evaluate(e, facts)),
      true,
    );
  if ('not' in expression) {
    const inner = evaluate(expression.not, facts);
    return { ...inner, value: inner.value === undefined ? undefined : !inner.value };
  }
  return compare(expression, facts);
}

/** Every fact that an expression names, how and with which values it is compared (for the plan linter). */
export function factsNamed(
  expression: Expression,
): { fact: string; op: Operator; values: readonly Scalar[] }[] {
  if (typeof expression === 'boolean') return [];
  if ('all' in expression) return expression.all.flatMap(factsNamed);
  if ('any' in expression) return expression.any.flatMap(factsNamed);
  if ('not' in expression) return factsNamed(expression.not);
  const [op, fact, asked] = partsOf(expression);
  return [{ fact, op, values: isList(asked) ? asked : [asked] }];
}

/** A row of conditions, with lists of which the first that holds is used. */
interface Row {
  readonly when: Expression;
  readonly kinds?: readonly { readonly when: Expression }[] | undefined;
  readonly level?: readonly { readonly when: Expression }[] | undefined;
}

export interface RowDecision {
  /** Whether the row applies; undefined while that hangs on facts not known yet. */
  readonly applies: boolean | undefined;
  readonly because: readonly Decision[];
  /** Facts that the row, or the choice of its entries, still waits for. */
  readonly missing: readonly string[];
  /** Places of the entries used; undefined when there is no list or none of it holds. */
  readonly kinds: number | undefined;
  readonly level: number | undefined;
}

/** Decides a row once, with its entries: for what is asked, for the reasons shown, and for the linter. */
export function decideRow(row: Row, facts: Facts): RowDecision {
  const { value: applies, because, missing } = evaluate(row.when, facts);
  if (applies !== true) return { applies, because, missing, kinds: undefined, level: undefined };
  const waiting: string[] = [];
  const firstOf = (entries: Row['kinds']) => {
    for (const [place, { when }] of (entries ?? []).entries()) {
      const verdict = evaluate(when, facts);
      if (verdict.value === true) return place;
      waiting.push(...verdict.missing);
    }
    return undefined;
  };
  const [kinds, level] = [firstOf(row.kinds), firstOf(row.level)];
  return { applies, because, missing: [...new Set(waiting)], kinds, level };
}
