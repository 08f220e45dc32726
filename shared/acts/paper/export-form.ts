import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import { ProblemError, refusal } from '../../errors.ts';
import { isPaid, paperFormOf, withPaper } from '../../rules/paper/custody.ts';
import { stepPaper } from '../../rules/paper/paper.ts';

/** The review form that the applicant takes home (R60). */

/**
 * Which document to hand out, and the application after the step if it is one: the first export of a version, or a new
 * print after the paper was refused. Later downloads of the same version change nothing.
 * @throws {ProblemError} GUARD: FORM_BEFORE_PAYMENT (R60), FORM_NOT_READY while it is being rendered
 */
export function exportStep(
  application: Application,
  actor: Actor,
  at: string,
): { key: string; next?: Application } {
  const { paper } = application;
  const paid = isPaid(application);
  if (!paid || paper.status === 'NOT_AVAILABLE') {
    throw refusal('GUARD', {
      code: 'FORM_BEFORE_PAYMENT',
      rule: 'R60',
      found: application.payment.status,
      allowed: 'PAID',
      zh: '缴费成功后方可导出评审表',
      en: 'The review form can be exported once the fee is paid',
    });
  }
  if (!paper.documentKey) {
    throw refusal('GUARD', {
      code: 'FORM_NOT_READY',
      rule: 'R60',
      zh: '评审表正在生成，请稍候再试',
      en: 'The review form is being made; try again in a moment',
    });
  }
  const form = paperFormOf(application);
  if (form.status !== 'EXPORTABLE' && form.status !== 'REFUSED') return { key: paper.documentKey };
  const facts = { actor, paid, ...(form.formHash ? { formHash: form.formHash } : {}) };
  const step = stepPaper(form, 'EXPORT', facts);
  if (step.kind !== 'MOVED') throw new ProblemError('GUARD', step.findings);
  return { key: paper.documentKey, next: withPaper(application, step.form, { actor, at }) };
}

export const formFileName = ({ applicationNo, paper }: Application): string =>
  `评审表-${applicationNo ?? ''}-v${paper.formVersion}.pdf`;
