import type { Act, ActName } from '../../contracts/acts.ts';
import type { Application, Turn } from '../../contracts/application.ts';
import { rowOf } from '../../contracts/desks.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { ProblemCode } from '../../contracts/problem.ts';
import { roleNames } from '../../contracts/roles.ts';
import { type Stage, type Step, stages } from '../../contracts/stages.ts';
import type { Context } from '../base/context.ts';
import type { RuleId } from '../base/finding.ts';
import { find as shared } from '../base/findings.ts';
import { find } from './findings.ts';
import { road } from './road/index.ts';
import type { EffectResult, RoadStep } from './road/step.ts';
import { type Transition, transitionFor } from './transitions.ts';
import { turnDeadline } from './turns.ts';
import { unitReportDeadline } from './unit-report.ts';

/** What happened, for the audit chain: the handler adds seq, prevHash and hash in the same transaction. */
export interface ApplicationEvent {
  act: ActName;
  transition: string;
  from: Stage;
  to: Stage;
  turn: number;
  actor: Act['actor'];
  at: string;
  reason?: string;
  snapshotHash?: string;
  /** Everything the act brought along; only its hash enters the chain (V7). */
  payload: unknown;
}

export type Decision =
  | { ok: true; next: Application; event: ApplicationEvent; transition: Transition }
  | { ok: false; code: ProblemCode; findings: Finding[] };

/**
 * Decides one act on one application: the whole of domain-spec §7.3. Pure: the caller stores `next` on the
 * condition that the item is still `application`, together with `event`.
 */
export function applyAct(application: Application, act: Act, context: Context): Decision {
  const transition = transitionFor(act.name, application.stage);
  if (!transition) {
    const { stage } = application;
    return refuse('WRONG_STAGE', shared('FLOW_ORDER', { found: stage, words: { found: stages[stage] } }));
  }
  const rule = transition.basis[0] as RuleId | undefined;
  if (!transition.roles.includes(act.actor.role)) return refuse('FORBIDDEN', wrongRole(transition, rule));
  if (transition.reason && !act.reason)
    return refuse('INVALID', find('REASON_REQUIRED', { rule, field: 'reason' }));

  const step = road[act.name] as RoadStep<ActName>;
  const refusal = step.guard?.(application, act, context);
  if (refusal) return { ok: false, ...refusal };

  const result = step.effect(application, act, context);
  const next = enter(result, application, transition, context);
  return {
    ok: true,
    transition,
    next,
    event: {
      act: act.name,
      transition: transition.id,
      from: application.stage,
      to: next.stage,
      turn: application.turn,
      actor: act.actor,
      at: context.now,
      reason: act.reason,
      snapshotHash: next.snapshotHash,
      payload: payloadOf(act),
    },
  };
}

/** Adds the turn that the act leads to. An effect without a step changes facts within the present turn. */
function enter(
  result: EffectResult,
  before: Application,
  transition: Transition,
  context: Context,
): Application {
  const changed: Application = { ...before, ...result.changes, updatedAt: context.now };
  if (!result.enter) return changed;
  const { stage, step } = result.enter;
  if (!transition.to.includes(stage)) throw new Error(`${transition.id} may not lead to ${stage}`);
  const turn = before.turn + 1;
  const corrected = transition.act === 'RESUBMIT';
  const reportBy = step === 'UNIT_REVIEW' ? unitReportDeadline(changed, corrected, context) : undefined;
  const dueAt = turnDeadline({ ...changed, stage }, step, context, reportBy);
  const revision = changed.revision;
  const entry: Turn = {
    turn,
    stage,
    step,
    enteredAt: context.now,
    via: transition.id,
    revision,
    ...(dueAt ? { dueAt } : {}),
    ...(reportBy ? { reportBy } : {}),
  };
  const ended = 'end' in stages[stage] ? { at: context.now, ...result.ended } : undefined;
  return {
    ...changed,
    stage,
    turn,
    turns: [...before.turns, entry],
    revisionTurn: revision === before.revision ? before.revisionTurn : turn,
    dueAt,
    window: isPublicity(step) ? changed.window : undefined,
    returned: stage === 'RETURNED' ? changed.returned : undefined,
    ended,
  };
}

/** A window, or an objection to what was published in it. */
function isPublicity(step: Step): boolean {
  return rowOf(step).due === 'WINDOW' || step === 'PRE_OBJECTION' || step === 'RESULT_OBJECTION';
}

function payloadOf(act: Act): Record<string, unknown> {
  const { name: _name, actor: _actor, reason: _reason, ...payload } = act as Act & Record<string, unknown>;
  return payload;
}

function refuse(code: ProblemCode, finding: Finding): Decision {
  return { ok: false, code, findings: [finding] };
}

function wrongRole({ roles }: Transition, rule: RuleId | undefined): Finding {
  const names = roles.map((r) => roleNames[r]);
  const words = {
    roles: { zh: names.map((r) => r.zh).join('或'), en: names.map((r) => r.en).join(' or ') },
  };
  return find('FORBIDDEN', { rule, allowed: roles.join(', '), words });
}
