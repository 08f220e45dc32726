import type { Application } from '../../contracts/application.ts';
import type { Declaration } from '../../contracts/declaration.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Context } from '../base/context.ts';
import { declareWindow } from '../plan/plan.ts';
import { feeFen } from './settings.ts';

/** T1: the application and its empty declaration, as 马上申报 opens them. A draft falls due when declaring closes (T4). */
export function newApplication(
  given: {
    readonly applicationId: string;
    readonly applicantId: string;
    readonly applicantName: string;
    readonly unit: Application['unit'];
  },
  { plan, now }: Pick<Context, 'plan' | 'now'>,
): { application: Application; declaration: Declaration } {
  const dueAt = declareWindow(plan).closeAt;
  const requirementsSeen = { planVersion: plan.version, at: now };
  const application: Application = {
    ...given,
    planCode: plan.planCode,
    planVersion: plan.version,
    stage: 'DRAFT',
    turn: 1,
    turns: [{ turn: 1, stage: 'DRAFT', step: 'DRAFTING', enteredAt: now, dueAt, via: 'T1', revision: 0 }],
    revision: 0,
    revisionTurn: 1,
    version: 0,
    auditHash: '',
    requirementsSeen,
    dueAt,
    returnCounts: {},
    approvals: [],
    payment: { status: 'NONE', amountFen: feeFen(plan), attempt: 0 },
    paper: { status: 'NOT_AVAILABLE', formVersion: 0, custody: [] },
    objections: [],
    jointAudit: {},
    appliedBatches: [],
    createdAt: now,
    updatedAt: now,
  };
  const declaration: Declaration = {
    planCode: plan.planCode,
    planVersion: plan.version,
    requirementsSeen,
    data: {},
    achievements: [],
    attachments: [],
    confirmedFileIds: [],
  };
  return { application, declaration };
}

/**
 * D30: a draft goes by the newest version of its plan, whichever it was begun under: its deadline and its fee are that
 * version's. Which requirements its applicant has read stays as it is until he has read the new ones (R12).
 */
export function followPlan(application: Application, plan: Plan): Application {
  if (application.stage !== 'DRAFT' || application.planVersion === plan.version) return application;
  const dueAt = declareWindow(plan).closeAt;
  return {
    ...application,
    planVersion: plan.version,
    dueAt,
    turns: application.turns.map((one) => (one.turn === application.turn ? { ...one, dueAt } : one)),
    payment: { ...application.payment, amountFen: feeFen(plan) },
  };
}
