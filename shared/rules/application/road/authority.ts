import { auditLanes } from '../../../contracts/stages.ts';
import { find as shared } from '../../base/findings.ts';
import { find } from '../../certificate/findings.ts';
import { find as ofPublicity } from '../../publicity/findings.ts';
import { MIN_PUBLICITY_DAYS } from '../../publicity/window.ts';
import { at, objected, type Refusal, type Road, refused, samePerson, unheard } from './step.ts';

/** Report, joint audit, document and certificate (R66–R68), and what ends a title or the way to it (L24). */
export const authority: Road<
  | 'REPORT'
  | 'AUTHORITY_APPROVE'
  | 'SEND_BACK'
  | 'ISSUE_DOCUMENT'
  | 'CERTIFY'
  | 'PROPOSE_DISQUALIFICATION'
  | 'DISQUALIFY'
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
    guard: (application, act) => {
      const { turns, jointAudit } = application;
      if (turns.at(-1)?.step === 'JOINT_AUDIT' && !jointAudit[act.lane]) return ownLane(act);
      return ownLane(act) ?? refused(find('JOINT_AUDIT'), 'STALE_TURN');
    },
    effect: (application, { lane, actor }, { now }) => {
      const jointAudit = { ...application.jointAudit, [lane]: { actor, at: now } };
      const all = auditLanes.every((lane) => jointAudit[lane]);
      return { changes: { jointAudit }, ...(all ? { enter: at('JOINT_AUDIT', 'DOCUMENT') } : {}) };
    },
  },
  SEND_BACK: {
    guard: (_application, act) => ownLane(act),
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
    guard: (application) => {
      const { jointAudit } = application;
      if (auditLanes.every((lane) => jointAudit[lane])) return undefined;
      const found = Object.keys(jointAudit).join(', ') || '—';
      return refused(find('JOINT_AUDIT', { found, allowed: auditLanes.join(', ') }));
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
    effect: (_application, { certificateNo, documentKey }, { now }) => ({
      changes: { certificate: { certificateNo, documentKey, issuedAt: now } },
      enter: at('CERTIFIED', 'PAPER_RETURN'),
    }),
  },
  PROPOSE_DISQUALIFICATION: {
    effect: (_application, { actor, reason = '' }, { now }) => ({
      changes: { pendingDisqualification: { actor, at: now, reason } },
    }),
  },
  DISQUALIFY: {
    guard: ({ pendingDisqualification: proposed }, act) => {
      if (!proposed) return refused(shared('TWO_PERSONS', { rule: 'L24' }));
      return proposed.actor.id === act.actor.id ? samePerson('L24', 'DISQUALIFY') : unheard(act);
    },
    effect: (_application, { reason }) => ({
      changes: {},
      enter: at('DISQUALIFIED', 'END'),
      ended: { reason },
    }),
  },
  REVOKE: {
    effect: (_application, { reason }) => ({ changes: {}, enter: at('REVOKED', 'END'), ended: { reason } }),
  },
};

const ownLane = ({ actor, lane }: { actor: { role: string }; lane: string }): Refusal | undefined =>
  actor.role === lane ? undefined : samePerson('R67', 'LANE');
