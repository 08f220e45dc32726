/**
 * Event patterns of Lambda's filter criteria, as far as the template uses them: objects of arrays of allowed values.
 * Anything else in a pattern is refused, so that no record is dropped by a rule that we do not understand.
 */
export function matchesPattern(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) {
    return pattern.some((allowed) => {
      if (typeof allowed === 'object' && allowed !== null)
        throw new Error(`The filter ${JSON.stringify(allowed)} is not supported.`);
      return allowed === value;
    });
  }
  if (typeof pattern !== 'object' || pattern === null)
    throw new Error(`The filter ${JSON.stringify(pattern)} is not supported.`);
  return Object.entries(pattern).every(([key, inner]) =>
    matchesPattern(inner, (value as Record<string, unknown> | undefined | null)?.[key]),
  );
}
