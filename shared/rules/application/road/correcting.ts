import { find as shared } from '../../base/findings.ts';
import { isPerson } from '../../base/person.ts';
import { isUnprinted } from '../../paper/custody.ts';
import { CORRECTION, correctedFacts } from '../correction.ts';
import { find } from '../findings.ts';
import {
  asProposed,
  at,
  exportable,
  ownApplication,
  personOf,
  type Refusal,
  type Road,
  refused,
  samePerson,
} from './step.ts';

/** D16, D15, D26: a correction after the payment, proposed by one person and confirmed by another as it stands. */
export const correcting: Road<'PROPOSE_CORRECTION' | 'CONFIRM_CORRECTION' | 'REFUSE_CORRECTION'> = {
  PROPOSE_CORRECTION: {
    guard: (application, act, context) =>
      ownApplication(application, act, context) ??
      (application.pendingCorrection ? refused(shared('PROPOSAL_STANDS'), 'CONFLICT') : undefined),
    effect: (_application, { actor, changes, reason = '' }, { now }) => ({
      changes: { pendingCorrection: { actor, at: now, reason, changes } },
    }),
  },
  CONFIRM_CORRECTION: {
    guard: (application, act, context) => {
      const { pendingCorrection: proposed } = application;
      if (!proposed) return refused(shared('PROPOSAL_NONE'), 'CONFLICT');
      if (isPerson(personOf(act, context), proposed.actor.id)) return samePerson('D16', 'CORRECT');
      return (
        ownApplication(application, act, context) ??
        operationsOnly(application, act) ??
        asProposed(CORRECTION, proposed, { proposal: act.proposal })
      );
    },
    effect: (application, { actor, snapshotHash }, { now, plan }) => {
      const {
        pendingCorrection,
        corrections = [],
        snapshotHash: beforeHash = '',
        revision,
        paper,
      } = application;
      const { changes = [], reason = '', actor: proposedBy = actor } = pendingCorrection ?? {};
      const paths = changes.map((one) => one.path);
      const done = { at: now, proposedBy, confirmedBy: actor, reason, paths, revision, beforeHash };
      const facts = {
        ...correctedFacts(application, changes),
        snapshotHash,
        pendingCorrection: undefined,
        corrections: [...corrections, done],
      };
      // A form that is not made yet is made of what now stands; one that is, or the paper of it, is void (C16).
      const printed = paper.documentKey !== undefined && paper.status !== 'NOT_AVAILABLE';
      if (!printed || !beforeAudit.includes(application.stage)) return { changes: facts };
      return {
        changes: {
          ...facts,
          officeAudit: undefined,
          paper: { ...exportable(application, plan), formHash: undefined, documentKey: undefined },
        },
        enter: at('FORM_DUE', 'PAPER_DELIVERY'),
      };
    },
  },
  REFUSE_CORRECTION: {
    guard: (application, act) => {
      const { pendingCorrection: proposed } = application;
      if (!proposed) return refused(shared('PROPOSAL_NONE'), 'CONFLICT');
      return operationsOnly(application, act) ?? asProposed(CORRECTION, proposed, { proposal: act.proposal });
    },
    effect: () => ({ changes: { pendingCorrection: undefined } }),
  },
};

/** Where the paper form still goes to the office. */
const beforeAudit: readonly string[] = ['FORM_DUE', 'FORM_IN_TRANSIT', 'OFFICE_REVIEW'];

/** §2: operations read no content in normal work; what cannot be printed is theirs as well (D15). */
const operationsOnly = (
  application: Parameters<typeof isUnprinted>[0],
  { actor }: { actor: { role: string } },
): Refusal | undefined =>
  actor.role === 'PLATFORM_OPS' && !isUnprinted(application)
    ? refused(find('CORRECTION_OPERATIONS'), 'FORBIDDEN')
    : undefined;
