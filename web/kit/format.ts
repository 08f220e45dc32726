import {
  formatDate,
  formatDeadline,
  formatInstant,
  localDateOf,
} from '../../shared/rules/calendar/local-date.ts';
import { defineMessages, lang } from './i18n.ts';

const t = defineMessages({
  until: ['{at} 截止', 'until {at}'],
  left: ['还有 {n} 个工作日', '{n} working days left'],
  lastDay: ['今天是最后一天', 'today is the last day'],
  bytes: ['{n} 字节', '{n} bytes'],
});

/** `2026-11-24` → 2026年11月24日（周二）. */
export const showDate = (date: string): string => formatDate(date, lang.value);
/** An instant with its time of day in Shanghai. */
export const showInstant = (instant: string): string => formatInstant(instant, lang.value);
/** The day in Shanghai on which an instant falls. */
export const showDay = (instant: string): string => formatDate(localDateOf(instant), lang.value);

/** A closing instant with its year, as people say it: 2026年12月23日 24:00. */
export const showUntil = (instant: string): string => formatDeadline(instant, lang.value, { year: true });

/** 11月30日 24:00 截止，还有 4 个工作日. @param workingDaysLeft 0 on the last day itself */
export function showDeadline(instant: string, workingDaysLeft?: number): string {
  const at = t('until', { at: formatDeadline(instant, lang.value) });
  if (workingDaysLeft === undefined) return at;
  const rest = workingDaysLeft === 0 ? t('lastDay') : t('left', { n: workingDaysLeft });
  return `${at}${lang.value === 'zh' ? '，' : ', '}${rest}`;
}

/** 分 → ¥200.00. */
export function showMoney(fen: number): string {
  return `¥${Math.trunc(fen / 100).toLocaleString('en-US')}.${String(Math.abs(fen % 100)).padStart(2, '0')}`;
}

/** Bytes in the unit that people read, with 1K = 1024 (Q5). */
export function showBytes(bytes: number): string {
  if (bytes < 1024) return t('bytes', { n: bytes });
  const short = (value: number) => value.toFixed(1).replace(/\.0$/, '');
  if (bytes < 1024 * 1024) return `${short(bytes / 1024)} KB`;
  return `${short(bytes / 1024 / 1024)} MB`;
}
