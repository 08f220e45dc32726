import type { Application } from '../../contracts/application.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { ProblemCode } from '../../contracts/problem.ts';
import { type Actor, actorOf, type Principal } from '../../contracts/roles.ts';
import { type Stage, stageFacts } from '../../contracts/stages.ts';
import { ProblemError, refuse } from '../../errors.ts';
import type { Context } from '../../rules/base/context.ts';
import { handlesPaper } from '../../rules/desk/scope.ts';
import { isPaid, isScannedTwice, paperFormOf, withPaper } from '../../rules/paper/custody.ts';
import { find } from '../../rules/paper/findings.ts';
import { checkPrint, decodeBarcode, type PaperAct, scanMeans, stepPaper } from '../../rules/paper/paper.ts';
import type { PreparedAct } from '../../store/applications.ts';
import type { Write } from '../../store/base/table.ts';
import type { Deps } from '../base/deps.ts';

/** A desk's scan of the review form, carried into the application (R60–R62, R69). */

interface DeskScan {
  actor: Actor;
  /** The point or municipal unit that the person works for. */
  desk: string;
  scan: {
    barcodes: string[];
    unitSeal?: boolean | undefined;
    municipalSeal?: boolean | undefined;
    receiver?: string | undefined;
    note?: string | undefined;
    refuse?: { reason: string } | undefined;
  };
}

export interface Scanned {
  next: Application;
  outcome: 'MOVED' | 'REFUSED' | 'HELD' | 'NOTICE';
  findings: Finding[];
  writes: Write[];
}

/** Stages in which the paper is on its way to the office; afterwards it only goes back. */
const delivery: readonly Stage[] = ['FORM_DUE', 'FORM_IN_TRANSIT'];
const returning: readonly PaperAct[] = ['SEND_BACK', 'ARRIVE_POINT', 'ARRIVE_MUNI', 'HAND_OVER'];

/**
 * One scan for every hand-over: desk and state of the paper say what it means. Paper that fails a check is held as it
 * is, a second scan is a notice, and refusing is an act of its own with its reason (D24).
 *
 * @throws {ProblemError} INVALID for no barcode of a form, and when the scan is not this person's to make now
 */
export async function scanPaper(
  deps: Pick<Deps, 'applications' | 'plans'>,
  principal: Principal,
  scan: DeskScan['scan'],
  now: string,
): Promise<Scanned> {
  const application = await scannedForm(deps.applications, scan.barcodes);
  // Whoever the form does not concern learns nothing of it (D27).
  if (!handlesPaper(principal, application)) throw new ProblemError('NOT_FOUND');
  const context = { ...(await deps.plans.contextOf(application, now)), alsoAs: principal.alsoAs };
  const { scope, tookOver = [] } = principal;
  // A form on the road of a place that ended is taken by who took it over (§6).
  const desk = tookOver.find((place) => place === application.route?.paper.id) ?? scope;
  const by = { actor: actorOf(principal), desk, scan };
  return scanned(deps.applications, application, context, by);
}

/** The application that the first readable barcode names. */
async function scannedForm(
  applications: { byNumber(no: string): Promise<Application | undefined> },
  barcodes: readonly string[],
): Promise<Application> {
  const code = barcodes.map(decodeBarcode).find((one) => one !== undefined);
  if (!code) refuse('INVALID', find('FORM_BARCODE', { field: '/barcodes/0', found: barcodes[0] ?? '' }));
  const application = await applications.byNumber(code.applicationNo);
  if (!application) throw new ProblemError('NOT_FOUND');
  return application;
}

