import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import * as z from 'zod/mini';
import { routeOf, routes } from '../../functions/routes.ts';
import { type BodyName, schemaOf } from '../../shared/contracts/api/index.ts';
import {
  cleanLine,
  cleanName,
  cleanProse,
  foldName,
  isVisible,
  normaliseIdentifier,
  unwantedIn,
} from '../../shared/contracts/characters.ts';
import { stored } from '../../shared/contracts/stored.ts';
import { toItem } from '../../shared/store/base/table.ts';
import { bodyOf, knownValues, nastyText } from '../fixtures/nasty.ts';

const bodies = [...new Set(routes.flatMap(({ id }): readonly BodyName[] => [routeOf(id).body ?? []].flat()))];
const RUNS = Math.ceil(20_000 / bodies.length);
const bytes = new TextEncoder();
const letters = new TextDecoder('utf-8', { fatal: true });

describe('D14: whatever a body is accepted with is what is stored and read', () => {
  test.each(bodies)('D14: %s', (name) => {
    const schema = schemaOf(name) as z.ZodMiniType;
    let accepted = 0;
    fc.assert(
      fc.property(bodyOf(schema, knownValues), (body) => {
        const sent: unknown = JSON.parse(JSON.stringify(body));
        const read = z.safeParse(schema, sent);
        if (!read.success) return;
        accepted += 1;
        // Judged and stored are one: what is stored would be accepted again, as it is.
        expect(z.parse(schema, read.data)).toEqual(read.data);
        // It survives the wire and the table to the last character.
        const written = JSON.stringify(read.data);
        expect(written.isWellFormed()).toBe(true);
        expect(JSON.parse(letters.decode(bytes.encode(written)))).toEqual(JSON.parse(written));
        toItem(read.data as Record<string, unknown>);
        expect(z.parse(stored(schema), read.data)).toEqual(read.data);
      }),
      { numRuns: RUNS },
    );
    expect(accepted, 'bodies that were accepted').toBeGreaterThan(0);
  });

  test.each(bodies)('D14: stored values of %s are read whatever is in their texts', (name) => {
    const schema = schemaOf(name) as z.ZodMiniType;
    fc.assert(
      fc.property(bodyOf(schema), (body) => {
        expect(z.safeParse(stored(schema), JSON.parse(JSON.stringify(body))).success).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('cleaning', () => {
  it.each([cleanName, cleanLine, cleanProse, normaliseIdentifier, foldName])(
    'D14: %o twice changes nothing more',
    (clean) => {
      fc.assert(
        fc.property(nastyText(), (text) => {
          expect(clean(clean(text))).toBe(clean(text));
        }),
        { numRuns: 2000 },
      );
    },
  );

  it('D14: a cleaned line has nothing that does not belong in it, and prose tells all that has', () => {
    fc.assert(
      fc.property(nastyText(), (text) => {
        for (const clean of [cleanName(text), cleanLine(text)]) expect(unwantedIn(clean, false)).toEqual([]);
        expect(unwantedIn(text, true).length > 0).toBe(unwantedIn(cleanProse(text), true).length > 0);
        expect(foldName(cleanName(text))).toBe(foldName(text));
        if (isVisible(cleanName(text))) expect(isVisible(text)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
