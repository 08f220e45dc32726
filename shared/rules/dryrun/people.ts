import { type UnitKind, unitKinds } from '../../contracts/declaration.ts';
import type { Bilingual } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { titleLevels } from '../../contracts/plan-attachments.ts';
import { addDays, addYears } from '../calendar/local-date.ts';
import { levelName } from '../declaration/attachment-check.ts';
import { optionsFor } from '../declaration/eligibility.ts';
import { least, most, photoLimits } from '../files/photo-limits.ts';
import { expressionsOf } from '../linter/decision-table.ts';
import { boundariesOf } from '../plan/facts.ts';
import { formatScore } from '../plan/scoring.ts';
import {
  achievementsOf,
  type Cell,
  divisionsOf,
  type Life,
  needsOf,
  ordinaryLife,
  photoFor,
  statementOf,
  titleAt,
  unitOf,
  yearsAsked,
} from './life.ts';
import { createRandom, type Random } from './random.ts';

/**
 * The people of a dry run (G3): everybody that the plans tell apart. One for each way to declare, category, education and
 * kind of unit; and of each way and category those who stand just on either side of each line that a plan draws.
 */

/** More are not judged: a plan with more cells than this is thinned out evenly, and its rows are tried by themselves. */
const MAX_CELLS = 1500;

interface Way {
  /** The plan that knows it: the older one, where both do. */
  readonly home: Plan;
  readonly track: string;
  readonly category: string;
}

const unique = <T>(all: readonly T[]): T[] => [...new Set(all)];

/** Every track with each of its categories, of either plan. */
export function waysOf(plans: readonly Plan[]): Way[] {
  const all = plans.flatMap((home) =>
    home.tracks.flatMap(({ code: track, categories }) =>
      categories.map((category) => ({ home, track, category })),
    ),
  );
  return [...new Map(all.reverse().map((way) => [`${way.track} ${way.category}`, way])).values()].reverse();
}

const unitCells: readonly Pick<Cell, 'unitKind' | 'established'>[] = unitKinds.flatMap(
  (unitKind): Pick<Cell, 'unitKind' | 'established'>[] =>
    unitKind === 'PUBLIC_INSTITUTION'
      ? [true, false].map((established) => ({ unitKind, established }))
      : [{ unitKind }],
);

/** @param plans the older one first */
export function peopleOf(plans: readonly Plan[]): Life[] {
  const r = createRandom('dry run');
  const ways = waysOf(plans);
  const educations = unique(plans.flatMap((plan) => plan.educations.map((one) => one.kind)));
  const cells = ways.flatMap((way) =>
    educations.flatMap((education) => unitCells.map((unit) => ({ way, education, ...unit }))),
  );
  const every = Math.ceil(cells.length / MAX_CELLS);
  const drawn = cells
    .filter((_, i) => i % every === 0)
    .map(({ way, ...cell }, i) => ordinary(way, cell, r.fork(`cell ${i}`)));
  return [...drawn, ...onTheLine(plans, ways, r)];
}

function ordinary(way: Way, cell: Omit<Cell, 'track' | 'category'>, r: Random): Life {
  const { home, track, category } = way;
  const division = r.pick(divisionsOf(home));
  const life = ordinaryLife(home, { track, category, ...cell }, division);
  const muni = r.chance(0.25) ? home.directory.muniUnits : [];
  const [first, ...others] = life.achievements;
  return {
    ...life,
    specialty: r.pick(home.title.specialties).code,
    unit: unitOf(cell.unitKind, division, muni.length > 0 ? r.pick(muni).muniUnitId : undefined),
    siOutOfProvince: r.chance(0.25),
    siFetchFailed: r.chance(0.15),
    achievements: first ? [{ ...first, collective: r.chance(0.25) }, ...others] : [],
    day: r.pick(['FIRST', 'MIDDLE', 'MIDDLE', 'LAST'] as const),
  };
}

type Change = Partial<Life> & { readonly note: Bilingual };

const change = (zh: string, en: string, traits: Partial<Life>): Change => ({ note: { zh, en }, ...traits });

/**
 * Those who differ from an ordinary person in one thing each: of every way in what may be asked otherwise there, of one way
 * or the next in everything else.
 */
