import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import type { Declaration } from '../../contracts/declaration.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Principal } from '../../contracts/roles.ts';
import { stages } from '../../contracts/stages.ts';
import { ProblemError, refuse } from '../../errors.ts';
import type { Context } from '../../rules/base/context.ts';
import { find } from '../../rules/base/findings.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { contentHashOf } from '../../rules/declaration/commitment.ts';
import { withPerson } from '../../rules/declaration/person.ts';
import type { StepContext } from '../../rules/declaration/steps.ts';
import { besidePages, type Submission } from '../../rules/declaration/submission.ts';
import { requireFile } from '../../rules/desk/scope.ts';
import { planForDraft } from '../../rules/plan/lapse.ts';
import { declareWindow } from '../../rules/plan/plan.ts';
import { type ArchiveRecord, archiveFacts, archiveOf } from '../../store/archive.ts';
import type { StoredEvent } from '../../store/base/audited.ts';
import { type FileRecord, fileState, getFiles, uploadsOf } from '../../store/files.ts';
import { getProfileRecord, type ProfileRecord } from '../../store/profiles.ts';
import { getUnitRecord, type UnitRecord, unitFacts } from '../../store/units.ts';
import { applicationView, isEditable } from '../../views/application.ts';
import type { Deps } from '../base/deps.ts';
import { declaredFiles } from '../files/declared-files.ts';

/** An applicant's own application with everything that its rules look at. */
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
  /** The verified name of who is signed in (D16). */
  signInName: string;
}

/** @throws {ProblemError} NOT_FOUND when there is none or it is somebody else's */
export async function requireOwn(
  deps: Pick<Deps, 'applications'>,
  applicationId: string,
  personId: string,
): Promise<Application> {
  const application = await deps.applications.get(applicationId);
  if (!application) throw new ProblemError('NOT_FOUND');
  requireFile({ id: personId, role: 'APPLICANT', scope: '' }, application);
  return application;
}

/** @throws {ProblemError} NOT_FOUND as {@link requireOwn} */
export async function loadOwn(
  deps: Pick<Deps, 'table' | 'applications' | 'plans'>,
  applicationId: string,
  { id: personId, name: signInName }: Pick<Principal, 'id' | 'name'>,
  now: string,
): Promise<OwnApplication> {
  const application = await requireOwn(deps, applicationId, personId);
  const editable = isEditable(application);
  const [kept, events, context, profile, unit, archive, submitted] = await Promise.all([
    deps.applications.declaration(applicationId),
    deps.applications.events(applicationId),
    deps.plans.context(application.planCode, now),
    getProfileRecord(deps.table, personId),
    getUnitRecord(deps.table, application.unit.uscc),
    editable ? archiveOf(deps.table, personId) : [],
    application.stage === 'RETURNED' ? deps.applications.snapshotOf(application) : undefined,
  ]);
  const plan = await planOf(deps, application, context);
  const declaration = withPerson(kept, application, { profile, unit, signInName }, submitted);
  const files = editable ? await getFiles(deps.table, declaredFiles(declaration)) : [];
  const found = { application, declaration, events, profile, unit, archive, files, submitted, signInName };
  return { ...context, plan, ...found };
}

/** D28: after the close, the plan as it holds for a draft whose files were judged late. */
async function planOf(
  { table }: Pick<Deps, 'table'>,
  { stage, applicantId }: Application,
  { plan, now }: Context,
): Promise<Plan> {
  if (stage !== 'DRAFT' || now < declareWindow(plan).closeAt) return plan;
  const times = (await uploadsOf(table, applicantId)).flatMap(({ createdAt: beganAt, judgedAt }) =>
    judgedAt ? [{ beganAt, judgedAt }] : [],
  );
  return planForDraft(plan, times);
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
    applicant: identityIn(declaration, application, profile),
    unit: unit && unitFacts(unit),
    archive,
    files: Object.fromEntries(own.files.map((f) => [f.fileId, fileState(f)])),
    photoFindings: photo?.verdict?.findings,
    contentHash: contentHashOf(declaration),
    today: localDateOf(now),
    now,
    submitted: application.stage !== 'DRAFT',
    ...(submitted && application.returned
      ? { handedIn: { submitted, items: application.returned.items } }
      : {}),
  };
}

/** D16: as the declaration has it; the profile where it is from before it had one. */
export function identityIn(
  { person }: Declaration,
  { applicantName }: Pick<Application, 'applicantName'>,
  profile: Pick<ProfileRecord, 'idNumber' | 'birthDate'> | undefined,
): StepContext['applicant'] {
  const { idNumber, birthDate } = person ?? profile ?? {};
  return {
    name: person?.name ?? applicantName,
    ...(idNumber === undefined ? {} : { idNumber, birthDate }),
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

/** @throws {ProblemError} WRONG_STAGE */
export function requireEditable(application: Application): void {
  if (isEditable(application)) return;
  const { stage: found } = application;
  const words = { found: stages[found] };
  refuse('WRONG_STAGE', find('FLOW_ORDER', { found, allowed: 'DRAFT, RETURNED', words }));
}
