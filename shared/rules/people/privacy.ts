import { foldName, isVisible } from '../../contracts/characters.ts';
import type { Finding } from '../../contracts/finding.ts';
import { find } from './findings.ts';
import { maskIdentifier } from './identifiers.ts';

export { foldName };

/** Who sees what of a person (domain-spec §11 V1–V4; PIPL arts. 6 and 25 as L33). */

/** Who looks at an identity number, and how (V2). */
export type IdViewer =
  | { readonly kind: 'OWNER'; readonly full: boolean }
  | { readonly kind: 'STAFF'; readonly full: boolean; readonly purpose?: string }
  | { readonly kind: 'EXPORT'; readonly full: boolean; readonly granted: boolean };

/** What is shown, and whether the reading goes into the audit log. */
export interface IdDisplay {
  readonly text: string;
  readonly full: boolean;
  readonly log: boolean;
  readonly findings: readonly Finding[];
}

/** V2: masked by default for everyone; the owner on demand; staff with a purpose; exports with the right. */
export function displayIdNumber(idNumber: string, viewer: IdViewer): IdDisplay {
  const findings: Finding[] = [];
  if (viewer.full && viewer.kind === 'STAFF' && !isVisible(viewer.purpose ?? ''))
    findings.push(find('ID_PURPOSE', { field: 'purpose' }));
  if (viewer.full && viewer.kind === 'EXPORT' && !viewer.granted) findings.push(find('ID_RIGHT'));
  const full = viewer.full && findings.length === 0;
  const log = full && viewer.kind !== 'OWNER';
  return { text: full ? idNumber : maskIdentifier(idNumber), full, log, findings };
}

/** 王**: that somebody knows whom he knows already, and nobody else learns a name. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name];
  return first + '*'.repeat(Math.min(rest.length, 2));
}

/** Do two typings name the same person's name? */
export function sameName(a: string, b: string): boolean {
  return foldName(a) !== '' && foldName(a) === foldName(b);
}
