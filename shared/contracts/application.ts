import * as z from 'zod/mini';
import { CountedWindow, Instant, LocalDate } from './calendar.ts';
import { ActorSchema } from './roles.ts';
import { stageCodes, stepCodes } from './stages.ts';
import { stored } from './stored.ts';
import { exact, prose } from './text.ts';

/** One turn of the review machine: the application entered `step` at `enteredAt`; the next turn tells how it left. */
export const TurnSchema = z.object({
  turn: z.number(),
  stage: z.enum(stageCodes),
  step: z.enum(stepCodes),
  enteredAt: Instant,
  /** Deadline of the turn; what happens then depends on the step (lapse, reminder, window close). */
  dueAt: z.optional(Instant),
  /** D32: of the unit's review: from when on it is too late to report, where the plan says so. */
  reportBy: z.optional(Instant),
  /** The transition that led here, T1…T45. */
  via: z.string(),
  revision: z.number(),
});
export type Turn = z.infer<typeof TurnSchema>;

export const ReturnItemSchema = z.object({
  /** JSON-pointer-like path of what may be changed: `/data/workStatement`, `/attachments/A6`, `/photo`, `/commitment`. */
  path: exact(2, 120),
  /** What is wrong and how to mend it, in the reviewer's words. */
  remark: prose(1, 500),
});
export type ReturnItem = z.infer<typeof ReturnItemSchema>;

/** One text of a correction: where it stands, what it says, what it is to say. */
export const CorrectedTextSchema = z.object({ path: z.string(), from: z.string(), to: z.string() });
export type CorrectedText = z.infer<typeof CorrectedTextSchema>;

export const ApprovalSchema = z.object({
  turn: z.number(),
  stage: z.enum(stageCodes),
  actor: ActorSchema,
  at: Instant,
  /** SHA-256 of the submitted content that was in front of the reviewer (I7). */
  snapshotHash: z.string(),
  opinion: z.optional(z.string()),
});
export type Approval = z.infer<typeof ApprovalSchema>;

export const RouteSchema = z.object({
  /** Acceptance point of the electronic road (R27, R30). */
  pointId: z.string(),
  division: z.string(),
  /** Desk of the industry's authority, where the plan has that stage (D39). */
  industry: z.optional(z.string()),
  /** Where the paper form goes (R61, R62) and comes back from (R69). */
  paper: z.object({ kind: z.enum(['POINT', 'MUNI']), id: z.string() }),
  /** Why the applicant chose another point than the proposed one, or why a point passed it on. */
  reason: z.optional(z.string()),
  flagged: z.optional(z.boolean()),
});
export type ApplicationRoute = z.infer<typeof RouteSchema>;

export const PaymentSchema = z.object({
  status: z.enum(['NONE', 'OPEN', 'PAID', 'EXPIRED', 'REFUNDING', 'REFUNDED']),
  amountFen: z.number(),
  openAt: z.optional(Instant),
  closeAt: z.optional(Instant),
  /** Deterministic per application and attempt. */
  orderId: z.optional(z.string()),
  attempt: z.number(),
  startedAt: z.optional(Instant),
  /** How much later than the close a payment begun in time may be confirmed: the plan's when it opened (§7.4). */
  graceMinutes: z.optional(z.number()),
  paidAt: z.optional(Instant),
  transactionId: z.optional(z.string()),
  reopened: z.optional(z.boolean()),
});

export const paperStates = [
  'NOT_AVAILABLE',
  'EXPORTABLE',
  'EXPORTED',
  'UNIT_SEALED',
  'RECEIVED_POINT',
  'RECEIVED_MUNI',
  'MUNI_SEALED',
  'AT_OFFICE',
  'RETURNING',
  'AT_POINT_FOR_PICKUP',
  'AT_MUNI_FOR_PICKUP',
  'HANDED_OVER',
  'FILED',
  'REFUSED',
] as const;

