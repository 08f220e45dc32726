import * as z from 'zod/mini';
import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Principal } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { queuePartition } from '../../store/base/keys.ts';
import type { Table } from '../../store/base/table.ts';
import { getUnitRecord, type UnitRecord } from '../../store/units.ts';
import { unitView } from '../../views/people.ts';
import type { Deps } from '../base/deps.ts';

/** Who checks letters of authorisation (R8, Q3): the point of the unit's place; operations for the rest. */

const Head = z.object({
  uscc: z.string(),
  unitName: z.string(),
  division: z.string(),
  updatedAt: z.string(),
  version: z.number(),
  /** D16: who registered the unit, by his own word, by the sign-in, and why the two differ. */
  hrName: z.optional(z.string()),
  accountName: z.optional(z.string()),
  hrNameReason: z.optional(z.string()),
});
export const AuthorisationHead = Head;

/** Divisions whose letters this person checks. */
export function divisionsOf({ role, scope, tookOver = [] }: Principal, plans: readonly Plan[]): string[] {
  const divisions =
    role === 'SECURITY_ADMIN'
      ? plans.flatMap((plan) => plan.jurisdiction.divisions.map((d) => d.code))
      : plans.flatMap((plan) =>
          plan.directory.points
            .filter(({ pointId }) => pointId === scope || tookOver.includes(pointId))
            .flatMap((p) => p.divisions),
        );
  return [...new Set(divisions)];
}

export const authorisationPartitions = (divisions: readonly string[]): string[] =>
  divisions.map((division) => queuePartition('AUTHORISATION', division));

/** @throws {ProblemError} NOT_FOUND, for a unit of another place too: nobody learns who has registered there */
export async function requireUnitAtDesk(
  table: Table,
  uscc: string,
  principal: Principal,
  plans: readonly Plan[],
): Promise<UnitRecord> {
  const unit = await getUnitRecord(table, uscc);
  const mine = (division: string) =>
    principal.role === 'SECURITY_ADMIN' || divisionsOf(principal, plans).includes(division);
  if (!unit || !mine(unit.location.division)) throw new ProblemError('NOT_FOUND');
  return unit;
}

/** The unit as it stands now, for whoever acts on it at its desk. @throws {ProblemError} as {@link requireUnitAtDesk} */
export async function standingUnit(
  { table, plans }: Pick<Deps, 'table' | 'plans'>,
  { principal, params }: { principal: Principal; params: Readonly<Record<string, string>> },
): Promise<{ view: ResponseOf<'Unit'>; version: number }> {
  const unit = await requireUnitAtDesk(table, params.uscc ?? '', principal, plans.list());
  return { view: unitView(unit), version: unit.version };
}
