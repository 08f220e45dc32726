import type { Bilingual } from '../../contracts/finding.ts';

const KB = 1024;
const MB = 1024 * 1024;
const short = (value: number): string => value.toFixed(1).replace(/\.0$/, '');

/** A size in the unit that people read, with 1K = 1024 (Q5): 10 MB. */
export function sizeOf(bytes: number): Bilingual {
  if (bytes < KB) return exactly(bytes);
  // What would be rounded to 1024 KB is 1 MB.
  const text = bytes < MB - KB / 20 ? `${short(bytes / KB)} KB` : `${short(bytes / MB)} MB`;
  return { zh: text, en: text };
}

/** With the number of bytes beside it, where a limit is so near that the rounded size would read like it. */
export function sizeBeside(bytes: number, ...limits: readonly number[]): Bilingual {
  const size = sizeOf(bytes);
  if (bytes < KB || !limits.some((limit) => sizeOf(limit).zh === size.zh)) return size;
  const exact = exactly(bytes);
  return { zh: `${size.zh}（${exact.zh}）`, en: `${size.en} (${exact.en})` };
}

const exactly = (bytes: number): Bilingual => ({ zh: `${bytes} 字节`, en: `${bytes} bytes` });
