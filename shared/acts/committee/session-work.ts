import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { ProblemCode } from '../../contracts/problem.ts';
import { type Actor, actorOf, type Principal } from '../../contracts/roles.ts';
import type { CandidateRecord, SessionRecord } from '../../contracts/session.ts';
import { ProblemError } from '../../errors.ts';
import type { Person } from '../../rules/base/person.ts';
import { progressOf } from '../../rules/committee/candidates.ts';
import {
  type SessionAct,
  type SessionActor,
  type SessionFacts,
  type SessionState,
  stepSession,
} from '../../rules/committee/session.ts';
import type { Table, Write } from '../../store/base/table.ts';
import { candidatesOf, requirePool, requireSession, sessionWrites } from '../../store/sessions.ts';
import { sessionView } from '../../views/session.ts';
import type { Deps } from '../base/deps.ts';
import { requireVersion } from '../base/stale.ts';

/** What the acts on a session share: what they look at, what they leave behind, one step of its machine. */

export type SessionDeps = Pick<
  Deps,
  'table' | 'env' | 'ballots' | 'applications' | 'plans' | 'newId' | 'pause'
>;

/** A session with everything that its rules look at, and who is about to do something. */
export interface SessionWork {
  session: SessionRecord;
  candidates: CandidateRecord[];
  plan: Plan;
  actor: Actor;
  /** The same as a natural person (D29). */
  person: Person;
  now: string;
}

/** What an act does to the session's head, as its audit event tells it, and what else is written with it. */
export interface SessionChange {
  act: string;
  next: Partial<SessionRecord>;
  payload?: unknown;
  reason?: string;
  writes?: Write[];
}

export async function openWork(
  deps: Pick<Deps, 'table' | 'plans'>,
  session: SessionRecord,
  principal: Principal,
  now: string,
): Promise<SessionWork> {
  return {
    session,
    candidates: await candidatesOf(deps.table, session.sessionId),
    plan: deps.plans.of(session),
    actor: sessionActor(principal),
    person: principal,
    now,
  };
}

/** Who acts, as the session's events keep it. Experts stay without their names, even here (B12). */
export function sessionActor(principal: Principal): Actor {
  const { id, role } = principal;
  return role === 'EXPERT' ? { id, role } : actorOf(principal);
}

/** @throws {ProblemError} STALE_VERSION */
export function requireSessionVersion(session: SessionRecord, version: number): void {
  requireVersion(version, session.version);
}

export function changeWrites(
  table: Table,
  work: Pick<SessionWork, 'session' | 'actor' | 'now'>,
  change: SessionChange,
): Write[] {
  const { session, actor, now: at } = work;
  const { act, next, payload, reason, writes = [] } = change;
  const event = { act, actor, at, payload, ...(reason ? { reason } : {}) };
  return [...sessionWrites(table, session, { ...session, ...next }, event), ...writes];
}

type Facts = Pick<SessionWork, 'session' | 'candidates' | 'plan' | 'actor' | 'person'>;

/** Whoever acts, as the session's rules look at him. */
export const actingIn = ({ actor, person }: Pick<SessionWork, 'actor' | 'person'>): SessionActor => ({
  ...{ id: actor.id, role: actor.role, alsoAs: person.alsoAs },
});

/**
 * One step of the session's machine with the facts at hand; `extra` is what this act brings along.
 * @returns the state that it leads to
 * @throws {ProblemError} WRONG_STAGE, FORBIDDEN, SEPARATION_OF_DUTIES or GUARD, with every reason
 */
export function takeStep(work: Facts, act: SessionAct, extra: Partial<SessionFacts> = {}): SessionState {
  const outcome = stepSession(work.session.status, act, sessionFacts(work, extra));
  if (outcome.ok) return outcome.value.to;
  throw sessionRefusal(outcome.problems);
}

export function sessionFacts(
  { session, candidates, plan, actor, person }: Facts,
  extra: Partial<SessionFacts> = {},
): SessionFacts {
  const { counted, undecided } = progressOf(session, candidates);
  return {
    actors: [actingIn({ actor, person })],
    rules: plan.committee,
    members: session.size,
    attendance: session.attendance,
    counted,
    undecided,
    ...extra,
  };
}

const problemOf: Record<string, ProblemCode> = {
  SESSION_ACT: 'WRONG_STAGE',
  SESSION_ROLE: 'FORBIDDEN',
  TWO_PERSONS: 'SEPARATION_OF_DUTIES',
  SIGN_PRESIDING: 'FORBIDDEN',
};

/** Findings of the pure rules as one refusal: by the gravest kind of reason, with all of them. */
export function sessionRefusal(problems: ConstructorParameters<typeof ProblemError>[1] = []): ProblemError {
  const kinds = problems.map((one) => problemOf[one.code] ?? 'GUARD');
  const code = (['WRONG_STAGE', 'FORBIDDEN', 'SEPARATION_OF_DUTIES'] as const).find((c) => kinds.includes(c));
  return new ProblemError(code ?? 'GUARD', problems);
}

/** The response body for the office, from what is stored now. */
export async function sessionAnswer(
  deps: Pick<Deps, 'table' | 'plans'>,
  sessionId: string,
): Promise<ResponseOf<'SessionView'>> {
  const session = await requireSession(deps.table, sessionId);
  const [pool, candidates] = await Promise.all([
    requirePool(deps.table, sessionId),
    candidatesOf(deps.table, sessionId),
  ]);
  return sessionView(session, pool, candidates, deps.plans.of(session).committee);
}
