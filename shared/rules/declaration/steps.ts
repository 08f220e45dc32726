import type { ArchiveFacts, Declaration, DeclarationData, UnitFacts } from '../../contracts/declaration.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { FormFieldKey, Plan } from '../../contracts/plan.ts';
import { findingTable } from '../base/finding.ts';
import { computeRoute } from '../desk/routing.ts';
import { evaluate } from '../plan/expression.ts';
import { declareWindowState } from '../plan/plan.ts';
import { type AttachmentContext, checkAttachments, checkConfirmed } from './attachment-check.ts';
import { declarationFacts } from './attachments.ts';
import { type ApplicantIdentity, checkEligibility } from './eligibility.ts';
import { checkStatement } from './statement.ts';

/** The six pages of a declaration, in the order of the source document (R20 R24 R29 R40 R57). */
export const declarationSteps = [
  'PHOTO',
  'COMMITMENT',
  'DATA',
  'ACHIEVEMENTS',
  'ATTACHMENTS',
  'PREVIEW',
] as const;
export type DeclarationStep = (typeof declarationSteps)[number];

/** The rule by which each page is reached from the one before. */
export const stepRules = {
  PHOTO: 'R12',
  COMMITMENT: 'R20',
  DATA: 'R24',
  ACHIEVEMENTS: 'R29',
  ATTACHMENTS: 'R40',
  PREVIEW: 'R57',
} as const satisfies Record<DeclarationStep, string>;

/** What the checks know beside the declaration; all of it from the platform, none of it from the applicant. */
export interface StepContext extends AttachmentContext {
  readonly applicant: ApplicantIdentity;
  readonly unit: UnitFacts | undefined;
  /** The applicant's archive by item id (R6). */
  readonly archive: Readonly<Record<string, ArchiveFacts>>;
  /** Findings of the photo's inspection (R14–R19); undefined: not inspected yet. */
  readonly photoFindings: readonly Finding[] | undefined;
  /** Hash of `declarationContent` as it is now (C10). */
  readonly contentHash: string;
  /** The instant of the check, ISO 8601; `today` is its civil date. */
  readonly now: string;
}

const find = findingTable({
  STEP_ORDER: { rule: 'R20', zh: '请先完成“{allowed}”', en: 'Please complete “{allowed}” first' },
  PHOTO_MISSING: { rule: 'R13', zh: '请上传证件照', en: 'Please upload the ID photo' },
  PHOTO_NOT_CHECKED: { rule: 'R14', zh: '证件照尚在检查，请稍候', en: 'The photo is still being checked' },
  COMMITMENT_MISSING: {
    rule: 'R21',
    zh: '请扫描二维码，在线签署《专业技术资格申报材料真实性保证书》',
    en: 'Please scan the QR code and sign the letter of commitment',
  },
  COMMITMENT_STALE: {
    rule: 'C10',
    zh: '签署之后申报内容有变，承诺须覆盖全部材料，请重新签署',
    en: 'The content changed after signing; the commitment covers all material, so please sign again',
  },
  FIELD_REQUIRED: { rule: 'R25', zh: '请填写“{allowed}”', en: 'Please fill in “{allowed}”' },
  ACHIEVEMENT_SOURCE: {
    rule: 'R37',
    zh: '业绩“{found}”不在个人业绩档案库中，业绩只能从档案库提取',
    en: '{found} is not in your archive; achievements come only from there',
  },
  ACHIEVEMENT_KIND: {
    rule: 'R37',
    zh: '本计划不收此类业绩（{found}）',
    en: 'This plan takes no achievements of kind {found}',
  },
  ACHIEVEMENT_REQUIRED: {
    rule: 'R37',
    zh: '请从业绩档案库中选择业绩，至少 {allowed} 项，已选 {found} 项',
    en: 'Please choose at least {allowed} achievements from your archive; {found} chosen',
  },
  ACHIEVEMENT_TWICE: { rule: 'R37', zh: '业绩“{found}”重复选择', en: '{found} is chosen twice' },
  ARCHIVE_NOT_APPROVED: {
    rule: 'R6',
    zh: '业绩“{found}”的所选版本尚未（或不再是）经用人单位审查通过的版本，请重新选择',
    en: 'The chosen version of {found} is not the one that your unit approved; please choose again',
  },
  ACHIEVEMENT_MANY: {
    rule: 'R38',
    zh: '已选 {found} 项业绩，要求突出专业代表性，不宜过多过杂（建议不超过 {allowed} 项）',
    en: '{found} achievements are chosen; representative ones serve better ({allowed} or fewer advised)',
    severity: 'advice',
  },
  ACHIEVEMENT_CONTRIBUTION: {
    rule: 'R39',
    zh: '“{found}”是集体项目，须提供本人系主要贡献者依据',
    en: '{found} is a collective project; proof that you are a main contributor is needed',
  },
  SUBMIT_INCOMPLETE: {
    rule: 'R58',
    zh: '尚有 {found} 处未完成，不能提交',
    en: '{found} things are not complete yet',
  },
  WINDOW_NOT_OPEN: { rule: 'R12', zh: '申报尚未开始，{allowed} 起受理', en: 'Declaring opens on {allowed}' },
  WINDOW_CLOSED: {
    rule: 'R12',
    zh: '申报已于 {allowed} 24:00 截止',
    en: 'Declaring closed at 24:00 on {allowed}',
  },
  PRECONDITION_PROFILE: { rule: 'R10', zh: '请先完善个人基本信息', en: 'Please complete your profile first' },
  ARCHIVE_EMPTY: {
    rule: 'R3',
    zh: '请先完善我的业绩档案',
    en: 'Please complete your achievement archive first',
  },
  CURRENT_UNIT_UNBOUND: {
    rule: 'R9',
    zh: '“现工作单位名称”须为已绑定的用人单位，请联系单位人事负责人注册并绑定',
    en: 'Your current unit must be a bound one; please ask its HR head to register and bind it',
  },
  REQUIREMENTS_NOT_VIEWED: {
    rule: 'R12',
    zh: '请查看所有要求后，再点击最下方的“马上申报”',
    en: 'Please read all requirements first',
  },
  DECLARATION_EXISTS: {
    rule: 'C5',
    zh: '您在本计划已有一份申报',
    en: 'You already have a declaration in this plan',
  },
});

