import type { DeclarationData, UnitFacts, UnitKind } from '../../contracts/declaration.ts';
import type { Bilingual } from '../../contracts/finding.ts';
import { isLocalDate } from '../../contracts/local-date.ts';
import type { FormFieldKey, Plan } from '../../contracts/plan.ts';
import type { Expression, Facts, Scalar } from '../../contracts/plan-expression.ts';
import type { AskedField } from '../../contracts/plan-fields.ts';
import type { PlanText } from '../../contracts/plan-text.ts';
import { addDays } from '../calendar/local-date.ts';
import { askedFact, askedFields, factTypes, tellsFact, withAnswers } from './asked-fields.ts';
import { factsNamed } from './expression.ts';
import {
  agingOf,
  countedBy,
  countingOf,
  educatedFrom,
  firstWorked,
  presentTitle,
  yearsBy,
} from './year-counts.ts';

/** The facts that plans decide by (domain-spec §5 "Inputs"): the only list of them. */

/** What the platform itself knows: whether its fetch of in-province social insurance failed (R55, L8). */
export interface FetchFacts {
  readonly siFailed?: boolean;
}

/** The facts of an achievement that a row with `forEach` sees beside the general ones. */
export interface AchievementFacts {
  readonly kind: string;
  readonly collective: boolean;
}

/** What is known beside the declaration: the same for checks and views, so that a fact holds in both or in neither. */
export interface FactContext {
  readonly unit?: (Pick<UnitFacts, 'kind'> & Partial<UnitFacts>) | undefined;
  readonly applicant?: { readonly birthDate?: string | undefined } | undefined;
  readonly fetch?: FetchFacts | undefined;
}

export interface FactSource extends FactContext {
  readonly plan: Plan;
  readonly data: DeclarationData;
  readonly achievement?: AchievementFacts | undefined;
}

type Value = Scalar | readonly Scalar[] | undefined;

interface Fact {
  /** Codes and yes or no are compared for being equal; numbers, dates and ages for their order as well. */
  readonly type: 'code' | 'yesno' | 'number' | 'date' | 'age';
  /** Who would tell it when it is not known. */
  readonly from: keyof typeof sources;
  /** The form field that asks, as a path below the declaration's data. */
  readonly field?: FormFieldKey | `asked/${string}`;
  readonly words: Bilingual;
  readonly wordOf?: (plan: Plan, code: string) => PlanText | undefined;
  /** Its values, in a case whose facts above it are set; numbers, dates and ages take theirs from the conditions. */
  readonly values?: (plan: Plan, seen: Facts) => readonly Scalar[];
  /** A fact above on which `values` depends. */
  readonly given?: string;
  /** Undefined: not said yet; null: cannot apply. */
  readonly read: (of: FactSource) => Value;
}

const sources = {
  DECLARATION: { zh: '请在“填写申报信息”中填写“{field}”', en: 'fill in “{field}” in the declaration data' },
  UNIT: { zh: '见用人单位的登记信息', en: 'the registration of the unit tells it' },
  PROFILE: { zh: '请完善个人基本信息', en: 'complete your profile' },
  PLATFORM: { zh: '由平台查询', en: 'the platform looks it up' },
  ACHIEVEMENT: { zh: '见所选业绩', en: 'the chosen achievement tells it' },
} as const satisfies Record<string, Bilingual>;

export const unitKindNames: Record<UnitKind, Bilingual> = {
  ENTERPRISE_STATE: { zh: '国有企业', en: 'state-owned enterprise' },
  ENTERPRISE_PRIVATE: { zh: '民营企业', en: 'private enterprise' },
  NON_PUBLIC: { zh: '非公单位', en: 'non-public unit' },
  PUBLIC_INSTITUTION: { zh: '事业单位', en: 'public institution' },
  OTHER: { zh: '其他单位', en: 'other unit' },
};

