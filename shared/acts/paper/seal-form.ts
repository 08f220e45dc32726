import type { BodyOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { duties, find as findDuty } from '../../rules/application/findings.ts';
import { isPerson } from '../../rules/base/person.ts';
import { isScannedTwice, paperFormOf, withPaper } from '../../rules/paper/custody.ts';
import { find } from '../../rules/paper/findings.ts';
import { stepPaper } from '../../rules/paper/paper.ts';
import type { PreparedAct } from '../../store/applications.ts';
import type { Deps } from '../base/deps.ts';

interface Sealing {
  readonly actor: Actor;
  /** The other accounts of the same natural person (D29). */
  readonly alsoAs?: readonly string[] | undefined;
  readonly at: string;
}

/**
 * R61: the unit has checked and sealed both copies; their barcodes must be of the version and content in force (C16).
 * Scanning them a second time is a notice (D24): undefined, and nothing has changed.
 * @throws {ProblemError} SEPARATION_OF_DUTIES (C1), WRONG_STAGE, GUARD with everything that is wrong with the paper
 */
export function sealForm(
  { applications }: Pick<Deps, 'applications'>,
  application: Application,
  scan: BodyOf<'SealBody'>,
  { alsoAs, ...by }: Sealing,
): PreparedAct | undefined {
  const sealed = sealedByUnit(application, scan, { alsoAs, ...by });
  if (isScannedTwice(application, by.actor.role)) return undefined;
  return applications.change(application, sealed, {
    act: 'PAPER_SEAL_UNIT',
    ...by,
    from: application.stage,
    to: application.stage,
    ...(application.snapshotHash ? { snapshotHash: application.snapshotHash } : {}),
    payload: { formVersion: sealed.paper.formVersion, formHash: sealed.paper.formHash },
  });
}

function sealedByUnit(
  application: Application,
  scan: BodyOf<'SealBody'>,
  { actor, at, alsoAs }: Sealing,
): Application {
  if (isPerson({ id: actor.id, alsoAs }, application.applicantId))
    refuse('SEPARATION_OF_DUTIES', findDuty('SEPARATION_OF_DUTIES', { words: { why: duties.OWN } }));
  if (application.stage === 'RETURNED')
    refuse('GUARD', find('FORM_RETURNED', { found: application.paper.formVersion }));
  const { barcodes, unitSeal, note } = scan;
  const form = paperFormOf(application);
  // What was sealed is judged as it was then: the same sheets, whole and in force.
  const status = isScannedTwice(application, actor.role) ? 'EXPORTED' : form.status;
  const outcome = stepPaper({ ...form, status }, 'SEAL_UNIT', {
    actor: { ...actor, alsoAs },
    scan: { barcodes, ...(unitSeal === undefined ? {} : { unitSeal }) },
  });
  if (outcome.kind !== 'MOVED') {
    const notNow = outcome.findings.some((f) => f.code === 'FORM_ACT');
    refuse(notNow ? 'WRONG_STAGE' : 'GUARD', ...outcome.findings);
  }
  return withPaper(application, outcome.form, { actor, at, note });
}
