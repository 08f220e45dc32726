import * as z from 'zod/mini';
import type { Act } from '../contracts/acts.ts';
import type { ResponseOf } from '../contracts/api/index.ts';
import type { Application } from '../contracts/application.ts';
import type { Plan } from '../contracts/plan.ts';
import type { ProblemCode } from '../contracts/problem.ts';
import { type Actor, actorOf, type Principal } from '../contracts/roles.ts';
import {
  type CandidateRecord,
  CandidateRecordSchema,
  type SessionPool,
  SessionPoolSchema,
  type SessionRecord,
  SessionRecordSchema,
} from '../contracts/session.ts';
import { ProblemError, refusal } from '../errors.ts';
import type { Context } from '../rules/base/context.ts';
import { progressOf } from '../rules/committee/candidates.ts';
import {
  type SessionAct,
  type SessionFacts,
  type SessionState,
  stepSession,
} from '../rules/committee/session.ts';
import { sessionView } from '../views/session.ts';
import type { ApplicationStore, PreparedAct } from './applications.ts';
import { auditedWrites } from './base/audited.ts';
import { keys, listPartition, personPartition } from './base/keys.ts';
import { type Patch, patch } from './base/patch.ts';
import type { Table, Write } from './base/table.ts';

/** Review sessions (§7.1): the head is audited; pool, candidates and seats are items beside it that it guards by its version. */

export interface SessionDeps {
  table: Table;
  ballots: Table;
  applications: ApplicationStore & { prepare(of: Application, act: Act, context: Context): PreparedAct };
  plans: {
    list(): Plan[];
    get(planCode: string): Plan;
    context(planCode: string, now: string): Promise<Context>;
  };
  newId(): string;
}

/** A session with everything that its rules look at, and who is about to do something. */
export interface SessionWork {
  session: SessionRecord;
  candidates: CandidateRecord[];
  plan: Plan;
  actor: Actor;
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

/** @throws {ProblemError} NOT_FOUND */
export async function requireSession(table: Table, sessionId: string): Promise<SessionRecord> {
  const session = await table.get(SessionRecordSchema, keys.session(sessionId));
  if (!session) throw new ProblemError('NOT_FOUND');
  return session;
}

export async function requirePool(table: Table, sessionId: string): Promise<SessionPool> {
  const pool = await table.get(SessionPoolSchema, keys.sessionPool(sessionId));
  if (!pool) throw new ProblemError('NOT_FOUND');
  return pool;
}

export function candidatesOf(table: Table, sessionId: string): Promise<CandidateRecord[]> {
  return table.queryAll(CandidateRecordSchema, {
    partition: keys.session(sessionId).pk,
    prefix: 'CANDIDATE#',
  });
}

/** @throws {ProblemError} NOT_FOUND for an application that is not on this session's list */
export async function requireCandidate(
  table: Table,
  sessionId: string,
  applicationId: string,
): Promise<CandidateRecord> {
  const found = await table.get(CandidateRecordSchema, keys.candidate(sessionId, applicationId));
  if (!found) throw new ProblemError('NOT_FOUND');
  return found;
}

/** Sessions of a plan, newest first. */
export function sessionsOf(table: Table, planCode: string): Promise<SessionRecord[]> {
  const partition = listPartition('SESSION', planCode);
  return table.queryAll(SessionRecordSchema, { index: 'owner', partition, newestFirst: true });
}

const Seat = z.object({ sessionId: z.string() });

/** Sessions in which an expert sits, newest first. */
export async function sessionsOfExpert(table: Table, expertId: string): Promise<SessionRecord[]> {
  const partition = personPartition(expertId);
  const seats = await table.queryAll(Seat, { index: 'owner', partition, prefix: 'SESSION#' });
  const ids = [...new Set(seats.map((seat) => seat.sessionId))];
  const sessions = await table.getMany(SessionRecordSchema, ids.map(keys.session));
  return sessions
    .filter((one) => one.members.some((member) => member.expertId === expertId))
    .sort((a, b) => (a.date > b.date ? -1 : 1));
}

export async function openWork(
  deps: SessionDeps,
  session: SessionRecord,
  principal: Principal,
  now: string,
): Promise<SessionWork> {
  return {
    session,
    candidates: await candidatesOf(deps.table, session.sessionId),
    plan: deps.plans.get(session.planCode),
    actor: sessionActor(principal),
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
  if (version === session.version) return;
  throw refusal('STALE_VERSION', {
    code: 'VERSION',
    rule: 'R25',
    found: version,
    allowed: session.version,
    zh: `所依据的是第 ${version} 版，现为第 ${session.version} 版，请刷新后重试`,
    en: `You worked on version ${version}; it is at ${session.version} now. Reload and try again`,
  });
}

/** The one write of a candidate: attributes, on the condition that its round is as it was read. */
export function candidatePatch(table: Table, candidate: CandidateRecord, what: Patch): Write {
  const { sessionId, applicationId, round, roundState } = candidate;
  const when = { round, roundState, ...what.when };
  return patch(table.name, keys.candidate(sessionId, applicationId), { ...what, when });
}

/** The head and its event, on the condition that nobody has changed the session since it was read. */
export function sessionWrites(
  table: Table,
  before: SessionRecord | undefined,
  next: SessionRecord,
  event: { act: string; actor: Actor; at: string; reason?: string; payload?: unknown },
): Write[] {
  return auditedWrites({
    tableName: table.name,
    key: keys.session(next.sessionId),
    type: 'SESSION',
    before,
    next,
    indexes: {
      ownerPk: listPartition('SESSION', next.planCode),
      ownerSk: `${next.createdAt}#${next.sessionId}`,
    },
    event: { ...event, ...(before ? { from: before.status } : {}), to: next.status },
  }).writes;
}

export function changeWrites(table: Table, work: SessionWork, change: SessionChange): Write[] {
  const { session, actor, now: at } = work;
  const { act, next, payload, reason, writes = [] } = change;
  const event = { act, actor, at, payload, ...(reason ? { reason } : {}) };
  return [...sessionWrites(table, session, { ...session, ...next }, event), ...writes];
}

/**
 * One step of the session's machine with the facts at hand; `extra` is what this act brings along.
 * @returns the state that it leads to
 * @throws {ProblemError} WRONG_STAGE, FORBIDDEN, SEPARATION_OF_DUTIES or GUARD, with every reason
 */
export function takeStep(
  work: Pick<SessionWork, 'session' | 'candidates' | 'plan' | 'actor'>,
  act: SessionAct,
  extra: Partial<SessionFacts> = {},
): SessionState {
  const outcome = stepSession(work.session.status, act, sessionFacts(work, extra));
  if (outcome.ok) return outcome.value.to;
  throw sessionRefusal(outcome.problems);
}

export function sessionFacts(
  { session, candidates, plan, actor }: Pick<SessionWork, 'session' | 'candidates' | 'plan' | 'actor'>,
  extra: Partial<SessionFacts> = {},
): SessionFacts {
  const { counted, undecided } = progressOf(session, candidates);
  return {
    actors: [{ id: actor.id, role: actor.role }],
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
  deps: SessionDeps,
  sessionId: string,
): Promise<ResponseOf<'SessionView'>> {
  const session = await requireSession(deps.table, sessionId);
  const [pool, candidates] = await Promise.all([
    requirePool(deps.table, sessionId),
    candidatesOf(deps.table, sessionId),
  ]);
  return sessionView(session, pool, candidates, deps.plans.get(session.planCode).committee);
}
