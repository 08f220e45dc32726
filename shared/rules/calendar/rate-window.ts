import type { RateLimit, RateWindow } from '../../contracts/rate-limit.ts';
import { epochMs, formatInstant, instantOf } from './local-date.ts';

/** The fixed windows in which requests are counted (D22). An instant always lies in the same one, wherever the clock was before. */

const lengths: Readonly<Record<RateWindow, number>> = { MINUTE: 60_000, HOUR: 3_600_000, DAY: 86_400_000 };
/** Days begin at 00:00 in Shanghai; minutes and hours do anyway. */
const OFFSET_MS = 8 * 3_600_000;

/** The window of an instant: both ends as instants; `from` names it. */
export function rateWindow(window: RateWindow, now: string): { from: string; until: string } {
  const length = lengths[window];
  const from = Math.floor((epochMs(now) + OFFSET_MS) / length) * length - OFFSET_MS;
  return { from: instantOf(from), until: instantOf(from + length) };
}

/** Seconds until the window is over, one at least. */
export const secondsUntil = (until: string, now: string): number =>
  Math.max(1, Math.ceil((epochMs(until) - epochMs(now)) / 1000));

/** Unix seconds after which nobody asks for a window's count any more, though the clock be set back a little. */
export const forgottenAt = (until: string): number => Math.ceil(epochMs(until) / 1000) + 86_400;

const spans: Readonly<Record<RateWindow, { zh: string; en: string }>> = {
  MINUTE: { zh: '每分钟', en: 'a minute' },
  HOUR: { zh: '每小时', en: 'an hour' },
  DAY: { zh: '每天', en: 'a day' },
};
const whose: Readonly<Record<RateLimit['per'], { zh: string; en: string }>> = {
  ADDRESS: { zh: '这个网络地址', en: 'this network address' },
  PERSON: { zh: '本账号', en: 'this account' },
};

const whoseAbout: typeof whose = {
  ADDRESS: { zh: '这个网络地址针对同一申报人', en: 'this network address about one applicant' },
  PERSON: { zh: '本账号针对同一申报人', en: 'this account about one applicant' },
};

/** The words of a refusal: whose limit, about whom, how many, when to try again. */
export const rateWords = ({ per, about, window }: RateLimit, until: string) => ({
  ...{ whose: (about ? whoseAbout : whose)[per], span: spans[window] },
  until: { zh: formatInstant(until), en: formatInstant(until, 'en') },
});
