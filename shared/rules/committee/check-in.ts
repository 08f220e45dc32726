import type { seatStates, sessionStates } from '../../contracts/api/committee.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { HandCheckIn, SessionRecord } from '../../contracts/session.ts';
import { proposalHash } from '../base/proposal.ts';
import { sha256Hex } from '../base/sha256.ts';
import { find } from './findings.ts';
import { sessionStateNames } from './session.ts';

/**
 * Check-in (D21, L12, B4). Whoever is in the room reads a code from its screen and enters it, signed in: the seat then
 * belongs to that sign-in and no other votes from it. The office checks in by hand only by two persons and with a reason.
 */

type Session = Pick<
  SessionRecord,
  'sessionId' | 'convening' | 'status' | 'attendance' | 'seats' | 'handCheckIns'
>;

/** Seconds for which the screen shows one code. */
const CODE_SECONDS = 60;
const CODE_DIGITS = 6;

/** The code's turn now, and how long it lasts. Whoever began to type before the change may finish. */
export function codeTurn(now: string): { turn: number; accepted: readonly number[]; secondsLeft: number } {
  const seconds = Math.floor(Date.parse(now) / 1000);
  const turn = Math.floor(seconds / CODE_SECONDS);
  return { turn, accepted: [turn, turn - 1], secondsLeft: CODE_SECONDS - (seconds % CODE_SECONDS) };
}

/** Six digits of a keyed hash in hexadecimal. */
export const codeDigits = (keyedHash: string): string =>
  String(Number.parseInt(keyedHash.slice(0, 12), 16) % 10 ** CODE_DIGITS).padStart(CODE_DIGITS, '0');

/** How a session knows a sign-in: of no use in any other session. Undefined for one that cannot be told from others. */
export const signInMark = (
  { sessionId, convening }: Session,
  expertId: string,
  signIn: string | undefined,
): string | undefined =>
  signIn ? sha256Hex(JSON.stringify([sessionId, convening, expertId, signIn])) : undefined;

export type SeatState = (typeof seatStates)[number];

/** The seat as that sign-in finds it. */
export function seatState(session: Session, expertId: string, mark: string | undefined): SeatState {
  if (!session.attendance.includes(expertId)) return 'NONE';
  // A session from before seats were kept knows nobody's sign-in: everybody enters the code once more.
  const seat = session.seats?.find((one) => one.expertId === expertId);
  if (seat && seat.signIn === undefined) return 'FREE';
  return seat && seat.signIn === mark ? 'HERE' : 'ELSEWHERE';
}

/** The sign-in that may vote from a seat; none that anybody could have while nobody has taken it. */
export const boundSignIn = (session: Pick<Session, 'seats'>, expertId: string): string =>
  session.seats?.find((one) => one.expertId === expertId)?.signIn ?? '';

/** States in which somebody who is there may take the seat on another sign-in. */
export const meetingStates: readonly (typeof sessionStates)[number][] = [
  'CHECK_IN',
  'QUORATE',
  'GROUP_REPORTS',
  'VOTING',
  'COUNTED',
];

/** Newcomers only until the roll is closed: it is what the quorum was counted on (B2). */
export function checkOpenFor({ status, attendance }: Session, expertId: string): Finding[] {
  const open = attendance.includes(expertId) ? meetingStates.includes(status) : status === 'CHECK_IN';
  const { zh, en } = sessionStateNames[status];
  return open ? [] : [find('CHECK_IN_CLOSED', { words: { found: { zh, en } } })];
}

/** The session once that person has taken the seat: whatever the office had proposed for him is done with. */
export function seated(session: Session & Pick<SessionRecord, 'members'>, expertId: string, signIn?: string) {
  const present = new Set([...session.attendance, expertId]);
  return {
    attendance: session.members.map((one) => one.expertId).filter((id) => present.has(id)),
    seats: [
      ...(session.seats ?? []).filter((one) => one.expertId !== expertId),
      { expertId, ...(signIn ? { signIn } : {}) },
    ],
    handCheckIns: (session.handCheckIns ?? []).filter((one) => one.expertId !== expertId),
  };
}

/** What a proposal to check somebody in by hand is about (D26). */
export const handSubject = ({ sessionId, convening }: Session, expertId: string): string =>
  `CHECK_IN#${sessionId}#${convening}#${expertId}`;

export const handMark = (session: Session, proposed: HandCheckIn): string =>
  proposalHash(handSubject(session, proposed.expertId), proposed);
