import { isVisible } from '../../../contracts/characters.ts';
import { find as ofCommittee } from '../../committee/findings.ts';
import { find } from '../findings.ts';
import { approved, at, objected, ownApplication, type Road, refused, toCommittee } from './step.ts';

/** B10, L14: experts who give a written opinion on each candidate. */
const MIN_EXPERTS = 3;

/** The prior group check (D39), the interview (C19), the road through a review session (T27–T31), and re-examination (L21). */
export const committee: Road<
  | 'RECORD_GROUP_CHECK'
  | 'RECORD_INTERVIEW'
  | 'ASSIGN_SESSION'
  | 'OPEN_VOTING'
  | 'COUNT'
  | 'ABORT_SESSION'
  | 'REQUEST_REEXAMINATION'
  | 'ANSWER_REEXAMINATION'
> = {
  RECORD_GROUP_CHECK: {
    guard: (application, act, context) => {
      if (!isVisible(act.opinion ?? ''))
        return refused(find('GROUP_CHECK_RECORD', { field: 'opinion' }), 'INVALID');
      return ownApplication(application, act, context) ?? objected(application);
    },
    effect: (application, act, context) => ({
      changes: { approvals: approved(application, act, context) },
      enter: toCommittee(context.plan),
    }),
  },
  RECORD_INTERVIEW: {
    guard: (application, act, context) => {
      if (!isVisible(act.opinion ?? ''))
        return refused(find('INTERVIEW_RECORD', { field: 'opinion' }), 'INVALID');
      return ownApplication(application, act, context) ?? objected(application);
    },
    effect: (application, act, context) => ({
      changes: { approvals: approved(application, act, context) },
      enter: at('READY', 'SESSION_ASSIGNMENT'),
    }),
  },
  ASSIGN_SESSION: {
    guard: (application, { eligibleExperts: found }) => {
      if (found >= MIN_EXPERTS) return objected(application);
      return (
        objected(application) ?? refused(ofCommittee('GROUP_TOO_SMALL', { found, allowed: MIN_EXPERTS }))
      );
    },
    effect: (_application, { sessionId, groupId }) => ({
      changes: { sessionId, groupId },
      enter: at('GROUP_REVIEW', 'GROUP_REVIEW'),
    }),
  },
  OPEN_VOTING: {
    guard: (_application, { opinions: found }) =>
      found >= MIN_EXPERTS ? undefined : refused(find('OPINIONS_MISSING', { found, allowed: MIN_EXPERTS })),
    effect: () => ({ changes: {}, enter: at('VOTING', 'VOTING') }),
  },
  COUNT: {
    effect: (_application, { passed, date, sheetHash }) => ({
      changes: { vote: { passed, date, sheetHash } },
      enter: passed ? at('PASSED_PENDING', 'RESULT_PREPARATION') : at('NOT_PASSED', 'END'),
    }),
  },
  ABORT_SESSION: {
    effect: () => ({ changes: unassigned, enter: at('READY', 'SESSION_ASSIGNMENT') }),
  },
  REQUEST_REEXAMINATION: {
    effect: (_application, { reason = '' }, { now }) => ({ changes: { reexamination: { at: now, reason } } }),
  },
  ANSWER_REEXAMINATION: {
    guard: ({ reexamination }) =>
      reexamination && !reexamination.answeredAt ? undefined : refused(find('REEXAMINATION_NONE')),
    effect: (application, { answer, proceduralFault }, { now }) => {
      const asked = application.reexamination ?? { at: now, reason: '' };
      const reexamination = { ...asked, answeredAt: now, answer };
      if (!proceduralFault) return { changes: { reexamination } };
      const revision = application.revision + 1;
      return {
        changes: { reexamination, ...unassigned, ended: undefined, revision },
        enter: at('READY', 'SESSION_ASSIGNMENT'),
      };
    },
  },
};

const unassigned = { sessionId: undefined, groupId: undefined, vote: undefined };
