import type { Deps } from '../../shared/acts/base/deps.ts';
import { issueCertificate } from '../../shared/acts/certificate/issue-certificate.ts';
import { declaredPhoto, submittedSnapshot } from '../../shared/acts/declaration/submitted.ts';
import { type Application, type Position, StepEventSchema } from '../../shared/contracts/application.ts';
import type { Actor } from '../../shared/contracts/roles.ts';
import { DocumentError } from '../../shared/documents/document-error.ts';
import { renderReviewForm } from '../../shared/documents/review-form.ts';
import type { DocumentAssets } from '../../shared/documents/typst.ts';
import { ProblemError } from '../../shared/errors.ts';
import { photoForForm } from '../../shared/files/inspect-photo.ts';
import { log } from '../../shared/log.ts';
import { archiveVersions } from '../../shared/store/archive.ts';
import { TransactionRefused } from '../../shared/store/base/table.ts';
import { getProfileRecord } from '../../shared/store/profiles.ts';
import { getSignature } from '../../shared/store/signatures.ts';
import { getUnitRecord } from '../../shared/store/units.ts';
import { reviewFormInput } from '../../shared/views/review-form.ts';
import { documentAssets } from './assets.ts';

const system: Actor = { id: 'documents', role: 'SYSTEM' };

/**
 * The function that prints: the review form before it is delivered (R60), the certificate once the document is
 * published (R68). May run twice: what it finds done, it leaves. Data that cannot be printed are told to operations,
 * once a turn, and the machine is told that the step failed.
 */
export function createDocumentRenderer(deps: Deps, assets: DocumentAssets = documentAssets()) {
  return async (raw: unknown): Promise<Position> => {
    const { applicationId, turn, action } = StepEventSchema.parse(raw);
    log.begin({ applicationId, turn, action });
    const application = await deps.applications.require(applicationId);
    if (application.turn > turn) return deps.applications.position(application, turn + 1, deps.now());
    try {
      if (action === 'REVIEW_FORM') {
        const printed = await printForm(deps, application, assets);
        return deps.applications.position(printed, turn, deps.now());
      }
      if (action !== 'CERTIFICATE') throw new Error(`${action} is not done by this function`);
      const certified = await issueCertificate(deps, application, assets, system);
      return deps.applications.position(certified, turn + 1, deps.now());
    } catch (error) {
      const reason = unprintable(error);
      if (reason) await escalateOnce(deps, application, reason);
      throw error;
    }
  };
}

/** R60: one file a version, one audited change; another delivery of the same step finds it there. */
async function printForm(deps: Deps, application: Application, assets: DocumentAssets): Promise<Application> {
  const { applicationId, paper, snapshotHash, turns } = application;
  if (paper.documentKey || turns.at(-1)?.step !== 'PAPER_DELIVERY') return application;
  const at = turns.at(-1)?.enteredAt ?? deps.now();
  const pdf = await renderReviewForm(await formInput(deps, application, at), assets);
  const documentKey = `forms/${applicationId}/v${paper.formVersion}.pdf`;
  await deps.documents.put(documentKey, pdf, 'application/pdf');
  const next = {
    ...application,
    paper: { ...paper, documentKey, ...(snapshotHash ? { formHash: snapshotHash } : {}) },
    updatedAt: deps.now(),
  };
  const change = deps.applications.change(application, next, {
    act: 'FORM_RENDERED',
    actor: system,
    at: deps.now(),
    from: application.stage,
    to: application.stage,
    ...(snapshotHash ? { snapshotHash } : {}),
    payload: { documentKey, formVersion: paper.formVersion, formHash: snapshotHash },
  });
  await deps.table.transact(change.writes);
  log.info('form rendered', { formVersion: paper.formVersion, bytes: pdf.length });
  return change.next;
}

async function formInput(deps: Deps, application: Application, at: string) {
  const { applicantId, applicationId, unit: employer, planCode } = application;
  const snapshot = await submittedSnapshot(deps.applications, application);
  const [profile, unit, achievements, photo, signature] = await Promise.all([
    getProfileRecord(deps.table, applicantId),
    getUnitRecord(deps.table, employer.uscc),
    archiveVersions(deps.table, applicantId, snapshot.achievements),
    declaredPhoto(deps, application),
    getSignature(deps.table, applicationId, snapshot.commitment?.signatureId ?? ''),
  ]);
  if (!profile || !signature) {
    throw new DocumentError('DOCUMENT_INPUT_INVALID', 'no profile or no signature to print', {
      fields: [profile ? 'commitment.signature' : 'person'],
    });
  }
  const { title, paragraphs, signedAt, svg } = signature;
  return reviewFormInput({
    plan: deps.plans.get(planCode),
    application,
    snapshot,
    profile,
    unitKind: unit?.kind,
    achievements,
    photo: await photoForForm(photo),
    commitment: {
      title,
      paragraphs,
      signedAt,
      signature: { format: 'svg', bytes: new TextEncoder().encode(svg) },
    },
    at,
  });
}

/** What no retry will mend: codes and fields, never the words that were in them. */
function unprintable(error: unknown): string | undefined {
  if (error instanceof DocumentError) return [error.code, ...error.fields].join(' ');
  if (error instanceof ProblemError) return [error.code, ...error.findings.map((f) => f.code)].join(' ');
  return undefined;
}

/** C7: an event with the reason, once for the turn; the machine's own record of the failure follows. */
async function escalateOnce(deps: Deps, application: Application, reason: string): Promise<void> {
  const since = application.turns.at(-1)?.enteredAt ?? '';
  const events = await deps.applications.events(application.applicationId);
  if (events.some((e) => e.act === 'ESCALATE' && e.reason === reason && e.at >= since)) return;
  const context = await deps.plans.context(application.planCode, deps.now());
  const act = { name: 'ESCALATE', actor: system, reason } as const;
  try {
    await deps.table.transact(deps.applications.prepare(application, act, context).writes);
  } catch (error) {
    // Somebody was faster with the application; the next attempt says it again.
    if (!(error instanceof TransactionRefused)) throw error;
  }
}
