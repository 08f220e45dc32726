import type { DeclarationData } from '../../contracts/declaration.ts';
import type { educationKinds, Plan, ScoringTable, Track } from '../../contracts/plan.ts';
import { type AppointmentKind, type TitleLevel, titleLevels } from '../../contracts/plan-attachments.ts';
import { optionsFor } from '../declaration/eligibility.ts';
import { evaluateScore } from '../plan/scoring.ts';

/**
 * What somebody who was made up fills in, by whatever plan: the people of a plan's dry run (G3) and those of the season of
 * tests say it in one way.
 */

export type EducationKind = (typeof educationKinds)[number];

/** What somebody is and holds, whatever plan is declared under. Days are civil dates. */
export interface Traits {
  readonly track: string;
  readonly category: string;
  readonly specialty: string;
  readonly education: EducationKind;
  readonly graduated: string;
  readonly workFrom: string;
  readonly heldFrom: string;
  /** Undefined: the title that one holds who asks for this one. */
  readonly level?: TitleLevel | undefined;
  readonly document: AppointmentKind;
  /** Place of the option that is ticked among those for the category; the first by default. */
  readonly option?: number | undefined;
  readonly established?: boolean | undefined;
  readonly siOutOfProvince: boolean;
  readonly statement: string;
  readonly mobile: string;
  /** Points ×100 to come to, as few as can be; the most that there are by default. */
  readonly score?: number | undefined;
  /** How many recommend; as many as the plan asks by default. */
  readonly recommenders?: number | undefined;
}

export const educationLevels: Readonly<Record<EducationKind, string>> = {
  E1: '本科',
  E2: '大专',
  E3: '硕士',
  E4: '本科',
  E5: '本科',
  E6: '技工院校',
  E7: '中专',
};

/** What the data page of this plan asks, as this person answers it. */
export function sampleData(plan: Plan, traits: Traits): DeclarationData {
  const track = plan.tracks.find((one) => one.code === traits.track);
  const answers = track?.scoring ? plan.scoringTables[track.scoring.table] : undefined;
  const chosen = optionCodes(track, traits);
  const data: DeclarationData = {
    track: traits.track,
    category: traits.category,
    specialty: traits.specialty,
    ...(chosen.length > 0 ? { optionCodes: chosen } : {}),
    educations: [
      {
        kind: traits.education,
        school: '示例大学',
        major: '示例专业',
        level: educationLevels[traits.education],
        graduated: traits.graduated,
        from: `${Number(traits.graduated.slice(0, 4)) - 4}-09-01`,
      },
    ],
    ...(traits.established === undefined ? {} : { established: traits.established }),
    appointment: {
      level: traits.level ?? held(plan, traits.category),
      kind: traits.document,
      title: '现任职务',
      periods: [{ from: traits.heldFrom }],
    },
    work: [{ period: { from: traits.workFrom }, unitName: '示例单位', post: '专业技术岗位' }],
    workStatement: traits.statement,
    siOutOfProvince: traits.siOutOfProvince,
    mobile: traits.mobile,
    inService: true,
    ...(answers ? { selfEvaluation: answersFor(answers, traits.score) } : {}),
    ...(track?.recommenders ? { recommenders: recommendersFor(track.recommenders, traits) } : {}),
  };
  const asked = plan.form.fields.map((field): string => field.key);
  return Object.fromEntries(Object.entries(data).filter(([key]) => asked.includes(key)));
}

/** Those that are for this category alone stand for it; whoever the plan sorts by it says so. */
function optionCodes(track: Track | undefined, { category, option }: Traits): string[] {
  if (!track) return [];
  const offered = optionsFor(track, category);
  const own = offered.filter((one) => one.categories);
  const first = option === undefined ? (own[0] ?? offered[0]) : offered[option];
  const ticked = first ? [first, ...offered.filter((one) => one !== first)] : [];
  return ticked.slice(0, Math.max(1, track.optionsMin)).map((one) => one.code);
}

/** A title of the level below, or of the same one in another series. */
function held({ title }: Plan, category: string): TitleLevel {
  const at = titleLevels.indexOf(title.level);
  return titleLevels[category === 'CONVERSION' ? at : Math.max(0, at - 1)] ?? 'ASSISTANT';
}

/** Answers that come to at least so many points, with nothing more than it takes (R32); all of them without a number. */
function answersFor(table: ScoringTable, atLeast = Number.POSITIVE_INFINITY): Record<string, number> {
  const answers: Record<string, number> = {};
  const enough = () => evaluateScore(table, answers).total >= atLeast;
  for (const item of table.groups.flatMap((group) => group.items)) {
    if (enough()) break;
    const steps =
      item.kind === 'CHOICE'
        ? item.choices.map((choice) => choice.score).sort((a, b) => a - b)
        : Array.from({ length: Math.ceil(item.max / item.each) }, (_, n) => n + 1);
    if (!Number.isFinite(atLeast)) answers[item.code] = steps.at(-1) ?? 0;
    else
      for (const step of steps) {
        if (enough()) break;
        answers[item.code] = step;
      }
  }
  return answers;
}

const recommendersFor = (
  { min, titles }: NonNullable<Track['recommenders']>,
  { recommenders: count = min, specialty }: Traits,
) =>
  Array.from({ length: count }, (_, i) => ({
    recommenderId: `r${i}`,
    name: `推荐人${[...'甲乙丙丁戊己庚辛壬癸'][i] ?? i}`,
    title: titles[0] ?? '',
    specialty,
    certificateNo: `Z${i}`,
  }));
