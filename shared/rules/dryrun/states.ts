import type { Act, ActName } from '../../contracts/acts.ts';
import type { Application } from '../../contracts/application.ts';
import type { HolidayCalendar } from '../../contracts/calendar.ts';
import { rowOf, stepsWhere } from '../../contracts/desks.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { Plan, PlanStage } from '../../contracts/plan.ts';
import type { DryRunState } from '../../contracts/plan-dry-run.ts';
import type { Actor, Role } from '../../contracts/roles.ts';
import { type Stage, stageCodes, stages, steps } from '../../contracts/stages.ts';
import { applyAct } from '../application/apply.ts';
import { newApplication } from '../application/begin.ts';
import { DISQUALIFICATION } from '../application/road/authority.ts';
import { feeFen } from '../application/settings.ts';
import { type Transition, transitions } from '../application/transitions.ts';
import type { Context } from '../base/context.ts';
import { planStage } from '../base/plan-stage.ts';
import { proposalHash } from '../base/proposal.ts';
import { addDays, atTime, endOfDay, localDateOf, yearOf } from '../calendar/local-date.ts';
import { runningPoints } from '../desk/routing.ts';
import { authoritiesOf, roleOfAuthority } from '../people/authorities.ts';
import { upholdProposal } from '../publicity/objection.ts';
import { find } from './findings.ts';

/**
 * Which states of the review machine a plan's switches leave reachable (G4): an application is walked through every act that
 * the transition table takes, from the draft on, at once and after whatever waits has run out.
 */

/** Acts that change no state of their own: told, moved, corrected, extended. */
const besides: readonly ActName[] = [
  'REROUTE',
  'EXTEND_WINDOW',
  'ESCALATE',
  'REQUEST_REOPENING',
  'REFUSE_REOPENING',
  'PROPOSE_CORRECTION',
  'CONFIRM_CORRECTION',
  'REFUSE_DISQUALIFICATION',
  'REFUSE_CORRECTION',
];
const walked = stageCodes.map((stage) => {
  const rows = transitions.filter((t) => t.from.includes(stage) && !besides.includes(t.act));
  return [stage, [...new Map(rows.map((row) => [row.act, row])).values()]] as const;
});
const rowsAt: ReadonlyMap<Stage, readonly Transition[]> = new Map(walked);

/** More are not looked at; a road has some hundreds. */
const MOST = 4000;
const HASH = '0'.repeat(64);
const SAID = '…';

export interface Walk {
  readonly states: DryRunState[];
  readonly findings: Finding[];
}

export function walkStates(plan: Plan, calendar: HolidayCalendar): Walk {
  const day = plan.windows.declare.open;
  const first = yearOf(day);
  // A missing notice keeps a window open (K3), which is no matter of the stages.
  const years = [first - 1, first, first + 1, first + 2, first + 3];
  const known = { ...calendar, years: [...new Set([...calendar.years, ...years])] };
  const context = (now: string): Context => ({
    now,
    plan,
    calendar: known,
    calendars: [{ calendar: known, from: '1970-01-01T00:00:00.000Z' }],
  });
  const given = {
    applicationId: 'sample',
    applicantId: 'APPLICANT',
    applicantName: SAID,
    unit: { uscc: SAID, name: SAID },
  };
  const { application } = newApplication(given, context(atTime(day, '10:00')));
  const reached = new Map<Stage, Set<string>>([['DRAFT', new Set(['T1'])]]);
  const findings: Finding[] = [];
  const seen = new Set([keyOf(application)]);
  for (const queue = [application]; queue.length > 0 && seen.size < MOST; ) {
    const at = queue.shift() as Application;
    for (const [act, now] of actsAt(at, plan)) {
      const outcome = attempt(at, act, context(now));
      if (outcome.broken) findings.push(outcome.broken);
      if (!outcome.next) continue;
      const next = prepared(outcome.next);
      if (next.stage !== at.stage)
        reached.set(next.stage, (reached.get(next.stage) ?? new Set()).add(outcome.via ?? ''));
      const key = keyOf(next);
      if (!seen.has(key)) queue.push(next);
      seen.add(key);
    }
  }
  const states = stageCodes.map((stage): DryRunState => {
    const via = [...(reached.get(stage) ?? [])];
    const state = via.length > 0 ? 'REACHED' : isOff(plan, stage) ? 'OFF' : 'NEVER';
    return { stage, state, via };
  });
  const never = states
    .filter(({ state }) => state === 'NEVER')
    .map(({ stage }) =>
      find('DRY_RUN_STATE_NEVER', {
        field: fieldOf(plan, stage),
        found: stage,
        words: { found: stages[stage] },
      }),
    );
  const broken = new Map(findings.map((one) => [one.message.zh, one]));
  return { states, findings: [...never, ...broken.values()] };
}

