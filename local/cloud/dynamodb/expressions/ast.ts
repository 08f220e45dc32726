import type { AttributeType, AttributeValue } from '../types.ts';

/** A document path: attribute names and list indexes, placeholders already replaced. */
export type Path = readonly (string | number)[];

export type Operand =
  | { kind: 'path'; path: Path }
  /** A placeholder such as ":now"; its value comes with each request, so that a parsed expression can be reused. */
  | { kind: 'value'; name: string }
  | { kind: 'size'; of: Operand };

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Condition =
  | { kind: 'and' | 'or'; left: Condition; right: Condition }
  | { kind: 'not'; of: Condition }
  | { kind: 'compare'; comparator: Comparator; left: Operand; right: Operand }
  | { kind: 'between'; of: Operand; low: Operand; high: Operand }
  | { kind: 'in'; of: Operand; options: Operand[] }
  | { kind: 'exists'; path: Path; expected: boolean }
  | { kind: 'attribute_type' | 'begins_with' | 'contains'; left: Operand; right: Operand };

export type SetOperand =
  | { kind: 'path'; path: Path }
  | { kind: 'value'; name: string }
  | { kind: 'add' | 'subtract' | 'list_append'; left: SetOperand; right: SetOperand }
  | { kind: 'if_not_exists'; path: Path; otherwise: SetOperand };

export type UpdateAction =
  | { kind: 'set'; path: Path; value: SetOperand }
  | { kind: 'remove'; path: Path }
  | { kind: 'add' | 'delete'; path: Path; name: string };

interface Parsed {
  /** Placeholders that the expression uses. */
  names: readonly string[];
  values: readonly string[];
  /** Top-level attributes that a nested path goes through. */
  nestedHeads: readonly string[];
}

export interface ParsedCondition extends Parsed {
  root: Condition;
  /** Top-level attributes of every path. */
  heads: readonly string[];
  /** Pairs of literal bounds of BETWEEN, to be checked against each request's values. */
  bounds: readonly (readonly [string, string])[];
  /** Literal second operands of attribute_type. */
  typeNames: readonly string[];
}

export interface ParsedUpdate extends Parsed {
  actions: readonly UpdateAction[];
  paths: readonly Path[];
}

export interface ParsedProjection extends Parsed {
  paths: readonly Path[];
}

/** What dynalite's condition parser makes of an operand: a path, the value of a placeholder, or a function. */
export type PegOperand = (string | number)[] | AttributeValue | PegNode;

export interface PegNode {
  type: string;
  name?: string;
  args: (PegOperand | PegNode)[];
  attrType?: AttributeType | null;
}

export interface PegSection {
  type: 'set' | 'remove' | 'add' | 'delete';
  path: (string | number)[];
  val?: PegOperand;
}

export interface PegResult {
  expression?: PegNode;
  sections?: PegSection[];
  paths?: (string | number)[][];
  nestedPaths: Record<string, true>;
  pathHeads?: Record<string, true>;
}

export interface PegContext {
  attrNames: Record<string, string>;
  attrVals: Record<string, AttributeValue>;
  /** The parser deletes from these whatever it uses. */
  unusedAttrNames: Record<string, true>;
  unusedAttrVals: Record<string, true>;
  isReserved(name: string): boolean;
  compare(operator: 'GT', a: AttributeValue, b: AttributeValue): boolean;
}

export interface PegParser {
  /** Returns a message where the expression parses but makes no sense; throws a SyntaxError with a location. */
  parse(text: string, options: { context: PegContext }): PegResult | string;
}
