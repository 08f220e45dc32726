import type { ResponseOf } from '../contracts/api/index.ts';
import type { Person } from '../rules/base/person.ts';
import { proposalHash } from '../rules/base/proposal.ts';
import { actsOnUnit } from '../rules/people/unit-acts.ts';
import type { UnitRecord } from '../store/units.ts';

/** A unit as the desk sees it that may hold it (D33). */

/** What a proposal about it is about (D26). */
export const unitSubject = (uscc: string): string => `UNIT ${uscc}`;

export function unitAtDesk(unit: UnitRecord, reader: Person): ResponseOf<'UnitAtDesk'> {
  const { uscc, name, location, status, hrName, hrMobile, suspended, setAside, version } = unit;
  return {
    ...{ uscc, name, division: location.division, status, hrName, hrMobile, version },
    ...(suspended ? { suspended: { at: suspended.at, reason: suspended.reason } } : {}),
    ...(setAside
      ? {
          setAside: {
            by: { id: setAside.actor.id, ...(setAside.actor.name ? { name: setAside.actor.name } : {}) },
            ...{ at: setAside.at, reason: setAside.reason },
            proposal: proposalHash(unitSubject(uscc), setAside),
          },
        }
      : {}),
    acts: actsOnUnit(unit, reader),
  };
}