const isGiven = (value: unknown): boolean => {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || Object.keys(value).length > 0;
};

/** Is the field filled in? An appointment counts with at least one period. */
function fieldGiven(data: DeclarationData, key: FormFieldKey): boolean {
  if (key === 'appointment') return (data.appointment?.periods.length ?? 0) > 0;
  return isGiven(data[key]);
}

/** R25: the fields that the plan requires of this applicant and that are empty. */
export function checkFields(
  plan: Plan,
  data: DeclarationData,
  ctx: Pick<StepContext, 'unit' | 'fetch'>,
): Finding[] {
  const facts = declarationFacts(data, ctx.unit, ctx.fetch);
  return plan.form.fields
    .filter((f) => evaluate(f.required, facts).value === true && !fieldGiven(data, f.key))
    .map((f) => {
      const finding = find('FIELD_REQUIRED', { field: `/data/${f.key}`, allowed: f.names.zh });
      const en = `Please fill in “${f.names.en ?? f.names.zh}”`;
      return { ...finding, message: { ...finding.message, en } };
    });
}

function checkPhotoStep(d: Declaration, ctx: StepContext): Finding[] {
  if (!d.photo) return [find('PHOTO_MISSING', { field: '/photo' })];
  if (!ctx.photoFindings) return [find('PHOTO_NOT_CHECKED', { field: '/photo' })];
  return [...ctx.photoFindings];
}

function checkData(plan: Plan, d: Declaration, ctx: StepContext): Finding[] {
  const { data } = d;
  const findings = checkFields(plan, data, ctx);
  // An empty statement is the form's business (R25): a plan may not ask for one.
  const statement = data.workStatement?.trim() ? data.workStatement : undefined;
  if (statement) findings.push(...checkStatement(statement, plan.statement.max, '/data/workStatement'));
  findings.push(...checkEligibility(plan, data, ctx.applicant, ctx.unit, ctx.today));
  if (ctx.unit) {
    const route = computeRoute(
      plan,
      ctx.unit,
      { pointId: data.pointId, reason: data.pointReason },
      ctx.today,
    );
    findings.push(...(route.ok ? route.advice : route.problems));
  } else {
    findings.push(find('CURRENT_UNIT_UNBOUND', { field: '/unit' }));
  }
  return findings;
}

/** Achievements (R6, R37–R39): from the archive, in the approved version, collective ones with their proof. */
export function checkAchievements(plan: Plan, d: Declaration, ctx: Pick<StepContext, 'archive'>): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const [i, a] of d.achievements.entries()) {
    const facts = { field: `/achievements/${i}`, found: a.title };
    const item = Object.hasOwn(ctx.archive, a.itemId) ? ctx.archive[a.itemId] : undefined;
    if (seen.has(a.itemId)) findings.push(find('ACHIEVEMENT_TWICE', facts));
    seen.add(a.itemId);
    if (!item) findings.push(find('ACHIEVEMENT_SOURCE', facts));
    else if (item.approvedVersion !== a.version) findings.push(find('ARCHIVE_NOT_APPROVED', facts));
    if (!plan.archiveKinds.some((k) => k.code === a.kind)) {
      findings.push(find('ACHIEVEMENT_KIND', { field: facts.field, found: a.kind }));
    }
    const proved =
      a.contributionFileIds.length > 0 || d.attachments.some((x) => x.forAchievement === a.itemId);
    if (plan.achievements.collectiveProof && a.collective && !proved) {
      findings.push(find('ACHIEVEMENT_CONTRIBUTION', facts));
    }
  }
  const { min, softMax } = plan.achievements;
  const count = seen.size;
  if (count < min)
    findings.push(find('ACHIEVEMENT_REQUIRED', { field: '/achievements', found: count, allowed: min }));
  if (count > softMax)
    findings.push(find('ACHIEVEMENT_MANY', { field: '/achievements', found: count, allowed: softMax }));
  return findings;
}

