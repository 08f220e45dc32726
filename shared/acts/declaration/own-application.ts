import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import type { Declaration } from '../../contracts/declaration.ts';
import type { DeclarationStep } from '../../contracts/declaration-steps.ts';
import type { Actor } from '../../contracts/roles.ts';
import { ProblemError, refusal } from '../../errors.ts';
import type { Context } from '../../rules/base/context.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { contentHashOf } from '../../rules/declaration/commitment.ts';
import { guardStep, type StepContext } from '../../rules/declaration/steps.ts';
import { besidePages, outsideReturn, type Submission } from '../../rules/declaration/submission.ts';
import type { ApplicationStore, PreparedAct } from '../../store/applications.ts';
import { type ArchiveRecord, archiveFacts, archiveOf } from '../../store/archive.ts';
import type { StoredEvent } from '../../store/base/audited.ts';
import type { Table, Write } from '../../store/base/table.ts';
import { type FileRecord, fileState, getFiles } from '../../store/files.ts';
import { getProfileRecord, type ProfileRecord } from '../../store/profiles.ts';
import { getUnitRecord, type UnitRecord, unitFacts } from '../../store/units.ts';
import { applicationView, isEditable } from '../../views/application.ts';

/** An applicant's own application with everything that its rules look at. */

export interface OwnDeps {
  table: Table;
  applications: ApplicationStore;
  plans: { context(planCode: string, now: string): Promise<Context> };
}

export interface OwnApplication extends Context {
  application: Application;
  declaration: Declaration;
  events: StoredEvent[];
  profile: ProfileRecord | undefined;
  /** The unit of the declaration. */
  unit: UnitRecord | undefined;
  /** Loaded while the applicant may edit: archive, files by id, and the snapshot that was returned. */
  archive: ArchiveRecord[];
  files: FileRecord[];
  submitted: Declaration | undefined;
}

/** @throws {ProblemError} NOT_FOUND when there is none or it is somebody else's */
export async function requireOwn(
  deps: Pick<OwnDeps, 'applications'>,
  applicationId: string,
  personId: string,
): Promise<Application> {
  const application = await deps.applications.get(applicationId);
  if (application?.applicantId !== personId) throw new ProblemError('NOT_FOUND');
  return application;
}

/** @throws {ProblemError} NOT_FOUND as {@link requireOwn} */
export async function loadOwn(
  deps: OwnDeps,
  applicationId: string,
  personId: string,
  now: string,
): Promise<OwnApplication> {
  const application = await requireOwn(deps, applicationId, personId);
  const editable = isEditable(application);
  const [declaration, events, context, profile, unit, archive, submitted] = await Promise.all([
    deps.applications.declaration(applicationId),
    deps.applications.events(applicationId),
    deps.plans.context(application.planCode, now),
    getProfileRecord(deps.table, personId),
    getUnitRecord(deps.table, application.unit.uscc),
    editable ? archiveOf(deps.table, personId) : [],
    application.stage === 'RETURNED'
      ? deps.applications.snapshot(applicationId, application.revision)
      : undefined,
  ]);
  const files = editable ? await getFiles(deps.table, filesIn(declaration)) : [];
  return { ...context, application, declaration, events, profile, unit, archive, files, submitted };
}

/** Every file that a declaration points to itself; archive items have theirs in their versions. */
export function filesIn(declaration: Declaration): string[] {
  return [
    ...(declaration.photo ? [declaration.photo.fileId] : []),
    ...declaration.achievements.flatMap((a) => a.contributionFileIds),
    ...declaration.attachments.map((a) => a.fileId),
  ];
}

/** What the checks of the six pages know beside the declaration. */
export function stepContextOf(own: OwnApplication, declaration = own.declaration): StepContext {
  const { application, profile, unit, submitted, now } = own;
  const photo = own.files.find((f) => f.fileId === declaration.photo?.fileId);
  const archive = Object.fromEntries(own.archive.map((item) => [item.itemId, archiveFacts(item)]));
  // A version that was good at submit stays good while the declaration is corrected (R6).
  for (const { itemId, version } of submitted?.achievements ?? []) {
    const known = archive[itemId];
    const chosen = declaration.achievements.some((a) => a.itemId === itemId && a.version === version);
    if (known && chosen) archive[itemId] = { ...known, approvedVersion: version };
  }
  return {
    applicant: {
      name: profile?.name ?? application.applicantName,
      ...(profile ? { idNumber: profile.idNumber, birthDate: profile.birthDate } : {}),
    },
    unit: unit && unitFacts(unit),
    archive,
    files: Object.fromEntries(own.files.map((f) => [f.fileId, fileState(f)])),
    photoFindings: photo?.verdict?.findings,
    contentHash: contentHashOf(declaration),
    today: localDateOf(now),
    now,
    submitted: application.stage !== 'DRAFT',
  };
}

