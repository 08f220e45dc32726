/** Resolves CloudFormation's intrinsic functions over synthesized templates, for the resources that run locally. */

export interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
}

interface Template {
  Resources?: Record<string, Resource>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
}

export interface StackTemplate {
  stackName: string;
  template: Template;
}

export interface Place {
  region: string;
  accountId: string;
  partition: string;
  urlSuffix: string;
}

/** Names and attributes that a resource would have once deployed. */
type Named = (
  stack: StackTemplate,
  logicalId: string,
  resource: Resource,
) => { ref: string; attributes: Record<string, string> };

export class Resolver {
  readonly #stacks: readonly StackTemplate[];
  readonly #place: Place;
  readonly #named: Named;
  readonly #exports = new Map<string, () => unknown>();

  constructor(stacks: readonly StackTemplate[], place: Place, named: Named) {
    this.#stacks = stacks;
    this.#place = place;
    this.#named = named;
    for (const stack of stacks) {
      for (const output of Object.values(stack.template.Outputs ?? {})) {
        if (output.Export)
          this.#exports.set(String(this.resolve(stack, output.Export.Name)), () =>
            this.resolve(stack, output.Value),
          );
      }
    }
  }

  /** Every resource of a type, with its properties resolved. */
  ofType(type: string): { stack: StackTemplate; logicalId: string; properties: Record<string, unknown> }[] {
    return this.#stacks.flatMap((stack) =>
      Object.entries(stack.template.Resources ?? {})
        .filter(([, r]) => r.Type === type)
        .map(([logicalId, resource]) => ({
          stack,
          logicalId,
          properties: this.resolve(stack, resource.Properties ?? {}) as Record<string, unknown>,
        })),
    );
  }

  ref(stack: StackTemplate, logicalId: string): string {
    const { region, accountId, partition, urlSuffix } = this.#place;
    const pseudo: Record<string, string> = {
      'AWS::Region': region,
      'AWS::AccountId': accountId,
      'AWS::Partition': partition,
      'AWS::URLSuffix': urlSuffix,
    };
    const found = pseudo[logicalId];
    if (found !== undefined) return found;
    const resource = stack.template.Resources?.[logicalId];
    if (!resource) throw new Error(`No resource ${logicalId} in ${stack.stackName}.`);
    return this.#named(stack, logicalId, resource).ref;
  }

  resolve(stack: StackTemplate, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((v) => this.resolve(stack, v));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? [];
    if (entries.length === 1 && name && (name === 'Ref' || name.startsWith('Fn::')))
      return this.#call(stack, name, argument);
    return Object.fromEntries(entries.map(([k, v]) => [k, this.resolve(stack, v)]));
  }

  #call(stack: StackTemplate, name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref':
        return this.ref(stack, String(argument));
      case 'Fn::GetAtt': {
        const [logicalId, attribute] = argument as [string, string];
        return this.#attribute(stack, logicalId, attribute);
      }
      case 'Fn::Join': {
        const [separator, parts] = argument as [string, unknown];
        return (this.resolve(stack, parts) as unknown[]).map(String).join(separator);
      }
      case 'Fn::Select': {
        const [index, list] = argument as [number | string, unknown];
        return (this.resolve(stack, list) as unknown[])[Number(index)];
      }
      case 'Fn::Split': {
        const [separator, text] = argument as [string, unknown];
        return String(this.resolve(stack, text)).split(separator);
      }
      case 'Fn::ImportValue': {
        const wanted = String(this.resolve(stack, argument));
        const value = this.#exports.get(wanted);
        if (!value) throw new Error(`The template imports ${wanted}, which no stack exports.`);
        return value();
      }
      default:
        throw new Error(`The embedded cloud does not resolve ${name}.`);
    }
  }

  #attribute(stack: StackTemplate, logicalId: string, attribute: string): string {
    const resource = stack.template.Resources?.[logicalId];
    if (!resource) throw new Error(`No resource ${logicalId} in ${stack.stackName}.`);
    return this.#named(stack, logicalId, resource).attributes[attribute] ?? `${logicalId}.${attribute}`;
  }
}
