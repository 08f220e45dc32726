import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { routeOf, routes } from '../../functions/routes.ts';
import { schemaOf } from '../../shared/contracts/api/index.ts';

/** Part of a JSON schema, as far as it is walked here. */
interface Part {
  type?: string;
  properties?: Record<string, Part>;
  items?: Part;
  anyOf?: Part[];
  oneOf?: Part[];
  additionalProperties?: Part | boolean;
  propertyNames?: Part;
  maxLength?: number;
  maxItems?: number;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
}

function unbounded(part: Part, path: string): string[] {
  const text =
    part.type === 'string' &&
    [part.maxLength, part.enum, part.const, part.pattern].every((one) => one === undefined);
  const list = part.type === 'array' && part.maxItems === undefined;
  const values = typeof part.additionalProperties === 'object' ? part.additionalProperties : undefined;
  return [
    ...(text || list ? [path] : []),
    ...Object.entries(part.properties ?? {}).flatMap(([name, one]) => unbounded(one, `${path}/${name}`)),
    ...(part.items ? unbounded(part.items, `${path}[]`) : []),
    ...[...(part.anyOf ?? []), ...(part.oneOf ?? [])].flatMap((one) => unbounded(one, path)),
    ...(values ? unbounded(values, `${path}{}`) : []),
    ...(part.propertyNames ? unbounded(part.propertyNames, `${path}{key}`) : []),
  ];
}

test.each(routes.flatMap(({ id }) => routeOf(id).body ?? []))(
  '%s: every text and list is bounded',
  (name) => {
    const schema = z.toJSONSchema(schemaOf(name), { io: 'input' }) as Part;
    expect(unbounded(schema, name)).toEqual([]);
  },
);
