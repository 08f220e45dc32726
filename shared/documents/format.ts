import { printable } from '../rules/base/printable.ts';

/** `2026-11-07` → 2026年11月7日; `2026-11` → 2026年11月. */
export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day === undefined ? '' : `${day}日`}`;
}

/** The civil date in Asia/Shanghai (UTC+8, no daylight saving) of an ISO instant. */
export function shanghaiDate(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Seconds since 1970 of an ISO instant, as PDF metadata want them. */
export function epochSeconds(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}

/** A period in compact figures for tables: 2012.07—2016.06, or 2016.07—至今 while it runs. */
export function chinesePeriod(period: { from: string; to?: string | undefined }): string {
  const month = (date: string): string => date.slice(0, 7).replace('-', '.');
  return `${month(period.from)}—${period.to === undefined ? '至今' : month(period.to)}`;
}

/** Score ×100 → `112.50`. */
export function chineseScore(score: number): string {
  return `${Math.floor(score / 100)}.${String(score % 100).padStart(2, '0')}`;
}

/**
 * One line of text for a cell. A run of more than `widest` characters that offers no place to break (a link, a serial
 * number) may break anywhere, so that it can never run out of its cell; words and numbers as people write them stay
 * whole. Han characters break anywhere by themselves.
 */
export function cell(text: string, widest = 28): string {
  const flat = printable(text).replace(/\s+/gu, ' ').trim();
  const run = new RegExp(`[\\x21-\\x7e\\u00a1-\\u058f]{${widest + 1},}`, 'g');
  return flat.replace(run, (long) => [...long].join('\u200b'));
}

/** The paragraphs of a longer text: blank lines and hand-made indents fall away, the form sets its own. */
export function paragraphs(text: string): string[] {
  return printable(text)
    .split('\n')
    .map((paragraph) => cell(paragraph))
    .filter((paragraph) => paragraph !== '');
}

/** A rough count of printed lines, to decide whether a block may still be kept on one page. */
export function lineEstimate(lines: readonly string[], charactersPerLine: number): number {
  return lines.reduce((sum, text) => sum + Math.ceil((text.length + 2) / charactersPerLine), 0);
}
