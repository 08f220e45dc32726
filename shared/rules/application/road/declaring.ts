import type { Act } from '../../../contracts/acts.ts';
import type { Application } from '../../../contracts/application.ts';
import { rowOf, stepsWhere } from '../../../contracts/desks.ts';
import { type Stage, type Step, steps } from '../../../contracts/stages.ts';
import { untilOf } from '../../calendar/local-date.ts';
import { find as findPaper } from '../../paper/findings.ts';
import { batchAt } from '../../plan/batches.ts';
import { checkDeclareWindow, declareWindow } from '../../plan/plan.ts';
import { find } from '../findings.ts';
import { deadlineInForce, isFormOwed } from '../turns.ts';
import { batchAfter, isUnitLate, reportByOf } from '../unit-report.ts';
import { at, exportable, type Road, refused } from './step.ts';

/** What the applicant does, and what time does to a declaration that waits for the applicant. */
export const declaring: Road<
  'SUBMIT' | 'RESUBMIT' | 'LAPSE' | 'ROLL_OVER' | 'WITHDRAW' | 'REQUEST_WITHDRAWAL' | 'GRANT_WITHDRAWAL'
> = {
  SUBMIT: {
    guard: (_application, _act, { now, plan }) => {
      const [closed] = checkDeclareWindow(plan, now);
      return closed && refused(closed);
    },
    effect: (application, act, { now, plan }) => ({
      changes: {
        ...submitted(act),
        batch: batchAt(plan, now)?.code,
        applicationNo: act.applicationNo,
        submittedAt: now,
        revision: application.revision + 1,
      },
      enter: at('UNIT_REVIEW', 'UNIT_REVIEW'),
    }),
  },
  RESUBMIT: {
    guard: ({ returned }, _act, { now }) => {
      const allowed = returned?.dueAt;
      if (!allowed || now < allowed) return undefined;
      return refused(find('RETURN_OVERDUE', { found: now, allowed, words: { by: untilOf(allowed) } }));
    },
    effect: (application, act, { plan }) => {
      const resumeTo = application.returned?.resumeTo ?? 'UNIT_REVIEW';
      const voided = application.paper.status !== 'NOT_AVAILABLE';
      return {
        changes: {
          ...submitted(act),
          revision: application.revision + 1,
          officeAudit: undefined,
          unchanged: act.unchanged?.length ? [...act.unchanged] : undefined,
          pendingCorrection: undefined,
          ...(voided
            ? { paper: { ...exportable(application, plan), formHash: undefined, documentKey: undefined } }
            : {}),
        },
        enter: at(resumeTo, resumeStep(resumeTo)),
      };
    },
  },
  LAPSE: {
    guard: (application, _act, { now, plan }) => {
      if (isFormOwed(application)) return refused(findPaper('FORM_NOT_READY', { rule: 'D28' }));
      const { stage } = application;
      if (stage === 'UNIT_REVIEW' && batchAfter(application, plan)) return refused(find('UNIT_ROLLS_OVER'));
      const deadline =
        stage === 'DRAFT'
          ? declareWindow(plan).closeAt
          : stage === 'UNIT_REVIEW'
            ? reportByOf(application)
            : deadlineInForce(application);
      if (deadline && now >= deadline) return undefined;
      const by = deadline ? untilOf(deadline) : '—';
      return refused(find('DEADLINE_NOT_REACHED', { found: now, allowed: deadline ?? '', words: { by } }));
    },
    effect: ({ stage, payment }, _act, { plan }) => ({
      changes: stage === 'PAYMENT_DUE' ? { payment: { ...payment, status: 'EXPIRED' } } : {},
      enter: at('LAPSED', 'END'),
      ended: {
        deadline: deadlineName(stage),
        ...(stage === 'DRAFT' ? { missedAt: declareWindow(plan).closeAt } : {}),
      },
    }),
  },
  ROLL_OVER: {
    guard: (application, _act, { now, plan }) => {
      const by = reportByOf(application) ?? '';
      if (!isUnitLate(application, now))
        return refused(
          find('DEADLINE_NOT_REACHED', { found: now, allowed: by, words: { by: by && untilOf(by) } }),
        );
      return batchAfter(application, plan) ? undefined : refused(find('BATCH_LAST'));
    },
    effect: (application, _act, { plan }) => ({
      changes: { batch: batchAfter(application, plan)?.code },
      enter: at('UNIT_REVIEW', 'UNIT_REVIEW'),
    }),
  },
  WITHDRAW: {
    effect: (_application, { reason }) => ({
      changes: {},
      enter: at('WITHDRAWN', 'END'),
      ended: { reason },
    }),
  },
  REQUEST_WITHDRAWAL: {
    effect: (_application, { reason = '' }, { now }) => ({
      changes: { withdrawalRequested: { at: now, reason } },
    }),
  },
  GRANT_WITHDRAWAL: {
    guard: ({ withdrawalRequested }) =>
      withdrawalRequested ? undefined : refused(find('WITHDRAWAL_NOT_REQUESTED')),
    effect: ({ withdrawalRequested }) => ({
      changes: {},
      enter: at('WITHDRAWN', 'END'),
      ended: { reason: withdrawalRequested?.reason },
    }),
  },
};

function submitted(act: Act<'SUBMIT'> | Act<'RESUBMIT'>): Partial<Application> {
  const { applicantName, snapshotHash, contentHash, route, mode, specialty, photo, groupCheck } = act;
  return {
    ...{ applicantName, snapshotHash, contentHash, route, mode, specialty, photo },
    groupCheck: groupCheck || undefined,
  };
}

function resumeStep(stage: Stage): Step {
  if (stage === 'FORM_DUE') return 'PAPER_DELIVERY';
  const step = stepsWhere((row) => row.returns).find((one) => steps[one] === stage);
  if (!step) throw new Error(`No step resumes at ${stage}`);
  return step;
}

/** What has run out for an application that lapses at this stage. */
function deadlineName(stage: Stage): string {
  const [step] = stepsWhere((row) => row.lapses).filter((one) => steps[one] === stage);
  return (step && rowOf(step).lapses) ?? stage;
}
