import type { Expression, Facts, Scalar } from '../../contracts/plan-expression.ts';

/** One comparison that decided a result: which fact, what was asked of it, what was found, whether it held. */
export interface Decision {
  readonly fact: string;
  readonly op: 'eq' | 'ne' | 'in';
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

type Comparison = Extract<Expression, { eq: unknown } | { ne: unknown } | { in: unknown }>;

function compare(expression: Comparison, facts: Facts): Verdict {
  const op = 'eq' in expression ? 'eq' : 'ne' in expression ? 'ne' : 'in';
  const [name, asked] =
    'eq' in expression ? expression.eq : 'ne' in expression ? expression.ne : expression.in;
  // Own keys only: a fact named `constructor` must not be found on the prototype.
  const found = Object.hasOwn(facts, name) ? facts[name] : undefined;
  if (found === undefined) return { value: undefined, because: [], missing: [name] };
  const wanted: readonly Scalar[] = isList(asked) ? asked : [asked];
  const values: readonly Scalar[] = isList(found) ? found : [found];
  const some = values.some((v) => wanted.includes(v));
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

/** True only when the expression is known to hold. */
export const holds = (expression: Expression, facts: Facts): boolean =>
  evaluate(expression, facts).value === true;

/** Every fact that an expression names, with the values it is compared with (for the plan linter). */
export function factsNamed(expression: Expression): { fact: string; values: readonly Scalar[] }[] {
  if (typeof expression === 'boolean') return [];
  if ('all' in expression) return expression.all.flatMap(factsNamed);
  if ('any' in expression) return expression.any.flatMap(factsNamed);
  if ('not' in expression) return factsNamed(expression.not);
  if ('in' in expression) return [{ fact: expression.in[0], values: expression.in[1] }];
  const [fact, value] = 'eq' in expression ? expression.eq : expression.ne;
  return [{ fact, values: [value] }];
}
