import type { Finding } from '../../contracts/finding.ts';
import { limits } from '../../contracts/limits.ts';
import { CanonicalJsonError } from '../base/canonical-json.ts';
import { find } from '../plan/findings.ts';
import { checkVersionOf, depthOf, MAX_DEPTH, planHash } from '../plan/versions.ts';
import { placed } from '../plan/words/say.ts';
import { lintPlan } from './plan.ts';

/** A plan document of any shape, as somebody typed or imported it: what can be kept of it, and what is amiss. */

export interface ReadDocument {
  /** JSON text, as it is stored. */
  readonly text: string;
  readonly sha256: string;
  /** The name as the document has it, shortened; empty when it has none. */
  readonly name: string;
}

export type DocumentRead =
  | { readonly ok: true; readonly document: ReadDocument }
  | { readonly ok: false; readonly problems: readonly Finding[] };

const NAME = 120;

/** Whether it can be kept at all: its size, its depth, its characters. */
export function readDocument(raw: unknown): DocumentRead {
  if (depthOf(raw) > MAX_DEPTH)
    return { ok: false, problems: [find('PLAN_TOO_DEEP', { field: '/document', allowed: MAX_DEPTH })] };
  const text = JSON.stringify(raw);
  const found = new TextEncoder().encode(text).length;
  if (found > limits.planBytes) {
    const facts = { field: '/document', found, allowed: limits.planBytes };
    return { ok: false, problems: [find('PLAN_TOO_LARGE', facts)] };
  }
  try {
    return { ok: true, document: { text, sha256: planHash(raw), name: nameIn(raw) } };
  } catch (error) {
    if (!(error instanceof CanonicalJsonError)) throw error;
    const words = { why: error.message };
    return { ok: false, problems: [find('PLAN_SHAPE', { field: `/document${error.path}`, words })] };
  }
}

function nameIn(raw: unknown): string {
  const names = (raw as { names?: { zh?: unknown } } | null)?.names;
  return typeof names?.zh === 'string' ? [...names.zh].slice(0, NAME).join('') : '';
}

/** Everything that the linter has against a document, and that it is of the version under which it is kept (G1). */
export const lintDocument = (
  raw: unknown,
  kept: { readonly planCode: string; readonly planVersion: number },
  calendarYears: readonly number[],
): Finding[] => [
  ...checkVersionOf(raw, kept.planCode, kept.planVersion).map((one) => placed(one, raw)),
  ...lintPlan(raw, { calendarYears }),
];
