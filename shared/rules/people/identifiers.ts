import { normaliseEmail, normaliseIdentifier, normaliseMobile } from '../../contracts/characters.ts';
import type { Finding, Outcome } from '../../contracts/finding.ts';
import { isLocalDate } from '../../contracts/local-date.ts';
import { find } from './findings.ts';

export { normaliseIdentifier };

export interface ResidentId {
  /** 18 characters, X in upper case. */
  readonly value: string;
  /** GB/T 2260 code as of issue; never judged by today's table. */
  readonly division: string;
  readonly birthDate: string;
  readonly sex: 'M' | 'F';
  /** 81 Hong Kong, 82 Macao, 83 Taiwan: a residence permit, numbered by the same standard. */
  readonly kind: 'RESIDENT' | 'HK_MACAO_RESIDENCE' | 'TAIWAN_RESIDENCE';
}

/**
 * GB 11643 resident identity number (§10.1): shape, a birth date that exists from 1900-01-01 to today, a sequence other
 * than 000, check digit (ISO 7064 MOD 11-2). All problems at once.
 * @param today date in Shanghai
 */
export function readResidentId(input: string, today: string, field = 'idNumber'): Outcome<ResidentId> {
  const value = normaliseIdentifier(input);
  if (!/^[1-9]\d{16}[\dX]$/.test(value)) {
    return refused('ID_FORMAT', field);
  }
  const problems: Finding[] = [];
  const birthDate = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`;
  if (!isLocalDate(birthDate) || birthDate < '1900-01-01' || birthDate > today) {
    problems.push(find('ID_BIRTH_DATE', { field }));
  }
  if (value.slice(14, 17) === '000') {
    problems.push(find('ID_SEQUENCE', { field }));
  }
  if (value[17] !== residentIdCheck(value)) {
    problems.push(find('ID_CHECK', { field }));
  }
  if (problems.length > 0) return { ok: false, problems };
  const kind = value.startsWith('83')
    ? 'TAIWAN_RESIDENCE'
    : /^8[12]/.test(value)
      ? 'HK_MACAO_RESIDENCE'
      : 'RESIDENT';
  const sex = Number(value[16]) % 2 === 1 ? 'M' : 'F';
  return { ok: true, value: { value, division: value.slice(0, 6), birthDate, sex, kind }, advice: [] };
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of the first 17 digits (GB 11643). */
export function residentIdCheck(first17: string): string {
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return '10X98765432'[sum % 11] ?? '';
}

export interface CreditCode {
  readonly value: string;
  readonly division: string;
  /** GB 11714 code, without hyphen. */
  readonly organisation: string;
  /** A hint from the first two characters, no proof. */
  readonly hint: 'PUBLIC_INSTITUTION' | 'ENTERPRISE' | 'OTHER';
}

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * GB 32100 unified social credit code (§10.2). Its own check character is a hard check; that of the organisation code
 * inside (GB 11714) is advice, for registers hold codes that break it.
 */
export function readCreditCode(input: string, field = 'creditCode'): Outcome<CreditCode> {
  const value = normaliseIdentifier(input);
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(value)) {
    return refused('USCC_FORMAT', field);
  }
  if (value[17] !== creditCodeCheck(value)) {
    return refused('USCC_CHECK', field);
  }
  const organisation = value.slice(8, 17);
  const advice =
    organisation[8] === organisationCheck(organisation) ? [] : [find('USCC_ORGANISATION', { field })];
  const hint = value.startsWith('12')
    ? 'PUBLIC_INSTITUTION'
    : value.startsWith('91')
      ? 'ENTERPRISE'
      : 'OTHER';
  return { ok: true, value: { value, division: value.slice(2, 8), organisation, hint }, advice };
}

/** The check character of the first 17 (GB 32100). */
export function creditCodeCheck(first17: string): string {
  const sum = USCC_WEIGHTS.reduce(
    (total, weight, i) => total + weight * USCC_ALPHABET.indexOf(first17[i] ?? ''),
    0,
  );
  return USCC_ALPHABET[(31 - (sum % 31)) % 31] ?? '';
}

const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of the first eight (GB 11714): letters count A = 10 … Z = 35 without gaps (D10). */
export function organisationCheck(first8: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, i) => total + weight * Number.parseInt(first8[i] ?? '', 36),
    0,
  );
  const digit = 11 - (sum % 11);
  return digit === 10 ? 'X' : digit === 11 ? '0' : String(digit);
}

/** Mainland mobile number (§10.3): eleven digits, however grouped, after the country's code is taken off; nothing finer. */
export function readMobile(input: string, field = 'mobile'): Outcome<string> {
  const value = normaliseMobile(input);
  if (/^1[3-9]\d{9}$/.test(value)) return { ok: true, value, advice: [] };
  return refused('MOBILE_FORMAT', field);
}

/**
 * One address of e-mail: what is surely none, or more than one, is refused, the rest the post finds out. Before the @ no
 * blank, quote, bracket or sign that separates addresses, after it names in letters, digits and hyphens with a dot at
 * least between them (RFC 5321, 6531).
 */
export function readEmail(input: string, field = 'email'): Outcome<string> {
  const value = normaliseEmail(input);
  const [before = '', ...after] = value.split('@');
  const names = after.join('@').split('.');
  const one =
    before.length <= 64 &&
    before.split('.').every((part) => /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+$/u.test(part)) &&
    names.length > 1 &&
    names.every((part) => /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u.test(part));
  if (one) return { ok: true, value, advice: [] };
  return refused('EMAIL_FORMAT', field);
}

/** Numbered by GB 11643: the identity card, and residence permits of Hong Kong, Macao and Taiwan residents. */
export const hasResidentNumber = (kind: string): boolean =>
  ['RESIDENT_ID', 'HK_MACAO_RESIDENCE', 'TAIWAN_RESIDENCE'].includes(kind);

/** Passport: format only, a person checks it (§10.1). */
export function readPassport(input: string, field = 'idNumber'): Outcome<string> {
  const value = normaliseIdentifier(input);
  if (/^(?=.*\d)[A-Z0-9]{5,17}$/.test(value)) return { ok: true, value, advice: [] };
  return refused('PASSPORT_FORMAT', field);
}

/**
 * Foreign permanent resident's card: three letters and twelve digits; since 2023 18 characters that begin with 9, with a
 * birth date and the check character of GB 11643.
 * @param today date in Shanghai
 */
export function readPermanentResidentCard(input: string, field: string, today: string): Outcome<string> {
  const value = normaliseIdentifier(input);
  if (/^[A-Z]{3}\d{12}$/.test(value)) return { ok: true, value, advice: [] };
  if (!/^9\d{16}[\dX]$/.test(value)) return refused('PERMANENT_RESIDENT_FORMAT', field);
  const born = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`;
  const problems = [
    ...(isLocalDate(born) && born >= '1900-01-01' && born <= today ? [] : [find('ID_BIRTH_DATE', { field })]),
    ...(value[17] === residentIdCheck(value) ? [] : [find('ID_CHECK', { field })]),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value, advice: [] };
}

