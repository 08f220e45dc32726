import * as z from 'zod/mini';
import { Finding } from '../contracts/finding.ts';
import { ProblemError } from '../errors.ts';
import { keys } from './base/keys.ts';
import { create, type Table, type Write } from './base/table.ts';

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

/** The signature that a declaration's commitment names. */
export function getSignature(
  table: Table,
  applicationId: string,
  signatureId: string,
): Promise<Signature | undefined> {
  return table.get(SignatureSchema, keys.signature(applicationId, signatureId));
}
