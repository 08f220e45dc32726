import { validation } from '../errors.ts';
import type { AttributeValue } from '../types.ts';
import { typeOf } from '../values.ts';
import type {
  Comparator,
  Condition,
  Operand,
  ParsedCondition,
  PegNode,
  PegOperand,
  PegSection,
  SetOperand,
  UpdateAction,
} from './ast.ts';

type NameOf = (value: unknown) => string | undefined;
type Compiled = Pick<ParsedCondition, 'root' | 'heads' | 'bounds' | 'typeNames'>;

const ORDERED = new Set(['S', 'N', 'B']);

/** dynalite's tree of a condition as ours: values by placeholder, so that it can be kept. */
export function compileCondition(
  label: string,
  expression: PegNode,
  nameOf: NameOf,
  values: Record<string, AttributeValue>,
): Compiled {
  const heads = new Set<string>();
  const bounds: [string, string][] = [];
  const typeNames: string[] = [];

  const operand = (arg: PegOperand): Operand => {
    if (Array.isArray(arg)) {
      heads.add(String(arg[0]));
      return { kind: 'path', path: arg };
    }
    const name = nameOf(arg);
    if (name !== undefined) return { kind: 'value', name };
    const node = arg as PegNode;
    if (node.type !== 'function' || node.name !== 'size') {
      throw validation(
        `Invalid ${label}: The function is not allowed to be used this way in an expression; function: ${node.name}`,
      );
    }
    return { kind: 'size', of: operand(node.args[0]!) };
  };

  /** <, BETWEEN and the like order only strings, numbers and binaries; a literal of another type is refused. */
  const ordered = (operator: string, arg: Operand): Operand => {
    const type = arg.kind === 'value' ? typeOf(values[arg.name]!) : 'S';
    if (ORDERED.has(type)) return arg;
    throw validation(
      `Invalid ${label}: Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
    );
  };

  const call = (node: PegNode): Condition => {
    const args = node.args.map((arg) => operand(arg as PegOperand));
    const [left, right] = args as [Operand, Operand];
    switch (node.name) {
      case 'attribute_exists':
      case 'attribute_not_exists':
        if (left.kind !== 'path') break;
        return { kind: 'exists', path: left.path, expected: node.name === 'attribute_exists' };
      case 'attribute_type':
        if (right.kind === 'value') typeNames.push(right.name);
        return { kind: node.name, left, right };
      case 'begins_with':
      case 'contains':
        return { kind: node.name, left, right };
    }
    throw validation(`Invalid ${label}: Invalid function name; function: ${node.name}`);
  };

  const condition = (node: PegNode): Condition => {
    switch (node.type) {
      case 'and':
      case 'or':
        return {
          kind: node.type,
          left: condition(node.args[0] as PegNode),
          right: condition(node.args[1] as PegNode),
        };
      case 'not':
        return { kind: 'not', of: condition(node.args[0] as PegNode) };
      case 'function':
        return call(node);
      case 'in': {
        const [of, ...options] = node.args.map((arg) => operand(arg as PegOperand));
        refuseSame(label, 'IN', of!, options);
        return { kind: 'in', of: of!, options };
      }
      case 'between': {
        const [of, low, high] = node.args.map((arg) => ordered('BETWEEN', operand(arg as PegOperand)));
        refuseSame(label, 'BETWEEN', of!, [low!, high!]);
        if (low!.kind === 'value' && high!.kind === 'value') bounds.push([low!.name, high!.name]);
        return { kind: 'between', of: of!, low: low!, high: high! };
      }
      default: {
        const comparator = node.type as Comparator;
        const check = (arg: Operand) =>
          comparator === '=' || comparator === '<>' ? arg : ordered(comparator, arg);
        const left = check(operand(node.args[0] as PegOperand));
        return { kind: 'compare', comparator, left, right: check(operand(node.args[1] as PegOperand)) };
      }
    }
  };

  const root = condition(expression);
  return { root, heads: [...heads], bounds, typeNames };
}

function refuseSame(
  label: string,
  operator: string,
  first: Operand | SetOperand,
  others: readonly (Operand | SetOperand)[],
): void {
  if (first.kind !== 'path') return;
  const text = JSON.stringify(first.path);
  if (!others.some((other) => other.kind === 'path' && JSON.stringify(other.path) === text)) return;
  const steps = first.path.map((step) => (typeof step === 'number' ? `[${step}]` : step));
  throw validation(
    `Invalid ${label}: The first operand must be distinct from the remaining operands for this operator or function; ` +
      `operator: ${operator}, first operand: [${steps.join(', ')}]`,
  );
}

/** dynalite's sections of an update as ours. */
export function compileUpdate(sections: PegSection[], nameOf: NameOf): UpdateAction[] {
  const operand = (arg: PegOperand): SetOperand => {
    if (Array.isArray(arg)) return { kind: 'path', path: arg };
    const name = nameOf(arg);
    if (name !== undefined) return { kind: 'value', name };
    const node = arg as PegNode;
    const [left, right] = node.args as [PegOperand, PegOperand];
    if (node.type === 'add' || node.type === 'subtract') {
      return { kind: node.type, left: operand(left), right: operand(right) };
    }
    if (node.name === 'if_not_exists') {
      const path = left as (string | number)[];
      const otherwise = operand(right);
      refuseSame('UpdateExpression', 'if_not_exists', { kind: 'path', path }, [otherwise]);
      return { kind: 'if_not_exists', path, otherwise };
    }
    return { kind: 'list_append', left: operand(left), right: operand(right) };
  };
  return sections.map((section): UpdateAction => {
    const path = section.path;
    if (section.type === 'remove') return { kind: 'remove', path };
    if (section.type === 'set') return { kind: 'set', path, value: operand(section.val!) };
    return { kind: section.type, path, name: nameOf(section.val)! };
  });
}
