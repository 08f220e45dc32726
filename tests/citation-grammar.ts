/**
 * What counts as a citation. In prose (comments, names of tests, Markdown outside code) these words are citations:
 * a rule (`R19`, `T17b`, `A1a`), a section (`design.md §3`, a bare `§7.3` is of the specification, `RFC 8785 §3.2` is
 * somebody else's) and a page (`docs/look.md`).
 */

/** The specification's families of numbered rules. S3 is a service of AWS, N1 and S01 are codes of a plan. */
const families = 'RLCQKBDGVTIPAEW';
/** Look like rules and are none: the paper size, the CIE illuminant. (`A4*` are A4a and A4b.) */
const others = new Set(['A4', 'D65']);
const RULE = new RegExp(
  `(?<![\\w.#$/+\\-&])([${families}][1-9]\\d{0,2}[a-z]?)(?!\\w|\\.\\d|\\*(?!\\*))`,
  'g',
);

const SECTION_ID = String.raw`(?:\d+(?:\.\d+)*|[a-h](?!\w))`;
/** A document of ours, or of those who write standards. */
const NAMED = String.raw`(?:[\w-]+\.md|domain-spec|design|look|(?:RFC|FIPS|IEC|ISO(?:/IEC)?|EXIF|Exif) [\d.-]+)`;
const SECTION = new RegExp(
  `(?:(?<document>${NAMED}) )?(?<sections>§ ?${SECTION_ID}(?:(?:, |–| and )§ ?${SECTION_ID})*)`,
  'g',
);
const STANDARD = /^(?:RFC|FIPS|IEC|ISO|EXIF|Exif)\b/;
const PAGE = /(?<![\w./:-])((?:[\w.-]+\/)*[\w-]+\.(?:md|txt))(?!\w)/g;

/** The ids of rules that a text cites. */
export const rulesIn = (text: string): string[] =>
  [...text.matchAll(RULE)].map((m) => m[1]!).filter((id) => !others.has(id));

export interface SectionCitation {
  /** `domain-spec.md` and the like; undefined where the text names none. */
  document: string | undefined;
  section: string;
}

/** The sections that a text cites, those of standards left out. */
export function sectionsIn(text: string): SectionCitation[] {
  return [...text.matchAll(SECTION)].flatMap(({ groups }) => {
    const { document, sections = '' } = groups!;
    if (document && STANDARD.test(document)) return [];
    return [...sections.matchAll(new RegExp(`§ ?(${SECTION_ID})`, 'g'))].map(([, section = '']) => ({
      document: document?.replace(/(?<!\.md)$/, '.md'),
      section,
    }));
  });
}

/** The pages (`.md`, `.txt`) that a text names. */
export const pagesIn = (text: string): string[] => [...text.matchAll(PAGE)].map((m) => m[1]!);

/** The rules that the specification numbers: rows of its tables, codes in bold, and the lists in its sentences. */
export function rulesOf(specification: string): Set<string> {
  const found = new Set<string>();
  for (const [, from = '', , to] of specification.matchAll(/^\| ([A-Z]\d+[a-z]?)(–([A-Z]\d+))? \|/gm)) {
    const first = Number(from.slice(1));
    if (to === undefined) found.add(from);
    else for (let n = first; n <= Number(to.slice(1)); n++) found.add(`${from[0]}${n}`);
  }
  for (const [, id = ''] of specification.matchAll(/\*\*([A-Z]\d+[a-z]?)\*\*/g)) found.add(id);
  for (const line of specification.split('\n'))
    if (/^(Separation of duties|Invariants|Calendar rules|Rules of plans)\b/.test(line))
      for (const [, id = ''] of line.matchAll(/[:;.] ([CIKG]\d+) /g)) found.add(id);
  return found;
}

/** The numbers (`7.3`) and letters (`c`) of a page's headings. */
export const sectionsOf = (page: string): Set<string> =>
  new Set([...page.matchAll(/^#{2,6} (?:(\d+(?:\.\d+)*)\.? |\(([a-z])\) )/gm)].map((m) => m[1] ?? m[2]!));

/** The anchors of a page's headings, as GitHub makes them. */
export const anchorsOf = (page: string): Set<string> =>
  new Set(
    [...withoutCode(page).matchAll(/^#{1,6} (.+)$/gm)].map((m) =>
      m[1]!
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );

/** Relative links and pictures of a Markdown page. */
export const linksIn = (page: string): string[] =>
  [...withoutCode(page).matchAll(/\]\(([^)\s]+)\)/g)].map((m) => m[1]!).filter((to) => !/^[a-z]+:/.test(to));

/** A Markdown page without its fenced blocks. */
export const withoutCode = (page: string): string => page.replace(/^```[\s\S]*?^```/gm, '');

export interface Piece {
  kind: 'comment' | 'string';
  text: string;
  line: number;
  /** What stands before a string, without white space: `it(`, `rule:`. */
  before: string;
}

/** Comments and strings of a script, one after another. A template's `${…}` is read as code of its own. */
export function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = [];
  const token =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|(?<=[(,=:[!&|?;{}\n]\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\//g;
  for (const match of source.matchAll(token)) {
    const [text] = match;
    const kind = /^\/[/*]/.test(text) ? 'comment' : text.startsWith('/') ? undefined : 'string';
    if (!kind) continue;
    const start = match.index;
    pieces.push({
      kind,
      text: kind === 'string' ? text.slice(1, -1) : text,
      line: source.slice(0, start).split('\n').length,
      before: source.slice(Math.max(0, start - 80), start).replace(/\s+/g, ''),
    });
  }
  return pieces;
}
