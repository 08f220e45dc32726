import { type UnitFacts, type UnitKind, unitKinds } from '../../contracts/declaration.ts';
import type { Bilingual } from '../../contracts/finding.ts';
import type { PhotoRules } from '../../contracts/photo.ts';
import type { Plan } from '../../contracts/plan.ts';
import { type TitleLevel, titleLevels } from '../../contracts/plan-attachments.ts';
import type { Facts } from '../../contracts/plan-expression.ts';
import type { YearCount } from '../../contracts/plan-years.ts';
import { addDays, addYears } from '../calendar/local-date.ts';
import { judgePhoto } from '../files/photo.ts';
import { photoLimits } from '../files/photo-limits.ts';
import { smallestSize } from '../files/photo-size.ts';
import { evaluate } from '../plan/expression.ts';
import type { AchievementFacts } from '../plan/facts.ts';
import { type EducationKind, heldFor, type Traits } from './sample-data.ts';

/** One made-up person of a dry run, with what is known of her beside what she types. */
export interface Life extends Traits {
  readonly unit: UnitFacts;
  readonly birthDate: string;
  readonly siFetchFailed: boolean;
  readonly achievements: readonly AchievementFacts[];
  readonly photo: Photo;
  /** Files as large as they may be. */
  readonly fullFiles: boolean;
  /** When she hands in: by its place in the plan's window, or on that civil date. */
  readonly day: 'FIRST' | 'MIDDLE' | 'LAST' | { readonly on: string };
  /** What is particular about her; nothing of most. */
  readonly note?: Bilingual;
}

