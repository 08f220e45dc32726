import type { Breach } from './life.ts';

/**
 * Faults that seasons find and that are still to be mended, in the words of the issue. The list may only get shorter:
 * one that no longer occurs fails the test until its line is gone.
 */
export interface Known {
  invariant: string;
  detail: RegExp;
  words: string;
}

export const known: readonly Known[] = [];

export const knownFault = (breach: Breach): Known | undefined =>
  known.find((k) => k.invariant === breach.invariant && k.detail.test(breach.detail));
