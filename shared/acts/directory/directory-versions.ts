import type { BodyOf, ResponseOf } from '../../contracts/api/index.ts';
import { actorOf, type Principal } from '../../contracts/roles.ts';
import { ProblemError, refuse } from '../../errors.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { coversPlan } from '../../rules/desk/scope.ts';
import { directoryChanges } from '../../rules/directory/changes.ts';
import { type ReadDirectory, readDirectory } from '../../rules/directory/document.ts';
import { find } from '../../rules/directory/findings.ts';
import { lintDirectory } from '../../rules/directory/lint.ts';
import { checkEditable, checkPublication, type Refusal } from '../../rules/directory/publication.ts';
import type { Write } from '../../store/base/table.ts';
import {
  type DirectoryHead,
  type DirectoryRecord,
  directoryEvents,
  directoryHeads,
  directoryWrites,
  getDirectoryRecord,
  newestDirectoryWrite,
} from '../../store/directories.ts';
import { sessionsOf } from '../../store/sessions.ts';
import { directoryChangesView, directoryHeadView, directoryVersionView } from '../../views/directories.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { requireVersion } from '../base/stale.ts';

/** Directories made in the console (R28, G1): a draft, saved with what is amiss, published by two persons, in force on its day. */

type DirectoryDeps = Pick<Deps, 'table' | 'plans'>;
type By = Pick<Asked<undefined>, 'principal' | 'now'>;

export interface DirectoryPath {
  directoryCode?: string;
  directoryVersion?: string;
}

export interface DirectoryChange {
  next: DirectoryRecord;
  writes: Write[];
}

/** Operations keep any directory, an office that of a city where it has a plan. */
const keeps = ({ plans }: Pick<Deps, 'plans'>, principal: Principal, code: string): boolean =>
  principal.role === 'PLATFORM_OPS' ||
  plans.list().some((p) => p.jurisdiction.division === code && coversPlan(principal, p.planCode));

export async function listDirectoryVersions(
  deps: DirectoryDeps,
  principal: Principal,
): Promise<ResponseOf<'DirectoryVersionList'>> {
  const heads = await directoryHeads(deps.table);
  const { directories } = deps.plans;
  const without = directories
    .list()
    .filter(({ directoryCode: code }) => !heads.some((head) => head.directoryCode === code));
  return {
    items: heads
      .filter((head) => keeps(deps, principal, head.directoryCode))
      .map((head) => directoryHeadView(head, counts(deps, head))),
    without: without
      .filter(({ directoryCode }) => keeps(deps, principal, directoryCode))
      .map(({ directoryCode, names }) => ({ directoryCode, name: names.zh })),
  };
}

const counts = ({ plans }: Pick<Deps, 'plans'>, head: DirectoryHead): boolean =>
  head.status === 'PUBLISHED' && plans.directories.inForce(head.directoryCode) === head.directoryVersion;

/** @throws {ProblemError} NOT_FOUND, for what is another office's as well */
export async function requireDirectoryVersion(
  deps: DirectoryDeps,
  principal: Principal,
  { directoryCode = '', directoryVersion = '' }: DirectoryPath,
): Promise<DirectoryRecord> {
  if (!keeps(deps, principal, directoryCode) || !/^\d{1,4}$/.test(directoryVersion))
    throw new ProblemError('NOT_FOUND');
  const record = await getDirectoryRecord(deps.table, directoryCode, Number(directoryVersion));
  if (!record) throw new ProblemError('NOT_FOUND');
  return record;
}

/** A version as its makers see it, with everything that is amiss now, and who did what to it. */
export async function directoryVersionAnswer(
  deps: DirectoryDeps,
  record: DirectoryRecord,
  now: string,
): Promise<ResponseOf<'DirectoryVersion'>> {
  const document = documentOf(deps, record) as Record<string, unknown>;
  const published = record.status === 'PUBLISHED';
  const findings = published ? [] : await lint(deps, record, now);
  const events = await directoryEvents(deps.table, record);
  return directoryVersionView(record, { inForce: counts(deps, record), document, findings, events });
}

/** What was published with its days as they count; a draft as it is kept. */
function documentOf({ plans }: Pick<Deps, 'plans'>, record: DirectoryRecord): object {
  const { directoryCode, directoryVersion, document, status } = record;
  const published = status === 'PUBLISHED' && plans.directories.version(directoryCode, directoryVersion);
  return published || (JSON.parse(document) as object);
}

