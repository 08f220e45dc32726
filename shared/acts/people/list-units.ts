import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Principal } from '../../contracts/roles.ts';
import { normaliseIdentifier } from '../../rules/people/identifiers.ts';
import { foldName } from '../../rules/people/privacy.ts';
import { limitOf } from '../../store/base/pages.ts';
import type { Page } from '../../store/base/table.ts';
import { getUnitRecord, type UnitRecord, unitsIn } from '../../store/units.ts';
import { unitAtDesk } from '../../views/units.ts';
import type { Deps } from '../base/deps.ts';
import { divisionsOf } from './authorisation.ts';

/** Pages that one search reads at most. */
const PAGES = 20;

/** D33: the units of the point's place, of all places for operations; those that a name or the code finds. */
export async function listUnits(
  { table, plans }: Pick<Deps, 'table' | 'plans'>,
  query: Readonly<Record<string, string | undefined>>,
  principal: Principal,
): Promise<ResponseOf<'UnitDeskList'>> {
  const { q = '' } = query;
  const limit = limitOf(query.limit);
  const divisions = divisionsOf(principal, plans.list());
  const shown = (units: readonly UnitRecord[]) => units.map((unit) => unitAtDesk(unit, principal));
  const code = normaliseIdentifier(q);
  if (/^[0-9A-Z]{18}$/.test(code)) {
    const unit = await getUnitRecord(table, code);
    return { items: unit && divisions.includes(unit.location.division) ? shown([unit]) : [] };
  }
  const wanted = foldName(q);
  const found: UnitRecord[] = [];
  let { cursor } = query;
  for (let read = 0; read < PAGES && found.length < limit; read++) {
    const page: Page<UnitRecord> = await unitsIn(table, divisions, { limit: limit - found.length, cursor });
    found.push(...page.items.filter((unit) => foldName(unit.name).includes(wanted)));
    cursor = page.cursor;
    if (!cursor) break;
  }
  return { items: shown(found), ...(cursor ? { cursor } : {}) };
}
