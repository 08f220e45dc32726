import type { Act, ActName } from '../../../contracts/acts.ts';
import type { Application, Approval } from '../../../contracts/application.ts';
import type { Stage, Step } from '../../../contracts/stages.ts';
import type { Context } from '../../base/context.ts';
import { currentWindow, openWindow } from '../../publicity/window.ts';
import { feeFen, paymentPeriod, publicityDays, returnDeadline, unitPublicityOn } from '../settings.ts';
import { clearObjection } from './clear-objection.ts';

/** What an act changes. `enter` opens a new turn; without it the facts of the present turn change. */
export interface EffectResult {
  changes: Partial<Application>;
  enter?: { stage: Stage; step: Step };
  ended?: { reason?: string; deadline?: string };
}

type Effect<N extends ActName> = (application: Application, act: Act<N>, context: Context) => EffectResult;

const at = (stage: Stage, step: Step) => ({ stage, step });

/** The consequences of every act that the table and the guards have let through. */
export const effects: { [N in ActName]: Effect<N> } = {
  SUBMIT: (application, act, { now }) => ({
    changes: {
      ...submitted(act),
      applicationNo: act.applicationNo,
      submittedAt: now,
      revision: application.revision + 1,
    },
    enter: at('UNIT_REVIEW', 'UNIT_REVIEW'),
  }),
  RESUBMIT: (application, act) => {
    const resumeTo = application.returned?.resumeTo ?? 'UNIT_REVIEW';
    const voided = application.paper.status !== 'NOT_AVAILABLE';
    return {
      changes: {
        ...submitted(act),
        revision: application.revision + 1,
        officeAudit: undefined,
        ...(voided
          ? {
              paper: {
                ...application.paper,
                status: 'EXPORTABLE' as const,
                formVersion: application.paper.formVersion + 1,
                formHash: undefined,
                documentKey: undefined,
              },
            }
          : {}),
      },
      enter: at(resumeTo, resumeStep(resumeTo)),
    };
  },
  LAPSE: (application) => ({
    changes:
      application.stage === 'PAYMENT_DUE' ? { payment: { ...application.payment, status: 'EXPIRED' } } : {},
    enter: at('LAPSED', 'END'),
    ended: { deadline: deadlineNames[application.stage] ?? application.stage },
  }),
  UNIT_APPROVE: (application, act, context) => {
    const changes = { approvals: approved(application, act, context) };
    if (!unitPublicityOn(context.plan)) return { changes, enter: at('POINT_REVIEW', 'POINT_REVIEW') };
    return {
      changes: { ...changes, window: openWindow(context, publicityDays(context.plan, 'UNIT_PUBLICITY')) },
      enter: at('UNIT_PUBLICITY', 'UNIT_PUBLICITY'),
    };
  },
  CLOSE_UNIT_PUBLICITY: () => ({ changes: {}, enter: at('POINT_REVIEW', 'POINT_REVIEW') }),
  POINT_ACCEPT: (application, act, context) => ({
    changes: { approvals: approved(application, act, context) },
    enter: at('DISTRICT_REVIEW', 'DISTRICT_REVIEW'),
  }),
  REROUTE: (_application, act) => ({ changes: { route: { ...act.route, reason: act.reason } } }),
  DISTRICT_APPROVE: (application, act, context) => {
    const approvals = approved(application, act, context);
    const amountFen = feeFen(context.plan);
    const paper = {
      ...application.paper,
      status: 'EXPORTABLE' as const,
      formVersion: application.paper.formVersion + 1,
    };
    if (amountFen === 0) return { changes: { approvals, paper }, enter: at('FORM_DUE', 'PAPER_DELIVERY') };
    return {
      changes: { approvals, payment: openPayment(application, context) },
      enter: at('PAYMENT_DUE', 'PAYMENT'),
    };
  },
  REJECT: (_application, act) => ({
    changes: {},
    enter: at('REJECTED', 'END'),
    ended: { reason: [act.reason, act.remedy].filter(Boolean).join('\n') },
  }),
  RETURN: (application, act, context) => ({
    changes: {
      returned: {
        by: act.actor,
        from: application.stage,
        resumeTo: application.stage === 'OFFICE_REVIEW' ? 'FORM_DUE' : application.stage,
        items: act.items,
        reason: act.reason ?? '',
        dueAt: returnDeadline(context),
      },
      returnCounts: {
        ...application.returnCounts,
        [application.stage]: (application.returnCounts[application.stage] ?? 0) + 1,
      },
    },
    enter: at('RETURNED', 'CORRECTION'),
  }),
  CONFIRM_PAYMENT: (application, act) => ({
    changes: {
      payment: {
        ...application.payment,
        status: 'PAID',
        paidAt: act.paidAt,
        transactionId: act.transactionId,
      },
      paper: { ...application.paper, status: 'EXPORTABLE', formVersion: application.paper.formVersion + 1 },
    },
    enter: at('FORM_DUE', 'PAPER_DELIVERY'),
  }),
  REOPEN_PAYMENT: (application, _act, context) => ({
    changes: {
      payment: { ...openPayment(application, context), reopened: true },
      revision: application.revision + 1,
      ended: undefined,
    },
    enter: at('PAYMENT_DUE', 'PAYMENT'),
  }),
  RECEIVE_PAPER: () => ({ changes: {}, enter: at('FORM_IN_TRANSIT', 'PAPER_TRANSIT') }),
  OFFICE_RECEIVE_PAPER: () => ({ changes: {}, enter: at('OFFICE_REVIEW', 'OFFICE_REVIEW') }),
  OFFICE_AUDIT: (application, act, context) => ({
    changes: {
      approvals: approved(application, act, context),
      officeAudit: { actor: act.actor, at: context.now },
    },
  }),
  PUBLISH: (_application, act, context) => ({
    changes: {
      window: {
        ...(act.window ?? openWindow(context, publicityDays(context.plan, 'PRE_PUBLICITY'))),
        publicityId: act.publicityId,
      },
    },
    enter: at('PRE_PUBLICITY', 'PRE_PUBLICITY'),
  }),
  PUBLISH_RESULT: (_application, act, context) => ({
    changes: {
      window: {
        ...(act.window ?? openWindow(context, publicityDays(context.plan, 'RESULT_PUBLICITY'))),
        publicityId: act.publicityId,
      },
    },
    enter: at('RESULT_PUBLICITY', 'RESULT_PUBLICITY'),
  }),
  CLOSE_PUBLICITY: (application) =>
    application.stage === 'PRE_PUBLICITY'
      ? { changes: {}, enter: at('READY', 'SESSION_ASSIGNMENT') }
      : { changes: {}, enter: at('RESULT_PUBLICITY', 'RESULT_REPORT') },
  EXTEND_WINDOW: (application, _act, context) => {
    const window = currentWindow(application, context);
    const turns = application.turns.map((t) =>
      t.turn === application.turn && window ? { ...t, dueAt: window.closeAt } : t,
    );
    return { changes: { window, turns, dueAt: window?.closeAt } };
  },
  OBJECT: (application, act, { now }) => {
    const objection = {
      objectionId: act.objectionId,
      publicityId: application.window?.publicityId ?? '',
      at: now,
      status: 'OPEN' as const,
    };
    const changes = { objections: [...application.objections, objection] };
    // Another objection while one is being looked into: both must be settled, the turn stays.
    if (application.stage === 'PRE_OBJECTION' || application.stage === 'RESULT_OBJECTION') return { changes };
    const before = application.stage === 'PRE_PUBLICITY';
    return {
      changes,
      enter: before ? at('PRE_OBJECTION', 'PRE_OBJECTION') : at('RESULT_OBJECTION', 'RESULT_OBJECTION'),
    };
  },
  PROPOSE_UPHOLD: (application, act) => ({
    changes: {
      objections: application.objections.map((o) =>
        o.objectionId === act.objectionId
          ? { ...o, status: 'UPHOLD_PROPOSED' as const, proposedBy: act.actor, finding: act.finding }
          : o,
      ),
    },
  }),
  UPHOLD_OBJECTION: (application, act) => ({
    changes: {
      objections: application.objections.map((o) =>
        o.objectionId === act.objectionId ? { ...o, status: 'UPHELD' as const } : o,
      ),
    },
    enter: at('DISQUALIFIED', 'END'),
    ended: { reason: act.reason },
  }),
  CLEAR_OBJECTION: clearObjection,
  ASSIGN_SESSION: (_application, act) => ({
    changes: { sessionId: act.sessionId, groupId: act.groupId },
    enter: at('GROUP_REVIEW', 'GROUP_REVIEW'),
  }),
  OPEN_VOTING: () => ({ changes: {}, enter: at('VOTING', 'VOTING') }),
  COUNT: (_application, act) => ({
    changes: { vote: { passed: act.passed, date: act.date, sheetHash: act.sheetHash } },
    enter: act.passed ? at('PASSED_PENDING', 'RESULT_PREPARATION') : at('NOT_PASSED', 'END'),
  }),
  ABORT_SESSION: () => ({
    changes: { sessionId: undefined, groupId: undefined, vote: undefined },
    enter: at('READY', 'SESSION_ASSIGNMENT'),
  }),
  REPORT: (_application, act) => ({
    changes: { reportId: act.reportId, jointAudit: {} },
    enter: at('JOINT_AUDIT', 'JOINT_AUDIT'),
  }),
  AUTHORITY_APPROVE: (application, act, { now }) => {
    const jointAudit = { ...application.jointAudit, [act.lane]: { actor: act.actor, at: now } };
    const both = jointAudit.MUNI_HRSS && jointAudit.CONSTR_COMMISSION;
    return { changes: { jointAudit }, ...(both ? { enter: at('JOINT_AUDIT', 'DOCUMENT') } : {}) };
  },
  SEND_BACK: (application, act, { now }) => ({
    changes: {
      jointAudit: {},
      objections: [
        ...application.objections,
        {
          objectionId: act.objectionId ?? `sent-back-${application.turn}`,
          publicityId: act.publicityId ?? '',
          at: now,
          status: 'OPEN',
          finding: act.reason,
        },
      ],
    },
    enter: at('RESULT_OBJECTION', 'RESULT_OBJECTION'),
  }),
  ISSUE_DOCUMENT: (_application, act) => ({
    changes: { document: { documentNo: act.documentNo, publishedAt: act.publishedAt } },
    enter: at('DOCUMENT_ISSUED', 'CERTIFICATE'),
  }),
  CERTIFY: (_application, act, { now }) => ({
    changes: {
      certificate: { certificateNo: act.certificateNo, documentKey: act.documentKey, issuedAt: now },
    },
    enter: at('CERTIFIED', 'PAPER_RETURN'),
  }),
  ARCHIVE: (application, act, { now }) => ({
    changes: {
      paper: {
        ...application.paper,
        status: 'FILED',
        custody:
          application.paper.status === 'FILED'
            ? application.paper.custody
            : [...application.paper.custody, { status: 'FILED', at: now, actor: act.actor }],
      },
    },
    enter: at('ARCHIVED', 'END'),
  }),
  WITHDRAW: (_application, act) => ({
    changes: {},
    enter: at('WITHDRAWN', 'END'),
    ended: { reason: act.reason },
  }),
  REQUEST_WITHDRAWAL: (_application, act, { now }) => ({
    changes: { withdrawalRequested: { at: now, reason: act.reason ?? '' } },
  }),
  GRANT_WITHDRAWAL: (application) => ({
    changes: {},
    enter: at('WITHDRAWN', 'END'),
    ended: { reason: application.withdrawalRequested?.reason },
  }),
  PROPOSE_DISQUALIFICATION: (_application, act, { now }) => ({
    changes: { pendingDisqualification: { actor: act.actor, at: now, reason: act.reason ?? '' } },
  }),
  DISQUALIFY: (_application, act) => ({
    changes: {},
    enter: at('DISQUALIFIED', 'END'),
    ended: { reason: act.reason },
  }),
  REVOKE: (_application, act) => ({
    changes: {},
    enter: at('REVOKED', 'END'),
    ended: { reason: act.reason },
  }),
  REQUEST_REEXAMINATION: (_application, act, { now }) => ({
    changes: { reexamination: { at: now, reason: act.reason ?? '' } },
  }),
  ANSWER_REEXAMINATION: (application, act, { now }) => {
    const reexamination = {
      ...(application.reexamination ?? { at: now, reason: '' }),
      answeredAt: now,
      answer: act.answer,
    };
    if (!act.proceduralFault) return { changes: { reexamination } };
    return {
      changes: {
        reexamination,
        vote: undefined,
        sessionId: undefined,
        groupId: undefined,
        ended: undefined,
        revision: application.revision + 1,
      },
      enter: at('READY', 'SESSION_ASSIGNMENT'),
    };
  },
  ESCALATE: () => ({ changes: {} }),
};

