import { spawnSync } from 'node:child_process';

export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
}

/**
 * Whether the text of a PDF holds these words, blanks aside; undefined when the machine has no pdftotext.
 * @throws {Error} when the bytes are no PDF
 */
export function findInPdf(bytes: Uint8Array, words: string): boolean | undefined {
  if (!isPdf(bytes)) throw new Error('not a PDF');
  const { status, stdout } = spawnSync('pdftotext', ['-', '-'], {
    input: bytes,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === null) return undefined;
  const bare = (text: string) => text.replaceAll(/\s+/g, '');
  return bare(stdout).includes(bare(words));
}