const affiliationNames: Readonly<Record<string, Bilingual>> = {
  MUNI_DIRECT: { zh: '市直单位所属', en: 'under a municipal direct unit' },
  DIVISION: { zh: '区、县（市）所属', en: 'under a district or county' },
};

const named = (list: readonly { code: string; names: PlanText }[], code: string) =>
  list.find((one) => one.code === code)?.names;

/** Several values at once are a list, one is itself, none is not said yet. */
function several(values: readonly Scalar[]): Value {
  const distinct = [...new Set(values)];
  return distinct.length > 1 ? distinct : distinct[0];
}

/** Days that are some; while a page is filled in, others are on their way. */
const days = (values: readonly (string | undefined)[]): string[] =>
  values.filter((v) => v !== undefined && isLocalDate(v)) as string[];

export const facts = {
  track: {
    type: 'code',
    from: 'DECLARATION',
    field: 'track',
    words: { zh: '申报方式', en: 'the track' },
    wordOf: (plan, code) => named(plan.tracks, code),
    values: (plan) => plan.tracks.map((t) => t.code),
    read: ({ data }) => data.track,
  },
  category: {
    type: 'code',
    from: 'DECLARATION',
    field: 'category',
    words: { zh: '人员类别', en: 'the category' },
    wordOf: (plan, code) => named(plan.categories, code),
    values: (plan, { track }) =>
      plan.tracks.find((t) => t.code === track)?.categories ?? plan.categories.map((c) => c.code),
    given: 'track',
    read: ({ data }) => data.category,
  },
  specialty: {
    type: 'code',
    from: 'DECLARATION',
    field: 'specialty',
    words: { zh: '申报专业', en: 'the specialty' },
    wordOf: (plan, code) => plan.title.specialties.find((s) => s.code === code)?.name,
    values: (plan) => plan.title.specialties.map((s) => s.code),
    read: ({ data }) => data.specialty,
  },
  edu: {
    type: 'code',
    from: 'DECLARATION',
    field: 'educations',
    words: { zh: '学历情况', en: 'the education' },
    wordOf: (plan, code) => plan.educations.find((e) => e.kind === code)?.names,
    values: (plan) => plan.educations.map((e) => e.kind),
    read: ({ data }) => several((data.educations ?? []).map((e) => e.kind)),
  },
  graduated: {
    type: 'date',
    from: 'DECLARATION',
    field: 'educations',
    words: { zh: '毕业日期', en: 'the date of graduation' },
    read: ({ data }) => several(days((data.educations ?? []).map((e) => e.graduated))),
  },
  workYears: {
    type: 'number',
    from: 'DECLARATION',
    field: 'work',
    words: { zh: '截至计算日的工作年限', en: 'the years of work at the cut-off date' },
    read: ({ plan, data }) => {
      const first = firstWorked(data);
      return first && yearsBy(countingOf(plan, countedBy(plan).work), first);
    },
  },
  educationYears: {
    type: 'number',
    from: 'DECLARATION',
    field: 'educations',
    words: { zh: '取得学历后的工作年限', en: 'the years of work since graduation' },
    read: ({ plan, data }) =>
      several(
        days((data.educations ?? []).map((e) => e.graduated)).map((day) =>
          yearsBy(countingOf(plan, countedBy(plan).education), educatedFrom(data, day)),
        ),
      ),
  },
  titleYears: {
    type: 'number',
    from: 'DECLARATION',
    field: 'titles',
    words: { zh: '取得现有职称的年限', en: 'the years since the present title' },
    read: ({ plan, data }) => {
      const day = presentTitle(plan, data)?.day;
      return day && yearsBy(countingOf(plan, countedBy(plan).title), day);
    },
  },
  ageAtCutoff: {
    type: 'age',
    from: 'PROFILE',
    words: { zh: '截至计算日的年龄', en: 'the age at the cut-off date' },
    read: ({ plan, applicant }) => applicant?.birthDate && yearsBy(agingOf(plan), applicant.birthDate),
  },
  unitKind: {
    type: 'code',
    from: 'UNIT',
    words: { zh: '单位性质', en: 'the kind of unit' },
    wordOf: (_, code) => unitKindNames[code as UnitKind],
    values: () => Object.keys(unitKindNames),
    read: ({ unit }) => unit?.kind,
  },
  established: {
    type: 'yesno',
    from: 'DECLARATION',
    field: 'established',
    words: { zh: '事业单位编制', en: 'established post' },
    values: (_, { unitKind }) =>
      unitKind === undefined
        ? [true, false, null]
        : unitKind === 'PUBLIC_INSTITUTION'
          ? [true, false]
          : [null],
    given: 'unitKind',
    // Only inside public institutions, whatever was typed before the unit changed.
    read: ({ data, unit }) => (unit && unit.kind !== 'PUBLIC_INSTITUTION' ? null : unit && data.established),
  },
  affiliation: {
    type: 'code',
    from: 'UNIT',
    words: { zh: '单位隶属', en: 'the affiliation of the unit' },
    wordOf: (_, code) => affiliationNames[code],
    values: () => Object.keys(affiliationNames),
    read: ({ unit }) => unit?.affiliation?.type,
  },
  siOutOfProvince: {
    type: 'yesno',
    from: 'DECLARATION',
    field: 'siOutOfProvince',
    words: { zh: '省外社保记录', en: 'social insurance outside the province' },
    values: () => [false, true],
    read: ({ data }) => data.siOutOfProvince,
  },
  siFetchFailed: {
    type: 'yesno',
    from: 'PLATFORM',
    words: { zh: '省内社保获取失败', en: 'failed fetch of social insurance' },
    values: () => [false, true],
    read: ({ fetch }) => fetch?.siFailed ?? false,
  },
  collective: {
    type: 'yesno',
    from: 'ACHIEVEMENT',
    words: { zh: '集体项目', en: 'collective project' },
    values: () => [false, true],
    read: ({ achievement }) => achievement?.collective,
  },
  kind: {
    type: 'code',
    from: 'ACHIEVEMENT',
    words: { zh: '业绩类别', en: 'the kind of achievement' },
    wordOf: (plan, code) => named(plan.archiveKinds, code),
    values: (plan) => plan.archiveKinds.map((k) => k.code),
    read: ({ achievement }) => achievement?.kind,
  },
} as const satisfies Record<string, Fact>;
export type FactName = keyof typeof facts;

