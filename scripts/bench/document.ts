import { renderCertificate } from '../../shared/documents/certificate.ts';
import { renderReviewForm } from '../../shared/documents/review-form.ts';
import { assets, certificate, fullForm } from '../../tests/unit/documents/sample.ts';
import { type Line, line, percentile, timeEach } from './measure.ts';

/** The two documents, warm. */
export async function benchDocument(): Promise<Line[]> {
  const form = await fullForm();
  const card = await certificate();
  const size = (await renderReviewForm(form, assets)).length;
  const forms = await timeEach(10, () => renderReviewForm(form, assets), 2);
  const cards = await timeEach(10, () => renderCertificate(card, assets), 2);
  return [
    line({
      bench: 'document: review form, warm, p50',
      value: percentile(forms, 0.5),
      unit: 'ms',
      budget: 150,
    }),
    line({ bench: 'document: review form, size', value: size / 1024, unit: 'KiB', budget: 300 }),
    line({
      bench: 'document: certificate, warm, p50',
      value: percentile(cards, 0.5),
      unit: 'ms',
      budget: 100,
    }),
  ];
}
