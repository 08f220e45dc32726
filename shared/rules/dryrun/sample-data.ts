import type { DeclarationData, PreconditionAnswer } from '../../contracts/declaration.ts';
import type { Plan, ScoringTable, Track } from '../../contracts/plan.ts';
import {
  type AppointmentKind,
  type educationKinds,
  type TitleLevel,
  titleLevels,
} from '../../contracts/plan-attachments.ts';
import type { Precondition } from '../../contracts/plan-procedure.ts';
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
  /** Days of the vote and of the document of that title (D31). */
  readonly title: { readonly passedAt: string; readonly issuedAt: string };
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
  const level: TitleLevel = traits.level ?? heldFor(plan, traits.category);
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
    titles: [{ level, name: '现有职称', ...traits.title }],
    appointment: {
      level,
      kind: traits.document,
      title: '现任职务',
      periods: [{ from: traits.heldFrom }],
    },
    work: [{ period: { from: traits.workFrom }, unitName: '示例单位', post: '专业技术岗位' }],
    workStatement: traits.statement,
    siOutOfProvince: traits.siOutOfProvince,
    mobile: traits.mobile,
    inService: true,
    ...(plan.exclusions
      ? { exclusions: Object.fromEntries(plan.exclusions.map(({ code }) => [code, { applies: false }])) }
      : {}),
    ...(answers ? { selfEvaluation: answersFor(answers, traits.score) } : {}),
    ...(plan.preconditions ? { preconditions: answersTo(plan.preconditions, traits) } : {}),
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
export function heldFor({ title }: Plan, category: string): TitleLevel {
  const at = titleLevels.indexOf(title.level);
  return titleLevels[category === 'CONVERSION' ? at : Math.max(0, at - 1)] ?? 'ASSISTANT';
}

/** The best answers (R32); with a number, of each item in turn as little as still comes to it. */
function answersFor(table: ScoringTable, atLeast?: number): Record<string, number> {
  const items = table.groups.flatMap((group) => group.items);
  const steps = (item: (typeof items)[number]): number[] =>
    item.kind === 'CHOICE'
      ? item.choices.map((choice) => choice.score).sort((a, b) => a - b)
      : Array.from({ length: Math.ceil(item.max / item.each) + 1 }, (_, n) => n);
  const answers = Object.fromEntries(items.map((item) => [item.code, steps(item).at(-1) ?? 0]));
  if (atLeast === undefined) return answers;
  for (const item of items) {
    const enough = (step: number) => evaluateScore(table, { ...answers, [item.code]: step }).total >= atLeast;
    answers[item.code] = steps(item).find(enough) ?? answers[item.code] ?? 0;
  }
  return answers;
}

/** What is asked beforehand (D39), as somebody answers it who meets it. */
const answersTo = (asked: readonly Precondition[], traits: Traits): DeclarationData['preconditions'] =>
  Object.fromEntries(asked.map((one) => [one.code, answerTo(one, traits)]));

function answerTo(one: Precondition, { heldFrom }: Traits): PreconditionAnswer {
  switch (one.kind) {
    case 'TITLE': {
      const held = { title: '现任职务', grantedOn: heldFrom, grantedBy: '示例单位', certificateNo: 'Z1' };
      const elsewhere = one.elsewhere ? { elsewhere: true } : {};
      return { series: one.series[0]?.code, level: one.levels[0], ...held, ...elsewhere };
    }
    case 'EXAM': {
      const [exam] = one.exams;
      return { exam: exam?.code, score: exam?.pass ?? 0, validUntil: '2099-12-31', certificateNo: 'Z1' };
    }
    case 'DOCUMENT':
    case 'GROUP_CHECK':
      return {};
  }
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
