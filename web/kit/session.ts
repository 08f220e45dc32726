import type { Role } from '../../shared/contracts/roles.ts';
import type { Pool } from './client.ts';

/** Who is signed in, as the ID token says it. */
export interface Session {
  readonly token: string;
  readonly id: string;
  readonly name: string;
  readonly role: Role | undefined;
  /** What the account may act for; empty for people. */
  readonly scope: string;
  /** Milliseconds since the epoch, in the browser's own time. */
  readonly expiresAt: number;
}

/** As functions/request.ts reads it: whoever signed up with the people's issuer, without a group, is an applicant. */
export function sessionOf(pool: Pool, token: string, claims: Readonly<Record<string, unknown>>): Session {
  const [group] = [claims['cognito:groups'] ?? []].flat();
  const plain = pool === 'public' && group === undefined ? 'APPLICANT' : undefined;
  return {
    token,
    id: String(claims.sub),
    name: String(claims.name ?? ''),
    role: typeof group === 'string' ? (group as Role) : plain,
    scope: String(claims['custom:scope'] ?? ''),
    expiresAt: Number(claims.exp) * 1000,
  };
}
