import type { ResponseOf } from '../contracts/api/index.ts';
import type { UnitKind } from '../contracts/declaration.ts';
import type { Bilingual } from '../contracts/finding.ts';
import type { Plan } from '../contracts/plan.ts';
import type { Scalar } from '../contracts/plan-expression.ts';
import type { PlanText } from '../contracts/plan-text.ts';
import type { Requirement, Requirements } from '../rules/declaration/attachments.ts';
import type { Decision } from '../rules/plan/expression.ts';

export type RequirementView = ResponseOf<'RequirementView'>;

/** Every attachment that is asked of this person, with the reason (R41–R57, L8). */
export function requirementViews(plan: Plan, asked: Requirements): RequirementView[] {
  return asked.required.map((requirement) => requirementView(plan, requirement));
}

function requirementView(plan: Plan, requirement: Requirement): RequirementView {
  const { codes, documents, row, level, instance } = requirement;
  const fetched = row.fetch ?? row.fetchInProvince;
  return {
    code: codes[0] ?? '',
    names: namesOf(documents.map((d) => d.names)),
    min: requirement.min,
    ...(codes.length > 1 ? { oneOf: [...codes] } : {}),
    ...(instance ? { instance } : {}),
    ...(requirement.acceptKinds ? { accept: [...requirement.acceptKinds] } : {}),
    ...(level
      ? {
          need: needOf(
            level,
            row.level?.some((e) => e.at),
          ),
        }
      : {}),
    ...(fetched ? { fetch: fetched } : {}),
    rules: [...requirement.rules],
    why: whyOf(plan, requirement.because),
    humanChecks: documents.flatMap((d) => (d.humanChecks ?? []).map((check) => check.text)),
  };
}

function needOf(level: NonNullable<Requirement['level']>, atCutoff: boolean | undefined) {
  const { need, minYears } = level;
  return {
    level: need,
    ...(minYears === undefined ? {} : { minYears, ...(atCutoff ? { at: 'cutoffDate' } : {}) }),
  };
}

function namesOf(names: readonly PlanText[]): PlanText {
  const en = names.map((n) => n.en ?? n.zh).join(' or ');
  return { zh: names.map((n) => n.zh).join('或'), ...(en ? { en } : {}) };
}

/** The facts that made a row apply, in the plan's own words. */
export function whyOf(plan: Plan, because: readonly Decision[]): Bilingual {
  if (because.length === 0) return { zh: '所有申报人员均须提供', en: 'Everybody gives this' };
  const parts = because.map((one) => factText(plan, one));
  return {
    zh: `因为${parts.map((p) => p.zh).join('，')}`,
    en: `Because ${parts.map((p) => p.en).join(', and ')}`,
  };
}

const factNames: Record<string, Bilingual> = {
  track: { zh: '申报方式', en: 'the track' },
  category: { zh: '人员类别', en: 'the category' },
  edu: { zh: '学历情况', en: 'the education' },
  unitKind: { zh: '单位性质', en: 'the kind of unit' },
  affiliation: { zh: '单位隶属', en: 'the affiliation of the unit' },
  established: { zh: '事业单位编制', en: 'established post' },
  siOutOfProvince: { zh: '省外社保记录', en: 'social insurance outside the province' },
  siFetchFailed: { zh: '省内社保获取失败', en: 'failed fetch of social insurance' },
  collective: { zh: '集体项目', en: 'collective project' },
  kind: { zh: '业绩类别', en: 'the kind of achievement' },
};

export const unitKindNames: Record<UnitKind, Bilingual> = {
  ENTERPRISE_STATE: { zh: '国有企业', en: 'state-owned enterprise' },
  ENTERPRISE_PRIVATE: { zh: '民营企业', en: 'private enterprise' },
  NON_PUBLIC: { zh: '非公单位', en: 'non-public unit' },
  PUBLIC_INSTITUTION: { zh: '事业单位', en: 'public institution' },
  OTHER: { zh: '其他单位', en: 'other unit' },
};

const affiliationNames: Record<string, Bilingual> = {
  MUNI_DIRECT: { zh: '市直单位所属', en: 'under a municipal direct unit' },
  DIVISION: { zh: '区、县（市）所属', en: 'under a district or county' },
};

function factText(plan: Plan, { fact, found }: Decision): Bilingual {
  const name = factNames[fact] ?? { zh: fact, en: fact };
  const values = (Array.isArray(found) ? found : [found]) as readonly Scalar[];
  const texts = values.map((value) => valueText(plan, fact, value));
  return {
    zh: `${name.zh}为“${texts.map((t) => t.zh).join('、')}”`,
    en: `${name.en} is “${texts.map((t) => t.en).join(', ')}”`,
  };
}

function valueText(plan: Plan, fact: string, value: Scalar): Bilingual {
  if (value === null) return { zh: '不适用', en: 'not applicable' };
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  const code = String(value);
  const named = (list: readonly { code: string; names: PlanText }[]) =>
    list.find((one) => one.code === code)?.names;
  const text: PlanText | undefined =
    fact === 'track'
      ? named(plan.tracks)
      : fact === 'category'
        ? named(plan.categories)
        : fact === 'kind'
          ? named(plan.archiveKinds)
          : fact === 'edu'
            ? plan.educations.find((e) => e.kind === code)?.names
            : fact === 'unitKind'
              ? unitKindNames[code as UnitKind]
              : affiliationNames[code];
  return { zh: text?.zh ?? code, en: text?.en ?? text?.zh ?? code };
}
