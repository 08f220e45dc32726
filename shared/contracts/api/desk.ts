import * as z from 'zod/mini';
import { ApplicationSchema, paperStates, ReturnItemSchema, RouteSchema, TurnSchema } from '../application.ts';
import { CountedWindow, HolidayCalendar, PublicityProof } from '../calendar.ts';
import { DeclarationSchema } from '../declaration.ts';
import { PlanSchema } from '../plan.ts';
import { RoleSchema } from '../roles.ts';
import { stageCodes } from '../stages.ts';
import { RequirementView, TimelineEntry, Waiting } from './applications.ts';
import { Cursor, Findings, Id, text } from './common.ts';
import { ArchiveItem, FileView } from './people.ts';

export const PlanList = z.object({
  items: z.array(
    z.object({
      planCode: z.string(),
      version: z.number(),
      name: z.string(),
      level: z.string(),
      yearLabel: z.string(),
      openAt: z.string(),
      closeAt: z.string(),
      open: z.boolean(),
      sample: z.boolean(),
    }),
  ),
});
export const PlanDocument = z.object({
  plan: PlanSchema,
  openAt: z.string(),
  closeAt: z.string(),
  open: z.boolean(),
});
export const CalendarList = z.object({ current: HolidayCalendar, versions: z.array(z.string()) });

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
  name: z.string(),
  scopeName: z.string(),
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
  applicant: z.object({
    name: z.string(),
    idMasked: z.string(),
    mobileMasked: z.string(),
    gender: z.optional(z.string()),
    education: z.optional(z.string()),
  }),
  unit: z.object({ uscc: z.string(), name: z.string(), kind: z.optional(z.string()) }),
  mode: z.optional(z.string()),
  specialty: z.optional(z.string()),
  route: z.optional(RouteSchema),
  declaration: DeclarationSchema,
  requirements: z.array(RequirementView),
  achievements: z.array(ArchiveItem),
  files: z.array(FileView),
  /** What the rules say of it now: for the reviewer, nothing is decided by it (L36). */
  findings: Findings,
  approvals: ApplicationSchema.shape.approvals,
  returned: ApplicationSchema.shape.returned,
  returnCounts: ApplicationSchema.shape.returnCounts,
  payment: ApplicationSchema.shape.payment,
  paper: ApplicationSchema.shape.paper,
  window: ApplicationSchema.shape.window,
  objections: ApplicationSchema.shape.objections,
  withdrawalRequested: ApplicationSchema.shape.withdrawalRequested,
  pendingDisqualification: ApplicationSchema.shape.pendingDisqualification,
  reexamination: ApplicationSchema.shape.reexamination,
  ended: ApplicationSchema.shape.ended,
  turns: z.array(TurnSchema),
  timeline: z.array(TimelineEntry),
  /** What this person may do now, from the same table that decides it. */
  acts: z.array(z.string()),
});

/**
 * A decision at a desk. `turn` is the turn that was on the screen: another one is refused with 409 (STALE_TURN).
 * APPROVE means: the unit recommends, the point accepts, the district approves, the office passes its audit.
 */
export const DecisionBody = z.object({
  turn: z.number(),
  decision: z.enum(['APPROVE', 'RETURN', 'REJECT', 'CLOSE_PUBLICITY']),
  opinion: z.optional(text(1, 1000)),
  reason: z.optional(text(1, 1000)),
  remedy: z.optional(text(1, 1000)),
  items: z.optional(z.array(ReturnItemSchema).check(z.maxLength(100))),
  supervisorReason: z.optional(text(1, 500)),
});
export const RerouteBody = z.object({ turn: z.number(), pointId: Id, reason: text(1, 500) });
export const DisqualificationBody = z.object({
  turn: z.number(),
  reason: text(1, 1000),
  confirm: z.boolean(),
  heard: z.optional(z.boolean()),
});

/**
 * A scan of the review form's barcodes `ZP1|no|v1|hash|copy`: both copies, and what the person checked.
 * The desk and the state of the paper decide what the scan means (§7.1).
 */
export const ScanBody = z.object({
  barcodes: z.array(text(10, 200)).check(z.minLength(1), z.maxLength(2)),
  unitSeal: z.optional(z.boolean()),
  municipalSeal: z.optional(z.boolean()),
  /** Hand-over needs no seal check but a receiver. */
  receiver: z.optional(text(1, 60)),
  note: z.optional(text(1, 300)),
});
export const ScanResult = z.object({
  applicationId: z.string(),
  applicationNo: z.string(),
  accepted: z.boolean(),
  status: z.enum(paperStates),
  stage: z.enum(stageCodes),
  findings: Findings,
});

