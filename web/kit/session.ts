import type { Role } from '../../shared/contracts/roles.ts';
import type { Pool } from './client.ts';

/** Who is signed in, as the ID token says it; the role of staff comes from their appointment. */
export interface Session {
  readonly token: string;
  readonly id: string;
  readonly name: string;
  readonly role: Role | undefined;
  /** Milliseconds since the epoch, in the browser's own time. */
  readonly expiresAt: number;
}

/** Clocks differ a little, and answers take their time: less than this is nobody's trouble at sign-in. */
const CLOCK_MS = 5 * 60_000;

/**
 * How far this device's clock is from the server's, by the `Date` of an answer: ahead is positive.
 * @returns undefined when they agree well enough, or the server does not say
 */
export function clockError(dateHeader: string | null, now: number): number | undefined {
  const there = Date.parse(dateHeader ?? '');
  return Number.isNaN(there) || Math.abs(now - there) < CLOCK_MS ? undefined : now - there;
}

/** As functions/request.ts reads it: whoever signed in with the people's issuer may declare; what staff may do the table says. */
export function sessionOf(pool: Pool, token: string, claims: Readonly<Record<string, unknown>>): Session {
  return {
    token,
    id: String(claims.sub),
    name: String(claims.name ?? ''),
    role: pool === 'public' ? 'APPLICANT' : undefined,
    expiresAt: Number(claims.exp) * 1000,
  };
}
