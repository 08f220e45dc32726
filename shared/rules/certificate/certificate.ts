import { isVisible, normaliseIdentifier } from '../../contracts/characters.ts';
import type { Finding, Outcome } from '../../contracts/finding.ts';
import type { FindingFacts } from '../base/finding.ts';
import { addYears, epochMs, localDateOf } from '../calendar/local-date.ts';
import { checkFits, mod3736 } from '../people/identifiers.ts';
import { sameName } from '../people/privacy.ts';
import { find } from './findings.ts';

/**
 * The electronic certificate's record 职称电子证书 (domain-spec §7.1; R68, L24, C14, V4): its number, its life, and what
 * anybody may learn about it.
 */

// Numbers: a small pattern language. Literal printable ASCII, and {name} or {name:width}.

const NAMES = ['year', 'division', 'level', 'plan', 'seq', 'check'] as const;
type PartName = (typeof NAMES)[number];
type Part = { readonly literal: string } | { readonly name: PartName; readonly width?: number };

/** What a number is made of. `seq` is the plan's running number, from 1. */
export interface NumberValues {
  readonly year: number;
  readonly division: string;
  readonly level: string;
  readonly plan?: string;
  readonly seq: number;
}

const isName = (text: string): text is PartName => NAMES.some((name) => name === text);

/** Reads a pattern; a colon before the width may be left out (`{seq6}` = `{seq:6}`). */
function parsePattern(pattern: string): Part[] | string {
  const parts: Part[] = [];
  for (const [, inner, literal] of pattern.matchAll(/\{([^{}]*)\}|([^{}]+|[{}])/g)) {
    if (literal !== undefined) {
      // The barcode's separator and anything but printable ASCII would not survive a scanner.
      if (!/^[\x21-\x7a\x7e]+$/.test(literal))
        return `只能含可打印的英文字符 / printable ASCII only: ${literal}`;
      parts.push({ literal });
      continue;
    }
    const match = /^([a-z]+):?([1-9]\d?)?$/.exec(inner ?? '');
    if (!match || !isName(match[1]!)) return `未知的部分 / unknown part: ${inner}`;
    parts.push({ name: match[1]!, ...(match[2] ? { width: Number(match[2]) } : {}) });
  }
  const names = parts.flatMap((part) => ('name' in part ? [part.name] : []));
  if (!names.includes('seq')) return '缺少流水号 seq / no running number seq';
  if (parts.some((part) => 'name' in part && part.name === 'seq' && part.width === undefined))
    return '流水号 seq 须有位数 / seq needs a width';
  if (new Set(names).size !== names.length) return '同一部分出现两次 / a part occurs twice';
  const check = parts.findIndex((part) => 'name' in part && part.name === 'check');
  if (check >= 0 && check !== parts.length - 1) return '校验位 check 须在最后 / check comes last';
  return parts;
}

/** Is this a pattern that gives every certificate its own number, with a check character? Empty when it is. */
export function checkNumberPattern(pattern: string, field = 'certificate.numberPattern'): Finding[] {
  const parts = parsePattern(pattern);
  if (typeof parts === 'string') return [wrongPattern(pattern, parts, field)];
  if (pattern.endsWith('-{check}')) return [];
  return [wrongPattern(pattern, '须以“-{check}”结尾 / it must end in -{check}', field)];
}

const wrongPattern = (found: string, allowed: string, field = 'certificate.numberPattern'): Finding =>
  find('CERT_PATTERN', { field, found, allowed });

/** What the page says before anything is asked (V4, §10.4). */
export function checkQuestion({ certificateNo, name }: { certificateNo: string; name: string }): Finding[] {
  const number = isVisible(certificateNo)
    ? checkFits(certificateNo)
      ? []
      : [find('CERT_NO_CHECK', { field: '/certificateNo' })]
    : [find('CERT_NO_MISSING', { field: '/certificateNo' })];
  return [...number, ...(isVisible(name) ? [] : [find('CERT_NAME_MISSING', { field: '/name' })])];
}

function written(part: Part, values: NumberValues, before: string): string | undefined {
  if ('literal' in part) return part.literal;
  // ISO 7064 MOD 37,36: finds every single wrong character.
  if (part.name === 'check') return mod3736(before);
  const value = values[part.name];
  if (value === undefined) return undefined;
  if (typeof value === 'string')
    return /^[0-9A-Z-]+$/.test(value) && (part.width ?? value.length) === value.length ? value : undefined;
  if (!Number.isSafeInteger(value) || value < 1) return undefined;
  const digits = String(value).padStart(part.width ?? 0, '0');
  return digits.length > (part.width ?? digits.length) ? undefined : digits;
}

