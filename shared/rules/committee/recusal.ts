import { isVisible } from '../../contracts/characters.ts';
import type { Finding, Outcome } from '../../contracts/finding.ts';
import { addYears } from '../calendar/local-date.ts';
import { find } from './findings.ts';

/**
 * Recusal 回避 (domain-spec §8 B9, L18; C1, C2). The system flags from facts, the expert adds, the office orders; a
 * flag is removed only by the office and with a reason, and two kinds never are: nobody reviews an application in
 * which he is the applicant or a recommender (C1).
 */

export const recusalKinds = [
  'APPLICANT',
  'RECOMMENDER',
  'SAME_UNIT',
  'KINSHIP',
  'CO_LISTED',
  'MUNI_UNIT_HEAD',
] as const;
export type RecusalKind = (typeof recusalKinds)[number];

/** Work at a unit (统一社会信用代码). Civil dates, both inclusive; without `to` the work goes on. */
export interface Employment {
  readonly uscc: string;
  readonly from: string;
  readonly to?: string;
}

export interface ExpertFacts {
  readonly personId: string;
  readonly employments: readonly Employment[];
  /** Kin among applicants, as the expert declared. */
  readonly kin: readonly { readonly personId: string; readonly relation: string }[];
  /** Municipal direct units which the expert heads. */
  readonly headsMuniUnits: readonly string[];
}

export interface ApplicantFacts {
  readonly personId: string;
  readonly employments: readonly Employment[];
  readonly recommenderIds: readonly string[];
  readonly achievements: readonly { readonly id: string; readonly coListed: readonly string[] }[];
  /** Municipal direct unit that the applicant's unit belongs to. */
  readonly muniUnitId?: string;
  /** Kin among experts, as the applicant declared. */
  readonly kin?: readonly { readonly personId: string; readonly relation: string }[];
}

/** A ground for recusal. `fact` is what it rests on (a unit's code, an achievement's id …), for the office only. */
export interface RecusalFlag {
  readonly kind: RecusalKind;
  readonly rule: string;
  readonly fact: string;
  readonly removable: boolean;
  readonly reason: { readonly zh: string; readonly en: string };
}

/** How long a shared unit counts (B9). */
export const SAME_UNIT_YEARS = 3;

const grounds: Record<RecusalKind, { rule: string; removable: boolean; zh: string; en: string }> = {
  APPLICANT: { rule: 'C1', removable: false, zh: '本人即申报人', en: 'The expert is the applicant' },
  RECOMMENDER: {
    rule: 'C1',
    removable: false,
    zh: '是申报人的推荐人',
    en: 'The expert recommended the applicant',
  },
  SAME_UNIT: {
    rule: 'B9',
    removable: true,
    zh: '与申报人现在或近三年内同在一个单位',
    en: 'Same unit as the applicant, now or within the last three years',
  },
  KINSHIP: { rule: 'B9', removable: true, zh: '申明有亲属关系', en: 'Kinship was declared' },
  CO_LISTED: {
    rule: 'B9',
    removable: true,
    zh: '与申报人共同署名所选业绩',
    en: 'Listed together with the applicant on a selected achievement',
  },
  MUNI_UNIT_HEAD: {
    rule: 'B9',
    removable: true,
    zh: '是申报人所属市直单位的负责人',
    en: "Heads the municipal direct unit of the applicant's unit",
  },
};

function flag(kind: RecusalKind, fact: string): RecusalFlag {
  const { rule, removable, zh, en } = grounds[kind];
  return { kind, rule, fact, removable, reason: { zh, en } };
}

/** The units at which somebody worked at any time from three years before `on` until `on`, both days included. */
function unitsOf(employments: readonly Employment[], on: string): Set<string> {
  // Asked of every expert for every candidate, and hardly any employment has ended.
  const since = employments.some(({ to }) => to !== undefined) ? addYears(on, -SAME_UNIT_YEARS) : on;
  const within = employments.filter(({ from, to }) => from <= on && (to === undefined || to >= since));
  return new Set(within.map(({ uscc }) => uscc));
}

