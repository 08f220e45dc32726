import type { CountedWindow } from '../../shared/contracts/calendar.ts';
import { addDays, daysBetween, localDateOf, weekday } from '../../shared/rules/calendar/local-date.ts';
import { showDate } from '../kit/format.ts';
import { defineMessages, lang } from '../kit/i18n.ts';

const own = defineMessages({
  label: ['公示期日历', 'Calendar of the period'],
  counted: ['第 {n} 个工作日', 'working day {n}'],
  free: ['不计（休息日或放假）', 'not counted (weekend or holiday)'],
  published: ['发布日，不计入', 'day of publishing, not counted'],
  today: ['今天', 'today'],
  freeShort: ['休', '–'],
  publishedShort: ['发布', 'out'],
  workday: ['工作日', 'Working day'],
  freeLegend: ['休息、放假', 'Day off'],
});

const weekdays = { zh: [...'日一二三四五六'], en: ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'] } as const;
/** A strip longer than this says nothing at a glance; the proof holds every day. */
const MOST_DAYS = 45;

interface Day {
  date: string;
  kind: 'COUNTED' | 'FREE' | 'PUBLISHED';
  /** Which working day of the period. */
  n: number;
}

/** Every day from publishing to the close, each with what it counts for (K1). */
export function daysOf(window: Pick<CountedWindow, 'startAt' | 'countedDays'>): Day[] {
  const first = localDateOf(window.startAt);
  const last = window.countedDays.at(-1) ?? first;
  const length = Math.min(daysBetween(first, last) + 1, MOST_DAYS);
  return Array.from({ length }, (_, i) => {
    const date = addDays(first, i);
    const n = window.countedDays.indexOf(date) + 1;
    const kind = n > 0 ? 'COUNTED' : date === first ? 'PUBLISHED' : 'FREE';
    return { date, kind, n };
  });
}

/** The period as a small calendar strip: working days numbered, free days marked. */
export function DayStrip({ window, today }: { window: CountedWindow; today: string }) {
  const words = (day: Day) =>
    day.kind === 'COUNTED'
      ? own('counted', { n: day.n })
      : own(day.kind === 'PUBLISHED' ? 'published' : 'free');
  const mark = (day: Day) =>
    day.kind === 'COUNTED' ? day.n : own(day.kind === 'PUBLISHED' ? 'publishedShort' : 'freeShort');
  return (
    <div class="strip-box">
      <ol class="strip" aria-label={own('label')}>
        {daysOf(window).map((day) => (
          <li
            key={day.date}
            class={`strip-day ${day.kind.toLowerCase()} ${day.date === today ? 'today' : ''}`}
            aria-label={`${showDate(day.date)}：${words(day)}${day.date === today ? `（${own('today')}）` : ''}`}
          >
            <span class="strip-week" aria-hidden="true">
              {weekdays[lang.value][weekday(day.date)]}
            </span>
            <span class="strip-date" aria-hidden="true">
              {Number(day.date.slice(5, 7))}/{Number(day.date.slice(8, 10))}
            </span>
            <span class="strip-mark" aria-hidden="true">
              {mark(day)}
            </span>
          </li>
        ))}
      </ol>
      <p class="strip-legend" aria-hidden="true">
        <span class="legend counted" /> {own('workday')} <span class="legend free" /> {own('freeLegend')}
      </p>
    </div>
  );
}
