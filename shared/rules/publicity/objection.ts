import type { Application } from '../../contracts/application.ts';
import type { CalendarInForce } from '../../contracts/calendar.ts';
import type { Finding } from '../../contracts/finding.ts';
import { untilOf } from '../calendar/local-date.ts';
import { find } from './findings.ts';
import { isRunning, windowInForce } from './window.ts';

/** What is asked of an objection (R64, R66, C15). */

/** An anonymous objection must at least have the room to say something concrete; characters without white space. */
export const ANONYMOUS_MIN = 30;

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

/** R64, R66: objections are taken while the person's window runs, under every calendar of its time (K2, K3, D18). */
export function checkObjectionTime(
  { window }: Pick<Application, 'window'>,
  publicityId: string,
  now: string,
  calendars: readonly CalendarInForce[],
): Finding[] {
  if (!window || window.publicityId !== publicityId)
    return [find('PUBLICITY_CLOSED', { words: { by: '—' } })];
  const current = windowInForce(window, calendars);
  if (isRunning(current, now)) return [];
  const { closeAt } = current;
  return [find('PUBLICITY_CLOSED', { found: now, allowed: closeAt, words: { by: untilOf(closeAt) } })];
}

/** A proposal to uphold: who, and the finding (D26). */
export interface UpholdProposal {
  readonly actor: { readonly id: string };
  readonly finding: string;
}

export const upholdProposal = (objection: {
  readonly proposedBy?: { readonly id: string } | undefined;
  readonly finding?: string | undefined;
}): UpholdProposal => ({ actor: { id: objection.proposedBy?.id ?? '' }, finding: objection.finding ?? '' });
