import fc from 'fast-check';
import type * as z from 'zod/mini';
import { type RouteId, routeOf } from '../../functions/routes.ts';
import { schemaOf } from '../../shared/contracts/api/index.ts';
import { bodyOf, type Known, knownValues, nastyText } from '../fixtures/nasty.ts';
import type { Answer, Caller, Harness } from './harness.ts';

/** One sending of a body: by whom, where to, and what is known of it. */
export interface Asked {
  as?: Caller;
  params?: Record<string, string>;
  known?: Known;
  version?: number;
  on?: Harness;
}

/** How many bodies a route gets at least. */
export const BODIES = 40;
const SEED = 20_201_128;

/** Bodies for a route: its shape, its own valid values most of the time, and nasty texts in every place. */
export function bodiesFor(id: RouteId, known: Known = {}, count = BODIES): unknown[] {
  const name = routeOf(id).body;
  if (!name) throw new Error(`${id} takes no body`);
  const arbitrary = bodyOf(schemaOf(name) as z.ZodMiniType, { ...knownValues, ...known });
  return fc.sample(arbitrary, { numRuns: count, seed: SEED });
}

/** A route's path with its parameters; one that is not given names nothing. */
export const addressOf = (id: RouteId, params: Readonly<Record<string, string>>): string =>
  routeOf(id).path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? 'none'));

export const accepted = (answers: readonly Answer[]) => answers.filter(({ status }) => status < 300).length;

/** That value nearly always. */
export const mostly = <T>(value: T) => fc.constant(value);

/** A good body's values, field by field. */
export const usual = (body: object): Known =>
  Object.fromEntries(Object.entries(body).map(([key, value]) => [key, mostly(value)]));

export const text = (max?: number) => nastyText(max);
