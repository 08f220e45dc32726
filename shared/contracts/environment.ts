import * as z from 'zod/mini';

/** Names of the environment variables that the stack gives to functions: the one list of them. */
export const EnvironmentSchema = z.object({
  /** Single table with stream (design.md §4). */
  TABLE_NAME: z.string(),
  /** Ballot boxes; no stream, readable by api-committee only (B5). */
  BALLOT_TABLE_NAME: z.optional(z.string()),
  QUARANTINE_BUCKET: z.optional(z.string()),
  CLEAN_BUCKET: z.optional(z.string()),
  DOCUMENT_BUCKET: z.optional(z.string()),
  /** Alias ARN of the review machine. */
  STATE_MACHINE_ARN: z.optional(z.string()),
  /** Name of the function that renders documents. */
  DOCUMENTS_FUNCTION: z.optional(z.string()),
  /** Origin that pages are served from, for links in notices and QR codes. */
  SITE_ORIGIN: z._default(z.string(), 'http://127.0.0.1:8787'),
  STAGE: z._default(z.string(), 'local'),
  /**
   * Known to the proxy before the API alone: whom it speaks for is believed by it, and addresses are hashed with it
   * (functions/address.ts).
   */
  EDGE_KEY: z._default(z.string(), ''),
  /** Sign-in configuration that /v1/config hands to the pages. */
  PUBLIC_ISSUER: z.optional(z.string()),
  PUBLIC_CLIENT_ID: z.optional(z.string()),
  STAFF_ISSUER: z.optional(z.string()),
  STAFF_CLIENT_ID: z.optional(z.string()),
  /**
   * Subjects of the staff issuer, `security:sub,system:sub,audit:sub`, who administer from their first sign-in: two of
   * security, for what they give takes two persons. From then on the table alone says what they may do.
   */
  FIRST_ADMINISTRATORS: z._default(z.string(), ''),
  /**
   * The claim by which the staff issuer tells a second factor, and its values: `amr=otp,mfa` (D34). Empty: the issuer lets
   * nobody of the staff in without one.
   */
  SECOND_FACTOR: z._default(z.string(), ''),
  /** Minutes without anybody there after which a sign-in of staff ends, where the stage has others (contracts/idle.ts). */
  IDLE_MINUTES: z._default(z.string(), ''),
  /** Identity numbers are hashed with it, so that two accounts of one person are known as such and no number is kept (D29). */
  PERSON_KEY: z._default(z.string(), ''),
  /** Payment gateway: `cashier` (embedded) or `gateway`; where people pay; HMAC key of its callbacks. */
  PAYMENT_ADAPTER: z._default(z.enum(['cashier', 'gateway']), 'cashier'),
  PAYMENT_URL: z.optional(z.string()),
  PAYMENT_CALLBACK_SECRET: z.optional(z.string()),
  /** Where notices go: `mailbox` (embedded), `gateway` (a message gateway over HTTP) or `aws` (SES and SNS). */
  NOTICE_ADAPTER: z._default(z.enum(['mailbox', 'gateway', 'aws']), 'mailbox'),
  NOTICE_URL: z.optional(z.string()),
  /** Bearer token that a gateway asks for; address that e-mail comes from. */
  NOTICE_SECRET: z.optional(z.string()),
  NOTICE_SENDER: z.optional(z.string()),
  /** Malware scan: `embedded` (knows EICAR) or `guardduty`. */
  SCANNER_ADAPTER: z._default(z.enum(['embedded', 'guardduty']), 'embedded'),
  /** JSON list of plan codes offered; empty means all built-in plans. */
  PLAN_CODES: z._default(z.string(), ''),
  /** `season` shifts the sample windows of plans to today (demonstration); `fixed` uses them as written. */
  PLAN_DATES: z._default(z.enum(['fixed', 'season']), 'fixed'),
});
export type Environment = z.infer<typeof EnvironmentSchema>;
export type EnvironmentName = keyof Environment;
