import type { Plan } from '../../../contracts/plan.ts';
import { find as shared } from '../../base/findings.ts';
import { isPerson } from '../../base/person.ts';
import { find } from '../../certificate/findings.ts';
import { authoritiesOf, roleOfAuthority } from '../../people/authorities.ts';
import { find as ofPublicity } from '../../publicity/findings.ts';
import { MIN_PUBLICITY_DAYS } from '../../publicity/window.ts';
import { paperReturnOn } from '../settings.ts';
import {
  asProposed,
  at,
  objected,
  personOf,
  type Refusal,
  type Road,
  refused,
  samePerson,
  unheard,
} from './step.ts';

/** Subject of a proposal to disqualify (D26). */
export const DISQUALIFICATION = 'DISQUALIFICATION';

/** Report, joint audit, document and certificate (R66–R68), and what ends a title or the way to it (L24). */
export const authority: Road<
  | 'REPORT'
  | 'AUTHORITY_APPROVE'
  | 'SEND_BACK'
  | 'ISSUE_DOCUMENT'
  | 'CERTIFY'
  | 'PROPOSE_DISQUALIFICATION'
  | 'DISQUALIFY'
  | 'REFUSE_DISQUALIFICATION'
  | 'REVOKE'
> = {
  REPORT: {
    guard: (application) => {
      const objection = objected(application);
      if (objection || application.turns.at(-1)?.step === 'RESULT_REPORT') return objection;
      const words = { n: application.window?.n ?? MIN_PUBLICITY_DAYS };
      return refused(ofPublicity('PUBLICITY_TOO_SHORT', { rule: 'R65', words }));
    },
    effect: (_application, { reportId }) => ({
      changes: { reportId, jointAudit: {} },
      enter: at('JOINT_AUDIT', 'JOINT_AUDIT'),
    }),
  },
  AUTHORITY_APPROVE: {
    guard: (application, act, { plan }) => {
      const { turns, jointAudit } = application;
      if (turns.at(-1)?.step === 'JOINT_AUDIT' && !jointAudit[act.lane]) return ownLane(act, plan);
      return ownLane(act, plan) ?? refused(find('JOINT_AUDIT'), 'STALE_TURN');
    },
    effect: (application, { lane, actor }, { now, plan }) => {
      const jointAudit = { ...application.jointAudit, [lane]: { actor, at: now } };
      const all = authoritiesOf(plan).every((one) => jointAudit[one]);
      return { changes: { jointAudit }, ...(all ? { enter: at('JOINT_AUDIT', 'DOCUMENT') } : {}) };
    },
  },
  SEND_BACK: {
    guard: (_application, act, { plan }) => ownLane(act, plan),
    effect: ({ objections, turn }, { objectionId, publicityId = '', reason }, { now }) => ({
      changes: {
        jointAudit: {},
        objections: [
          ...objections,
          {
            objectionId: objectionId ?? `sent-back-${turn}`,
            publicityId,
            at: now,
            status: 'OPEN',
            finding: reason,
          },
        ],
      },
      enter: at('RESULT_OBJECTION', 'RESULT_OBJECTION'),
    }),
  },
  ISSUE_DOCUMENT: {
    guard: ({ jointAudit }, _act, { plan }) => {
      const authorities = authoritiesOf(plan);
      if (authorities.every((lane) => jointAudit[lane])) return undefined;
      const found = Object.keys(jointAudit).join(', ') || '—';
      return refused(find('JOINT_AUDIT', { found, allowed: authorities.join(', ') }));
    },
    effect: (_application, { documentNo, publishedAt }) => ({
      changes: { document: { documentNo, publishedAt } },
      enter: at('DOCUMENT_ISSUED', 'CERTIFICATE'),
    }),
  },
  CERTIFY: {
    guard: ({ document, photo }, { photoSha256 }) => {
      if (!document) return refused(find('CERT_BEFORE_DOC'));
      return photo?.sha256 === photoSha256 ? undefined : refused(find('CERT_PHOTO'));
    },
    effect: (_application, { certificateNo, documentKey }, { now, plan }) => ({
      changes: { certificate: { certificateNo, documentKey, issuedAt: now } },
      enter: paperReturnOn(plan) ? at('CERTIFIED', 'PAPER_RETURN') : at('ARCHIVED', 'END'),
    }),
  },
  PROPOSE_DISQUALIFICATION: {
    guard: ({ pendingDisqualification }) =>
      pendingDisqualification ? refused(shared('PROPOSAL_STANDS'), 'CONFLICT') : undefined,
    effect: (_application, { actor, reason = '' }, { now }) => ({
      changes: { pendingDisqualification: { actor, at: now, reason } },
    }),
  },
  DISQUALIFY: {
    guard: ({ pendingDisqualification: proposed }, act, context) => {
      if (!proposed) return refused(shared('TWO_PERSONS', { rule: 'L24' }));
      if (isPerson(personOf(act, context), proposed.actor.id)) return samePerson('L24', 'DISQUALIFY');
      return asProposed(DISQUALIFICATION, proposed, act) ?? unheard(act);
    },
    effect: (_application, { reason }) => ({
      changes: {},
      enter: at('DISQUALIFIED', 'END'),
      ended: { reason },
    }),
  },
  REFUSE_DISQUALIFICATION: {
    guard: ({ pendingDisqualification: proposed }, { proposal }) =>
      proposed
        ? asProposed(DISQUALIFICATION, proposed, { proposal })
        : refused(shared('PROPOSAL_NONE'), 'CONFLICT'),
    effect: () => ({ changes: { pendingDisqualification: undefined } }),
  },
  REVOKE: {
    effect: (_application, { reason }) => ({ changes: {}, enter: at('REVOKED', 'END'), ended: { reason } }),
  },
};

function ownLane(
  { actor, lane }: { actor: { role: string }; lane: string },
  plan: Plan,
): Refusal | undefined {
  const mine = actor.role === roleOfAuthority(lane) && authoritiesOf(plan).includes(lane);
  return mine ? undefined : samePerson('R67', 'LANE');
}
