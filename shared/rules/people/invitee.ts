import type { BodyOf } from '../../contracts/api/index.ts';
import type { Finding, Outcome } from '../../contracts/finding.ts';
import { readEmail } from './identifiers.ts';
import { readIdentity } from './profile.ts';

type Typed = Pick<BodyOf<'InvitationBody'>, 'email' | 'idKind' | 'idNumber'>;

/** Whom an invitation goes to (D34): one address, and the number of a document as applicants give it (D17). */
export function readInvitee(
  { email: typed, idKind = 'RESIDENT_ID', idNumber }: Typed,
  today: string,
): Outcome<{ email: string; idNumber?: string | undefined }> {
  const email = readEmail(typed, '/email');
  const identity = idNumber === undefined ? undefined : readIdentity({ idKind, idNumber }, today);
  const problems: Finding[] = [email, identity].flatMap((one) => (!one || one.ok ? [] : one.problems));
  if (!email.ok || problems.length > 0) return { ok: false, problems };
  const number = identity?.ok ? identity.value.idNumber : undefined;
  return { ok: true, value: { email: email.value, ...(number ? { idNumber: number } : {}) }, advice: [] };
}

/** The same where the form is wrong as well: all at once. */
export function inviteeProblems(typed: Typed, today: string): readonly Finding[] {
  const read = readInvitee(typed, today);
  return read.ok ? [] : read.problems;
}