/** Everything amiss on one page, at once. Errors keep the page from being complete; advice does not. */
export function checkStep(step: DeclarationStep, plan: Plan, d: Declaration, ctx: StepContext): Finding[] {
  switch (step) {
    case 'PHOTO':
      return checkPhotoStep(d, ctx);
    case 'COMMITMENT':
      return d.commitment ? [] : [find('COMMITMENT_MISSING', { field: '/commitment' })];
    case 'DATA':
      return checkData(plan, d, ctx);
    case 'ACHIEVEMENTS':
      return checkAchievements(plan, d, ctx);
    case 'ATTACHMENTS':
      return [...checkAttachments(plan, d, ctx), ...checkConfirmed(d)];
    case 'PREVIEW':
      return checkSignature(plan, d, ctx);
  }
}

/** C10: before submit the signed hash must be that of the content. On the pages before it only has to be signed. */
function checkSignature(plan: Plan, d: Declaration, ctx: StepContext): Finding[] {
  if (!d.commitment || !plan.commitment.bindToContentHash) return [];
  return d.commitment.signedHash === ctx.contentHash
    ? []
    : [find('COMMITMENT_STALE', { field: '/commitment' })];
}

export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some((f) => f.severity === 'error');

export interface StepState {
  readonly step: DeclarationStep;
  /** No errors on the page. */
  readonly complete: boolean;
  /** Every page before it is complete, so it may be opened and saved (T2). */
  readonly open: boolean;
  readonly findings: readonly Finding[];
}

/** All six pages at once: what is complete, what may be opened, what is amiss. */
export function declarationProgress(plan: Plan, d: Declaration, ctx: StepContext): StepState[] {
  let open = true;
  return declarationSteps.map((step) => {
    const findings = checkStep(step, plan, d, ctx);
    const state = { step, complete: !hasErrors(findings), open, findings };
    open = open && state.complete;
    return state;
  });
}

/** T2: a page may be opened or saved only when all pages before it are complete; else the first that is not. */
export function guardStep(step: DeclarationStep, plan: Plan, d: Declaration, ctx: StepContext): Finding[] {
  const before = declarationProgress(plan, d, ctx).slice(0, declarationSteps.indexOf(step));
  const gap = before.find((s) => !s.complete);
  if (!gap) return [];
  const page = plan.strings.pages[gap.step];
  return [
    { ...find('STEP_ORDER', { field: `/${gap.step}`, found: step, allowed: page }), rule: stepRules[step] },
  ];
}

function checkWindow(plan: Plan, now: string): Finding[] {
  const state = declareWindowState(plan, now);
  const { open, close } = plan.windows.declare;
  if (state === 'BEFORE') return [find('WINDOW_NOT_OPEN', { allowed: open })];
  return state === 'CLOSED' ? [find('WINDOW_CLOSED', { allowed: close })] : [];
}

/** What T1 asks before 马上申报 opens a declaration (R3, R9, R10, R12, C5), all at once. */
export function checkStart(
  plan: Plan,
  facts: {
    readonly profileComplete: boolean;
    readonly archiveItems: number;
    readonly unitBound: boolean;
    readonly requirementsSeenVersion: number | undefined;
    readonly activeDeclarations: number;
    readonly now: string;
  },
): Finding[] {
  return [
    ...checkWindow(plan, facts.now),
    ...(facts.profileComplete ? [] : [find('PRECONDITION_PROFILE')]),
    ...(facts.archiveItems > 0 ? [] : [find('ARCHIVE_EMPTY')]),
    ...(facts.unitBound ? [] : [find('CURRENT_UNIT_UNBOUND')]),
    ...(facts.requirementsSeenVersion === plan.version ? [] : [find('REQUIREMENTS_NOT_VIEWED')]),
    ...(facts.activeDeclarations === 0 ? [] : [find('DECLARATION_EXISTS')]),
  ];
}

/** What T3 asks before 提交 (R58): the window, and every page. Advice comes along and stops nothing. */
export function checkSubmit(plan: Plan, d: Declaration, ctx: StepContext): Finding[] {
  const findings = [
    ...checkWindow(plan, ctx.now),
    ...(d.requirementsSeen ? [] : [find('REQUIREMENTS_NOT_VIEWED')]),
    ...declarationProgress(plan, d, ctx).flatMap((s) => s.findings),
  ];
  const errors = findings.filter((f) => f.severity === 'error').length;
  return errors === 0 ? findings : [find('SUBMIT_INCOMPLETE', { found: errors }), ...findings];
}
