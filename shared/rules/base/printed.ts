import type { BodyName } from '../../contracts/api/index.ts';
import type { Finding } from '../../contracts/finding.ts';
import { limits } from '../../contracts/limits.ts';
import { find } from './findings.ts';
import { checkPrintable, printable } from './printable.ts';

/**
 * What people type that is printed on the review form or the certificate, or stands beside them in the file (D15): the
 * only list. Paths are JSON pointers; `*` is every entry of a list.
 */

/** Texts that a request may not hold unprintable: whoever types them, they are refused with the request. */
export const printedFields: Readonly<Partial<Record<BodyName, readonly string[]>>> = {
  ProfileBody: ['/name', '/currentTitle'],
  ArchiveItemBody: ['/title', '/role', '/description'],
  UnitBody: ['/name', '/hrName'],
  InvitationBody: ['/name'],
  OperatorBody: ['/name'],
  DecisionBody: ['/opinion'],
  OpinionBody: ['/remark'],
  DocumentBody: ['/documentNo'],
};

/** Texts of the data page: saved as they are, and told with everything else that is amiss there (R25). */
export const printedData = [
  '/workStatement',
  '/educations/*/school',
  '/educations/*/major',
  '/educations/*/level',
  '/educations/*/degree',
  '/educations/*/certificateNo',
  '/titles/*/name',
  '/titles/*/certificateNo',
  '/appointment/title',
  '/appointment/unitName',
  '/work/*/unitName',
  '/work/*/post',
] as const;

/** TEXT_UNPRINTABLE and TEXT_LINES for every text at `paths` in `value`, with its field below `root`. */
export function checkPrinted(value: unknown, paths: readonly string[], root = ''): Finding[] {
  return paths.flatMap((path) => walk(value, path.split('/').slice(1), root));
}

/** The same for one text. */
export function checkText(text: string, field: string): Finding[] {
  const found = printable(text)
    .split('\n')
    .filter((line) => line.trim() !== '').length;
  const allowed = limits.printedLines;
  const long = found > allowed ? [find('TEXT_LINES', { field, found, allowed })] : [];
  return [...checkPrintable(text, field), ...long];
}

function walk(value: unknown, [key, ...rest]: readonly string[], field: string): Finding[] {
  if (key === undefined) return typeof value === 'string' ? checkText(value, field) : [];
  if (value === null || typeof value !== 'object') return [];
  const entries = Object.entries(value).filter(([name]) => key === '*' || name === key);
  return entries.flatMap(([name, inner]) => walk(inner, rest, `${field}/${name}`));
}
