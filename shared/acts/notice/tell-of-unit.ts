import * as z from 'zod/mini';
import { ApplicationSchema } from '../../contracts/application.ts';
import type { NoticeEvent } from '../../rules/notice/render.ts';
import { archiveQueue } from '../../store/archive.ts';
import type { StoredEvent } from '../../store/base/audited.ts';
import { queuePartition } from '../../store/base/keys.ts';
import type { Table } from '../../store/base/table.ts';
import type { UnitRecord } from '../../store/units.ts';

/** What an act on a unit gives to tell, and whom (R8, D33). */
export const unitActs: Readonly<Record<string, NoticeEvent>> = {
  ACCEPT_AUTHORISATION: 'UNIT_BOUND',
  RETURN_AUTHORISATION: 'UNIT_AUTHORISATION_RETURNED',
  SUSPEND_UNIT: 'UNIT_SUSPENDED',
  PROPOSE_SET_ASIDE_UNIT: 'UNIT_SUSPENDED',
  RESTORE_UNIT: 'UNIT_RESTORED',
  SET_ASIDE_UNIT: 'UNIT_SET_ASIDE',
};

const SetAside = z.object({ accountId: z.string() });

/** The account that acted for the unit when it happened. */
export function headAt(unit: UnitRecord, event: StoredEvent): string {
  const told = event.act === 'SET_ASIDE_UNIT' ? SetAside.safeParse(event.detail) : undefined;
  return told?.success ? told.data.accountId : unit.accountId;
}

/** Whoever has something before the unit: items of the archive to check, declarations to review or in its publicity. */
export async function waitingAt(table: Table, uscc: string): Promise<string[]> {
  const found = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await archiveQueue(table, uscc, cursor);
    for (const one of page.items) found.add(one.personId);
    cursor = page.cursor;
  } while (cursor);
  for (const stage of ['UNIT_REVIEW', 'UNIT_PUBLICITY']) {
    const partition = queuePartition(stage, uscc);
    const items = await table.queryAll(ApplicationSchema, { index: 'queue', partition });
    for (const one of items) found.add(one.applicantId);
  }
  return [...found];
}