function onTheLine(plans: readonly Plan[], ways: readonly Way[], r: Random): Life[] {
  const shared = plans.flatMap((plan) => [
    ...dayChanges(plan),
    ...formChanges(plan),
    ...placeChanges(plan, r.pick(['ENTERPRISE_STATE', 'ENTERPRISE_PRIVATE', 'OTHER'] as const)),
    ...photoChanges(plan),
  ]);
  return [
    ...ways.flatMap((way) =>
      distinct(plans.flatMap((plan) => [...timeChanges(plan), ...wayChanges(plan, way)])).map((one) =>
        changed(way, one),
      ),
    ),
    ...distinct(shared).flatMap((one, i) => {
      const way = ways[i % ways.length];
      return way ? [changed(way, one)] : [];
    }),
  ];
}

function distinct(changes: readonly Change[]): Change[] {
  const all = changes.map(({ note, ...one }) => [JSON.stringify(one), { note, ...one }] as const);
  return [...new Map(all).values()];
}

function changed({ home, track, category }: Way, one: Change): Life {
  const education = home.educations[0]?.kind ?? 'E1';
  const cell: Cell = { track, category, education, unitKind: 'ENTERPRISE_STATE' };
  return { ...ordinaryLife(home, cell, divisionsOf(home)[0] ?? ''), ...one };
}

/** Ages and years at, just before and just after what a plan asks. */
function timeChanges(plan: Plan): Change[] {
  const days = plan.windows.batches?.map((one) => one.cutoffDate) ?? [plan.windows.cutoffDate];
  return unique(days).flatMap((cutoffDate) => changesBy(plan, cutoffDate));
}

/** @param cutoffDate up to which years count: the plan's, or that of one of its batches */
function changesBy(plan: Plan, cutoffDate: string): Change[] {
  const conditions = expressionsOf(plan).map(({ expression }) => expression);
  const whole = (name: 'workYears' | 'ageAtCutoff') =>
    boundariesOf(conditions, name).filter((v): v is number => typeof v === 'number' && v >= 0);
  /** Full years on the cut-off date, and a day less. */
  const around = (n: number, zh: string, en: string, traits: (day: string) => Partial<Life>) => {
    const day = addYears(cutoffDate, -n);
    return [
      change(`至 ${cutoffDate} ${zh}`, `${en} by ${cutoffDate}`, traits(day)),
      change(`至 ${cutoffDate} ${zh}差一天`, `${en} but a day by ${cutoffDate}`, traits(addDays(day, 1))),
    ];
  };
  return [
    ...yearsAsked(plan).flatMap((n) =>
      around(n, `任职满 ${n} 年`, `in the post for ${n} years`, (heldFrom) => ({ heldFrom })),
    ),
    ...needsOf(plan, 'TITLE').flatMap((n) =>
      around(n, `现有职称满 ${n} 年`, `holds a title for ${n} years`, (day) => ({ title: titleAt(day) })),
    ),
    ...needsOf(plan, 'EDUCATION').flatMap((n) =>
      around(n, `毕业后工作满 ${n} 年`, `${n} years since graduation`, (day) => ({
        graduated: day,
        workFrom: day,
      })),
    ),
    ...needsOf(plan, 'WORK').flatMap((n) =>
      around(n, `工作满 ${n} 年`, `${n} years of work`, (day) => ({ workFrom: day })),
    ),
    ...needsOf(plan, 'AGE').flatMap((n) =>
      [n, n + 1].map((age) =>
        change(`年满 ${age} 周岁`, `aged ${age}`, { birthDate: addYears(cutoffDate, -age) }),
      ),
    ),
    ...whole('workYears').map((n) =>
      change(`工作满 ${n} 年`, `${n} years of work`, { workFrom: addYears(cutoffDate, -n) }),
    ),
    ...whole('ageAtCutoff').map((n) =>
      change(`年满 ${n} 周岁`, `aged ${n}`, { birthDate: addYears(cutoffDate, -n) }),
    ),
    ...boundariesOf(conditions, 'graduated').map((day) =>
      change(`${day} 毕业`, `graduated on ${day}`, { graduated: String(day) }),
    ),
  ];
}

