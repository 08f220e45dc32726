import type { Application } from '../../contracts/application.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { Actor } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { checkListing } from '../../rules/application/listing.ts';
import { publicityDays } from '../../rules/application/settings.ts';
import type { Context } from '../../rules/base/context.ts';
import { find as findAny } from '../../rules/base/findings.ts';
import { isPerson, type Person } from '../../rules/base/person.ts';
import { find } from '../../rules/publicity/findings.ts';
import { type ListRow, listHashOf, listRow, PUBLICITY_WHITELIST } from '../../rules/publicity/list.ts';
import { openWindow } from '../../rules/publicity/window.ts';
import type { Write } from '../../store/base/table.ts';
import { batchWrites } from '../../store/batches.ts';
import {
  entriesOf,
  type Publicity,
  type PublicityEntry,
  publicityWrites,
  removeEntryWrite,
} from '../../store/publicities.ts';
import type { Deps } from '../base/deps.ts';
import { sessionStates } from './standing.ts';

/** More entries than this falling out at the last moment: the list is prepared again instead. */
const MAX_DROPPED = 50;

export interface Opening {
  next: Publicity;
  applicationIds: string[];
  writes: Write[];
}

/**
 * Opens a prepared list. Everything is checked once more for the person who publishes: what has moved on since falls
 * out of the list, what he audited himself stops him (C4). Head, window, hash of the list and the work on every
 * application are one transaction.
 * @throws {ProblemError} CONFLICT, SEPARATION_OF_DUTIES, GUARD
 */
export async function openingWrites(
  deps: Pick<Deps, 'table' | 'applications'>,
  publicity: Publicity,
  context: Context,
  by: { actor: Actor; batchId: string },
): Promise<Opening> {
  const { actor, batchId } = by;
  demandPrepared(publicity);
  demandOtherPerson(publicity, { id: actor.id, alsoAs: context.alsoAs });
  const { listed, dropped } = await checkedEntries(deps, publicity, context, actor);
  const kind = publicity.kind === 'PRE' ? ('PRE_PUBLICITY' as const) : ('RESULT_PUBLICITY' as const);
  const window = openWindow(context, publicityDays(context.plan, kind));
  const { publicityId, planCode, excluded } = publicity;
  const listHash = listHashOf(listed);
  const opened: Publicity = {
    ...publicity,
    status: 'OPEN',
    count: listed.length,
    window,
    publishedAt: context.now,
    listHash,
    openedBy: actor,
    excluded: [...excluded, ...dropped.map(({ entry, findings }) => ({ ...idOf(entry), findings }))],
    batchId,
  };
  const changed = publicityWrites(deps.table, publicity, opened, {
    act: 'OPEN_PUBLICITY',
    actor,
    at: context.now,
    payload: { listHash, count: listed.length, closeAt: window.closeAt, batchId },
  });
  const applicationIds = listed.map((e) => e.applicationId);
  const name = publicity.kind === 'PRE' ? ('PUBLISH' as const) : ('PUBLISH_RESULT' as const);
  return {
    next: changed.next,
    applicationIds,
    writes: [
      ...changed.writes,
      ...dropped.map(({ entry }) => removeEntryWrite(deps.table, entry)),
      ...batchWrites(deps.table, {
        batchId,
        planCode,
        act: { name, publicityId, window },
        actor,
        applicationIds,
        createdAt: context.now,
      }),
    ],
  };
}

const isRowOf = (entry: PublicityEntry, row: ListRow): boolean =>
  PUBLICITY_WHITELIST.every((field) => entry[field] === row[field]);

const idOf = ({ applicationId, applicationNo }: PublicityEntry) => ({ applicationId, applicationNo });

interface Dropped {
  entry: PublicityEntry;
  findings: Finding[];
}

async function checkedEntries(
  deps: Pick<Deps, 'table' | 'applications'>,
  publicity: Publicity,
  context: Context,
  actor: Actor,
): Promise<{ listed: PublicityEntry[]; dropped: Dropped[] }> {
  const { publicityId, kind, planCode } = publicity;
  const entries = await entriesOf(deps.table, publicityId);
  const found = await deps.applications.getMany(entries.map((e) => e.applicationId));
  const applications = new Map(found.map((a): [string, Application] => [a.applicationId, a]));
  const sessions = kind === 'RESULT' ? await sessionStates(deps.table, found) : {};
  const listing = { kind, planCode, publicityId, actor, sessions };
  const checked = entries.map((entry) => {
    const application = applications.get(entry.applicationId);
    const findings = checkListing(application, listing, context);
    // D16: what is published is what stands.
    const same = application && findings.length === 0 && isRowOf(entry, listRow(application, context.plan));
    return { entry, findings: same || findings.length > 0 ? findings : [find('ENTRY_CORRECTED')] };
  });
  const own = checked.flatMap(({ entry, findings }) =>
    findings
      .filter((f) => f.code === 'SEPARATION_OF_DUTIES')
      .map((f) => ({ ...f, field: entry.applicationNo })),
  );
  if (own.length > 0) refuse('SEPARATION_OF_DUTIES', ...own);
  const dropped = checked.filter((c) => c.findings.length > 0);
  const listed = checked.filter((c) => c.findings.length === 0).map((c) => c.entry);
  if (listed.length === 0 || dropped.length > MAX_DROPPED) {
    const reasons = dropped.flatMap(({ entry, findings }) =>
      findings.map((f) => ({ ...f, field: entry.applicationNo })),
    );
    refuse('GUARD', ...reasons);
  }
  return { listed, dropped };
}

/** @throws {ProblemError} CONFLICT once it is published or discarded */
export function demandPrepared({ status, publishedAt }: Publicity): void {
  if (status === 'PREPARED') return;
  if (status === 'DISCARDED') refuse('CONFLICT', find('PUBLICITY_DISCARDED'));
  refuse('CONFLICT', find('PUBLICITY_OPEN', { found: publishedAt ?? status }));
}

function demandOtherPerson({ preparedBy }: Publicity, by: Person): void {
  if (isPerson(by, preparedBy.id)) refuse('SEPARATION_OF_DUTIES', findAny('TWO_PERSONS', { rule: 'R63' }));
}
