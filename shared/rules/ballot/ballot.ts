import type { Finding, Outcome } from '../../contracts/finding.ts';
import { canonicalHash } from '../base/canonical-json.ts';
import type { Tally } from '../committee/committee.ts';
import { find } from './findings.ts';

/**
 * The secret ballot (domain-spec §8 B4–B6, C20; L13). Two books that never meet: the roll says who has voted, the
 * box says how. A ballot in the box is a function of the round, a random slot and the choice, and of nothing else; a
 * line of the roll does not depend on the choice. What remains is unanimity: it reveals everyone (B5).
 */

export const ballotChoices = ['AGREE', 'DISAGREE', 'ABSTAIN'] as const;
export type BallotChoice = (typeof ballotChoices)[number];

/** Which vote: one candidate, one round of one session. */
export interface RoundRef {
  readonly sessionId: string;
  readonly applicationNo: string;
  /** 1, 2 …: a voided round is followed by another number, so that old ballots can never be counted again. */
  readonly round: number;
}

export const roundStates = ['READY', 'OPEN', 'CLOSED', 'COUNTED', 'VOID'] as const;
export type RoundState = (typeof roundStates)[number];

export interface Round extends RoundRef {
  readonly state: RoundState;
}

/** Who is in the room: a person checked in, on one sign-in (D21). Hashes, so that no secret is stored. */
export interface CheckedIn {
  readonly expertId: string;
  readonly deviceHash: string;
}

/** A line of the roll. `tokenHash` is the SHA-256 of the one-time ballot token handed to that person's device. */
export interface RollEntry extends RoundRef, CheckedIn {
  readonly tokenHash: string;
  readonly state: 'ISSUED' | 'VOTED';
}

/** A ballot in the box. `slot` is 128 random bits and the sort key: the box keeps no order of arrival. */
export interface Ballot extends RoundRef {
  readonly slot: string;
  readonly choice: BallotChoice;
}

const refuse = (
  problems: readonly Finding[],
): { readonly ok: false; readonly problems: readonly Finding[] } => ({
  ok: false,
  problems,
});
const sameRound = (a: RoundRef, b: RoundRef): boolean =>
  a.sessionId === b.sessionId && a.applicationNo === b.applicationNo && a.round === b.round;
const refOf = ({ sessionId, applicationNo, round }: RoundRef): RoundRef => ({
  sessionId,
  applicationNo,
  round,
});

/** Is the round open for ballots? Its own code before and after. */
function checkOpen(round: Round): Finding[] {
  if (round.state === 'OPEN') return [];
  const code = {
    READY: 'BALLOT_NOT_OPEN',
    CLOSED: 'BALLOT_LATE',
    COUNTED: 'BALLOT_LATE',
    VOID: 'BALLOT_VOID',
  } as const;
  return [find(code[round.state], { field: 'round' })];
}

/** What the committee knows when a ballot is asked for. */
export interface IssueFacts {
  readonly round: Round;
  readonly attendance: readonly CheckedIn[];
  /** Experts recused from this candidate. */
  readonly recused: readonly string[];
  readonly roll: readonly RollEntry[];
}

/**
 * Issues the right to one ballot (B4) to a person who is checked in, on the device checked in. Asked again before
 * voting (a device that broke), the new line takes the old one's place and the old token is worth nothing.
 * @param tokenHash SHA-256 of a fresh random token; the token itself goes to the device and is not stored
 * @returns the roll's new line, or every reason against it
 */
export function issueBallot(who: CheckedIn, tokenHash: string, facts: IssueFacts): Outcome<RollEntry> {
  const problems = [...checkOpen(facts.round), ...checkPresent(who, facts)];
  const line = facts.roll.find((one) => sameRound(one, facts.round) && one.expertId === who.expertId);
  if (line?.state === 'VOTED') problems.push(find('BALLOT_SECOND', { field: 'expertId' }));
  if (problems.length > 0) return refuse(problems);
  const entry: RollEntry = {
    ...refOf(facts.round),
    expertId: who.expertId,
    deviceHash: who.deviceHash,
    tokenHash,
    state: 'ISSUED',
  };
  return { ok: true, value: entry, advice: [] };
}

/** In the room, on the sign-in that checked in (D21), and not recused. */
function checkPresent(who: CheckedIn, facts: Pick<IssueFacts, 'attendance' | 'recused'>): Finding[] {
  const problems: Finding[] = [];
  const seat = facts.attendance.find((one) => one.expertId === who.expertId);
  if (!seat) problems.push(find('BALLOT_ABSENT', { field: 'expertId' }));
  else if (seat.deviceHash !== who.deviceHash) problems.push(find('BALLOT_SIGN_IN', { field: 'device' }));
  if (facts.recused.includes(who.expertId)) problems.push(find('BALLOT_RECUSED', { field: 'expertId' }));
  return problems;
}

