import type { ApplicationRoute, CorrectedText, ReturnItem } from './application.ts';
import type { CountedWindow } from './calendar.ts';
import type { Actor } from './roles.ts';

/** Everything that can be done to an application after it exists, by name, with what each act must bring along. */
export type ActPayloads = {
  /** `applicantName`: as it stands in the frozen snapshot (D16). */
  SUBMIT: {
    applicantName: string;
    snapshotHash: string;
    contentHash: string;
    applicationNo: string;
    route: ApplicationRoute;
    mode: string;
    specialty: string;
    photo: { fileId: string; sha256: string };
    /** A group looks at it before the committee does (D39). */
    groupCheck?: boolean;
  };
  RESUBMIT: {
    applicantName: string;
    snapshotHash: string;
    contentHash: string;
    route: ApplicationRoute;
    mode: string;
    specialty: string;
    photo: { fileId: string; sha256: string };
    /** A group looks at it before the committee does (D39). */
    groupCheck?: boolean;
    /** What the return named and was left as it was. */
    unchanged?: readonly ReturnItem[];
  };
  LAPSE: Record<never, never>;
  /** D39: into the next batch, by whoever let the day of this one go by. */
  ROLL_OVER: Record<never, never>;
  UNIT_APPROVE: { opinion: string };
  CLOSE_UNIT_PUBLICITY: Record<never, never>;
  POINT_ACCEPT: { opinion?: string };
  REROUTE: { route: ApplicationRoute };
  INDUSTRY_AGREE: { opinion?: string };
  DISTRICT_APPROVE: { opinion?: string };
  /** `exclusion`: the ground of the plan that it rests on (L6), and the day on which it ends. */
  REJECT: {
    remedy?: string;
    exclusion?: { code: string; kind?: string | undefined; decidedOn?: string | undefined; until?: string };
  };
  RETURN: { items: ReturnItem[]; supervisorReason?: string };
  CONFIRM_PAYMENT: { paidAt: string; transactionId: string; amountFen: number };
  REQUEST_REOPENING: Record<never, never>;
  REFUSE_REOPENING: Record<never, never>;
  REOPEN_PAYMENT: Record<never, never>;
  RECEIVE_PAPER: Record<never, never>;
  OFFICE_RECEIVE_PAPER: Record<never, never>;
  OFFICE_AUDIT: { opinion?: string };
  /** D39: `opinion` is the record of the group: when, by how many, how it judged. */
  RECORD_GROUP_CHECK: { opinion?: string };
  /** C19: `opinion` is the record of the interview: when, who asked, how it went, or that nobody came. */
  RECORD_INTERVIEW: { opinion?: string };
  /** `window`: the one that the publicity was opened with, so that list and application close together. */
  PUBLISH: { publicityId: string; auditedBy?: Actor; window?: CountedWindow | undefined };
  PUBLISH_RESULT: { publicityId: string; window?: CountedWindow | undefined };
  CLOSE_PUBLICITY: Record<never, never>;
  EXTEND_WINDOW: Record<never, never>;
  OBJECT: { objectionId: string };
  PROPOSE_UPHOLD: { objectionId: string; finding: string };
  /** `proposal`: the mark of what the first person proposed (D26). */
  UPHOLD_OBJECTION: { objectionId: string; heard: boolean; proposal: string };
  REFUSE_UPHOLD: { objectionId: string; proposal: string };
  CLEAR_OBJECTION: { objectionId: string; finding: string; entryCorrected: boolean };
  ASSIGN_SESSION: { sessionId: string; groupId: string; eligibleExperts: number };
  OPEN_VOTING: { opinions: number };
  COUNT: { passed: boolean; date: string; sheetHash: string };
  ABORT_SESSION: Record<never, never>;
  REPORT: { reportId: string };
  /** `lane`: code of the authority that audits. */
  AUTHORITY_APPROVE: { lane: string };
  /** `objectionId` of the objection that the office now has to look into (T38), and the list that it is about. */
  SEND_BACK: { lane: string; objectionId?: string; publicityId?: string | undefined };
  ISSUE_DOCUMENT: { documentNo: string; publishedAt: string };
  CERTIFY: { certificateNo: string; documentKey: string; photoSha256: string };
  ARCHIVE: Record<never, never>;
  WITHDRAW: Record<never, never>;
  REQUEST_WITHDRAWAL: Record<never, never>;
  GRANT_WITHDRAWAL: Record<never, never>;
  PROPOSE_DISQUALIFICATION: Record<never, never>;
  DISQUALIFY: { heard: boolean; proposal: string };
  REFUSE_DISQUALIFICATION: { proposal: string };
  /** D16, D15: texts of the snapshot, of desks or of the document, by one person after the payment. */
  PROPOSE_CORRECTION: { changes: CorrectedText[] };
  /** `snapshotHash`: of the snapshot with them in it. */
  CONFIRM_CORRECTION: { proposal: string; snapshotHash: string };
  REFUSE_CORRECTION: { proposal: string };
  REVOKE: { documentNo: string };
  REQUEST_REEXAMINATION: Record<never, never>;
  ANSWER_REEXAMINATION: { answer: string; proceduralFault: boolean };
  /** `unprinted`: what is told is that the document of this turn cannot be made. */
  ESCALATE: { unprinted?: true };
};

export type ActName = keyof ActPayloads;

/** An act as it reaches the rules. `reason` is demanded where the table says so (I7). */
export type Act<N extends ActName = ActName> = {
  [K in N]: { name: K; actor: Actor; reason?: string } & ActPayloads[K];
}[N];
