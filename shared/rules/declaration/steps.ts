import type { ReturnItem } from '../../contracts/application.ts';
import { isVisible } from '../../contracts/characters.ts';
import type { ArchiveFacts, Declaration, DeclarationData, UnitFacts } from '../../contracts/declaration.ts';
import { type DeclarationStep, declarationSteps } from '../../contracts/declaration-steps.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { FormFieldKey, Plan } from '../../contracts/plan.ts';
import { asAdvice } from '../base/finding.ts';
import { find as findField } from '../base/findings.ts';
import { checkPrinted, printedData } from '../base/printed.ts';
import { computeRoute } from '../desk/routing.ts';
import { find as findPerson } from '../people/findings.ts';
import { readMobile } from '../people/identifiers.ts';
import { evaluate } from '../plan/expression.ts';
import { type FactContext, factsOf } from '../plan/facts.ts';
import { checkDeclareWindow } from '../plan/plan.ts';
import { checkAnswers } from './answers.ts';
import { type AttachmentContext, checkAsked, checkAttachments, checkConfirmed } from './attachment-check.ts';
import { thirdPartyCodes } from './attachments.ts';
import { checkRows } from './data-rows.ts';
import { type ApplicantIdentity, checkEligibility } from './eligibility.ts';
import { checkWindow } from './evidence-window.ts';
import { checkExclusions } from './exclusions.ts';
import { find, whose } from './findings.ts';
import { checkLife } from './life.ts';
import { checkPreconditions } from './preconditions.ts';
import { isOpened } from './return-scope.ts';
import { checkStatement } from './statement.ts';
import { checkYears } from './years.ts';

/** The rule by which each page is reached from the one before. */
const reachedBy = {
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
  /** While it is returned: what was handed in, and what the return names (C9). */
  readonly handedIn?: { readonly submitted: Declaration; readonly items: readonly ReturnItem[] } | undefined;
}

const isGiven = (value: unknown): boolean => {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return isVisible(value);
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || Object.keys(value).length > 0;
};

/** Is the field filled in? An appointment counts with at least one period. */
function fieldGiven(data: DeclarationData, key: FormFieldKey): boolean {
  if (key === 'appointment') return (data.appointment?.periods.length ?? 0) > 0;
  return isGiven(data[key]);
}

/** R25: the fields that the plan requires of this applicant and that are empty. */
export function checkFields(plan: Plan, data: DeclarationData, ctx: FactContext): Finding[] {
  const facts = factsOf({ ...ctx, plan, data });
  return plan.form.fields
    .filter((f) => evaluate(f.required, facts).value === true && !fieldGiven(data, f.key))
    .map(({ key, names: { zh, en = zh } }) =>
      findField('FIELD_REQUIRED', {
        field: `/data/${key}`,
        allowed: zh,
        words: { what: { zh: `“${zh}”`, en: `“${en}”` } },
      }),
    );
}

function checkPhotoStep(d: Declaration, ctx: StepContext): Finding[] {
  if (!d.photo) return [find('PHOTO_MISSING', { field: '/photo' })];
  if (!ctx.photoFindings) return [find('PHOTO_NOT_CHECKED', { field: '/photo' })];
  return [...ctx.photoFindings];
}

/** Everything amiss on the data page (R25–R36, R49), at once. */
function checkData(plan: Plan, d: Declaration, ctx: StepContext): Finding[] {
  const { data } = d;
  const findings = checkFields(plan, data, ctx);
  // An empty statement is the form's business (R25): a plan may not ask for one.
  const statement = isVisible(data.workStatement ?? '') ? data.workStatement : undefined;
  if (statement) findings.push(...checkStatement(statement, plan.statement.max, '/data/workStatement'));
  findings.push(...checkPrinted(data, printedData, '/data'));
  findings.push(...checkFilledIn(plan, data, ctx));
  findings.push(...checkAnswers(plan, data, { facts: factsOf({ ...ctx, plan, data }), today: ctx.today }));
  findings.push(...checkEligibility(plan, data, ctx.applicant, ctx.unit, ctx.today));
  findings.push(...checkExclusions(plan, data, factsOf({ ...ctx, plan, data }), ctx.today));
  findings.push(...checkYears(plan, d, ctx).filter((one) => !isTold(findings, one)));
  findings.push(...checkPreconditions(plan, data, factsOf({ ...ctx, plan, data }), ctx));
  findings.push(...checkAsked(plan, d, ctx).filter((one) => !isTold(findings, one)));
  if (ctx.unit) {
    const route = computeRoute(
      plan,
      ctx.unit,
      {
        ...{ pointId: data.pointId, reason: data.pointReason },
        ...{ specialty: data.specialty, uscc: d.person?.unit.uscc },
      },
      ctx.today,
    );
    findings.push(...(route.ok ? route.advice : route.problems));
  } else {
    findings.push(findPerson('CURRENT_UNIT_UNBOUND', { field: '/unit' }));
  }
  return findings;
}

