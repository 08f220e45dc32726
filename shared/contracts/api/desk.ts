import * as z from 'zod/mini';
import {
  ApplicationSchema,
  CorrectedTextSchema,
  paperStates,
  ReturnItemSchema,
  RouteSchema,
  TurnSchema,
} from '../application.ts';
import { LocalDate } from '../calendar.ts';
import { DeclarationSchema } from '../declaration.ts';
import { identityKinds } from '../identity.ts';
import { limits } from '../limits.ts';
import { BatchSchema } from '../plan-procedure.ts';
import { ActorSchema, RoleSchema } from '../roles.ts';
import { stageCodes } from '../stages.ts';
import { exact, identifier, personName, prose } from '../text.ts';
import { RequirementView, TimelineEntry, Waiting, YearLine } from './applications.ts';
import { Count, Cursor, Findings, Id, LeftOut } from './common.ts';
import { ArchiveItem, FileView } from './people.ts';

export const QueueItem = z.object({
  applicationId: z.string(),
  applicationNo: z.optional(z.string()),
  applicantName: z.string(),
  unitName: z.string(),
  planCode: z.string(),
  specialty: z.optional(z.string()),
  mode: z.optional(z.string()),
  stage: z.enum(stageCodes),
  turn: z.number(),
  dueAt: z.optional(z.string()),
  submittedAt: z.optional(z.string()),
  overdue: z.boolean(),
});
/** `?stage=` one of the stages that this desk sees; default: its own. `?limit=` 1–100, `?cursor=`. */
export const Queue = z.object({
  stage: z.string(),
  stages: z.array(z.string()),
  items: z.array(QueueItem),
  cursor: Cursor,
});

export const StaffSelf = z.object({
  id: z.string(),
  role: RoleSchema,
  scope: z.string(),
  /** Administers the people of the scope. */
  head: z.boolean(),
  name: z.string(),
  scopeName: z.string(),
  /** Minutes without anybody there after which the sign-in ends; 0: none. */
  idleMinutes: z.number(),
});

/** D16, D26: what one person proposed to correct, as another one confirms or refuses it. */
const ProposedCorrection = z.object({
  by: z.object({ id: z.string(), name: z.optional(z.string()) }),
  at: z.string(),
  reason: z.string(),
  changes: z.array(z.extend(CorrectedTextSchema, { label: z.object({ zh: z.string(), en: z.string() }) })),
  proposal: z.string(),
});

