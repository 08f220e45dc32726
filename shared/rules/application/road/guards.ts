import type { Act, ActName } from '../../../contracts/acts.ts';
import type { Application } from '../../../contracts/application.ts';
import type { Context } from '../../base/context.ts';
import { declareWindow } from '../../plan/plan.ts';
import { currentWindow } from '../../publicity/window.ts';
import { maxReturns, reopenUntil } from '../settings.ts';
import { deadlineInForce } from '../turns.ts';
import { duties, finding, guard, invalid, type Refusal } from './refusals.ts';

type Guard<N extends ActName> = (
  application: Application,
  act: Act<N>,
  context: Context,
) => Refusal | undefined;

/** What must be true besides stage and role (the guard column of domain-spec §7.3). */
export const guards: { [N in ActName]?: Guard<N> } = {
  SUBMIT: (_application, _act, { now, plan }) => {
    const window = declareWindow(plan);
    if (now >= window.openAt && now < window.closeAt) return undefined;
    return guard('PLAN_CLOSED', 'R11', '申报时间已过或尚未开始。', 'The declaration period is not open.', {
      found: now,
      allowed: `${window.openAt} – ${window.closeAt}`,
    });
  },
  RESUBMIT: (application, _act, { now }) => {
    const dueAt = application.returned?.dueAt;
    if (!dueAt || now < dueAt) return undefined;
    return guard('RETURN_OVERDUE', 'L11', '补正期限已过。', 'The time for corrections is over.', {
      found: now,
      allowed: dueAt,
    });
  },
  LAPSE: lapseGuard,
  UNIT_APPROVE: (application, act) => ownApplication(application, act) ?? noObjection(application),
  CLOSE_UNIT_PUBLICITY: windowClosable,
  POINT_ACCEPT: differentPerson,
  REROUTE: (application, act) =>
    act.route.pointId === application.route?.pointId
      ? guard('ROUTE_MISMATCH', 'R27', '该申报已在此受理点。', 'It is at that point already.', {
          found: act.route.pointId,
        })
      : undefined,
  DISTRICT_APPROVE: differentPerson,
  REJECT: ownApplication,
  RETURN: (application, act, { plan }) => {
    const own = ownApplication(application, act);
    if (own) return own;
    if (act.items.length === 0) {
      return invalid(
        'RETURN_ITEMS_REQUIRED',
        'L11',
        'items',
        '请一次列全需要补正的内容。',
        'List everything that must be corrected.',
      );
    }
    const count = application.returnCounts[application.stage] ?? 0;
    if (count < maxReturns(plan) || act.supervisorReason?.trim()) return undefined;
    return invalid(
      'RETURN_AGAIN',
      'C6',
      'supervisorReason',
      '本环节已退回过一次，再次退回须由负责人说明理由。',
      'It was returned at this stage before; a second return needs a supervisor’s reason.',
    );
  },
  CONFIRM_PAYMENT: (application, act) => {
    const { payment } = application;
    if (act.amountFen !== payment.amountFen) {
      return guard(
        'PAYMENT_AMOUNT',
        'R59',
        '缴费金额与应缴金额不一致。',
        'The amount paid differs from the fee.',
        { found: act.amountFen, allowed: payment.amountFen },
      );
    }
    if (payment.openAt && payment.closeAt && act.paidAt >= payment.openAt && act.paidAt < payment.closeAt)
      return undefined;
    return guard('PAYMENT_WINDOW', 'R59', '缴费时间不在规定时间内。', 'Paid outside the payment period.', {
      found: act.paidAt,
      allowed: payment.closeAt,
    });
  },
  REOPEN_PAYMENT: (application, _act, { now, plan }) => {
    const until = reopenUntil(application, plan);
    if (application.ended?.deadline === 'PAYMENT' && !application.payment.reopened && now < until)
      return undefined;
    return guard(
      'PAYMENT_REOPEN',
      'Q16',
      '只有逾期未缴费的申报可以在宽限期内重新开放缴费，且仅一次。',
      'Only a lapsed payment can be re-opened, once and within the grace period.',
      { found: now, allowed: until },
    );
  },
  RECEIVE_PAPER: (application, act) => {
    const kind = act.actor.role === 'POINT_CLERK' ? 'POINT' : 'MUNI';
    if (application.route?.paper.kind !== kind) {
      return guard(
        'FORM_DESTINATION',
        kind === 'POINT' ? 'R62' : 'R61',
        '评审表应报送至另一接收点。',
        'The form goes to another desk.',
        { found: kind, allowed: application.route?.paper.kind ?? '' },
      );
    }
    return undefined;
  },
  OFFICE_AUDIT: (application, act) => {
    if (application.officeAudit) {
      return {
        code: 'STALE_TURN',
        findings: [
          finding(
            'ALREADY_AUDITED',
            'R1',
            '评委会办公室已审核通过，待发布公示。',
            'The office has audited it; it waits for publicity.',
          ),
        ],
      };
    }
    if (application.paper.status === 'AT_OFFICE') return differentPerson(application, act);
    return guard(
      'FORM_DESTINATION',
      'Q21',
      '纸质评审表尚未送达评委会办公室。',
      'The paper form has not reached the office.',
      {
        found: application.paper.status,
        allowed: 'AT_OFFICE',
      },
    );
  },
  PUBLISH: (application, act) => {
    if (!application.officeAudit)
      return guard('FLOW_ORDER', 'R1', '尚未通过评委会办公室审核。', 'The office has not audited it yet.');
    if (application.officeAudit.actor.id !== act.actor.id) return undefined;
    return duties('C4', '公示须由审核人以外的另一人发布。', 'Another person than the auditor must publish.');
  },
  CLOSE_PUBLICITY: windowClosable,
  EXTEND_WINDOW: (application, _act, context) => {
    const window = currentWindow(application, context);
    return window && application.window && window.closeAt > application.window.closeAt
      ? undefined
      : guard('PUBLICITY_UNCHANGED', 'K2', '公示截止时间没有延长。', 'The window has not grown.');
  },
  OBJECT: (application) =>
    stillOpen(application).length < MAX_OPEN_OBJECTIONS
      ? undefined
      : guard(
          'OBJECTIONS_MANY',
          'R64',
          '对该申报的异议正在核查，请在其处理后再提出。',
          'Objections to it are being looked into; please come back when they are settled.',
          { found: stillOpen(application).length, allowed: MAX_OPEN_OBJECTIONS },
        ),
  PROPOSE_UPHOLD: openObjection,
  UPHOLD_OBJECTION: (application, act) => {
    const objection = application.objections.find((o) => o.objectionId === act.objectionId);
    if (objection?.status !== 'UPHOLD_PROPOSED') {
      return guard(
        'OBJECTION_NOT_PROPOSED',
        'R64',
        '须先由一人提出异议成立的意见。',
        'One person must first propose that it be upheld.',
      );
    }
    if (objection.proposedBy?.id === act.actor.id)
      return duties('L24', '异议成立须由两人决定。', 'Upholding takes two people.');
    if (!act.heard)
      return invalid(
        'RIGHT_TO_BE_HEARD',
        'L24',
        'heard',
        '作出决定前须听取申报人陈述。',
        'The applicant must be heard first.',
      );
    return undefined;
  },
  CLEAR_OBJECTION: openObjection,
  ASSIGN_SESSION: (application, act) => {
    if (stillOpen(application).length > 0) return objectionOpen();
    if (act.eligibleExperts >= 3) return undefined;
    return guard(
      'GROUP_TOO_SMALL',
      'L14',
      '可评议该申报的专家不足3名。',
      'Fewer than three experts may review it.',
      { found: act.eligibleExperts, allowed: 3 },
    );
  },
  OPEN_VOTING: (_application, act) =>
    act.opinions >= 3
      ? undefined
      : guard(
          'OPINIONS_MISSING',
          'B10',
          '须有至少3名专家的书面评议意见。',
          'Written opinions of three experts are needed.',
          { found: act.opinions, allowed: 3 },
        ),
  REPORT: (application) => {
    if (stillOpen(application).length > 0) return objectionOpen();
    if (application.turns.at(-1)?.step === 'RESULT_REPORT') return undefined;
    return guard(
      'PUBLICITY_TOO_SHORT',
      'R65',
      '结果公示尚未满期。',
      'The publicity of the result is not over.',
    );
  },
  AUTHORITY_APPROVE: (application, act) => {
    if (act.actor.role !== act.lane)
      return duties('R67', '须由本机关审核。', 'Each authority audits for itself.');
    if (application.turns.at(-1)?.step !== 'JOINT_AUDIT' || application.jointAudit[act.lane]) {
      return {
        code: 'STALE_TURN',
        findings: [finding('JOINT_AUDIT', 'R67', '本机关已审核。', 'This authority has audited it already.')],
      };
    }
    return undefined;
  },
  SEND_BACK: (_application, act) =>
    act.actor.role === act.lane
      ? undefined
      : duties('R67', '须由本机关审核。', 'Each authority audits for itself.'),
  ISSUE_DOCUMENT: (application) =>
    application.jointAudit.MUNI_HRSS && application.jointAudit.CONSTR_COMMISSION
      ? undefined
      : guard(
          'JOINT_AUDIT',
          'R67',
          '市人力社保局和市建委均审核通过后才能发文。',
          'Both authorities must approve before the document is issued.',
          {
            found: Object.keys(application.jointAudit).join(', ') || '—',
            allowed: 'MUNI_HRSS, CONSTR_COMMISSION',
          },
        ),
  CERTIFY: (application, act) => {
    if (!application.document)
      return guard(
        'CERT_BEFORE_DOC',
        'R68',
        '文件公布后才能生成电子证书。',
        'No certificate before the document is published.',
      );
    if (application.photo?.sha256 === act.photoSha256) return undefined;
    return guard(
      'CERT_PHOTO',
      'R13',
      '证书照片与申报照片不一致。',
      'The certificate must carry the very photo of the declaration.',
    );
  },
  ARCHIVE: (application) =>
    application.paper.status === 'FILED' || application.paper.status === 'HANDED_OVER'
      ? undefined
      : guard(
          'FORM_RETURN_ROUTE',
          'R69',
          '评审表尚未退至申报人。',
          'The review form has not come back to the applicant yet.',
          { found: application.paper.status, allowed: 'HANDED_OVER' },
        ),
  GRANT_WITHDRAWAL: (application) =>
    application.withdrawalRequested
      ? undefined
      : guard(
          'WITHDRAWAL_NOT_REQUESTED',
          'C11',
          '申报人没有提出撤回申请。',
          'The applicant has not asked to withdraw.',
        ),
  DISQUALIFY: (application, act) => {
    if (!application.pendingDisqualification)
      return guard(
        'TWO_PERSONS',
        'L24',
        '须先由一人提出取消资格的意见。',
        'One person must propose it first.',
      );
    if (application.pendingDisqualification.actor.id === act.actor.id)
      return duties('L24', '取消资格须由两人决定。', 'Disqualification takes two people.');
    return act.heard
      ? undefined
      : invalid(
          'RIGHT_TO_BE_HEARD',
          'L24',
          'heard',
          '作出决定前须听取申报人陈述。',
          'The applicant must be heard first.',
        );
  },
  ANSWER_REEXAMINATION: (application) =>
    application.reexamination && !application.reexamination.answeredAt
      ? undefined
      : guard(
          'REEXAMINATION_NONE',
          'L21',
          '没有待答复的复查申请。',
          'No re-examination is waiting for an answer.',
        ),
};

