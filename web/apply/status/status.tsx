import { stageFacts } from '../../../shared/contracts/stages.ts';
import { actName } from '../../kit/act-names.ts';
import { Link } from '../../kit/button.tsx';
import { showDate, showDeadline, showInstant, showMoney, showUntil } from '../../kit/format.ts';
import { listed, say } from '../../kit/i18n.ts';
import { DescriptionList, Tabs, Timeline } from '../../kit/lists.tsx';
import { StatusTag } from '../../kit/notice.tsx';
import { PlanName } from '../../kit/plan-name.tsx';
import { useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { isEditable, toneOf, twelveSteps, type View } from '../declare/progress.ts';
import { ReturnNotice } from '../declare/return-notice.tsx';
import { ReviewForm } from '../declare/review-form.tsx';
import type { StepProps } from '../declare/step-form.tsx';
import { t } from '../words.ts';
import { SourceSteps } from './source-steps.tsx';
import { StatusActs } from './status-acts.tsx';
import { words } from './status-words.ts';

/** An application after it was submitted: where it stands, what the applicant can do now, its history. */
export default function StatusPage({ view, plan }: StepProps) {
  const { waiting } = view;
  return (
    <div class="stack">
      <PageTitle
        before={
          <p class="quiet">
            <PlanName of={view} />
          </p>
        }
      >
        {words('title')}
      </PageTitle>
      <section class="panel stack tight">
        <p class="home-state">
          <StatusTag tone={toneOf(view.stage)}>{say(stageFacts(view.stage))}</StatusTag>
        </p>
        <DescriptionList
          items={[
            view.applicationNo ? { term: t('applicationNo'), value: view.applicationNo } : null,
            waiting.role
              ? { term: t('whoseTurn'), value: waiting.role === 'APPLICANT' ? t('you') : say(waiting.name) }
              : null,
            waiting.dueAt ? { term: t('untilWhen'), value: showDeadline(waiting.dueAt, waiting.left) } : null,
            waiting.next ? { term: t('after'), value: say(waiting.next) } : null,
            view.inBatch ? { term: words('batch'), value: batchText(view.inBatch) } : null,
            ...lapse(view, plan),
            paidOf(view),
            ...(view.refunds ?? []).map((refund) => ({
              term: words('refund'),
              value: words('refundText', { amount: showMoney(refund.amountFen), why: say(refund.why) }),
            })),
            ...(view.corrections ?? []).map(({ at, reason, labels }) => ({
              term: words('corrected'),
              value: words('correctedText', {
                at: showInstant(at),
                what: listed(labels.map((label) => say(label))),
                reason,
              }),
            })),
            view.ended?.reason ? { term: words('ended'), value: view.ended.reason } : null,
          ]}
        />
        {isEditable(view.stage) ? (
          <p>
            <Link href={`/applications/${view.applicationId}`} look="primary">
              {words(view.stage === 'RETURNED' ? 'goCorrect' : 'goOn')}
            </Link>
          </p>
        ) : null}
      </section>
      {view.stage === 'RETURNED' ? <ReturnNotice view={view} plan={plan} /> : null}
      <StatusActs view={view} plan={plan} />
      <Told applicationId={view.applicationId} />
      <Tabs
        label={words('title')}
        tabs={[
          {
            key: 'course',
            label: words('course'),
            panel: () => <SourceSteps states={twelveSteps(view)} planCode={view.planCode} />,
          },
          { key: 'history', label: words('history'), panel: () => <History view={view} /> },
          { key: 'content', label: words('content'), panel: () => <ReviewForm view={view} plan={plan} /> },
        ]}
      />
    </div>
  );
}

/** What the platform has told of this declaration, reminders too (C18); the home page has all of it. */
function Told({ applicationId }: { applicationId: string }) {
  const query = useApi('list-notices', { every: 60_000 });
  const items = (query.data?.body.items ?? [])
    .filter((one) => one.applicationId === applicationId)
    .slice(0, 3);
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{words('told')}</h2>
      <ul class="notices">
        {items.map((one) => (
          <li key={one.noticeId}>
            <p class="quiet">{showInstant(one.at)}</p>
            <p class="notice-title">{say(one.title)}</p>
            <p>{say(one.body)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** D39: which batch, until when, and what is counted by it. */
const batchText = ({ names, submitBy, unitReportBy, cutoffDate, session }: NonNullable<View['inBatch']>) =>
  words('batchText', {
    name: say(names),
    submitBy: showDate(submitBy),
    reportBy: showDate(unitReportBy),
    cutoff: showDate(cutoffDate),
    session,
  });

const missed = {
  DECLARATION: 'missedDECLARATION',
  UNIT_REPORT: 'missedUNIT_REPORT',
  CORRECTION: 'missedCORRECTION',
  PAYMENT: 'missedPAYMENT',
  FORM: 'missedFORM',
} as const;
const isMissed = (name: string | undefined): name is keyof typeof missed =>
  name !== undefined && Object.hasOwn(missed, name);

/** R59: how much was paid, when, and by which number to ask for it. */
function paidOf({ payment }: View) {
  const { status, amountFen, paidAt, transactionId } = payment;
  if (status !== 'PAID' || !paidAt || !transactionId) return null;
  const value = words('paidText', {
    amount: showMoney(amountFen),
    at: showInstant(paidAt),
    no: transactionId,
  });
  return { term: words('paid'), value };
}

/** D28: the deadline that was missed, what was paid and what becomes of it, and the way back where there is one. */
function lapse({ lapsed, ended, payment }: View, plan: StepProps['plan']) {
  if (!lapsed) return [];
  const { missedAt, reopenUntil, askedAt } = lapsed;
  const { phone } = plan.directory.office;
  const name = ended?.deadline;
  return [
    missedAt && isMissed(name)
      ? { term: words('missed'), value: words(missed[name], { at: showUntil(missedAt) }) }
      : null,
    payment.status === 'PAID'
      ? { term: words('fee'), value: words('paidKept', { amount: showMoney(payment.amountFen) }) }
      : null,
    // Once it is asked for, the page says so further down.
    askedAt
      ? null
      : reopenUntil
        ? { term: words('reopen'), value: words('reopenText', { until: showUntil(reopenUntil), phone }) }
        : {
            term: words('afterLapse'),
            value: words('afterLapseText', { name: say(plan.directory.office.name), phone }),
          },
  ];
}

/** Newest first; the hash is the receipt of the audit chain. */
function History({ view }: { view: View }) {
  return (
    <Timeline
      items={[...view.timeline].reverse().map((entry) => {
        const moved =
          entry.to && entry.to !== entry.from ? say(stageFacts(entry.to as View['stage'])) : undefined;
        return {
          key: entry.seq,
          at: showInstant(entry.at),
          title: [...new Set([actName(entry.act), moved])].filter(Boolean).join(' → ') || entry.act,
          detail: (
            <>
              <p>{entry.actorName ?? say(entry.desk)}</p>
              {entry.note ? <p>{say(entry.note)}</p> : null}
              {entry.reason ? <p>{words('reason', { reason: entry.reason })}</p> : null}
              <p class="quiet hash">{words('receipt', { hash: entry.hash.slice(0, 16) })}</p>
            </>
          ),
        };
      })}
    />
  );
}
