import * as z from 'zod/mini';
import type { BodyOf, ResponseOf } from '../contracts/api/index.ts';
import { Finding } from '../contracts/finding.ts';
import { ProblemError, refusal } from '../errors.ts';
import { measureInk, signatureSvg } from '../rules/declaration/signature.ts';
import { keys } from './base/keys.ts';
import { create, type Table, toItem, type Write } from './base/table.ts';

/** Signing tickets behind the QR code, and the signatures that they led to (R21–R23, §7.4). */

export const TicketSchema = z.object({
  ticketId: z.string(),
  applicationId: z.string(),
  personId: z.string(),
  /** What the signature will cover (C10). */
  contentHash: z.string(),
  title: z.string(),
  template: z.string(),
  paragraphs: z.array(z.string()),
  /** First instant at which the code no longer works. */
  validUntil: z.string(),
  signedAt: z.optional(z.string()),
  advice: z.array(Finding),
  /** Seconds; the item goes a day after the code, so that a late visitor is told EXPIRED. */
  expiresAt: z.number(),
});
export type Ticket = z.infer<typeof TicketSchema>;

/** A drawn signature with the words that it stands under; kept with the application. */
export const SignatureSchema = z.object({
  signatureId: z.string(),
  applicationId: z.string(),
  personId: z.string(),
  title: z.string(),
  template: z.string(),
  paragraphs: z.array(z.string()),
  contentHash: z.string(),
  signedAt: z.string(),
  /** Drawn by us from the strokes; shapes only. */
  svg: z.string(),
  /** JSON: lists of `[x, y, ms]` in CSS pixels, one a stroke. */
  strokes: z.string(),
  ink: z.object({
    strokes: z.number(),
    lengthPx: z.number(),
    widthPx: z.number(),
    heightPx: z.number(),
  }),
});
export type Signature = z.infer<typeof SignatureSchema>;

const KEPT_SECONDS = 24 * 3600;

/** @throws {ProblemError} NOT_FOUND when there is none or it is for somebody else (R22 "bound to this person") */
export async function requireTicket(table: Table, ticketId: string, personId: string): Promise<Ticket> {
  const ticket = await table.get(TicketSchema, keys.ticket(ticketId));
  if (ticket?.personId !== personId) throw new ProblemError('NOT_FOUND');
  return ticket;
}

export function newTicket(
  given: Omit<Ticket, 'validUntil' | 'signedAt' | 'advice' | 'expiresAt'>,
  ttlSeconds: number,
  now: string,
): Ticket {
  const end = Date.parse(now) + ttlSeconds * 1000;
  return {
    ...given,
    advice: [],
    validUntil: new Date(end).toISOString(),
    expiresAt: Math.floor(end / 1000) + KEPT_SECONDS,
  };
}

export const ticketWrite = (table: Table, ticket: Ticket): Write =>
  create(table.name, keys.ticket(ticket.ticketId), { ...ticket, type: 'SIGNING_TICKET' });

/** Single use and short life (R22). @throws {ProblemError} CONFLICT, GUARD */
export function requireUsable(ticket: Ticket, now: string): void {
  if (ticket.signedAt) {
    throw refusal('CONFLICT', {
      code: 'COMMITMENT_QR_USED',
      rule: 'R22',
      found: ticket.signedAt,
      zh: '该二维码已用于签署，请在电脑页面查看结果',
      en: 'This code was used to sign already; see the result on the computer',
    });
  }
  if (now < ticket.validUntil) return;
  throw refusal('GUARD', {
    code: 'COMMITMENT_QR_EXPIRED',
    rule: 'R22',
    found: now,
    allowed: ticket.validUntil,
    zh: '二维码已过期，请在电脑页面刷新后重新扫描',
    en: 'The code has expired; get a new one on the computer and scan it',
  });
}

/** The ticket consumed and the signature kept; fails if another signature was faster. */
export function signWrites(
  table: Table,
  ticket: Ticket,
  drawing: BodyOf<'SignatureBody'>,
  signed: { at: string; advice: Finding[] },
): { ticket: Ticket; writes: Write[] } {
  const next: Ticket = { ...ticket, signedAt: signed.at, advice: signed.advice };
  const { ticketId, applicationId, personId, title, template, paragraphs, contentHash } = ticket;
  const tenth = (n: number) => Math.round(n * 10) / 10;
  const signature: Signature = {
    ...{ signatureId: ticketId, applicationId, personId, title, template, paragraphs, contentHash },
    signedAt: signed.at,
    svg: signatureSvg(drawing),
    strokes: JSON.stringify(
      drawing.strokes.map((stroke) => stroke.map((p) => [tenth(p.x), tenth(p.y), Math.round(p.t)])),
    ),
    ink: measureInk(drawing),
  };
  return {
    ticket: next,
    writes: [
      {
        Put: {
          TableName: table.name,
          Item: toItem({ ...next, ...keys.ticket(ticketId), type: 'SIGNING_TICKET' }),
          ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(signedAt)',
        },
      },
      create(table.name, keys.signature(applicationId, ticketId), { ...signature, type: 'SIGNATURE' }),
    ],
  };
}

/** The signature that a declaration's commitment names. */
export function getSignature(
  table: Table,
  applicationId: string,
  signatureId: string,
): Promise<Signature | undefined> {
  return table.get(SignatureSchema, keys.signature(applicationId, signatureId));
}

export function ticketView(ticket: Ticket, siteOrigin: string, now: string): ResponseOf<'SigningTicket'> {
  const { personId: _person, validUntil, expiresAt: _ttl, signedAt, ...shown } = ticket;
  return {
    ...shown,
    status: signedAt ? 'SIGNED' : now < validUntil ? 'QR_ISSUED' : 'EXPIRED',
    expiresAt: validUntil,
    link: `${siteOrigin}/sign/${ticket.ticketId}`,
    ...(signedAt ? { signedAt } : {}),
  };
}