/** Only what decides where the road leads on. */
const keyOf = (a: Application): string =>
  JSON.stringify([
    a.stage,
    a.groupCheck === true,
    a.turns.at(-1)?.step,
    a.officeAudit !== undefined,
    a.paper.status,
    Object.keys(a.jointAudit).length,
    a.objections.map((one) => one.status),
    a.reportId !== undefined,
    a.returned?.resumeTo,
    a.payment.status,
    a.payment.reopened,
    a.vote?.passed,
    a.pendingDisqualification !== undefined,
    a.withdrawalRequested !== undefined,
    a.reexamination?.answeredAt !== undefined,
    a.reexamination !== undefined,
    a.ended?.deadline,
    Object.values(a.returnCounts).some((n) => n > 0),
  ]);

/** What desks and printing do to the paper besides; the road only looks at where it is. */
function prepared(a: Application): Application {
  const status =
    a.stage === 'OFFICE_REVIEW' && a.paper.formVersion > 0
      ? 'AT_OFFICE'
      : a.stage === 'CERTIFIED'
        ? 'HANDED_OVER'
        : a.paper.status;
  const documentKey = a.stage === 'FORM_DUE' ? 'form' : a.paper.documentKey;
  return { ...a, paper: { ...a.paper, status, ...(documentKey ? { documentKey } : {}) } };
}

/** Every act with all that it could bring along, now and when what waits is over. */
function* actsAt(a: Application, plan: Plan): Generator<[Act, string]> {
  const now = a.updatedAt;
  const later =
    [a.dueAt, a.window?.closeAt, now]
      .map((at) => at ?? now)
      .sort()
      .at(-1) ?? now;
  // Payments that are under way at the close have some time left.
  const over = endOfDay(addDays(localDateOf(later), 3));
  for (const row of rowsAt.get(a.stage) ?? []) {
    const name = row.act;
    // What waits for a second person is decided at once: the other ways lead on from before it as well.
    if (a.pendingDisqualification && name !== 'DISQUALIFY') continue;
    if (a.withdrawalRequested && name !== 'GRANT_WITHDRAWAL') continue;
    if (name === 'OBJECT' && a.objections.length > 0) continue;
    if (name === 'RETURN' && (a.returnCounts[a.stage] ?? 0) > 0) continue;
    for (const payload of payloadsOf(name, a, plan)) {
      const role = payload.role ?? (row.roles[0] as Role);
      const actor: Actor = { id: role === 'APPLICANT' ? 'APPLICANT' : `${name} ${a.stage}`, role };
      const { role: _role, ...rest } = payload;
      for (const at of [now, over]) yield [{ reason: SAID, ...rest, name, actor } as unknown as Act, at];
    }
  }
}

type Payload = Record<string, unknown> & { role?: Role };

