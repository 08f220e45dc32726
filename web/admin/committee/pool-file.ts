import * as z from 'zod/mini';
import { ExpertBody } from '../../../shared/contracts/api/committee.ts';

/** The pool of experts as the office keeps it: a JSON list, or a table saved as CSV with a head line. */

export type PoolExpert = z.output<typeof ExpertBody>;
export type PoolReading = { ok: true; experts: PoolExpert[] } | { ok: false; line: number };

const Pool = z.array(ExpertBody);
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

/** @returns the experts, or the line (from 1) that cannot be read */
export function readPool(text: string): PoolReading {
  const plain = text.replace(/^\uFEFF/, '').trim();
  return plain.startsWith('[') ? fromJson(plain) : fromCsv(plain);
}

function fromJson(text: string): PoolReading {
  try {
    const read = Pool.safeParse(JSON.parse(text));
    if (read.success) return { ok: true, experts: read.data };
    return { ok: false, line: Number(read.error.issues[0]?.path[0] ?? 0) + 1 };
  } catch {
    return { ok: false, line: 1 };
  }
}

function fromCsv(text: string): PoolReading {
  const [head = '', ...lines] = text.split(/\r?\n/);
  const names = head.split(/[,\t]/).map((name) => name.trim());
  if (!names.includes('expertId')) return { ok: false, line: 1 };
  const experts: PoolExpert[] = [];
  for (const [i, line] of lines.entries()) {
    if (!line.trim()) continue;
    const cells = line.split(/[,\t]/);
    const row = Object.fromEntries(
      names.flatMap((name, n) => (cells[n]?.trim() ? [[name, cells[n].trim()]] : [])),
    );
    const read = ExpertBody.safeParse(row);
    if (!read.success) return { ok: false, line: i + 2 };
    experts.push(read.data);
  }
  return experts.length ? { ok: true, experts } : { ok: false, line: 1 };
}
