import type { Random } from '../../shared/rules/dryrun/random.ts';

/** What people do beside the straight road, with how often. A season may be told to leave single acts out (shrinking). */
export const behaviours = {
  'same-key-twice': { probability: 0.03, says: 'the same request with the same key, twice at once' },
  'answer-lost': { probability: 0.03, says: 'an answer is lost on the way, and the request repeated' },
  'two-tabs': { probability: 0.02, says: 'the same page saved from two tabs at once' },
  'back-and-forth': { probability: 0.15, says: 'an earlier page saved again after signing' },
  procrastinates: { probability: 0.12, says: 'acts only on the last days, or too late' },
  'never-submits': { probability: 0.04, says: 'leaves a draft behind' },
  withdraws: { probability: 0.05, says: 'withdraws somewhere on the road' },
  'pays-late': { probability: 0.06, says: 'pays when the window is over' },
  'pays-twice': { probability: 0.06, says: 'pays twice with two transactions' },
  'pays-callback-twice': { probability: 0.1, says: 'the gateway tells of one payment twice' },
  'desk-returns': { probability: 0.12, says: 'a desk returns the application for correction' },
  'desk-rejects': { probability: 0.02, says: 'a desk rejects it' },
  'desk-sleeps': { probability: 0.05, says: 'a desk lets the limit pass' },
  'two-officers': { probability: 0.05, says: 'two officers decide at once' },
  'scans-twice': { probability: 0.1, says: 'a clerk scans one sheet twice instead of both' },
  'scans-wrong': { probability: 0.06, says: 'a clerk scans a sheet of somebody else, or of an older form' },
  'unit-tells-nothing': { probability: 0.2, says: 'the unit seals the paper without ticking it off' },
  objects: { probability: 0.08, says: 'somebody objects to an entry of a list' },
  'objection-upheld': { probability: 0.3, says: 'an objection is upheld' },
  'sent-back': { probability: 0.15, says: 'an authority sends an entry of a report back' },
  inquorate: { probability: 0.15, says: 'too few experts come' },
  skipped: { probability: 0.1, says: 'a candidate is left to another session while the vote is open' },
  'session-aborted': { probability: 0.03, says: 'a session is aborted while a vote is open' },
  'wrong-code': { probability: 0.1, says: 'an expert types the code of the room wrong at first' },
  'checked-in-by-hand': { probability: 0.05, says: 'the office checks an expert in, by two persons' },
  'votes-against': { probability: 0.2, says: 'the committee votes a candidate down' },
  'expert-absent': { probability: 0.05, says: 'an expert does not vote' },
  'votes-again': { probability: 0.03, says: 'an expert votes a second time, otherwise' },
  'closes-early': { probability: 0.1, says: 'the office tries to close a vote before all ballots are in' },
  'machine-stopped': { probability: 0.01, says: 'somebody stops an execution by hand' },
  'process-killed': {
    probability: 0.03,
    says: 'the whole process is killed between two commands, in some week',
  },
  'tables-killed': {
    probability: 0.1,
    says: 'the table’s engine alone is killed at a command, in some week, and the command repeated',
  },
  'machine-killed': {
    probability: 0.1,
    says: 'the machine’s engine alone is killed while the functions that it called go on, in some week',
  },
  rerouted: { probability: 0.05, says: 'a point hands the application on to another one' },
  'changes-name': { probability: 0.08, says: 'a name is changed after the declaration was handed in' },
  'changes-employer': {
    probability: 0.03,
    says: 'the employer is changed after the declaration was handed in',
  },
  disqualified: { probability: 0.02, says: 'a disqualification is proposed, then confirmed or refused' },
  revoked: { probability: 0.05, says: 'a certificate is revoked' },
  corrected: {
    probability: 0.04,
    says: 'who somebody is is corrected by two persons, or one of them refuses',
  },
  'asks-reopening': {
    probability: 0.5,
    says: 'somebody whose payment lapsed asks for it to be opened again',
  },
  'payment-reopened': { probability: 0.5, says: 'a payment that lapsed is opened again' },
  'odd-photo': {
    probability: 0.3,
    says: 'a photo from a phone: turned, with a second picture in it, far too large',
  },
  'odd-pdf': { probability: 0.05, says: 'a PDF that is signed, linearized, locked by its owner, or broken' },
  reexamination: { probability: 0.3, says: 'somebody who did not pass asks for re-examination' },
  'calendar-amended': { probability: 0.5, says: 'a notice moves days off, and another moves them back' },
  'calendar-missing': {
    probability: 0.4,
    says: 'the notice for the next year is out only when that year has begun',
  },
} as const;
export type Behaviour = keyof typeof behaviours;

/** One occurrence: which behaviour, whose, and for the how many-th time. */
export interface Choices {
  does(behaviour: Behaviour, subject: string): boolean;
  /** Everything that was done beside the road, in order. */
  readonly done: string[];
}

/** @param without occurrences (`behaviour subject n`) or whole behaviours that are left out */
export function createChoices(random: Random, without: ReadonlySet<string> = new Set()): Choices {
  const counts = new Map<string, number>();
  const done: string[] = [];
  return {
    done,
    does(behaviour, subject) {
      const of = `${behaviour} ${subject}`;
      const n = (counts.get(of) ?? 0) + 1;
      counts.set(of, n);
      const id = `${of} ${n}`;
      // Of its own stream: leaving one out changes none of the others.
      if (!random.fork(id).chance(behaviours[behaviour].probability)) return false;
      if (without.has(id) || without.has(behaviour)) return false;
      done.push(id);
      return true;
    },
  };
}
