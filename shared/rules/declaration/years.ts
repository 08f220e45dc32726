import type { Declaration, DeclarationData } from '../../contracts/declaration.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import { isLocalDate } from '../../contracts/local-date.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { YearCount, YearNeed } from '../../contracts/plan-years.ts';
import type { RuleId } from '../base/finding.ts';
import { find as findField } from '../base/findings.ts';
import { evaluate } from '../plan/expression.ts';
import { type FactContext, factsOf } from '../plan/facts.ts';
import {
  agingOf,
  type Counting,
  countedBy,
  countedFrom,
  countingOf,
  educatedFrom,
  firstWorked,
  presentTitle,
  reachedOn,
  titleDayOf,
  yearsBy,
} from '../plan/year-counts.ts';
import { levelName, requirementsOf } from './attachment-check.ts';
import { find } from './findings.ts';
import { partOf } from './part-names.ts';
import { seniorityBy } from './seniority.ts';

/** Years that a plan asks for, counted by its date functions and told line by line (D40). */

export interface YearLine {
  readonly of: YearCount | 'APPOINTMENT';
  /** BESIDE: not enough, while another education is. UNKNOWN: a day is not told yet. */
  readonly result: 'MET' | 'NOT_MET' | 'UNKNOWN' | 'BESIDE';
  /** JSON Pointer of what it was counted from. */
  readonly field: string;
  readonly rule: string;
  /** “2018-12-20 取得工程师 → 按年末计算至 2023-12-31 满 5 年；规定需满 5 年：符合” */
  readonly text: Bilingual;
  readonly years?: number;
  readonly allowed?: number;
}

/** What happened on the day from which it counts. */
interface Start {
  readonly day: string | undefined;
  readonly field: string;
  readonly event: Bilingual;
  /** What is to be filled in where the day is not told. */
  readonly what: Bilingual;
}

/** Every count that this plan asks of this person: those of its `years`, and the appointment's of the decision table. */
export function yearLines(plan: Plan, d: Declaration, ctx: FactContext): YearLine[] {
  const facts = factsOf({ ...ctx, plan, data: d.data });
  const asked = (plan.years?.needs ?? []).filter((need) => evaluate(need.when, facts).value === true);
  const others = asked.filter((need) => need.of !== 'EDUCATION');
  return [
    ...educationLines(
      plan,
      d.data,
      asked.filter((need) => need.of === 'EDUCATION'),
    ),
    ...others.map((need) => lineOf(plan, need, startOf(plan, d.data, ctx, need))),
    ...appointmentLines(plan, d, ctx),
  ];
}

/** D40: what is short, and the days that are not told. The appointment's years are the decision table's own finding. */
export function checkYears(plan: Plan, d: Declaration, ctx: FactContext): Finding[] {
  const found = yearLines(plan, d, ctx).flatMap((line): Finding[] => {
    if (line.of === 'APPOINTMENT') return [];
    const { field, rule, years: found, allowed, text } = line;
    if (line.result === 'UNKNOWN') return [findField('FIELD_REQUIRED', { field, words: { what: text } })];
    if (line.result !== 'NOT_MET') return [];
    return [find('YEARS_NOT_MET', { field, found, allowed, rule: rule as RuleId, words: { line: text } })];
  });
  return [
    ...found,
    ...checkWindowBegins(plan, d.data).filter((one) => !found.some((f) => f.field === one.field)),
  ];
}

/** The evidence window begins on the day of the present title: one that is held has its day. */
function checkWindowBegins(plan: Plan, data: DeclarationData): Finding[] {
  if (plan.achievements.window?.since !== 'TITLE') return [];
  const present = presentTitle(plan, data);
  if (!present || present.day) return [];
  const key = titleDayOf(plan);
  const what = partOf('heldTitle', present.index, key);
  return [findField('FIELD_REQUIRED', { field: `/data/titles/${present.index}/${key}`, words: { what } })];
}

