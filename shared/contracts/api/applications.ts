import * as z from 'zod/mini';
import { ApplicationSchema, ReturnItemSchema, RouteSchema, TurnSchema } from '../application.ts';
import { DeclarationDataSchema, DeclarationSchema, DeclaredAttachmentSchema } from '../declaration.ts';
import { limits } from '../limits.ts';
import { BatchSchema } from '../plan-procedure.ts';
import { yearCounts } from '../plan-years.ts';
import { RoleSchema } from '../roles.ts';
import { stageCodes } from '../stages.ts';
import { stored } from '../stored.ts';
import { exact, prose } from '../text.ts';
import { Count, Cursor, Findings, Id } from './common.ts';
import { ChangesOfPlan } from './plans.ts';

/** D30: the applicant has read what this version changed. */
export const PlanSeenBody = z.object({ planVersion: Count });

/** T1. `requirementsVersion` is the version of the requirements that were on the screen (R12). */
export const ApplicationBody = z.object({ planCode: Id, requirementsVersion: Count });
export const PhotoStepBody = z.object({ fileId: Id });
export const DataStepBody = DeclarationDataSchema;
export const AchievementsStepBody = z.object({
  achievements: z
    .array(
      z.object({
        itemId: Id,
        version: Count,
        contributionFileIds: z.array(Id).check(z.maxLength(limits.proofs)),
      }),
    )
    .check(z.maxLength(limits.achievements)),
});
export const AttachmentsStepBody = z.object({
  attachments: z
    .array(z.omit(DeclaredAttachmentSchema, { sha256: true }))
    .check(z.maxLength(limits.attachments)),
  /** 所有附件确认上传无误 (R57). */
  confirmed: z.boolean(),
});
/** `contentHash` is the hash that the preview showed; another one means the content changed since (C10). */
export const SubmissionBody = z.object({ turn: Count, contentHash: exact(1, 128) });

const Said = z.object({ zh: z.string(), en: z.string() });

/** One event of the history as its reader may see it: never experts' names; an applicant reads desks, not clerks. */
export const TimelineEntry = z.object({
  seq: z.number(),
  at: z.string(),
  act: z.string(),
  transition: z.optional(z.string()),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  role: RoleSchema,
  actorName: z.optional(z.string()),
  /** What the desk that acted is called. */
  desk: z.optional(Said),
  /** The words of whoever acted. */
  reason: z.optional(z.string()),
  /** What the platform says of it, where the chain keeps a code. */
  note: z.optional(Said),
  /** How many events in a row are told as this one. */
  times: z.optional(z.number()),
  /** Receipt of the audit chain: the event's hash. */
  hash: z.string(),
});

/** Whose turn it is, until when, and what happens then (I5, look.md §b). */
export const Waiting = z.object({
  role: z.nullable(RoleSchema),
  name: z.object({ zh: z.string(), en: z.string() }),
  dueAt: z.optional(z.string()),
  /** Where `dueAt` stands; OVER is a period that has run out and harms nobody, PASSED a deadline that was missed. */
  left: z.optional(
    z.object({
      state: z.enum(['AHEAD', 'LAST_DAY', 'PASSED', 'OVER']),
      days: z.number(),
      workingDays: z.number(),
    }),
  ),
  next: z.optional(z.object({ zh: z.string(), en: z.string() })),
});

/** One attachment that is asked of this person, with the reason. */
export const RequirementView = z.object({
  code: z.string(),
  names: z.object({ zh: z.string(), en: z.optional(z.string()) }),
  min: z.number(),
  oneOf: z.optional(z.array(z.string())),
  instance: z.optional(z.string()),
  accept: z.optional(z.array(z.string())),
  need: z.optional(
    z.object({ level: z.string(), minYears: z.optional(z.number()), at: z.optional(z.string()) }),
  ),
  fetch: z.optional(z.string()),
  /** Given by a third party (D40). */
  thirdParty: z.optional(z.literal(true)),
  rules: z.array(z.string()),
  why: z.object({ zh: z.string(), en: z.string() }),
  humanChecks: z.array(
    z.object({ text: z.object({ zh: z.string(), en: z.optional(z.string()) }), rule: z.string() }),
  ),
});

/** D40: a count of years as it was made, from which day to which, and whether it is enough. */
export const YearLine = z.object({
  of: z.enum([...yearCounts, 'APPOINTMENT']),
  result: z.enum(['MET', 'NOT_MET', 'UNKNOWN', 'BESIDE']),
  field: z.string(),
  rule: z.string(),
  text: Said,
  years: z.optional(z.number()),
  allowed: z.optional(z.number()),
});

export const ApplicationSummary = z.object({
  applicationId: z.string(),
  applicationNo: z.optional(z.string()),
  planCode: z.string(),
  planName: z.string(),
  stage: z.enum(stageCodes),
  turn: z.number(),
  version: z.number(),
  waiting: Waiting,
  /** The batch that it is in; of a draft the one that it would be in today (D39). */
  inBatch: z.optional(BatchSchema),
  updatedAt: z.string(),
});
export const ApplicationList = z.object({ items: z.array(ApplicationSummary), cursor: Cursor });

