import type { Bilingual } from '../../contracts/finding.ts';

const KB = 1024;
const MB = 1024 * 1024;
/** Never rounded up: a byte less than 10 MB does not read as 10 MB. */
const short = (value: number): string => String(Math.floor(value * 10) / 10);

/** 「1 234 567」 style numbers for people; no line ends inside one. */
export const grouped = (n: number): string => n.toString().replace(/\B(?=(\d{3})+$)/g, '\u00a0');

/** A size in the unit that people read, with 1K = 1024 (Q5): 10 MB. */
export function sizeOf(bytes: number): Bilingual {
  if (bytes < KB) return exactly(bytes);
  const text = bytes < MB ? `${short(bytes / KB)} KB` : `${short(bytes / MB)} MB`;
  return { zh: text, en: text };
}

/** With the number of bytes beside it, where a limit is so near that the rounded size would read like it. */
export function sizeBeside(bytes: number, ...limits: readonly number[]): Bilingual {
  const size = sizeOf(bytes);
  if (bytes < KB || !limits.some((limit) => sizeOf(limit).zh === size.zh)) return size;
  const exact = exactly(bytes);
  return { zh: `${size.zh}（${exact.zh}）`, en: `${size.en} (${exact.en})` };
}

const exactly = (bytes: number): Bilingual => ({
  zh: `${grouped(bytes)} 字节`,
  en: `${grouped(bytes)} bytes`,
});
