import type { Act } from '../../../contracts/acts.ts';
import type { Application } from '../../../contracts/application.ts';
import { stages } from '../../../contracts/stages.ts';
import type { Context } from '../../base/context.ts';
import { find as shared } from '../../base/findings.ts';
import { isPerson } from '../../base/person.ts';
import { find } from '../../publicity/findings.ts';
import { type UpholdProposal, upholdProposal } from '../../publicity/objection.ts';
import {
  currentWindow,
  isRunning,
  MIN_PUBLICITY_DAYS,
  openWindow,
  tooShort,
  windowInForce,
  withCurrentWindow,
} from '../../publicity/window.ts';
import { publicityDays } from '../settings.ts';
import {
  asProposed,
  at,
  type EffectResult,
  objected,
  personOf,
  type Refusal,
  type Road,
  refused,
  samePerson,
  stillOpen,
  toReview,
  unheard,
} from './step.ts';

/** Publicity and objections (R63–R66, L9; K2; C15). */
export const publicity: Road<
  | 'CLOSE_UNIT_PUBLICITY'
  | 'PUBLISH'
  | 'PUBLISH_RESULT'
  | 'CLOSE_PUBLICITY'
  | 'EXTEND_WINDOW'
  | 'OBJECT'
  | 'PROPOSE_UPHOLD'
  | 'UPHOLD_OBJECTION'
  | 'REFUSE_UPHOLD'
  | 'CLEAR_OBJECTION'
> = {
  CLOSE_UNIT_PUBLICITY: {
    guard: windowClosable,
    effect: () => ({ changes: {}, enter: at('POINT_REVIEW', 'POINT_REVIEW') }),
  },
  PUBLISH: {
    guard: ({ officeAudit }, act, context) => {
      if (!officeAudit) return refused(shared('FLOW_ORDER', { words: { found: stages.OFFICE_REVIEW } }));
      return isPerson(personOf(act, context), officeAudit.actor.id) ? samePerson('C4', 'AUDITOR') : undefined;
    },
    effect: (_application, act, context) => ({
      changes: { window: published(act, context, 'PRE_PUBLICITY') },
      enter: at('PRE_PUBLICITY', 'PRE_PUBLICITY'),
    }),
  },
  PUBLISH_RESULT: {
    // Where nobody votes, the audit and the publishing are the two hands that a result goes through.
    guard: ({ officeAudit, vote }, act, context) =>
      !vote && isPerson(personOf(act, context), officeAudit?.actor.id)
        ? samePerson('C4', 'AUDITOR')
        : undefined,
    effect: (_application, act, context) => ({
      changes: { window: published(act, context, 'RESULT_PUBLICITY') },
      enter: at('RESULT_PUBLICITY', 'RESULT_PUBLICITY'),
    }),
  },
  CLOSE_PUBLICITY: {
    guard: windowClosable,
    effect: (application, _act, { plan }) => ({
      changes: {},
      enter:
        application.stage === 'PRE_PUBLICITY'
          ? toReview(application, plan)
          : at('RESULT_PUBLICITY', 'RESULT_REPORT'),
    }),
  },
  EXTEND_WINDOW: {
    guard: (application, _act, context) => {
      const window = currentWindow(application, context);
      const grown = window && application.window && window.closeAt > application.window.closeAt;
      return grown ? undefined : refused(find('PUBLICITY_UNCHANGED'));
    },
    effect: (application, _act, context) => {
      const { window, turns, dueAt } = withCurrentWindow(application, context);
      return { changes: { window, turns, dueAt } };
    },
  },
  OBJECT: {
    guard: (application) => {
      const found = stillOpen(application).length;
      if (found < MAX_OPEN_OBJECTIONS) return undefined;
      return refused(find('OBJECTIONS_MANY', { found, allowed: MAX_OPEN_OBJECTIONS }));
    },
    effect: ({ objections, stage, window }, { objectionId }, { now }) => {
      const publicityId = window?.publicityId ?? '';
      const objection = { objectionId, publicityId, at: now, status: 'OPEN' as const };
      const changes = { objections: [...objections, objection] };
      // Another objection while one is being looked into: both must be settled, the turn stays.
      if (stage === 'PRE_OBJECTION' || stage === 'RESULT_OBJECTION') return { changes };
      return {
        changes,
        enter:
          stage === 'PRE_PUBLICITY'
            ? at('PRE_OBJECTION', 'PRE_OBJECTION')
            : at('RESULT_OBJECTION', 'RESULT_OBJECTION'),
      };
    },
  },
  PROPOSE_UPHOLD: {
    guard: (application, act) =>
      openObjection(application, act) ??
      (proposedUphold(application, act) ? refused(shared('PROPOSAL_STANDS'), 'CONFLICT') : undefined),
    effect: (application, { objectionId, actor, finding }) => ({
      changes: {
        objections: settled(application, objectionId, {
          status: 'UPHOLD_PROPOSED',
          proposedBy: actor,
          finding,
        }),
      },
    }),
  },
  UPHOLD_OBJECTION: {
    guard: (application, act, context) => {
      const proposed = proposedUphold(application, act);
      if (!proposed) return refused(find('OBJECTION_NOT_PROPOSED'));
      if (isPerson(personOf(act, context), proposed.actor.id)) return samePerson('L24', 'UPHOLD');
      return asProposed(act.objectionId, proposed, act, 'finding') ?? unheard(act);
    },
    effect: (application, { objectionId, reason }) => ({
      changes: { objections: settled(application, objectionId, { status: 'UPHELD' }) },
      enter: at('DISQUALIFIED', 'END'),
      ended: { reason },
    }),
  },
  REFUSE_UPHOLD: {
    guard: (application, act) => {
      const proposed = proposedUphold(application, act);
      if (!proposed) return refused(shared('PROPOSAL_NONE'), 'CONFLICT');
      return asProposed(act.objectionId, proposed, { proposal: act.proposal });
    },
    effect: (application, { objectionId }) => ({
      changes: {
        objections: settled(application, objectionId, {
          status: 'OPEN',
          proposedBy: undefined,
          finding: undefined,
        }),
      },
    }),
  },
  CLEAR_OBJECTION: { guard: openObjection, effect: clearObjection },
};

