import type { BodyOf, ResponseOf } from '../../contracts/api/index.ts';
import { actorOf, type Principal } from '../../contracts/roles.ts';
import { ProblemError, refuse } from '../../errors.ts';
import { coversPlan } from '../../rules/desk/scope.ts';
import { lintDocument, type ReadDocument, readDocument } from '../../rules/linter/document.ts';
import { lintPlan } from '../../rules/linter/plan.ts';
import { find } from '../../rules/plan/findings.ts';
import { checkEditable, checkPublication, type Refusal } from '../../rules/plan/publication.ts';
import { diffPlans, planHash } from '../../rules/plan/versions.ts';
import type { Write } from '../../store/base/table.ts';
import { requireDryRun } from '../../store/plan-dry-runs.ts';
import {
  getPlanRecord,
  newestWrite,
  type PlanHead,
  type PlanRecord,
  planHeads,
  planWrites,
} from '../../store/plans.ts';
import { changesView, planHeadView, planVersionView } from '../../views/plans.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { requireVersion } from '../base/stale.ts';
import { dryRunStanding } from './dry-run-standing.ts';

/** Plans made in the console (G1–G5): a draft version, saved with what is amiss, published by two persons. */

type PlanDeps = Pick<Deps, 'table' | 'plans' | 'calendars'>;
type By = Pick<Asked<undefined>, 'principal' | 'now'>;

/** Which version, as a path names it. */
export interface VersionPath {
  planCode?: string;
  planVersion?: string;
}

/** Operations make any plan, an office its own. */
const makes = (principal: Principal, planCode: string): boolean =>
  principal.role === 'PLATFORM_OPS' || coversPlan(principal, planCode);

export async function listPlanVersions(
  { table }: Pick<Deps, 'table'>,
  principal: Principal,
): Promise<ResponseOf<'PlanVersionList'>> {
  const heads = await planHeads(table);
  const kept = heads.filter(({ removedAt }) => removedAt === undefined);
  return { items: kept.filter((head) => makes(principal, head.planCode)).map(planHeadView) };
}

/** @throws {ProblemError} NOT_FOUND, for what is another office's as well */
export async function requirePlanVersion(
  { table }: Pick<Deps, 'table'>,
  principal: Principal,
  { planCode = '', planVersion = '' }: VersionPath,
): Promise<PlanRecord> {
  if (!makes(principal, planCode) || !/^\d{1,4}$/.test(planVersion)) throw new ProblemError('NOT_FOUND');
  const record = await getPlanRecord(table, planCode, Number(planVersion));
  if (!record || record.removedAt !== undefined) throw new ProblemError('NOT_FOUND');
  return record;
}

/** A version as its makers see it, with everything that is amiss now. */
export async function planVersionAnswer(
  { calendars }: Pick<Deps, 'calendars'>,
  record: PlanRecord,
): Promise<ResponseOf<'PlanVersion'>> {
  const document = JSON.parse(record.document) as Record<string, unknown>;
  return planVersionView(record, document, lintDocument(document, record, await yearsOf(calendars)));
}

const yearsOf = async (calendars: Deps['calendars']): Promise<number[]> => (await calendars.current()).years;

/** What the linter finds in a document that is kept nowhere. @throws {ProblemError} INVALID when it could not be kept */
export async function lintGiven(
  { calendars }: Pick<Deps, 'calendars'>,
  { document }: BodyOf<'PlanImportBody'>,
): Promise<ResponseOf<'PlanFindings'>> {
  const { sha256 } = requireReadable(document);
  return { sha256, findings: lintPlan(document, { calendarYears: await yearsOf(calendars) }) };
}

function requireReadable(raw: unknown): ReadDocument {
  const read = readDocument(raw);
  return read.ok ? read.document : refuse('INVALID', ...read.problems);
}

export interface VersionChange {
  next: PlanRecord;
  writes: Write[];
}

