import * as z from 'zod/mini';
import { ExpertBody, opinionVerdicts, sessionStates } from './api/committee.ts';
import { Instant, LocalDate } from './calendar.ts';
import { ActorSchema } from './roles.ts';

/** A review session as it is stored (domain-spec §7.1, §8): head, pool, candidates, opinions, roll; and the box. */

/** `by`: the account that did it, for two persons give the two sides (B8, D29). */
const by = { by: z.optional(z.string()) };
const DrawSide = z.object({ hash: z.string(), at: Instant, ...by });
const DrawReveal = z.object({ nonce: z.string(), at: Instant, ...by });

export const SessionDrawSchema = z.object({
  drawId: z.string(),
  frozenAt: Instant,
  poolHash: z.string(),
  commitments: z.object({ office: z.optional(DrawSide), supervisor: z.optional(DrawSide) }),
  reveals: z.object({ office: z.optional(DrawReveal), supervisor: z.optional(DrawReveal) }),
  /** Present once drawn. `drawn` is the bare result; the committee seats somebody who may preside (L12). */
  seed: z.optional(z.string()),
  drawn: z.optional(z.array(z.string())),
  reserves: z.optional(z.array(z.string())),
});

export const SessionGroupSchema = z.object({
  groupId: z.string(),
  expertIds: z.array(z.string()),
  applicationIds: z.array(z.string()),
  /** The batch that carries out T27 for this group. */
  batchId: z.string(),
});
export type SessionGroup = z.infer<typeof SessionGroupSchema>;

/** An attending expert's seat (D21): the one sign-in that votes from it, as a hash; none yet after a check-in by hand. */
const SeatSchema = z.object({ expertId: z.string(), signIn: z.optional(z.string()) });

/** D21: one of the office proposes to check somebody in by hand; another one confirms just that. */
const HandCheckInSchema = z.object({
  expertId: z.string(),
  reason: z.string(),
  actor: ActorSchema,
  at: Instant,
});
export type HandCheckIn = z.infer<typeof HandCheckInSchema>;

export const SessionRecordSchema = z.object({
  sessionId: z.string(),
  planCode: z.string(),
  /** Of the plan: the one that its applications were submitted under (G1); without it, the first that there was. */
  planVersion: z.optional(z.number()),
  name: z.string(),
  date: LocalDate,
  status: z.enum(sessionStates),
  size: z.number(),
  candidateCount: z.number(),
  /** 1, 2 …: an inquorate session is convened again, with a new draw. */
  convening: z.number(),
  members: z.array(ExpertBody),
  /** Who has checked in, in the order of the committee's list. */
  attendance: z.array(z.string()),
  /** Absent in sessions from before seats were kept: everybody there checks in once more before voting. */
  seats: z.optional(z.array(SeatSchema)),
  handCheckIns: z.optional(z.array(HandCheckInSchema)),
  draw: SessionDrawSchema,
  groups: z.array(SessionGroupSchema),
  /** Convening in which everything not counted was released (T31). */
  releasedIn: z.optional(z.number()),
  votingOn: z.optional(z.string()),
  presiding: z.optional(z.string()),
  signedBy: z.optional(z.string()),
  sealedAt: z.optional(Instant),
  /** SHA-256 over all sheet hashes in the order of application numbers. */
  sealHash: z.optional(z.string()),
  createdAt: Instant,
  version: z.number(),
  auditHash: z.string(),
});
export type SessionRecord = z.infer<typeof SessionRecordSchema>;

/** The frozen pool (B8). `excluded`: why an expert cannot be drawn, by expert id. */
export const SessionPoolSchema = z.object({
  sessionId: z.string(),
  experts: z.array(ExpertBody),
  excluded: z.record(z.string(), z.string()),
});
export type SessionPool = z.infer<typeof SessionPoolSchema>;
export type PoolExpert = z.infer<typeof ExpertBody>;

