import { log } from '../../log.ts';
import { createNoticePort, type Message, NoticeFailure } from '../../ports/messages.ts';
import { getAppointment } from '../../store/appointments.ts';
import type { Table } from '../../store/base/table.ts';
import {
  type Delivery,
  keepNotice,
  MAX_ATTEMPTS,
  noticesToRetry,
  type StoredNotice,
  updateNotice,
} from '../../store/notices.ts';
import { getProfileRecord } from '../../store/profiles.ts';
import { unitOfAccount } from '../../store/units.ts';
import type { Attempt, OutOfTime } from '../base/attempt.ts';
import type { Deps } from '../base/deps.ts';
import { bounded } from './bound.ts';

type NoticeDeps = Pick<Deps, 'table' | 'env' | 'now'>;

const PAGE = 50;

interface Contact {
  SMS?: string | undefined;
  EMAIL?: string | undefined;
}

/** Where somebody can be reached: a person's own profile, the HR head's mobile in the unit's registration, an invitation. */
async function contactOf(table: Table, { audience, personId }: Pick<StoredNotice, 'audience' | 'personId'>) {
  if (audience === 'UNIT_HR')
    return { SMS: (await unitOfAccount(table, personId))?.hrMobile } satisfies Contact;
  if (audience === 'INVITED')
    return { EMAIL: (await getAppointment(table, personId))?.email } satisfies Contact;
  const profile = await getProfileRecord(table, personId);
  return { SMS: profile?.mobile, EMAIL: profile?.email } satisfies Contact;
}

/**
 * Puts a notice into its addressee's box and sends it on. A repeat finds it there and sends only what has not gone out.
 * What a gateway does not take is recorded on the notice and tried again by the sweeper; only the table's own failures
 * are thrown.
 */
export async function tell(deps: NoticeDeps, notice: Omit<StoredNotice, 'deliveries'>): Promise<void> {
  const { told, send } = await bounded(deps.table, notice);
  const contact: Contact = send ? await contactOf(deps.table, told) : {};
  const deliveries = (['SMS', 'EMAIL'] as const)
    .filter((channel) => contact[channel])
    .map((channel): Delivery => ({ channel, status: 'PENDING', attempts: 0 }));
  const kept = await keepNotice(deps.table, { ...told, deliveries }, deps.now());
  // A failed one has had its attempt; the sweeper keeps the intervals.
  if (kept.deliveries.some((d) => d.status === 'PENDING')) await sendOut(deps, kept, contact, ['PENDING']);
}

/** Another attempt at everything that has not gone out and is due for it. */
export async function retellOfEvent(deps: Deps, stop: OutOfTime, attempt: Attempt): Promise<number> {
  const notices = await noticesToRetry(deps.table, deps.now(), PAGE);
  let sent = 0;
  for (const notice of notices) {
    if (stop()) break;
    if (await attempt(() => sendAgain(deps, notice).then(() => true))) sent += 1;
  }
  return sent;
}

async function sendAgain(deps: NoticeDeps, notice: StoredNotice): Promise<void> {
  await sendOut(deps, notice, await contactOf(deps.table, notice), ['PENDING', 'FAILED']);
}

async function sendOut(
  deps: NoticeDeps,
  notice: StoredNotice,
  contact: Contact,
  open: readonly Delivery['status'][],
): Promise<void> {
  const deliveries: Delivery[] = [];
  for (const delivery of notice.deliveries) {
    const attempt = open.includes(delivery.status);
    deliveries.push(attempt ? await attempted(deps, notice, delivery, contact) : delivery);
  }
  await updateNotice(deps.table, { ...notice, deliveries }, deps.now());
}

async function attempted(
  deps: NoticeDeps,
  notice: StoredNotice,
  { channel, attempts: before }: Delivery,
  contact: Contact,
): Promise<Delivery> {
  const to = contact[channel];
  const attempts = before + 1;
  const done = { channel, attempts, at: deps.now() };
  if (!to) return { ...done, status: 'GIVEN_UP', code: 'NO_ADDRESS' };
  try {
    await createNoticePort(deps.env).send(messageOf(notice, channel, to));
    return { ...done, status: 'SENT' };
  } catch (error) {
    const code = error instanceof NoticeFailure ? error.code : 'ERROR';
    log.warn('a notice did not go out', { noticeId: notice.noticeId, channel, attempts, code });
    return { ...done, status: attempts >= MAX_ATTEMPTS ? 'GIVEN_UP' : 'FAILED', code };
  }
}

/** A text message says where to look and never how it went: others may read it on a locked screen. */
function messageOf(
  { noticeId, title, body, sms }: StoredNotice,
  channel: Delivery['channel'],
  to: string,
): Message {
  const text = channel === 'SMS' ? sms.zh : `${body.zh}\n\n${body.en}`;
  return { channel, to, subject: title.zh, body: text, messageId: `${noticeId}-${channel}` };
}
