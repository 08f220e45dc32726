import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { isPaid, paperFormOf, withPaper } from '../../rules/paper/custody.ts';
import { find } from '../../rules/paper/findings.ts';
import { stepPaper } from '../../rules/paper/paper.ts';
import { keys } from '../../store/base/keys.ts';
import type { Write } from '../../store/base/table.ts';
import { readWrite } from '../../store/reads.ts';
import type { Deps } from '../base/deps.ts';

/** The review form that the applicant takes home (R60). */

/**
 * R60: the watermarked form, once the fee is paid; the first export of a version is a step of the paper's custody, and
 * every export is recorded as a read.
 */
export async function exportForm(
  deps: Pick<Deps, 'applications' | 'documents' | 'table' | 'newId'>,
  application: Application,
  by: { actor: Actor; at: string },
): Promise<{ document: ResponseOf<'Link'>; writes: Write[] }> {
  const { actor, at } = by;
  const { key, next } = exportStep(application, actor, at);
  const writes = next
    ? deps.applications.change(application, next, {
        act: 'PAPER_EXPORT',
        ...by,
        from: application.stage,
        to: application.stage,
        payload: { formVersion: next.paper.formVersion, formHash: next.paper.formHash },
      }).writes
    : [];
  const fileName = formFileName(application);
  const link = await deps.documents.link({ key, fileName, contentType: 'application/pdf', now: at });
  const { pk } = keys.application(application.applicationId);
  const read = readWrite(deps.table, { pk, id: deps.newId(), ...by, purpose: 'REVIEW_FORM' });
  return { document: { ...link, fileName }, writes: [...writes, read] };
}

/**
 * Which document to hand out, and the application after the step if it is one: the first export of a version, or a new
 * print after the paper was refused. Later downloads of the same version change nothing.
 * @throws {ProblemError} GUARD: FORM_BEFORE_PAYMENT (R60), FORM_RETURNED while it is being corrected (C16), FORM_NOT_READY while it is being rendered
 */
function exportStep(application: Application, actor: Actor, at: string): { key: string; next?: Application } {
  const { paper } = application;
  const paid = isPaid(application);
  const { status: found } = application.payment;
  if (!paid || paper.status === 'NOT_AVAILABLE')
    refuse('GUARD', find('FORM_BEFORE_PAYMENT', { found, allowed: 'PAID' }));
  if (application.stage === 'RETURNED') refuse('GUARD', find('FORM_RETURNED', { found: paper.formVersion }));
  if (!paper.documentKey) refuse('GUARD', find('FORM_NOT_READY'));
  const form = paperFormOf(application);
  if (form.status !== 'EXPORTABLE' && form.status !== 'REFUSED') return { key: paper.documentKey };
  const facts = { actor, paid, ...(form.formHash ? { formHash: form.formHash } : {}) };
  const step = stepPaper(form, 'EXPORT', facts);
  if (step.kind !== 'MOVED') refuse('GUARD', ...step.findings);
  return { key: paper.documentKey, next: withPaper(application, step.form, { actor, at }) };
}

const formFileName = ({ applicationNo, paper }: Application): string =>
  `评审表-${applicationNo ?? ''}-v${paper.formVersion}.pdf`;