/**
 * A number by its pattern. Numbers are padded with zeros to their width; a text has exactly its width if one is given.
 * @returns the number, at most 64 characters; or what does not fit (a running number that has outgrown its width)
 */
export function formatNumber(pattern: string, values: NumberValues): Outcome<string> {
  const parts = parsePattern(pattern);
  if (typeof parts === 'string') return { ok: false, problems: [wrongPattern(pattern, parts)] };
  let text = '';
  for (const part of parts) {
    const piece = written(part, values, text);
    if (piece === undefined || text.length + piece.length > 64) {
      const found =
        'name' in part ? `${part.name} = ${part.name === 'check' ? text : values[part.name]}` : text;
      return misfit(found, pattern);
    }
    text += piece;
  }
  // Else the public check would take its last letter for a wrong check character.
  if (!checkFits(text)) return misfit(text, pattern);
  return { ok: true, value: text, advice: [] };
}

const misfit = (found: string, allowed: string): Outcome<never> => ({
  ok: false,
  problems: [find('CERT_VALUE', { field: 'certificateNo', found, allowed })],
});

/** 取得时间: by default the civil day of the committee's vote, in Shanghai (C14). Instants are ISO 8601. */
export function qualificationDate(
  rule: 'VOTE_DATE' | 'DOCUMENT_DATE',
  facts: { readonly votedAt: string; readonly documentPublishedAt: string },
): string {
  return localDateOf(rule === 'VOTE_DATE' ? facts.votedAt : facts.documentPublishedAt);
}

/** D31: the day of the vote, absent where nobody votes, and that of the document; civil days in Shanghai. */
export interface TitleDates {
  readonly passedAt?: string | undefined;
  readonly issuedAt: string;
}

/** @param votedAt, documentPublishedAt ISO 8601 instants */
export const titleDates = (votedAt: string | undefined, documentPublishedAt: string): TitleDates => ({
  ...(votedAt === undefined ? {} : { passedAt: localDateOf(votedAt) }),
  issuedAt: localDateOf(documentPublishedAt),
});

// The record and its life.

export const certificateStates = ['GENERATED', 'ACTIVE', 'REVOKED', 'REPLACED'] as const;
export type CertificateState = (typeof certificateStates)[number];

/** What the register holds about a certificate; the printed data are elsewhere. */
export interface CertificateRecord {
  readonly certificateNo: string;
  readonly status: CertificateState;
  readonly name: string;
  readonly qualification: string;
  readonly level: string;
  readonly specialty: string;
  readonly qualificationDate: string;
  /** Both days of the title (D31); of certificates from before they were kept, the one above alone is known. */
  readonly titleDates?: TitleDates | undefined;
  readonly documentNo: string;
  readonly issuedAt: string;
  /** SHA-256 of the photo it prints: the file of R13. */
  readonly photoSha256: string;
  readonly revoked?: {
    readonly at: string;
    readonly documentNo: string;
    readonly reason: string;
    /** Civil date until which the integrity record is kept (L24). */
    readonly recordUntil: string;
  };
  readonly successor?: { readonly certificateNo: string; readonly at: string; readonly reason: string };
}

/** R68, R13: makes the record once the document is published, from the very photo of the declaration. */
export function generateCertificate(
  data: Omit<CertificateRecord, 'status' | 'revoked' | 'successor' | 'issuedAt'>,
  facts: {
    readonly documentPublishedAt?: string;
    readonly declaredPhotoSha256: string;
    readonly now: string;
  },
): Outcome<CertificateRecord> {
  const problems: Finding[] = [];
  const { documentPublishedAt, declaredPhotoSha256, now } = facts;
  if (documentPublishedAt === undefined || epochMs(documentPublishedAt) > epochMs(now))
    problems.push(find('CERT_BEFORE_DOC', { field: 'document' }));
  if (data.photoSha256 !== declaredPhotoSha256) problems.push(find('CERT_PHOTO', { field: 'photo' }));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { ...data, status: 'GENERATED', issuedAt: now }, advice: [] };
}

export type CertificateAct =
  | { readonly kind: 'ACTIVATE' }
  | {
      readonly kind: 'REVOKE';
      readonly reason: string;
      readonly documentNo: string;
      /** The natural persons who decide, two at least. */
      readonly actors: readonly string[];
    }
  | { readonly kind: 'REPLACE'; readonly reason: string; readonly successorNo: string };

