import { defineMessages } from '../../kit/i18n.ts';

/** Where a text stops being JSON, told the same in every browser and in the language of the page. */

const own = defineMessages({
  at: ['第 {line} 行第 {column} 列：{what}', 'line {line}, column {column}: {what}'],
  end: ['文字到此结束，还缺 {allowed}', 'the text ends here; {allowed} is missing'],
  found: ['此处是“{found}”，应为 {allowed}', 'here is “{found}”, where {allowed} belongs'],
  twice: ['“{found}”写了两次', '“{found}” stands here twice'],
  value: ['一个值', 'a value'],
  name: ['带双引号的名称', 'a name in double quotes'],
  colon: ['冒号“:”', 'a colon “:”'],
  nextMember: ['逗号“,”或“}”', 'a comma “,” or “}”'],
  nextEntry: ['逗号“,”或“]”', 'a comma “,” or “]”'],
  quote: ['双引号', 'a double quote'],
  escape: [
    '\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX 之一',
    'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX',
  ],
  nothing: ['结尾', 'the end'],
});

type Allowed = 'value' | 'name' | 'colon' | 'nextMember' | 'nextEntry' | 'quote' | 'escape' | 'nothing';

export interface JsonFault {
  /** In the text, for the cursor. */
  readonly at: number;
  readonly line: number;
  readonly column: number;
  readonly allowed: Allowed | 'twice';
  /** What stands there; empty at the end. */
  readonly found: string;
}

/** Nested deeper than any plan is: told as a fault, not as a full stack. */
const MOST = 200;

/** The first fault of a text; undefined when it is JSON. A name that an object has twice is one: only the last would count. */
export function jsonFault(text: string): JsonFault | undefined {
  let at = 0;
  const stop = (allowed: JsonFault['allowed'], where = at, found = text.slice(where, where + 1)): never => {
    const before = text.slice(0, where).split('\n');
    throw Object.assign(new Error(allowed), {
      fault: { at: where, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, allowed, found },
    });
  };
  const blank = () => {
    while (' \t\n\r'.includes(text[at] ?? 'x')) at += 1;
  };
  const string = (allowed: Allowed): string => {
    if (text[at] !== '"') stop(allowed);
    const from = at;
    for (at += 1; text[at] !== '"'; at += 1) {
      if (at >= text.length || (text[at] ?? '') < ' ') stop('quote');
      if (text[at] !== '\\') continue;
      at += 1;
      if (
        text[at] === 'u'
          ? !/^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5))
          : !/^["\\/bfnrt]/.test(text[at] ?? '')
      )
        stop('escape');
    }
    at += 1;
    return JSON.parse(text.slice(from, at)) as string;
  };
  const value = (depth: number): void => {
    blank();
    if (depth > MOST) stop('nothing');
    const first = text[at];
    if (first === '{') members(depth);
    else if (first === '[') entries(depth);
    else if (first === '"') string('value');
    else plain();
  };
  const plain = (): void => {
    const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(
      text.slice(at, at + 400),
    );
    if (!word) stop('value');
    at += word?.[0].length ?? 0;
  };
  const members = (depth: number): void => {
    const names = new Set<string>();
    for (at += 1; ; at += 1) {
      blank();
      if (text[at] === '}' && names.size === 0) break;
      const from = at;
      const name = string('name');
      if (names.has(name)) stop('twice', from, name);
      names.add(name);
      blank();
      if (text[at] !== ':') stop('colon');
      at += 1;
      value(depth + 1);
      blank();
      if (text[at] === '}') break;
      if (text[at] !== ',') stop('nextMember');
    }
    at += 1;
  };
  const entries = (depth: number): void => {
    at += 1;
    blank();
    if (text[at] !== ']')
      for (; ; at += 1) {
        value(depth + 1);
        blank();
        if (text[at] === ']') break;
        if (text[at] !== ',') stop('nextEntry');
      }
    at += 1;
  };
  try {
    value(0);
    blank();
    if (at < text.length) stop('nothing');
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'fault' in error) return error.fault as JsonFault;
    throw error;
  }
}

/** A fault in words: where, what stands there, what belongs there. */
export function sayFault({ line, column, allowed, found }: JsonFault): string {
  const what =
    allowed === 'twice'
      ? own('twice', { found })
      : found === ''
        ? own('end', { allowed: own(allowed) })
        : own('found', { found: found === '\n' ? '↵' : found, allowed: own(allowed) });
  return own('at', { line, column, what });
}
