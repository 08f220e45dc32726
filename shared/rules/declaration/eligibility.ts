import { isVisible, normaliseIdentifier } from '../../contracts/characters.ts';
import type { DeclarationData, Recommender, UnitFacts } from '../../contracts/declaration.ts';
import type { Finding } from '../../contracts/finding.ts';
import { isLocalDate } from '../../contracts/local-date.ts';
import type { Plan, Track } from '../../contracts/plan.ts';
import type { RuleId } from '../base/finding.ts';
import { addMonths } from '../calendar/local-date.ts';
import { sameName } from '../people/privacy.ts';
import type { FactContext } from '../plan/facts.ts';
import { checkSelfEvaluation as checkScore, evaluateScore } from '../plan/scoring.ts';
import { find } from './findings.ts';

/** Tracks, categories, options, self-evaluation and recommenders (R31–R36, Q11, Q27), by the plan's data alone. */

const trackOf = (plan: Plan, code: string | undefined): Track | undefined =>
  plan.tracks.find((t) => t.code === code);

/** The tracks that a category may use: the answer to Q27's plain question "which one is mine". */
export const tracksFor = (plan: Plan, category: string): Track[] =>
  plan.tracks.filter((t) => t.categories.includes(category));

/** Who is asking, so that nobody recommends themselves (R33), with what facts need of the person. */
export interface ApplicantIdentity extends NonNullable<FactContext['applicant']> {
  readonly name: string;
  readonly idNumber?: string;
}

/**
 * The public label of how somebody applies (V1, P1, Q11): the name of the track, or 转评 for a conversion, which is
 * a category of 正常申报 here and a mode of its own on public lists.
 */
export function declarationMode(plan: Plan, data: DeclarationData): string {
  if (data.category === 'CONVERSION') {
    return plan.categories.find((c) => c.code === 'CONVERSION')?.names.zh ?? '';
  }
  return trackOf(plan, data.track)?.names.zh ?? '';
}

/** Track, category and options together (R31, R34, R35, R36, Q11). What is not answered yet is R25's business. */
export function checkTrack(plan: Plan, data: DeclarationData): Finding[] {
  const findings: Finding[] = [];
  const track = trackOf(plan, data.track);
  const category = plan.categories.find((c) => c.code === data.category);
  if (data.track !== undefined && !track)
    findings.push(find('TRACK_UNKNOWN', { field: '/data/track', found: data.track }));
  if (data.category !== undefined && !category) {
    findings.push(find('CATEGORY_UNKNOWN', { field: '/data/category', found: data.category }));
  }
  if (track && category && !track.categories.includes(category.code)) {
    const allowed = tracksFor(plan, category.code).map((t) => t.names.zh);
    const skilled = category.code === 'SKILLED' || category.code === 'HIGH_SKILLED';
    const facts = { field: '/data/track', found: category.names.zh, allowed: allowed.join('、') };
    findings.push(find('TRACK_FOR_CATEGORY', { ...facts, rule: skilled ? 'R35' : 'R34' }));
  }
  if (track) findings.push(...checkOptions(track, data.category, data.optionCodes ?? []));
  return findings;
}

/** The options of a track that are for this category (R31, R35); all of them while it is not chosen. */
export const optionsFor = (track: Track, category: string | undefined): Track['options'] =>
  track.options.filter(
    ({ categories }) => !categories || category === undefined || categories.includes(category),
  );

function checkOptions(track: Track, category: string | undefined, ticked: readonly string[]): Finding[] {
  const known = new Set(optionsFor(track, category).map((o) => o.code));
  const field = '/data/optionCodes';
  // The rule of the track that speaks of ticking: R31 for 正常申报, R36 for 标志性业绩直接申报.
  const rule = track.rules[0] as RuleId | undefined;
  const unknown = ticked.filter((code) => !known.has(code));
  const findings = unknown.map((found) => find('OPTION_UNKNOWN', { field, found, rule }));
  const count = new Set(ticked.filter((code) => known.has(code))).size;
  if (count < track.optionsMin) {
    findings.push(find('OPTION_REQUIRED', { field, found: count, allowed: track.optionsMin, rule }));
  }
  return findings;
}

/** The system self-evaluation of a track that has one (R32): all bad answers and the score, together. */
export function checkSelfEvaluation(plan: Plan, data: DeclarationData): Finding[] {
  const track = trackOf(plan, data.track);
  if (!track?.scoring) return [];
  const table = plan.scoringTables[track.scoring.table];
  if (!table) return [];
  const score = evaluateScore(table, data.selfEvaluation ?? {});
  return [...score.findings, ...checkScore(score.total, track.scoring.pass.gte, '/data/selfEvaluation')];
}

/** The same specialty, or one that either of the two names as close 相近专业 (R33). */
export function isCloseSpecialty(plan: Plan, a: string, b: string): boolean {
  const close = (code: string) => plan.title.specialties.find((s) => s.code === code)?.close ?? [];
  return a === b || close(a).includes(b) || close(b).includes(a);
}

const sameNumber = (a: string, b: string) => normaliseIdentifier(a) === normaliseIdentifier(b);

/**
 * One natural person? The identity number decides where both give one; else the number of the certificate; people of
 * one name with different certificates are two.
 */
