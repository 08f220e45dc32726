import type { ResponseOf } from '../contracts/api/index.ts';
import type { Finding } from '../contracts/finding.ts';
import type { Plan } from '../contracts/plan.ts';
import { planSections } from '../rules/plan/sections.ts';
import type { PlanChange } from '../rules/plan/versions.ts';
import { sayChange } from '../rules/plan/words/change.ts';
import type { PlanHead } from '../store/plans.ts';

/** A version's line in the list. */
export function planHeadView(head: PlanHead): ResponseOf<'PlanVersionList'>['items'][number] {
  const { planCode, planVersion, name, status, sha256, origin, basedOn, version } = head;
  const { changedBy, changedAt, proposedBy, publishedBy, publishedAt, retirement } = head;
  return {
    ...{ planCode, planVersion, name, status, sha256, origin, changedBy, changedAt, version },
    ...(basedOn === undefined ? {} : { basedOn }),
    ...(proposedBy ? { proposedBy } : {}),
    ...(publishedBy ? { publishedBy } : {}),
    ...(publishedAt ? { publishedAt } : {}),
    ...(retirement ? { retirement } : {}),
  };
}

export const planVersionView = (
  head: PlanHead,
  document: Record<string, unknown>,
  findings: readonly Finding[],
): ResponseOf<'PlanVersion'> => ({ ...planHeadView(head), document, findings: [...findings] });

/** More than anybody reads through; the rest is counted. */
const MOST = 300;

/** Changes between two documents as their reader gets them: in document order, each in words. */
export function changesView(
  changes: readonly PlanChange[],
  from: unknown,
  to: unknown,
): ResponseOf<'ChangesOfPlan'> {
  return {
    changes: changes.slice(0, MOST).map((change) => ({
      section: sectionOf(change.pointer),
      pointer: change.pointer,
      ...(change.before === undefined ? {} : { before: change.before }),
      ...(change.after === undefined ? {} : { after: change.after }),
      ...sayChange(change, from, to),
    })),
    more: Math.max(0, changes.length - MOST),
  };
}

function sectionOf(pointer: string): { zh: string; en: string } {
  const name = pointer.split('/')[1] ?? '';
  return Object.hasOwn(planSections, name) ? planSections[name as keyof Plan] : { zh: name, en: name };
}
