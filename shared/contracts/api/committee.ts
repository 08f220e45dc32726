import * as z from 'zod/mini';
import { LocalDate } from '../calendar.ts';
import { DeclarationSchema } from '../declaration.ts';
import { Findings, Id, text } from './common.ts';
import { ArchiveItem, FileView } from './people.ts';

export const memberOffices = ['CHAIR', 'VICE_CHAIR', 'GROUP_LEADER', 'MEMBER'] as const;
export const sessionStates = [
  'PLANNED',
  'DRAWN',
  'CHECK_IN',
  'INQUORATE',
  'QUORATE',
  'GROUP_REPORTS',
  'VOTING',
  'COUNTED',
  'SIGNED',
  'SEALED',
] as const;

/** An expert of the pool: account id, office in the committee, and the facts that recusal needs (B9). */
export const ExpertBody = z.object({
  expertId: Id,
  name: text(1, 60),
  office: z.enum(memberOffices),
  specialty: text(1, 64),
  unitUscc: z.optional(text(1, 18)),
  termFrom: LocalDate,
  termTo: LocalDate,
});
export const SessionBody = z.object({
  planCode: Id,
  name: text(2, 120),
  date: LocalDate,
  /** Members filed (M), odd (B1). */
  size: z.number(),
  pool: z.array(ExpertBody).check(z.minLength(1), z.maxLength(500)),
  applicationIds: z.array(Id).check(z.minLength(1), z.maxLength(1000)),
});

/** Acts of the office on a session. Those that open and close a vote are by different persons (C3). */
export const SessionActBody = z.object({
  version: z.number(),
  act: z.discriminatedUnion('type', [
    /** B8: SHA-256 of a secret nonce, by the office and by the supervisor, before the draw. */
    z.object({ type: z.literal('COMMIT_NONCE'), commitment: z.string().check(z.length(64)) }),
    z.object({ type: z.literal('REVEAL_NONCE'), nonce: text(16, 200) }),
    z.object({ type: z.literal('DRAW') }),
    z.object({ type: z.literal('CHECK_IN'), expertId: Id }),
    z.object({ type: z.literal('CLOSE_CHECK_IN') }),
    z.object({ type: z.literal('ORDER_RECUSAL'), expertId: Id, applicationId: Id, reason: text(2, 500) }),
    z.object({ type: z.literal('REMOVE_RECUSAL'), expertId: Id, applicationId: Id, reason: text(2, 500) }),
    z.object({
      type: z.literal('ASSIGN'),
      groups: z
        .array(z.object({ groupId: Id, expertIds: z.array(Id), applicationIds: z.array(Id) }))
        .check(z.minLength(1)),
    }),
    z.object({ type: z.literal('OPEN_VOTE'), applicationId: Id, presiding: Id }),
    z.object({ type: z.literal('CLOSE_VOTE'), applicationId: Id }),
    z.object({ type: z.literal('ABORT'), reason: text(2, 500) }),
    z.object({ type: z.literal('SEAL') }),
  ]),
});

export const CountSheet = z.object({
  applicationId: z.string(),
  members: z.number(),
  attending: z.number(),
  recused: z.number(),
  agree: z.number(),
  disagree: z.number(),
  abstain: z.number(),
  denominator: z.number(),
  needed: z.number(),
  passed: z.boolean(),
});
export const CandidateHead = z.object({
  applicationId: z.string(),
  applicationNo: z.string(),
  name: z.string(),
  specialty: z.string(),
  mode: z.string(),
  groupId: z.optional(z.string()),
  status: z.enum(['WAITING', 'ASSIGNED', 'VOTING', 'COUNTED', 'SKIPPED']),
  opinions: z.number(),
  recused: z.array(z.object({ expertId: z.string(), reason: z.string() })),
  /** While the vote is open: how many of those entitled have voted; never how. */
  voted: z.number(),
  entitled: z.number(),
  sheet: z.optional(CountSheet),
});
export const SessionView = z.object({
  sessionId: z.string(),
  planCode: z.string(),
  name: z.string(),
  date: z.string(),
  status: z.enum(sessionStates),
  size: z.number(),
  quorum: z.number(),
  pool: z.array(ExpertBody),
  members: z.array(
    z.object({
      expertId: z.string(),
      name: z.string(),
      office: z.enum(memberOffices),
      checkedIn: z.boolean(),
    }),
  ),
  draw: z.optional(
    z.object({
      seed: z.string(),
      poolHash: z.string(),
      commitments: z.record(z.string(), z.string()),
      nonces: z.record(z.string(), z.string()),
    }),
  ),
  candidates: z.array(CandidateHead),
  groups: z.array(
    z.object({ groupId: z.string(), expertIds: z.array(z.string()), applicationIds: z.array(z.string()) }),
  ),
  presiding: z.optional(z.string()),
  signedBy: z.optional(z.string()),
  sealedAt: z.optional(z.string()),
  version: z.number(),
});
export const SessionList = z.object({
  items: z.array(
    z.object({
      sessionId: z.string(),
      name: z.string(),
      date: z.string(),
      status: z.enum(sessionStates),
      candidates: z.number(),
    }),
  ),
});

export const ExpertSessionList = SessionList;
/** What an expert sees: own assignments, own roll, no other expert's opinion before the vote closes. */
export const ExpertSession = z.object({
  sessionId: z.string(),
  name: z.string(),
  date: z.string(),
  status: z.enum(sessionStates),
  office: z.enum(memberOffices),
  checkedIn: z.boolean(),
  size: z.number(),
  attending: z.number(),
  quorum: z.number(),
  version: z.number(),
  candidates: z.array(
    z.object({
      applicationId: z.string(),
      applicationNo: z.string(),
      name: z.string(),
      specialty: z.string(),
      mode: z.string(),
      inOwnGroup: z.boolean(),
      recused: z.boolean(),
      status: z.enum(['WAITING', 'ASSIGNED', 'VOTING', 'COUNTED', 'SKIPPED']),
      opinionWritten: z.boolean(),
      voted: z.boolean(),
      denominator: z.number(),
      needed: z.number(),
      sheet: z.optional(CountSheet),
    }),
  ),
  mayPreside: z.boolean(),
  signedBy: z.optional(z.string()),
});
export const CandidateFile = z.object({
  applicationId: z.string(),
  applicationNo: z.string(),
  name: z.string(),
  unit: z.string(),
  specialty: z.string(),
  mode: z.string(),
  declaration: DeclarationSchema,
  achievements: z.array(ArchiveItem),
  files: z.array(FileView),
  findings: Findings,
  ownOpinion: z.optional(z.object({ verdict: z.string(), remark: z.string(), at: z.string() })),
  /** Shown once the vote on this candidate is closed, without names. */
  opinions: z.array(z.object({ verdict: z.string(), remark: z.string() })),
});
export const RecusalBody = z.object({ applicationId: Id, reason: text(2, 500) });
export const opinionVerdicts = ['MEETS', 'MOSTLY_MEETS', 'DOES_NOT_MEET'] as const;
/** B13: a verdict with a remark that is about this candidate. */
export const OpinionBody = z.object({
  applicationId: Id,
  verdict: z.enum(opinionVerdicts),
  remark: text(10, 1000),
});
export const BallotBody = z.object({ applicationId: Id, choice: z.enum(['AGREE', 'DISAGREE', 'ABSTAIN']) });
/** Says that the ballot is in the box; nothing in it tells how or in which order. */
export const BallotReceipt = z.object({ applicationId: z.string(), accepted: z.literal(true) });
export const CountSignatureBody = z.object({ version: z.number(), applicationId: Id });