/** §7.1: what leads where. REVOKED and REPLACED are ends. */
export const certificateTransitions: Record<
  CertificateAct['kind'],
  { from: CertificateState; to: CertificateState }
> = {
  ACTIVATE: { from: 'GENERATED', to: 'ACTIVE' },
  REVOKE: { from: 'ACTIVE', to: 'REVOKED' },
  REPLACE: { from: 'ACTIVE', to: 'REPLACED' },
};

const INTEGRITY_YEARS = 3;

/** One step in a certificate's life. `now` is ISO 8601. */
export function stepCertificate(
  record: CertificateRecord,
  act: CertificateAct,
  now: string,
): Outcome<CertificateRecord> {
  const problems: Finding[] = [];
  const check = (fine: boolean, code: Parameters<typeof find>[0], facts: FindingFacts) => {
    if (!fine) problems.push(find(code, facts));
  };
  const row = certificateTransitions[act.kind];
  check(record.status === row.from, 'CERT_STATE', {
    field: 'status',
    found: record.status,
    allowed: row.from,
  });
  if (act.kind !== 'ACTIVATE') check(isVisible(act.reason), 'CERT_REASON', { field: 'reason' });
  if (act.kind === 'REVOKE') {
    check(isVisible(act.documentNo), 'CERT_DOCUMENT_NO', { field: 'documentNo' });
    const persons = new Set(act.actors).size;
    check(persons >= 2, 'CERT_TWO_PERSONS', { field: 'actors', found: persons, allowed: 2 });
  }
  if (act.kind === 'REPLACE') {
    const successor = normaliseIdentifier(act.successorNo);
    check(successor !== '' && successor !== record.certificateNo, 'CERT_SUCCESSOR', { field: 'successorNo' });
  }
  if (problems.length > 0) return { ok: false, problems };
  const next: CertificateRecord = { ...record, status: row.to };
  if (act.kind === 'REVOKE') {
    const { documentNo, reason } = act;
    const recordUntil = addYears(localDateOf(now), INTEGRITY_YEARS);
    return {
      ok: true,
      value: { ...next, revoked: { at: now, documentNo, reason, recordUntil } },
      advice: [],
    };
  }
  if (act.kind === 'REPLACE') {
    const successor = { certificateNo: normaliseIdentifier(act.successorNo), at: now, reason: act.reason };
    return { ok: true, value: { ...next, successor }, advice: [] };
  }
  return { ok: true, value: next, advice: [] };
}

// The public check (V4).

/** How somebody asks: by number and name, both of which stand on the certificate; its QR code knows the number. */
export interface CertificateQuery {
  readonly certificateNo: string;
  readonly name: string;
}

export interface CertificateAnswer {
  readonly status: 'VALID' | 'REVOKED' | 'REPLACED' | 'NOT_FOUND';
  readonly certificateNo: string;
  /** The instant that the answer is of. */
  readonly askedAt: string;
  readonly name?: string;
  readonly qualification?: string;
  readonly specialty?: string;
  readonly level?: string;
  readonly qualificationDate?: string;
  readonly passedAt?: string;
  readonly documentDate?: string;
  readonly documentNo?: string;
  readonly revokedAt?: string;
}

/**
 * V4: valid, revoked, replaced or not found, to who gives number and name. A wrong name is answered as no certificate at
 * all, and so is one not yet in force: the check never helps guessing.
 */
export function answerCheck(
  query: CertificateQuery,
  record: CertificateRecord | undefined,
  askedAt: string,
): CertificateAnswer {
  const certificateNo = normaliseIdentifier(query.certificateNo);
  const unknown =
    !record ||
    record.status === 'GENERATED' ||
    record.certificateNo !== certificateNo ||
    !sameName(query.name, record.name);
  if (unknown) return { status: 'NOT_FOUND', certificateNo, askedAt };
  const { qualification, specialty, level, documentNo } = record;
  return {
    status: record.status === 'ACTIVE' ? 'VALID' : record.status === 'REVOKED' ? 'REVOKED' : 'REPLACED',
    certificateNo,
    askedAt,
    name: record.name,
    qualification,
    specialty,
    level,
    qualificationDate: record.qualificationDate,
    ...(record.titleDates?.passedAt ? { passedAt: record.titleDates.passedAt } : {}),
    ...(record.titleDates ? { documentDate: record.titleDates.issuedAt } : {}),
    documentNo,
    ...(record.revoked ? { revokedAt: record.revoked.at } : {}),
  };
}