function submitted(act: Act<'SUBMIT'> | Act<'RESUBMIT'>): Partial<Application> {
  const { snapshotHash, contentHash, route, mode, specialty, photo } = act;
  return { snapshotHash, contentHash, route, mode, specialty, photo };
}

function approved(application: Application, act: Act & { opinion?: string }, { now }: Context): Approval[] {
  return [
    ...application.approvals,
    {
      turn: application.turn,
      stage: application.stage,
      actor: act.actor,
      at: now,
      snapshotHash: application.snapshotHash ?? '',
      ...(act.opinion ? { opinion: act.opinion } : {}),
    },
  ];
}

function openPayment(application: Application, context: Context): Application['payment'] {
  const attempt = application.payment.attempt + 1;
  return {
    status: 'OPEN',
    amountFen: feeFen(context.plan),
    ...paymentPeriod(context),
    graceMinutes: context.plan.fee.inProgressMinutes,
    attempt,
    orderId: `${application.applicationId}-${attempt}`,
  };
}

function resumeStep(stage: Stage): Step {
  if (stage === 'FORM_DUE') return 'PAPER_DELIVERY';
  if (
    stage === 'UNIT_REVIEW' ||
    stage === 'POINT_REVIEW' ||
    stage === 'DISTRICT_REVIEW' ||
    stage === 'OFFICE_REVIEW'
  )
    return stage;
  throw new Error(`No step resumes at ${stage}`);
}

const deadlineNames: Partial<Record<Stage, string>> = {
  DRAFT: 'DECLARATION',
  RETURNED: 'CORRECTION',
  PAYMENT_DUE: 'PAYMENT',
  FORM_DUE: 'FORM',
};
