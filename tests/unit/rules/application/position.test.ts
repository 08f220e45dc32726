import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Position, PositionSchema } from '../../../../shared/contracts/application.ts';
import { stepCodes } from '../../../../shared/contracts/stages.ts';
import {
  POSITION_VERSION,
  raised,
  readStepEvent,
  UnknownPosition,
} from '../../../../shared/rules/application/position.ts';

/** Positions as released versions wrote them into executions, which outlive the code. */

const folder = join(import.meta.dirname, '../../../fixtures/positions');
const corpus = readdirSync(folder).map((name) => ({
  version: Number(/^v(\d+)\.json$/.exec(name)?.[1]),
  positions: JSON.parse(readFileSync(join(folder, name), 'utf8')) as Position[],
}));

describe('recorded positions', () => {
  it('there is a file of the present version, with every step that an execution can stand at', () => {
    const present = corpus.find((one) => one.version === POSITION_VERSION);
    const steps = stepCodes.filter((step) => step !== 'DRAFTING');
    expect(present?.positions.map((p) => p.step).sort()).toEqual([...steps].sort());
  });

  it.each(corpus.filter((one) => one.version >= POSITION_VERSION - 1))(
    'those of version $version are read, as events of every action',
    ({ positions }) => {
      for (const position of positions) {
        expect(PositionSchema.parse(raised({ ...position }))).toMatchObject({ step: position.step });
        for (const action of ['OPEN', 'ADVANCE', 'EXPIRE', 'FAILED', 'REVIEW_FORM', 'CERTIFICATE'])
          expect(readStepEvent({ ...position, action })).toMatchObject({ action, turn: position.turn });
      }
    },
  );

  it('a position is raised version by version to the present one', () => {
    const casters = {
      1: ({ place, ...rest }: Record<string, unknown>) => ({ ...rest, step: place }),
      2: (position: Record<string, unknown>) => ({ ...position, lane: 'MAIN' }),
    };
    const old = { schemaVersion: 1, place: 'PAYMENT' };
    expect(raised(old, casters, 3)).toEqual({ schemaVersion: 3, step: 'PAYMENT', lane: 'MAIN' });
  });

  it('a version that is newer, or that nobody raises, is refused; that its step failed can still be told', () => {
    const newer = { ...corpus[0]?.positions[0], schemaVersion: POSITION_VERSION + 1 };
    for (const position of [newer, { ...newer, schemaVersion: 0 }, { ...newer, schemaVersion: 'x' }, {}])
      expect(() => readStepEvent({ ...position, action: 'ADVANCE' })).toThrow(UnknownPosition);
    expect(readStepEvent({ ...newer, step: 'MOON', action: 'FAILED' })).toMatchObject({ action: 'FAILED' });
  });

  it('a step that this version does not know is read: where the application stands is looked up', () => {
    const position = { ...corpus[0]?.positions[0], step: 'MOON', action: 'ADVANCE' };
    expect(readStepEvent(position)).toMatchObject({ step: 'MOON' });
  });
});