/** What the plan's form asks is filled in as it can be: rows, number, a life in its order. */
function checkFilledIn(plan: Plan, data: DeclarationData, ctx: StepContext): Finding[] {
  const { birthDate } = ctx.applicant;
  const mobile = isVisible(data.mobile ?? '') ? readMobile(data.mobile ?? '', '/data/mobile') : undefined;
  const keys = plan.form.fields.map((f) => f.key as string);
  return [
    ...checkRows(plan, data),
    ...checkLife(data, { birthDate, today: ctx.today }),
    ...(mobile && !mobile.ok ? mobile.problems : []),
  ].filter(({ field = '' }) => keys.includes(field.split('/')[2] ?? ''));
}

/** Has something been found there already, or inside it? */
const isTold = (findings: readonly Finding[], { field = '' }: Finding): boolean =>
  findings.some((one) => one.field === field || one.field?.startsWith(`${field}/`));

/**
 * A return opens only what it names (C9): what was wrong elsewhere when it was handed in is for the desk to see, and
 * stops nobody who cannot mend it.
 */
function checkDataOpened(plan: Plan, d: Declaration, ctx: StepContext): Finding[] {
  const findings = checkData(plan, d, ctx);
  const { handedIn } = ctx;
  if (!handedIn) return findings;
  const { submitted, items } = handedIn;
  const key = ({ code, field }: Finding) => `${code} ${field}`;
  const before = new Set(checkData(plan, submitted, ctx).map(key));
  const shut = (one: Finding) => before.has(key(one)) && !isOpened(items, submitted, one.field ?? '');
  return findings.map((one) => (shut(one) ? asAdvice(one) : one));
}

/** Achievements (R6, R37–R39): from the archive, in the approved version, collective ones with their proof. */
export function checkAchievements(plan: Plan, d: Declaration, ctx: Pick<StepContext, 'archive'>): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const byOthers = thirdPartyCodes(plan);
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
    findings.push(...checkPrinted(a, ['/title', '/role'], facts.field));
    const proved =
      a.contributionFileIds.length > 0 ||
      d.attachments.some((x) => x.forAchievement === a.itemId && !byOthers.has(x.code));
    if (plan.achievements.collectiveProof && a.collective && !proved) {
      findings.push(find('ACHIEVEMENT_CONTRIBUTION', facts));
    }
  }
  const { min, softMax } = plan.achievements;
  const window = checkWindow(plan, d.data, d.achievements);
  findings.push(...window.findings);
  const count = [...seen].filter((id) => !window.outside.has(id)).length;
  if (count < min)
    findings.push(find('ACHIEVEMENT_REQUIRED', { field: '/achievements', found: count, allowed: min }));
  if (seen.size > softMax)
    findings.push(find('ACHIEVEMENT_MANY', { field: '/achievements', found: seen.size, allowed: softMax }));
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
      return checkDataOpened(plan, d, ctx);
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
  return [find('STEP_ORDER', { field: `/${gap.step}`, found: step, allowed: page, rule: reachedBy[step] })];
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
    /** The same natural person reviews or administers the plan, under whichever account (C2, D29). */
    readonly reviewsPlan?: boolean;
    readonly now: string;
  },
): Finding[] {
  return [
    ...checkDeclareWindow(plan, facts.now),
    ...(facts.profileComplete ? [] : [find('PRECONDITION_PROFILE')]),
    ...(facts.archiveItems > 0 ? [] : [find('ARCHIVE_EMPTY')]),
    ...(facts.unitBound ? [] : [findPerson('CURRENT_UNIT_UNBOUND')]),
    ...(facts.requirementsSeenVersion === plan.version ? [] : [find('REQUIREMENTS_NOT_VIEWED')]),
    ...(facts.reviewsPlan ? [find('REVIEWER_OF_PLAN')] : []),
    ...(facts.activeDeclarations === 0 ? [] : [find('DECLARATION_EXISTS', { words: { who: whose.OWN } })]),
  ];
}

/** What T3 asks before 提交 (R58): the window, and every page. Advice comes along and stops nothing. */
export function checkSubmit(plan: Plan, d: Declaration, ctx: StepContext): Finding[] {
  const findings = [
    ...checkDeclareWindow(plan, ctx.now),
    ...(d.requirementsSeen ? [] : [find('REQUIREMENTS_NOT_VIEWED')]),
    ...declarationProgress(plan, d, ctx).flatMap((s) => s.findings),
  ];
  const errors = findings.filter((f) => f.severity === 'error').length;
  return errors === 0 ? findings : [find('SUBMIT_INCOMPLETE', { found: errors }), ...findings];
}