/** The same as the rules of handing in see it. */
export function submissionOf(own: OwnApplication, declaration = own.declaration): Submission {
  const { plan, application, profile, submitted } = own;
  const uscc = profile?.currentUnit;
  return {
    plan,
    application,
    declaration,
    steps: stepContextOf(own, declaration),
    unitBound: own.unit?.status === 'BOUND',
    currentUnit: uscc ? { uscc, name: profile?.unitName ?? uscc } : undefined,
    submitted,
  };
}

/** The response body, after whatever the act has changed. */
export function ownView(
  own: OwnApplication,
  after: { application?: Application; event?: StoredEvent; declaration?: Declaration } = {},
): ResponseOf<'ApplicationView'> {
  const { application = own.application, declaration = own.declaration, event } = after;
  const seen: OwnApplication = { ...own, application, declaration };
  const submission = submissionOf(seen);
  return applicationView({
    ...seen,
    events: event ? [...own.events, event] : own.events,
    steps: submission.steps,
    extra: besidePages(submission),
  });
}

/**
 * Lets a page of the draft be edited (T2): the version that the applicant saw, a stage in which he may edit, and
 * all pages before it complete.
 * @throws {ProblemError} STALE_VERSION, WRONG_STAGE, GUARD (STEP_ORDER)
 */
export function openStep(own: OwnApplication, version: number, step: DeclarationStep): void {
  const { application, plan, declaration } = own;
  requireEditable(application);
  if (version !== application.version) throw staleVersion(version, application.version);
  const order = guardStep(step, plan, declaration, stepContextOf(own));
  if (order.length > 0) throw new ProblemError('GUARD', order);
}

/** @throws {ProblemError} WRONG_STAGE */
export function requireEditable(application: Application): void {
  if (isEditable(application)) return;
  throw refusal('WRONG_STAGE', {
    code: 'FLOW_ORDER',
    rule: 'R1',
    found: application.stage,
    allowed: 'DRAFT, RETURNED',
    zh: '申报已提交，不能再修改；如需更正，须由审核单位退回',
    en: 'It has been submitted and cannot be changed, unless a reviewer returns it',
  });
}

export function staleVersion(found: number, allowed: number): ProblemError {
  return refusal('STALE_VERSION', {
    code: 'VERSION',
    rule: 'R25',
    found,
    allowed,
    zh: `所依据的是第 ${found} 版，现为第 ${allowed} 版，请刷新后重试`,
    en: `You worked on version ${found}; it is at ${allowed} now. Reload and try again`,
  });
}

/** @throws {ProblemError} STALE_TURN when the person saw another turn than the present one */
export function requireTurn(application: Application, turn: number): void {
  if (turn === application.turn) return;
  throw refusal('STALE_TURN', {
    code: 'TURN',
    rule: 'R1',
    field: '/turn',
    found: turn,
    allowed: application.turn,
    zh: '页面上的环节已过，请刷新后重试',
    en: 'The page shows an earlier turn; reload and try again',
  });
}

/**
 * One saved page (T2): declaration and audited state in one transaction. While returned, only what the return names
 * may differ from what was submitted (C9).
 * @throws {ProblemError} GUARD (RETURN_SCOPE)
 */
export function draftWrites(
  deps: OwnDeps,
  own: OwnApplication,
  declaration: Declaration,
  save: { act: string; actor: Actor; unit?: Application['unit'] },
): { prepared: PreparedAct; writes: Write[] } {
  const { application, now } = own;
  const outside = outsideReturn(submissionOf(own, declaration), declaration);
  if (outside.length > 0) throw new ProblemError('GUARD', outside);
  const next: Application = { ...application, unit: save.unit ?? application.unit, updatedAt: now };
  const prepared = deps.applications.change(application, next, {
    act: save.act,
    actor: save.actor,
    at: now,
    transition: 'T2',
    from: application.stage,
    to: application.stage,
    payload: { contentHash: contentHashOf(declaration) },
  });
  const writes = [
    ...prepared.writes,
    deps.applications.putDeclaration(application.applicationId, declaration),
  ];
  return { prepared, writes };
}

/** While it is a draft, the declaration goes through the profile's current unit (R58); after that it stays. */
export async function followUnit(deps: Pick<OwnDeps, 'table'>, own: OwnApplication): Promise<OwnApplication> {
  const uscc = own.profile?.currentUnit;
  if (own.application.stage !== 'DRAFT' || !uscc || uscc === own.unit?.uscc) return own;
  const unit = await getUnitRecord(deps.table, uscc);
  return unit?.status === 'BOUND' ? { ...own, unit } : own;
}
