import type { Bilingual } from '../../../contracts/finding.ts';

/** Small change of words in two languages. */

export type Tree = Readonly<Record<string, unknown>>;
export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const entries = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const said = ([zh, en]: readonly [zh: string, en: string, ...rest: unknown[]]): Bilingual => ({
  zh,
  en,
});
/** What reads alike in both. */
export const same = (text: string): Bilingual => ({ zh: text, en: text });

export const joined = (parts: readonly Bilingual[], zh: string, en: string): Bilingual => ({
  zh: parts.map((part) => part.zh).join(zh),
  en: parts.map((part) => part.en).join(en),
});
