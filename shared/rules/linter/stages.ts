import { rowOf, stepsWhere } from '../../contracts/desks.ts';
import type { Finding } from '../../contracts/finding.ts';
import { type Plan, type PlanStage, planStages } from '../../contracts/plan.ts';
import { kindOf } from '../plan/kinds.ts';
import { checkPublicityDays } from '../publicity/window.ts';
import { find } from './findings.ts';
import { twice } from './twice.ts';

/** The stages of a plan along the whitelist (G4), as its kind has them (D39). */

const stageOrder = stepsWhere((row) => row.plan).map((step) => rowOf(step).plan as PlanStage);
/** What may be switched off (G4, Q15, Q28), and what has no turn of its own; every other stage is part of R1. */
const optionalStages = planStages.filter(
  (code) => !stageOrder.includes(code) || stepsWhere((row) => row.plan === code && row.optional).length > 0,
);

export const lintPublicity = (stage: Plan['stages'][number], field: string): Finding[] =>
  stage.on && stage.code.endsWith('_PUBLICITY')
    ? checkPublicityDays(stage.minWorkingDays ?? 0, `${field}/minWorkingDays`)
    : [];

/** D39: a kind may do without more, and has some stages never. */
const maybeOff = (plan: Plan, code: PlanStage): boolean =>
  optionalStages.includes(code) || kindOf(plan).mayOmit.includes(code);

/** Stages that make no sense without another one: paper goes back where it came; who is heard is voted on. */
const onlyWith: readonly (readonly [PlanStage, PlanStage])[] = [
  ['PAPER_RETURN', 'PAPER_FORM'],
  ['INTERVIEW', 'EXPERT_REVIEW'],
  ['EXPERT_REVIEW', 'PRE_PUBLICITY'],
];

export function lintStages(plan: Plan): Finding[] {
  const findings: Finding[] = [];
  const at = (code: PlanStage) => plan.stages.findIndex((s) => s.code === code);
  plan.stages.forEach((stage, i) => {
    const field = `/stages/${i}`;
    if (at(stage.code) !== i) findings.push(find('PLAN_STAGE_TWICE', { field, found: stage.code }));
    if (!stage.on && !maybeOff(plan, stage.code)) {
      findings.push(find('PLAN_STAGE_OFF', { field, found: stage.code }));
    }
    if (stage.on && kindOf(plan).never.includes(stage.code)) {
      const words = { kind: kindOf(plan).words };
      findings.push(find('PLAN_KIND_STAGE', { field: `${field}/on`, found: stage.code, words }));
    }
    findings.push(...lintPublicity(stage, field));
    if (stage.code === 'JOINT_AUDIT' && !stage.approvers) findings.push(find('PLAN_JOINT_AUDIT', { field }));
    findings.push(
      ...twice(
        (stage.approvers ?? []).map((one) => one.code),
        `${field}/approvers`,
      ),
    );
  });
  for (const code of stageOrder) {
    if (at(code) < 0 && !maybeOff(plan, code))
      findings.push(find('PLAN_STAGE_MISSING', { field: '/stages', found: code }));
  }
  const present = stageOrder.filter((code) => at(code) >= 0);
  present.slice(1).forEach((code, i) => {
    const before = present[i]!;
    if (at(code) < at(before))
      findings.push(find('PLAN_STAGE_ORDER', { field: `/stages/${at(code)}`, found: code, allowed: before }));
  });
  const on = (code: PlanStage) => plan.stages.some((s) => s.code === code && s.on);
  for (const [code, needed] of onlyWith) {
    if (on(code) && !on(needed) && maybeOff(plan, needed))
      findings.push(
        find('PLAN_STAGE_ALONE', { field: `/stages/${at(code)}/on`, found: code, allowed: needed }),
      );
  }
  const paying = plan.stages.some((s) => s.code === 'PAYMENT' && s.on);
  if (!paying && plan.fee.amountFen > 0) {
    findings.push(find('PLAN_FEE_WITHOUT_PAYMENT', { field: '/fee/amountFen', found: plan.fee.amountFen }));
  }
  return findings;
}
