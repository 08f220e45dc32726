import type { Declaration } from '../contracts/declaration.ts';
import type { Plan } from '../contracts/plan.ts';
import type { Facts } from '../contracts/plan-expression.ts';
import type { CheckingRole } from '../contracts/plan-fields.ts';
import type { Role } from '../contracts/roles.ts';
import { answersOf } from '../rules/declaration/answer-words.ts';

/** Paths of what this desk checks of the data, by the plan: answered, and asked of this person. */
export function fieldsToCheck(
  plan: Plan,
  declaration: Declaration,
  facts: Facts,
  role: Role | undefined,
): string[] {
  const isOf = ({ checkedBy }: { checkedBy?: readonly CheckingRole[] | undefined }) =>
    checkedBy?.some((one) => one === role) ?? false;
  const { data } = declaration;
  const core = plan.form.fields.filter((field) => isOf(field) && data[field.key] !== undefined);
  const own = answersOf(plan, declaration, facts).flatMap((section) => section.fields);
  return [
    ...core.map(({ key }) => `/data/${key}`),
    ...own.filter(({ field }) => isOf(field)).map(({ path }) => path),
  ];
}
