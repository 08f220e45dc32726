import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import { DocumentError } from '../../documents/document-error.ts';
import { renderReviewForm } from '../../documents/review-form.ts';
import type { DocumentAssets } from '../../documents/typst.ts';
import { refuse } from '../../errors.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { contentHashOf } from '../../rules/declaration/commitment.ts';
import { declarationMode } from '../../rules/declaration/eligibility.ts';
import { routeOfSubmission } from '../../rules/declaration/submission.ts';
import { find } from '../../rules/paper/findings.ts';
import { unitFacts } from '../../store/units.ts';
import { previewFormInput } from '../../views/review-form.ts';
import { unprintedPlaces } from '../../views/unprinted.ts';
import type { Deps } from '../base/deps.ts';
import { type OwnApplication, requireEditable, submissionOf } from '../declaration/own-application.ts';
import { formFacts } from './print-form.ts';

/**
 * R58: the form by the template and from the data that it will be printed from, marked as a preview. One file a content,
 * gone after a day.
 * @throws {ProblemError} WRONG_STAGE once it is handed in, GUARD (FORM_PREVIEW) while something is not there to print
 */
export async function previewForm(
  deps: Pick<Deps, 'table' | 'clean' | 'plans' | 'documents'>,
  own: OwnApplication,
  assets: DocumentAssets,
): Promise<ResponseOf<'Link'>> {
  const { application, declaration, now } = own;
  requireEditable(application);
  const contentHash = contentHashOf(declaration);
  const pdf = await rendered(async () => {
    const facts = await formFacts(deps, asSubmitted(own), declaration, now);
    return renderReviewForm(previewFormInput(facts, contentHash), assets);
  });
  const key = `previews/${application.applicationId}/${contentHash}.pdf`;
  await deps.documents.put(key, pdf, 'application/pdf');
  const fileName = '评审表预览.pdf';
  const link = await deps.documents.link({ key, fileName, contentType: 'application/pdf', now });
  return { ...link, fileName };
}

/** What handing in would set. */
function asSubmitted(own: OwnApplication): Application {
  const { application, declaration, plan, unit, now } = own;
  const { data, photo } = declaration;
  const route = unit && routeOfSubmission(submissionOf(own), unitFacts(unit), localDateOf(now));
  const specialty = plan.title.specialties.find((s) => s.code === data.specialty)?.name.zh;
  return {
    ...application,
    mode: declarationMode(plan, data),
    ...(specialty ? { specialty } : {}),
    ...(photo ? { photo } : {}),
    ...(route?.ok ? { route: route.value } : {}),
  };
}

/** What the person can mend; the rest is a fault of ours. */
const ofTheContent: readonly string[] = [
  'DOCUMENT_INPUT_INVALID',
  'DOCUMENT_GLYPH_MISSING',
  'DOCUMENT_IMAGE_INVALID',
];

/** What the form lacks is the person's to fill in, and said by place. */
async function rendered(render: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await render();
  } catch (error) {
    if (!(error instanceof DocumentError) || !ofTheContent.includes(error.code)) throw error;
    const what = unprintedPlaces(error.code, error.fields);
    return refuse('GUARD', find('FORM_PREVIEW', { found: error.code, words: { found: what } }));
  }
}
