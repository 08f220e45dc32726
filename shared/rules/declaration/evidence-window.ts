import type { DeclarationData, DeclaredAchievement } from '../../contracts/declaration.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import { isLocalDate } from '../../contracts/local-date.ts';
import type { Plan } from '../../contracts/plan.ts';
import { addDays, addYears } from '../calendar/local-date.ts';
import { presentTitle } from '../plan/year-counts.ts';
import { find } from './findings.ts';

/** The evidence window of a plan (D40): achievements count since the present title, or of the last years. */

export interface EvidenceWindow {
  /** Both days inclusive; without a beginning everything up to the end counts. */
  readonly from?: string;
  readonly to: string;
  /** What the first day is. */
  readonly since: Bilingual;
}

/** Undefined where the plan has none. Who holds no title has no beginning to wait for. */
export function evidenceWindow(plan: Plan, data: DeclarationData): EvidenceWindow | undefined {
  const { window } = plan.achievements;
  if (!window) return undefined;
  const to = plan.windows.cutoffDate;
  if (window.since === 'YEARS')
    return {
      from: addDays(addYears(to, -window.years), 1),
      to,
      since: { zh: `近 ${window.years} 年`, en: `the last ${window.years} years` },
    };
  const present = presentTitle(plan, data);
  const since = present
    ? {
        zh: `取得${present.title.name || '现有职称'}以来`,
        en: `since ${present.title.name || 'the present title'}`,
      }
    : { zh: '尚无职称，不限起始日期', en: 'no title held: no first day' };
  return { ...(present?.day ? { from: present.day } : {}), to, since };
}

type Dated = Pick<DeclaredAchievement, 'from' | 'to'>;

/** The day on which an achievement was reached: its end, or its beginning while it lasts. */
const dayOf = ({ from, to }: Dated): string | undefined =>
  [to, from].find((day) => day !== undefined && isLocalDate(day));

export interface Placed {
  readonly counts: boolean;
  readonly day: string | undefined;
  readonly text: Bilingual;
}

/** Whether an achievement counts, and why. */
export function placeIn({ from, to, since }: EvidenceWindow, item: Dated): Placed {
  const day = dayOf(item);
  const window = {
    zh: `${since.zh}${from ? `（${from} 起）` : ''}至 ${to}`,
    en: `${since.en}${from ? ` (from ${from})` : ''} to ${to}`,
  };
  const told = (counts: boolean, zh: string, en: string): Placed => ({
    counts,
    day,
    text: { zh: `${zh}；有效期间：${window.zh}`, en: `${en}; the window: ${window.en}` },
  });
  if (day === undefined) return told(false, '未填写起止日期，不能计入', 'it has no dates and cannot count');
  if (from !== undefined && day < from)
    return told(
      false,
      `${day} 完成，早于有效期间，不计入`,
      `reached ${day}, before the window: does not count`,
    );
  // What still lasts counts by its beginning, which is never to come.
  if (day > to && (item.from ?? day) > to)
    return told(
      false,
      `${day} 完成，晚于有效期间，不计入`,
      `reached ${day}, after the window: does not count`,
    );
  return told(true, `${day} 在有效期间内，计入`, `${day} lies in the window: it counts`);
}

/** D40: those outside are told and do not count; the rest is how many there are. */
export function checkWindow(
  plan: Plan,
  data: DeclarationData,
  achievements: readonly DeclaredAchievement[],
): { readonly findings: Finding[]; readonly outside: ReadonlySet<string> } {
  const window = evidenceWindow(plan, data);
  if (!window) return { findings: [], outside: new Set() };
  const placed = achievements.map((one, i) => ({ one, i, ...placeIn(window, one) }));
  const outside = placed.filter(({ counts }) => !counts);
  return {
    findings: outside.map(({ one, i, day, text }) =>
      find('ACHIEVEMENT_OUTSIDE', {
        field: `/achievements/${i}`,
        found: day,
        words: { title: one.title, why: text },
      }),
    ),
    outside: new Set(outside.map(({ one }) => one.itemId)),
  };
}