function startOf(plan: Plan, data: DeclarationData, ctx: FactContext, need: YearNeed): Start {
  if (need.of === 'AGE')
    return {
      day: ctx.applicant?.birthDate,
      field: '/profile/birthDate',
      event: { zh: '出生', en: 'born' },
      what: { zh: '出生日期', en: 'your date of birth' },
    };
  if (need.of === 'WORK')
    return {
      day: firstWorked(data),
      field: '/data/work',
      event: { zh: '参加工作', en: 'first employed' },
      what: { zh: '工作经历', en: 'your work history' },
    };
  const found = presentTitle(plan, data, need.level);
  const key = titleDayOf(plan);
  if (!found) {
    const least = need.level && levelName(need.level);
    const what = least
      ? { zh: `${least.zh}以上的现有职称`, en: `a title of ${least.en} or above` }
      : { zh: '现有职称', en: 'the title that you hold' };
    return { day: undefined, field: '/data/titles', event: titled(''), what };
  }
  return {
    day: found.day,
    field: `/data/titles/${found.index}/${key}`,
    event: titled(found.title.name),
    what: partOf('heldTitle', found.index, key),
  };
}

const titled = (name: string): Bilingual => ({
  zh: `取得${name || '职称'}`,
  en: name ? `gained ${name}` : 'gained the title',
});

const countingFor = (plan: Plan, of: YearCount): Counting => {
  const by = countedBy(plan);
  if (of === 'AGE') return agingOf(plan);
  return countingOf(plan, of === 'TITLE' ? by.title : of === 'WORK' ? by.work : by.education);
};

/** One education that reaches what is asked of its kind is enough; the others are told and stand beside. */
function educationLines(plan: Plan, data: DeclarationData, needs: readonly YearNeed[]): YearLine[] {
  if (needs.length === 0) return [];
  const lines = (data.educations ?? []).flatMap(({ kind, graduated, school }, i): YearLine[] => {
    const need = needs.find((one) => one.educations?.includes(kind) ?? true);
    if (!need) return [];
    const told = graduated !== undefined && isLocalDate(graduated);
    const day = told ? educatedFrom(data, graduated) : undefined;
    const later = told && day !== graduated;
    const event = later
      ? { zh: `${school}毕业后参加工作`, en: `first employed after graduating from ${school}` }
      : { zh: `${school}毕业`, en: `graduated from ${school}` };
    const start = {
      day,
      field: `/data/educations/${i}/graduated`,
      event,
      what: partOf('education', i, 'graduated'),
    };
    return [lineOf(plan, need, start)];
  });
  const enough = lines.some(({ result }) => result === 'MET');
  return lines.map((line) => (enough && line.result !== 'MET' ? { ...line, result: 'BESIDE' } : line));
}

function lineOf(plan: Plan, need: YearNeed, { day, field, event, what }: Start): YearLine {
  const { of, min, max, rule } = need;
  const asked = askedOf(of, min, max);
  if (day === undefined || !isLocalDate(day)) {
    const text = {
      zh: `${what.zh}（用于计算年限，${asked.zh}）`,
      en: `${what.en} (years are counted from it: ${asked.en})`,
    };
    return { of, result: 'UNKNOWN', field, rule, text };
  }
  const counting = countingFor(plan, of);
  const years = yearsBy(counting, day);
  const short = min !== undefined && years < min;
  const met = !short && (max === undefined || years <= max);
  const until = short ? reachedOn(counting, day, min) : undefined;
  const verdict = met
    ? { zh: '符合', en: 'met' }
    : until === undefined
      ? { zh: '不符合', en: 'not met' }
      : { zh: `不符合，到 ${until} 才满`, en: `not met before ${until}` };
  const counted = countedText(counting, day);
  const full =
    of === 'AGE'
      ? { zh: `${years} 周岁`, en: `aged ${years}` }
      : { zh: `满 ${years} 年`, en: `${years} full years` };
  const text = {
    zh: `${day} ${event.zh} → ${counted.zh} ${full.zh}；${asked.zh}：${verdict.zh}`,
    en: `${day} ${event.en} → ${counted.en}: ${full.en}; ${asked.en}: ${verdict.en}`,
  };
  const allowed = short ? min : max;
  return {
    of,
    result: met ? 'MET' : 'NOT_MET',
    field,
    rule,
    text,
    years,
    ...(allowed === undefined ? {} : { allowed }),
  };
}

