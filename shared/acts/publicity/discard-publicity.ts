import type { Actor } from '../../contracts/roles.ts';
import type { Table, Write } from '../../store/base/table.ts';
import { type Publicity, publicityWrites } from '../../store/publicities.ts';
import { demandPrepared } from './open-publicity.ts';

/**
 * D26: a prepared list that is not to be published, with the reason; a change is a new list. Its applications wait as
 * before, for nothing of them was touched.
 * @throws {ProblemError} CONFLICT once it is published or discarded
 */
export function discardPublicity(
  table: Table,
  publicity: Publicity,
  by: { actor: Actor; at: string; reason: string },
): { next: Publicity; writes: Write[] } {
  demandPrepared(publicity);
  const next: Publicity = { ...publicity, status: 'DISCARDED' };
  const { publicityId } = publicity;
  const event = { act: 'DISCARD_PUBLICITY', ...by, payload: { publicityId } };
  return publicityWrites(table, publicity, next, event);
}