const all: [string, Fact][] = Object.entries(facts);

/** What a field of the plan's own tells by its answer. */
function factOfField(field: AskedField): Fact {
  const codes = 'choices' in field ? field.choices : undefined;
  const values = codes ? codes.map((one) => one.code) : field.type === 'YESNO' ? [false, true] : undefined;
  return {
    type: factTypes[field.type as keyof typeof factTypes],
    from: 'DECLARATION',
    field: `asked/${field.code}`,
    words: { zh: field.names.zh, en: field.names.en ?? field.names.zh },
    ...(codes ? { wordOf: (_: Plan, code: string) => named(codes, code) } : {}),
    // Where it is not asked of everybody, it cannot apply to some.
    ...(values ? { values: () => (field.when === undefined ? values : [...values, null]) } : {}),
    read: (source) => factsOf(source)[askedFact(field.code)],
  };
}

/** The facts of this plan, in an order in which each depends on those before it alone. */
const factsIn = (plan: Plan): [string, Fact][] => [
  ...all,
  ...askedFields(plan)
    .filter(tellsFact)
    .map((field): [string, Fact] => [askedFact(field.code), factOfField(field)]),
];

/** A fact by the name that a plan gives; undefined when there is none of it. */
export function factOf(plan: Plan, name: string): Fact | undefined {
  if (Object.hasOwn(facts, name)) return facts[name as FactName];
  const field = askedFields(plan).find((one) => askedFact(one.code) === name && tellsFact(one));
  return field && factOfField(field);
}

/** The names of all facts that this plan can ask about. */
export const factNames = (plan: Plan): string[] => factsIn(plan).map(([name]) => name);

