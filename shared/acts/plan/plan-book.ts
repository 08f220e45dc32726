import { deskOf } from '../../contracts/desks.ts';
import type { Environment } from '../../contracts/environment.ts';
import type { Finding } from '../../contracts/finding.ts';
import { type Plan, PlanSchema } from '../../contracts/plan.ts';
import { stored } from '../../contracts/stored.ts';
import { ProblemError } from '../../errors.ts';
import { log } from '../../log.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { directoryDesks, takenOver } from '../../rules/desk/routing.ts';
import { withDirectory } from '../../rules/directory/directory.ts';
import { lintFloors, lintPlan } from '../../rules/linter/plan.ts';
import { batchAt, planInBatch } from '../../rules/plan/batches.ts';
import { planForSeason } from '../../rules/plan/plan.ts';
import { planHash } from '../../rules/plan/versions.ts';
import { type Table, TransactionRefused } from '../../store/base/table.ts';
import { type CalendarStore, newestOf } from '../../store/calendars.ts';
import {
  newestWrite,
  type PlanHead,
  type PlanRecord,
  planHeads,
  planRecords,
  planWrites,
  shippedBy,
} from '../../store/plans.ts';
import { countPublication, publicationCount } from '../../store/publications.ts';
import type { Pinned, PlanBook } from '../base/deps.ts';
import { createDirectoryBook, createDirectoryShelf } from '../directory/directory-book.ts';

interface Known {
  plan: Plan;
  sha256: string;
  origin: PlanHead['origin'];
}

/**
 * The published versions of every plan (G1). They never change, so that each is read once and kept; what is new is
 * looked up before every piece of work (`refresh`), which then asks without waiting. The plans that ship are versions like
 * any other: stored when they are first met, refused when that version is published with other content, refused when
 * the linter finds something. No version below the statutory floors is in force, whoever stored it (G2).
 *
 * With PLAN_DATES `season` the dates of those that shipped are moved to the current season. Once people keep the directory
 * of a city (R28), its plans have the points and the committee's filing that are in force there today.
 */
export function createPlanBook(
  table: Table,
  shipped: readonly Plan[],
  env: Pick<Environment, 'PLAN_CODES' | 'PLAN_DATES'>,
  calendars: CalendarStore,
  now: () => string,
): PlanBook {
  const codes = env.PLAN_CODES.split(',')
    .map((c) => c.trim())
    .filter(Boolean);
  const own = shipped.filter((p) => codes.length === 0 || codes.includes(p.planCode));
  const known = new Map<string, Known>();
  const refused = new Set<string>();
  /** Plans off offer, as of the last look (D30). */
  let retired: ReadonlySet<string> = new Set();
  /** What was published when these were learnt. */
  let counted: number | undefined;

  const admit = (one: Known): void => {
    const findings = lintFloors(one.plan);
    if (findings.length === 0) known.set(nameOf(one.plan), one);
    else turnDown(refused, one.plan, findings);
  };
  for (const plan of own) admit({ plan, sha256: planHash(plan), origin: 'SHIPPED' });

  const learn = async (heads: readonly PlanHead[]): Promise<void> => {
    const missing = heads.filter((head) => {
      const name = nameOf({ ...head, version: head.planVersion });
      return known.get(name)?.sha256 !== head.sha256 && !refused.has(name);
    });
    for (const record of missing.length > 0 ? await planRecords(table, missing) : []) {
      const plan = readStored(record);
      known.delete(nameOf({ ...record, version: record.planVersion }));
      if (plan) admit({ plan, sha256: record.sha256, origin: record.origin });
      else turnDown(refused, { planCode: record.planCode, version: record.planVersion }, []);
    }
  };

  const settle = async (heads: readonly PlanHead[]): Promise<void> => {
    for (const plan of own) {
      const head = heads.find((h) => h.planCode === plan.planCode && h.planVersion === plan.version);
      const findings = head ? [] : lintPlan(plan);
      if (findings.length > 0) {
        known.delete(nameOf(plan));
        turnDown(refused, plan, findings);
      } else if (!head) await storeShipped(table, plan, newestVersion(heads, plan.planCode), now());
      else if (head.sha256 !== planHash(plan) || head.status !== 'PUBLISHED')
        tell(plan, 'a shipped plan differs from what is kept as that version', ['PLAN_VERSION']);
    }
  };

  const seasons = new Map<string, { day: string; plan: Plan }>();
  const dated = ({ plan, origin }: Known): Plan => {
    if (env.PLAN_DATES !== 'season' || origin !== 'SHIPPED') return plan;
    const day = localDateOf(now());
    const made = seasons.get(nameOf(plan));
    if (made?.day === day) return made.plan;
    const moved = planForSeason(plan, day);
    seasons.set(nameOf(plan), { day, plan: moved });
    return moved;
  };
  const shelf = createDirectoryShelf(table, own, now);
  const placed = new Map<string, { under: string; plan: Plan }>();
  const current = (one: Known): Plan => {
    const plan = dated(one);
    const today = localDateOf(now());
    const city = shelf.on(plan.jurisdiction.division, today);
    if (city?.origin !== 'CONSOLE') return plan;
    const under = `${city.directoryVersion} ${today}`;
    const made = placed.get(nameOf(plan));
    if (made?.under === under) return made.plan;
    const next = withDirectory(plan, city.directory, today);
    placed.set(nameOf(plan), { under, plan: next });
    return next;
  };
  const versionsOf = (planCode: string) =>
    [...known.values()]
      .filter((k) => k.plan.planCode === planCode)
      .sort((a, b) => a.plan.version - b.plan.version);
  const newest = (planCode: string) => versionsOf(planCode).at(-1);
  /** Those that shipped first, in their order. */
  const allNewest = () =>
    [...new Set([...own.map((p) => p.planCode), ...[...known.values()].map((k) => k.plan.planCode).sort()])]
      .map(newest)
      .filter((k) => k !== undefined);

  const book: PlanBook = {
    async refresh() {
      if (counted === undefined) {
        await settle(await planHeads(table));
        await shelf.settle();
        // Always: a function may have died between what it stored and this.
        await countPublication(table);
      }
      const count = await publicationCount(table);
      if (count === counted) return;
      const heads = await planHeads(table);
      await learn(heads.filter((h) => h.status === 'PUBLISHED'));
      retired = new Set(heads.filter((h) => isRetired(h, heads)).map((h) => h.planCode));
      await shelf.learn();
      counted = count;
    },
    list: () => allNewest().map(current),
    offered: () =>
      allNewest()
        .filter(({ plan }) => !retired.has(plan.planCode))
        .filter((k) => k.origin === 'CONSOLE' || codes.length === 0 || codes.includes(k.plan.planCode))
        .map(current),
    get: (planCode) => {
      const plan = current(newest(planCode) ?? none());
      return retired.has(planCode) ? { ...plan, status: 'CLOSED' } : plan;
    },
    versions: (planCode) => versionsOf(planCode).map(current),
    version: (planCode, version) => current(known.get(nameOf({ planCode, version })) ?? none()),
    asPublished: (planCode, version) => dated(known.get(nameOf({ planCode, version })) ?? none()),
    takenOver({ role, scope }) {
      const desk = directoryDesks.find((one) => one === deskOf(role)?.scope);
      return desk ? takenOver(book.list(), desk, scope, localDateOf(now())) : [];
    },
    directories: createDirectoryBook(shelf, () => allNewest().map(dated), now),
    of({ planCode, planVersion, stage, batch }) {
      if (stage === 'DRAFT') return book.get(planCode);
      // Kept before versions were: there was one only.
      if (planVersion === undefined) return current(versionsOf(planCode)[0] ?? none());
      return planInBatch(book.version(planCode, planVersion), batch);
    },
    context: (planCode, at) => contextWith(book.get(planCode), at),
    async contextOf(pinned: Pinned, at) {
      const plan = book.of(pinned);
      // A draft is in the batch that it would be submitted to now.
      const own = pinned.stage === 'DRAFT' ? planInBatch(plan, batchAt(plan, at)?.code) : plan;
      return contextWith(own, at);
    },
  };
  const contextWith = async (plan: Plan, at: string) => {
    const versions = await calendars.versions();
    return { now: at, plan, calendar: newestOf(versions), calendars: versions };
  };
  return book;
}

