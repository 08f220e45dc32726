import type { BodyOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { checkListing } from '../../rules/application/listing.ts';
import type { Context } from '../../rules/base/context.ts';
import { find } from '../../rules/plan/findings.ts';
import { sameTerms } from '../../rules/plan/versions.ts';
import { listRow } from '../../rules/publicity/list.ts';
import type { Write } from '../../store/base/table.ts';
import { type Publicity, type PublicityEntry, publicityWrites } from '../../store/publicities.ts';
import type { Deps } from '../base/deps.ts';
import { sessionStates } from './standing.ts';

/** More than this that cannot be listed: the choice is looked over instead. The reasons are kept on the head, one item. */
export const MAX_EXCLUDED = 200;
export interface PreparedList {
  next: Publicity;
  entries: PublicityEntry[];
  writes: Write[];
  /** Under the version of the plan that the list is of. */
  context: Context;
}

/**
 * A list in the making: every application is asked of the transition table; what cannot be listed is kept with the
 * reasons. The entries are stored before the writes of the head (storeEntries).
 * @throws {ProblemError} GUARD with every reason when nothing, or too little of the choice, is left to list
 */
export async function preparedList(
  deps: Pick<Deps, 'table' | 'applications' | 'plans'>,
  request: BodyOf<'PublicityBody'>,
  by: { actor: Actor; publicityId: string; now: string },
): Promise<PreparedList> {
  const { kind, planCode, title } = request;
  const { actor, publicityId, now } = by;
  const ids = [...new Set(request.applicationIds)];
  const found = await deps.applications.getMany(ids);
  const applications = new Map(found.map((a): [string, Application] => [a.applicationId, a]));
  const context = await termsOf(deps, planCode, found, now);
  const sessions = kind === 'RESULT' ? await sessionStates(deps.table, found) : {};
  // Who will publish is not known yet: nobody's own audit stands in the way.
  const listing = { kind, planCode, publicityId, actor: { id: '', role: actor.role }, sessions };
  const excluded: Publicity['excluded'] = [];
  const entries: PublicityEntry[] = [];
  for (const applicationId of ids) {
    const application = applications.get(applicationId);
    const own = isOf(application, planCode) ? deps.plans.of(application) : context.plan;
    const findings = checkListing(application, listing, { ...context, plan: own });
    if (findings.length === 0 && !sameTerms(context.plan, own, TERMS))
      findings.push(find('TERMS_DIFFER', { found: own.version, allowed: context.plan.version }));
    if (findings.length > 0 || !application)
      excluded.push({ applicationId, applicationNo: application?.applicationNo, findings });
    else entries.push({ publicityId, applicationId, ...listRow(application, own), status: 'LISTED' });
  }
  if (entries.length === 0 || excluded.length > MAX_EXCLUDED) {
    const findings = excluded.flatMap((e) => e.findings.map((f) => ({ ...f, field: e.applicationId })));
    throw new ProblemError('GUARD', findings);
  }
  const head: Publicity = {
    publicityId,
    kind,
    planCode,
    planVersion: context.plan.version,
    title,
    status: 'PREPARED',
    count: entries.length,
    preparedBy: actor,
    excluded,
    createdAt: context.now,
    version: 0,
    auditHash: '',
  };
  const changed = publicityWrites(deps.table, undefined, head, {
    act: 'PREPARE_PUBLICITY',
    actor,
    at: context.now,
    payload: { kind, planCode, title, count: entries.length, excluded: excluded.length },
  });
  return { next: changed.next, entries, writes: changed.writes, context };
}

const isOf = (application: Application | undefined, planCode: string): application is Application =>
  application?.submittedAt !== undefined && application.planCode === planCode;

/** What one list has one of: its window, its columns, the title that it is about. */
const TERMS = ['stages', 'publicity', 'title', 'jurisdiction'] as const;

/** A list is of the version of the plan that its applications were submitted under (G1); the first of them says which. */
function termsOf(
  { plans }: Pick<Deps, 'plans'>,
  planCode: string,
  found: readonly Application[],
  now: string,
): Promise<Context> {
  const first = found.find((a) => isOf(a, planCode));
  return first ? plans.contextOf(first, now) : plans.context(planCode, now);
}