async function lint({ table, plans }: DirectoryDeps, record: DirectoryRecord, now: string) {
  const { directoryCode, directoryVersion, document } = record;
  const newest = newestOf(await directoryHeads(table, directoryCode), directoryVersion);
  const city = plans.list().filter((p) => p.jurisdiction.division === directoryCode);
  const today = localDateOf(now);
  const sessions = await Promise.all(city.map(({ planCode }) => sessionsOf(table, planCode)));
  return lintDirectory(JSON.parse(document), {
    kept: { directoryCode, directoryVersion },
    follows: plans.directories.version(directoryCode, newest),
    plans: city,
    sessions: sessions.flat().filter((s) => s.status !== 'INQUORATE' && s.date >= today),
  });
}

/** The newest published version, of those before one. */
const newestOf = (heads: readonly DirectoryHead[], before = Number.POSITIVE_INFINITY): number =>
  Math.max(
    0,
    ...heads
      .filter((h) => h.status === 'PUBLISHED' && h.directoryVersion < before)
      .map((h) => h.directoryVersion),
  );

function requireReadable(raw: unknown): ReadDirectory {
  const read = readDirectory(raw);
  return read.ok ? read.document : refuse('INVALID', ...read.problems);
}

/**
 * The next version as a copy of an older one, to count from today; from 0: of what the plans of the city say.
 * @throws {ProblemError} NOT_FOUND
 */
export async function createDirectoryVersion(
  deps: DirectoryDeps,
  directoryCode: string,
  from: number,
  by: By,
): Promise<DirectoryChange> {
  const path = { directoryCode, directoryVersion: String(from) };
  const record = from > 0 ? await requireDirectoryVersion(deps, by.principal, path) : undefined;
  if (!keeps(deps, by.principal, directoryCode)) throw new ProblemError('NOT_FOUND');
  const source = record ? documentOf(deps, record) : deps.plans.directories.get(directoryCode);
  if (!source) throw new ProblemError('NOT_FOUND');
  const { effectiveFrom: was } = source as { effectiveFrom?: unknown };
  const today = localDateOf(by.now);
  const effectiveFrom = typeof was === 'string' && was > today ? was : today;
  const basedOn = from > 0 ? { basedOn: from } : {};
  const act = 'CREATE_DIRECTORY_VERSION';
  return draft(deps, directoryCode, { ...source, effectiveFrom }, { act, ...basedOn, ...by });
}

/**
 * A draft version from a document that was made elsewhere, whatever number it bears there.
 * @throws {ProblemError} INVALID without a city, too large or too deep; OUT_OF_SCOPE for another office's city
 */
export function importDirectory(
  deps: DirectoryDeps,
  { document }: BodyOf<'DirectoryImportBody'>,
  by: By,
): Promise<DirectoryChange> {
  requireReadable(document);
  const { directoryCode } = document;
  if (typeof directoryCode !== 'string' || !/^\d{6}$/.test(directoryCode)) {
    const found = String(directoryCode ?? '');
    refuse('INVALID', find('DIRECTORY_CODE', { field: '/document/directoryCode', found }));
  }
  if (!keeps(deps, by.principal, directoryCode)) throw new ProblemError('OUT_OF_SCOPE');
  return draft(deps, directoryCode, document, { act: 'IMPORT_DIRECTORY', ...by });
}

async function draft(
  { table }: DirectoryDeps,
  directoryCode: string,
  source: object,
  by: By & { act: string; basedOn?: number },
): Promise<DirectoryChange> {
  const { act, basedOn, principal, now } = by;
  const heads = await directoryHeads(table, directoryCode);
  const directoryVersion = 1 + Math.max(0, ...heads.map((head) => head.directoryVersion));
  const { text, sha256, name, effectiveFrom } = requireReadable({ ...source, version: directoryVersion });
  const actor = actorOf(principal);
  const record: DirectoryRecord = {
    ...{ directoryCode, directoryVersion, name, effectiveFrom, sha256, document: text },
    ...{ status: 'DRAFT', origin: 'CONSOLE', basedOn, changedBy: actor, changedAt: now },
    ...{ version: 0, auditHash: '' },
  };
  return directoryWrites(table, undefined, record, { act, actor, at: now, payload: { sha256, basedOn } });
}

/**
 * A draft saved as it is; what is amiss comes back with it.
 * @throws {ProblemError} STALE_VERSION, CONFLICT once it is proposed or published (G1), INVALID too large or too deep
 */