/** What the function does, with its days. */
function countedText({ by, lastDay }: Counting, day: string): Bilingual {
  switch (by) {
    case 'ANNIVERSARY':
      return { zh: `按周年计算至 ${lastDay}`, en: `by anniversary up to ${lastDay}` };
    case 'YEAR_END':
      return { zh: `按年末计算至 ${lastDay}`, en: `to the end of the year, ${lastDay}` };
    case 'BATCH_END':
      return { zh: `按批次截止日计算至 ${lastDay}`, en: `to the last day of the batch, ${lastDay}` };
    case 'NEXT_YEAR': {
      const from = countedFrom(by, day);
      return { zh: `自次年 ${from} 起计算至 ${lastDay}`, en: `from ${from}, the year after, to ${lastDay}` };
    }
  }
}

function askedOf(of: YearCount, min: number | undefined, max: number | undefined): Bilingual {
  const unit = of === 'AGE' ? { zh: '周岁', en: 'years of age' } : { zh: '年', en: 'years' };
  const least = of === 'AGE' ? '年满' : '需满';
  const zh = [
    min === undefined ? '' : `${least} ${min} ${unit.zh}`,
    max === undefined ? '' : `不超过 ${max} ${unit.zh}`,
  ];
  const en = [min === undefined ? '' : `at least ${min}`, max === undefined ? '' : `at most ${max}`];
  return {
    zh: `规定${zh.filter(Boolean).join('、')}`,
    en: `${en.filter(Boolean).join(' and ')} ${unit.en} needed`,
  };
}

/** R49: the years of the appointment, which the decision table asks for. */
function appointmentLines(plan: Plan, d: Declaration, ctx: FactContext): YearLine[] {
  const periods = d.data.appointment?.periods ?? [];
  const counting = countingOf(plan, countedBy(plan).appointment);
  const first = periods
    .map(({ from }) => from)
    .filter(isLocalDate)
    .sort()[0];
  if (first === undefined) return [];
  return requirementsOf(plan, d, ctx).required.flatMap(({ level }): YearLine[] => {
    if (level?.minYears === undefined) return [];
    const { minYears, rules } = level;
    const {
      enough,
      periods: served,
      days,
      daysNeeded,
      completeOn,
    } = seniorityBy(periods, counting, minYears);
    const counted = countedText(counting, first);
    const [one] = served;
    const whole = served.length === 1 && one;
    const years = whole
      ? yearsBy({ ...counting, by: 'ANNIVERSARY', measuredOn: one.end }, one.from)
      : undefined;
    const full = whole
      ? { zh: `满 ${years} 年`, en: `${years} full years` }
      : {
          zh: `各段合计 ${days} 天（须 ${daysNeeded} 天）`,
          en: `${days} days in all (${daysNeeded} needed)`,
        };
    const verdict = enough
      ? { zh: '符合', en: 'met' }
      : completeOn
        ? { zh: `不符合，到 ${completeOn} 才满`, en: `not met before ${completeOn}` }
        : { zh: '不符合', en: 'not met' };
    const asked = askedOf('WORK', minYears, undefined);
    const text = {
      zh: `${first} 起聘任 → ${counted.zh} ${full.zh}；${asked.zh}：${verdict.zh}`,
      en: `${first} appointed → ${counted.en}: ${full.en}; ${asked.en}: ${verdict.en}`,
    };
    const result = enough ? 'MET' : 'NOT_MET';
    return [
      {
        of: 'APPOINTMENT',
        result,
        field: '/data/appointment',
        rule: rules[0] ?? 'R49',
        text,
        ...(years === undefined ? {} : { years }),
        allowed: minYears,
      },
    ];
  });
}
