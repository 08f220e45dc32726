import type { ResponseFor } from '../../kit/client.ts';
import { writeCsv } from '../../kit/csv.ts';
import { roleName } from '../../kit/words.ts';
import { own, standingName } from './people-words.ts';

/** Who may do what, as a file that a spreadsheet opens. */
export function savePeople({ at, items }: ResponseFor<'export-people'>): void {
  const head = ['name', 'email', 'role', 'scope', 'headShort', 'validFrom', 'validTo', 'status'] as const;
  const rows = items.map((one) => [
    ...[one.name, one.email, roleName(one.role), one.scopeName, one.head ? '✓' : ''],
    ...[one.validFrom, one.validTo ?? '', standingName(one.standing)],
  ]);
  const text = writeCsv([head.map((key) => own(key)), ...rows]);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = `people-${at.slice(0, 10)}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
