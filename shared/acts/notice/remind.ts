import { stages } from '../../contracts/stages.ts';
import { reportByOf } from '../../rules/application/unit-report.ts';
import { renderNotices } from '../../rules/notice/render.ts';
import { noticeIdOf, noticeTexts, tellDesk } from '../../store/notices.ts';
import { doneReminderWrite, dueReminders, type Reminder } from '../../store/reminders.ts';
import { getUnitRecord } from '../../store/units.ts';
import type { Attempt, OutOfTime } from '../base/attempt.ts';
import type { Deps } from '../base/deps.ts';
import { tell } from './tell.ts';

const PAGE = 50;

/** C7, C18: what has come due, each once; a turn that is over needs no reminding. */
export async function remind(deps: Deps, stop: OutOfTime, attempt: Attempt): Promise<number> {
  // An index may still show what has just been done.
  const seen = new Set<string>();
  let done = 0;
  for (;;) {
    const due = await dueReminders(deps.table, deps.now(), PAGE);
    const fresh = due.filter((r) => !seen.has(nameOf(r)));
    if (fresh.length === 0) return done;
    for (const reminder of fresh) {
      if (stop()) return done;
      seen.add(nameOf(reminder));
      if (await attempt(() => reminded(deps, reminder))) done += 1;
    }
  }
}

async function reminded(deps: Deps, reminder: Reminder): Promise<true> {
  await tellOf(deps, reminder);
  await deps.table.transact([doneReminderWrite(deps.table, reminder, deps.now())]);
  return true;
}

const nameOf = ({ applicationId, turn, kind }: Reminder) => `${applicationId} ${turn} ${kind}`;

async function tellOf(deps: Deps, reminder: Reminder): Promise<void> {
  const { applicationId, turn, kind, dueAt: at } = reminder;
  const application = await deps.applications.get(applicationId);
  if (application?.turn !== turn || !application.dueAt) return;
  const plan = deps.plans.of(application);
  const { stage, applicantId, applicationNo = '' } = application;
  const event = kind === 'PAYMENT_CLOSING' || kind === 'UNIT_CLOSING' ? kind : 'OVERDUE';
  const dueAt = kind === 'UNIT_CLOSING' ? reportByOf(application) : application.dueAt;
  const { zh, en } = stages[stage];
  const facts = { applicationNo, stageName: { zh, en }, dueAt };
  const platform = { zh: plan.strings.platformShort };
  const noticeId = noticeIdOf(at, 0, applicationId, turn, kind);
  for (const notice of renderNotices(event, facts, { occasions: plan.notifications, platform })) {
    if (notice.audience === 'DESK') await tellDesk(deps.table, application, notice, { noticeId, at, turn });
    else if (notice.audience !== 'INVITED') {
      const { sms, audience } = notice;
      const personId =
        audience === 'APPLICANT'
          ? applicantId
          : (await getUnitRecord(deps.table, application.unit.uscc))?.accountId;
      const id = audience === 'APPLICANT' ? noticeId : noticeIdOf(at, 1, applicationId, turn, kind);
      if (personId)
        await tell(deps, {
          ...noticeTexts(notice),
          ...{ personId, audience, applicationId, noticeId: id, at, sms },
        });
    }
  }
}
