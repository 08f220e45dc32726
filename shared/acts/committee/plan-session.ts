import * as z from 'zod/mini';
import type { BodyOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import { DeclarationSchema } from '../../contracts/declaration.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Actor } from '../../contracts/roles.ts';
import type { CandidateRecord, SessionPool, SessionRecord } from '../../contracts/session.ts';
import { refuse } from '../../errors.ts';
import { find as common } from '../../rules/base/findings.ts';
import { isPerson } from '../../rules/base/person.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { candidateStatus, mayPreside } from '../../rules/committee/candidates.ts';
import { checkComposition, checkFiling } from '../../rules/committee/committee.ts';
import {
  checkPool,
  checkReveal,
  type DrawParty,
  type DrawRecord,
  holdDraw,
  seatCommittee,
} from '../../rules/committee/draw.ts';
import { find } from '../../rules/committee/findings.ts';
import { find as findPlan } from '../../rules/plan/findings.ts';
import { sameTerms } from '../../rules/plan/versions.ts';
import { snapshotKey } from '../../store/applications.ts';
import { keys } from '../../store/base/keys.ts';
import type { Table, Write } from '../../store/base/table.ts';
import {
  candidatesOf,
  candidateWrites,
  emptySeatWrite,
  plannedAgainWrite,
  planningOf,
  planningWrite,
  poolWrite,
  requirePool,
  seatWrite,
  sessionsNow,
  sessionWrites,
} from '../../store/sessions.ts';
import { type UnitRecord, UnitRecordSchema } from '../../store/units.ts';
import { entriesOf, freezePool, frozenDraw } from './freeze-pool.ts';
import { type SessionChange, type SessionDeps, type SessionWork, takeStep } from './session-work.ts';

/** Planning a session and drawing its committee (§7.1 PLANNED → DRAWN; L2, L5, B1, B8, C2). */

type Body = BodyOf<'SessionBody'>;

/** L2 for every specialty on the list, on one civil date; each finding once. Applications carry its name, the filing its code. */
export function filingFindings(plan: Plan, specialties: readonly string[], on: string): Finding[] {
  const { series, level } = plan.title;
  const codeOf = (name: string) => plan.title.specialties.find((s) => s.name.zh === name)?.code ?? name;
  const found = [...new Set(specialties.map(codeOf))].flatMap((specialty) =>
    checkFiling(plan.committee, { series, specialty, level, on }),
  );
  return [...new Map(found.map((one) => [`${one.code} ${one.found}`, one])).values()];
}

/**
 * Stores a session with its pool and candidates. The candidates go first, a hundred at a time: until the head is
 * written they hang on a session that does not exist, and a crash leaves nothing that anybody can see.
 * @throws {ProblemError} GUARD with everything that stands against it
 */
export async function planSession(
  deps: SessionDeps,
  body: Body,
  by: { actor: Actor; now: string },
): Promise<{ sessionId: string; writes: Write[] }> {
  // Read before what it guards: a list that is stored after this is seen, or refuses the writes.
  const planning = await planningOf(deps.table, body.planCode);
  const planned = await sessionsNow(deps.table, planning);
  const applications = await candidateApplications(deps, body, planned, localDateOf(by.now));
  const plan = planOfSession(deps, body, applications);
  const sessionId = deps.newId();
  const candidates = await candidateRecords(deps.table, sessionId, applications);
  const pool = await freezePool(deps, plan, body, candidates, sessionId);
  const problems = [
    ...checkComposition(body.size, plan.committee),
    ...filingFindings(
      plan,
      candidates.map((one) => one.specialty),
      body.date,
    ),
    ...checkPool(entriesOf(pool), body.size),
  ];
  if (problems.length > 0) refuse('GUARD', ...problems);
  const entries = candidateWrites(deps.table, candidates);
  for (let from = 0; from < entries.length; from += 100)
    await deps.table.transact(entries.slice(from, from + 100));
  const session: SessionRecord = {
    sessionId,
    ...{
      planCode: body.planCode,
      planVersion: plan.version,
      name: body.name,
      date: body.date,
      size: body.size,
    },
    status: 'PLANNED',
    candidateCount: candidates.length,
    convening: 1,
    ...{ members: [], attendance: [], seats: [], groups: [] },
    draw: frozenDraw(sessionId, 1, pool, by.now),
    createdAt: by.now,
    version: 0,
    auditHash: '',
  };
  const payload = { applications: candidates.length, poolHash: session.draw.poolHash };
  const event = { act: 'PLAN_SESSION', actor: by.actor, at: by.now, payload };
  return {
    sessionId,
    writes: [
      ...sessionWrites(deps.table, undefined, session, event),
      poolWrite(deps.table, pool),
      planningWrite(deps.table, planning, sessionId),
    ],
  };
}

/** What one session has one of: its quorum, its filing, the title that it is about. */
const TERMS = ['committee', 'title'] as const;

/**
 * A session is of the version of the plan that its candidates were submitted under (G1).
 * @throws {ProblemError} GUARD for candidates whose versions have other terms than the first one's
 */
function planOfSession(
  { plans }: SessionDeps,
  { planCode }: Body,
  applications: readonly Application[],
): Plan {
  const [first] = applications;
  const plan = first ? plans.of(first) : plans.get(planCode);
  const others = applications.filter((one) => !sameTerms(plan, plans.of(one), TERMS));
  const allowed = plan.version;
  const problems = others.map(({ applicationNo = '', planVersion: found }) =>
    findPlan('TERMS_DIFFER', { field: `/applicationIds/${applicationNo}`, found, allowed }),
  );
  if (problems.length > 0) refuse('GUARD', ...problems);
  return plan;
}

async function candidateApplications(
  deps: SessionDeps,
  body: Body,
  planned: readonly SessionRecord[],
  today: string,
): Promise<Application[]> {
  const ids = [...new Set(body.applicationIds)];
  const found = await deps.applications.getMany(ids);
  const problems: Finding[] = [];
  if (ids.length < body.applicationIds.length)
    problems.push(find('CANDIDATE_DOUBLE', { field: '/applicationIds' }));
  for (const id of ids) {
    const one = found.find((a) => a.applicationId === id);
    // A draft, and an application of another plan, are none of this session's.
    if (!one?.submittedAt || one.planCode !== body.planCode)
      problems.push(find('CANDIDATE_UNKNOWN', { field: '/applicationIds', found: id }));
    else if (one.stage !== 'READY')
      problems.push(
        find('CANDIDATE_NOT_READY', {
          field: '/applicationIds',
          found: one.applicationNo ?? id,
          allowed: 'READY',
        }),
      );
  }
  problems.push(...(await plannedElsewhere(deps, body, planned, today)));
  if (problems.length > 0) refuse('GUARD', ...problems);
  return found;
}

/**
 * Sessions that keep their candidates: those that ended, those whose day is over, and inquorate ones, which may never meet
 * again, do not.
 */
const keeps = ({ status, date }: SessionRecord, today: string): boolean =>
  date >= today && !['INQUORATE', 'SIGNED', 'SEALED'].includes(status);

/** One candidate, one list: whoever plans at the same moment as another reads again, and is refused here. */
async function plannedElsewhere(
  { table }: Pick<SessionDeps, 'table'>,
  body: Body,
  planned: readonly SessionRecord[],
  today: string,
): Promise<Finding[]> {
  const problems: Finding[] = [];
  for (const session of planned.filter((one) => keeps(one, today)))
    for (const one of await candidatesOf(table, session.sessionId)) {
      const held = ['WAITING', 'ASSIGNED', 'VOTING'].includes(candidateStatus(session, one));
      if (held && body.applicationIds.includes(one.applicationId))
        problems.push(
          find('CANDIDATE_PLANNED', {
            field: '/applicationIds',
            found: one.applicationNo,
            allowed: session.name,
          }),
        );
    }
  return problems;
}

async function candidateRecords(
  table: Table,
  sessionId: string,
  applications: readonly Application[],
): Promise<CandidateRecord[]> {
  const unitIds = [...new Set(applications.map((one) => one.unit.uscc))];
  const [units, snapshots] = await Promise.all([
    table.getMany(UnitRecordSchema, unitIds.map(keys.unit)),
    table.getMany(SnapshotOf, applications.map(snapshotKey)),
  ]);
  return applications.map((one) => {
    const snapshot = snapshots.find((s) => s.pk === keys.application(one.applicationId).pk);
    return {
      sessionId,
      applicationId: one.applicationId,
      applicationNo: one.applicationNo ?? one.applicationId,
      name: one.applicantName,
      specialty: one.specialty ?? '',
      mode: one.mode ?? '',
      facts: {
        personId: one.applicantId,
        uscc: one.unit.uscc,
        recommenders: (snapshot?.data.recommenders ?? []).map((r) => r.name),
        ...muniUnitOf(units.find((unit) => unit.uscc === one.unit.uscc)),
      },
      ...{ added: [], removed: [], round: 0, roundState: 'READY', voted: 0, opinions: 0, opinionsIn: 0 },
    };
  });
}

const SnapshotOf = z.extend(DeclarationSchema, { pk: z.string() });

function muniUnitOf(unit: UnitRecord | undefined): { muniUnitId?: string } {
  return unit?.affiliation.type === 'MUNI_DIRECT' ? { muniUnitId: unit.affiliation.muniUnitId } : {};
}

const partyOf = (actor: Actor): DrawParty => (actor.role === 'SUPERVISOR' ? 'supervisor' : 'office');

function requireUndrawn({ session }: SessionWork): void {
  if (session.status !== 'PLANNED')
    refuse('WRONG_STAGE', find('SESSION_ACT', { found: session.status, allowed: 'PLANNED' }));
}

/** B8, D29: one person who gives both nonces has made the draw alone, under whichever two accounts. */
function requireOtherSide({ session, person }: SessionWork, party: DrawParty): void {
  const other = party === 'office' ? 'supervisor' : 'office';
  const { commitments, reveals } = session.draw;
  const did = [commitments[other]?.by, reveals[other]?.by];
  if (did.some((one) => isPerson(person, one)))
    refuse('SEPARATION_OF_DUTIES', common('TWO_PERSONS', { rule: 'B8' }));
}

/** B8 step 2: each side fixes its nonce without showing it. */
export function commitNonce(work: SessionWork, commitment: string): SessionChange {
  requireUndrawn(work);
  const party = partyOf(work.actor);
  const { draw } = work.session;
  requireOtherSide(work, party);
  if (draw.commitments[party]) refuse('CONFLICT', find('DRAW_COMMITTED', { field: party }));
  const commitments = {
    ...draw.commitments,
    [party]: { hash: commitment.toLowerCase(), at: work.now, by: work.actor.id },
  };
  return {
    act: 'COMMIT_NONCE',
    next: { draw: { ...draw, commitments } },
    payload: { party, commitment },
  };
}

/** B8 step 3: each side shows its nonce, once both have committed. */
export function revealNonce(work: SessionWork, nonce: string): SessionChange {
  requireUndrawn(work);
  const party = partyOf(work.actor);
  const { draw } = work.session;
  const { office, supervisor } = draw.commitments;
  if (!office || !supervisor) refuse('GUARD', find('DRAW_NOT_COMMITTED'));
  requireOtherSide(work, party);
  const problems = checkReveal(party, nonce, (party === 'office' ? office : supervisor).hash);
  if (problems.length > 0) refuse('GUARD', ...problems);
  const reveals = { ...draw.reveals, [party]: { nonce, at: work.now, by: work.actor.id } };
  return { act: 'REVEAL_NONCE', next: { draw: { ...draw, reveals } }, payload: { party, nonce } };
}

/** B8 steps 4–6, and the seats. */
export async function drawCommittee(deps: SessionDeps, work: SessionWork): Promise<SessionChange> {
  const { session, candidates, plan } = work;
  const pool = await requirePool(deps.table, session.sessionId);
  const filing = filingFindings(
    plan,
    candidates.map((one) => one.specialty),
    session.date,
  );
  const record = session.status === 'PLANNED' ? drawRecord(session, pool) : undefined;
  const held = record && holdDraw(record);
  const status = takeStep(work, 'DRAW', { filing, draw: held && !held.ok ? held.problems : [] });
  if (!held?.ok) refuse('GUARD', find('DRAW_NOT_REVEALED'));
  const presider = (id: string) => pool.experts.some((one) => one.expertId === id && mayPreside(one));
  const seated = new Set(seatCommittee(held.value, presider));
  const members = pool.experts.filter((one) => seated.has(one.expertId));
  const { seed, drawn, reserves } = held.value;
  const draw = { ...session.draw, seed, drawn: [...drawn], reserves: [...reserves] };
  return {
    act: 'DRAW',
    next: { status, members, draw },
    payload: { seed, drawn, members: members.map((one) => one.expertId) },
    writes: members.map((one) => seatWrite(deps.table, session, one.expertId)),
  };
}

/** @throws {ProblemError} GUARD while a side has not revealed */
function drawRecord(session: SessionRecord, pool: SessionPool): DrawRecord {
  const { drawId, frozenAt, poolHash: hash, commitments, reveals } = session.draw;
  const { office, supervisor } = commitments;
  if (!office || !supervisor || !reveals.office || !reveals.supervisor)
    refuse('GUARD', find('DRAW_NOT_REVEALED'));
  return {
    ...{ drawId, frozenAt, poolHash: hash, size: session.size, pool: entriesOf(pool) },
    commitments: { office, supervisor },
    reveals: { office: reveals.office, supervisor: reveals.supervisor },
  };
}

/** §7.1 INQUORATE → PLANNED: another date, the pool looked at and frozen anew, another draw. Nobody is counted yet. */
export async function replanSession(
  deps: SessionDeps,
  work: SessionWork,
  date: string,
): Promise<SessionChange> {
  const { session, candidates, plan, now } = work;
  const status = takeStep(work, 'REPLAN');
  const { experts } = await requirePool(deps.table, session.sessionId);
  const pool = await freezePool(deps, plan, { date, pool: experts }, candidates, session.sessionId);
  const specialties = candidates.map((one) => one.specialty);
  const problems = [...filingFindings(plan, specialties, date), ...checkPool(entriesOf(pool), session.size)];
  if (problems.length > 0) refuse('GUARD', ...problems);
  const convening = session.convening + 1;
  return {
    act: 'REPLAN',
    next: {
      ...{ status, date, convening, members: [], attendance: [], seats: [], handCheckIns: [], groups: [] },
      ...{ presiding: undefined, votingOn: undefined, releasedIn: undefined },
      draw: frozenDraw(session.sessionId, convening, pool, now),
    },
    payload: { date, convening },
    writes: [
      poolWrite(deps.table, pool),
      plannedAgainWrite(deps.table, session.planCode),
      ...session.members.map((one) => emptySeatWrite(deps.table, session, one.expertId)),
    ],
  };
}
