import * as z from 'zod/mini';
import { UnitBody, unitStatuses } from '../contracts/api/people.ts';
import type { UnitFacts } from '../contracts/declaration.ts';
import type { Finding } from '../contracts/finding.ts';
import { type Actor, ActorSchema } from '../contracts/roles.ts';
import { refuse } from '../errors.ts';
import { localDateOf } from '../rules/calendar/local-date.ts';
import { find } from '../rules/people/findings.ts';
import { normaliseIdentifier } from '../rules/people/identifiers.ts';
import { foldName } from '../rules/people/privacy.ts';
import { auditedWrites } from './base/audited.ts';
import { keys, listPartition, queuePartition, queueSort } from './base/keys.ts';
import { pageOver } from './base/pages.ts';
import { create, type Page, put, type Table, toItem, type Write } from './base/table.ts';

/** Accounts of employing units (R7, R8; §7.1): one a unified social credit code. */
export const UnitRecordSchema = z.object({
  ...UnitBody.shape,
  status: z.enum(unitStatuses),
  /** The HR head's account; the only one that acts for the unit. */
  accountId: z.string(),
  /** The verified name of that account's sign-in when it registered (D16). */
  accountName: z.optional(z.string()),
  authorisationFileId: z.optional(z.string()),
  /** Why the letter was returned. */
  remark: z.optional(z.string()),
  boundAt: z.optional(z.string()),
  /** D33: held by the point; whoever acts for it can do nothing. */
  suspended: z.optional(
    z.object({ at: z.string(), by: z.string(), reason: z.string(), from: z.enum(unitStatuses) }),
  ),
  /** D33, D26: that whoever registered had no right to the code, as one person says; another one confirms it. */
  setAside: z.optional(z.object({ actor: ActorSchema, at: z.string(), reason: z.string() })),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
  auditHash: z.string(),
});
export type UnitRecord = z.infer<typeof UnitRecordSchema>;

const UnitPointer = z.object({ uscc: z.string() });

/** Why an account acts no longer for a unit (D33). */
const FormerUnitSchema = z.object({
  uscc: z.string(),
  unitName: z.string(),
  how: z.enum(['HANDED_OVER', 'ENDED', 'SET_ASIDE']),
  /** Masked. */
  to: z.optional(z.string()),
  at: z.string(),
});
export type FormerUnit = z.infer<typeof FormerUnitSchema>;

export function getUnitRecord(table: Table, uscc: string): Promise<UnitRecord | undefined> {
  return table.get(UnitRecordSchema, keys.unit(uscc));
}

/** The unit that an account acts for. */
export async function unitOfAccount(table: Table, accountId: string): Promise<UnitRecord | undefined> {
  const pointer = await table.get(UnitPointer, keys.unitOfAccount(accountId));
  return pointer && getUnitRecord(table, pointer.uscc);
}

/** @throws {ProblemError} NOT_FOUND before the unit is registered (R7), and once it was handed over (D33) */
export async function requireUnit(table: Table, accountId: string): Promise<UnitRecord> {
  const unit = await unitOfAccount(table, accountId);
  return unit ?? refuse('NOT_FOUND', await whyNoUnit(table, accountId));
}

/** Why an account acts for no unit: it never registered one, or gave up the one it had. */
export async function whyNoUnit(table: Table, accountId: string): Promise<Finding> {
  const former = await formerUnitOf(table, accountId);
  if (!former) return find('UNIT_NOT_REGISTERED');
  const { how, unitName: found, to = '', at } = former;
  const words = { at: localDateOf(at), to };
  return find(leftBy[how], { found, words });
}

const leftBy = {
  HANDED_OVER: 'UNIT_HANDED_OVER',
  ENDED: 'UNIT_OPERATOR_ENDED',
  SET_ASIDE: 'UNIT_SET_ASIDE',
} as const;

export const formerUnitOf = (table: Table, accountId: string): Promise<FormerUnit | undefined> =>
  table.get(FormerUnitSchema, keys.formerUnit(accountId));

/** @throws {ProblemError} GUARD while the letter of authorisation has not been accepted (R8) */
export async function requireBoundUnit(table: Table, accountId: string): Promise<UnitRecord> {
  const unit = await requireUnit(table, accountId);
  if (unit.status === 'BOUND') return unit;
  return refuse('GUARD', find('UNIT_NOT_BOUND', { found: unit.status, allowed: 'BOUND' }));
}

/**
 * A change of a unit's account. Letters to check stand in the queue AUTHORISATION of the division where the unit is
 * (Q3), oldest first, all others beside it in UNITS by name; bound units in a list by name.
 */
