import * as z from 'zod/mini';
import { ExpertBody } from '../../../shared/contracts/api/committee.ts';
import { readCsv } from '../../kit/csv.ts';

/** The pool of experts as the office keeps it: a JSON list, or a table saved as CSV with a head line. */

export type PoolExpert = z.output<typeof ExpertBody>;
/** What cannot be taken, and where: the row as a spreadsheet counts it, the column by its head. */
export interface PoolFault {
  readonly row: number;
  readonly column?: string;
  /** No head, no list, a value that is missing or of another kind, one given twice, one that the spreadsheet has rounded. */
  readonly why: 'HEAD' | 'LIST' | 'VALUE' | 'TWICE' | 'ROUNDED';
}
export type PoolReading = { ok: true; experts: PoolExpert[] } | { ok: false; faults: PoolFault[] };

/** Columns of the table, in any order; the first six are needed. */
export const poolColumns = [
  'expertId',
  'name',
  'office',
  'specialty',
  'termFrom',
  'termTo',
  'unitUscc',
  'personId',
] as const;
const ids = ['expertId', 'personId'] as const;
const dates = ['termFrom', 'termTo'] as const;
const numbers: readonly string[] = [...ids, 'unitUscc'];

interface Row {
  readonly row: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/** @returns the experts, or everything that is wrong */
export function readPool(text: string): PoolReading {
  const plain = text.replace(/^\uFEFF/, '').trim();
  const rows = plain.startsWith('[') ? rowsOfJson(plain) : rowsOfCsv(plain);
  if (!Array.isArray(rows)) return { ok: false, faults: [rows] };
  const experts: PoolExpert[] = [];
  const faults: PoolFault[] = [];
  const seen = { expertId: new Set<string>(), personId: new Set<string>() };
  for (const { row, values } of rows) {
    const rounded = numbers.filter((column) => isRounded(values[column]));
    faults.push(...rounded.map((column): PoolFault => ({ row, column, why: 'ROUNDED' })));
    if (rounded.length > 0) continue;
    const read = ExpertBody.safeParse({ ...values, ...datesOf(values) });
    if (!read.success) {
      const columns = new Set(read.error.issues.map((issue) => String(issue.path[0] ?? '')));
      faults.push(...[...columns].map((column): PoolFault => ({ row, column, why: 'VALUE' })));
      continue;
    }
    for (const column of ids) {
      const id = read.data[column];
      if (id === undefined) continue;
      if (seen[column].has(id)) faults.push({ row, column, why: 'TWICE' });
      seen[column].add(id);
    }
    experts.push(read.data);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, experts };
}

function rowsOfJson(text: string): Row[] | PoolFault {
  try {
    const list: unknown = JSON.parse(text);
    const rows = z.array(z.record(z.string(), z.unknown())).check(z.minLength(1)).safeParse(list);
    if (rows.success) return rows.data.map((values, i) => ({ row: i + 1, values }));
    return { row: Number(rows.error.issues[0]?.path[0] ?? 0) + 1, why: 'LIST' };
  } catch {
    return { row: 1, why: 'LIST' };
  }
}

function rowsOfCsv(text: string): Row[] | PoolFault {
  const [head = [], ...lines] = readCsv(text);
  const names = head.map((name) => name.trim());
  const rows = lines.flatMap((cells, i): Row[] => {
    const filled = names.flatMap((name, n) => (cells[n]?.trim() ? [[name, cells[n].trim()] as const] : []));
    return filled.length > 0 ? [{ row: i + 2, values: Object.fromEntries(filled) }] : [];
  });
  return names.includes('expertId') && rows.length > 0 ? rows : { row: 1, why: 'HEAD' };
}

/** 3.30106E+17: of an identity number, all but its first digits are lost. */
const isRounded = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^\d+(\.\d+)?E\+?\d+$/i.test(value));

/** Days as spreadsheets of this country write them: 2026/1/1, 2026年1月1日, with a time of nought. */
function datesOf(values: Row['values']): Record<string, string> {
  return Object.fromEntries(
    dates.flatMap((column) => {
      const given = values[column];
      const found =
        typeof given === 'string' &&
        /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0?0:00(?::00)?)?$/.exec(given.normalize('NFKC'));
      if (!found) return [];
      const [, year = '', month = '', day = ''] = found;
      return [[column, `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`]];
    }),
  );
}
