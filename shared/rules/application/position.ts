import * as z from 'zod/mini';
import {
  type StepEvent,
  StepEventSchema,
  type StepFailure,
  StepFailureSchema,
} from '../../contracts/application.ts';

/**
 * Positions live for months in running executions, longer than the code that wrote them: readers take the present version
 * and the one before, raised by its up-caster. tests/fixtures/positions keeps what each released version wrote.
 */

/** The version that positions are written in. */
export const POSITION_VERSION = 2;

type Recorded = Readonly<Record<string, unknown>>;
type UpCasters = Readonly<Record<number, (position: Recorded) => Recorded>>;

/** By the version that they raise to the next one; only that of the version before is needed. */
const upCasters: UpCasters = {
  // Without the authorities of a joint audit, which were fixed then: the machine looks them up (`SettleJointAudit`).
  1: (position) => position,
};

/** A position of a version that this code does not know: it waits for code that does. */
export class UnknownPosition extends Error {
  override name = 'UnknownPosition';
}

/** @throws {UnknownPosition} for a version that is neither the present one nor can be raised to it */
export function raised(position: Recorded, casters = upCasters, present = POSITION_VERSION): Recorded {
  const version = Number(position.schemaVersion);
  if (version === present) return position;
  const cast = casters[version];
  if (!cast || !(version < present)) throw new UnknownPosition(`schemaVersion ${version}`);
  return raised({ ...cast(position), schemaVersion: version + 1 }, casters, present);
}

/**
 * What a step function is called with. That a step failed can be told even of a position that cannot be read.
 * @throws {UnknownPosition} for any other action
 */
export function readStepEvent(raw: unknown): StepEvent | StepFailure {
  const failure = z.safeParse(StepFailureSchema, raw);
  return failure.success ? failure.data : StepEventSchema.parse(raised(raw as Recorded));
}