export function unitWrites(
  table: Table,
  before: UnitRecord | undefined,
  next: UnitRecord,
  event: { act: string; actor: Actor; at: string; reason?: string; payload?: unknown },
): { next: UnitRecord; writes: Write[] } {
  return auditedWrites({
    tableName: table.name,
    key: keys.unit(next.uscc),
    type: 'UNIT',
    before,
    next: { ...next, updatedAt: event.at },
    indexes: unitIndexes({ ...next, updatedAt: event.at }),
    event,
  });
}

function unitIndexes(unit: UnitRecord): Record<string, string | undefined> {
  const { division } = unit.location;
  const waiting = unit.status === 'AUTH_SUBMITTED';
  const bound = unit.status === 'BOUND';
  return {
    unitName: unit.name,
    division,
    queuePk: queuePartition(waiting ? 'AUTHORISATION' : 'UNITS', division),
    queueSk: waiting ? queueSort(unit.updatedAt, unit.uscc) : `${foldName(unit.name)}#${unit.uscc}`,
    ownerPk: bound ? boundUnits : undefined,
    ownerSk: bound ? `${foldName(unit.name)}#${unit.uscc}` : undefined,
  };
}

const boundUnits = listPartition('UNITS', 'BOUND');
const SHOWN = 20;
const PAGE = 200;
const PAGES = 5;

/**
 * Bound units whose name begins with the text, or contains it, or whose code it is; a handful at most. Width, case and
 * blanks make no difference.
 */
export async function findBoundUnits(table: Table, text: string): Promise<UnitRecord[]> {
  const code = normaliseIdentifier(text);
  if (/^[0-9A-Z]{18}$/.test(code)) {
    const unit = await getUnitRecord(table, code);
    return unit?.status === 'BOUND' ? [unit] : [];
  }
  const wanted = foldName(text);
  const list = { index: 'owner', partition: boundUnits } as const;
  const first = await table.query(UnitRecordSchema, {
    ...list,
    ...(wanted ? { prefix: wanted } : {}),
    limit: SHOWN,
  });
  if (first.items.length > 0 || wanted === '') return first.items;
  const found: UnitRecord[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES && found.length < SHOWN; page++) {
    const next: Page<UnitRecord> = await table.query(UnitRecordSchema, { ...list, limit: PAGE, cursor });
    found.push(...next.items.filter((unit) => foldName(unit.name).includes(wanted)));
    cursor = next.cursor;
    if (!cursor) break;
  }
  return found.slice(0, SHOWN);
}

/** That an account acts for the unit, as its head or as one of its operators (D33). */
export const unitPointer = (table: Table, accountId: string, uscc: string): Write =>
  create(table.name, keys.unitOfAccount(accountId), { uscc, type: 'UNIT_POINTER' });

/** That it does no longer, and why. */
export const unitPointerRemoval = (table: Table, accountId: string, former: FormerUnit): Write[] => [
  { Delete: { TableName: table.name, Key: toItem({ ...keys.unitOfAccount(accountId) }) } },
  put(table.name, keys.formerUnit(accountId), { ...former, type: 'FORMER_UNIT' }),
];

/** What the rules of a declaration see of a unit. */
export function unitFacts(unit: UnitRecord): UnitFacts {
  return { kind: unit.kind, affiliation: unit.affiliation, location: unit.location };
}

/** Every unit of these divisions (D33), those with a letter to check first. The index carries heads only. */
export async function unitsIn(
  table: Table,
  divisions: readonly string[],
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<UnitRecord>> {
  const partitions = ['AUTHORISATION', 'UNITS'].flatMap((name) =>
    divisions.map((division) => queuePartition(name, division)),
  );
  const { items, cursor } = await pageOver(table, UnitPointer, partitions, page);
  const units = await table.getMany(
    UnitRecordSchema,
    items.map(({ uscc }) => keys.unit(uscc)),
  );
  const places = new Map(items.map(({ uscc }, i) => [uscc, i]));
  units.sort((a, b) => (places.get(a.uscc) ?? 0) - (places.get(b.uscc) ?? 0));
  return { items: units, ...(cursor ? { cursor } : {}) };
}

/** A new unit with the pointer from its account; fails when either exists. `before` is one that was set aside (D33). */
export function createUnitWrites(
  table: Table,
  fields: z.infer<typeof UnitBody>,
  { actor, at, before }: { actor: Actor; at: string; before?: UnitRecord | undefined },
): { next: UnitRecord; writes: Write[] } {
  const { next, writes } = unitWrites(
    table,
    before,
    {
      ...fields,
      status: 'REGISTERED',
      accountId: actor.id,
      ...(actor.name ? { accountName: actor.name } : {}),
      createdAt: at,
      updatedAt: at,
      version: before?.version ?? 0,
      auditHash: before?.auditHash ?? '',
    },
    { act: 'REGISTER_UNIT', actor, at, payload: { uscc: fields.uscc } },
  );
  return { next, writes: [...writes, unitPointer(table, actor.id, next.uscc)] };
}