/**
 * All automatic grounds between an expert and an applicant, each with the fact it rests on.
 * @param on civil date of the session: the three years are counted back from it
 */
export function recusalFlags(expert: ExpertFacts, applicant: ApplicantFacts, on: string): RecusalFlag[] {
  const flags: RecusalFlag[] = [];
  if (expert.personId === applicant.personId) flags.push(flag('APPLICANT', applicant.personId));
  if (applicant.recommenderIds.includes(expert.personId)) flags.push(flag('RECOMMENDER', expert.personId));
  const theirs = unitsOf(applicant.employments, on);
  for (const uscc of unitsOf(expert.employments, on))
    if (theirs.has(uscc)) flags.push(flag('SAME_UNIT', uscc));
  const declared = [
    ...expert.kin.filter((one) => one.personId === applicant.personId),
    ...(applicant.kin ?? []).filter((one) => one.personId === expert.personId),
  ];
  for (const relation of new Set(declared.map((one) => one.relation))) flags.push(flag('KINSHIP', relation));
  for (const { id, coListed } of applicant.achievements)
    if (coListed.includes(expert.personId)) flags.push(flag('CO_LISTED', id));
  if (applicant.muniUnitId !== undefined && expert.headsMuniUnits.includes(applicant.muniUnitId))
    flags.push(flag('MUNI_UNIT_HEAD', applicant.muniUnitId));
  return flags;
}

/** A recusal that a person adds (L18): the expert applies, or the office orders. */
export interface AddedRecusal {
  readonly by: 'EXPERT' | 'OFFICE';
  readonly actorId: string;
  readonly reason: string;
}

/** The office takes an automatic flag away, because the fact is wrong or does not matter. */
export interface RemovedFlag {
  readonly kind: RecusalKind;
  readonly fact: string;
  readonly by: 'EXPERT' | 'OFFICE';
  readonly actorId: string;
  readonly reason: string;
}

export interface RecusalDecision {
  readonly recused: boolean;
  /** Flags that stand. */
  readonly flags: readonly RecusalFlag[];
  readonly added: readonly AddedRecusal[];
  readonly removed: readonly RemovedFlag[];
}

function checkRemoval(removal: RemovedFlag, flags: readonly RecusalFlag[]): Finding[] {
  const target = flags.find((one) => one.kind === removal.kind && one.fact === removal.fact);
  const field = `removed.${removal.kind}`;
  if (!target) return [find('RECUSAL_UNKNOWN', { field, found: `${removal.kind} ${removal.fact}` })];
  const problems: Finding[] = [];
  if (!target.removable) problems.push(find('RECUSAL_NOT_REMOVABLE', { field }));
  if (removal.by !== 'OFFICE') problems.push(find('RECUSAL_REMOVED_BY_EXPERT', { field }));
  if (!isVisible(removal.reason)) problems.push(find('RECUSAL_REASON', { field }));
  return problems;
}

/**
 * What holds in the end: automatic flags less those removed, and what was added. One ground is enough.
 * @returns the decision; or every removal or addition that is not allowed, with nothing decided
 */
export function decideRecusal(
  flags: readonly RecusalFlag[],
  added: readonly AddedRecusal[],
  removed: readonly RemovedFlag[],
): Outcome<RecusalDecision> {
  const problems = removed.flatMap((one) => checkRemoval(one, flags));
  for (const one of added)
    if (!isVisible(one.reason)) problems.push(find('RECUSAL_REASON', { field: 'added' }));
  if (problems.length > 0) return { ok: false, problems };
  const standing = flags.filter(
    (one) => !removed.some((out) => out.kind === one.kind && out.fact === one.fact),
  );
  const value = { recused: standing.length + added.length > 0, flags: standing, added, removed };
  return { ok: true, value, advice: [] };
}

/** C2, D29: nobody sits on the committee of a plan in which he declares, under whichever of his accounts. */
export function checkExpertIsNotApplicant(
  accounts: readonly string[],
  applicantsOfPlan: readonly string[],
): Finding[] {
  return accounts.some((id) => applicantsOfPlan.includes(id))
    ? [find('EXPERT_IS_APPLICANT', { field: 'expertId' })]
    : [];
}
