import * as z from 'zod/mini';
import { LocalDate } from '../calendar.ts';
import { DeclarationSchema } from '../declaration.ts';
import { stored } from '../stored.ts';
import { exact, identifier, line, personName, prose } from '../text.ts';
import { Count, Findings, Id } from './common.ts';
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
  name: personName(),
  office: z.enum(memberOffices),
  specialty: line(1, 64),
  unitUscc: z.optional(identifier(1, 18)),
  termFrom: LocalDate,
  termTo: LocalDate,
  /** The expert's own account in the applicants' pool, where known (C1, C2). */
  personId: z.optional(Id),
  /** Units of the last three years beside the present one (B9). */
  employments: z.optional(
    z
      .array(z.object({ uscc: identifier(1, 18), from: LocalDate, to: z.optional(LocalDate) }))
      .check(z.maxLength(20)),
  ),
  /** Kin among applicants, as the expert declared: the applicant's account (B9). */
  kin: z.optional(z.array(z.object({ personId: Id, relation: line(1, 60) })).check(z.maxLength(20))),
  /** Municipal direct units which the expert heads (B9). */
  headsMuniUnits: z.optional(z.array(Id).check(z.maxLength(20))),
});
export const SessionBody = z.object({
  planCode: Id,
  name: line(2, 120),
  date: LocalDate,
  /** Members filed (M), odd (B1). */
  size: z.int().check(z.minimum(1), z.maximum(75)),
  pool: z.array(ExpertBody).check(z.minLength(1), z.maxLength(500)),
  applicationIds: z.array(Id).check(z.minLength(1), z.maxLength(1000)),
});