function payloadsOf(name: ActName, a: Application, plan: Plan): Payload[] {
  const objection = a.objections[0];
  const objectionId = objection?.objectionId ?? 'objection';
  const content = {
    applicantName: SAID,
    snapshotHash: HASH,
    contentHash: HASH,
    mode: SAID,
    specialty: SAID,
    photo: { fileId: 'photo', sha256: HASH },
    route: routeOf(plan),
  };
  switch (name) {
    case 'SUBMIT':
      return (checksInGroup(plan) ? [false, true] : [false]).map((groupCheck) => ({
        ...{ ...content, groupCheck },
        applicationNo: 'sample',
      }));
    case 'RESUBMIT':
      return [{ ...content, groupCheck: a.groupCheck }];
    case 'RETURN':
      return [{ items: [{ path: '/data', remark: SAID }], supervisorReason: SAID }];
    case 'CONFIRM_PAYMENT': {
      const { amountFen, openAt, orderId } = a.payment;
      return [{ paidAt: openAt ?? a.updatedAt, transactionId: SAID, amountFen, orderId }];
    }
    case 'RECORD_INTERVIEW':
      return [{ opinion: SAID }];
    case 'PUBLISH':
    case 'PUBLISH_RESULT':
      return [{ publicityId: name }];
    case 'OBJECT':
      return [{ objectionId }];
    case 'PROPOSE_UPHOLD':
      return [{ objectionId, finding: SAID }];
    case 'UPHOLD_OBJECTION':
    case 'REFUSE_UPHOLD':
      return [
        {
          objectionId,
          heard: true,
          proposal: objection ? proposalHash(objectionId, upholdProposal(objection)) : '',
        },
      ];
    case 'CLEAR_OBJECTION':
      return [{ objectionId, finding: SAID, entryCorrected: false }];
    case 'ASSIGN_SESSION':
      return [{ sessionId: 'session', groupId: 'group', eligibleExperts: 9 }];
    case 'OPEN_VOTING':
      return [{ opinions: 9 }];
    case 'COUNT':
      return [true, false].map((passed) => ({ passed, date: localDateOf(a.updatedAt), sheetHash: HASH }));
    case 'REPORT':
      return [{ reportId: 'report' }];
    case 'AUTHORITY_APPROVE':
    case 'SEND_BACK':
      return authoritiesOf(plan).map((lane) => ({ lane, role: roleOfAuthority(lane) }));
    case 'ISSUE_DOCUMENT':
      return [{ documentNo: SAID, publishedAt: a.updatedAt }];
    case 'CERTIFY':
      return [{ certificateNo: SAID, documentKey: SAID, photoSha256: HASH }];
    case 'DISQUALIFY': {
      const proposed = a.pendingDisqualification;
      return [{ heard: true, proposal: proposed ? proposalHash(DISQUALIFICATION, proposed) : '' }];
    }
    case 'REVOKE':
      return [{ documentNo: SAID }];
    case 'ANSWER_REEXAMINATION':
      return [true, false].map((proceduralFault) => ({ answer: SAID, proceduralFault }));
    default:
      return [{ opinion: SAID }];
  }
}

function routeOf(plan: Plan): NonNullable<Application['route']> {
  const [point] = runningPoints(plan, plan.windows.declare.open);
  const pointId = point?.pointId ?? '';
  return { pointId, division: point?.hrss ?? '', paper: { kind: 'POINT', id: pointId } };
}

interface Attempt {
  readonly next?: Application;
  readonly via?: string;
  readonly broken?: Finding;
}

/** An act on the application; where the table forbids what the plan would order, that is what is found. */
function attempt(at: Application, act: Act, context: Context): Attempt {
  try {
    const decision = applyAct(at, act, context);
    return decision.ok ? { next: decision.next, via: decision.event.transition } : {};
  } catch (error) {
    const words = { found: stages[at.stage], why: (error as Error).message };
    return { broken: find('DRY_RUN_STATE_BROKEN', { field: '/stages', found: at.stage, words }) };
  }
}

/** Stages of the road that hang on a stage of the plan which names none of their steps. */
const alsoOf: Partial<Record<Stage, PlanStage>> = {
  FORM_IN_TRANSIT: 'PAPER_FORM',
  PRE_OBJECTION: 'PRE_PUBLICITY',
  READY: 'EXPERT_REVIEW',
  VOTING: 'EXPERT_REVIEW',
  NOT_PASSED: 'EXPERT_REVIEW',
  CERTIFIED: 'PAPER_RETURN',
};

function switchOf(stage: Stage): PlanStage | undefined {
  const named = stepsWhere((row) => row.plan).find((step) => steps[step] === stage);
  return (named && rowOf(named).plan) ?? alsoOf[stage];
}

/** D39: no stage of the plan's list, but a precondition asks it of somebody. */
const checksInGroup = (plan: Plan): boolean =>
  (plan.preconditions ?? []).some(({ kind }) => kind === 'GROUP_CHECK');

function isOff(plan: Plan, stage: Stage): boolean {
  if (stage === 'GROUP_CHECK') return !checksInGroup(plan);
  const own = switchOf(stage);
  if (own === undefined) return false;
  return planStage(plan, own) === undefined || (own === 'PAYMENT' && feeFen(plan) === 0);
}

function fieldOf(plan: Plan, stage: Stage): string {
  const at = plan.stages.findIndex((one) => one.code === switchOf(stage));
  return at < 0 ? '/stages' : `/stages/${at}`;
}
