import { isVisible, normaliseIdentifier } from '../../contracts/characters.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { Role } from '../../contracts/roles.ts';
import { isPerson, type Person } from '../base/person.ts';
import { find } from './findings.ts';
import {
  type PaperAct,
  type PaperCheck,
  type PaperRoute,
  type PaperState,
  type PaperTransition,
  paperTransitions,
} from './transitions.ts';

export * from './transitions.ts';

/**
 * Custody of the paper review form 评审表 (domain-spec §7.1, §7.4; R60–R62, R69, R70; C4, C16). The table of
 * transitions.ts says who takes the form where; here is what is checked on the paper in his hands. Paper that fails is
 * HELD where it is, with all reasons; refusing it is an act of its own (D24). An act that is not this person's changes
 * nothing.
 */

export interface PaperForm {
  readonly status: PaperState;
  readonly applicationNo: string;
  readonly formVersion: number;
  /** How many identical copies go round. */
  readonly copies: number;
  /** SHA-256 of the content that the form prints; known from export on. */
  readonly formHash?: string;
  readonly route: PaperRoute;
  /** Who handed the paper on last: each hand-over is by another natural person (C4). */
  readonly lastHandler?: string;
  /** Not the first print that goes round: the one before was refused, or void. */
  readonly again?: boolean;
}

/** What the scanner read and the person saw. */
export interface PaperScan {
  readonly barcodes: readonly string[];
  readonly unitSeal?: boolean | undefined;
  readonly municipalSeal?: boolean | undefined;
}

export interface PaperFacts {
  /** `desk` is the point or municipal unit that the person works for. */
  readonly actor: Person & { readonly role: Role; readonly desk?: string };
  readonly scan?: PaperScan;
  /** The fee is paid, or the plan asks none. */
  readonly paid?: boolean;
  /** EXPORT: hash of the content that is now printed. */
  readonly formHash?: string;
  /** SEND_BACK: the application has its certificate, or has ended. */
  readonly finished?: boolean;
  /** HAND_OVER: who took it. */
  readonly receiver?: string;
  /** REFUSE: why. */
  readonly reason?: string;
}

/** MOVED: done. HELD: the paper is not taken and stays as it is, until it is mended or refused. DENIED: not his act. */
export type PaperOutcome =
  | { readonly kind: 'MOVED'; readonly form: PaperForm; readonly transition: PaperTransition }
  | { readonly kind: 'HELD'; readonly findings: readonly Finding[] }
  | { readonly kind: 'DENIED'; readonly findings: readonly Finding[] };

/** 一式两份, unless the plan says otherwise (R60). */
export const DEFAULT_COPIES = 2;

/** What a barcode of the review form says. `copy` counts the copies of a print from 1. */
export interface PaperBarcode {
  readonly applicationNo: string;
  readonly version: number;
  /** First 16 hexadecimal digits of the content's SHA-256. */
  readonly hashPrefix: string;
  readonly copy: number;
}

const HASH_PREFIX = 16;
const BARCODE = /^ZP1\|([\x21-\x7b\x7d\x7e]{1,64})\|v([1-9]\d{0,3})\|([0-9a-f]{16})\|([1-4])$/;
/** The same once it is read like every identifier. */
const READ = new RegExp(BARCODE.source, 'i');

/**
 * `ZP1|<application number>|v<version>|<first 16 digits of the hash>|<copy>`.
 * @throws {RangeError} a part that the format cannot hold
 */
export function encodeBarcode(code: PaperBarcode): string {
  const text = `ZP1|${code.applicationNo}|v${code.version}|${code.hashPrefix}|${code.copy}`;
  if (!BARCODE.test(text)) throw new RangeError(`not a barcode of a review form: ${text}`);
  return text;
}

/** What a scanner or a person read, in whatever width; undefined when it is nothing of ours. */
export function decodeBarcode(text: string): PaperBarcode | undefined {
  const match = READ.exec(normaliseIdentifier(text));
  if (!match) return undefined;
  return {
    applicationNo: match[1]!,
    version: Number(match[2]),
    hashPrefix: match[3]!.toLowerCase(),
    copy: Number(match[4]),
  };
}

const readable = (scan: PaperScan | undefined): PaperBarcode[] =>
  (scan?.barcodes ?? []).map(decodeBarcode).filter((code) => code !== undefined);

/** The desk at which the paper is, against its road: kind and id, for a point may share its id with another body. */
function checkDesk(
  code: 'FORM_DESTINATION' | 'FORM_RETURN_ROUTE',
  form: PaperForm,
  facts: PaperFacts,
  row: PaperTransition,
): Finding[] {
  const found = facts.actor.desk ?? facts.actor.role;
  return found === form.route.id && row.route === form.route.kind
    ? []
    : [find(code, { field: 'desk', found, allowed: form.route.id })];
}

/** All barcodes are ours, and of this application; at least one. Anything else was scanned by mistake. */
function checkScan(form: PaperForm, facts: Pick<PaperFacts, 'scan'>): Finding[] {
  const barcodes = facts.scan?.barcodes ?? [];
  if (barcodes.length === 0) return [find('FORM_BARCODE', { field: '/barcodes/0', found: '—' })];
  return barcodes.flatMap((text, i) => {
    const field = `/barcodes/${i}`;
    const code = decodeBarcode(text);
    if (!code) return [find('FORM_BARCODE', { field, found: text })];
    if (code.applicationNo === form.applicationNo) return [];
    return [find('FORM_APPLICATION', { field, found: code.applicationNo, allowed: form.applicationNo })];
  });
}

