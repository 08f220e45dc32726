import type { Act } from '../../contracts/acts.ts';
import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import type { Declaration } from '../../contracts/declaration.ts';
import { type Actor, actorOf, type Principal } from '../../contracts/roles.ts';
import type { Context } from '../../rules/base/context.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { contentHashOf } from '../../rules/declaration/commitment.ts';
import { deskSees, requireDesk } from '../../rules/desk/scope.ts';
import type { ApplicationStore } from '../../store/applications.ts';
import { type ArchiveVersion, archiveVersions, archiveVersionView } from '../../store/archive.ts';
import type { StoredEvent } from '../../store/base/audited.ts';
import type { Table, Write } from '../../store/base/table.ts';
import { fileState, fileView, getFiles } from '../../store/files.ts';
import { getProfileRecord } from '../../store/profiles.ts';
import { getUnitRecord, unitFacts } from '../../store/units.ts';
import { type DeskFacts, deskView } from '../../views/desk-file.ts';
import { requireTurn } from '../declaration/own-application.ts';

export interface DeskDeps {
  table: Table;
  applications: ApplicationStore;
  plans: { context(planCode: string, now: string): Promise<Context> };
}

export type LoadedDesk = Omit<DeskFacts, 'reader'>;

/** Everything that a desk's page of one application is made of. */
export async function loadDesk(deps: DeskDeps, application: Application, now: string): Promise<LoadedDesk> {
  const { applicationId, applicantId, planCode } = application;
  const [snapshot, context, events, profile, unit] = await Promise.all([
    deps.applications.snapshot(applicationId, application.revision),
    deps.plans.context(planCode, now),
    deps.applications.events(applicationId),
    getProfileRecord(deps.table, applicantId),
    getUnitRecord(deps.table, application.unit.uscc),
  ]);
  const achievements = await archiveVersions(deps.table, applicantId, snapshot.achievements);
  const files = await getFiles(deps.table, filesOf(snapshot, achievements));
  const photo = files.find((f) => f.fileId === snapshot.photo?.fileId);
  const facts = unit && unitFacts(unit);
  return {
    ...context,
    application,
    snapshot,
    events,
    unit: facts,
    person: profile,
    achievements: achievements.map(archiveVersionView),
    files: files.map(fileView),
    steps: {
      applicant: {
        name: application.applicantName,
        ...(profile ? { idNumber: profile.idNumber, birthDate: profile.birthDate } : {}),
      },
      unit: facts,
      // What was approved when it was submitted stays good, whatever the archive says today (R6).
      archive: Object.fromEntries(
        achievements.map((a) => [a.itemId, { approvedVersion: a.itemVersion, latestStatus: 'APPROVED' }]),
      ),
      files: Object.fromEntries(files.map((f) => [f.fileId, fileState(f)])),
      photoFindings: photo?.verdict?.findings,
      contentHash: contentHashOf(snapshot),
      today: localDateOf(now),
      now,
      submitted: true,
    },
  };
}

/** The response body for this reader, after whatever an act has changed. */
export function deskAnswer(
  loaded: LoadedDesk,
  reader: Principal,
  after: { application?: Application; event?: StoredEvent } = {},
): ResponseOf<'DeskApplication'> {
  const { application = loaded.application, event } = after;
  const acts = reader.role === 'UNIT_HR' || deskSees(reader, application);
  return deskView({
    ...loaded,
    application,
    events: event ? [...loaded.events, event] : loaded.events,
    reader: acts ? actorOf(reader) : undefined,
  });
}

/** What an act at a desk needs of its request. */
export interface DeskRequest {
  principal: Principal;
  now: string;
  /** Of a repeated request: nothing is done again. */
  ref?: string;
  rememberRef(ref: string): Write[];
}

export interface DeskAct {
  applicationId: string;
  /** The turn that was on the screen. */
  turn: number;
  act(loaded: LoadedDesk, actor: Actor): Act;
  /** What is written beside the application, from what it becomes. */
  beside?(
    change: { before: Application; next: Application; snapshot: Declaration },
    actor: Actor,
  ): Promise<Write[]> | Write[];
}

/**
 * One act of a desk on one application, from scope and turn to the stored change and the view after it. The view is
 * not kept for repeated requests: it is large and full of personal data.
 * @throws {ProblemError} NOT_FOUND, OUT_OF_SCOPE, STALE_TURN, and what the transition table has against it
 */
export async function deskAct(
  deps: DeskDeps,
  request: DeskRequest,
  { applicationId, turn, act, beside }: DeskAct,
): Promise<{ status: number; body: ResponseOf<'DeskApplication'>; version: number }> {
  const { principal, now, ref } = request;
  const application = await deps.applications.require(ref ?? applicationId);
  if (ref === undefined) {
    requireDesk(principal, application);
    requireTurn(application, turn);
  }
  const loaded = await loadDesk(deps, application, now);
  if (ref !== undefined)
    return { status: 200, body: deskAnswer(loaded, principal), version: application.version };
  const actor = actorOf(principal);
  const prepared = deps.applications.prepare(application, act(loaded, actor), loaded);
  const { next, event } = prepared;
  const change = { before: application, next, snapshot: loaded.snapshot };
  await deps.table.transact([
    ...prepared.writes,
    ...((await beside?.(change, actor)) ?? []),
    ...request.rememberRef(applicationId),
  ]);
  return {
    status: 200,
    body: deskAnswer(loaded, principal, { application: next, event }),
    version: next.version,
  };
}

/** The files that a reviewer may open: those of the snapshot and of the achievements in it. */
export async function filesOfSnapshot(deps: DeskDeps, application: Application): Promise<string[]> {
  const snapshot = await deps.applications.snapshot(application.applicationId, application.revision);
  const achievements = await archiveVersions(deps.table, application.applicantId, snapshot.achievements);
  return filesOf(snapshot, achievements);
}

function filesOf(snapshot: Declaration, achievements: readonly ArchiveVersion[]): string[] {
  return [
    ...new Set([
      ...(snapshot.photo ? [snapshot.photo.fileId] : []),
      ...snapshot.attachments.map((a) => a.fileId),
      ...snapshot.achievements.flatMap((a) => a.contributionFileIds),
      ...achievements.flatMap((a) => a.fileIds),
    ]),
  ];
}