function samePerson(a: Recommender, b: Recommender): boolean {
  if (a.idNumber && b.idNumber) return sameNumber(a.idNumber, b.idNumber);
  if (a.recommenderId === b.recommenderId) return true;
  if (a.certificateNo && b.certificateNo) return sameNumber(a.certificateNo, b.certificateNo);
  return sameName(a.name, b.name);
}

/** Of one name with the applicant and not shown to be another person counts as the applicant. */
function isApplicant(r: Recommender, applicant: ApplicantIdentity): boolean {
  if (r.idNumber && applicant.idNumber) return sameNumber(r.idNumber, applicant.idNumber);
  return sameName(r.name, applicant.name);
}

/**
 * R33, Q13: enough recommenders, each of the title asked for and of the same or a close specialty, all distinct
 * natural persons, none of them the applicant. Every defect is named, then whether enough remain.
 */
export function checkRecommenders(
  plan: Plan,
  data: DeclarationData,
  applicant: ApplicantIdentity,
): Finding[] {
  const need = trackOf(plan, data.track)?.recommenders;
  if (!need) return [];
  const findings: Finding[] = [];
  const good: Recommender[] = [];
  const titles = need.titles.join('、');
  for (const [i, r] of (data.recommenders ?? []).entries()) {
    const before = findings.length;
    const defect = (part: 'name' | 'title' | 'specialty', zh: string, en: string) =>
      findings.push(
        find('SELF_EVAL_RECOMMENDERS', {
          field: `/data/recommenders/${i}/${part}`,
          found: r[part],
          words: { why: { zh, en } },
        }),
      );
    if (isApplicant(r, applicant))
      defect(
        'name',
        '推荐人不能是申报人本人；同名者请填写证件号码以区分',
        'applicants cannot recommend themselves; give the identity number of a namesake',
      );
    if (good.some((g) => samePerson(g, r)))
      defect(
        'name',
        `${r.name}重复，推荐人须为不同的人`,
        `${r.name} is named twice; they must be different people`,
      );
    // What is empty is missing (R25), and nothing more is to be said of it.
    if (isVisible(r.title) && !need.titles.includes(r.title)) {
      defect(
        'title',
        `${r.name}的职称为“${r.title}”，应为${titles}`,
        `${r.name} holds ${r.title}; ${titles} is needed`,
      );
    }
    if (isVisible(r.specialty) && !specialtyFits(plan, need.specialty, data.specialty, r.specialty))
      defect(
        'specialty',
        `${r.name}的专业与申报专业不相同也不相近`,
        `the specialty of ${r.name} is neither the same nor a close one`,
      );
    const whole = [r.name, r.title, r.specialty].every(isVisible);
    if (whole && findings.length === before) good.push(r);
  }
  const [found, allowed] = [good.length, need.min];
  if (found < allowed) {
    const why = {
      zh: `需 ${allowed} 名专业相符的${titles}推荐，符合要求的有 ${found} 名`,
      en: `${allowed} persons of a fitting specialty who hold ${titles} must recommend; ${found} qualify`,
    };
    findings.push(
      find('SELF_EVAL_RECOMMENDERS', { field: '/data/recommenders', found, allowed, words: { why } }),
    );
  }
  return findings;
}

function specialtyFits(
  plan: Plan,
  need: 'SAME_OR_CLOSE' | 'SAME' | 'ANY',
  own: string | undefined,
  his: string,
) {
  if (need === 'ANY' || own === undefined) return true;
  return need === 'SAME' ? own === his : isCloseSpecialty(plan, own, his);
}

const sanctionMonths = { DEMERIT: 12, DEMOTION_OR_DISMISSAL: 24 } as const;

/** L6: in service, and no sanction running on the day (记过 12 months, 降低岗位等级或撤职 24; staff of public institutions only). */
export function checkStanding(data: DeclarationData, unit: UnitFacts | undefined, today: string): Finding[] {
  const findings: Finding[] = [];
  if (data.inService === false) findings.push(find('NOT_IN_SERVICE', { field: '/data/inService' }));
  if (data.sanction && isLocalDate(data.sanction.decidedOn) && unit?.kind === 'PUBLIC_INSTITUTION') {
    const until = addMonths(data.sanction.decidedOn, sanctionMonths[data.sanction.kind]);
    if (today < until) findings.push(find('UNDER_SANCTION', { field: '/data/sanction', allowed: until }));
  }
  return findings;
}

/** Everything about who may apply how (R31–R36, L6), all findings at once. */
export function checkEligibility(
  plan: Plan,
  data: DeclarationData,
  applicant: ApplicantIdentity,
  unit: UnitFacts | undefined,
  today: string,
): Finding[] {
  const specialty = plan.title.specialties.some((s) => s.code === data.specialty);
  return [
    ...checkTrack(plan, data),
    ...(data.specialty === undefined || specialty
      ? []
      : [find('SPECIALTY_UNKNOWN', { field: '/data/specialty', found: data.specialty })]),
    ...checkSelfEvaluation(plan, data),
    ...checkRecommenders(plan, data, applicant),
    ...checkStanding(data, unit, today),
  ];
}
