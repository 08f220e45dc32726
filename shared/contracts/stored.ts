import * as z from 'zod/mini';

/**
 * The same shape without any judgement of its texts, numbers and lists. Reading is never stricter than writing: what was
 * accepted once is read for ever, whatever a later version asks of those who write (D14).
 */
/* @__NO_SIDE_EFFECTS__ so that a page takes what it reads only */
export function stored<S extends z.ZodMiniType>(schema: S): S {
  const known = made.get(schema);
  if (known) return known as S;
  const lax = laxOf(schema);
  made.set(schema, lax);
  return lax as S;
}

const made = /* @__PURE__ */ new WeakMap<z.ZodMiniType, z.ZodMiniType>();

type Def = z.core.$ZodTypes['_zod']['def'];
const part = (schema: unknown): z.ZodMiniType => stored(schema as z.ZodMiniType);

function laxOf(schema: z.ZodMiniType): z.ZodMiniType {
  const def = schema._zod.def as Def;
  switch (def.type) {
    case 'string':
      return z.string();
    case 'number':
      return z.number();
    case 'optional':
      return z.optional(part(def.innerType));
    case 'nullable':
      return z.nullable(part(def.innerType));
    case 'array':
      return z.array(part(def.element));
    case 'record':
      return z.record(part(def.keyType) as z.ZodMiniString, part(def.valueType));
    case 'union':
      return unionOf(def);
    case 'object':
      return objectOf(def);
    default:
      return schema;
  }
}

function unionOf(def: z.core.$ZodUnionDef): z.ZodMiniType {
  const options = def.options.map(part);
  const { discriminator } = def as Partial<z.core.$ZodDiscriminatedUnionDef>;
  return discriminator === undefined
    ? z.union(options as [z.ZodMiniType, ...z.ZodMiniType[]])
    : z.discriminatedUnion(discriminator, options as never);
}

function objectOf({ shape, catchall }: z.core.$ZodObjectDef): z.ZodMiniType {
  const lax = z.object(Object.fromEntries(Object.entries(shape).map(([key, one]) => [key, part(one)])));
  return catchall ? z.catchall(lax, part(catchall)) : lax;
}
