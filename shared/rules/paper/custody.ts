import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import type { PaperForm } from './paper.ts';

/** Between an application and the custody of its paper form (paper.ts). */

/** The paper as its rules see it. What the barcode carries is the hash of the submitted content. */
export function paperFormOf(application: Application): PaperForm {
  const { paper, route, applicationNo, snapshotHash } = application;
  const formHash = paper.formHash ?? snapshotHash;
  const last = paper.custody.at(-1)?.actor.id;
  return {
    status: paper.status,
    applicationNo: applicationNo ?? '',
    formVersion: paper.formVersion,
    ...(formHash ? { formHash } : {}),
    route: route?.paper ?? { kind: 'POINT', id: '' },
    ...(last ? { lastHandler: last } : {}),
  };
}

/** The application after a step of its paper, with one more entry in the chain of custody. */
export function withPaper(
  application: Application,
  form: PaperForm,
  step: { readonly actor: Actor; readonly at: string; readonly note?: string | undefined },
): Application {
  const { actor, at, note } = step;
  const entry = { status: form.status, at, actor, ...(note ? { note } : {}) };
  return {
    ...application,
    updatedAt: at,
    paper: {
      ...application.paper,
      status: form.status,
      formVersion: form.formVersion,
      formHash: form.formHash,
      ...(form.status === 'EXPORTED' ? { exportedAt: at } : {}),
      custody: [...application.paper.custody, entry],
    },
  };
}

/** R60: the fee is paid, or the plan asks none. */
export const isPaid = ({ payment }: Application): boolean =>
  payment.status === 'PAID' || payment.amountFen === 0;
