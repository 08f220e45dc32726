import * as z from 'zod/mini';

/**
 * The same shape without any judgement of its texts, numbers and lists. Reading is never stricter than writing: what was
 * accepted once is read for ever, whatever a later version asks of those who write (D14).
 */
/* @__NO_SIDE_EFFECTS__ so that a page takes what it reads only */
export function stored<S extends z.ZodMiniType>(schema: S): S {
  return lax(schema) as S;
}

/** An object's schema from its members' and, where more may stand in it, the schema of what more there is. */
export type ObjectMaker = (
  shape: Record<string, z.ZodMiniType>,
  catchall: z.ZodMiniType | undefined,
) => z.core.$ZodType;

/** The same, its objects made by the caller: the table's reader has them compiled, a page may not. */
export function storedWith(objectOf: ObjectMaker): (schema: z.ZodMiniType) => z.core.$ZodType {
  const made = new WeakMap<z.ZodMiniType, z.ZodMiniType>();
  const laxAs = (schema: unknown): z.ZodMiniType => {
    const one = schema as z.ZodMiniType;
    const known = made.get(one);
    if (known) return known;
    const lax = laxOf(one, laxAs, objectOf);
    made.set(one, lax);
    return lax;
  };
  return laxAs;
}

const lax = /* @__PURE__ */ storedWith((shape, catchall) => {
  const made = z.object(shape);
  return catchall ? z.catchall(made, catchall) : made;
});

type Def = z.core.$ZodTypes['_zod']['def'];
type Lax = (schema: unknown) => z.ZodMiniType;

function laxOf(schema: z.ZodMiniType, part: Lax, objectOf: ObjectMaker): z.ZodMiniType {
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
      return unionOf(def, part);
    case 'object': {
      const members = Object.entries(def.shape).map(([key, one]) => [key, part(one)]);
      return objectOf(Object.fromEntries(members), def.catchall && part(def.catchall)) as z.ZodMiniType;
    }
    default:
      return schema;
  }
}

function unionOf(def: z.core.$ZodUnionDef, part: Lax): z.ZodMiniType {
  const options = def.options.map(part);
  const { discriminator } = def as Partial<z.core.$ZodDiscriminatedUnionDef>;
  return discriminator === undefined
    ? z.union(options as [z.ZodMiniType, ...z.ZodMiniType[]])
    : z.discriminatedUnion(discriminator, options as never);
}
