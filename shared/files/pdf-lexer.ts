/** A dictionary that stands on its own: its direct entries and where it began. ISO 32000-1 §7.3.7. */
export interface PdfDict {
  readonly start: number;
  /** Key → simple tokens of its value: names with their slash, numbers, keywords; `(` `[` `<<` for what is nested. */
  readonly entries: ReadonlyMap<string, readonly string[]>;
}

/** Where an entry of a dictionary stands, as far as it says who carries an action out (ISO 32000-1 §12.6). */
export interface PdfPlace {
  /** Offset of the outermost dictionary or array that it stands in. */
  readonly root: number;
  /** Its dictionary is the object itself, or reached from it by `Next` or the trigger of an additional action. */
  readonly own: boolean;
  /** Nobody presses anything: the value of `OpenAction`, of a trigger under `AA`, or what follows such an action. */
  readonly automatic: boolean;
  /** Its dictionary is the value of `AA`: each entry is a trigger. */
  readonly triggers: boolean;
}

/** Told of everything that is read, at any depth; names without their slash, `#xx` decoded. */
export interface PdfVisitor {
  /** `tokens` as in `PdfDict`; an entry that stands twice is told twice. */
  entry(key: string, tokens: readonly string[], place: PdfPlace): void;
  /** A name that is an object of its own: the value of some entry elsewhere. */
  bare(name: string): void;
  /** An array that is an object of its own. */
  list(tokens: readonly string[], root: number): void;
}

/** What one run of the lexer met. */
export interface PdfRun {
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
 * Lenient as viewers are: a stray keyword inside a dictionary does not end it, so nothing hides behind one. Nesting deeper
 * than any writer's uses the budget up.
 * @param stops whether `stream`, `endobj`, `obj` end the run; off inside object streams, where they have no meaning.
 */
export function lexPdf(
  bytes: Buffer,
  start: number,
  end: number,
  budget: LexBudget,
  visitor: PdfVisitor,
  stops = true,
): PdfRun {
  const run = new Run(visitor);
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
      const word = bytes.toString('latin1', before, Math.min(at, before + 32));
      if (stops && run.depth === 0 && STOPS.has(word)) {
        budget.left -= at - before;
        return run.finish({ keyword: word, end: at });
      }
      run.value(word);
    }
    budget.left = run.tooDeep ? 0 : budget.left - (at - before);
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

/** Keys of an additional-actions dictionary (ISO 32000-1 tables 194–197). */
export const triggerKeys: ReadonlySet<string> = new Set(
  'E X D U Fo Bl PO PC PV PI O C K F V WC WS DS WP DP'.split(' '),
);

/** Tokens that are kept of a value; of those that may list actions, more. */
const TOKENS = 16;
const ACTION_TOKENS = 4000;
const tokensOf = (key: string): number => (key === 'Next' || key === 'OpenAction' ? ACTION_TOKENS : TOKENS);
const MAX_DEPTH = 500;

interface Frame {
  readonly place: PdfPlace;
  /** It is in no other bracket. */
  readonly outermost: boolean;
  key: string | undefined;
  tokens: string[];
}

/** Keeps the brackets that are open, tells the visitor of each entry, collects the direct ones of outermost dictionaries. */
class Run {
  readonly dicts: PdfDict[] = [];
  private readonly brackets: ('<<' | '[')[] = [];
  /** The dictionaries among them. */
  private readonly frames: Frame[] = [];
  private entries = new Map<string, string[]>();
  private root = 0;
  /** Of an array that is no dictionary's. */
  private listed: string[] = [];
  private readonly visitor: PdfVisitor;

  constructor(visitor: PdfVisitor) {
    this.visitor = visitor;
  }

  get depth(): number {
    return this.brackets.length;
  }

  get tooDeep(): boolean {
    return this.brackets.length > MAX_DEPTH;
  }

  name(name: string): void {
    if (this.depth === 0) this.visitor.bare(name);
    const frame = this.brackets.at(-1) === '<<' ? this.frames.at(-1) : undefined;
    // Keys and values alternate: a name is a key unless the key before it still waits for its value.
    if (frame && (frame.key === undefined || frame.tokens.length > 0)) {
      this.flush(frame);
      frame.key = name;
      if (this.frames.length > 1) keep(this.frames[0]!, `/${name}`);
    } else this.value(`/${name}`);
  }

  value(token: string): void {
    const frame = this.frames.at(-1);
    if (!frame) {
      if (this.depth > 0 && this.listed.length < ACTION_TOKENS) this.listed.push(token);
      return;
    }
    keep(frame, token);
    // What lies deeper is part of the outermost value too.
    if (this.frames.length > 1) keep(this.frames[0]!, token);
  }

  open(bracket: '<<' | '[', at: number): void {
    if (this.depth === 0) {
      this.root = at;
      this.entries = new Map();
      this.listed = [];
    } else this.value(bracket);
    if (bracket === '<<') {
      const place = this.placeIn(this.frames.at(-1));
      this.frames.push({ place, outermost: this.depth === 0, key: undefined, tokens: [] });
    }
    this.brackets.push(bracket);
  }

  close(bracket: '<<' | '['): void {
    if (this.brackets.at(-1) !== bracket) return;
    this.brackets.pop();
    if (bracket === '<<') this.flush(this.frames.pop()!);
    if (this.depth === 0) this.finishRoot(bracket);
  }

  finish(stop?: { keyword: string; end: number }): PdfRun {
    for (const frame of this.frames.toReversed()) this.flush(frame);
    if (this.brackets[0]) this.finishRoot(this.brackets[0]);
    return { dicts: this.dicts, ...(stop && { stop }) };
  }

  private finishRoot(bracket: '<<' | '['): void {
    if (bracket === '<<') this.dicts.push({ start: this.root, entries: this.entries });
    else this.visitor.list(this.listed, this.root);
  }

  private placeIn(parent: Frame | undefined): PdfPlace {
    const { root } = this;
    if (!parent) return { root, own: true, automatic: false, triggers: false };
    const { key = '', place } = parent;
    return {
      root,
      own: place.own && (key === 'Next' || triggerKeys.has(key)),
      automatic: key === 'OpenAction' || place.triggers || (place.automatic && key === 'Next'),
      triggers: key === 'AA',
    };
  }

  private flush(frame: Frame): void {
    const { key, tokens, place } = frame;
    if (key === undefined) return;
    frame.key = undefined;
    frame.tokens = [];
    this.visitor.entry(key, tokens, place);
    if (frame.outermost && !this.entries.has(key)) this.entries.set(key, tokens);
  }
}

function keep(frame: Frame, token: string): void {
  if (frame.key !== undefined && frame.tokens.length < tokensOf(frame.key)) frame.tokens.push(token);
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
function readName(bytes: Buffer, start: number, end: number): string {
  const raw = bytes.toString('latin1', start, Math.min(end, start + 128));
  return raw.includes('#')
    ? raw.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : raw;
}
