import type { Approval } from '../../contracts/application.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import { find } from './findings.ts';
import { sameName } from './privacy.ts';

/** D16: a name that was typed, beside the verified one of the sign-in. */

export interface NameGiven {
  readonly name: string;
  /** Empty where the sign-in tells no name: there is nothing to compare with. */
  readonly signInName?: string | undefined;
  readonly reason?: string | undefined;
}

export const nameDiffers = ({ name, signInName }: NameGiven): boolean =>
  signInName !== undefined && signInName !== '' && name !== '' && !sameName(name, signInName);

/** The reason that is asked of whoever gave it. */
export function checkName(given: NameGiven, field: string): Finding[] {
  if (!nameDiffers(given) || given.reason) return [];
  return [find('NAME_DIFFERS', { field, found: given.name, allowed: given.signInName ?? '' })];
}

/** What a desk reads of it. */
export function nameAdvice(given: NameGiven, who: Bilingual, field: string): Finding[] {
  if (!nameDiffers(given)) return [];
  const none: Bilingual = { zh: '未说明', en: 'none' };
  const why = given.reason ? { zh: given.reason, en: given.reason } : none;
  const facts = { field, found: given.name, allowed: given.signInName ?? '' };
  return [find('NAME_EXPLAINED', { ...facts, words: { who, why } })];
}

/** The unit's word is given by the account that signed in; the head of HR who was registered may be somebody else. */
export function reviewerAdvice(
  approvals: readonly Pick<Approval, 'actor'>[],
  hrName: string | undefined,
): Finding[] {
  const names = approvals.flatMap(({ actor }) =>
    actor.role === 'UNIT_HR' && actor.name ? [actor.name] : [],
  );
  const found = names.at(-1);
  if (found === undefined || !hrName || !nameDiffers({ name: hrName, signInName: found })) return [];
  return [find('REVIEWER_NAME', { field: '/approvals', found, allowed: hrName })];
}
