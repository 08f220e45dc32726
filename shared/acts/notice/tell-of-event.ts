import type { Application } from '../../contracts/application.ts';
import type { Plan } from '../../contracts/plan.ts';
import { roleNames } from '../../contracts/roles.ts';
import { log } from '../../log.ts';
import { noticeFacts, noticesOfEvent, turnOfEvent } from '../../rules/notice/facts.ts';
import { type Notice, type NoticeEvent, renderNotices } from '../../rules/notice/render.ts';
import { placeName } from '../../rules/people/posts.ts';
import { getAppointment } from '../../store/appointments.ts';
import { ArchiveRecordSchema } from '../../store/archive.ts';
import { type StoredEvent, StoredEventSchema } from '../../store/base/audited.ts';
import { keys } from '../../store/base/keys.ts';
import { noticeIdOf, noticeTexts, tellDesk } from '../../store/notices.ts';
import { keepOpenWindow } from '../../store/open-windows.ts';
import { keepReminders } from '../../store/reminders.ts';
import { getUnitRecord, type UnitRecord } from '../../store/units.ts';
import type { Deps } from '../base/deps.ts';
import { tell } from './tell.ts';
import { headAt, unitActs, waitingAt } from './tell-of-unit.ts';

const kinds = ['APP', 'UNIT', 'ARCHIVE', 'APPOINTMENT'];

/**
 * C18: what an audit event gives to tell, to whom it concerns. The ids of notices come from the event, so that an event
 * dispatched again tells nothing twice; its time runs into reminders here too (C7).
 */
export async function tellOfEvent(deps: Deps, pk: string, seq: number): Promise<void> {
  const [kind = '', ...rest] = pk.split('#');
  if (!kinds.includes(kind)) return;
  const event = await deps.table.get(StoredEventSchema, keys.event(pk, seq));
  if (!event) return;
  if (kind === 'APPOINTMENT') return ofAppointment(deps, rest.join('#'), event);
  if (kind === 'UNIT') return ofUnit(deps, rest.join('#'), event);
  if (kind === 'ARCHIVE') return ofArchiveItem(deps, rest.slice(0, -1).join('#'), rest.at(-1) ?? '', event);
  const application = await deps.applications.get(rest.join('#'));
  if (!application) return log.warn('an event of an unknown application', { seq });
  const plan = deps.plans.of(application);
  const turn = turnOfEvent(application, event);
  if (turn?.turn === application.turn && turn.enteredAt === event.at) {
    await keepReminders(deps.table, application.applicationId, turn);
    await keepOpenWindow(deps.table, application.applicationId, turn);
  }
  for (const name of noticesOfEvent(event)) {
    const facts = noticeFacts(name, application, plan, event);
    if (!facts) {
      log.warn('a notice lacks a fact', { event: name, applicationId: application.applicationId });
      continue;
    }
    const options = { occasions: plan.notifications, platform: { zh: plan.strings.platformShort } };
    for (const notice of renderNotices(name, facts, options))
      await ofApplication(deps, application, event, notice);
  }
}

async function ofApplication(
  deps: Deps,
  application: Application,
  event: StoredEvent,
  notice: Notice,
): Promise<void> {
  const { applicationId, applicantId, unit } = application;
  if (notice.audience === 'DESK') {
    const turn = turnOfEvent(application, event);
    // The sweeper's mark of the same turn has the same id: whoever is first tells it.
    const noticeId = noticeIdOf(turn?.dueAt ?? event.at, 0, applicationId, turn?.turn ?? 0, 'OVERDUE');
    return tellDesk(deps.table, application, notice, { noticeId, at: event.at, turn: turn?.turn });
  }
  const personId =
    notice.audience === 'APPLICANT' ? applicantId : headOf(await getUnitRecord(deps.table, unit.uscc));
  if (personId) await toPerson(deps, personId, notice, event, applicationId);
}

/** Nothing of its people is told to a unit that is held (D33). */
const headOf = (unit: UnitRecord | undefined) => (unit?.suspended ? undefined : unit?.accountId);

function toPerson(deps: Deps, personId: string, notice: Notice, event: StoredEvent, applicationId?: string) {
  const { audience, sms } = notice;
  if (audience === 'DESK') throw new Error('a desk is no person');
  return tell(deps, {
    ...noticeTexts(notice),
    ...{ personId, audience, sms, at: event.at },
    noticeId: noticeIdOf(event.at, event.seq, event.subject, notice.event, audience),
    ...(applicationId ? { applicationId } : {}),
  });
}

async function ofUnit(deps: Deps, uscc: string, event: StoredEvent): Promise<void> {
  const name = unitActs[event.act];
  const unit = name && (await getUnitRecord(deps.table, uscc));
  if (!unit) return;
  for (const notice of renderNotices(name, { unitName: unit.name }, ofAnyPlan(deps.plans.offered())))
    for (const personId of await concerned(deps, unit, event, notice))
      await toPerson(deps, personId, notice, event);
}

async function concerned(
  { table }: Deps,
  unit: UnitRecord,
  event: StoredEvent,
  { audience }: Notice,
): Promise<string[]> {
  if (audience === 'APPLICANT') return waitingAt(table, unit.uscc);
  const head = headAt(unit, event);
  return head === '' ? [] : [head];
}

const archiveActs: Readonly<Record<string, NoticeEvent>> = {
  APPROVE_ARCHIVE_ITEM: 'ARCHIVE_APPROVED',
  RETURN_ARCHIVE_ITEM: 'ARCHIVE_RETURNED',
};

async function ofArchiveItem(
  deps: Deps,
  personId: string,
  itemId: string,
  event: StoredEvent,
): Promise<void> {
  const name = archiveActs[event.act];
  const item = name && (await deps.table.get(ArchiveRecordSchema, keys.archiveItem(personId, itemId)));
  if (!item) return;
  for (const notice of renderNotices(name, { itemTitle: item.title }, ofAnyPlan(deps.plans.offered())))
    await toPerson(deps, personId, notice, event);
}

/** Units and archives belong to no plan: told when any plan on offer wants it told. */
function ofAnyPlan(plans: readonly Plan[]): Parameters<typeof renderNotices>[2] {
  return {
    occasions: [...new Set(plans.flatMap((p) => p.notifications))],
    platform: { zh: plans[0]?.strings.platformShort ?? '平台' },
  };
}

/** D34: the mail with the link. An invitation that was sent again meanwhile, accepted or ended, is not told any more. */
async function ofAppointment(deps: Deps, appointmentId: string, event: StoredEvent): Promise<void> {
  const appointment = event.act === 'INVITE' ? await getAppointment(deps.table, appointmentId) : undefined;
  const { secret, expiresAt } = appointment?.invitation ?? {};
  if (!appointment || appointment.version !== event.seq || !secret) return;
  const plans = deps.plans.list();
  const { role, scope } = appointment;
  const unit = role === 'UNIT_HR' ? await getUnitRecord(deps.table, scope) : undefined;
  const page = unit ? 'unit-invitation' : 'invitation';
  const facts = {
    roleName: roleNames[appointment.role],
    placeName: unit?.name ?? placeName(appointment, plans),
    dueAt: expiresAt ?? '',
    // Behind the hash: no server and no log of one on the way sees it.
    link: `${deps.env.SITE_ORIGIN}/admin/${page}#${appointmentId}.${secret}`,
  };
  for (const notice of renderNotices('INVITED', facts, { ...ofAnyPlan(plans), occasions: ['INVITATION'] }))
    await toPerson(deps, appointmentId, notice, event);
}
