import type { DeclarationData, Recommender, UnitFacts } from '../../contracts/declaration.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { Plan, Track } from '../../contracts/plan.ts';
import { findingTable } from '../base/finding.ts';
import { addMonths } from '../calendar/local-date.ts';
import { checkSelfEvaluation as checkScore, evaluateScore } from '../plan/scoring.ts';

/** Tracks, categories, options, self-evaluation and recommenders (R31–R36, Q11, Q27), by the plan's data alone. */

const find = findingTable({
  TRACK_UNKNOWN: { rule: 'R31', zh: '本计划没有申报方式“{found}”', en: 'This plan has no track {found}' },
  TRACK_FOR_CATEGORY: {
    rule: 'R34',
    zh: '“{found}”请选择“{allowed}”',
    en: '{found}: please choose the track {allowed}',
  },
  CATEGORY_UNKNOWN: {
    rule: 'R34',
    zh: '本计划没有人员类别“{found}”',
    en: 'This plan has no category {found}',
  },
  OPTION_REQUIRED: {
    rule: 'R31',
    zh: '请在相应选择项打钩，至少 {allowed} 项，现已选 {found} 项',
    en: 'Please tick at least {allowed} of the options; {found} ticked',
  },
  OPTION_UNKNOWN: {
    rule: 'R31',
    zh: '此申报方式没有选择项“{found}”',
    en: 'This track has no option {found}',
  },
  SELF_EVAL_RECOMMENDERS: {
    rule: 'R33',
    zh: '需 {allowed} 名本专业或相近专业高级工程师推荐，符合要求的有 {found} 名',
    en: '{allowed} senior engineers of the same or a close specialty must recommend; {found} qualify',
  },
  SPECIALTY_UNKNOWN: { rule: 'R25', zh: '本计划没有专业“{found}”', en: 'This plan has no specialty {found}' },
  NOT_IN_SERVICE: {
    rule: 'L6',
    zh: '申报人应为单位在职专业技术人员，离退休人员不得申报',
    en: 'Only people in service may apply; retired people may not',
  },
  UNDER_SANCTION: {
    rule: 'L6',
    zh: '处分期至 {allowed}，期满后方可申报',
    en: 'The sanction runs until {allowed}; an application is possible after that',
  },
});

const trackOf = (plan: Plan, code: string | undefined): Track | undefined =>
  plan.tracks.find((t) => t.code === code);

/** The tracks that a category may use: the answer to Q27's plain question "which one is mine". */
export const tracksFor = (plan: Plan, category: string): Track[] =>
  plan.tracks.filter((t) => t.categories.includes(category));

/** Who is asking, so that nobody recommends themselves (R33). */
export interface ApplicantIdentity {
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
    findings.push({ ...find('TRACK_FOR_CATEGORY', facts), rule: skilled ? 'R35' : 'R34' });
  }
  if (track) findings.push(...checkOptions(track, data.optionCodes ?? []));
  return findings;
}

function checkOptions(track: Track, ticked: readonly string[]): Finding[] {
  const known = new Set(track.options.map((o) => o.code));
  const field = '/data/optionCodes';
  // The rule of the track that speaks of ticking: R31 for 正常申报, R36 for 标志性业绩直接申报.
  const rule = track.rules[0] ?? 'R31';
  const unknown = ticked.filter((code) => !known.has(code));
  const findings = unknown.map((found) => ({ ...find('OPTION_UNKNOWN', { field, found }), rule }));
  const count = new Set(ticked.filter((code) => known.has(code))).size;
  if (count < track.optionsMin) {
    findings.push({ ...find('OPTION_REQUIRED', { field, found: count, allowed: track.optionsMin }), rule });
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

const tidy = (text: string | undefined) => (text ?? '').normalize('NFKC').replace(/\s/gu, '').toUpperCase();

/**
 * One natural person? The identity number decides where both give one; else the number of the certificate; people of
 * one name with different certificates are two.
 */
function samePerson(a: Recommender, b: Recommender): boolean {
  if (a.idNumber && b.idNumber) return tidy(a.idNumber) === tidy(b.idNumber);
  if (a.recommenderId === b.recommenderId) return true;
  if (a.certificateNo && b.certificateNo) return tidy(a.certificateNo) === tidy(b.certificateNo);
  return tidy(a.name) === tidy(b.name);
}

/** Of one name with the applicant and not shown to be another person counts as the applicant. */
function isApplicant(r: Recommender, applicant: ApplicantIdentity): boolean {
  if (r.idNumber && applicant.idNumber) return tidy(r.idNumber) === tidy(applicant.idNumber);
  return tidy(r.name) === tidy(applicant.name);
}

const defect = (field: string, found: string, zh: string, en: string): Finding => ({
  code: 'SELF_EVAL_RECOMMENDERS',
  rule: 'R33',
  field,
  found,
  message: { zh, en },
  severity: 'error',
});

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
  for (const [i, r] of (data.recommenders ?? []).entries()) {
    const field = `/data/recommenders/${i}`;
    const before = findings.length;
    if (isApplicant(r, applicant)) {
      findings.push(
        defect(
          field,
          r.name,
          '推荐人不能是申报人本人；同名者请填写证件号码以区分',
          'Applicants cannot recommend themselves; give the identity number of a namesake',
        ),
      );
    }
    if (good.some((g) => samePerson(g, r))) {
      findings.push(
        defect(
          field,
          r.name,
          `推荐人须为不同的人，${r.name}重复`,
          `Recommenders must be different people; ${r.name} is named twice`,
        ),
      );
    }
    if (!need.titles.includes(r.title)) {
      const titles = need.titles.join('、');
      findings.push(
        defect(
          field,
          r.title,
          `${r.name}的职称为“${r.title}”，应为${titles}`,
          `${r.name} holds ${r.title}; ${titles} is needed`,
        ),
      );
    }
    if (!specialtyFits(plan, need.specialty, data.specialty, r.specialty)) {
      findings.push(
        defect(
          field,
          r.specialty,
          `${r.name}的专业与申报专业不相同也不相近`,
          `The specialty of ${r.name} is neither the same nor a close one`,
        ),
      );
    }
    if (findings.length === before) good.push(r);
  }
  if (good.length < need.min) {
    findings.push(
      find('SELF_EVAL_RECOMMENDERS', { field: '/data/recommenders', found: good.length, allowed: need.min }),
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
  if (data.sanction && unit?.kind === 'PUBLIC_INSTITUTION') {
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