/** A ballot as it arrives: who presents it, with which token, and what it says. */
export interface CastRequest extends CheckedIn {
  readonly tokenHash: string;
  readonly choice: string;
  /** 32 hexadecimal digits, drawn at random by the server for this ballot alone. */
  readonly slot: string;
}

/** The two writes of one cast ballot; they succeed or fail together. */
export interface Cast {
  readonly roll: RollEntry;
  readonly ballot: Ballot;
}

function checkToken(cast: CastRequest, facts: IssueFacts): Finding[] {
  const line = facts.roll.find((one) => sameRound(one, facts.round) && one.tokenHash === cast.tokenHash);
  if (!line) return [find('BALLOT_TOKEN', { field: 'token' })];
  // Somebody else's token: a ballot given out of hand.
  if (line.expertId !== cast.expertId) return [find('BALLOT_PROXY', { field: 'token' })];
  if (line.deviceHash !== cast.deviceHash) return [find('BALLOT_SIGN_IN', { field: 'token' })];
  return line.state === 'VOTED' ? [find('BALLOT_SECOND', { field: 'token' })] : [];
}

/**
 * Casts a ballot (B4): refused when late, by proxy, absent, recused, second, or saying nothing.
 * @returns the roll's line and the ballot, which share nothing but the round; or every reason against it
 * @throws {RangeError} a slot that is not 128 bits of hexadecimal: an order of arrival could hide in it (B5)
 */
export function castBallot(cast: CastRequest, facts: IssueFacts): Outcome<Cast> {
  if (!/^[0-9a-f]{32}$/.test(cast.slot)) throw new RangeError('a slot is 32 hexadecimal digits');
  const present = checkPresent(cast, facts);
  const token = checkToken(cast, facts);
  const problems = [...checkOpen(facts.round), ...present];
  // One finding a ground: the seat and the token may both tell of the same proxy.
  for (const one of token) if (!present.some((other) => other.code === one.code)) problems.push(one);
  const choice = ballotChoices.find((one) => one === cast.choice);
  if (!choice) problems.push(find('BALLOT_CHOICE', { field: 'choice', allowed: ballotChoices.join(', ') }));
  if (problems.length > 0 || !choice) return refuse(problems);
  const ref = refOf(facts.round);
  const { expertId, deviceHash, tokenHash, slot } = cast;
  const roll: RollEntry = { ...ref, expertId, deviceHash, tokenHash, state: 'VOTED' };
  return { ok: true, value: { roll, ballot: { ...ref, slot, choice } }, advice: [] };
}

/** Random keys alone: UUIDs, or 128 bits and more of hexadecimal. Another key could be guessed from whose it is. */
const RANDOM_KEY = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,128})$/i;

/**
 * By what a ballot in the box is known again when its very request is repeated (D19): the client's random key and the
 * choice, as one hash. It stands in the box beside the choice that it contains, and nothing on the roll has any part of
 * it; the key is nowhere but in the client. It is taken off the ballots when they are counted.
 * @returns undefined for a key that others could guess: such a request is not known again
 */
export function markOf(round: RoundRef, key: string, choice: string): string | undefined {
  return RANDOM_KEY.test(key) ? canonicalHash({ ...refOf(round), key, choice }) : undefined;
}

const doubles = (keys: readonly string[]): number => keys.length - new Set(keys).size;

/**
 * Counts a closed round from the box, and checks it against the roll: as many ballots as voters, none of another
 * round, none twice (B5).
 * @returns the tally, or everything that does not agree
 */
export function countBallots(
  round: Round,
  roll: readonly RollEntry[],
  box: readonly Ballot[],
): Outcome<Tally & { readonly cast: number }> {
  if (round.state !== 'CLOSED' && round.state !== 'COUNTED')
    return refuse([find(round.state === 'VOID' ? 'BALLOT_VOID' : 'BALLOT_COUNT_OPEN', { field: 'round' })]);
  const problems: Finding[] = [];
  const foreign = [...roll, ...box].filter((one) => !sameRound(one, round)).length;
  if (foreign > 0) problems.push(find('BALLOT_FOREIGN', { field: 'box', found: foreign, allowed: 0 }));
  const twice = doubles(box.map((one) => one.slot)) + doubles(roll.map((one) => one.expertId));
  if (twice > 0) problems.push(find('BALLOT_DOUBLE', { field: 'box', found: twice, allowed: 0 }));
  const voted = roll.filter((line) => line.state === 'VOTED').length;
  if (voted !== box.length)
    problems.push(find('BALLOT_ROLL_MISMATCH', { field: 'box', found: box.length, allowed: voted }));
  if (problems.length > 0) return refuse(problems);
  const of = (choice: BallotChoice) => box.filter((ballot) => ballot.choice === choice).length;
  const tally = { agree: of('AGREE'), disagree: of('DISAGREE'), abstain: of('ABSTAIN'), cast: box.length };
  return { ok: true, value: tally, advice: [] };
}
