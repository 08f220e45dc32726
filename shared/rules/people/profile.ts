import type { BodyOf } from '../../contracts/api/index.ts';
import type { Finding, Outcome } from '../../contracts/finding.ts';
import type { IdentityKind } from '../../contracts/identity.ts';
import { find } from './findings.ts';
import {
  hasResidentNumber,
  readEmail,
  readHongKongMacaoPermit,
  readMobile,
  readPassport,
  readPermanentResidentCard,
  readResidentId,
  readTaiwanPermit,
} from './identifiers.ts';

/** 个人基本信息 (R3, R9, R10; identifiers by §10). */

export type ProfileFields = BodyOf<'ProfileBody'>;

/**
 * The profile as it is kept: numbers normalised, sex and birth date taken from a resident identity number. All
 * findings at once.
 * @param unitBound whether `currentUnit`, if given, is a bound unit (R9)
 * @param today civil date in Shanghai
 */
export function readProfile(body: ProfileFields, unitBound: boolean, today: string): Outcome<ProfileFields> {
  const mobile = readMobile(body.mobile, '/mobile');
  const identity = readIdentity(body, today);
  const problems: Finding[] = [mobile, identity].flatMap((one) => (one.ok ? [] : one.problems));
  const { email: typed, ...fields } = body;
  const email = typed ? readEmail(typed, '/email') : undefined;
  if (email && !email.ok) problems.push(...email.problems);
  if (body.currentUnit && !unitBound)
    problems.push(find('CURRENT_UNIT_UNBOUND', { field: '/currentUnit', found: body.currentUnit }));
  if (!mobile.ok || !identity.ok || problems.length > 0)
    return { ok: false, problems: [...problems, ...missingBeside(body, problems)] };
  return {
    ok: true,
    value: {
      ...fields,
      ...(email?.ok ? { email: email.value } : {}),
      ...identity.value,
      mobile: mobile.value,
    },
    advice: identity.advice,
  };
}

/** A refusal tells what is missing as well: a profile may be saved without it, but not be used. */
function missingBeside(body: ProfileFields, problems: readonly Finding[]): Finding[] {
  const fromNumber = hasResidentNumber(body.idKind) ? ['/gender', '/birthDate'] : [];
  const told = [...fromNumber, ...problems.map((one) => one.field)];
  return missingInProfile(body).filter(({ field }) => !told.includes(field));
}

type Identity = Pick<ProfileFields, 'idNumber' | 'gender' | 'birthDate'>;

/** The document's number, normalised, with the sex and birth date that it says. */
export function readIdentity(
  body: Pick<ProfileFields, 'idKind'> & Identity,
  today: string,
): Outcome<Partial<Identity>> {
  const read = others[body.idKind];
  if (read) {
    const number = read(body.idNumber, '/idNumber', today);
    const born = body.birthDate ?? today;
    const problems = born < '1900-01-01' || born > today ? [find('BIRTH_DATE', { field: '/birthDate' })] : [];
    if (problems.length > 0)
      return { ok: false, problems: [...(number.ok ? [] : number.problems), ...problems] };
    return number.ok ? { ok: true, value: { idNumber: number.value }, advice: number.advice } : number;
  }
  const id = readResidentId(body.idNumber, today, '/idNumber');
  if (!id.ok) return id;
  if (body.idKind !== 'RESIDENT_ID' && body.idKind !== id.value.kind)
    return { ok: false, problems: [find('RESIDENCE_PERMIT_PLACE', { field: '/idNumber' })] };
  const { value: idNumber, birthDate, sex } = id.value;
  const gender = sex === 'M' ? 'MALE' : 'FEMALE';
  const problems: Finding[] = [];
  if (body.gender && body.gender !== gender) problems.push(find('PROFILE_DIFFERS', { field: '/gender' }));
  if (body.birthDate && body.birthDate !== birthDate)
    problems.push(find('PROFILE_DIFFERS', { field: '/birthDate' }));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { idNumber, gender, birthDate }, advice: id.advice };
}

/** Documents whose numbers say neither sex nor birth date (D17). */
const others: Partial<
  Record<IdentityKind, (input: string, field: string, today: string) => Outcome<string>>
> = {
  PASSPORT: readPassport,
  PERMANENT_RESIDENT: readPermanentResidentCard,
  HK_MACAO_PERMIT: readHongKongMacaoPermit,
  TAIWAN_PERMIT: readTaiwanPermit,
};

/** What is still asked for before a declaration can begin (R3, R10): everything that the form prints of a person. */
export function missingInProfile(profile: Partial<ProfileFields>): Finding[] {
  const asked = ['name', 'idNumber', 'mobile', 'gender', 'birthDate', 'currentUnit'] as const;
  return asked.filter((key) => !profile[key]).map((key) => find('PROFILE_INCOMPLETE', { field: `/${key}` }));
}
