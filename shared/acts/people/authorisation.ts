import * as z from 'zod/mini';
import type { ResponseOf } from '../../contracts/api/index.ts';
import { AUTHORISATION_YEARS } from '../../contracts/appointments.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Principal } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { addYears, localDateOf } from '../../rules/calendar/local-date.ts';
import { keys, queuePartition } from '../../store/base/keys.ts';
import { pageOver } from '../../store/base/pages.ts';
import type { Table } from '../../store/base/table.ts';
import { getUnitRecord, type UnitRecord, UnitRecordSchema } from '../../store/units.ts';
import { unitView } from '../../views/people.ts';
import type { Deps } from '../base/deps.ts';

/** Who checks letters of authorisation (R8, Q3): the point of the unit's place; operations for the rest. */

const Head = z.object({ uscc: z.string() });

/** A page of the letters that wait at these places, oldest first. The index carries heads only; the units are read. */
export async function lettersAt(
  table: Table,
  divisions: readonly string[],
  page: { limit: number; cursor?: string | undefined },
): Promise<ResponseOf<'AuthorisationQueue'>> {
  const heads = await pageOver(table, Head, authorisationPartitions(divisions), page);
  const units = await table.getMany(
    UnitRecordSchema,
    heads.items.map(({ uscc }) => keys.unit(uscc)),
  );
  const items = units.map(
    ({ uscc, name: unitName, location, hrName, accountName, hrNameReason, ...unit }) => {
      const { updatedAt, version, validTo, letter } = unit;
      return {
        ...{ uscc, unitName, division: location.division, updatedAt, version, hrName },
        ...(accountName ? { accountName } : {}),
        ...(hrNameReason ? { hrNameReason } : {}),
        ...(validTo ? { validTo } : {}),
        ...(letter ? { letter } : {}),
      };
    },
  );
  items.sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1));
  return { items, ...(heads.cursor ? { cursor: heads.cursor } : {}) };
}

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

const authorisationPartitions = (divisions: readonly string[]): string[] =>
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

/** The days that a letter may name now (D33). */
export function termOn(now: string): { today: string; last: string } {
  const today = localDateOf(now);
  return { today, last: addYears(today, AUTHORISATION_YEARS) };
}
