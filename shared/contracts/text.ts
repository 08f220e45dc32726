import * as z from 'zod/mini';
import {
  cleanLine,
  cleanName,
  cleanProse,
  isVisible,
  normaliseEmail,
  normaliseIdentifier,
  normaliseMobile,
  type Unwanted,
  unwantedIn,
} from './characters.ts';
import { cleanFileName } from './file-name.ts';
import { limits } from './limits.ts';

/**
 * The schemas of every text that somebody types (D14): each cleans its text first and then judges it, so that what was
 * judged is what is stored. Bodies of requests use these and nothing else; lengths count characters, not code units.
 */

/** What a schema has against a text beyond its length; the findings put it into words. */
export type TextIssue = { readonly text: 'TEXT_BLANK' } | ({ readonly text: 'TEXT_CHARACTER' } & Unwanted);

function judged(clean: (typed: string) => string, unwanted: (typed: string) => Unwanted[] = () => []) {
  return (min: number, max: number) =>
    z.string().check(
      z.check<string>((payload) => {
        const typed = payload.value;
        payload.value = clean(typed);
        const issues: TextIssue[] = unwanted(typed).map((one) => ({ text: 'TEXT_CHARACTER', ...one }));
        if (issues.length === 0 && min > 0 && !isVisible(payload.value)) issues.push({ text: 'TEXT_BLANK' });
        for (const params of issues)
          payload.issues.push({ code: 'custom', input: typed, continue: false, params: { ...params } });
      }),
      z.minLength(min),
      z.maxLength(max),
    );
}

/** Text of one line: what is invisible in it is removed. */
export const line = judged(cleanLine);

/** Text of many lines: what does not belong in it is refused, with its place. */
export const prose = judged(cleanProse, (typed) => unwantedIn(typed, true));

const name = judged(cleanName);

/** Name of a person, kept as it was typed but for invisible characters and blanks around it. */
export const personName = (min = 1) => name(min, limits.personName);

/** Name of a file: cleaned and cut, never refused for what it is. */
export const fileName = judged(cleanFileName);

/** Identity, certificate and application numbers, credit codes, barcodes (D11). */
export const identifier = judged(normaliseIdentifier);

/** Mobile numbers, kept in their eleven digits whatever they were typed with (D11). */
export const mobile = (min: number) => judged(normaliseMobile)(min, limits.mobile);

export const email = judged(normaliseEmail)(0, limits.email);

/** What a machine made and nobody may change: ids, codes, hashes, signed values. */
export const exact = judged(
  (given) => given,
  (given) => unwantedIn(given, false),
);
