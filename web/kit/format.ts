import type { ResponseOf } from '../../shared/contracts/api/index.ts';
import { isLocalDate } from '../../shared/contracts/local-date.ts';
import { sizeOf } from '../../shared/rules/base/bytes.ts';
import {
  formatDate,
  formatDay,
  formatDeadline,
  formatInstant,
  localDateOf,
} from '../../shared/rules/calendar/local-date.ts';
import { defineMessages, lang } from './i18n.ts';

const t = defineMessages({
  until: ['{at} 截止', 'until {at}'],
  left: ['还有 {n} 个工作日', '{n} working days left'],
  leftFree: ['还有 {n} 天，均为休息日', '{n} days left, all of them days off'],
  lastDay: ['今天是最后一天', 'today is the last day'],
  late: ['已逾期 {n} 天', '{n} days overdue'],
  lateToday: ['已逾期', 'overdue'],
  over: ['已届满', 'it has run out'],
});

/** `2026-11-24` → 2026年11月24日（周二）. */
export const showDate = (date: string): string => formatDate(date, lang.value);
/** `1990-05-12` → 1990年5月12日: of a life, where nobody plans by weekdays. A day that is none yet is shown as typed. */
export const showLifeDate = (date: string): string =>
  isLocalDate(date) ? formatDay(date, lang.value) : date;
/** The year of a plan, as `2020年度` or in English. */
export const showYear = (label: string): string =>
  lang.value === 'zh' ? label : label.replace(/^(\d{4})年度$/, '$1');
/** An instant with its time of day in Shanghai. */
export const showInstant = (instant: string): string => formatInstant(instant, lang.value);
/** The day in Shanghai on which an instant falls. */
export const showDay = (instant: string): string => formatDate(localDateOf(instant), lang.value);

/** A closing instant with its year, as people say it: 2026年12月23日 24:00. */
export const showUntil = (instant: string): string => formatDeadline(instant, lang.value, { year: true });

/** A deadline near by, short; with its year where that is another one than now. */
export function showDue(instant: string): string {
  const full = showUntil(instant);
  const now = localDateOf(new Date().toISOString()).slice(0, 4);
  return full.includes(now) ? formatDeadline(instant, lang.value) : full;
}

type Left = NonNullable<ResponseOf<'Waiting'>['left']>;

/** 11月30日 24:00 截止，还有 4 个工作日; …，已逾期 3 天. */
export function showDeadline(instant: string, left?: Left): string {
  const at = t('until', { at: showDue(instant) });
  return left ? `${at}${lang.value === 'zh' ? '，' : ', '}${showLeft(left)}` : at;
}

/** Where a deadline stands, in words: the only ones for it. */
export function showLeft({ state, days, workingDays }: Left): string {
  switch (state) {
    case 'AHEAD':
      return workingDays > 0 ? t('left', { n: workingDays }) : t('leftFree', { n: days });
    case 'LAST_DAY':
      return t('lastDay');
    case 'PASSED':
      return days > 0 ? t('late', { n: days }) : t('lateToday');
    case 'OVER':
      return t('over');
  }
}

/** 分 → ¥200.00. */
export function showMoney(fen: number): string {
  return `¥${Math.trunc(fen / 100).toLocaleString('en-US')}.${String(Math.abs(fen % 100)).padStart(2, '0')}`;
}

/** Bytes in the unit that people read, with 1K = 1024 (Q5). */
export const showBytes = (bytes: number): string => sizeOf(bytes)[lang.value];
