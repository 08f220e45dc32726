import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import { actorOf, type Principal } from '../../contracts/roles.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { contentHashOf } from '../../rules/declaration/commitment.ts';
import { personOf } from '../../rules/declaration/person.ts';
import { mayReadFile } from '../../rules/desk/scope.ts';
import { archiveVersions } from '../../store/archive.ts';
import type { StoredEvent } from '../../store/base/audited.ts';
import { fileState, getFiles, photoFindingsOf } from '../../store/files.ts';
import { getProfileRecord } from '../../store/profiles.ts';
import { getUnitRecord, unitFacts } from '../../store/units.ts';
import { type DeskFacts, deskView } from '../../views/desk-file.ts';
import { fileView } from '../../views/files.ts';
import { archiveVersionView } from '../../views/people.ts';
import type { Deps } from '../base/deps.ts';
import { identityIn } from '../declaration/own-application.ts';
import { declaredFiles } from '../files/declared-files.ts';

export type DeskDeps = Pick<Deps, 'table' | 'applications' | 'plans'>;

export type LoadedDesk = Omit<DeskFacts, 'reader'>;

/** Everything that a desk's page of one application is made of. */
export async function loadDesk(deps: DeskDeps, application: Application, now: string): Promise<LoadedDesk> {
  const { applicationId, applicantId } = application;
  const [snapshot, context, events, profile, unit] = await Promise.all([
    deps.applications.snapshotOf(application),
    deps.plans.contextOf(application, now),
    deps.applications.events(applicationId),
    getProfileRecord(deps.table, applicantId),
    getUnitRecord(deps.table, application.unit.uscc),
  ]);
  const achievements = await archiveVersions(deps.table, applicantId, snapshot.achievements);
  const files = await getFiles(deps.table, declaredFiles(snapshot, achievements));
  const photo = files.find((f) => f.fileId === snapshot.photo?.fileId);
  const facts = unit && unitFacts(unit);
  return {
    ...context,
    application,
    snapshot,
    events,
    unit: facts,
    hrName: unit?.hrName,
    person: personOf(snapshot, application, { profile, unit }),
    achievements: achievements.map(archiveVersionView),
    files: files.map(fileView),
    steps: {
      applicant: identityIn(snapshot, application, profile),
      unit: facts,
      // What was approved when it was submitted stays good, whatever the archive says today (R6).
      archive: Object.fromEntries(
        achievements.map((a) => [a.itemId, { approvedVersion: a.itemVersion, latestStatus: 'APPROVED' }]),
      ),
      files: Object.fromEntries(files.map((f) => [f.fileId, fileState(f)])),
      photoFindings: photoFindingsOf(photo, context.plan),
      // A correction by two persons asks for no new signature (D16).
      contentHash: application.contentHash ?? contentHashOf(snapshot),
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
  return deskView({
    ...loaded,
    application,
    events: event ? [...loaded.events, event] : loaded.events,
    // Whom an act of his own has taken it from does nothing more with it.
    reader: reader.role === 'UNIT_HR' || mayReadFile(reader, application) ? actorOf(reader) : undefined,
  });
}

/** The files that a reviewer may open: those of the snapshot and of the achievements in it. */
export async function filesOfSnapshot(deps: DeskDeps, application: Application): Promise<string[]> {
  const snapshot = await deps.applications.snapshotOf(application);
  const achievements = await archiveVersions(deps.table, application.applicantId, snapshot.achievements);
  return declaredFiles(snapshot, achievements);
}
