import { isVisible } from '../../contracts/characters.ts';
import type { DeclarationData } from '../../contracts/declaration.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { find } from '../base/findings.ts';
import { partOf, type rowNames } from './part-names.ts';

/** R25: the parts of a row that make it one. A row that was begun is filled in, or taken away again. */

type Part = Parameters<typeof partOf>[2];
type Row = keyof typeof rowNames;

/** Of each list: how its rows are called, and the members that may not be empty. */
const lists = {
  educations: { row: 'education', parts: { school: 'school', level: 'level' } },
  work: { row: 'workItem', parts: { unitName: 'unitName', post: 'post' } },
  titles: { row: 'heldTitle', parts: { name: 'titleName' } },
  recommenders: {
    row: 'recommender',
    parts: { name: 'name', title: 'titleOf', specialty: 'specialty', certificateNo: 'certificateNo' },
  },
} as const satisfies Record<string, { row: Row; parts: Readonly<Record<string, Part>> }>;

/** FIELD_REQUIRED for every empty part; of recommenders only where the track has any. */
export function checkRows(plan: Plan, data: DeclarationData): Finding[] {
  const recommended = plan.tracks.find((t) => t.code === data.track)?.recommenders !== undefined;
  return (Object.keys(lists) as (keyof typeof lists)[])
    .filter((key) => key !== 'recommenders' || recommended)
    .flatMap((key) => {
      const { row, parts } = lists[key];
      const rows: readonly Readonly<Record<string, unknown>>[] = data[key] ?? [];
      return rows.flatMap((one, i) =>
        Object.entries(parts)
          .filter(([member]) => !isVisible(String(one[member] ?? '')))
          .map(([member, part]) =>
            find('FIELD_REQUIRED', {
              field: `/data/${key}/${i}/${member}`,
              words: { what: partOf(row, i, part) },
            }),
          ),
      );
    });
}