export const PaperSchema = z.object({
  status: z.enum(paperStates),
  /** Version printed on the form; bumped by every return after export. */
  formVersion: z.number(),
  /** How many identical copies go round (R60); records of before say nothing and have two. */
  copies: z.optional(z.number()),
  /** The plan returns no paper: the office keeps it (R69). */
  kept: z.optional(z.boolean()),
  /** SHA-256 of the content that the form prints. */
  formHash: z.optional(z.string()),
  /** Object key of the rendered PDF. */
  documentKey: z.optional(z.string()),
  exportedAt: z.optional(Instant),
  /** Custody: every scan or hand-over, oldest first. */
  custody: z.array(
    z.object({ status: z.enum(paperStates), at: Instant, actor: ActorSchema, note: z.optional(z.string()) }),
  ),
});

export const ObjectionSchema = z.object({
  objectionId: z.string(),
  publicityId: z.string(),
  at: Instant,
  status: z.enum(['OPEN', 'UPHOLD_PROPOSED', 'CLEARED', 'UPHELD']),
  proposedBy: z.optional(ActorSchema),
  finding: z.optional(z.string()),
});

/** The application's state: the one item that every act reads and conditionally writes. */
export const ApplicationSchema = z.object({
  applicationId: z.string(),
  /** `{planCode}-{division}-{6 digits}{check}`, given at submit (§10.4). */
  applicationNo: z.optional(z.string()),
  planCode: z.string(),
  planVersion: z.number(),
  applicantId: z.string(),
  applicantName: z.string(),
  unit: z.object({ uscc: z.string(), name: z.string() }),
  /** The publicity label of the declaration (V1): 正常申报, 自评申报 …; from the snapshot. */
  mode: z.optional(z.string()),
  specialty: z.optional(z.string()),
  stage: z.enum(stageCodes),
  turn: z.number(),
  turns: z.array(TurnSchema),
  /** Counts submissions; names the machine's execution `<applicationId>-<revision>`. */
  revision: z.number(),
  /** Turn at which the present revision's execution starts. */
  revisionTurn: z.number(),
  /** Sequence number of the last audit event, and its hash (V7). */
  version: z.number(),
  auditHash: z.string(),
  requirementsSeen: z.object({ planVersion: z.number(), at: Instant }),
  route: z.optional(RouteSchema),
  dueAt: z.optional(Instant),
  window: z.optional(z.extend(CountedWindow, { publicityId: z.optional(z.string()) })),
  returned: z.optional(
    z.object({
      by: ActorSchema,
      from: z.enum(stageCodes),
      resumeTo: z.enum(stageCodes),
      items: z.array(stored(ReturnItemSchema)),
      reason: z.string(),
      dueAt: Instant,
    }),
  ),
  /** What the last return named and came back as it was (C9): the desk is told. */
  unchanged: z.optional(z.array(stored(ReturnItemSchema))),
  /** Returns so far by stage (C6). */
  returnCounts: z.record(z.string(), z.number()),
  approvals: z.array(ApprovalSchema),
  /** SHA-256 of the submitted snapshot (R58), and of what the commitment covers (C10). */
  snapshotHash: z.optional(z.string()),
  contentHash: z.optional(z.string()),
  /** The plan asks a prior group check of this person (D39). */
  groupCheck: z.optional(z.boolean()),
  /** SHA-256 of the photo of R13; the certificate prints this very file. */
  photo: z.optional(z.object({ fileId: z.string(), sha256: z.string() })),
  submittedAt: z.optional(Instant),
  /** The batch that it belongs to, where the plan has any (D39). */
  batch: z.optional(z.string()),
  payment: PaymentSchema,
  paper: PaperSchema,
  /** The document of that turn could not be made (D15, D28): codes and fields, never the words that were in them. */
  unprinted: z.optional(z.object({ turn: z.number(), at: Instant, reason: z.string() })),
  officeAudit: z.optional(z.object({ actor: ActorSchema, at: Instant })),
  objections: z.array(ObjectionSchema),
  /** The person asks that a lapsed payment be opened again (Q16, T17c). */
  reopeningRequested: z.optional(
    z.object({
      at: Instant,
      reason: z.string(),
      /** What operations answered when they did not grant it (T17d). */
      refused: z.optional(z.object({ at: Instant, reason: z.string() })),
    }),
  ),
  withdrawalRequested: z.optional(z.object({ at: Instant, reason: z.string() })),
  sessionId: z.optional(z.string()),
  groupId: z.optional(z.string()),
  /** Result of the vote; counts live on the session's count sheet only. */
  vote: z.optional(z.object({ passed: z.boolean(), date: LocalDate, sheetHash: z.string() })),
  reportId: z.optional(z.string()),
  jointAudit: z.record(z.string(), z.object({ actor: ActorSchema, at: Instant })),
  document: z.optional(z.object({ documentNo: z.string(), publishedAt: Instant })),
  certificate: z.optional(
    z.object({ certificateNo: z.string(), documentKey: z.string(), issuedAt: Instant }),
  ),
  pendingDisqualification: z.optional(z.object({ actor: ActorSchema, at: Instant, reason: z.string() })),
  /** D16, D15: what one person proposed to correct in the snapshot, for another one to confirm as it is (D26). */
  pendingCorrection: z.optional(
    z.object({ actor: ActorSchema, at: Instant, reason: z.string(), changes: z.array(CorrectedTextSchema) }),
  ),
  /** What was corrected; the older snapshots are kept beside the one in force. */
  corrections: z.optional(
    z.array(
      z.object({
        at: Instant,
        proposedBy: ActorSchema,
        confirmedBy: ActorSchema,
        reason: z.string(),
        paths: z.array(z.string()),
        revision: z.number(),
        /** Of the snapshot before it. */
        beforeHash: z.string(),
      }),
    ),
  ),
  reexamination: z.optional(
    z.object({
      at: Instant,
      reason: z.string(),
      answeredAt: z.optional(Instant),
      answer: z.optional(z.string()),
    }),
  ),
  ended: z.optional(
    z.object({
      at: Instant,
      reason: z.optional(z.string()),
      deadline: z.optional(z.string()),
      /** Of a draft that lapsed: until when it could have been submitted (D28). */
      missedAt: z.optional(Instant),
    }),
  ),
  /** Batches already applied to this application, so that a repeated delivery changes nothing. */
  appliedBatches: z.array(z.string()),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Application = z.infer<typeof ApplicationSchema>;

/** What the review machine carries between its states: where the application stands in its list of turns. */
export const PositionSchema = z.object({
  schemaVersion: z.literal(2),
  applicationId: z.string(),
  revision: z.number(),
  turn: z.number(),
  step: z.enum(stepCodes),
  /** Seconds until the turn's deadline, at least 1; how long a callback task waits before its timeout path. */
  timeoutSeconds: z.number(),
  /** End of a publicity window; the Wait state sleeps until then. */
  waitUntil: z.optional(z.string()),
  /** Of the joint audit: the authorities that it waits for, each with a task of its own. */
  approvers: z.optional(z.array(z.string())),
});
export type Position = z.infer<typeof PositionSchema>;

/**
 * Event of a step function: the position, and for callback tasks the token and the lane that waits. REVIEW_FORM and
 * CERTIFICATE go to the function that renders documents, the others to that of the steps.
 */
export const StepEventSchema = z.extend(PositionSchema, {
  /** As the execution has it; one that this version does not know is told, not refused (rules/application/position). */
  step: z.string(),
  action: z.enum(['OPEN', 'ADVANCE', 'EXPIRE', 'FAILED', 'REVIEW_FORM', 'CERTIFICATE']),
  taskToken: z.optional(z.string()),
  lane: z.optional(z.string()),
  cause: z.optional(z.string()),
  /** Name of the execution that calls; executions of older definitions do not say it. */
  execution: z.optional(z.string()),
});
export type StepEvent = z.infer<typeof StepEventSchema>;

/** What can be told of a step that failed, even where its position cannot be read. */
export const StepFailureSchema = z.object({
  action: z.literal('FAILED'),
  applicationId: z.string(),
  turn: z.optional(z.number()),
  revision: z.optional(z.number()),
  cause: z.optional(z.string()),
  execution: z.optional(z.string()),
});
export type StepFailure = z.infer<typeof StepFailureSchema>;
