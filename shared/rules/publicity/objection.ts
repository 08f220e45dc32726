import type { Application } from '../../contracts/application.ts';
import type { HolidayCalendar } from '../../contracts/calendar.ts';
import type { Finding } from '../../contracts/finding.ts';
import { findingTable } from '../base/finding.ts';
import { isBefore } from '../calendar/local-date.ts';
import { recomputeWindow } from './window.ts';

/** What is asked of an objection (R64, R66, C15). */

/** An anonymous objection must at least have the room to say something concrete; characters without white space. */
export const ANONYMOUS_MIN = 30;

const find = findingTable({
  OBJECTION_LEADS: {
    rule: 'C15',
    zh: '请实名（姓名和联系方式）提出异议；不具名的，须提供具体线索（至少 {allowed} 字，现 {found} 字）',
    en: 'Please give your name and a contact; without them, concrete leads are needed ({allowed} characters at least, now {found})',
  },
  OBJECTION_NOT_LISTED: {
    rule: 'C15',
    zh: '公示名单中没有申报编号 {found}',
    en: 'There is no application number {found} on this list',
  },
  PUBLICITY_CLOSED: {
    rule: 'R64',
    zh: '公示期已于 {allowed} 结束',
    en: 'The publicity ended at {allowed}',
  },
});

export interface ObjectionText {
  readonly objectorName?: string | undefined;
  readonly contact?: string | undefined;
  readonly content: string;
}

/** C15: in one's own name, or with concrete leads. Whether they are concrete is for the office to judge. */
export function checkObjector({ objectorName, contact, content }: ObjectionText): Finding[] {
  if (objectorName?.trim() && contact?.trim()) return [];
  const found = [...content.replace(/\s+/gu, '')].length;
  return found >= ANONYMOUS_MIN
    ? []
    : [find('OBJECTION_LEADS', { field: '/content', found, allowed: ANONYMOUS_MIN })];
}

export const notListed = (applicationNo: string): Finding =>
  find('OBJECTION_NOT_LISTED', { field: '/applicationNo', found: applicationNo });

/** R64, R66: objections are taken while the person's window runs, under the newest calendar (K2, K3). */
export function checkObjectionTime(
  { window }: Pick<Application, 'window'>,
  publicityId: string,
  now: string,
  calendar: HolidayCalendar,
): Finding[] {
  if (!window || window.publicityId !== publicityId) return [find('PUBLICITY_CLOSED', { allowed: '—' })];
  const current = recomputeWindow(window, calendar);
  if (current.provisional || isBefore(now, current.closeAt)) return [];
  return [find('PUBLICITY_CLOSED', { found: now, allowed: current.closeAt })];
}