export const ApplicationView = z.object({
  ...ApplicationSummary.shape,
  /** The version that it is judged under; of a draft the newest. */
  planVersion: z.number(),
  /** Of a draft: what the newest version changed since the one whose requirements were read (D30). */
  planChanges: z.optional(z.object({ from: z.number(), to: z.number(), ...ChangesOfPlan.shape })),
  revision: z.number(),
  declaration: DeclarationSchema,
  /** Everything that stands in the way of submitting, and advice, by step. */
  findings: z.record(z.string(), Findings),
  requirements: z.array(RequirementView),
  /** Every count of years that the plan asks of this person, line by line. */
  yearLines: z.array(YearLine),
  /** Hash that the commitment must cover (C10) and whether the signed one still does. */
  contentHash: z.string(),
  commitmentValid: z.boolean(),
  route: z.optional(RouteSchema),
  proposedPointId: z.optional(z.string()),
  turns: z.array(TurnSchema),
  timeline: z.array(TimelineEntry),
  /**
   * By which desk, with everything that it names (L11, C9); `newlyAsked` are the paths of the plan's own fields that the
   * correction asks and what was handed in did not: open until it is handed in again.
   */
  returned: z.optional(
    z.object({
      desk: Said,
      items: z.array(stored(ReturnItemSchema)),
      newlyAsked: z.array(z.string()),
      reason: z.string(),
      dueAt: z.string(),
    }),
  ),
  payment: ApplicationSchema.shape.payment,
  /** Money that went back (C12). */
  refunds: z.optional(
    z.array(
      z.object({
        at: z.string(),
        amountFen: z.number(),
        paidAt: z.string(),
        why: z.object({ zh: z.string(), en: z.string() }),
      }),
    ),
  ),
  /** Of a lapsed application (D28): the instant that was missed, and until when re-opening may be asked for (Q16). */
  lapsed: z.optional(
    z.object({
      missedAt: z.optional(z.string()),
      reopenUntil: z.optional(z.string()),
      /** When the person has asked. */
      askedAt: z.optional(z.string()),
      /** What was answered when it was not granted (T17d). */
      refused: z.optional(z.object({ at: z.string(), reason: z.string() })),
    }),
  ),
  paper: ApplicationSchema.shape.paper,
  window: ApplicationSchema.shape.window,
  document: ApplicationSchema.shape.document,
  certificate: z.optional(z.object({ certificateNo: z.string(), issuedAt: z.string() })),
  /** What two persons corrected after the payment (D16): where, and why. */
  corrections: z.optional(
    z.array(
      z.object({
        at: z.string(),
        reason: z.string(),
        labels: z.array(z.object({ zh: z.string(), en: z.string() })),
      }),
    ),
  ),
  reexamination: ApplicationSchema.shape.reexamination,
  withdrawalRequested: ApplicationSchema.shape.withdrawalRequested,
  ended: ApplicationSchema.shape.ended,
});

/** T17c. */
export const ReopeningRequestBody = z.object({ turn: Count, reason: prose(2, 500) });

export const SigningTicket = z.object({
  ticketId: z.string(),
  applicationId: z.string(),
  status: z.enum(['QR_ISSUED', 'SIGNED', 'EXPIRED']),
  expiresAt: z.string(),
  /** What the QR code holds: a link to the signing page. */
  link: z.string(),
  title: z.string(),
  paragraphs: z.array(z.string()),
  template: z.string(),
  contentHash: z.string(),
  signedAt: z.optional(z.string()),
  advice: Findings,
});
/** CSS pixels of the frame; the rules say how small and how large one may be. */
const side = z.number().check(z.minimum(0), z.maximum(100_000));
const milliseconds = z.number().check(z.minimum(0), z.maximum(86_400_000));
/** Judged for the drawing as a whole: one finding, not one a point. */
const share = z.number().check(z.describe('0 to 1 of the frame, from its upper left'));
const Stroke = z.array(z.object({ x: share, y: share, t: milliseconds }));

/** What the schema has against a drawing; the findings put it into words. */
export type DrawingIssue = {
  readonly drawing: 'SIGNATURE_OUTSIDE' | 'SIGNATURE_POINTS';
  readonly found: number;
  readonly allowed: number;
};

const inside = (value: number) => value >= 0 && value <= 1;

function drawingIssues(strokes: z.output<typeof Stroke>[]): DrawingIssue[] {
  const points = strokes.flat();
  const found = points.filter(({ x, y }) => !inside(x) || !inside(y)).length;
  const allowed = limits.signaturePoints;
  return [
    ...(found > 0 ? [{ drawing: 'SIGNATURE_OUTSIDE', found, allowed: 0 } as const] : []),
    ...(points.length > allowed
      ? [{ drawing: 'SIGNATURE_POINTS', found: points.length, allowed } as const]
      : []),
  ];
}

/**
 * Strokes as shares of their frame, so that a turned telephone changes nothing, with milliseconds since the first point;
 * `width` and `height` are the frame as it was shown. `scrolledToEnd` records that the letter was read.
 */
export const SignatureBody = z.object({
  scrolledToEnd: z.boolean(),
  width: side,
  height: side,
  strokes: z.array(Stroke.check(z.maxLength(limits.signaturePoints))).check(
    z.maxLength(limits.signatureStrokes),
    z.check((payload) => {
      for (const params of drawingIssues(payload.value))
        payload.issues.push({ code: 'custom', input: payload.value, continue: false, params: { ...params } });
    }),
  ),
});

export const PaymentOrder = z.object({
  orderId: z.string(),
  amountFen: z.number(),
  url: z.string(),
  closeAt: z.string(),
});
/** What a payment gateway tells us; `signature` is hex HMAC-SHA-256 over `orderId|transactionId|amountFen|paidAt|status`. */
export const PaymentCallback = z.object({
  orderId: exact(1, 200),
  transactionId: exact(1, 200),
  /** Whole fen that were paid: never nothing, never less. */
  amountFen: z.int().check(z.minimum(1), z.maximum(1_000_000_000)),
  paidAt: exact(20, 30),
  status: z.enum(['SUCCESS', 'FAILED']),
  signature: exact(64, 64),
});
export const PaymentReceipt = z.object({
  result: z.enum(['ACCEPTED', 'DUPLICATE', 'REFUND', 'IGNORED']),
  orderId: z.string(),
});