export const PublicityBody = z.object({
  kind: z.enum(['PRE', 'RESULT']),
  planCode: Id,
  title: text(2, 120),
  applicationIds: z.array(Id).check(z.minLength(1), z.maxLength(2000)),
});
export const PublicityEntry = z.object({
  applicationId: z.optional(z.string()),
  applicationNo: z.string(),
  name: z.string(),
  unit: z.string(),
  title: z.string(),
  specialty: z.string(),
  level: z.string(),
  mode: z.string(),
  status: z.enum(['LISTED', 'OBJECTED', 'CLEARED', 'UPHELD', 'REMOVED']),
});
const PublicityHead = z.object({
  publicityId: z.string(),
  kind: z.enum(['PRE', 'RESULT']),
  planCode: z.string(),
  planName: z.string(),
  title: z.string(),
  status: z.enum(['PREPARED', 'OPEN', 'CLOSABLE', 'CLOSED']),
  count: z.number(),
  window: z.optional(CountedWindow),
  publishedAt: z.optional(z.string()),
});
export const PublicityList = z.object({ items: z.array(PublicityHead) });
export const PublicityDocument = z.object({
  ...PublicityHead.shape,
  entries: z.array(PublicityEntry),
  proof: z.optional(PublicityProof),
  office: z.object({ name: z.string(), phone: z.string(), address: z.string() }),
});
export const OfficePublicity = z.object({
  ...PublicityHead.shape,
  version: z.number(),
  preparedBy: z.object({ id: z.string(), name: z.optional(z.string()) }),
  openedBy: z.optional(z.object({ id: z.string(), name: z.optional(z.string()) })),
  applicationIds: z.array(z.string()),
  /** Entries that cannot be listed now, with the reason (bulk acts report each item). */
  excluded: z.array(z.object({ applicationId: z.string(), findings: Findings })),
  batchId: z.optional(z.string()),
});
export const OfficePublicityList = z.object({ items: z.array(OfficePublicity) });

export const ObjectionBody = z.object({
  applicationNo: text(1, 60),
  /** Real name and contact, or concrete leads (C15). */
  objectorName: z.optional(text(1, 60)),
  contact: z.optional(text(3, 120)),
  content: text(10, 3000),
});
export const ObjectionQueue = z.object({
  items: z.array(
    z.object({
      objectionId: z.string(),
      publicityId: z.string(),
      applicationId: z.string(),
      applicationNo: z.string(),
      applicantName: z.string(),
      content: z.string(),
      objectorName: z.optional(z.string()),
      contact: z.optional(z.string()),
      status: z.string(),
      at: z.string(),
      turn: z.number(),
      proposedBy: z.optional(z.string()),
    }),
  ),
});
export const ObjectionDecisionBody = z.object({
  turn: z.number(),
  decision: z.enum(['CLEAR', 'PROPOSE_UPHOLD', 'UPHOLD']),
  finding: text(2, 2000),
  entryCorrected: z.optional(z.boolean()),
  heard: z.optional(z.boolean()),
});
export const ReexaminationAnswerBody = z.object({
  turn: z.number(),
  answer: text(2, 2000),
  proceduralFault: z.boolean(),
});

export const Report = z.object({
  reportId: z.string(),
  planCode: z.string(),
  publicityId: z.string(),
  title: z.string(),
  status: z.enum(['REPORTED', 'AUDITED', 'ISSUED']),
  applications: z.array(
    z.object({
      applicationId: z.string(),
      applicationNo: z.string(),
      name: z.string(),
      unit: z.string(),
      specialty: z.string(),
      sentBack: z.optional(z.string()),
    }),
  ),
  approvals: z.array(z.object({ role: RoleSchema, name: z.optional(z.string()), at: z.string() })),
  document: z.optional(z.object({ documentNo: z.string(), publishedAt: z.string() })),
  version: z.number(),
  batchId: z.optional(z.string()),
  createdAt: z.string(),
});
export const ReportList = z.object({ items: z.array(Report) });
export const ReportBody = z.object({ publicityId: Id, title: text(2, 120) });
export const ReportAuditBody = z.object({
  version: z.number(),
  approve: z.boolean(),
  sendBack: z.array(z.object({ applicationId: Id, reason: text(2, 1000) })).check(z.maxLength(500)),
});
export const DocumentBody = z.object({ version: z.number(), documentNo: text(2, 80) });
export const RevocationBody = z.object({ reason: text(4, 1000), documentNo: text(2, 80) });

/** V4: the number, and the name for the full answer. */
export const CertificateQuestion = z.object({ certificateNo: text(1, 80), name: z.optional(text(0, 60)) });
export const CertificateAnswer = z.object({
  status: z.enum(['VALID', 'REVOKED', 'REPLACED', 'NOT_FOUND']),
  certificateNo: z.string(),
  name: z.optional(z.string()),
  qualification: z.optional(z.string()),
  specialty: z.optional(z.string()),
  level: z.optional(z.string()),
  qualificationDate: z.optional(z.string()),
  documentNo: z.optional(z.string()),
  revokedAt: z.optional(z.string()),
});
export const BatchProgress = z.object({
  batchId: z.string(),
  total: z.number(),
  done: z.number(),
  refused: z.array(z.object({ applicationId: z.string(), findings: Findings })),
});
/** Loading takes two persons: the first call proposes, the same calendar by another person puts it in force (D9). */
export const CalendarBody = z.object({ calendar: HolidayCalendar });
export const CalendarLoad = z.object({
  version: z.string(),
  status: z.enum(['PROPOSED', 'IN_FORCE']),
  workingDays: z.array(z.object({ year: z.number(), workingDays: z.number() })),
});
