/** A dictionary that stands on its own: its direct entries and where it began. ISO 32000-1 §7.3.7. */
export interface PdfDict {
  readonly start: number;
  /** Key → simple tokens of its value: names with their slash, numbers, keywords; `(` `[` `<<` for what is nested. */
  readonly entries: ReadonlyMap<string, readonly string[]>;
}

/** What one run of the lexer met. */
export interface PdfRun {
  /** Every name at any depth, without its slash, `#xx` decoded. */
  readonly names: ReadonlySet<string>;
  readonly dicts: readonly PdfDict[];
  /** The keyword that ended the run at depth 0, and the offset just after it. */
  readonly stop?: { readonly keyword: string; readonly end: number };
}

/** Bytes that all runs over one file may read together; keeps hostile nesting from costing quadratic time. */
export interface LexBudget {
  left: number;
}

const WHITE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set([...'()<>[]{}/%'].map((c) => c.charCodeAt(0)));
const STOPS = new Set(['stream', 'endobj', 'obj', 'startxref']);

export const isWhite = (byte: number | undefined): boolean => byte !== undefined && WHITE.has(byte);
const isRegular = (byte: number): boolean => !WHITE.has(byte) && !DELIMITERS.has(byte);

/**
 * Reads PDF tokens from `start` until a stop keyword outside every bracket, or `end` (ISO 32000-1 §7.2).
 * Lenient as viewers are: a stray keyword inside a dictionary does not end it, so nothing hides behind one.
 * @param stops whether `stream`, `endobj`, `obj` end the run; off inside object streams, where they have no meaning.
 */
export function lexPdf(
  bytes: Uint8Array,
  start: number,
  end: number,
  budget: LexBudget,
  stops = true,
): PdfRun {
  const run = new Run();
  let at = start;
  while (at < end && budget.left > 0) {
    const before = at;
    const byte = bytes[at]!;
    if (WHITE.has(byte)) {
      at++;
    } else if (byte === 0x25) {
      at = skipComment(bytes, at, end);
    } else if (byte === 0x2f) {
      at = regularEnd(bytes, at + 1, end);
      run.name(readName(bytes, before + 1, at));
    } else if (byte === 0x28) {
      at = skipString(bytes, at, end);
      run.value('(');
    } else if (byte === 0x3c || byte === 0x3e || DELIMITERS.has(byte)) {
      at = readBracket(bytes, at, end, run);
    } else {
      at = regularEnd(bytes, at, end);
      const word = latin1(bytes, before, Math.min(at, before + 32));
      if (stops && run.depth === 0 && STOPS.has(word)) {
        budget.left -= at - before;
        return run.finish({ keyword: word, end: at });
      }
      run.value(word);
    }
    budget.left -= at - before;
  }
  return run.finish();
}

/** `<<`, `>>`, `[`, `]`, a hex string, or a stray delimiter. Returns the offset after it. */
function readBracket(bytes: Uint8Array, at: number, end: number, run: Run): number {
  const byte = bytes[at]!;
  if (byte === 0x3c && bytes[at + 1] === 0x3c) {
    run.open('<<', at);
    return at + 2;
  }
  if (byte === 0x3e && bytes[at + 1] === 0x3e) {
    run.close('<<');
    return at + 2;
  }
  if (byte === 0x3c) {
    const close = bytes.indexOf(0x3e, at);
    run.value('(');
    return close < 0 || close >= end ? end : close + 1;
  }
  if (byte === 0x5b) run.open('[', at);
  else if (byte === 0x5d) run.close('[');
  return at + 1;
}

/** Collects names and the direct entries of outermost dictionaries. */
class Run {
  readonly names = new Set<string>();
  readonly dicts: PdfDict[] = [];
  private readonly brackets: ('<<' | '[')[] = [];
  private entries = new Map<string, string[]>();
  private start = 0;
  private key: string | undefined;
  private tokens: string[] = [];

  get depth(): number {
    return this.brackets.length;
  }

  name(name: string): void {
    this.names.add(name);
    const direct = this.depth === 1 && this.brackets[0] === '<<';
    // Keys and values alternate: a name is a key unless the key before it still waits for its value.
    if (direct && (this.key === undefined || this.tokens.length > 0)) {
      this.flush();
      this.key = name;
    } else this.value(`/${name}`);
  }

  value(token: string): void {
    if (this.key !== undefined && this.tokens.length < 16) this.tokens.push(token);
  }

  open(bracket: '<<' | '[', at: number): void {
    if (this.depth === 0 && bracket === '<<') {
      this.start = at;
      this.entries = new Map();
      this.key = undefined;
      this.tokens = [];
    } else this.value(bracket);
    this.brackets.push(bracket);
  }

  close(bracket: '<<' | '['): void {
    if (this.brackets.at(-1) !== bracket) return;
    this.brackets.pop();
    if (this.depth === 0 && bracket === '<<') this.finishDict();
  }

  finish(stop?: { keyword: string; end: number }): PdfRun {
    if (this.brackets[0] === '<<') this.finishDict();
    return { names: this.names, dicts: this.dicts, ...(stop && { stop }) };
  }

  private finishDict(): void {
    this.flush();
    this.dicts.push({ start: this.start, entries: this.entries });
  }

  private flush(): void {
    if (this.key !== undefined && !this.entries.has(this.key)) this.entries.set(this.key, this.tokens);
    this.key = undefined;
    this.tokens = [];
  }
}

function skipComment(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i] !== 10 && bytes[i] !== 13) i++;
  return i;
}

/** Literal string with nested parentheses and backslash escapes (ISO 32000-1 §7.3.4.2); offset after its end. */
function skipString(bytes: Uint8Array, at: number, end: number): number {
  let depth = 0;
  for (let i = at; i < end; i++) {
    const byte = bytes[i];
    if (byte === 0x5c) i++;
    else if (byte === 0x28) depth++;
    else if (byte === 0x29 && --depth === 0) return i + 1;
  }
  return end;
}

function regularEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && isRegular(bytes[i]!)) i++;
  return i;
}

/** Name with its `#xx` escapes decoded (ISO 32000-1 §7.3.5); longer ones than any standard name are cut. */
function readName(bytes: Uint8Array, start: number, end: number): string {
  const raw = latin1(bytes, start, Math.min(end, start + 128));
  return raw.includes('#')
    ? raw.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : raw;
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}
