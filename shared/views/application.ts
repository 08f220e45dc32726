import type { ResponseOf } from '../contracts/api/index.ts';
import type { Application } from '../contracts/application.ts';
import type { Declaration } from '../contracts/declaration.ts';
import type { Finding } from '../contracts/finding.ts';
import type { Plan } from '../contracts/plan.ts';
import { correctionLabel } from '../rules/application/correction.ts';
import { reopenUntil } from '../rules/application/settings.ts';
import type { Context } from '../rules/base/context.ts';
import { localDateOf } from '../rules/calendar/local-date.ts';
import { answerPath } from '../rules/declaration/answer-words.ts';
import { newlyAskedFields } from '../rules/declaration/answers.ts';
import { requirementsOf } from '../rules/declaration/attachment-check.ts';
import { commitmentCovers, contentHashOf } from '../rules/declaration/commitment.ts';
import { declarationProgress, type StepContext } from '../rules/declaration/steps.ts';
import { yearLines } from '../rules/declaration/years.ts';
import { proposePoint } from '../rules/desk/routing.ts';
import { batchAt, batchOf } from '../rules/plan/batches.ts';
import { missedDeadline } from '../rules/plan/lapse.ts';
import { changesOf } from '../rules/plan/versions.ts';
import { withCurrentWindow } from '../rules/publicity/window.ts';
import { deskNameOf } from './desk-names.ts';
import { changesView } from './plans.ts';
import { requirementViews } from './requirements.ts';
import { type HistoryEvent, refundsOf, timelineOf } from './timeline.ts';
import { waitingOf } from './waiting.ts';

export interface ApplicationFacts extends Readonly<Context> {
  readonly application: Application;
  readonly declaration: Declaration;
  readonly events: readonly HistoryEvent[];
  /** What the checks know besides; what is shown as asked for follows from the very same. */
  readonly steps: StepContext;
  /** Of a draft: the version whose requirements were read, where the newest is another one. */
  readonly planSeen?: Plan | undefined;
  /** What the handler found besides, by step. */
  readonly extra?: Readonly<Record<string, readonly Finding[]>> | undefined;
}

/** May the applicant change the declaration now (T2, C9)? */
export const isEditable = ({ stage }: Pick<Application, 'stage'>): boolean =>
  stage === 'DRAFT' || stage === 'RETURNED';

/** A line of the applicant's list. */
export function applicationSummary(
  application: Application,
  context: Readonly<Context>,
): ResponseOf<'ApplicationSummary'> {
  const { applicationId, applicationNo, planCode, stage, turn, version, updatedAt } = application;
  const { plan, now } = context;
  const batch = stage === 'DRAFT' ? batchAt(plan, now) : batchOf(plan, application.batch);
  return {
    applicationId,
    ...(applicationNo ? { applicationNo } : {}),
    planCode,
    planName: context.plan.names.zh,
    stage,
    turn,
    version,
    waiting: waitingOf(application, context),
    ...(batch ? { inBatch: batch } : {}),
    updatedAt,
  };
}

/** An application as its applicant sees it: no experts' names (B12), no counts of votes, nobody's words of objection. */
export function applicationView(facts: ApplicationFacts): ResponseOf<'ApplicationView'> {
  const { application, declaration, plan, now, steps } = facts;
  const { unit } = steps;
  const contentHash = contentHashOf(declaration);
  const proposed = unit && proposePoint(plan, unit, localDateOf(now)).point?.pointId;
  const { route, payment, paper, document, certificate, corrections = [] } = application;
  const refunds = refundsOf(facts.events);
  const { turns, window } = withCurrentWindow(application, facts);
  return {
    ...applicationSummary(application, facts),
    planVersion: plan.version,
    ...planChangesOf(facts),
    revision: application.revision,
    declaration,
    findings: findingsByStep(facts),
    requirements: requirementViews(plan, requirementsOf(plan, declaration, steps)),
    yearLines: yearLines(plan, declaration, steps),
    contentHash,
    commitmentValid: commitmentCovers(plan, declaration, contentHash),
    ...(route ? { route } : {}),
    ...(proposed ? { proposedPointId: proposed } : {}),
    turns,
    timeline: timelineOf(facts.events, 'APPLICANT', (role) => deskNameOf(role, application, plan)),
    ...returnedOf(facts),
    payment,
    ...(refunds.length > 0 ? { refunds } : {}),
    ...lapsedOf(facts),
    paper,
    window,
    document,
    ...(certificate
      ? { certificate: { certificateNo: certificate.certificateNo, issuedAt: certificate.issuedAt } }
      : {}),
    ...(corrections.length > 0
      ? {
          corrections: corrections.map(({ at, reason, paths }) => ({
            ...{ at, reason },
            labels: paths.map(correctionLabel),
          })),
        }
      : {}),
    reexamination: application.reexamination,
    withdrawalRequested: application.withdrawalRequested,
    ended: application.ended,
  };
}

/** D30: what the newest version has changed since the requirements were read. */
function planChangesOf({ application, plan, planSeen }: ApplicationFacts) {
  const { stage, requirementsSeen: seen } = application;
  if (stage !== 'DRAFT' || seen.planVersion === plan.version) return {};
  const changes = planSeen
    ? changesView(changesOf(planSeen, plan), planSeen, plan)
    : { changes: [], more: 0 };
  return { planChanges: { from: seen.planVersion, to: plan.version, ...changes } };
}

/** L11: by which desk it was returned, not by whom of its people; C9: with what the correction itself has opened. */
function returnedOf({
  application,
  plan,
  declaration,
  steps,
}: ApplicationFacts): Pick<ResponseOf<'ApplicationView'>, 'returned'> {
  const { returned } = application;
  if (!returned) return {};
  const { by, items, reason, dueAt } = returned;
  const before = steps.handedIn?.submitted.data;
  const newlyAsked = before ? newlyAskedFields(plan, before, declaration.data, steps).map(answerPath) : [];
  return { returned: { desk: deskNameOf(by.role, application, plan), items, newlyAsked, reason, dueAt } };
}

/** D28: what has run out, and whether the plan lets it be opened again. */
function lapsedOf({
  application,
  plan,
  now,
}: ApplicationFacts): Pick<ResponseOf<'ApplicationView'>, 'lapsed'> {
  if (application.stage !== 'LAPSED') return {};
  const missedAt = missedDeadline(application, plan);
  const { ended, payment } = application;
  const until = reopenUntil(application, plan);
  const open = ended?.deadline === 'PAYMENT' && !payment.reopened && now < until;
  const { at: askedAt, refused } = application.reopeningRequested ?? {};
  return {
    lapsed: {
      ...(missedAt ? { missedAt } : {}),
      ...(open ? { reopenUntil: until } : {}),
      ...(askedAt ? { askedAt } : {}),
      ...(refused ? { refused } : {}),
    },
  };
}

/** Everything in the way of submitting, and advice, by page; nothing once it is out of the applicant's hands. */
function findingsByStep({ application, declaration, plan, steps, extra }: ApplicationFacts) {
  if (!isEditable(application)) return {};
  return Object.fromEntries(
    declarationProgress(plan, declaration, steps).map(({ step, findings }) => [
      step,
      [...findings, ...(extra?.[step] ?? [])],
    ]),
  );
}
