import type { BodyName, BodyOf, ResponseOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import type { Declaration } from '../../contracts/declaration.ts';
import type { DeclarationStep } from '../../contracts/declaration-steps.ts';
import type { Plan } from '../../contracts/plan.ts';
import { type Actor, actorOf } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { contentHashOf } from '../../rules/declaration/commitment.ts';
import { withPerson } from '../../rules/declaration/person.ts';
import { guardStep } from '../../rules/declaration/steps.ts';
import { outsideReturn } from '../../rules/declaration/submission.ts';
import type { PreparedAct } from '../../store/applications.ts';
import type { Write } from '../../store/base/table.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import type { Standing } from '../base/edit.ts';
import { requireVersion } from '../base/stale.ts';
import {
  loadOwn,
  type OwnApplication,
  ownView,
  requireEditable,
  stepContextOf,
  submissionOf,
} from './own-application.ts';

/** What the saving of every page has in common (T2). */

export type PageDeps = Pick<Deps, 'table' | 'applications' | 'plans'>;
export type AskedPage<Body extends BodyName> = Asked<BodyOf<Body>> & { version: number };

/** A page filled in: the declaration with it, and the application with what was looked at for it. */
interface Page {
  own: OwnApplication;
  declaration: Declaration;
  /** When the declaration goes through another unit from now on. */
  unit?: Application['unit'];
}

/** Loaded, opened, filled in, and as its applicant sees it afterwards. */
export async function savePage(
  deps: PageDeps,
  page: { applicationId: string; step: DeclarationStep; act: string },
  { principal, version, now }: Pick<AskedPage<BodyName>, 'principal' | 'version' | 'now'>,
  fill: (own: OwnApplication) => Promise<Page>,
): Promise<{ view: ResponseOf<'ApplicationView'>; version: number; writes: Write[] }> {
  const loaded = await loadOwn(deps, page.applicationId, principal, now);
  openStep(loaded, version, page.step);
  const { own, unit, ...filled } = await fill(loaded);
  const going = { ...own.application, ...(unit ? { unit } : {}) };
  const declaration = withPerson(filled.declaration, going, own, own.submitted);
  const save = { act: page.act, actor: actorOf(principal), ...(unit ? { unit } : {}) };
  const { next: application, event, writes } = draftWrites(deps, own, declaration, save);
  return { view: ownView(own, { application, event, declaration }), version: application.version, writes };
}

/** The page as it stands now, for somebody whose version has moved on; `holds` tells whether it says what was sent. */
export async function standingPage(
  deps: PageDeps,
  applicationId: string,
  { principal, now }: Pick<AskedPage<BodyName>, 'principal' | 'now'>,
  holds: (declaration: Declaration, plan: Plan) => boolean,
): Promise<Standing<ResponseOf<'ApplicationView'>>> {
  const own = await loadOwn(deps, applicationId, principal, now);
  return { view: ownView(own), version: own.application.version, same: holds(own.declaration, own.plan) };
}

/**
 * Lets a page of the draft be edited (T2): the version that the applicant saw, a stage in which he may edit, and
 * all pages before it complete.
 * @throws {ProblemError} STALE_VERSION, WRONG_STAGE, GUARD (STEP_ORDER)
 */
export function openStep(own: OwnApplication, version: number, step: DeclarationStep): void {
  const { application, plan, declaration } = own;
  requireEditable(application);
  requireVersion(version, application.version);
  const order = guardStep(step, plan, declaration, stepContextOf(own));
  if (order.length > 0) throw new ProblemError('GUARD', order);
}

/**
 * One saved page (T2): declaration and audited state in one transaction. While returned, only what the return names
 * may differ from what was submitted (C9).
 * @throws {ProblemError} GUARD (RETURN_SCOPE)
 */
export function draftWrites(
  deps: Pick<Deps, 'applications'>,
  own: OwnApplication,
  declaration: Declaration,
  save: { act: string; actor: Actor; unit?: Application['unit'] },
): PreparedAct {
  const { application, now } = own;
  const outside = outsideReturn(submissionOf(own, declaration), declaration);
  if (outside.length > 0) throw new ProblemError('GUARD', outside);
  const next: Application = {
    ...application,
    applicantName: declaration.person?.name ?? application.applicantName,
    unit: save.unit ?? application.unit,
    updatedAt: now,
  };
  const prepared = deps.applications.change(application, next, {
    act: save.act,
    actor: save.actor,
    at: now,
    transition: 'T2',
    from: application.stage,
    to: application.stage,
    payload: { contentHash: contentHashOf(declaration) },
  });
  const stored = deps.applications.putDeclaration(application.applicationId, declaration);
  return { ...prepared, writes: [...prepared.writes, stored] };
}