function scanned(
  applications: Deps['applications'],
  application: Application,
  context: Context,
  { actor, desk, scan }: DeskScan,
): Scanned {
  const act = scan.refuse ? 'REFUSE' : scanMeans(application.paper.status, actor.role);
  const twice = !scan.refuse && isScannedTwice(application, actor.role);
  // An older print is not the form that was recorded: whoever holds it must not read that it was.
  const other = checkPrint(paperFormOf(application), scan);
  const notice = {
    next: application,
    outcome: other.length > 0 ? ('HELD' as const) : ('NOTICE' as const),
    findings: other.length > 0 ? other : [find('FORM_TAKEN')],
    writes: [],
  };
  if (!act || !inStage(application, act)) {
    if (twice) return notice;
    const found = `${application.paper.status} (${application.stage})`;
    refuse('WRONG_STAGE', find('FORM_ACT', { field: '/barcodes', found }));
  }
  const { receiver } = scan;
  const reason = scan.refuse?.reason;
  const outcome = stepPaper(paperFormOf(application), act, {
    actor: { id: actor.id, role: actor.role, alsoAs: context.alsoAs, desk },
    scan,
    paid: isPaid(application),
    finished: isFinished(application),
    ...(receiver ? { receiver } : {}),
    ...(reason === undefined ? {} : { reason }),
  });
  if (outcome.kind === 'DENIED') {
    if (twice && outcome.findings.every((f) => f.code === 'FORM_RETURN_EARLY')) return notice;
    refuse(codeOf(outcome.findings), ...outcome.findings);
  }
  if (outcome.kind === 'HELD') {
    const advice = outcome.findings.every((f) => f.severity === 'advice');
    return { ...notice, outcome: advice ? 'NOTICE' : 'HELD', findings: [...outcome.findings] };
  }
  const note = [receiver, scan.note, reason].filter(Boolean).join('；');
  const moved = withPaper(application, outcome.form, { actor, at: context.now, ...(note ? { note } : {}) });
  const prepared = carried(applications, application, moved, context, { actor, act, note });
  const done = scan.refuse ? ('REFUSED' as const) : ('MOVED' as const);
  return { next: prepared.next, outcome: done, findings: [], writes: prepared.writes };
}

/** T18 and T20 move the application with its paper; every other scan changes the paper alone. */
function carried(
  applications: Deps['applications'],
  before: Application,
  moved: Application,
  context: Context,
  scanned: { actor: Actor; act: PaperAct; note: string },
): PreparedAct {
  const { actor, act, note } = scanned;
  if (act === 'RECEIVE_OFFICE')
    return applications.prepare(moved, { name: 'OFFICE_RECEIVE_PAPER', actor }, context);
  if ((act === 'RECEIVE_POINT' || act === 'RECEIVE_MUNI') && before.stage === 'FORM_DUE')
    return applications.prepare(moved, { name: 'RECEIVE_PAPER', actor }, context);
  const refused = act === 'REFUSE';
  return applications.change(before, moved, {
    act: refused ? 'PAPER_REFUSED' : `PAPER_${act}`,
    actor,
    at: context.now,
    from: before.stage,
    to: moved.stage,
    ...(note && refused ? { reason: note } : {}),
    ...(before.snapshotHash ? { snapshotHash: before.snapshotHash } : {}),
    payload: { paper: moved.paper.status, formVersion: moved.paper.formVersion },
  });
}

function inStage({ stage }: Application, act: PaperAct): boolean {
  return returning.includes(act) || delivery.includes(stage);
}

/** R69: every form goes back once the review is over, passed or not. */
function isFinished({ stage }: Application): boolean {
  return stage === 'CERTIFIED' || stageFacts(stage).end === true;
}

function codeOf(findings: readonly Finding[]): ProblemCode {
  const codes = findings.map((f) => f.code);
  if (codes.includes('FORM_DESTINATION') || codes.includes('FORM_RETURN_ROUTE')) return 'OUT_OF_SCOPE';
  if (codes.includes('FORM_SAME_PERSON')) return 'SEPARATION_OF_DUTIES';
  if (codes.includes('FORM_RECEIVER') || codes.includes('FORM_REASON')) return 'INVALID';
  return 'GUARD';
}
