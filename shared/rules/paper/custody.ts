import type { Application } from '../../contracts/application.ts';
import { deskOf } from '../../contracts/desks.ts';
import type { Actor, Role } from '../../contracts/roles.ts';
import { DEFAULT_COPIES, type PaperForm } from './paper.ts';

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
    copies: paper.copies ?? DEFAULT_COPIES,
    ...(formHash ? { formHash } : {}),
    route: route?.paper ?? { kind: 'POINT', id: '' },
    ...(last ? { lastHandler: last } : {}),
    ...(isLaterRound(application) ? { again: true } : {}),
  };
}

/** Not the first print on its way: the one before was refused, or a return gave the form a new version (C16). */
const isLaterRound = ({ paper }: Application): boolean =>
  paper.formVersion > 1 || paper.custody.some((entry) => entry.status === 'REFUSED');

/** D24: the role's own desk was the last to take it: who scans it now scans it a second time. */
export function isScannedTwice({ paper }: Application, role: Role): boolean {
  const last = paper.custody.at(-1);
  const desk = deskOf(role)?.name;
  return last !== undefined && last.status === paper.status && desk === deskOf(last.actor.role)?.name;
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

/** D28: the document of the present turn could not be made yet; who waits for it is not the one who is late. */
export const isUnprinted = ({ unprinted, turn }: Pick<Application, 'unprinted' | 'turn'>): boolean =>
  unprinted?.turn === turn;

/** R60: the fee is paid, or the plan asks none. */
export const isPaid = ({ payment }: Application): boolean =>
  payment.status === 'PAID' || payment.amountFen === 0;