/** An application as a desk sees it: identity masked (V2), with everything that its decision needs. */
export const DeskApplication = z.object({
  applicationId: z.string(),
  applicationNo: z.optional(z.string()),
  planCode: z.string(),
  planVersion: z.number(),
  planName: z.string(),
  stage: z.enum(stageCodes),
  turn: z.number(),
  version: z.number(),
  waiting: Waiting,
  /** The batch that it is in (D39). */
  inBatch: z.optional(BatchSchema),
  applicant: z.object({
    name: z.string(),
    idMasked: z.string(),
    mobileMasked: z.string(),
    idKind: z.optional(z.enum(identityKinds)),
    birthDate: z.optional(z.string()),
    gender: z.optional(z.string()),
    education: z.optional(z.string()),
  }),
  unit: z.object({ uscc: z.string(), name: z.string(), kind: z.optional(z.string()) }),
  mode: z.optional(z.string()),
  specialty: z.optional(z.string()),
  route: z.optional(RouteSchema),
  declaration: DeclarationSchema,
  requirements: z.array(RequirementView),
  /** Paths of the fields that the plan has this desk check. */
  toCheck: z.array(z.string()),
  yearLines: z.array(YearLine),
  achievements: z.array(ArchiveItem),
  files: z.array(FileView),
  /** What the rules say of it now: for the reviewer, nothing is decided by it (L36). */
  findings: Findings,
  approvals: ApplicationSchema.shape.approvals,
  returned: ApplicationSchema.shape.returned,
  unchanged: ApplicationSchema.shape.unchanged,
  returnCounts: ApplicationSchema.shape.returnCounts,
  payment: ApplicationSchema.shape.payment,
  paper: ApplicationSchema.shape.paper,
  window: ApplicationSchema.shape.window,
  objections: ApplicationSchema.shape.objections,
  withdrawalRequested: ApplicationSchema.shape.withdrawalRequested,
  /** What the first person proposed, with the mark by which another one confirms or refuses it (D26). */
  pendingDisqualification: z.optional(
    z.object({ actor: ActorSchema, at: z.string(), reason: z.string(), proposal: z.string() }),
  ),
  correction: z.optional(
    z.object({
      /** What this person may propose to correct. */
      texts: z.array(
        z.object({
          path: z.string(),
          label: z.object({ zh: z.string(), en: z.string() }),
          kind: z.enum(['NAME', 'LINE', 'PROSE', 'ID_KIND', 'ID_NUMBER', 'GENDER', 'DATE']),
          max: z.number(),
          value: z.string(),
        }),
      ),
      proposed: z.optional(ProposedCorrection),
      done: z.array(
        z.object({
          at: z.string(),
          reason: z.string(),
          labels: z.array(z.object({ zh: z.string(), en: z.string() })),
          proposedBy: z.string(),
          confirmedBy: z.string(),
        }),
      ),
    }),
  ),
  reexamination: ApplicationSchema.shape.reexamination,
  ended: ApplicationSchema.shape.ended,
  turns: z.array(TurnSchema),
  timeline: z.array(TimelineEntry),
  /** What this person may do now, from the same table that decides it. */
  acts: z.array(z.string()),
});

/** V7: the chain of an application as the supervisor checks it: who did what when, nothing of what was declared (D27). */
export const AuditChain = z.object({
  applicationNo: z.string(),
  stage: z.enum(stageCodes),
  chainId: z.string(),
  events: z.array(
    z.object({
      seq: z.number(),
      prevHash: z.string(),
      hash: z.string(),
      at: z.string(),
      actor: z.object({ id: z.string(), role: RoleSchema }),
      act: z.string(),
      subject: z.string(),
      payloadHash: z.string(),
      /** Of the words of a reason. */
      reason: z.optional(z.string()),
      snapshotHash: z.optional(z.string()),
    }),
  ),
});

/**
 * A decision at a desk. `turn` is the turn that was on the screen: another one is refused with 409 (STALE_TURN).
 * APPROVE means: the unit recommends, the point accepts, the district approves, the office passes its audit.
 */
export const DecisionBody = z.object({
  turn: Count,
  decision: z.enum(['APPROVE', 'RETURN', 'REJECT', 'CLOSE_PUBLICITY']),
  opinion: z.optional(prose(1, 1000)),
  reason: z.optional(prose(1, 1000)),
  remedy: z.optional(prose(1, 1000)),
  /** REJECT: the plan's ground that applies (L6); its words are the reason. */
  exclusion: z.optional(
    z.object({ code: exact(1, 64), kind: z.optional(exact(1, 64)), decidedOn: z.optional(LocalDate) }),
  ),
  items: z.optional(z.array(ReturnItemSchema).check(z.maxLength(100))),
  supervisorReason: z.optional(prose(1, 500)),
});
export const RerouteBody = z.object({ turn: Count, pointId: Id, reason: prose(1, 500) });
/**
 * T43, D26: without `proposal` a proposal, with its reason. With it, the mark of the proposal that stands: confirmed as it
 * is (`confirm`), or refused with a reason.
 */
export const DisqualificationBody = z.object({
  turn: Count,
  reason: z.optional(prose(1, 1000)),
  confirm: z.boolean(),
  heard: z.optional(z.boolean()),
  proposal: z.optional(exact(1, 80)),
});

