/** What the elements of a plan's lists are known by. */

const ids = ['code', 'kind', 'key', 'pointId', 'muniUnitId', 'committeeId', 'deskId'] as const;

/** The field that tells an element from the others, and what it says; undefined when there is nothing of the kind. */
export function idOf(one: unknown): readonly [key: string, id: string] | undefined {
  if (typeof one !== 'object' || one === null) return undefined;
  const key = ids.find((name) => Object.hasOwn(one, name));
  const id = key && (one as Record<string, unknown>)[key];
  return key && typeof id === 'string' ? [key, id] : undefined;
}

export const idIn = (one: unknown): string | undefined => idOf(one)?.[1];