function lapseGuard(
  application: Application,
  _act: Act<'LAPSE'>,
  { now, plan }: Context,
): Refusal | undefined {
  const notYet = (at: string | undefined) =>
    guard('DEADLINE_NOT_REACHED', 'L11', '期限尚未届满。', 'The deadline has not passed.', {
      found: now,
      allowed: at ?? '',
    });
  if (application.stage === 'DRAFT') {
    const { closeAt } = declareWindow(plan);
    return now >= closeAt ? undefined : notYet(closeAt);
  }
  const deadline = deadlineInForce(application);
  return deadline && now >= deadline ? undefined : notYet(deadline);
}

function windowClosable(
  application: Application,
  act: { actor: { role: string } },
  context: Context,
): Refusal | undefined {
  const objection = noObjection(application);
  if (objection) return objection;
  const window = currentWindow(application, context);
  if (!window) return guard('PUBLICITY_TOO_SHORT', 'R63', '没有进行中的公示。', 'No publicity is open.');
  if (window.provisional || context.now < window.closeAt) {
    return guard(
      'PUBLICITY_TOO_SHORT',
      act.actor.role === 'UNIT_HR' ? 'L9' : 'R63',
      '公示期未满规定的工作日。',
      'The window has not run its working days.',
      {
        found: context.now,
        allowed: window.closeAt,
      },
    );
  }
  return undefined;
}

