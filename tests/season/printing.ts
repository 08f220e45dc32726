import { execFileSync } from 'node:child_process';
import { documentAssets } from '../../functions/assets.ts';
import { packPdf } from '../../shared/documents/pack.ts';
import type { DocumentAssets, Typesetting } from '../../shared/documents/typst.ts';
import type { Random } from '../../shared/rules/dryrun/random.ts';

/**
 * Documents of a season. Everything is done for each person but the setting itself: that is done once for each kind of
 * text, and for a sample drawn by the seed; what was set is read again, and must hold the very text of the data.
 */
export interface Printing {
  readonly assets: DocumentAssets;
  /** How many were set, and how many of those were read again. */
  readonly counts: { asked: number; set: number; read: number };
}

/** So many documents are read again, whatever the size of the season. */
const SAMPLE = 24;

export function createPrinting(given: {
  people: number;
  random: Random;
  /** What a document is about to say, of whoever it is being made for. */
  says(request: Typesetting): void;
  /** A text of the data that the document does not hold. */
  differs(template: string, missing: string, title: string): void;
}): Printing {
  const { people, random, says, differs } = given;
  requireReader();
  const share = SAMPLE / (2 * people);
  const known = new Map<string, Uint8Array>();
  const counts = { asked: 0, set: 0, read: 0 };
  const instead = async (request: Typesetting, set: () => Promise<Uint8Array>): Promise<Uint8Array> => {
    counts.asked += 1;
    says(request);
    const title = titleOf(request);
    const drawn = random.fork(`${request.template} ${title}`).chance(share);
    const kind = `${request.template} ${kindOf(request.data)}`;
    const before = known.get(kind);
    if (before && !drawn) return before;
    counts.set += 1;
    const pdf = packPdf(await set());
    if (drawn || known.size % 8 === 0) {
      counts.read += 1;
      const text = textOf(pdf);
      for (const leaf of leavesOf(request.data))
        if (!holds(text, bare(leaf))) differs(request.template, leaf, title);
    }
    known.set(kind, pdf);
    return pdf;
  };
  return { assets: { ...documentAssets(), instead }, counts };
}

function titleOf({ data }: Typesetting): string {
  const { title, documentTitle } = data as { title?: string; documentTitle?: string };
  return documentTitle ?? title ?? '';
}

/** What makes a text hard to set: how long, and which scripts and planes. */
const scripts: readonly [string, RegExp][] = [
  ['a', /[\x21-\x7e]/],
  ['l', /[\u00a1-\u058f]/],
  ['s', /[\u2000-\u2e7f]/],
  ['h', /[\u2e80-\u9fff]/],
  ['c', /[\uf900-\ufaff\uff00-\uffef]/],
  ['x', /[\u{10000}-\u{1ffff}]/u],
  ['e', /[\u{20000}-\u{3ffff}]/u],
];

/** Of a document: the scripts of all its texts together, how long the longest is, which parts there are. */
function kindOf(data: unknown): string {
  const leaves = leavesOf(data);
  const all = leaves.join('');
  const longest = Math.max(...leaves.map((leaf) => leaf.length));
  const written = scripts.filter(([, of]) => of.test(all)).map(([name]) => name);
  return [written.join(''), Math.ceil(Math.log2(longest)), partsOf(data)].join(' ');
}

/** Lists by their length, and which of the optional parts are there. */
function partsOf(data: unknown): string {
  return Object.values(data as object)
    .map((one) => (Array.isArray(one) ? String(Math.min(3, one.length)) : one === null ? '-' : '+'))
    .join('');
}

/** Drawings, and names of files. */
const unprinted = /Svg$|File$|^title$|^sha256Prefix$|^documentTitle$|^verificationUrl$/;

function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return bare(value) === '' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (unprinted.test(key) ? [] : leavesOf(one)));
}

/** A long text may be interrupted where a page ends. */
function holds(text: string, leaf: string, pages = 3): boolean {
  if (text.includes(leaf)) return true;
  if (pages === 0) return false;
  let [least, most] = [0, leaf.length];
  while (most - least > 1) {
    const middle = (least + most) >> 1;
    if (text.includes(leaf.slice(0, middle))) least = middle;
    else most = middle;
  }
  return least >= 8 && holds(text, leaf.slice(least), pages - 1);
}

/** Without what a line or page breaks at. */
export const bare = (text: string) => text.replaceAll(/[\s\u200b\u00ad]/gu, '');

/** Said before the season begins: within it, a missing reader looks like a document that cannot be set (D28). */
function requireReader(): void {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
  } catch (cause) {
    throw new Error('The season reads its documents with pdftotext: install poppler-utils first.', { cause });
  }
}

/** In the order in which it was set, so that no column runs into another. */
function textOf(pdf: Uint8Array): string {
  const text = execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, maxBuffer: 1 << 26 });
  return bare(text.toString('utf8'));
}