/** By its newest version: one that is published after it is on offer again. */
const isRetired = (head: PlanHead, heads: readonly PlanHead[]): boolean =>
  head.retirement?.confirmedBy !== undefined && head.planVersion === newestVersion(heads, head.planCode);

const nameOf = ({ planCode, version }: Pick<Plan, 'planCode' | 'version'>) => `${planCode}@${version}`;

const none = (): never => {
  throw new ProblemError('NOT_FOUND');
};

const newestVersion = (heads: readonly PlanHead[], planCode: string): number =>
  Math.max(
    0,
    ...heads.filter((h) => h.planCode === planCode && h.status === 'PUBLISHED').map((h) => h.planVersion),
  );

function tell(plan: Pick<Plan, 'planCode' | 'version'>, why: string, findings: readonly string[]): void {
  log.metric('PlanRefused', why, { planCode: plan.planCode, planVersion: plan.version, findings });
}

function turnDown(
  refused: Set<string>,
  plan: Pick<Plan, 'planCode' | 'version'>,
  findings: readonly Finding[],
): void {
  refused.add(nameOf(plan));
  const what = findings.map((f) => `${f.code} ${f.field ?? ''}`.trim());
  tell(plan, 'a version of a plan is not in force', what.length > 0 ? what : ['PLAN_SHAPE']);
}

/** What was published once is read for ever (stored); undefined when it is not what its hash says. */
function readStored({ document, sha256 }: PlanRecord): Plan | undefined {
  const raw: unknown = JSON.parse(document);
  if (planHash(raw) !== sha256) return undefined;
  const read = stored(PlanSchema).safeParse(raw);
  return read.success ? read.data : undefined;
}

/** A plan that shipped, as a published version; of two functions that start at once, one stores it. */
async function storeShipped(table: Table, plan: Plan, newest: number, at: string): Promise<void> {
  const record: PlanRecord = {
    ...{ planCode: plan.planCode, planVersion: plan.version, name: plan.names.zh },
    ...{ status: 'PUBLISHED', sha256: planHash(plan), origin: 'SHIPPED' },
    ...{ changedBy: shippedBy, changedAt: at, publishedAt: at },
    document: JSON.stringify(plan),
    version: 0,
    auditHash: '',
  };
  const { writes } = planWrites(table, undefined, record, {
    act: 'LOAD_PLAN',
    actor: shippedBy,
    at,
    payload: { sha256: record.sha256 },
  });
  const leads = plan.version > newest ? [newestWrite(table, plan.planCode, plan.version)] : [];
  try {
    await table.transact([...writes, ...leads]);
  } catch (error) {
    if (!(error instanceof TransactionRefused)) throw error;
  }
}
