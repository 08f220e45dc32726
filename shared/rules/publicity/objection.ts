import type { Application } from '../../contracts/application.ts';
import type { CalendarInForce } from '../../contracts/calendar.ts';
import { isVisible } from '../../contracts/characters.ts';
import type { Finding } from '../../contracts/finding.ts';
import { sha256Hex } from '../base/sha256.ts';
import { untilOf } from '../calendar/local-date.ts';
import { checkFits, mod3736, readApplicationNumber } from '../people/identifiers.ts';
import { sameName } from '../people/privacy.ts';
import { find } from './findings.ts';
import { isRunning, windowInForce } from './window.ts';

/** What is asked of an objection (R64, R66, C15). */

/** An anonymous objection must at least have the room to say something concrete; characters without white space. */
export const ANONYMOUS_MIN = 30;

export interface ObjectionText {
  readonly applicationNo: string;
  readonly objectorName?: string | undefined;
  readonly contact?: string | undefined;
  readonly content: string;
}

/**
 * What is judged in the browser as well, before anything is looked up. C15: in one's own name, or with concrete leads;
 * whether they are concrete is for the office to judge. §10.4: a number with the check character that it was given.
 */
export function checkObjection({ applicationNo, objectorName, contact, content }: ObjectionText): Finding[] {
  const number = readApplicationNumber(applicationNo, '/applicationNo');
  const named = isVisible(objectorName ?? '') && isVisible(contact ?? '');
  const found = [...content.replace(/\s+/gu, '')].length;
  return [
    ...(number.ok ? [] : number.problems),
    ...(named || found >= ANONYMOUS_MIN
      ? []
      : [find('OBJECTION_LEADS', { field: '/content', found, allowed: ANONYMOUS_MIN })]),
  ];
}

/**
 * D22: the number that an objector follows the matter by. Nobody can guess it, and nothing else shows it.
 * @param random what nobody else has ever had
 */
export function receiptNumber(random: string): string {
  const letters = BigInt(`0x${sha256Hex(`receipt\n${random}`).slice(0, 20)}`)
    .toString(36)
    .toUpperCase()
    .padStart(16, '0');
  const body = `YY-${letters.match(/.{4}/g)?.join('-')}`;
  return `${body}-${mod3736(body)}`;
}

/** What the page says before anything is asked. */
export function checkReceipt(receiptNo: string): Finding[] {
  if (!isVisible(receiptNo)) return [find('RECEIPT_MISSING', { field: '/receiptNo' })];
  return checkFits(receiptNo) ? [] : [find('RECEIPT_CHECK', { field: '/receiptNo' })];
}

export interface ReceiptAnswer {
  readonly status: 'OPEN' | 'CLEARED' | 'UPHELD' | 'CLOSED' | 'NOT_FOUND';
  readonly receiptNo: string;
  readonly askedAt: string;
  readonly at?: string;
}

/**
 * D22: how the matter stands, to who has the receipt and gives the name that was given, or none where none was. Everything
 * else gets one answer. A proposal between two persons of the office is theirs: until it is decided the inquiry is open.
 */
export function answerReceipt(
  query: { readonly receiptNo: string; readonly name?: string | undefined; readonly askedAt: string },
  objection: { status: string; at: string; objectorName?: string | undefined } | undefined,
): ReceiptAnswer {
  const { receiptNo, name = '', askedAt } = query;
  const given = objection?.objectorName ?? '';
  const same = isVisible(given) ? sameName(name, given) : !isVisible(name);
  if (!objection || !same) return { status: 'NOT_FOUND', receiptNo, askedAt };
  const { status, at } = objection;
  const told = status === 'CLEARED' || status === 'UPHELD' || status === 'CLOSED' ? status : 'OPEN';
  return { status: told, receiptNo, askedAt, at };
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

/** What the office calls a file of evidence: a name of ours, since that of the file may say who sent it (D22). */
export const evidenceName = (place: number): string => `异议材料${place + 1}`;
