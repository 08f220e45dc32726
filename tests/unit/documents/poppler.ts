import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a poppler tool on a PDF; `-` as last argument makes the tools write to the standard output. */
export function poppler(
  tool: 'pdftotext' | 'pdffonts' | 'pdfinfo' | 'pdftoppm',
  pdf: Uint8Array,
  args: string[],
): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'zhiping-document-'));
  try {
    const file = join(folder, 'document.pdf');
    writeFileSync(file, pdf);
    const [before, after] = tool === 'pdftotext' ? [args, ['-']] : [args, []];
    return execFileSync(tool, [...before, file, ...after], {
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 28,
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Error(`${tool} is not installed: these tests read PDFs with poppler-utils`, { cause: error });
    }
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The text of each page, lines joined, without the white space that a reader guesses between characters. */
export function pageTexts(pdf: Uint8Array): string[] {
  const pages = poppler('pdftotext', pdf, []).toString('utf8').split('\f');
  return pages.slice(0, -1).map((page) => page.replace(/\s+/gu, ''));
}

/** Names of the fonts that a PDF uses, without the subset prefix. */
export function fontsOf(pdf: Uint8Array): string[] {
  const lines = poppler('pdffonts', pdf, []).toString('utf8').trim().split('\n').slice(2);
  return lines.map((line) => line.split(/\s+/)[0]!.replace(/^[A-Z]{6}\+/, '')).sort();
}

/** A page as grey levels: what a scanner at a desk sees. */
export function pageImage(
  pdf: Uint8Array,
  page: number,
  dpi: number,
): { width: number; height: number; grey: Uint8Array } {
  const pgm = poppler('pdftoppm', pdf, ['-gray', '-r', String(dpi), '-f', String(page), '-l', String(page)]);
  const header = /^P5\s(\d+) (\d+)\s255\s/.exec(pgm.subarray(0, 64).toString('latin1'));
  if (!header) throw new Error('pdftoppm did not write a PGM picture');
  return {
    width: Number(header[1]),
    height: Number(header[2]),
    grey: new Uint8Array(pgm.subarray(header[0].length)),
  };
}