/** The version in force, and the content that it prints (C16). */
function checkVersion(form: PaperForm, facts: Pick<PaperFacts, 'scan'>): Finding[] {
  const problems: Finding[] = [];
  for (const code of readable(facts.scan)) {
    const allowed = form.formHash?.slice(0, HASH_PREFIX) ?? '';
    if (code.version !== form.formVersion)
      problems.push(
        find('FORM_VERSION', { field: 'version', found: code.version, allowed: form.formVersion }),
      );
    else if (code.hashPrefix !== allowed)
      problems.push(find('FORM_HASH', { field: 'hash', found: code.hashPrefix, allowed }));
  }
  // Two copies of the same wrong print are one reason.
  return problems.filter((one, i) => problems.findIndex((other) => other.code === one.code) === i);
}

/** What tells these barcodes from those of the form in force: another application's, an older print, none of ours. */
export const checkPrint = (form: PaperForm, scan: PaperScan): Finding[] => [
  ...checkScan(form, { scan }),
  ...checkVersion(form, { scan }),
];

const checks: Record<PaperCheck, (form: PaperForm, facts: PaperFacts, row: PaperTransition) => Finding[]> = {
  PAID: (_, { paid }) => (paid ? [] : [find('FORM_BEFORE_PAYMENT', { field: 'payment' })]),
  HASH_GIVEN: (_, { formHash }) =>
    formHash && /^[0-9a-f]{64}$/.test(formHash)
      ? []
      : [find('FORM_HASH', { field: 'hash', found: formHash ?? '—' })],
  DESTINATION: (form, facts, row) => checkDesk('FORM_DESTINATION', form, facts, row),
  RETURN_ROUTE: (form, facts, row) => checkDesk('FORM_RETURN_ROUTE', form, facts, row),
  SCAN: checkScan,
  VERSION: checkVersion,
  COPIES: ({ copies }, { scan }) => {
    const read = readable(scan).map((code) => code.copy);
    const allowed = Array.from({ length: copies }, (_one, i) => i + 1).join(', ');
    const found = [...read].sort().join(', ');
    if (found === allowed) return [];
    const twice = read.find((copy, i) => read.indexOf(copy) !== i);
    if (twice !== undefined && read.length === copies)
      return [find('FORM_TWICE', { field: 'copies', found: twice, allowed })];
    return [find('FORM_COPIES', { field: 'copies', found: found || '—', allowed })];
  },
  UNIT_SEAL: (_, { scan }) => (scan?.unitSeal ? [] : [find('FORM_SEAL', { field: 'unitSeal' })]),
  MUNI_SEAL: (_, { scan }) =>
    scan?.municipalSeal ? [] : [find('FORM_MUNI_SEAL', { field: 'municipalSeal' })],
  OTHER_PERSON: (form, { actor }) =>
    isPerson(actor, form.lastHandler) ? [find('FORM_SAME_PERSON', { field: 'actor' })] : [],
  FINISHED: (_, { finished }) => (finished ? [] : [find('FORM_RETURN_EARLY', { field: 'stage' })]),
  UNIT_SCAN: ({ again, status }) =>
    again && status !== 'UNIT_SEALED' ? [find('FORM_UNIT_SCAN', { field: 'status', found: status })] : [],
  REASON: (_, { reason }) => (isVisible(reason ?? '') ? [] : [find('FORM_REASON', { field: 'reason' })]),
  RECEIVER: (_, { receiver }) =>
    isVisible(receiver ?? '') ? [] : [find('FORM_RECEIVER', { field: 'receiver' })],
};

/** What is seen on the paper itself; failing it holds the paper where the row says so. */
const onPaper: readonly PaperCheck[] = ['VERSION', 'COPIES', 'UNIT_SEAL', 'UNIT_SCAN', 'MUNI_SEAL'];

function moved(form: PaperForm, row: PaperTransition, facts: PaperFacts): PaperForm {
  const next: PaperForm = { ...form, status: row.to, lastHandler: facts.actor.id };
  if (row.act === 'EXPORT') return { ...next, formHash: facts.formHash };
  // A return after export voids the paper: the next print has the next number.
  if (row.act === 'VOID')
    return { ...next, formVersion: form.formVersion + 1, formHash: undefined, again: true };
  if (row.act === 'REFUSE') return { ...next, again: true };
  return next;
}

/** One step of the paper's custody. All reasons are given at once. */
export function stepPaper(form: PaperForm, act: PaperAct, facts: PaperFacts): PaperOutcome {
  const rows = paperTransitions.filter((one) => one.act === act && one.from.includes(form.status));
  const row = rows.find((one) => one.by.includes(facts.actor.role)) ?? rows[0];
  if (!row) return { kind: 'DENIED', findings: [find('FORM_ACT', { field: 'status', found: form.status })] };
  if (!row.by.includes(facts.actor.role)) {
    const found = facts.actor.role;
    return {
      kind: 'DENIED',
      findings: [find('FORM_ROLE', { field: 'role', found, allowed: row.by.join(', ') })],
    };
  }
  const fails = (on: boolean): Finding[] =>
    row.checks
      .filter((check) => onPaper.includes(check) === on)
      .flatMap((check) => checks[check](form, facts, row));
  const before = fails(false);
  const seen = fails(true);
  if (before.length > 0 || (seen.length > 0 && !row.holds))
    return { kind: 'DENIED', findings: [...before, ...seen] };
  if (seen.length > 0) return { kind: 'HELD', findings: seen };
  return { kind: 'MOVED', form: moved(form, row, facts), transition: row };
}