/** Acts of the office on a session. Those that open and close a vote are by different persons (C3). */
export const SessionActBody = z.object({
  version: Count,
  act: z.discriminatedUnion('type', [
    /** B8: SHA-256 of a secret nonce, by the office and by the supervisor, before the draw. */
    z.object({ type: z.literal('COMMIT_NONCE'), commitment: exact(64, 64) }),
    z.object({ type: z.literal('REVEAL_NONCE'), nonce: exact(16, 200) }),
    z.object({ type: z.literal('DRAW') }),
    /** D21: the room's screen shows codes from now on; done again, codes of another key. */
    z.object({ type: z.literal('OPEN_CHECK_IN') }),
    /** D21: by hand, with a reason; a second person confirms what the first proposed, or either takes it back. */
    z.object({ type: z.literal('PROPOSE_CHECK_IN'), expertId: Id, reason: prose(4, 500) }),
    z.object({ type: z.literal('CONFIRM_CHECK_IN'), expertId: Id, proposal: exact(64, 64) }),
    z.object({
      type: z.literal('REFUSE_CHECK_IN'),
      expertId: Id,
      proposal: exact(64, 64),
      reason: prose(2, 500),
    }),
    z.object({ type: z.literal('CLOSE_CHECK_IN') }),
    z.object({ type: z.literal('ORDER_RECUSAL'), expertId: Id, applicationId: Id, reason: prose(2, 500) }),
    z.object({ type: z.literal('REMOVE_RECUSAL'), expertId: Id, applicationId: Id, reason: prose(2, 500) }),
    z.object({
      type: z.literal('ASSIGN'),
      groups: z
        .array(
          z.object({
            groupId: Id,
            expertIds: z.array(Id).check(z.maxLength(75)),
            applicationIds: z.array(Id).check(z.maxLength(1000)),
          }),
        )
        .check(z.minLength(1), z.maxLength(25)),
    }),
    z.object({ type: z.literal('OPEN_VOTE'), applicationId: Id, presiding: Id }),
    z.object({ type: z.literal('CLOSE_VOTE'), applicationId: Id }),
    /** T31: the vote under way is voided, its ballots destroyed, everybody not counted yet released. */
    z.object({ type: z.literal('ABORT'), reason: prose(2, 500) }),
    /** B7: one candidate goes to another session. */
    z.object({ type: z.literal('SKIP'), applicationId: Id, reason: prose(2, 500) }),
    /** §7.1: an inquorate session is convened again, with a new draw. */
    z.object({ type: z.literal('REPLAN'), date: LocalDate }),
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
  /** Experts who might vote and did not. */
  notCast: z.number(),
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
  sheetHash: z.optional(z.string()),
  /** Who opened the vote: another person closes it (C3). */
  openedBy: z.optional(z.string()),
  /** D19: the presiding chair orders the close although so many have left. */
  closing: z.optional(z.object({ left: z.number(), reason: z.string() })),
  signed: z.boolean(),
});
export const SessionView = z.object({
  sessionId: z.string(),
  planCode: z.string(),
  name: z.string(),
  date: z.string(),
  status: z.enum(sessionStates),
  size: z.number(),
  quorum: z.number(),
  pool: z.array(stored(ExpertBody)),
  members: z.array(
    z.object({
      expertId: z.string(),
      name: z.string(),
      office: z.enum(memberOffices),
      checkedIn: z.boolean(),
    }),
  ),
  /** Everything that anybody needs to repeat the draw (B8); `seed`, `drawn` and `reserves` once it is held. */
  draw: z.object({
    drawId: z.string(),
    frozenAt: z.string(),
    poolHash: z.string(),
    /** Who could not be drawn, and why. */
    excluded: z.array(z.object({ expertId: z.string(), reason: z.string() })),
    /** By side, `office` and `supervisor`; the instants show that everything came in its order. */
    commitments: z.record(z.string(), z.object({ hash: z.string(), at: z.string() })),
    nonces: z.record(z.string(), z.object({ nonce: z.string(), at: z.string() })),
    seed: z.optional(z.string()),
    drawn: z.optional(z.array(z.string())),
    reserves: z.optional(z.array(z.string())),
  }),
  candidates: z.array(CandidateHead),
  groups: z.array(
    z.object({ groupId: z.string(), expertIds: z.array(z.string()), applicationIds: z.array(z.string()) }),
  ),
  /** D21: proposals that wait for a second person, with the mark that confirms them. */
  handCheckIns: z.array(
    z.object({
      expertId: z.string(),
      reason: z.string(),
      by: z.object({ id: z.string(), name: z.string() }),
      at: z.string(),
      proposal: z.string(),
    }),
  ),
  /** The candidate being voted on. */
  votingOn: z.optional(z.string()),
  presiding: z.optional(z.string()),
  signedBy: z.optional(z.string()),
  sealedAt: z.optional(z.string()),
  sealHash: z.optional(z.string()),
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

/** What the screen in the room shows (D21): a code, how many are there, and no name. */
export const RoomView = z.object({
  sessionId: z.string(),
  name: z.string(),
  status: z.enum(sessionStates),
  /** While there is something to check in to. */
  code: z.optional(z.object({ digits: z.string(), secondsLeft: z.number() })),
  attending: z.number(),
  size: z.number(),
  quorum: z.number(),
});
/** D21: the code on the room's screen; none is asked of whom the office has checked in by hand. */
export const CheckInBody = z.object({ code: z.optional(identifier(1, 20)) });
/**
 * The seat as this sign-in finds it (D21): not checked in; this sign-in's own; another sign-in's; or given by hand and not
 * taken by any sign-in yet.
 */
export const seatStates = ['NONE', 'HERE', 'ELSEWHERE', 'FREE'] as const;

/** What an expert sees: own assignments, own roll, no other expert's opinion before the vote closes. */
export const ExpertSession = z.object({
  sessionId: z.string(),
  name: z.string(),
  date: z.string(),
  status: z.enum(sessionStates),
  office: z.enum(memberOffices),
  checkedIn: z.boolean(),
  seat: z.enum(seatStates),
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
      /** The presiding chair or vice-chair still has to sign this sheet, and that is you (L15). */
      mayStillSign: z.boolean(),
      /** You preside over this vote: how many have not voted yet (never who), and whether you have ordered the close. */
      presides: z.optional(z.object({ missing: z.number(), ordered: z.boolean() })),
    }),
  ),
  mayPreside: z.boolean(),
  votingOn: z.optional(z.string()),
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
  /** D39: the record of the prior group check. */
  groupCheck: z.optional(z.string()),
  /** C19: the record of the interview. */
  interview: z.optional(z.string()),
  ownOpinion: z.optional(z.object({ verdict: z.string(), remark: z.string(), at: z.string() })),
  /** Shown once the vote on this candidate is closed, without names. */
  opinions: z.array(z.object({ verdict: z.string(), remark: z.string() })),
});
export const RecusalBody = z.object({ applicationId: Id, reason: prose(2, 500) });
export const opinionVerdicts = ['MEETS', 'MOSTLY_MEETS', 'DOES_NOT_MEET'] as const;
/** B13: a verdict with a remark that is about this candidate. */
export const OpinionBody = z.object({
  applicationId: Id,
  verdict: z.enum(opinionVerdicts),
  remark: prose(10, 1000),
});
/** D19: some have left without voting. A second person, of the office, closes the vote on this order. */
export const CloseOrderBody = z.object({
  version: Count,
  applicationId: Id,
  left: z.int().check(z.minimum(1), z.maximum(75)),
  reason: prose(4, 500),
});
export const BallotBody = z.object({ applicationId: Id, choice: z.enum(['AGREE', 'DISAGREE', 'ABSTAIN']) });
/** Says that the ballot is in the box; nothing in it tells how or in which order. */
export const BallotReceipt = z.object({ applicationId: z.string(), accepted: z.literal(true) });
export const CountSignatureBody = z.object({ version: Count, applicationId: Id });
