interface PegSyntaxError {
  name: string;
  location?: { start: { offset: number } };
}

const TOKEN = /\s+|[#:]?[A-Za-z0-9_]+|<>|<=|>=|[^\s]/g;

/** Amazon's wording of a syntax error: the token where the parser stopped, and its neighbours. */
export function syntaxError(text: string, error: unknown): string {
  const offset = (error as PegSyntaxError | undefined)?.location?.start.offset;
  if (offset === undefined) throw error;
  const tokens = [...text.matchAll(TOKEN)].filter((match) => match[0].trim() !== '');
  const at = tokens.findIndex((match) => match.index + match[0].length > offset);
  const index = at < 0 ? tokens.length : at;
  const token = tokens[index]?.[0] ?? '<EOF>';
  const from = tokens[Math.max(0, index - 1)]?.index ?? 0;
  const last = tokens[index + 1] ?? tokens[index];
  const to = last && index < tokens.length ? last.index + last[0].length : text.length;
  return `Syntax error; token: "${token}", near: "${text.slice(from, to)}"`;
}