const SheetSchema = z.object({
  schema: z.literal(1),
  sessionId: z.string(),
  filingNo: z.string(),
  applicationNo: z.string(),
  round: z.number(),
  date: LocalDate,
  members: z.number(),
  attending: z.number(),
  recused: z.number(),
  agree: z.number(),
  disagree: z.number(),
  abstain: z.number(),
  notCast: z.number(),
  denominator: z.enum(['ATTENDING', 'ELIGIBLE']),
  base: z.number(),
  needed: z.number(),
  passed: z.boolean(),
});

export const CandidateRecordSchema = z.object({
  sessionId: z.string(),
  applicationId: z.string(),
  applicationNo: z.string(),
  name: z.string(),
  specialty: z.string(),
  mode: z.string(),
  /** What automatic recusal looks at (B9). Recommenders by name, which is all that a declaration gives. */
  facts: z.object({
    personId: z.string(),
    uscc: z.string(),
    recommenders: z.array(z.string()),
    muniUnitId: z.optional(z.string()),
  }),
  /** L18: recusals that a person added, and automatic ones that the office lifted. */
  added: z.array(
    z.object({
      expertId: z.string(),
      by: z.enum(['EXPERT', 'OFFICE']),
      actorId: z.string(),
      reason: z.string(),
    }),
  ),
  removed: z.array(
    z.object({
      expertId: z.string(),
      kind: z.string(),
      fact: z.string(),
      actorId: z.string(),
      reason: z.string(),
    }),
  ),
  /** 0 before the first vote; a voided round is followed by another number. */
  round: z.number(),
  roundState: z.enum(['READY', 'OPEN', 'CLOSED', 'COUNTED', 'VOID']),
  /** How many have voted in this round; never how. */
  voted: z.number(),
  /** Written opinions in the convening `opinionsIn`. */
  opinions: z.number(),
  opinionsIn: z.number(),
  /** Convening in which this candidate was sent to another session, and why (B7). */
  skipped: z.optional(z.object({ convening: z.number(), reason: z.string(), at: Instant })),
  presiding: z.optional(z.string()),
  openedBy: z.optional(ActorSchema),
  closedBy: z.optional(ActorSchema),
  /** D19: the presiding chair's order to close although some have left; it counts for its round alone. */
  closing: z.optional(
    z.object({ round: z.number(), by: z.string(), left: z.number(), reason: z.string(), at: Instant }),
  ),
  sheet: z.optional(SheetSchema),
  sheetHash: z.optional(z.string()),
  signed: z.optional(z.object({ by: z.string(), at: Instant, applied: z.boolean() })),
});
export type CandidateRecord = z.infer<typeof CandidateRecordSchema>;

/** A written opinion (L14, B10), audited by itself so that experts do not wait for one another. */
export const OpinionRecordSchema = z.object({
  sessionId: z.string(),
  applicationId: z.string(),
  expertId: z.string(),
  convening: z.number(),
  verdict: z.enum(opinionVerdicts),
  remark: z.string(),
  at: Instant,
  version: z.number(),
  auditHash: z.string(),
});
export type OpinionRecord = z.infer<typeof OpinionRecordSchema>;

/** A line of the roll: who has voted in which round. No time, no device, nothing that depends on the choice (B5). */
export const RollLineSchema = z.object({
  sessionId: z.string(),
  applicationId: z.string(),
  expertId: z.string(),
  round: z.number(),
});
export type RollLine = z.infer<typeof RollLineSchema>;

/** A ballot in the box: the round, a random slot (its sort key) and the choice; nothing of the voter (B5). */
export const StoredBallotSchema = z.object({
  sk: z.string(),
  sessionId: z.string(),
  applicationNo: z.string(),
  round: z.number(),
  choice: z.enum(['AGREE', 'DISAGREE', 'ABSTAIN']),
  /** While the round is open: by what the very same request is known again (D19). Gone once it is counted. */
  mark: z.optional(z.string()),
});