/** 港澳居民来往内地通行证: H or M, eight digits, and two of the issue on older cards. */
export function readHongKongMacaoPermit(input: string, field = 'idNumber'): Outcome<string> {
  const value = normaliseIdentifier(input);
  if (/^[HM]\d{8}(\d{2})?$/.test(value)) return { ok: true, value, advice: [] };
  return refused('HK_MACAO_PERMIT_FORMAT', field);
}

/** 台湾居民来往大陆通行证: eight digits; ten and a check letter, in brackets or not, on older ones. */
export function readTaiwanPermit(input: string, field = 'idNumber'): Outcome<string> {
  const value = normaliseIdentifier(input).replace(/[()]/g, '');
  if (/^\d{8}$/.test(value) || /^\d{10}[A-Z]?$/.test(value)) return { ok: true, value, advice: [] };
  return refused('TAIWAN_PERMIT_FORMAT', field);
}

/** All but the last four characters hidden (V2); wholly hidden when it has eight or fewer. */
export function maskIdentifier(value: string): string {
  return value.length > 8 ? '*'.repeat(value.length - 4) + value.slice(-4) : '*'.repeat(value.length);
}

/** 138****8000 */
export function maskMobile(value: string): string {
  return /^\d{11}$/.test(value) ? `${value.slice(0, 3)}****${value.slice(7)}` : maskIdentifier(value);
}

export interface ApplicationNumber {
  readonly planCode: string;
  /** Division code of the acceptance point, or the code of a zone without one. */
  readonly district: string;
  /** 1 … 999 999 */
  readonly serial: number;
}

const NUMBER_PARTS = /^([A-Z0-9]+(?:-[A-Z0-9]+)*)-([A-Z0-9]{2,12})-(\d{6})([0-9A-Z])$/;

/**
 * `{planCode}-{district}-{6-digit}{check}` (§10.4): ENG-2026-330106-000001K. The check character is
 * ISO 7064 MOD 37,36 over all letters and digits before it, hyphens left out: it guards the letters of the plan's code
 * as well, finds every single wrong character, and never needs the `*` of MOD 37-2.
 * @throws {RangeError} a part that the format cannot hold
 */
export function applicationNumber(parts: ApplicationNumber): string {
  const body = `${parts.planCode}-${parts.district}-${String(parts.serial).padStart(6, '0')}`;
  const text = body + mod3736(body);
  if (!Number.isInteger(parts.serial) || parts.serial < 1 || !NUMBER_PARTS.test(text)) {
    throw new RangeError(`No application number from ${body}`);
  }
  return text;
}

/**
 * Takes an application number apart, as typed by a person; refuses a wrong check character.
 */
export function readApplicationNumber(input: string, field = 'applicationNo'): Outcome<ApplicationNumber> {
  const text = normaliseIdentifier(input);
  const match = NUMBER_PARTS.exec(text);
  if (!match) {
    return refused('APPLICATION_NO_FORMAT', field);
  }
  if (match[4] !== mod3736(text.slice(0, -1))) {
    return refused('APPLICATION_NO_CHECK', field);
  }
  const [, planCode = '', district = '', serial] = match;
  return { ok: true, value: { planCode, district, serial: Number(serial) }, advice: [] };
}

/**
 * Whether the check character of a typed certificate number or receipt fits what stands before it. It is a group of its own,
 * so that a number says by itself whether it has one: older numbers have none, and are looked up as they are.
 */
export function checkFits(number: string): boolean {
  const [, before, check] = /^(.+)-([0-9A-Z])$/.exec(normaliseIdentifier(number)) ?? [];
  return before === undefined || mod3736(before) === check;
}

/** ISO/IEC 7064 hybrid system MOD 37,36 of the letters and digits in the text. */
export function mod3736(text: string): string {
  let rest = 36;
  for (const letter of text.replace(/[^0-9A-Z]/g, '')) {
    const sum = (rest + Number.parseInt(letter, 36)) % 36 || 36;
    rest = (sum * 2) % 37;
  }
  return ((37 - rest) % 36).toString(36).toUpperCase();
}

/** Never carries the value: identifiers stay out of messages and logs (V1). */
const refused = (code: Parameters<typeof find>[0], field: string): Outcome<never> => ({
  ok: false,
  problems: [find(code, { field })],
});