/** What the first person proposed about the objection (D26); undefined while nobody has. */
function proposedUphold(
  { objections }: Application,
  { objectionId }: { objectionId: string },
): UpholdProposal | undefined {
  const objection = objections.find((o) => o.objectionId === objectionId);
  return objection?.status === 'UPHOLD_PROPOSED' ? upholdProposal(objection) : undefined;
}

/**
 * Open objections to one application at a time: what its item has room for. No address and no account may lodge more than a
 * few about one person (D22), so that nobody can fill this for the others.
 */
export const MAX_OPEN_OBJECTIONS = 300;

function published(
  act: Act<'PUBLISH'> | Act<'PUBLISH_RESULT'>,
  context: Context,
  stage: 'PRE_PUBLICITY' | 'RESULT_PUBLICITY',
): Application['window'] {
  // A calendar may have come into force since the list was opened.
  const window = act.window
    ? windowInForce(act.window, context.calendars)
    : openWindow(context, publicityDays(context.plan, stage));
  return { ...window, publicityId: act.publicityId };
}

function windowClosable(
  application: Application,
  { actor }: { actor: { role: string } },
  context: Context,
): Refusal | undefined {
  const objection = objected(application);
  if (objection) return objection;
  const window = currentWindow(application, context);
  if (!window) return refused(find('PUBLICITY_TOO_SHORT', { words: { n: MIN_PUBLICITY_DAYS } }));
  if (!isRunning(window, context.now)) return undefined;
  const rule = actor.role === 'UNIT_HR' ? 'L9' : 'R63';
  return refused(tooShort(window, { rule, found: context.now, allowed: window.closeAt }));
}

function openObjection(application: Application, act: { objectionId: string }): Refusal | undefined {
  return stillOpen(application).some((o) => o.objectionId === act.objectionId)
    ? undefined
    : refused(find('OBJECTION_CLOSED'), 'CONFLICT');
}

const settled = (
  { objections }: Application,
  objectionId: string,
  change: Partial<Application['objections'][number]>,
): Application['objections'] =>
  objections.map((o) => (o.objectionId === objectionId ? { ...o, ...change } : o));

/** T24, T34: back into the window while it is open or the entry was corrected, else on. */
function clearObjection(
  application: Application,
  act: Act<'CLEAR_OBJECTION'>,
  context: Context,
): EffectResult {
  const before = application.stage === 'PRE_OBJECTION';
  const objections = settled(application, act.objectionId, { status: 'CLEARED', finding: act.finding });
  if (stillOpen({ ...application, objections }).length > 0) return { changes: { objections } };
  // Sent back by an authority: the window is long over, the objection still names the list.
  const named = application.objections.find((o) => o.objectionId === act.objectionId)?.publicityId;
  const publicityId = application.window?.publicityId ?? (named || undefined);
  const days = publicityDays(context.plan, before ? 'PRE_PUBLICITY' : 'RESULT_PUBLICITY');
  const window = act.entryCorrected
    ? { ...openWindow(context, days), publicityId }
    : currentWindow(application, context);
  const open = window && isRunning(window, context.now);
  if (open) {
    return {
      // Published anew, it is reported anew: an earlier report has no say in it any more.
      changes: { objections, window, ...(before ? {} : { reportId: undefined }) },
      enter: before ? at('PRE_PUBLICITY', 'PRE_PUBLICITY') : at('RESULT_PUBLICITY', 'RESULT_PUBLICITY'),
    };
  }
  if (before) return { changes: { objections }, enter: toReview(application, context.plan) };
  // Sent back by an authority (T38) or objected to before the report (T33): only the former has a report to go back to.
  return application.reportId
    ? { changes: { objections, jointAudit: {} }, enter: at('JOINT_AUDIT', 'JOINT_AUDIT') }
    : { changes: { objections }, enter: at('RESULT_PUBLICITY', 'RESULT_REPORT') };
}