export async function saveDirectoryVersion(
  deps: DirectoryDeps,
  path: DirectoryPath,
  asked: By & { version: number; body: BodyOf<'DirectoryImportBody'> },
): Promise<DirectoryChange> {
  const { principal, now, version, body } = asked;
  const before = await requireDirectoryVersion(deps, principal, path);
  refused(checkEditable(before));
  requireVersion(version, before.version);
  const { text, sha256, name, effectiveFrom } = requireReadable(body.document);
  const actor = actorOf(principal);
  const next: DirectoryRecord = {
    ...before,
    ...{ document: text, sha256, name, effectiveFrom, changedBy: actor, changedAt: now },
  };
  const was = JSON.parse(before.document) as object;
  // Who changed what, in words, for the history.
  const changes = directoryChanges(was, JSON.parse(text))
    .slice(0, KEPT)
    .map(({ words }) => ({ zh: shortened(words.zh), en: shortened(words.en) }));
  const event = { act: 'SAVE_DIRECTORY_VERSION', actor, at: now, payload: { sha256, changes } };
  return directoryWrites(deps.table, before, next, event);
}

/** An event is one item of the table: so many changes are kept in words, each cut; the documents have the rest. */
const KEPT = 50;
const LETTERS = 300;
const shortened = (text: string): string => {
  const letters = [...text];
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS).join('')}…` : text;
};

/** What a version changes, in words, since another one: by default the one that was published before it. @throws {ProblemError} NOT_FOUND */
export async function directoryChangesAnswer(
  deps: DirectoryDeps,
  principal: Principal,
  path: DirectoryPath,
  since: string | undefined,
): Promise<ResponseOf<'ChangesOfDirectory'>> {
  const after = await requireDirectoryVersion(deps, principal, path);
  const { directoryCode, directoryVersion } = after;
  const newest = newestOf(await directoryHeads(deps.table, directoryCode), directoryVersion);
  const from = since ?? String(newest);
  const before =
    from === '0'
      ? undefined
      : await requireDirectoryVersion(deps, principal, { directoryCode, directoryVersion: from });
  const old = before ? documentOf(deps, before) : {};
  return directoryChangesView(directoryChanges(old, documentOf(deps, after)), Number(from));
}

/**
 * G3, D26: one person proposes what he has seen, another one confirms the very same or refuses it. Published is for good.
 * @throws {ProblemError} CONFLICT, STALE_VERSION, SEPARATION_OF_DUTIES, INVALID; GUARD with everything that is amiss
 */
export async function decideDirectoryPublication(
  deps: DirectoryDeps,
  path: DirectoryPath,
  { principal, now, body }: By & { body: BodyOf<'DirectoryPublicationBody'> },
): Promise<DirectoryChange> {
  const { table } = deps;
  const before = await requireDirectoryVersion(deps, principal, path);
  const { directoryCode, directoryVersion, sha256 } = before;
  const actor = actorOf(principal);
  const { alsoAs = [] } = principal;
  const newest = newestOf(await directoryHeads(table, directoryCode));
  refused(checkPublication(before, { ...body, actor, alsoAs, newest, lint: await lint(deps, before, now) }));
  const event = { actor, at: now, payload: { sha256 }, ...(body.reason ? { reason: body.reason } : {}) };
  switch (body.decision) {
    case 'PROPOSE':
      return directoryWrites(
        table,
        before,
        { ...before, status: 'PROPOSED', proposedBy: actor },
        { ...event, act: 'PROPOSE_DIRECTORY' },
      );
    case 'REFUSE':
      return directoryWrites(
        table,
        before,
        { ...before, status: 'DRAFT', proposedBy: undefined },
        { ...event, act: 'REFUSE_DIRECTORY' },
      );
    case 'CONFIRM': {
      const published: DirectoryRecord = {
        ...before,
        ...{ status: 'PUBLISHED', publishedBy: actor, publishedAt: now },
      };
      const change = directoryWrites(table, before, published, { ...event, act: 'PUBLISH_DIRECTORY' });
      const newestIs = newestDirectoryWrite(table, directoryCode, directoryVersion);
      return { next: change.next, writes: [...change.writes, newestIs] };
    }
  }
}

function refused(refusal: Refusal | undefined): void {
  if (refusal) throw new ProblemError(refusal.code, [...refusal.findings]);
}