/** Every fact as it stands; those not known yet are absent. */
export const factsOf = (source: FactSource): Facts =>
  withAnswers(
    source.plan,
    source.data.asked,
    Object.fromEntries(all.map(([name, fact]) => [name, fact.read(source)])),
  );

/** What a row asked for each achievement sees besides. */
export const factsOfAchievement = (plan: Plan, achievement: AchievementFacts): Facts =>
  Object.fromEntries(
    all
      .filter(([, { from }]) => from === 'ACHIEVEMENT')
      .map(([name, fact]) => [name, fact.read({ plan, data: {}, achievement })]),
  );

/** A value in the plan's own words. */
export function valueWords(plan: Plan, name: string, value: Scalar): Bilingual {
  if (value === null) return { zh: '不适用', en: 'not applicable' };
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  const { zh = String(value), en = zh } = factOf(plan, name)?.wordOf?.(plan, String(value)) ?? {};
  return { zh, en };
}

/** A fact that is not known: its words, and what would tell it. */
export function unknownFact(plan: Plan, name: string): { fact: Bilingual; source: Bilingual } {
  const fact = factOf(plan, name);
  if (!fact) return { fact: { zh: name, en: name }, source: sources.PLATFORM };
  const asking = plan.form.fields.find((f) => f.key === fact.field)?.names ?? fact.words;
  const source = sources[fact.from];
  return {
    fact: fact.words,
    source: {
      zh: source.zh.replace('{field}', asking.zh),
      en: source.en.replace('{field}', asking.en ?? fact.words.en),
    },
  };
}

/** Values at, just below and just above each boundary that conditions draw. */
function boundaries(type: Fact['type'], asked: readonly Scalar[]): Scalar[] {
  const drawn =
    type === 'date'
      ? asked.flatMap((v) => (isLocalDate(String(v)) ? [-1, 0, 1].map((n) => addDays(String(v), n)) : []))
      : asked.flatMap((v) => (typeof v === 'number' ? [v - 1, v, v + 1] : []));
  return drawn.length > 0 ? drawn : [type === 'date' ? '2000-01-01' : 0];
}

/** The same of the boundaries that these conditions draw for one fact; none where they draw none. */
export function boundariesOf(conditions: readonly Expression[], name: FactName): Scalar[] {
  const asked = conditions.flatMap(factsNamed).flatMap((a) => (a.fact === name ? a.values : []));
  return asked.length === 0 ? [] : [...new Set(boundaries(facts[name].type, asked))];
}

/**
 * The cases that these conditions can tell apart: every combination that a plan can meet of the facts that they name.
 * Facts of an achievement count only where a row is asked for each one. Undefined as soon as there are more than `most`.
 */
export function casesWithin(
  most: number,
  plan: Plan,
  conditions: readonly Expression[],
  perAchievement: boolean,
): Facts[] | undefined {
  const asked = conditions.flatMap(factsNamed);
  const every = factsIn(plan);
  const names = every
    .filter(
      ([name, { from }]) => asked.some((a) => a.fact === name) && (perAchievement || from !== 'ACHIEVEMENT'),
    )
    .map(([name]) => name);
  const needed = every.filter(
    ([name]) => names.includes(name) || names.some((n) => factOf(plan, n)?.given === name),
  );
  let cases: Facts[] = [{}];
  for (const [name, { type, values }] of needed) {
    const drawn = boundaries(
      type,
      asked.flatMap((a) => (a.fact === name ? a.values : [])),
    );
    const next: Facts[] = [];
    for (const seen of cases) {
      for (const value of new Set(values?.(plan, seen) ?? drawn)) next.push({ ...seen, [name]: value });
      if (next.length > most) return undefined;
    }
    cases = next;
  }
  const own = cases.map((one) => Object.fromEntries(names.map((name) => [name, one[name]])));
  return [...new Map(own.map((one) => [JSON.stringify(one), one])).values()];
}