/**
 * The next version of a plan as a copy of an older one. Of two that are made at once, one is refused.
 * @throws {ProblemError} NOT_FOUND
 */
export async function createPlanVersion(
  deps: PlanDeps,
  planCode: string,
  from: number,
  by: By,
): Promise<VersionChange> {
  const record = await requirePlanVersion(deps, by.principal, { planCode, planVersion: String(from) });
  return draft(deps, planCode, inForce(deps, record), { act: 'CREATE_PLAN_VERSION', basedOn: from, ...by });
}

/**
 * A draft version from a document that was made elsewhere: the next one of its plan, whatever number it bears there.
 * @throws {ProblemError} INVALID without a plan code, too large or too deep; OUT_OF_SCOPE for another office's plan
 */
export function importPlan(
  deps: PlanDeps,
  { document }: BodyOf<'PlanImportBody'>,
  by: By,
): Promise<VersionChange> {
  requireReadable(document);
  const { planCode } = document;
  const named = typeof planCode === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(planCode);
  if (!named)
    refuse('INVALID', find('PLAN_CODE', { field: '/document/planCode', found: String(planCode ?? '') }));
  if (!makes(by.principal, planCode)) throw new ProblemError('OUT_OF_SCOPE');
  return draft(deps, planCode, document, { act: 'IMPORT_PLAN', ...by });
}

const isOpen = ({ status, removedAt }: PlanHead): boolean =>
  status !== 'PUBLISHED' && removedAt === undefined;

/** @throws {ProblemError} CONFLICT when a version that is still open says the same */
async function draft(
  { table }: PlanDeps,
  planCode: string,
  source: object,
  by: By & { act: string; basedOn?: number },
): Promise<VersionChange> {
  const { act, basedOn, principal, now } = by;
  const heads = await planHeads(table, planCode);
  const twin = heads.find(
    (head) => isOpen(head) && planHash({ ...source, version: head.planVersion }) === head.sha256,
  );
  if (twin) refuse('CONFLICT', find('PLAN_SAME_CONTENT', { found: twin.planVersion }));
  const planVersion = 1 + Math.max(0, ...heads.map((head) => head.planVersion));
  const { text, sha256, name } = requireReadable({ ...source, version: planVersion });
  const record: PlanRecord = {
    ...{ planCode, planVersion, name, sha256, document: text, status: 'DRAFT', origin: 'CONSOLE' },
    ...{ basedOn, changedBy: actorOf(principal), changedAt: now, version: 0, auditHash: '' },
  };
  const payload = { sha256, basedOn };
  return planWrites(table, undefined, record, { act, actor: actorOf(principal), at: now, payload });
}

/**
 * A draft saved as it is; what is amiss comes back with it.
 * @throws {ProblemError} STALE_VERSION, CONFLICT once it is proposed or published (G1), INVALID too large or too deep
 */
export async function savePlanVersion(
  deps: PlanDeps,
  path: VersionPath,
  asked: By & { version: number; body: BodyOf<'PlanImportBody'> },
): Promise<VersionChange> {
  const { principal, now, version, body } = asked;
  const before = await requirePlanVersion(deps, principal, path);
  refused(checkEditable(before));
  requireVersion(version, before.version);
  const { text, sha256, name } = requireReadable(body.document);
  const actor = actorOf(principal);
  const next: PlanRecord = { ...before, document: text, sha256, name, changedBy: actor, changedAt: now };
  return planWrites(deps.table, before, next, {
    act: 'SAVE_PLAN_VERSION',
    actor,
    at: now,
    payload: { sha256 },
  });
}

/**
 * A draft that nobody goes on with. What is proposed or published stays; the number is not given again.
 * @throws {ProblemError} STALE_VERSION, CONFLICT once it is proposed or published (G1)
 */
