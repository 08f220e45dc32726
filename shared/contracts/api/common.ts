import * as z from 'zod/mini';
import { Finding } from '../finding.ts';
import { exact, line, prose } from '../text.ts';

export const Id = exact(1, 128);
/** The turn, version … that was on the screen. */
export const Count = z.int();
export const Cursor = z.optional(z.string());

export const Health = z.object({ status: z.literal('ok'), stage: z.string(), now: z.string() });
export const Json = z.record(z.string(), z.unknown());
export const Html = z.string();
export const Receipt = z.object({ id: z.string(), at: z.string(), batchId: z.optional(z.string()) });
/** A short-lived link; open it in a new tab or download it. `expiresAt` is an instant. */
export const Link = z.object({ url: z.string(), expiresAt: z.string(), fileName: z.string() });

export const SiteConfig = z.object({
  stage: z.string(),
  siteOrigin: z.string(),
  signIn: z.object({
    public: z.object({ issuer: z.string(), clientId: z.string() }),
    staff: z.object({ issuer: z.string(), clientId: z.string() }),
  }),
  adapters: z.object({ payment: z.string(), notices: z.string(), scanner: z.string() }),
});

/** Q16, T17d: the payment is opened again, or what was asked is refused with a reason that the applicant reads. */
export const ReopeningBody = z.object({
  turn: Count,
  decision: z.optional(z.enum(['REOPEN', 'REFUSE'])),
  reason: prose(1, 1000),
});
export const ReasonBody = z.object({ turn: Count, reason: prose(1, 1000) });
export const TurnBody = z.object({ turn: Count });
export const PurposeBody = z.object({ purpose: line(4, 200) });
export const Identity = z.object({ idNumber: z.string() });

/** Findings as responses carry them: in both languages, for the page to choose. */
export const Findings = z.array(Finding);

export const NoticeList = z.object({
  items: z.array(
    z.object({
      noticeId: z.string(),
      at: z.string(),
      occasion: z.string(),
      title: z.object({ zh: z.string(), en: z.string() }),
      body: z.object({ zh: z.string(), en: z.string() }),
      applicationId: z.optional(z.string()),
    }),
  ),
  cursor: Cursor,
});

/** An application that an act on many left out, by the number that people know. */
export const LeftOut = z.object({
  applicationId: z.string(),
  applicationNo: z.optional(z.string()),
  findings: Findings,
});