const dayChanges = ({ windows: { declare } }: Plan): Change[] => [
  change('申报首日提交', 'hands in on the first day', { day: 'FIRST' }),
  change('申报末日提交', 'hands in on the last day', { day: 'LAST' }),
  ...[declare.open, declare.close].map((on) => change(`${on} 提交`, `hands in on ${on}`, { day: { on } })),
];

/** What a way asks: its conditions, the title that is held, its score and its recommenders. */
function wayChanges(plan: Plan, { track, category }: Way): Change[] {
  const known = plan.tracks.find((one) => one.code === track);
  const recommenders = known?.recommenders?.min;
  const pass = known?.scoring?.pass.gte;
  return [
    ...(known ? optionsFor(known, category) : []).map(({ code }, option) =>
      change(`勾选条件 ${code}`, `ticks ${code}`, { option }),
    ),
    ...titleLevels.map((level) =>
      change(`现有${levelName(level).zh}职称`, `holds a title of ${levelName(level).en}`, { level }),
    ),
    change('只有劳动合同', 'has a labour contract only', { document: 'LABOUR_CONTRACT' }),
    ...(recommenders === undefined
      ? []
      : [
          change(`推荐人 ${recommenders - 1} 名`, `${recommenders - 1} recommenders`, {
            recommenders: recommenders - 1,
          }),
        ]),
    ...(pass === undefined
      ? []
      : [
          change(`自评刚到 ${formatScore(pass)} 分`, `just ${formatScore(pass)} points`, { score: pass }),
          change(`自评约差 5 分`, 'about five points too few', { score: Math.max(0, pass - 500) }),
        ]),
  ];
}

/** What is filled in: each choice that is offered, and each number that a plan limits. */
function formChanges(plan: Plan): Change[] {
  const { min, softMax } = plan.achievements;
  const first = achievementsOf(plan, Math.max(1, min));
  return [
    ...plan.title.specialties.map(({ code, name }) =>
      change(`专业：${name.zh}`, `specialty ${name.en ?? name.zh}`, { specialty: code }),
    ),
    ...[plan.statement.max, plan.statement.max + 1].map((n) =>
      change(`述职 ${n} 字`, `a statement of ${n} characters`, { statement: statementOf(n) }),
    ),
    ...[min - 1, min, softMax + 1]
      .filter((n) => n >= 0)
      .map((n) => change(`业绩 ${n} 项`, `${n} achievements`, { achievements: achievementsOf(plan, n) })),
    ...plan.archiveKinds.flatMap(({ code: kind, names }) =>
      [false, true].map((collective) =>
        change(
          `${names.zh}${collective ? '（集体）' : ''}`,
          `${names.en ?? names.zh}${collective ? ', collective' : ''}`,
          { achievements: [{ kind, collective }, ...first.slice(1)] },
        ),
      ),
    ),
    change('省外有社保记录', 'social insurance outside the province', { siOutOfProvince: true }),
    change('省内社保未取到', 'social insurance could not be fetched', { siFetchFailed: true }),
    change('附件文件大小达到上限', 'files as large as they may be', { fullFiles: true }),
  ];
}

/** Each division and each municipal direct unit. */
function placeChanges({ jurisdiction, directory }: Plan, kind: UnitKind): Change[] {
  const [near] = jurisdiction.divisions;
  return [
    ...jurisdiction.divisions.map(({ code, name }) =>
      change(`单位在${name.zh}`, `the unit is in ${name.en ?? name.zh}`, { unit: unitOf(kind, code) }),
    ),
    ...directory.muniUnits.map(({ muniUnitId, name }) =>
      change(`${name.zh}所属单位`, `a unit under ${name.en ?? name.zh}`, {
        unit: unitOf('ENTERPRISE_STATE', near?.code ?? '', muniUnitId),
      }),
    ),
  ];
}

/** Photos on either side of the sizes that a plan draws. */
function photoChanges({ photo }: Plan): Change[] {
  const { low, high } = photoLimits(photo).bytes;
  const [fewest, greatest] = [least(low), most(high)];
  return [fewest - 1, fewest, greatest, greatest + 1].map((bytes) =>
    change(`证件照 ${bytes} 字节`, `a photo of ${bytes} bytes`, { photo: { ...photoFor(photo), bytes } }),
  );
}
