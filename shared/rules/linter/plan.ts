import type { Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { industryOn } from '../base/plan-stage.ts';
import { checkPrintable } from '../base/printable.ts';
import { yearOf } from '../calendar/local-date.ts';
import { checkNumberPattern } from '../certificate/certificate.ts';
import { checkCommitteeRules, checkFiling } from '../committee/committee.ts';
import { industryDeskOf, runningPoints } from '../desk/routing.ts';
import { least, most, photoLimits } from '../files/photo-limits.ts';
import { atPointer, parsePlan, toPointer } from '../plan/plan.ts';
import { bestScore } from '../plan/scoring.ts';
import { placed } from '../plan/words/say.ts';
import { checkPublicityFields } from '../publicity/list.ts';
import { lintBatches } from './batches.ts';
import { lintTable } from './decision-table.ts';
import { lintExclusions } from './exclusions.ts';
import { find } from './findings.ts';
import { lintPreconditions } from './preconditions.ts';
import { lintSections } from './sections.ts';
import { lintPublicity, lintStages } from './stages.ts';
import { twice } from './twice.ts';
import { lintYears } from './years.ts';

/** The plan linter: what must hold before a plan can be published (G1–G5), all findings at once. */

/** Fields of the raw document that the schema does not know, at any depth. */
function unknownFields(raw: unknown, known: unknown, path: PropertyKey[] = []): Finding[] {
  if (typeof raw !== 'object' || raw === null || typeof known !== 'object' || known === null) return [];
  return Object.entries(raw).flatMap(([key, value]) => {
    const at = [...path, key];
    if (!Object.hasOwn(known, key)) {
      const field = toPointer(at);
      return [find('PLAN_UNKNOWN_FIELD', { field, found: key })];
    }
    return unknownFields(value, (known as Record<string, unknown>)[key], at);
  });
}

function lintDates(plan: Plan, years: readonly number[] | undefined): Finding[] {
  const w = plan.windows;
  const dates: [string, string][] = [
    ['/windows/declare/open', w.declare.open],
    ['/windows/declare/close', w.declare.close],
  ];
  for (const key of ['unitReview', 'pointReview', 'districtReview'] as const) {
    const fixed = w[key];
    if (fixed) dates.push([`/windows/${key}/close`, fixed.close]);
  }
  if (w.payment.mode === 'FIXED') dates.push(['/windows/payment/close', w.payment.close]);
  if (w.form.mode === 'FIXED') dates.push(['/windows/form/close', w.form.close]);
  const findings = dates.slice(1).flatMap(([field, date], i) => {
    const [, before] = dates[i]!;
    return date < before ? [find('PLAN_DEADLINE_ORDER', { field, found: date, allowed: before })] : [];
  });
  if (years) {
    const touched = [...new Set([...dates.map(([, d]) => yearOf(d)), yearOf(w.cutoffDate)])];
    for (const year of touched) {
      if (!years.includes(year)) findings.push(find('PLAN_CALENDAR_GAP', { field: '/windows', found: year }));
    }
  }
  return findings;
}

const inCommittee = (f: Finding): Finding => ({ ...f, field: `/committee/${f.field ?? ''}` });

const committeeFloors = ({ committee: c }: Plan): Finding[] => [
  ...(c.min % 2 === 0 ? [find('PLAN_COMMITTEE_EVEN', { field: '/committee/min', found: c.min })] : []),
  ...checkCommitteeRules(c).map(inCommittee),
];

/** G2 floors, B1 and the filing of the committee (L2), which must cover the title and the declaration window. */
function lintCommittee(plan: Plan): Finding[] {
  const c = plan.committee;
  const use = { series: plan.title.series, level: plan.title.level, on: plan.windows.declare.close };
  const filing = plan.title.specialties.flatMap((s) => checkFiling(c, { ...use, specialty: s.code }));
  const once = filing.filter(
    (f, i) => filing.findIndex((g) => g.code === f.code && g.found === f.found) === i,
  );
  return [...committeeFloors(plan), ...once.map(inCommittee)];
}

function lintCodes(plan: Plan): Finding[] {
  const tables = Object.entries(plan.scoringTables);
  return [
    ...twice(
      plan.title.specialties.map((s) => s.code),
      '/title/specialties',
    ),
    ...twice(
      plan.tracks.map((t) => t.code),
      '/tracks',
    ),
    ...plan.tracks.flatMap((t, i) =>
      twice(
        t.options.map((o) => o.code),
        `/tracks/${i}/options`,
      ),
    ),
    ...twice(
      plan.categories.map((c) => c.code),
      '/categories',
    ),
    ...twice(
      plan.educations.map((e) => e.kind),
      '/educations',
    ),
    ...twice(
      plan.archiveKinds.map((k) => k.code),
      '/archiveKinds',
    ),
    ...twice(
      plan.form.fields.map((f) => f.key),
      '/form/fields',
    ),
    ...twice(
      plan.attachments.documents.map((d) => d.code),
      '/attachments/documents',
    ),
    ...twice(
      plan.directory.points.map((p) => p.pointId),
      '/directory/points',
    ),
    ...twice(
      plan.directory.muniUnits.map((m) => m.muniUnitId),
      '/directory/muniUnits',
    ),
    ...twice(
      (plan.directory.industry ?? []).map((one) => one.deskId),
      '/directory/industry',
    ),
    ...tables.flatMap(([name, t]) =>
      twice(
        t.groups.flatMap((g) => g.items.map((i) => i.code)),
        `/scoringTables/${name}`,
      ),
    ),
  ];
}

function lintReferences(plan: Plan): Finding[] {
  const specialties = new Set(plan.title.specialties.map((s) => s.code));
  const categories = new Set(plan.categories.map((c) => c.code));
  const divisions = new Set(plan.jurisdiction.divisions.map((d) => d.code));
  const missing = (codes: readonly string[], known: ReadonlySet<string>, field: string) =>
    codes.filter((c) => !known.has(c)).map((found) => find('PLAN_REFERENCE', { field, found }));
  return [
    ...plan.title.specialties.flatMap((s, i) =>
      missing(s.close, specialties, `/title/specialties/${i}/close`),
    ),
    ...missing(plan.committee.specialties, specialties, '/committee/specialties'),
    ...plan.tracks.flatMap((t, i) => missing(t.categories, categories, `/tracks/${i}/categories`)),
    ...(plan.directory.industry ?? []).flatMap((one, i) =>
      missing(one.specialties, specialties, `/directory/industry/${i}/specialties`),
    ),
    ...plan.directory.points.flatMap((p, i) =>
      missing(p.divisions, divisions, `/directory/points/${i}/divisions`),
    ),
  ];
}

function lintTracks(plan: Plan): Finding[] {
  const findings = plan.tracks.flatMap((t, i): Finding[] => {
    const field = `/tracks/${i}`;
    const few = t.options.length < t.optionsMin;
    const options = few
      ? [find('PLAN_OPTIONS', { field, found: t.options.length, allowed: t.optionsMin })]
      : [];
    if (!t.scoring) return options;
    const table = Object.hasOwn(plan.scoringTables, t.scoring.table)
      ? plan.scoringTables[t.scoring.table]
      : undefined;
    if (!table)
      return [
        ...options,
        find('PLAN_REFERENCE', { field: `${field}/scoring/table`, found: t.scoring.table }),
      ];
    const best = bestScore(table);
    const { gte } = t.scoring.pass;
    return best >= gte
      ? options
      : [...options, find('PLAN_SCORE_UNREACHABLE', { field, found: best, allowed: gte })];
  });
  plan.categories.forEach((c, i) => {
    if (!plan.tracks.some((t) => t.categories.includes(c.code))) {
      findings.push(find('PLAN_CATEGORY_NEVER', { field: `/categories/${i}`, found: c.code }));
    }
  });
  return findings;
}

function lintPhoto({ photo }: Plan): Finding[] {
  const { bytes, ratio } = photoLimits(photo);
  const { low, high } = ratio;
  const [lowest, highest] = [low.at[0] * high.at[1], high.at[0] * low.at[1]];
  const band = low.included && high.included ? lowest <= highest : lowest < highest;
  const possible = least(bytes.low) <= most(bytes.high) && band;
  return possible ? [] : [find('PLAN_PHOTO', { field: '/photo' })];
}

/** Every division has exactly one running point on every day of the declaration window (§6). */
function lintDirectory(plan: Plan): Finding[] {
  const { open, close } = plan.windows.declare;
  const starts = plan.directory.points.flatMap((p) => [p.validFrom]).filter((d) => open < d && d <= close);
  // What serves a division changes only where a point begins or has ended.
  const days = [open, ...starts, close];
  const findings = new Map<string, Finding>();
  for (const day of days) {
    for (const { code } of plan.jurisdiction.divisions) {
      const count = runningPoints(plan, day).filter((p) => p.divisions.includes(code)).length;
      const problem = count === 0 ? 'PLAN_DIVISION_UNSERVED' : count > 1 ? 'PLAN_DIVISION_TWICE' : undefined;
      if (problem)
        findings.set(`${problem} ${code}`, find(problem, { field: '/directory/points', found: code }));
    }
  }
  return [...findings.values(), ...lintIndustry(plan)];
}

/** D39: whoever declares has an industry's desk, whatever the specialty. */
const lintIndustry = (plan: Plan): Finding[] =>
  industryOn(plan)
    ? plan.title.specialties
        .filter(({ code: specialty }) => !industryDeskOf(plan, { specialty }))
        .map(({ code: found }) => find('PLAN_INDUSTRY_UNSERVED', { field: '/directory/industry', found }))
    : [];

/** G5: every bilingual text holds Chinese characters on its Chinese side; D15: every text can be printed. */
function lintTexts(value: unknown, path: PropertyKey[] = []): Finding[] {
  if (typeof value === 'string') return checkPrintable(value, toPointer(path));
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.entries(value).flatMap(([key, v]) => lintTexts(v, [...path, key]));
  const zh = 'zh' in value ? value.zh : undefined;
  if (typeof zh === 'string' && !/\p{Script=Han}/u.test(zh)) {
    return [find('PLAN_TEXT_LANGUAGE', { field: toPointer([...path, 'zh']), found: zh }), ...own];
  }
  return own;
}

function lintMarks(plan: Plan): Finding[] {
  const lost = plan.sampleData.filter((pointer) => atPointer(plan, pointer) === undefined);
  return [
    ...lost.map((found) => find('PLAN_SAMPLE_POINTER', { field: '/sampleData', found })),
    ...(plan.names.zh === plan.strings.planName
      ? []
      : [find('PLAN_NAME', { field: '/names/zh', found: plan.names.zh })]),
  ];
}

/**
 * G2, B1: the statutory floors alone, which no plan may lower: no version below them runs, however it came to be stored.
 */
export const lintFloors = (plan: Plan): Finding[] => [
  ...plan.stages.flatMap((stage, i) => lintPublicity(stage, `/stages/${i}`)),
  ...committeeFloors(plan),
];

/**
 * The dry run before publishing (G3): shape and unknown fields; statutory floors that no plan can lower (G2); dates in
 * order; stages along the whitelist (G4); codes and references; every row of the decision table over every case;
 * scoring, photo, directory, texts (G5), certificate numbers, sample marks.
 * @param raw the document as it came, so that fields which no rule reads are found too
 * Each says in front where it stands, in the words of the section and the field.
 * @param options.calendarYears years whose holiday notice is loaded; omitted: not checked
 */
export const lintPlan = (raw: unknown, options: LintOptions = {}): Finding[] =>
  lintAll(raw, options).map((one) => placed(one, raw));

interface LintOptions {
  readonly calendarYears?: readonly number[];
}

function lintAll(raw: unknown, options: LintOptions): Finding[] {
  const parsed = parsePlan(raw);
  if (!parsed.ok) return [...parsed.problems];
  const { plan } = parsed;
  return [
    ...unknownFields(raw, plan),
    ...lintDates(plan, options.calendarYears),
    ...lintBatches(plan),
    ...lintStages(plan),
    ...lintPreconditions(plan),
    ...lintCommittee(plan),
    ...lintCodes(plan),
    ...lintReferences(plan),
    ...lintTracks(plan),
    ...lintSections(plan),
    ...lintPhoto(plan),
    ...lintDirectory(plan),
    ...lintTexts(plan),
    ...checkPublicityFields(plan.publicity.fields),
    ...checkNumberPattern(plan.certificate.numberPattern, '/certificate/numberPattern'),
    ...lintMarks(plan),
    ...lintTable(plan),
    ...lintYears(plan),
    ...lintExclusions(plan),
  ];
}
