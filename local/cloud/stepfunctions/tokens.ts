import { createHash, randomBytes } from 'node:crypto';

const sumOf = (secret: Buffer) =>
  createHash('sha256').update('task-token').update(secret).digest().subarray(0, 6);

/** A task token: 32 random bytes and a check sum, so that a mistyped token is told from one that is unknown. */
export function createToken(): string {
  const secret = randomBytes(32);
  return `AQ${Buffer.concat([secret, sumOf(secret)]).toString('base64url')}`;
}

export function isToken(text: string): boolean {
  if (!text.startsWith('AQ') || text.length > 2048) return false;
  const bytes = Buffer.from(text.slice(2), 'base64url');
  if (bytes.length !== 38) return false;
  return sumOf(bytes.subarray(0, 32)).equals(bytes.subarray(32));
}