/**
 * Open objections to one application at a time. All of them end in one transaction when it ends (at most a hundred
 * items, two each), and anybody may object without signing in.
 */
export const MAX_OPEN_OBJECTIONS = 40;

const stillOpen = ({ objections }: Application) =>
  objections.filter((o) => o.status === 'OPEN' || o.status === 'UPHOLD_PROPOSED');

function openObjection(application: Application, act: { objectionId: string }): Refusal | undefined {
  const objection = application.objections.find((o) => o.objectionId === act.objectionId);
  if (objection && (objection.status === 'OPEN' || objection.status === 'UPHOLD_PROPOSED')) return undefined;
  return {
    code: 'CONFLICT',
    findings: [finding('OBJECTION_CLOSED', 'R64', '该异议已处理。', 'That objection has been dealt with.')],
  };
}

function noObjection(application: Application): Refusal | undefined {
  return stillOpen(application).length > 0 ? objectionOpen() : undefined;
}

function objectionOpen(): Refusal {
  return guard('OBJECTION_OPEN', 'R64', '有尚未处理的异议。', 'An objection is still open.');
}

/** C1: nobody reviews an application in which they are the applicant. */
function ownApplication(application: Application, act: { actor: { id: string } }): Refusal | undefined {
  return act.actor.id === application.applicantId
    ? duties('C1', '不能审核本人的申报。', 'Nobody reviews an own application.')
    : undefined;
}

/** C1 and C4: every hand-over is by a different natural person. */
function differentPerson(application: Application, act: { actor: { id: string } }): Refusal | undefined {
  const own = ownApplication(application, act);
  if (own) return own;
  return application.approvals.some((a) => a.actor.id === act.actor.id && a.stage !== application.stage)
    ? duties(
        'C4',
        '前一环节由同一人办理，须换人审核。',
        'The same person handled an earlier stage; another must do this one.',
      )
    : undefined;
}