export async function removePlanVersion(
  deps: PlanDeps,
  path: VersionPath,
  { principal, now, body }: By & { body: BodyOf<'PlanRemovalBody'> },
): Promise<VersionChange> {
  const before = await requirePlanVersion(deps, principal, path);
  refused(checkEditable(before));
  requireVersion(body.version, before.version);
  const actor = actorOf(principal);
  const next: PlanRecord = { ...before, document: '{}', removedAt: now };
  const { sha256 } = before;
  return planWrites(deps.table, before, next, {
    act: 'REMOVE_PLAN_VERSION',
    actor,
    at: now,
    payload: { sha256 },
  });
}

/** What a version changes since another one, by default the one that it was copied from. @throws {ProblemError} NOT_FOUND */
export async function planChanges(
  deps: PlanDeps,
  principal: Principal,
  path: VersionPath,
  since: string | undefined,
): Promise<ResponseOf<'ChangesOfPlan'>> {
  const after = await requirePlanVersion(deps, principal, path);
  const planVersion = since ?? String(after.basedOn ?? after.planVersion - 1);
  const before = await requirePlanVersion(deps, principal, { planCode: after.planCode, planVersion });
  const [from, to] = [inForce(deps, before), inForce(deps, after)];
  return changesView(diffPlans(from, to), from, to);
}

/** What a version says: one that is in force with the dates of the season, where it has any. */
function inForce({ plans }: PlanDeps, { planCode, planVersion, document }: PlanRecord): object {
  const published = plans.versions(planCode).some(({ version }) => version === planVersion);
  return published ? plans.asPublished(planCode, planVersion) : (JSON.parse(document) as object);
}

/**
 * G3, D26: one person proposes what he has seen, another one confirms the very same or refuses it. Published is for good.
 * @throws {ProblemError} CONFLICT, STALE_VERSION, SEPARATION_OF_DUTIES, INVALID; GUARD with everything that is amiss
 */
export async function decidePublication(
  deps: PlanDeps,
  path: VersionPath,
  { principal, now, body }: By & { body: BodyOf<'PlanPublicationBody'> },
): Promise<VersionChange> {
  const { table, calendars } = deps;
  const before = await requirePlanVersion(deps, principal, path);
  const { planCode, planVersion, sha256 } = before;
  const actor = actorOf(principal);
  const newest = newestOf(await planHeads(table, planCode));
  const lint = lintDocument(JSON.parse(before.document), before, await yearsOf(calendars));
  const { run, ...standing } = await dryRunStanding(deps, before);
  refused(checkPublication(before, { ...body, by: principal, newest, lint, dryRun: standing }));
  const payload = { sha256, ...(run ? { dryRun: run.sha256 } : {}) };
  const event = { actor, at: now, payload, ...(body.reason ? { reason: body.reason } : {}) };
  switch (body.decision) {
    case 'PROPOSE': {
      const proposed: PlanRecord = { ...before, status: 'PROPOSED', proposedBy: actor };
      const { next, writes } = planWrites(table, before, proposed, { ...event, act: 'PROPOSE_PLAN' });
      return { next, writes: [...writes, ...(run ? [requireDryRun(table, run)] : [])] };
    }
    case 'REFUSE':
      return planWrites(
        table,
        before,
        { ...before, status: 'DRAFT', proposedBy: undefined },
        { ...event, act: 'REFUSE_PLAN' },
      );
    case 'CONFIRM': {
      const published: PlanRecord = { ...before, status: 'PUBLISHED', publishedBy: actor, publishedAt: now };
      const { next, writes } = planWrites(table, before, published, { ...event, act: 'PUBLISH_PLAN' });
      return { next, writes: [...writes, newestWrite(table, planCode, planVersion)] };
    }
  }
}

export const newestOf = (heads: readonly PlanHead[]): number =>
  Math.max(0, ...heads.filter((h) => h.status === 'PUBLISHED').map((h) => h.planVersion));

function refused(refusal: Refusal | undefined): void {
  if (refusal) throw new ProblemError(refusal.code, [...refusal.findings]);
}