export interface Photo {
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** What a person of the cross product is drawn by; the rest is ordinary. */
export interface Cell {
  readonly track: string;
  readonly category: string;
  readonly education: EducationKind;
  readonly unitKind: UnitKind;
  readonly established?: boolean | undefined;
}

/** Sizes of ID photos in pixels, as the places that take them give them. */
const photoSizes = [
  [413, 579],
  [295, 413],
  [358, 441],
  [480, 640],
  [600, 800],
  [626, 875],
] as const;

/** A photo that these rules take, of a usual size where one is; as many bytes as lie in the middle. */
export function photoFor(rules: PhotoRules): Photo {
  const { low, high } = photoLimits(rules).bytes;
  const bytes = Math.floor((low.at + high.at) / 2);
  const { width, height } = smallestSize(rules);
  const own = [width, height] as const;
  const all = [...photoSizes, own].map(([w, h]) => ({ bytes, width: w, height: h }));
  const fits = (one: Photo) => judgePhoto({ ...one, jpeg: true, faults: [] }, rules).ok;
  return all.find(fits) ?? (all[0] as Photo);
}

/** Full years that a plan asks of a count, each once (D40). */
export const needsOf = (plan: Plan, ...counts: readonly YearCount[]): number[] => [
  ...new Set(
    (plan.years?.needs ?? []).flatMap(({ of, min, max }) =>
      counts.includes(of) ? [min ?? [], max ?? []].flat() : [],
    ),
  ),
];

/** Full years that the plan's table asks that a title be held, each once. */
export const yearsAsked = (plan: Plan): number[] => [
  ...new Set(plan.attachments.rows.flatMap((row) => (row.level ?? []).flatMap((one) => one.minYears ?? []))),
];

/** Divisions that some point serves on the first day of declaring. */
export const divisionsOf = ({ jurisdiction }: Plan): string[] =>
  jurisdiction.divisions.map((one) => one.code);

/** An ordinary person of that cell, who meets what `plan` asks: old enough, long enough in the post. */
export function ordinaryLife(plan: Plan, cell: Cell, division: string): Life {
  const { cutoffDate } = plan.windows;
  const held = Math.max(4, ...yearsAsked(plan), ...needsOf(plan, 'TITLE')) + 2;
  const worked = Math.max(held, ...needsOf(plan, 'WORK', 'EDUCATION')) + 2;
  const workFrom = addYears(cutoffDate, -worked);
  const graduated = addDays(workFrom, -15);
  return {
    track: cell.track,
    category: cell.category,
    education: cell.education,
    ...(cell.established === undefined ? {} : { established: cell.established }),
    specialty: plan.title.specialties[0]?.code ?? '',
    graduated,
    workFrom,
    heldFrom: addYears(cutoffDate, -held),
    title: titleAt(addYears(cutoffDate, -held)),
    ...levelFor(plan, cell),
    document: 'APPOINTMENT',
    siOutOfProvince: false,
    statement: statementOf(Math.min(60, plan.statement.max)),
    mobile: '13800000000',
    unit: unitOf(cell.unitKind, division),
    birthDate: addYears(graduated, -22),
    siFetchFailed: false,
    achievements: achievementsOf(plan, Math.max(1, plan.achievements.min)),
    photo: photoFor(plan.photo),
    fullFiles: false,
    day: 'MIDDLE',
  };
}

/** The highest title that the table may ask of her, where that is more than whoever asks for this one mostly holds. */
function levelFor(plan: Plan, { category }: Cell): Pick<Life, 'level'> {
  const rank = (level: TitleLevel) => titleLevels.indexOf(level);
  const usual = heldFor(plan, category);
  const needs = plan.attachments.rows.flatMap((row) => row.level ?? []);
  const asked = needs
    .filter(({ when }) => evaluate(when, { category }).value !== false)
    .flatMap(({ need }) => (need === 'ANY' ? [] : need));
  const highest = asked.sort((a, b) => rank(b) - rank(a))[0];
  return highest && rank(highest) > rank(usual) ? { level: highest } : {};
}

/** A title whose vote and document were on one day, so that it is the same whichever counts (C14). */
export const titleAt = (day: string): Life['title'] => ({ passedAt: day, issuedAt: day });

export const unitOf = (kind: UnitKind, division: string, muniUnitId?: string): UnitFacts => ({
  kind,
  affiliation: muniUnitId ? { type: 'MUNI_DIRECT', muniUnitId } : { type: 'DIVISION', division },
  location: { division },
});

/** So many of them, of the plan's kinds in turn; none of them collective. */
export const achievementsOf = ({ archiveKinds }: Plan, count: number): AchievementFacts[] =>
  Array.from({ length: count }, (_, i) => ({
    kind: archiveKinds[i % archiveKinds.length]?.code ?? '',
    collective: false,
  }));

const sentence = '主持编制作业指导书一项，在三个项目中使用，返修率由百分之四降至百分之一以下。';

/** A statement of so many characters. */
export const statementOf = (length: number): string =>
  [...sentence.repeat(Math.ceil(length / sentence.length))].slice(0, length).join('');

/** A person whom the decision table sees as this case; undefined where a fact of it is no person's. */
export function lifeOf(plan: Plan, facts: Facts, division: string): Life | undefined {
  const value = <T>(name: string) =>
    Array.isArray(facts[name]) ? undefined : (facts[name] as T | undefined);
  const { cutoffDate } = plan.windows;
  const track = value<string>('track') ?? trackFor(plan, value('category'));
  const category = value<string>('category') ?? plan.tracks.find((t) => t.code === track)?.categories[0];
  const education = value<EducationKind>('edu') ?? plan.educations[0]?.kind;
  if (track === undefined || category === undefined || education === undefined) return undefined;
  const unitKind =
    value<UnitKind>('unitKind') ?? (facts.established === null ? unitKinds[0] : 'PUBLIC_INSTITUTION');
  const established = unitKind === 'PUBLIC_INSTITUTION' ? (value<boolean>('established') ?? true) : undefined;
  const one = ordinaryLife(plan, { track, category, education, unitKind, established }, division);
  const [years, age, title, educated] = (
    ['workYears', 'ageAtCutoff', 'titleYears', 'educationYears'] as const
  ).map((name) => {
    const count = value<number>(name);
    return count === undefined ? undefined : addYears(cutoffDate, -count);
  });
  const kind = value<string>('kind') ?? one.achievements[0]?.kind ?? '';
  const muni = facts.affiliation === 'MUNI_DIRECT' ? plan.directory.muniUnits[0]?.muniUnitId : undefined;
  return {
    ...one,
    unit: unitOf(unitKind, division, muni),
    graduated: value<string>('graduated') ?? educated ?? one.graduated,
    workFrom: years ?? educated ?? one.workFrom,
    birthDate: age ?? one.birthDate,
    title: title === undefined ? one.title : titleAt(title),
    siOutOfProvince: value<boolean>('siOutOfProvince') ?? false,
    siFetchFailed: value<boolean>('siFetchFailed') ?? false,
    achievements: [{ kind, collective: value<boolean>('collective') ?? false }, ...one.achievements.slice(1)],
  };
}

const trackFor = (plan: Plan, category: string | undefined): string | undefined =>
  plan.tracks.find((t) => category === undefined || t.categories.includes(category))?.code;
