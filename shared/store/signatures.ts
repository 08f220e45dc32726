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
const SignatureSchema = z.object({
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
  /** CSS pixels of the frame as it was shown. */
  frame: z.object({ width: z.number(), height: z.number() }),
  /** JSON: lists of `[x, y, ms]`, one a stroke; x and y are shares of the frame. */
  strokes: z.string(),
  ink: z.object({
    strokes: z.number(),
    lengthPx: z.number(),
    widthPx: z.number(),
    heightPx: z.number(),
  }),
});
export type Signature = z.infer<typeof SignatureSchema>;

/** As signatures were kept before strokes were shares of their frame: without the frame, in its CSS pixels. */
const StoredSignature = z.extend(SignatureSchema, { frame: z.optional(SignatureSchema.shape.frame) });

type Point = readonly [x: number, y: number, ms: number];

/** A signature of any version as the present one. */
function raised(found: z.infer<typeof StoredSignature>): Signature {
  const { frame } = found;
  if (frame) return { ...found, frame };
  const [width = 1, height = 1] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(found.svg) ?? [])
    .slice(1)
    .map(Number);
  const strokes = JSON.parse(found.strokes) as Point[][];
  const shares = strokes.map((stroke) => stroke.map(([x, y, t]) => ({ x: x / width, y: y / height, t })));
  return { ...found, frame: { width, height }, strokes: strokesText(shares) };
}

/** Strokes as they are kept; a ten-thousandth of the frame is less than a pixel of any screen. */
export function strokesText(strokes: readonly (readonly { x: number; y: number; t: number }[])[]): string {
  const rounded = (share: number) => Math.round(share * 10_000) / 10_000;
  return JSON.stringify(
    strokes.map((stroke) => stroke.map(({ x, y, t }): Point => [rounded(x), rounded(y), Math.round(t)])),
  );
}

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
export async function getSignature(
  table: Table,
  applicationId: string,
  signatureId: string,
): Promise<Signature | undefined> {
  const found = await table.get(StoredSignature, keys.signature(applicationId, signatureId));
  return found && raised(found);
}
