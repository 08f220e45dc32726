import type { Application } from '../../../contracts/application.ts';
import type { Context } from '../../base/context.ts';
import { industryOn } from '../../base/plan-stage.ts';
import { untilOf } from '../../calendar/local-date.ts';
import { find as desk } from '../../desk/findings.ts';
import { find as paper } from '../../paper/findings.ts';
import { openWindow } from '../../publicity/window.ts';
import { find } from '../findings.ts';
import {
  feeFen,
  maxReturns,
  paperOn,
  prePublicityOn,
  publicityDays,
  returnDeadline,
  unitPublicityOn,
} from '../settings.ts';
import { isUnitLate, reportByOf } from '../unit-report.ts';
import { onTheWay } from './paper.ts';
import { openPayment } from './payment.ts';
import {
  approved,
  at,
  differentPerson,
  objected,
  ownApplication,
  type Refusal,
  type Road,
  refused,
  toOffice,
  toReview,
} from './step.ts';

/** What a desk decides on one application: unit, point, district, office (R58, R1, R59; C1, C4, C6). */
export const review: Road<
  | 'UNIT_APPROVE'
  | 'POINT_ACCEPT'
  | 'REROUTE'
  | 'INDUSTRY_AGREE'
  | 'DISTRICT_APPROVE'
  | 'REJECT'
  | 'RETURN'
  | 'OFFICE_AUDIT'
  | 'ESCALATE'
> = {
  UNIT_APPROVE: {
    guard: (application, act, context) =>
      ownApplication(application, act, context) ??
      objected(application) ??
      reportClosed(application, context),
    effect: (application, act, context) => {
      const changes = { approvals: approved(application, act, context) };
      if (!unitPublicityOn(context.plan)) return { changes, enter: at('POINT_REVIEW', 'POINT_REVIEW') };
      return {
        changes: { ...changes, window: openWindow(context, publicityDays(context.plan, 'UNIT_PUBLICITY')) },
        enter: at('UNIT_PUBLICITY', 'UNIT_PUBLICITY'),
      };
    },
  },
  POINT_ACCEPT: {
    guard: differentPerson,
    effect: (application, act, context) => ({
      changes: { approvals: approved(application, act, context) },
      enter: industryOn(context.plan)
        ? at('INDUSTRY_REVIEW', 'INDUSTRY_REVIEW')
        : at('DISTRICT_REVIEW', 'DISTRICT_REVIEW'),
    }),
  },
  INDUSTRY_AGREE: {
    guard: differentPerson,
    effect: (application, act, context) => ({
      changes: { approvals: approved(application, act, context) },
      enter: at('DISTRICT_REVIEW', 'DISTRICT_REVIEW'),
    }),
  },
  REROUTE: {
    guard: ({ route }, act) => {
      const found = act.route.pointId;
      if (found !== route?.pointId) return undefined;
      const words = { allowed: { zh: '另一受理点', en: 'another point' } };
      return refused(desk('ROUTE_MISMATCH', { rule: 'R27', found, words }));
    },
    effect: (_application, { route, reason }) => ({ changes: { route: { ...route, reason } } }),
  },
  DISTRICT_APPROVE: {
    guard: differentPerson,
    effect: (application, act, context) => {
      const approvals = approved(application, act, context);
      if (feeFen(context.plan) === 0) {
        const { changes, ...on } = toOffice(application, context.plan);
        return { changes: { ...changes, approvals }, ...on };
      }
      return {
        changes: { approvals, payment: openPayment(application, context) },
        enter: at('PAYMENT_DUE', 'PAYMENT'),
      };
    },
  },
  REJECT: {
    guard: ownApplication,
    effect: (_application, { reason, remedy }) => ({
      changes: {},
      enter: at('REJECTED', 'END'),
      ended: { reason: [reason, remedy].filter(Boolean).join('\n') },
    }),
  },
  RETURN: {
    guard: (application, act, context) => {
      const own = ownApplication(application, act, context);
      if (own) return own;
      if (act.items.length === 0)
        return refused(find('RETURN_ITEMS_REQUIRED', { field: 'items' }), 'INVALID');
      const count = application.returnCounts[application.stage] ?? 0;
      const allowed = maxReturns(context.plan);
      if (count < allowed || act.supervisorReason) return undefined;
      return refused(find('RETURN_AGAIN', { field: 'supervisorReason', found: count, allowed }), 'INVALID');
    },
    effect: ({ stage, returnCounts }, { actor, items, reason = '' }, context) => ({
      changes: {
        returned: {
          by: actor,
          from: stage,
          resumeTo: stage === 'OFFICE_REVIEW' && paperOn(context.plan) ? 'FORM_DUE' : stage,
          items,
          reason,
          dueAt: returnDeadline(context),
        },
        returnCounts: { ...returnCounts, [stage]: (returnCounts[stage] ?? 0) + 1 },
      },
      enter: at('RETURNED', 'CORRECTION'),
    }),
  },
  OFFICE_AUDIT: {
    guard: (application, act, context) => {
      if (application.officeAudit) return refused(find('ALREADY_AUDITED'), 'STALE_TURN');
      const found = application.paper.status;
      if (found === 'AT_OFFICE' || !paperOn(context.plan)) return differentPerson(application, act, context);
      const words = { found: onTheWay, allowed: { zh: '评委会办公室', en: 'the committee office' } };
      return refused(paper('FORM_DESTINATION', { rule: 'Q21', found, allowed: 'AT_OFFICE', words }));
    },
    effect: (application, act, context) => ({
      changes: {
        approvals: approved(application, act, context),
        officeAudit: { actor: act.actor, at: context.now },
      },
      ...(prePublicityOn(context.plan) ? {} : { enter: toReview(application, context.plan) }),
    }),
  },
  ESCALATE: {
    effect: ({ turn }, { unprinted, reason = '' }, { now }) => ({
      changes: unprinted ? { unprinted: { turn, at: now, reason } } : {},
    }),
  },
};

/** D32: the unit's day has gone by, whether or not the machine has come to it yet. */
function reportClosed(application: Application, { now }: Context): Refusal | undefined {
  if (!isUnitLate(application, now)) return undefined;
  const by = untilOf(reportByOf(application) ?? now);
  return refused(find('UNIT_REPORT_CLOSED', { found: now, allowed: reportByOf(application), words: { by } }));
}
