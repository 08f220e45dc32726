import { sha256Hex } from '../base/sha256.ts';
import { endOfDay, epochMs, instantOf, localDateOf } from '../calendar/local-date.ts';
import { factsNeeded, type NoticeFact } from './render.ts';
import { type NoticeEvent, type NoticeText, notices } from './table.ts';

/** What keeps anybody from sending forty messages to one person (D22). */

const deadlines: readonly NoticeFact[] = ['dueAt', 'closeAt', 'missedAt'];

/** Whether an event's notice tells a deadline: those are never held back. */
export const tellsDeadline = (event: string): boolean =>
  Object.hasOwn(notices, event) && factsNeeded(event as NoticeEvent).some((fact) => deadlines.includes(fact));

const merged: NoticeText = {
  zh: '今天同类通知较多，其余的不再逐条发送，请在相应页面查看现在的情况。',
  en: 'There were more notices of this kind today; they are not sent one by one. Please see the page itself for how things stand.',
};

interface Told {
  readonly noticeId: string;
  readonly at: string;
  readonly event: string;
  readonly personId: string;
  readonly applicationId?: string | undefined;
  readonly body: NoticeText;
}

/** The one notice of a day that stands for all further ones of its kind about a matter; in the box it is the day's last. */
export function mergedNotice<T extends Told>(notice: T): T {
  const { at, event, personId, applicationId = '-' } = notice;
  const day = localDateOf(at);
  const last = instantOf(epochMs(endOfDay(day)) - 1);
  const cause = sha256Hex([personId, event, applicationId, day].join('\n')).slice(0, 16);
  return { ...notice, noticeId: `${last}-999999-${cause}`, body: merged };
}
