import type { RateLimit } from '../../shared/contracts/rate-limit.ts';

/** Limits that several routes name (D22), as data; a limit of one route stands in its row. */

/** A public question about something that one must know already: enough for a personnel office, too few to walk numbers. */
export const checking = (name: string): RateLimit[] => [
  { name, per: 'ADDRESS', times: 30, window: 'MINUTE' },
  { name, per: 'ADDRESS', times: 600, window: 'DAY' },
];

/**
 * Objections that were taken, a day. An address may be a whole office's, and whoever is signed in has a count of his own,
 * so nobody takes the right to object from anybody else.
 */
export const objecting = (per: RateLimit['per'], times: number, timesAboutOne: number): RateLimit[] => [
  { name: 'objection', per, times, window: 'DAY' },
  { name: 'objection-about', per, about: 'applicationNo', times: timesAboutOne, window: 'DAY' },
];

/** Evidence that is sent for objections: an address may be a whole office's. */
export const sendingEvidence: RateLimit[] = [
  { name: 'evidence', per: 'ADDRESS', times: 20, window: 'HOUR' },
  { name: 'evidence', per: 'ADDRESS', times: 100, window: 'DAY' },
];

/** How often an account may be refused: somebody who tries links or codes that are not his (D34). */
export const refusedAt = (name: string, times: number, window: RateLimit['window']): RateLimit[] => [
  { name: `${name}-refused`, per: 'PERSON', counts: 'REFUSALS', times, window },
];

/** What an account may ask or begin, a minute or an hour: more than anybody does, fewer than a program. */
export const asking = (name: string, times: number, window: RateLimit['window']): RateLimit[] => [
  { name, per: 'PERSON', times, window },
];

/** Sign-ins of staff by one factor alone: asked again and again, they are told when to try again. */
export const secondFactorRefusals = refusedAt('second-factor', 30, 'HOUR');
