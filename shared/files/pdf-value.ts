/** A value of a PDF read whole (ISO 32000-1 §7.3), for the few small dictionaries whose strings matter. */
export type PdfValue =
  | number
  | boolean
  | null
  | { readonly name: string }
  | { readonly ref: number; readonly generation: number }
  | { readonly bytes: Buffer }
  | readonly PdfValue[]
  | ReadonlyMap<string, PdfValue>;

/** Such dictionaries are small; what is larger is not read. */
const MAX_BYTES = 64 * 1024;
const MAX_DEPTH = 20;

/** The value that begins at this offset; undefined when there is none. Never throws. */
export function readPdfValue(file: Buffer, start: number): PdfValue | undefined {
  const text = file.toString('latin1', start, start + MAX_BYTES);
  const tokens = text.matchAll(
    /%[^\r\n]*|<<|>>|\[|\]|\/[^\s\0()<>[\]{}/%]*|<[\da-fA-F\s]*>|\((?:[^\\()]|\\[\s\S]|\((?:[^\\()]|\\[\s\S])*\))*\)|[^\s\0()<>[\]{}/%]+/g,
  );
  const reader = new Reader(tokens);
  return reader.value(0);
}

class Reader {
  private readonly tokens: IterableIterator<RegExpExecArray>;
  private readonly ahead: string[] = [];

  constructor(tokens: IterableIterator<RegExpExecArray>) {
    this.tokens = tokens;
  }

  private peek(n: number): string | undefined {
    while (this.ahead.length <= n) {
      const next = this.tokens.next();
      if (next.done) return undefined;
      if (!next.value[0].startsWith('%')) this.ahead.push(next.value[0]);
    }
    return this.ahead[n];
  }

  private take(): string | undefined {
    const token = this.peek(0);
    this.ahead.shift();
    return token;
  }

  value(depth: number): PdfValue | undefined {
    const token = this.take();
    if (token === undefined || depth > MAX_DEPTH) return undefined;
    if (token === '<<') return this.dictionary(depth);
    if (token === '[') return this.list(depth);
    if (token.startsWith('/')) return { name: plainName(token.slice(1)) };
    if (token.startsWith('<')) return { bytes: fromHex(token) };
    if (token.startsWith('(')) return { bytes: fromLiteral(token.slice(1, -1)) };
    if (/^\d+$/.test(token) && /^\d+$/.test(this.peek(0) ?? '') && this.peek(1) === 'R') {
      const generation = Number(this.take());
      this.take();
      return { ref: Number(token), generation };
    }
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(token)) return Number(token);
    if (token === 'true' || token === 'false') return token === 'true';
    return token === 'null' ? null : undefined;
  }

  private dictionary(depth: number): PdfValue | undefined {
    const entries = new Map<string, PdfValue>();
    for (let key = this.take(); key !== '>>'; key = this.take()) {
      if (!key?.startsWith('/')) return undefined;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      entries.set(plainName(key.slice(1)), value);
    }
    return entries;
  }

  private list(depth: number): PdfValue | undefined {
    const items: PdfValue[] = [];
    while (this.peek(0) !== ']') {
      const item = this.value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
    }
    this.take();
    return items;
  }
}

const plainName = (name: string): string =>
  name.replace(/#([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function fromHex(token: string): Buffer {
  const digits = token.replace(/[^\da-fA-F]/g, '');
  return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex');
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Literal string: escapes, octal codes, continued lines, line ends as LF (ISO 32000-1 §7.3.4.2). */
const fromLiteral = (text: string): Buffer =>
  Buffer.from(
    text.replace(/\\([0-7]{1,3}|\r\n|[\s\S])|\r\n?/g, (whole, escaped: string | undefined) => {
      if (escaped === undefined) return '\n';
      if (/^[0-7]/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8) & 255);
      if (/^[\r\n]/.test(escaped)) return '';
      return escapes[escaped] ?? escaped ?? whole;
    }),
    'latin1',
  );
