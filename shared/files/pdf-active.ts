import { type PdfPlace, type PdfVisitor, triggerKeys } from './pdf-lexer.ts';

/**
 * What a PDF may not do or carry: the policy of docs/uploads.md, which gives the reason of each row. Everything in the
 * file counts, what an update took away as well: it can be brought back.
 */

/** Values of `S`: actions (ISO 32000-1 table 198). A web address is refused only where nobody presses it. */
const actions: Readonly<Record<string, string>> = {
  JavaScript: 'JavaScript',
  Rendition: '播放媒体 Rendition',
  Movie: '播放媒体 Movie',
  Sound: '播放媒体 Sound',
  RichMediaExecute: '富媒体 RichMedia',
  Launch: '启动程序 Launch',
  GoToR: '打开其他文件 GoToR',
  GoToE: '内嵌文件 GoToE',
  SubmitForm: '提交表单 SubmitForm',
  ImportData: '导入数据 ImportData',
};
const AUTOMATIC_URI = '打开即访问网址 URI';

/** Values of `Type` and `Subtype`. */
const types: Readonly<Record<string, string>> = {
  EmbeddedFile: '内嵌文件 EmbeddedFile',
  RichMedia: '富媒体 RichMedia',
  '3D': '三维内容 3D',
  Movie: '播放媒体 Movie',
  Sound: '播放媒体 Sound',
};

/** Keys that have no other use than to hold one of these, where their value is not null. */
const keys: Readonly<Record<string, string>> = {
  JS: 'JavaScript',
  EF: '内嵌文件 EmbeddedFile',
  XFA: 'XFA 动态表单',
};

const lookUp = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** Numbers of the objects that tokens refer to: `12 0 R`. */
function references(tokens: readonly string[]): string[] {
  return tokens.flatMap((token, i) => (token === 'R' && i >= 2 ? [tokens[i - 2]!] : []));
}

/** Collects what is active while a file is read; who triggers what is known when all of it has been. */
export class ActiveContent {
  private readonly found = new Set<string>();
  /** Objects that are actions to a web address, and which objects each object hands on to. */
  private readonly addresses = new Set<string>();
  private readonly next = new Map<string, Set<string>>();
  /** Objects that a viewer carries out by itself. */
  private readonly automatic: string[] = [];

  /** @param numberAt number of the object whose outermost bracket begins at an offset */
  visitor(numberAt: (root: number) => string): PdfVisitor {
    return {
      entry: (key, tokens, place) => this.entry(key, tokens, place, () => numberAt(place.root)),
      bare: (name) => this.note(lookUp(actions, name) ?? lookUp(types, name)),
      list: (tokens, root) => this.handOn(numberAt(root), tokens),
    };
  }

  /** What was found, in words, each once. */
  words(): string[] {
    const seen = new Set<string>();
    const queue = [...this.automatic];
    for (let number = queue.pop(); number !== undefined; number = queue.pop()) {
      if (seen.has(number)) continue;
      seen.add(number);
      if (this.addresses.has(number)) this.found.add(AUTOMATIC_URI);
      queue.push(...(this.next.get(number) ?? []));
    }
    return [...this.found];
  }

  private entry(key: string, tokens: readonly string[], place: PdfPlace, number: () => string): void {
    const [first = 'null'] = tokens;
    const name = first.startsWith('/') ? first.slice(1) : undefined;
    if (key === 'S' && name !== undefined) {
      this.note(lookUp(actions, name));
      if (name === 'URI' && place.automatic) this.found.add(AUTOMATIC_URI);
      else if (name === 'URI' && place.own) this.addresses.add(number());
    }
    if ((key === 'Type' || key === 'Subtype') && name !== undefined) this.note(lookUp(types, name));
    if (first !== 'null') this.note(lookUp(keys, key));
    this.follow(key, tokens, place, number);
  }

  private follow(key: string, tokens: readonly string[], place: PdfPlace, number: () => string): void {
    const direct = tokens[0] !== '<<';
    const handsOn = key === 'Next' || triggerKeys.has(key);
    // An array that opens the document is a place in it, no action.
    if (key === 'OpenAction' && direct && tokens[0] !== '[') this.automatic.push(...references(tokens));
    else if (key === 'AA' && direct) this.automatic.push(...references(tokens));
    else if (place.triggers && direct) this.automatic.push(...references(tokens));
    else if (place.automatic && key === 'Next') this.automatic.push(...references(tokens));
    else if (place.own && handsOn && direct && tokens.includes('R')) this.handOn(number(), tokens);
  }

  private handOn(number: string, tokens: readonly string[]): void {
    const numbers = references(tokens);
    const known = this.next.get(number);
    if (!known && numbers.length > 0) this.next.set(number, new Set(numbers));
    else for (const one of numbers) known?.add(one);
  }

  private note(words: string | undefined): void {
    if (words !== undefined) this.found.add(words);
  }
}