/** D26: the mark of the proposal that stands: confirmed as it is, or refused with a reason. */
export const CorrectionDecisionBody = z.object({
  turn: Count,
  proposal: exact(1, 80),
  confirm: z.boolean(),
  reason: z.optional(prose(2, 500)),
});
/** D16, D15: a proposal with its reason and its changes, or with `proposal` the second person's answer to it. */
export const CorrectionBody = z.object({
  turn: Count,
  proposal: z.optional(exact(1, 80)),
  confirm: z.optional(z.boolean()),
  reason: z.optional(prose(2, 500)),
  changes: z.optional(
    z.array(z.object({ path: exact(2, 120), to: prose(0, limits.statement) })).check(z.maxLength(20)),
  ),
});

/** R61: the barcodes `ZP1|no|v1|hash|copy` of all copies, and what the unit's person checked. */
export const SealBody = z.object({
  barcodes: z.array(identifier(10, 200)).check(z.minLength(1), z.maxLength(4)),
  unitSeal: z.optional(z.boolean()),
  note: z.optional(prose(1, 300)),
});
/**
 * A scan of the review form's barcodes: all copies, and what the person checked. The desk and the state of the paper
 * decide what the scan means (§7.1). With `refuse` the paper goes back instead, to be printed and sealed again (D24).
 */
export const ScanBody = z.object({
  ...SealBody.shape,
  municipalSeal: z.optional(z.boolean()),
  /** Hand-over needs no seal check but a receiver. */
  receiver: z.optional(personName()),
  refuse: z.optional(z.object({ reason: prose(2, 500) })),
});
export const ScanResult = z.object({
  applicationId: z.string(),
  applicationNo: z.string(),
  accepted: z.boolean(),
  /** MOVED: recorded. REFUSED: refused by this act. HELD: not taken, nothing changed. NOTICE: scanned twice, nothing changed. */
  outcome: z.enum(['MOVED', 'REFUSED', 'HELD', 'NOTICE']),
  status: z.enum(paperStates),
  stage: z.enum(stageCodes),
  findings: Findings,
});

export const ReexaminationAnswerBody = z.object({
  turn: Count,
  answer: prose(2, 2000),
  proceduralFault: z.boolean(),
});

export const BatchProgress = z.object({
  batchId: z.string(),
  total: z.number(),
  done: z.number(),
  refused: z.array(LeftOut),
});

/** What the desk was reminded of (C7), newest first; `done` once the file has left that turn. */
export const DeskNoticeList = z.object({
  items: z.array(
    z.object({
      noticeId: z.string(),
      at: z.string(),
      title: z.object({ zh: z.string(), en: z.string() }),
      body: z.object({ zh: z.string(), en: z.string() }),
      applicationId: z.string(),
      done: z.boolean(),
      /** When it is due, by what is in force now; of what is done, nothing. */
      dueAt: z.optional(z.string()),
    }),
  ),
});

/** T17c: who asks that a lapsed payment be opened again: numbers and the person's reason, nothing of what was declared. */
export const ReopeningList = z.object({
  items: z.array(
    z.object({
      applicationId: z.string(),
      applicationNo: z.optional(z.string()),
      planName: z.object({ zh: z.string(), en: z.string() }),
      turn: z.number(),
      reason: z.string(),
      askedAt: z.string(),
      /** The plan's grace: the first instant that is too late. */
      until: z.string(),
    }),
  ),
  cursor: Cursor,
});

/** Steps of the review machine that fail for good, oldest first. `?limit=` 1–100, `?cursor=`. */
export const IncidentList = z.object({
  items: z.array(
    z.object({
      applicationId: z.string(),
      turn: z.number(),
      step: z.string(),
      /** Name of the error. */
      reason: z.string(),
      since: z.string(),
      lastAt: z.string(),
      times: z.number(),
      applicationNo: z.optional(z.string()),
      stage: z.enum(stageCodes),
      /** The turn that an act names: what failed may be an earlier one. */
      currentTurn: z.number(),
      /** Why a document cannot be printed, in words; none for another fault. */
      findings: Findings,
      /** What waits for a second person, operations among them (D15). */
      proposed: z.optional(ProposedCorrection),
    }),
  ),
  cursor: Cursor,
});
