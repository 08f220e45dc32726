import type { Application } from '../../contracts/application.ts';
import type { Declaration, DeclaredPerson } from '../../contracts/declaration.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Actor } from '../../contracts/roles.ts';
import { DocumentError } from '../../documents/document-error.ts';
import { renderReviewForm } from '../../documents/review-form.ts';
import type { DocumentAssets } from '../../documents/typst.ts';
import { photoForForm } from '../../files/inspect-photo.ts';
import { log } from '../../log.ts';
import { dueAfterPrint } from '../../rules/application/turns.ts';
import { commitmentLetter } from '../../rules/declaration/commitment.ts';
import { personOf } from '../../rules/declaration/person.ts';
import { archiveVersions } from '../../store/archive.ts';
import { getProfileRecord } from '../../store/profiles.ts';
import { getSignature } from '../../store/signatures.ts';
import { getUnitRecord } from '../../store/units.ts';
import { type FormFacts, reviewFormInput } from '../../views/review-form.ts';
import type { Deps } from '../base/deps.ts';
import { declaredPhoto, submittedSnapshot } from '../declaration/submitted.ts';

/** R60: one file a version, one audited change; another delivery of the same step finds it there. */
export async function printForm(
  deps: Deps,
  application: Application,
  assets: DocumentAssets,
  actor: Actor,
): Promise<Application> {
  const { applicationId, paper, snapshotHash, turns } = application;
  if (paper.documentKey || turns.at(-1)?.step !== 'PAPER_DELIVERY') return application;
  const at = turns.at(-1)?.enteredAt ?? deps.now();
  const pdf = await renderReviewForm(await formInput(deps, application, at), assets);
  const documentKey = `forms/${applicationId}/v${paper.formVersion}.pdf`;
  await deps.documents.put(documentKey, pdf, 'application/pdf');
  const now = deps.now();
  const dueAt = dueAfterPrint(application, now);
  const due = dueAt === undefined ? {} : { dueAt };
  const { unprinted: _mended, ...before } = application;
  const next: Application = {
    ...before,
    ...due,
    turns: turns.map((turn) => (turn.turn === application.turn ? { ...turn, ...due } : turn)),
    paper: { ...paper, documentKey, ...(snapshotHash ? { formHash: snapshotHash } : {}) },
    updatedAt: now,
  };
  const change = deps.applications.change(application, next, {
    act: 'FORM_RENDERED',
    actor,
    at: now,
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
  const snapshot = await submittedSnapshot(deps.applications, application);
  return reviewFormInput(await formFacts(deps, application, snapshot, at));
}

/**
 * What the form is printed from, frozen or not yet.
 * @throws {DocumentError} DOCUMENT_INPUT_INVALID without a person or a signature, DOCUMENT_IMAGE_INVALID as {@link declaredPhoto}
 */
export async function formFacts(
  deps: Pick<Deps, 'table' | 'clean' | 'plans'>,
  application: Application,
  snapshot: Declaration,
  at: string,
): Promise<FormFacts> {
  const { applicantId, applicationId, unit: employer } = application;
  const [profile, unit, achievements, photo, signature] = await Promise.all([
    getProfileRecord(deps.table, applicantId),
    getUnitRecord(deps.table, employer.uscc),
    archiveVersions(deps.table, applicantId, snapshot.achievements),
    declaredPhoto(deps, application),
    getSignature(deps.table, applicationId, snapshot.commitment?.signatureId ?? ''),
  ]);
  const person = personOf(snapshot, application, { profile, unit });
  if (!person || !signature) {
    throw new DocumentError('DOCUMENT_INPUT_INVALID', 'no profile or no signature to print', {
      fields: [person ? 'commitment.signature' : 'person'],
    });
  }
  const { title, signedAt, svg } = signature;
  const plan = deps.plans.of(application);
  return {
    plan,
    application,
    snapshot,
    person,
    achievements,
    photo: await photoForForm(photo),
    commitment: {
      title,
      paragraphs: letterOf(plan, application, person, signature.paragraphs),
      signedAt,
      signature: { format: 'svg', bytes: new TextEncoder().encode(svg) },
    },
    at,
  };
}

/** The letter as it was signed; one that names somebody by a name that was corrected since is written out anew (D16). */
function letterOf(
  plan: Plan,
  { corrections = [] }: Application,
  person: DeclaredPerson,
  signed: string[],
): string[] {
  const renamed = corrections.some(
    ({ paths }) => paths.includes('/person/name') || paths.includes('/person/unit/name'),
  );
  return renamed ? commitmentLetter(plan, { name: person.name, unit: person.unit.name }).paragraphs : signed;
}
